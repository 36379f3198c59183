import QtQuick
Rectangle {
    property color fill: "#ffffff"
    property color pressed: "#dfe3ea"
    property int line: 2
    property string to
    radius: 32; color: area.pressed && enabled ? pressed : fill
    border.width: line; border.color: "#e6ddcb"
    MouseArea { id: area; anchors.fill: parent; onClicked: if (parent.to) window.go(parent.to) }
}
