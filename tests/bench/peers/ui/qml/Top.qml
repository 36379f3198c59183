import QtQuick
Item {
    id: top
    property string name
    property string back: "home"
    property int steps: 0
    property int of: 6
    x: 56; y: 190; width: 968; height: 88
    Tap { width: 88; height: 88; radius: 22; to: top.back; Icon { anchors.centerIn: parent; name: "arrow-left" } }
    Words { x: 108; y: top.steps ? 13 : 25; font.weight: 700; color: "#1a2433"; text: top.name }
    Row {
        x: 108; y: 62; spacing: 12
        Repeater { model: top.steps ? top.of : 0; Rectangle { required property int index; width: (558 - 12 * (top.of - 1)) / top.of; height: 10; radius: 5; color: index < top.steps ? "#c7861a" : "#e6ddcb" } }
    }
    Tap { x: 686; width: 88; height: 88; radius: 22; Icon { anchors.centerIn: parent; name: "bell" } }
    Tap {
        x: 794; width: 174; height: 88; radius: 22; to: "home"
        Icon { x: 24; y: 28; side: 32; name: "x-lg"; ink: "a5302b" }
        Words { x: 72; y: 24; size: 30; font.weight: 700; color: "#a5302b"; text: "Batal" }
    }
}
