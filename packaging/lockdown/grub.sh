#!/bin/sh
# Locks the boot loader: the system starts by itself, and nothing else does. Its menu, its command
# line and the entry for maintenance ask for the password of "technician", whose hash (made by
# grub-mkpasswd-pbkdf2) is the one line of /etc/anjungan/grub.pbkdf2. Without that file nobody may.
set -eu
hash=/etc/anjungan/grub.pbkdf2
linux=$(dirname "$0")/10_linux

echo 'set superusers="technician"'
if [ -s "$hash" ]; then
    echo "password_pbkdf2 technician $(head -n 1 "$hash")"
fi

# The system's own first entry, open to all; 10_linux repeats it below, for the technician alone.
entry=$("$linux" 2>/dev/null | awk '/^menuentry /{on = 1} on{print} on && /^}/{exit}')
[ -n "$entry" ] || exit 0
printf '%s\n' "$entry" | sed '1s/^menuentry /menuentry --unrestricted /'
printf '%s\n' "$entry" | sed -e "1s/^menuentry '[^']*'/menuentry 'Maintenance'/" \
    -e '1s/\$menuentry_id_option .*{/--id anjungan-maintenance {/' \
    -e '/^[[:space:]]*linux[[:space:]]/s/$/ anjungan.maintenance systemd.unit=multi-user.target/'
