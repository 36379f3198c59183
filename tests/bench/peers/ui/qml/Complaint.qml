import QtQuick
Item {
    Top { name: "Pengaduan" }
    Heading { y: 318; text: "Sampaikan pengaduan" }
    Tile { x: 56; y: 405; height: 334; hero: true; fill: "#17305a"; pressed: "#234680"; icon: "pencil-square"; shade: "#f3d9a4"; title: "Tulis di sini"; more: "Boleh tanpa nama. Anda dapat nomor aduan." }
    Tile { x: 554; y: 405; height: 334; border.color: "#a5302b"; icon: "bell-fill"; ink: "a5302b"; shade: "#f9e4e1"; title: "Panggil petugas"; more: "Aduan langsung, petugas datang ke kios." }
    Words { x: 56; y: 759; size: 36; font.weight: 700; color: "#1a2433"; text: "Kontak pengaduan" }
    Rectangle {
        x: 56; y: 825; width: 968; height: 462; radius: 32; border.width: 2; border.color: "#e6ddcb"
        Repeater {
            model: [["telephone-fill", "Telepon", "(0285) 421243 · (0285) 420223"], ["envelope-fill", "E-mail", "diskominfo@pekalongankota.go.id"], ["globe", "Situs web", "kominfo.pekalongankota.go.id"], ["person-badge-fill", "Pejabat pengaduan · Meidy Prasetyo Utomo, S.Kom", "0856-4381-2110"]]
            Item {
                required property var modelData
                required property int index
                x: 32; y: 14 + 110 * index
                Icon { y: 34; name: parent.modelData[0] }
                Words { x: 76; y: 14; text: parent.modelData[1] }
                Words { x: 76; y: 50; size: 30; font.weight: 700; color: "#1a2433"; text: parent.modelData[2] }
                Icon { x: 804; y: 18; side: 66; name: "qr-code" }
                Rectangle { visible: parent.index < 3; y: 108; width: 904; height: 2; color: "#f0ebdf" }
            }
        }
    }
    Words { x: 56; y: 1307; size: 36; font.weight: 700; color: "#1a2433"; text: "Bagaimana aduan ditangani" }
    Rectangle { x: 177; y: 1401; width: 726; height: 4; color: "#e6ddcb" }
    Repeater {
        model: [["Anda menyampaikan", "ke petugas"], ["Petugas merespons", "sampai ada solusi"], ["Diteruskan", "ke pejabat Kominfo"], ["Tuntas", "dengan solusi"]]
        Item {
            required property var modelData
            required property int index
            x: 56 + 242 * index; y: 1367; width: 242
            Rectangle { x: 85; width: 72; height: 72; radius: 36; color: "#17305a"; Words { anchors.centerIn: parent; font.weight: 800; color: "#ffffff"; text: parent.parent.index + 1 } }
            Words { id: who; y: 80; width: 242; horizontalAlignment: Text.AlignHCenter; font.weight: 700; color: "#1a2433"; text: parent.modelData[0] }
            Words { y: 80 + who.implicitHeight; width: 242; horizontalAlignment: Text.AlignHCenter; text: parent.modelData[1] }
        }
    }
    Action { x: 56; y: 1618; width: 968; primary: false; text: "Cek nomor aduan saya"; icon: "qr-code-scan" }
}
