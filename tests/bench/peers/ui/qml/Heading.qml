import QtQuick
Words { x: 56; width: 968; size: 60; font.weight: 800; font.letterSpacing: -1; lineHeight: 67; lineHeightMode: Text.FixedHeight; color: "#1a2433" }
