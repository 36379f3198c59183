import QtQuick
Item {
    Top { name: "Cek progres" }
    Heading { y: 326; text: "Ketik kode di tanda terima Anda" }
    Entry { y: 421; focused: true; label: "Kode, misalnya ESG-7K3M-Q9XT-2HW"; hint: "Tertera di bawah kode QR pada tanda terima Anda." }
    Note { y: 650; icon: "camera-video-off-fill"; text: "Kios ini tidak punya kamera. Ketik kodenya, atau pakai pemindai tangan." }
    Action { x: 56; y: 1176; width: 376; primary: false; to: "home"; text: "Kembali" }
    Action { x: 460; y: 1176; width: 564; enabled: false; text: "Cek progres"; icon: "arrow-right" }
}
