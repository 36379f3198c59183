# A visitor who does not see: five keys, and what is heard. Nothing here looks at the screen. Sourced
# after recorder.sh; uses $name, $nik, $nip, $phone, $job, $unit.

says() { grep -c '^say ' "$heard" || true; }
more_said() { [ "$(says)" -gt "$1" ]; }

press() { # KEY: waits until something is said
    local before
    before=$(says)
    xdotool key "$1"
    until_true 20 more_said "$before" || fail "nothing is heard after $1"
}

walk_to() { # PATTERN: down, until that is heard
    local steps
    for ((steps = 0; steps < 60; steps++)); do
        press Down
        ! said "^say id $1" || return 0
    done
    fail "the keys do not lead to: $1; heard: $(tail -n 3 "$heard")"
}

choose() { # PATTERN, NEXT-PATTERN: walks there, presses OK, and hears what comes of it
    walk_to "$1"
    press Return
    hears "^say id $2"
}

# The names of the keyboard's keys in their order, from once around.
learn_keys() {
    local first
    keys=()
    first=$(tail -n 1 "$heard" | sed 's/.*Tombol kembali keluar dari sini\. //')
    keys+=("$first")
    while press Down && ! said "^say id ${first}\$"; do
        keys+=("$(tail -n 1 "$heard" | sed 's/^say id //')")
        ((${#keys[@]} < 80)) || fail "the keyboard has no end"
    done
    at=0
}

key_index() { # NAME
    local i
    for i in "${!keys[@]}"; do
        [ "${keys[i],,}" != "${1,,}" ] || { printf '%s' "$i"; return 0; }
    done
    fail "no key is called $1"
}

# The shorter way around, and OK when the last thing heard is the key's name.
spell() { # TEXT, NAMES-OF-SIGNS...: `@=tanda a keong`
    local text=$1 i char name sign index steps key before
    local -a presses
    for ((i = 0; i < ${#text}; i++)); do
        char=${text:i:1} name=$char
        for sign in "${@:2}"; do [ "${sign%%=*}" != "$char" ] || name=${sign#*=}; done
        index=$(key_index "$name")
        steps=$(((index - at + ${#keys[@]}) % ${#keys[@]})) key=Down
        ((steps <= ${#keys[@]} / 2)) || steps=$((${#keys[@]} - steps)) key=Up
        presses=()
        while ((${#presses[@]} < steps)); do presses+=("$key"); done
        before=$(says)
        ((steps == 0)) || xdotool key --delay 2 "${presses[@]}"
        until_true 20 spoken_since "$before" "$steps" || fail "not all of $steps keys were told"
        at=$index
        ((steps == 0)) || said "^say id ${keys[at]}\$" || fail "$name was not reached: $(tail -n 1 "$heard")"
        press Return
    done
}

spoken_since() { [ "$(says)" -ge $(($1 + $2)) ]; }

into() { # FIELD-PATTERN: into its keyboard
    choose "$1" '.*Papan ketik\. Tombol kembali keluar dari sini\.'
    learn_keys
}

out() { # FIELD-PATTERN: out of the keyboard; the field is told with what it holds
    press Escape
    hears "^say id $1"
}

who_does_not_see() {
    press F1
    hears '^say id Pembacaan menyala\. Sentuh tulisan .*Selamat datang\. Apa keperluan Anda\? .*Ajukan permohonan'
    choose 'Ajukan permohonan,' 'Sebelum mulai, siapkan empat berkas ini.*langkah 1 dari 6'
    choose 'Mulai isi, tombol$' 'Data pribadi Anda.*Kios ini tidak pernah menanyakan passphrase'
    choose 'Lanjut, tombol$' 'Siapa nama dan NIK Anda\?.*langkah 2 dari 6.*Nama lengkap \(sesuai KTP\), kosong, isian'

    into 'Nama lengkap'
    spell "$name"
    out "Nama lengkap \(sesuai KTP\), ${name^^}, isian\$"
    into 'NIK, kosong, isian$'
    spell "${nik:0:1}"
    hears '^say id 3\. Masih kurang 15 angka\.$'
    out 'NIK, 3, isian$'
    choose 'Lanjut, tombol, belum|NIK, 3, isian' 'NIK|Papan' # the way on waits for the digits
    learn_keys
    spell "${nik:1}"
    hears '^say id 2\. Angkanya sudah lengkap\..*30 Agustus 1990|^say id 2\. Angkanya sudah lengkap\..*7 Agustus 1990'
    out 'NIK, 3 3 7 5, 0 1 4 7, 0 8 9 0, 0 0 1 2, isian'
    choose 'Lanjut, tombol$' 'Ke mana kami kirim tautannya\?.*langkah 3 dari 6'

    into 'Alamat e-mail dinas, kosong'
    spell s
    out 'Alamat e-mail dinas, s, isian$'
    choose '@pekalongankota\.go\.id, tombol$' 'Alamat e-mail dinas, s@pekalongankota\.go\.id, isian$'
    walk_to 'Nomor ponsel'
    press Return
    learn_keys
    spell "${phone:0:4}"
    out 'Nomor ponsel \(WhatsApp\), 0 8 5 6, isian'
    choose 'Lanjut, tombol$' '.*Nomor ponsel terlalu pendek: butuh 10 sampai 13 angka\.$' # read as it appears
    walk_to 'Nomor ponsel'
    press Return
    learn_keys
    spell "${phone:4}"
    out 'Nomor ponsel \(WhatsApp\), 0 8 5 6, 1 2 3 4, 5 6, isian'
    choose 'Lanjut, tombol$' 'Apa jabatan Anda\?.*langkah 4 dari 6'

    into 'Jabatan, kosong'
    spell "$job"
    out "Jabatan, $job, isian\$"
    into 'Unit kerja, kosong'
    spell "$unit"
    out "Unit kerja, $unit, isian\$"
    choose 'Lanjut, tombol$' 'Cara menyerahkan berkas'
    choose 'Lanjut, tombol$' 'Periksa lagi isian Anda.*NIK\. disamarkan\..*Unit kerja'
    ! said "$nik|3 3 7 5|0 0 1 2" || fail "the check page tells the NIK aloud"
    walk_to 'Saya sudah membaca pemberitahuan.*[,.] tidak dicentang$'
    press Return
    hears '^say id dicentang$'
    walk_to 'Kirim permohonan, tombol$'
    press Return
    until_true 20 grep -Eq "^say id Permohonan Anda tersimpan.*E S G, " "$heard" || { tail -n 5 "$heard" >&2; fail "the receipt is not read"; }
    until_true 20 grep -Eq '^then id Diterima kantor$' "$heard" || fail "the office's receipt is not told, or cuts off the code"
    ! grep -q '•' "$heard" || fail "a bullet was read"
    # Only now, to compare: the code that was spelled is the one on the screen.
    local spelled
    spelled=$(grep -o 'E S G,[ 0-9A-Z,]*' "$heard" | tail -n 1 | tr -d ' ,' | head -c 14)
    [ "$spelled" = "$(code_shown ESG | tr -d -)" ] || fail "spelled $spelled, shown $(code_shown ESG)"
    arrives "does not see: five keys, $(says) things heard, the code spelled"
    walk_to 'Selesai, tombol$'
    xdotool key Return # and nothing is heard any more: the next person starts without
}
