import QtQuick
Rectangle {
    property string icon
    property string ink: "17305a"
    property color fill: "#e4eaf4"
    property int side: 104
    width: side; height: side; radius: side / 4; color: fill
    Icon { anchors.centerIn: parent; side: parent.side * 0.56; name: parent.icon; ink: parent.ink }
}
