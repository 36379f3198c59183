import QtQuick
Item {
    Top { name: "Permohonan baru · langkah 1 dari 6"; steps: 1 }
    Heading { y: 326; text: "Sebelum mulai, siapkan empat berkas ini" }
    Words { x: 56; y: 488; text: "Berkas boleh menyusul: serahkan ke petugas di loket." }
    Card { y: 554; icon: "file-earmark-text"; title: "1. Formulir pendaftaran"; more: "Dibuat otomatis dari isian Anda di layar ini" }
    Card { y: 726; icon: "envelope-paper"; title: "2. Surat rekomendasi"; more: "Dari atasan atau pimpinan instansi" }
    Card { y: 898; icon: "person-vcard"; title: "3. Pindaian KTP berwarna"; more: "KTP elektronik asli, terbaca jelas" }
    Card { y: 1070; icon: "briefcase"; title: "4. Pindaian SK jabatan terakhir"; more: "Halaman penetapan dan tanda tangan" }
    Row {
        x: 56; y: 1242; spacing: 20
        Badge { icon: "cash"; text: "Gratis" }
        Badge { icon: "stopwatch"; ink: "17305a"; color: "#e4eaf4"; text: "Selesai 1 hari kerja" }
        Badge { icon: "clock"; ink: "6f4a08"; color: "#fbefd6"; text: "Isi ± 4 menit" }
    }
    Action { x: 56; y: 1618; width: 968; to: "notice"; text: "Mulai isi"; icon: "arrow-right" }
}
