import QtQuick
Rectangle {
    width: 1080; height: 600; color: "#e9e2d3"
    readonly property var letters: window.page === "scan" ? ["QWERTYP", "ASDFGHJK", "ZXCVBNM"] : ["QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"]
    component Key: Rectangle {
        id: key
        property string text
        property string icon
        property bool done: false
        width: 93; height: 103; radius: 22; color: "#cfc6b3"
        Tap {
            width: parent.width; height: 100; radius: 22; line: 0; fill: key.done ? "#17305a" : "#ffffff"; pressed: key.done ? "#234680" : "#dfe3ea"
            Words { anchors.centerIn: parent; size: key.done ? 28 : 36; font.weight: 600; color: key.done ? "#ffffff" : "#1a2433"; text: key.text }
            Icon { visible: key.icon; anchors.centerIn: parent; name: key.icon }
        }
    }
    component Keys: Row { property string of; spacing: 12; anchors.horizontalCenter: parent.horizontalCenter
        Repeater { model: parent.of.split(""); Key { required property string modelData; text: modelData } } }
    Column {
        y: 24; width: 1080; spacing: 9
        Keys { of: "1234567890" }
        Keys { of: letters[0] }
        Keys { of: letters[1] }
        Row {
            spacing: 12; anchors.horizontalCenter: parent.horizontalCenter
            Key { icon: "arrow-up" }
            Keys { anchors.horizontalCenter: undefined; of: letters[2] }
            Key { icon: "backspace" }
        }
        Row {
            spacing: 12; anchors.horizontalCenter: parent.horizontalCenter
            Key { text: "'" } Key { text: "-" } Key { width: 467; text: "spasi" } Key { text: "/" } Key { text: ":" }
            Key { width: 157; done: true; text: "Selesai" }
        }
    }
}
