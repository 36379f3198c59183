import QtQuick
Image {
    property string name
    property string ink: "17305a"
    property int side: 40
    width: side; height: side; sourceSize: Qt.size(side, side)
    source: name ? "icons/" + name + "-" + ink + ".svg" : ""
}
