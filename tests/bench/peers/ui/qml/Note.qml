import QtQuick
Rectangle {
    property alias icon: mark.name
    property alias text: words.text
    x: 56; width: 968; height: words.implicitHeight + 64; radius: 28; color: "#f0ebdf"
    Icon { id: mark; x: 36; anchors.verticalCenter: parent.verticalCenter }
    Words { id: words; x: 108; y: 32; width: 824 }
}
