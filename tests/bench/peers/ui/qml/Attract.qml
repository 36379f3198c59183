import QtQuick
Rectangle {
    color: "#17305a"
    Image { anchors.fill: parent; source: "batik.svg"; sourceSize: Qt.size(160, 160); fillMode: Image.Tile }
    Words { x: 56; y: 48; size: 220; font.weight: 800; color: "#ffffff"; text: window.clock }
    Words { x: 56; y: 319; size: 36; color: "#ffffff"; text: "Senin, 23 November 2026" }
    Badge { x: 56; y: 395; icon: "door-open-fill"; text: "Loket buka sampai 12.00, lalu 13.00–16.00" }
    Heading { y: 751; size: 90; lineHeight: 108; color: "#ffffff"; text: "Sertifikat elektronik, gratis, selesai satu hari kerja." }
    Repeater {
        model: [["file-earmark-plus-fill", "Ajukan permohonan, sekitar 4 menit"], ["qr-code-scan", "Cek progres dengan kode QR Anda"], ["megaphone-fill", "Sampaikan pengaduan, boleh tanpa nama"]]
        Item {
            required property var modelData
            required property int index
            x: 56; y: 1130 + 88 * index
            Icon { side: 52; name: parent.modelData[0]; ink: "f3d9a4" }
            Words { x: 88; size: 36; color: "#ffffff"; text: parent.modelData[1]; width: 880 }
        }
    }
    Tap {
        x: 56; y: 1658; width: 968; height: 150; line: 0; fill: "#f3d9a4"; to: "home"
        Row {
            anchors.centerIn: parent; spacing: 28
            Icon { side: 58; anchors.verticalCenter: parent.verticalCenter; name: "hand-index-fill" }
            Words { size: 54; font.weight: 700; color: "#17305a"; text: "Sentuh untuk mulai" }
        }
    }
    Words { y: 1836; width: 1080; horizontalAlignment: Text.AlignHCenter; color: "#ffffff"; text: "Bahasa Indonesia · Basa Jawa · English" }
}
