import QtQuick
Tap {
    id: wide
    property string icon
    property color shade: "#e4eaf4"
    property string title
    property string more
    property bool hero: false
    width: 968
    Image { visible: wide.hero; anchors.fill: parent; anchors.margins: 8; source: wide.hero ? "batik.svg" : ""; sourceSize: Qt.size(160, 160); fillMode: Image.Tile }
    Tint { x: 48; anchors.verticalCenter: parent.verticalCenter; icon: wide.icon; fill: wide.shade }
    Words { x: 184; y: parent.height / 2 - 66; size: 42; font.weight: 700; color: wide.hero ? "#ffffff" : "#1a2433"; text: wide.title }
    Words { x: 184; y: parent.height / 2 - 4; width: 640; color: wide.hero ? "#d5deee" : "#4a5464"; text: wide.more }
    Icon { x: 870; anchors.verticalCenter: parent.verticalCenter; side: 52; name: "chevron-right"; ink: wide.hero ? "f3d9a4" : "17305a" }
}
