import QtQuick
Item {
    Top { name: "Nilai layanan kami · langkah 1 dari 9"; steps: 1; of: 9 }
    Heading { y: 326; text: "Apakah persyaratannya sesuai dengan jenis layanannya?" }
    Card { y: 488; height: 176; icon: "emoji-frown"; ink: "a5302b"; shade: "#f9e4e1"; title: "Tidak sesuai" }
    Card { y: 692; height: 176; icon: "emoji-neutral"; ink: "6f4a08"; shade: "#fbefd6"; title: "Kurang sesuai" }
    Card { y: 896; height: 176; icon: "emoji-smile"; ink: "145c38"; shade: "#e3f3ea"; title: "Sesuai" }
    Card { y: 1100; height: 176; icon: "emoji-laughing"; ink: "145c38"; shade: "#e3f3ea"; title: "Sangat sesuai" }
    Words { x: 56; y: 1304; width: 968; text: "Tanpa nama. Jawaban Anda ikut menentukan nilai triwulan layanan ini." }
    Action { x: 56; y: 1618; width: 273; primary: false; text: "Kembali" }
    Action { x: 357; y: 1618; width: 273; primary: false; text: "Lewati" }
    Action { x: 658; y: 1618; width: 366; enabled: false; text: "Lanjut"; icon: "arrow-right" }
}
