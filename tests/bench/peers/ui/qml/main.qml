import QtQuick
import QtQuick.Window

Window {
    id: window
    width: 1080; height: 1920
    visible: true
    flags: Qt.FramelessWindowHint
    title: "Anjungan"
    color: "#faf6ee"

    property string page: "attract"
    property string clock
    property var seen: ({ attract: true, home: true })
    readonly property bool typing: page === "field" || page === "scan"
    function go(id) { var was = seen; was[id] = true; seen = was; seenChanged(); page = id }

    // The clock starts where the others start, and wakes when the minute turns.
    readonly property double shift: Date.parse("2026-11-23T09:41:00+07:00") - Date.now()
    function tick() {
        var wib = new Date(Date.now() + shift + 7 * 3600e3)
        clock = String(wib.getUTCHours()).padStart(2, "0") + "." + String(wib.getUTCMinutes()).padStart(2, "0")
        timer.interval = 60000 - (Date.now() + shift) % 60000
        timer.restart()
    }
    Timer { id: timer; onTriggered: window.tick() }
    Component.onCompleted: tick()

    component Page: Loader {
        property string of
        anchors.fill: parent
        visible: window.page === of
        active: window.seen[of] === true
    }
    Page { of: "attract"; source: "Attract.qml" }
    Page { of: "home"; source: "Home.qml" }
    Page { of: "request"; source: "Request.qml" }
    Page { of: "notice"; source: "Notice.qml" }
    Page { of: "field"; source: "Field.qml" }
    Page { of: "scan"; source: "Scan.qml" }
    Page { of: "hours"; source: "Hours.qml" }
    Page { of: "complaint"; source: "Complaint.qml" }
    Page { of: "standard"; source: "Standard.qml" }
    Page { of: "survey"; source: "Survey.qml" }

    Item {
        visible: window.page !== "attract"
        width: 1080; height: 162
        Image { anchors.fill: parent; source: "batik.svg"; sourceSize: Qt.size(160, 160); fillMode: Image.Tile
            Rectangle { anchors.fill: parent; z: -1; color: "#17305a" } }
        Tint { x: 56; y: 37; side: 88; icon: "patch-check-fill"; ink: "17305a"; fill: "#f3d9a4" }
        Words { x: 164; y: 45; font.weight: 700; color: "#ffffff"; text: "Dinas Komunikasi dan Informatika" }
        Words { x: 164; y: 81; color: "#ffffff"; text: "Kota Pekalongan" }
        Words { width: 1024; y: 33; horizontalAlignment: Text.AlignRight; size: 54; font.weight: 700; color: "#ffffff"; text: window.clock }
        Words { width: 1024; y: 93; horizontalAlignment: Text.AlignRight; color: "#ffffff"; text: "Senin, 23 November 2026" }
    }
    Rectangle {
        visible: window.page !== "attract" && !window.typing
        y: 1760; width: 1080; height: 160; color: "#ffffff"
        Rectangle { width: 1080; height: 2; color: "#e6ddcb" }
        Row {
            x: 28; y: 12; spacing: 12
            Repeater {
                model: [["translate", "Bahasa"], ["type", "Huruf"], ["circle-half", "Kontras"], ["volume-up", "Bacakan"], ["arrow-bar-down", "Jangkauan"], ["bell", "Petugas"]]
                Tap {
                    required property var modelData
                    width: 160; height: 136; fill: "#ffffff"; line: 0; radius: 28
                    Icon { x: 58; y: 18; side: 44; name: parent.modelData[0]; ink: "17305a" }
                    Words { y: 76; width: 160; horizontalAlignment: Text.AlignHCenter; font.weight: 700; color: "#17305a"; text: parent.modelData[1] }
                }
            }
        }
    }
    Loader { y: 1320; active: window.typing; visible: active; source: "Keyboard.qml" }
}
