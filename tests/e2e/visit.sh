# What a visitor does, step by step. Sourced after lib.sh; uses $name, $nik, $nip, $email, $phone, and
# $job and $unit where they are given.

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
    turn_page 'Mulai isi'
}

# Fills whatever fields the page asks for.
fill_page() {
    shows '^field' || return 0
    fill 'Nama lengkap' "$name"
    fill 'NIK' "$nik"
    fill 'NIP' "$nip"
    fill 'Alamat e-mail' "$email"
    fill 'Nomor ponsel' "$phone"
    fill 'Jabatan' "${job:-analis kebijakan}"
    fill 'Unit kerja' "${unit:-bagian organisasi}"
}

# A field below the edge shows when the way on finds it empty.
go_on() {
    local before tries
    before=$(title)
    for tries in 1 2 3; do
        tap 'Lanjut' button
        until_true 20 went_on_or_back "$before" || fail "nothing comes of Lanjut"
        ! title_differs "$before" || return 0
        fill_page
    done
    fail "a field stays wrong"
}

went_on_or_back() { title_differs "$1" || shows $'^field\t[^\t]*\t[^\t]*error'; }

# Page by page, until the check page.
fill_request() {
    local page
    for page in 1 2 3 4 5 6 7 8; do
        ! shows '^check' || return 0
        fill_page
        go_on
    done
    fail "the form does not end"
}

# The field whose label starts so, as node() has it.
field_at() { # LABEL
    awk -F '\t' -v label="$1" '$1 == "field" && index($4, label) == 1 {
        split($2, at, ","); print at[1], at[2], at[3], at[4], $3; exit }' "$inspect"
}

has_caret() { # LABEL
    local states
    read -r _ _ _ _ states <<<"$(field_at "$1")" && [[ ,$states, == *,focus,* ]] && shows '^key'
}

# A field that the page does not have, and one without an answer, is left out.
fill() { # LABEL TEXT
    local x y w h
    [ -n "$2" ] && ! field_holds "$1" "$2" || return 0
    read -r x y w h _ <<<"$(field_at "$1")" || return 0
    [ -n "$x" ] || return 0
    has_caret "$1" || click $((x + w / 2)) $((y + h / 2)) "$1"
    until_true 20 has_caret "$1" || fail "no caret in $1"
    type_keys "$2"
    until_true 30 field_holds "$1" "$2" || fail "$1 does not hold what was typed"
}

# Ticks the notice on the check page, unless it is.
accept_notice() {
    local x y w h states
    IFS=$'\t,' read -r x y w h states <<<"$(awk -F '\t' '$1 == "check" { print $2 "\t" $3; exit }' "$inspect")"
    [[ $states == *selected* ]] || click $((x + w / 2)) $((y + h / 2)) 'the notice'
}

confirm_request() {
    accept_notice
    tap 'Kirim permohonan'
    wait_screen receipt 20
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
    until_true 20 shows '^key' || fail "no keyboard for the code"
    ! shows $'^key\t.*\tE$' || type_keys "$2"
    type_keys "$symbols"
    turn_page 'Cek progres' button
}

write_complaint() { # TEXT
    turn_page 'Tulis di sini'
    tap 'Lambat'
    fill 'Ceritakan singkat' "$1"
    until tappable 'Kirim aduan'; do turn_page 'Lanjut' button; done
    tap 'Kirim aduan'
    wait_screen receipt
}

unlock_officer() { # PIN
    local tap
    for tap in 1 2 3 4 5; do
        click $((90 * ${screen%x*} / 1080)) $((80 * ${screen#*x} / 1920)) 'the emblem'
    done
    wait_screen officer
    type_keys "$1"
    tap 'Buka' button
}
