import QtQuick
Item {
    Top { name: "Jam layanan" }
    Card { y: 326; height: 190; fill: "#e3f3ea"; icon: "door-open-fill"; ink: "ffffff"; shade: "#1c7a4b"; title: "Buka sekarang"; more: "Istirahat pukul 12.00, masih 2 jam 19 menit lagi" }
    Rectangle {
        x: 56; y: 544; width: 968; height: 598; radius: 32; border.width: 2; border.color: "#e6ddcb"
        Repeater {
            model: [["Senin hari ini", "08.00–12.00", "13.00–16.00"], ["Selasa", "08.00–12.00", "13.00–16.00"], ["Rabu", "08.00–12.00", "13.00–16.00"], ["Kamis", "08.00–12.00", "13.00–16.00"], ["Jumat", "08.00–11.00", ""], ["Sabtu", "", "Tutup"], ["Minggu", "", "Tutup"]]
            Rectangle {
                required property var modelData
                required property int index
                x: 20; y: 18 + 80 * index; width: 928; height: 78; color: index ? "#ffffff" : "#f0ebdf"; radius: index ? 0 : 22
                Rectangle { visible: parent.index; width: 928; height: 2; color: "#f0ebdf" }
                Words { x: 20; y: 20; font.weight: 600; color: "#1a2433"; text: parent.modelData[0] }
                Words { x: 420; y: 20; font.weight: 600; color: "#1a2433"; text: parent.modelData[1] }
                Words { width: 908; y: 20; horizontalAlignment: Text.AlignRight; font.weight: 600; color: parent.index < 5 ? "#1a2433" : "#a5302b"; text: parent.modelData[2] }
            }
        }
    }
    Words { x: 56; y: 1180; size: 36; font.weight: 700; color: "#1a2433"; text: "Hari libur berikutnya" }
    Card { y: 1256; height: 190; icon: "calendar-x-fill"; ink: "a5302b"; shade: "#f9e4e1"; title: "Kamis–Jumat, 24–25 Desember"; more: "Cuti bersama Hari Raya Natal, Hari Raya Natal. Loket tutup." }
    Words { x: 56; y: 1476; width: 968; text: "Kios ini tetap menerima permohonan di luar jam layanan; diproses mulai jam buka berikutnya." }
}
