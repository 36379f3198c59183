import QtQuick
Tap {
    id: card
    property string icon
    property string ink: "17305a"
    property color shade: "#e4eaf4"
    property string title
    property string more
    x: 56; width: 968; height: 144
    Tint { x: 34; anchors.verticalCenter: parent.verticalCenter; side: 88; icon: card.icon; ink: card.ink; fill: card.shade }
    Words { x: 150; y: card.more ? parent.height / 2 - 48 : parent.height / 2 - 24; size: 36; font.weight: 700; color: "#1a2433"; text: card.title }
    Words { x: 150; y: parent.height / 2 + 4; width: 780; text: card.more }
}
