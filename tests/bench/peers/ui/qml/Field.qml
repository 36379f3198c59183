import QtQuick
Item {
    Top { name: "Permohonan baru · langkah 2 dari 6"; steps: 2; back: "notice" }
    Heading { y: 326; text: "Siapa nama dan NIK Anda?" }
    Entry { y: 421; focused: true; label: "Nama lengkap (sesuai KTP)"; hint: "Tanpa gelar, persis seperti di KTP." }
    Entry { y: 649; label: "NIK"; hint: "16 angka, tertera di KTP." }
    Note { y: 880; icon: "shield-lock-fill"; text: "Data Anda disandikan di mesin ini dan hanya dapat dibuka oleh back office Dinas Kominfo. Layar terhapus sendiri bila ditinggalkan." }
    Action { x: 56; y: 1176; width: 376; primary: false; to: "notice"; text: "Kembali" }
    Action { x: 460; y: 1176; width: 564; text: "Lanjut"; icon: "arrow-right" }
}
