import QtQuick
Text {
    property int size: 28
    font.family: "Manrope"; font.pixelSize: size; font.weight: 500
    color: "#4a5464"; wrapMode: Text.WordWrap; textFormat: Text.PlainText
}
