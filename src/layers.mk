# The architecture as the build enforces it. A folder sees the headers of the folders named here
# and of no others, and its library must link with theirs alone. From top to bottom:

FOLDERS := office kiosk sync store scan platform ui wire seal service base

SEES_base     :=
SEES_service  := base
SEES_seal     := base
SEES_ui       := base
SEES_wire     := service seal base
SEES_platform := ui service base
SEES_scan     := service base
SEES_store    := wire service seal base
SEES_sync     := store wire service seal base
SEES_kiosk    := ui service base
SEES_office   := wire service seal base
SEES_bin      := $(FOLDERS)

# Debian libraries by folder (pkg-config names); src/layers.awk says which files may name them.
LIBS_base     := yaml-0.1 json-c
LIBS_seal     := libsodium
LIBS_platform := sdl2 SDL2_ttf SDL2_image libqrencode espeak-ng
LIBS_scan     := zbar libpng libjpeg libseccomp
LIBS_store    := sqlite3
LIBS_sync     := libcurl openssl
LIBS_office   := sqlite3 libpq libmicrohttpd

# Programs and the folders each is composed of.
PROGRAMS := anjungan-kiosk anjungan-syncd anjungan-office anjunganctl anjungan-scan anjungan-decoder \
            anjungan-speech anjungan-maint
PARTS_anjungan-kiosk   := kiosk store scan platform ui wire seal service base
PARTS_anjungan-syncd   := sync store wire seal service base
PARTS_anjungan-office  := office wire seal service base
PARTS_anjunganctl      := store wire seal service base
PARTS_anjungan-scan    := scan service base
PARTS_anjungan-decoder := scan service base
PARTS_anjungan-speech  := platform ui service base
PARTS_anjungan-maint   := base
