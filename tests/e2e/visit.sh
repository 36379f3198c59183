# What a visitor does, step by step. Sourced after lib.sh; uses $name, $nik, $nip, $email, $phone.

to_home() {
    local tries
    for tries in 1 2 3 4 5 6; do
        ! on_screen home || return 0
        ! tappable 'Sentuh untuk mulai' || tap 'Sentuh untuk mulai'
        ! tappable 'Touch to start' || tap 'Touch to start'
        until_true 3 on_screen home && return 0
        tappable 'Selesai' button && tap 'Selesai' button
        tappable 'Batal' && tap 'Batal'
        tappable 'Ya, hapus' && tap 'Ya, hapus'
    done
    fail "no way home"
}

dismiss() {
    local word
    for word in Tutup Kembali Selesai OK; do
        ! tappable "$word" button || { tap "$word" button; return; }
    done
}

start_request() {
    tap 'Ajukan permohonan'
    wait_screen request
    tap 'Mulai isi'
    until_true 5 tappable 'Lanjut'
}

# Fills whatever fields the page asks for, until the check page.
fill_request() {
    local page
    for page in 1 2 3 4 5 6 7 8; do
        ! tappable 'Kirim permohonan' && ! shows 'Periksa lagi' || return 0
        fill 'Nama lengkap' "$name"
        fill 'NIK' "$nik"
        fill 'NIP' "$nip"
        fill 'Alamat e-mail' "$email"
        fill 'Nomor ponsel' "$phone"
        fill 'Jabatan' 'analis kebijakan'
        fill 'Unit kerja' 'bagian organisasi'
        tap 'Lanjut' button
        sleep 0.3
    done
    fail "the form does not end"
}

# The field whose label starts so, as node() has it.
field_at() { # LABEL
    awk -F '\t' -v label="$1" '$1 == "field" && index($4, label) == 1 {
        split($2, at, ","); print at[1], at[2], at[3], at[4], $3; exit }' "$inspect"
}

fill() { # LABEL TEXT
    local x y w h states
    read -r x y w h states <<<"$(field_at "$1")" || return 0
    [ -n "$x" ] || return 0
    [[ ,$states, == *,focus,* ]] || {
        xdotool mousemove $((x + w / 2)) $((y + h / 2)) click 1
        sleep 0.3
    }
    type_keys "$2"
    sleep 0.2
}

confirm_request() {
    local box
    box=$(awk -F '\t' '$1 == "check" { split($2, at, ","); print at[1] + at[3] / 2, at[2] + at[4] / 2, $3; exit }' "$inspect")
    [[ $box == *selected* ]] || xdotool mousemove ${box% *} click 1
    tap 'Kirim permohonan'
    wait_screen receipt
}

code_shown() { # PREFIX
    grep -oE "$1-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3}" "$inspect" | head -n 1
}

first_reason() {
    sed -n '/^return_reasons:/,/^[a-z]/s/^ *- *key: *//p' "$config/services/bsre-esign-individu.yaml" |
        head -n 1
}

type_code() { # SYMBOLS PREFIX
    local symbols=${1//-/}
    sleep 0.3
    if node E key | grep -q .; then type_keys "$2"; fi
    type_keys "$symbols"
    sleep 0.3
    on_screen progress || tap 'Cek progres' button
}

write_complaint() { # TEXT
    tap 'Tulis di sini'
    tap 'Lambat'
    fill 'Ceritakan singkat' "$1"
    tap 'Lanjut' button
    local page
    for page in 1 2 3; do
        sleep 0.3
        ! on_screen receipt || return 0
        if tappable 'Kirim aduan'; then
            tap 'Kirim aduan'
            wait_screen receipt
            return 0
        fi
        tap 'Lanjut' button
    done
    wait_screen receipt
}

unlock_officer() { # PIN
    local x y w h tap
    read -r x y w h _ <<<"$(node "$(awk -F '\t' '$1 == "icon" { print $4; exit }' "$inspect")" icon)"
    for tap in 1 2 3 4 5; do
        xdotool mousemove $((90 * ${screen%x*} / 1080)) $((80 * ${screen#*x} / 1920)) click 1
        sleep 0.1
    done
    wait_screen officer
    type_keys "$1"
    ! tappable 'Buka' button || tap 'Buka' button
}
