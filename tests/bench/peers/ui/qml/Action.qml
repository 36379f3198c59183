import QtQuick
Tap {
    id: action
    property string text
    property string icon
    property bool primary: true
    height: 112; radius: 28; line: primary ? 0 : 3; border.color: "#17305a"
    fill: !primary ? "#ffffff" : enabled ? "#17305a" : "#98a2b1"
    pressed: primary ? "#234680" : "#dfe3ea"
    Row {
        anchors.centerIn: parent; spacing: 20
        Words { size: 36; font.weight: 700; color: action.primary ? "#ffffff" : "#17305a"; text: action.text }
        Icon { visible: action.icon; anchors.verticalCenter: parent.verticalCenter; name: action.icon; ink: action.primary ? "ffffff" : "17305a" }
    }
}
