# In the place of the program that speaks: one that writes down what it is told to say. Sourced after
# lib.sh, before the stack is started.

real=$bin
bin=$work/bin
heard=$work/heard
mkdir "$bin"
ln -s "$real"/* "$bin/"
ln -s "$(dirname "$real")/lang" "$work/lang"
cp --remove-destination "$real/anjungan-kiosk" "$bin/" # it looks beside itself
rm "$bin/anjungan-speech"
cat >"$bin/anjungan-speech" <<END
#!/bin/sh
echo "start \$\$" >>$heard
exec cat >>$heard
END
chmod +x "$bin/anjungan-speech"
: >"$heard"

said() { grep -v '^then ' "$heard" | tail -n 1 | grep -Eq -- "$1"; } # news come after what was said
hears() { # PATTERN: in the last thing said
    until_true 20 said "$1" || fail "expected to hear: $1; heard: $(tail -n 1 "$heard")"
}
