import QtQuick
Rectangle {
    property alias icon: mark.name
    property alias ink: mark.ink
    property alias text: words.text
    width: words.x + words.implicitWidth + 28; height: 66; radius: 33; color: "#e3f3ea"
    Icon { id: mark; x: 28; y: 17; side: 32; ink: "145c38" }
    Words { id: words; x: 76; y: 14; font.weight: 600; color: "#" + mark.ink; wrapMode: Text.NoWrap }
}
