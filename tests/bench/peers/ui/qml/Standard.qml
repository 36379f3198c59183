import QtQuick
Item {
    Top { name: "Standar pelayanan" }
    Heading { y: 318; text: "Penerbitan sertifikat elektronik BSrE" }
    Words { x: 56; y: 472; width: 968; text: "Perorangan, metode ESIGN. Empat belas komponen, seperti diatur undang-undang pelayanan publik." }
    Flickable {
        x: 56; y: 568; width: 968; height: 1022; clip: true; contentHeight: card.height
        Rectangle {
            id: card; width: 968; height: parts.implicitHeight + 24; radius: 32; border.width: 2; border.color: "#e6ddcb"
            Column {
                id: parts; x: 32; y: 12
                Repeater {
                    model: [["card-checklist", "Persyaratan", "4 berkas", "1. Formulir pendaftaran\n2. Surat rekomendasi\n3. Scan KTP berwarna\n4. Scan SK jabatan terakhir"], ["signpost-split", "Prosedur", "8 langkah, dengan pelaksananya"], ["clock-history", "Waktu pelayanan", "Senin–Jumat, selesai 1 hari"], ["cash", "Biaya", "Gratis"], ["patch-check", "Produk", "Sertifikat Elektronik"], ["megaphone", "Pengelolaan pengaduan", "Langsung dan tak langsung"], ["bank", "Dasar hukum", "5 peraturan"], ["people", "Sarana, petugas, pengawasan", "4 komponen"], ["shield-check", "Jaminan dan evaluasi", "3 komponen"]]
                    Item {
                        id: part
                        required property var modelData
                        width: 904; height: more.visible ? 320 : 124
                        Icon { y: 20; name: part.modelData[0] }
                        Words { x: 68; y: 16; size: 30; font.weight: 700; color: "#1a2433"; text: part.modelData[1] }
                        Words { x: 68; y: 58; text: part.modelData[2] }
                        Words { id: more; visible: part.modelData.length > 3; x: 92; y: 110; lineHeight: 50; lineHeightMode: Text.FixedHeight; color: "#1a2433"; text: part.modelData[3] || "" }
                        Icon { x: 864; y: 20; name: more.visible ? "chevron-up" : "chevron-down" }
                        Rectangle { y: parent.height - 2; width: 904; height: 2; color: "#f0ebdf" }
                    }
                }
            }
        }
    }
    Action { x: 56; y: 1618; width: 968; to: "request"; text: "Ajukan permohonan" }
}
