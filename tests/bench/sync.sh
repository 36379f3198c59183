# What bench-sync and bench-office share: the fleet, the servers that are measured, the figures.
# Sourced after e2e/lib.sh; the caller has `seconds`.

bench=$root/build/bench
tool=$bench/bench_sync
out=$work/out
peers=$root/build/peers/sync

slow() { env LD_PRELOAD="$bench/fsync_delay.so" "$@"; } # every fsync takes 1 ms

# The Node packages of the lock file; native modules are built with the headers that Debian has.
peers_install() {
    mkdir -p "$peers"
    cp "$here/peers/sync"/* "$here/peers/sync/.npmrc" "$peers"
    cmp -s "$peers/package-lock.json" "$peers/installed" && return
    (cd "$peers" && npm_config_nodedir=/usr npm ci --no-audit --no-fund >"$work/npm.log" 2>&1) ||
        fail "the peers cannot be installed"
    cp "$peers/package-lock.json" "$peers/installed"
}

# An office with all kiosks of the fleet, put aside as it is before the first item.
lay_out() { # ITEMS
    mkdir -p "$out"
    peers_install
    configure
    enrol
    say "making $1 sealed items of 256 kiosks" >&2
    size=$("$tool" fleet "$config" "$state/office" 256 "$1" "$out")
    cp -r "$state/office" "$work/office"
    say "one emulated fsync delay for all sides: fsync and fdatasync sleep 1 ms and do nothing else"
    say "node $(command node --version), SQLite $(sqlite3 --version | cut -d ' ' -f 1), $(nproc) cores;" \
        "$size bytes an envelope, 64 connections kept alive, every receipt's signature verified" \
        "once the clock has stopped"
    say
}

fastify() { peer fastify "$1"; }

peer() { # FRAMEWORK MODE
    rm -f "$work"/peer.db* "$work/server.log"
    start server env LD_PRELOAD="$bench/fsync_delay.so" FSYNC_COUNT="$work/fsyncs" \
        NODE_ENV=production UV_THREADPOOL_SIZE=2 node "$peers/server.mjs" "$1" "$2" "$work/peer.db" \
        "$out/fleet.json" "$port"
    until_true 20 grep -q ready "$work/server.log" || fail "$1 is not up"
    database=$work/peer.db
}

ours() { # PROGRAM
    rm -rf "$work/run"
    cp -r "$work/office" "$work/run"
    start server env LD_PRELOAD="$bench/fsync_delay.so" FSYNC_COUNT="$work/fsyncs" \
        "$1" --db "sqlite:$work/run/office.db" --config "$config" serve --port "$port"
    until_true 20 curl -fsS --max-time 2 "http://127.0.0.1:$port/v1/time?n=AAAAAAAAAAAAAAAAAAAAAA" ||
        fail "the office is not up"
    database=$work/run/office.db
}

fsyncs() { od -An -t d8 -N 8 "$work/fsyncs" 2>/dev/null | tr -d ' '; }

# One line of figures into NAME.load: what `bench_sync load` prints, then fsyncs a thousand items.
load() { # NAME SIDE BATCH
    local before after line there
    before=$(fsyncs)
    line=$("$tool" load "$out" "$2" "$port" "${running[server]}" "${connections:-64}" "$3" "$seconds") ||
        fail "$1: some questions got no receipt that holds: $line"
    after=$(fsyncs)
    sleep 0.2
    there=$(sqlite3 -readonly "$database" 'SELECT COUNT(*) FROM item')
    [ "$1" = no_store ] || [ "$there" = "$(cut -f 9 <<<"$line")" ] ||
        fail "$1: $there items are there, receipts for $(cut -f 9 <<<"$line")"
    printf '%s\t%s\n' "$line" "$(awk -v n="$((after - before))" '{ printf "%.1f", 1000 * n / $9 }' <<<"$line")" |
        tee -a "$out/$1.load" | sed "s/^/$1\t/" >&2
}

figure() { # NAME COLUMN: the median over the rounds
    cut -f "$2" "$out/$1.load" | sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

heading() {
    printf '%-14s %9s %8s %8s %8s %8s %8s %8s %8s %10s\n' side items/s p50_ms p99_ms up_B down_B \
        driver server us/item fsync/1000
}

row() { # NAME
    local i
    printf '%-14s' "$1"
    for i in 1 2 3 4 5 6 7 8 11; do printf " %$((i == 1 ? 9 : i == 11 ? 10 : 8))s" "$(figure "$1" $i)"; done
    printf '\n'
}

ratio() { # NAME OURS THEIRS
    awk -v name="$1" -v ours="$2" -v theirs="$3" \
        'BEGIN { printf "ratio\t%s\t%.3f\n", name, ours / theirs }'
}

# All sides before what else the machine does, where that is allowed: the scheduler weighs sessions.
prefer() { # NICE
    { echo "$1" >/proc/self/autogroup; } 2>/dev/null || renice -n "$1" -p $$ >/dev/null 2>&1 || true
}
