import QtQuick
Tap {
    id: tile
    property string icon
    property string ink: "17305a"
    property color shade: "#e4eaf4"
    property string title
    property string more
    property bool hero: false
    width: 470; height: 305
    Tint { x: 42; y: 36; icon: tile.icon; ink: tile.ink; fill: tile.shade }
    Words { x: 42; y: 168; width: parent.width - 84; size: 36; font.weight: 700; color: tile.hero ? "#ffffff" : "#1a2433"; text: tile.title }
    Words { x: 42; y: 222; width: parent.width - 84; color: tile.hero ? "#d5deee" : "#4a5464"; text: tile.more }
}
