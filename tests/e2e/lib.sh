# A kiosk, its sync daemon and an office, driven as people would: real clicks at the places that
# --inspect names. Sourced by the end-to-end and fault scripts; the caller has `set -euo pipefail`.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bin=${BIN:-$root/build/bin}
work=$(mktemp -d)
config=$work/config
state=$work/state
inspect=$work/inspect
declare -A running=() # name -> pid
passed=0

say() { printf '%s\n' "$*"; }

fail() {
    say "FAILED: $*" >&2
    say "--- the screen:" >&2
    cat "$inspect" >&2 2>/dev/null || true
    for log in "$work"/*.log; do
        say "--- $(basename "$log"):" >&2
        tail -n 15 "$log" >&2
    done
    [ -z "${DISPLAY:-}" ] || import -window root "$root/build/e2e-failure.png" 2>/dev/null || true
    exit 1
}

passes() {
    passed=$((passed + 1))
    printf '  ok     %s\n' "$*"
}

start() { # NAME COMMAND...
    local name=$1
    shift
    "$@" >>"$work/$name.log" 2>&1 &
    running[$name]=$!
}

stop() { # NAME [SIGNAL]
    local pid=${running[$1]:-}
    [ -n "$pid" ] || return 0
    kill "-${2:-TERM}" "$pid" 2>/dev/null || true
    kill -CONT "$pid" 2>/dev/null || true # one that was held ends too
    wait "$pid" 2>/dev/null || true
    unset "running[$1]"
}

leave() {
    local status=$?
    trap - EXIT
    for name in kiosk syncd office xvfb "${!running[@]}"; do stop "$name" || true; done
    rm -rf "$work"
    exit "$status"
}
trap leave EXIT
trap 'exit 130' INT TERM

# ---- the stack -----------------------------------------------------------------------------------

# Below the ports that outgoing connections get (from 32768), or one of those may have it by the time
# it is wanted; scripts that run side by side begin apart.
free_port() {
    local port
    for port in $(seq $((20000 + $$ * 7 % 12000)) 32700); do
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { printf '%s\n' "$port"; return; }
    done
}

display() { # WIDTHxHEIGHT
    rm -f "$work/display"
    # shellcheck disable=SC2016 # the inner shell's own arguments
    start xvfb bash -c 'exec Xvfb -displayfd 3 -screen 0 "$1x24" -nolisten tcp 3>"$2"' \
        xvfb "$1" "$work/display"
    until_true 20 test -s "$work/display" || fail "no Xvfb"
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
}

until_true() { # SECONDS COMMAND...
    local end=$((SECONDS + $1 + 1))
    shift
    until "$@" >/dev/null 2>&1; do
        ((SECONDS < end)) || return 1
        sleep 0.03
    done
}

# A configuration of its own: a folder of pictures as the camera.
configure() { configure_kiosk; }

configure_kiosk() {
    cp -r "$root/kiosk-config" "$config"
    mkdir -p "$work/camera" "$state/kiosk" "$state/office"
    chmod 700 "$state" "$state/kiosk" "$state/office"
    sed -i "/^camera:/,/^[a-z]*:\$/{ s|^\( *source:\).*|\1 folder|; s|^\( *device:\).*|\1 $work/camera| }" \
        "$config/kiosk.yaml"
    sed -i 's|^\( *poll:\).*|\1 1|' "$config/kiosk.yaml"
}

office() { "$bin/anjungan-office" --db "sqlite:$state/office/office.db" --config "$config" "$@"; }
ctl() { "$bin/anjunganctl" --config "$config" --state "$state/kiosk" "$@"; }

office_start() {
    start office "$bin/anjungan-office" --db "sqlite:$state/office/office.db" --config "$config" \
        serve --port "$port"
    until_true 20 curl -fsS --max-time 2 "http://127.0.0.1:$port/v1/time?n=AAAAAAAAAAAAAAAAAAAAAA" ||
        fail "the office is not up"
}

syncd_start() {
    start syncd "$bin/anjungan-syncd" --config "$config" --state "$state/kiosk"
}

kiosk_start() { # [OPTION...]
    rm -f "$inspect"
    start kiosk "$bin/anjungan-kiosk" --config "$config" --state "$state/kiosk" \
        --window "$screen" --inspect "$inspect" "$@"
    until_true 30 test -s "$inspect" || fail "the kiosk shows nothing"
}

enrol() { # what `make run` does
    port=$(free_port)
    office init --passwords "$state/office/passwords" >/dev/null 2>&1
    ctl enroll --offer >"$work/offer.json"
    office kiosk add PKL-01 --offer "$work/offer.json" --url "http://127.0.0.1:$port" \
        --out "$work/enrolment.json"
    ctl enroll --accept "$work/enrolment.json" >/dev/null
    printf '135790\n' | office kiosk set-pin PKL-01
}

stack_start() { # [KIOSK OPTION...]
    screen=${screen:-1080x1920}
    configure
    enrol
    display "$screen"
    office_start
    syncd_start
    kiosk_start "$@"
}

# ---- the screen ----------------------------------------------------------------------------------

# The first node whose text (or its first line) is TEXT, of the role when one is given, as
# "x y w h states"; nothing where there is none.
node() { # TEXT [ROLE]
    awk -F '\t' -v want="$1" -v role="${2:-}" '
        NR > 1 && (role == "" || $1 == role) {
            text = $4
            gsub(/\\\\/, "\001", text)
            line = text
            sub(/\\n.*/, "", line)
            gsub(/\001/, "\\", line)
            if (text == want || line == want) {
                split($2, at, ",")
                print at[1], at[2], at[3], at[4], $3
                exit
            }
        }' "$inspect"
}

shows() { # PATTERN: anywhere on the screen (extended regular expression)
    grep -Eq -- "$1" "$inspect"
}

on_screen() { # NAME
    [ "$(sed -n '1s/^screen\t//p' "$inspect")" = "$1" ]
}

wait_screen() { until_true "${2:-10}" on_screen "$1" || fail "expected the screen $1"; }
wait_shows() { until_true "${2:-10}" shows "$1" || fail "expected to see: $1"; }

tappable() { # TEXT [ROLE]
    local states
    read -r _ _ _ _ states <<<"$(node "$@")" || return 1
    [[ ,$states, == *,tap,* && ,$states, != *,disabled,* ]]
}

# What is done on the way, for those who count: a script may replace it.
clicked() { :; } # X Y WHAT

click() { # X Y WHAT
    clicked "$@"
    xdotool mousemove "$1" "$2" click --delay 0 1
}

tap() { # TEXT [ROLE]: waits until it is there, then clicks its middle
    local x y w h
    until_true 20 tappable "$@" || fail "nothing to tap: $*"
    read -r x y w h _ <<<"$(node "$@")"
    click $((x + w / 2)) $((y + h / 2)) "$1"
}

# The page's question: it changes when another page is there.
title() { awk -F '\t' '$1 == "title" { print $4; exit }' "$inspect"; }
title_differs() { [ "$(title)" != "$1" ]; }

turn_page() { # TEXT [ROLE]: taps what leads to another page, and waits for it
    local before
    before=$(title)
    tap "$@"
    until_true 20 title_differs "$before" || fail "still the same page after: $*"
}

# "CHARACTER X Y" of each key on screen, letters small: they stand where their capitals do.
keys() {
    awk -F '\t' '$1 == "key" {
        split($2, at, ",")
        char = $4 ~ /^(spasi|space)$/ ? "space" : tolower($4)
        if (length(char) == 1 || char == "space") print char, int(at[1] + at[3] / 2), int(at[2] + at[4] / 2)
    }' "$inspect"
}

# Types on the on-screen keyboard, in whichever case its keys stand. The clicks wait in the window's
# queue; who needs the end of them waits for what it shows.
type_keys() { # TEXT
    local text=${1,,} i char x y
    local -A places=()
    local -a clicks=()
    while read -r char x y; do places[$char]="$x $y"; done < <(keys)
    for ((i = 0; i < ${#text}; i++)); do
        char=${text:i:1}
        [ "$char" != ' ' ] || char=space
        [ -n "${places[$char]:-}" ] || fail "no key for '$char'"
        read -r x y <<<"${places[$char]}"
        clicked "$x" "$y" "$char"
        clicks+=(mousemove "$x" "$y" click --delay 0 1)
    done
    xdotool "${clicks[@]}"
}

# Spaces and case aside: fields group digits, and names may be typed in capitals.
field_holds() { # LABEL VALUE
    awk -F '\t' -v label="$1" -v value="$2" '
        $1 == "field" && index($4, label) == 1 {
            split($4, lines, /\\n/)
            text = lines[2]
            gsub(/ |-/, "", text)
            gsub(/ |-/, "", value)
            found = index(tolower(text), tolower(value)) > 0
        }
        END { exit !found }' "$inspect"
}

# A hand scanner that types. On a machine that rests in between it looks like a person: once more.
scan_by_hand() { # TEXT SCREEN
    local tries
    for tries in 1 2 3 4 5; do
        xdotool type --delay 4 "$1"
        xdotool key Return
        ! until_true 3 on_screen "$2" || return 0
    done
    fail "scanned by hand, and no $2"
}
