import QtQuick
Item {
    Heading { y: 206; text: "Selamat datang.\nApa keperluan Anda?" }
    Badge { x: 56; y: 368; icon: "door-open-fill"; text: "Loket buka · tutup istirahat pukul 12.00 (2 j 19 m lagi)" }
    Wide { x: 56; y: 462; height: 250; hero: true; fill: "#17305a"; pressed: "#234680"; shade: "#f3d9a4"; to: "request"; icon: "file-earmark-plus-fill"; title: "Ajukan permohonan"; more: "Sertifikat Elektronik BSrE perorangan (ESIGN). Gratis, selesai 1 hari kerja." }
    Wide { x: 56; y: 740; height: 234; border.color: "#c3d1ea"; to: "scan"; icon: "qr-code-scan"; title: "Cek progres"; more: "Pindai kode QR di tanda terima Anda, atau ketik kodenya." }
    Tile { x: 56; y: 1002; to: "hours"; icon: "clock-history"; ink: "6f4a08"; shade: "#fbefd6"; title: "Jam layanan"; more: "Jadwal loket dan hari libur" }
    Tile { x: 554; y: 1002; to: "complaint"; icon: "megaphone-fill"; ink: "a5302b"; shade: "#f9e4e1"; title: "Pengaduan"; more: "Kontak dan formulir aduan" }
    Tile { x: 56; y: 1335; to: "standard"; icon: "journal-check"; ink: "145c38"; shade: "#e3f3ea"; title: "Standar pelayanan"; more: "Syarat, prosedur, biaya, jaminan" }
    Tile { x: 554; y: 1335; to: "survey"; icon: "emoji-smile-fill"; ink: "5b3a8e"; shade: "#ece5f6"; title: "Nilai layanan kami"; more: "Survei singkat, 1 menit" }
}
