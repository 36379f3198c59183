import QtQuick
Item {
    id: entry
    property string label
    property string hint
    property bool focused: false
    x: 56; width: 968; height: 200
    Words { font.weight: 600; color: "#1a2433"; text: entry.label }
    Rectangle { visible: entry.focused; x: -4; y: 44; width: 976; height: 112; radius: 26; color: "#e4eaf4" }
    Rectangle {
        y: 48; width: 968; height: 104; radius: 22; border.width: 3; border.color: entry.focused ? "#234680" : "#7d8798"
        Rectangle { visible: entry.focused; x: 30; y: 29; width: 3; height: 46; color: "#1a2433" }
    }
    Words { y: 164; text: entry.hint }
}
