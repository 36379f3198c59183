import QtQuick
Item {
    Top { name: "Permohonan baru · langkah 1 dari 6"; steps: 1; back: "request" }
    Heading { y: 326; text: "Data pribadi Anda" }
    Rectangle {
        x: 56; y: 421; width: 968; height: column.implicitHeight + 64; radius: 32; border.width: 2; border.color: "#e6ddcb"
        Column {
            id: column; x: 32; y: 32; spacing: 22
            Repeater {
                model: [["person-vcard", "Data: nama, NIK, NIP, jabatan, unit kerja, e-mail dan nomor ponsel Anda, serta berkas persyaratan."],
                    ["bullseye", "Tujuan: hanya untuk mengurus permohonan sertifikat elektronik ini."],
                    ["bank", "Dasar: tugas pelayanan publik (UU 25/2009) sesuai UU 27/2022 tentang Pelindungan Data Pribadi."],
                    ["eye", "Yang melihat: petugas layanan ini di Dinas Kominfo, dan BSrE. Kios ini tidak dapat membuka lagi data yang sudah dikirim."],
                    ["archive", "Disimpan: terkunci di kios paling lama tujuh hari setelah diterima kantor, di kantor sesuai aturan kearsipan."],
                    ["hand-thumbs-up", "Hak Anda: melihat, memperbaiki, dan meminta penghapusan data Anda melalui petugas."],
                    ["shield-lock", "Kios ini tidak pernah menanyakan passphrase, kode OTP, atau pindaian wajah."]]
                Row { required property var modelData; spacing: 24; Icon { name: modelData[0] } Words { width: 840; color: "#1a2433"; text: modelData[1] } }
            }
        }
    }
    Action { x: 56; y: 1618; width: 376; primary: false; to: "request"; text: "Kembali" }
    Action { x: 460; y: 1618; width: 564; to: "field"; text: "Lanjut"; icon: "arrow-right" }
}
