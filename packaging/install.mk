# `make install`: where everything goes (file-hierarchy(7)). Programs find their helpers, catalogues
# and pages from where they lie themselves, so any PREFIX works.
#   DESTDIR  a folder that stands for / (none)
#   PREFIX   /usr/local; the Debian packages take /usr

PREFIX  ?= /usr/local
ETC     ?= /etc
UNITS   ?= $(PREFIX)/lib/systemd/system
place    = $(DESTDIR)$(PREFIX)/$(1)
put      = install -m 644 -D -t
run      = install -m 755 -D -t

HELPERS := anjungan-decoder anjungan-speech anjungan-maint
INSTALL := install-kiosk install-office install-lockdown

install-kiosk: all
	$(run) $(call place,bin) $(addprefix $(BUILD)/bin/,$(filter-out $(HELPERS) anjungan-office,$(PROGRAMS)))
	$(run) $(call place,libexec/anjungan) $(HELPERS:%=$(BUILD)/bin/%) $(SCREEN) packaging/systemd/anjungan-notice
	for lang in $(LANGS); do \
	    $(put) $(call place,share/anjungan/lang/$$lang/LC_MESSAGES) \
	        $(BUILD)/lang/$$lang/LC_MESSAGES/anjungan.mo || exit 1; \
	done
	packaging/install-config $(DESTDIR)$(ETC)/anjungan
	packaging/install-config $(call place,share/anjungan/kiosk-config)
	$(put) $(DESTDIR)$(UNITS) $(addprefix packaging/systemd/,anjungan-kiosk.service \
	    anjungan-kiosk-cage.service anjungan-syncd.service anjungan-outage.service \
	    anjungan-notice.service anjungan-maint.socket anjungan-maint@.service)
	install -m 644 -D packaging/systemd/kiosk.sysusers $(call place,lib/sysusers.d/anjungan-kiosk.conf)
	install -m 644 -D packaging/systemd/kiosk.tmpfiles $(call place,lib/tmpfiles.d/anjungan-kiosk.conf)
	install -m 644 -D packaging/systemd/kiosk.rules $(call place,lib/udev/rules.d/72-anjungan-kiosk.rules)
	install -m 644 -D packaging/systemd/cage.pam $(DESTDIR)$(ETC)/pam.d/anjungan-kiosk
	$(put) $(call place,share/man/man1) packaging/man/anjungan-scan.1
	$(put) $(call place,share/man/man8) $(filter-out %/anjungan-office.8,$(wildcard packaging/man/*.8))
	install -m 644 -D packaging/completion $(call place,share/bash-completion/completions/anjunganctl)
	ln -sf anjunganctl $(call place,share/bash-completion/completions/anjungan-scan)

install-office: all
	$(run) $(call place,bin) $(BUILD)/bin/anjungan-office
	$(put) $(call place,share/anjungan/office) $(wildcard assets/office/*)
	for part in services holidays; do \
	    $(put) $(DESTDIR)$(ETC)/anjungan-office/$$part kiosk-config/$$part/* || exit 1; \
	done
	$(put) $(DESTDIR)$(UNITS) packaging/systemd/anjungan-office.service
	install -m 644 -D packaging/systemd/office.sysusers $(call place,lib/sysusers.d/anjungan-office.conf)
	install -m 644 -D packaging/systemd/office.tmpfiles $(call place,lib/tmpfiles.d/anjungan-office.conf)
	$(put) $(call place,share/man/man8) packaging/man/anjungan-office.8
	$(put) $(call place,share/doc/anjungan-office/examples) packaging/nginx/anjungan-office.conf
	install -m 644 -D packaging/completion $(call place,share/bash-completion/completions/anjungan-office)

# What turns a PC into a kiosk that has no other door.
install-lockdown:
	$(run) $(call place,libexec/anjungan) packaging/lockdown/anjungan-self-test
	install -m 644 -D packaging/lockdown/sysctl.conf $(call place,lib/sysctl.d/90-anjungan.conf)
	install -m 644 -D packaging/lockdown/modprobe.conf $(call place,lib/modprobe.d/anjungan.conf)
	install -m 644 -D packaging/lockdown/logind.conf $(call place,lib/systemd/logind.conf.d/anjungan.conf)
	install -m 644 -D packaging/lockdown/system.conf $(call place,lib/systemd/system.conf.d/anjungan.conf)
	for unit in getty@ serial-getty@ autovt@ console-getty debug-shell emergency rescue; do \
	    install -m 644 -D packaging/lockdown/maintenance-only.conf \
	        $(DESTDIR)$(UNITS)/$$unit.service.d/anjungan.conf || exit 1; \
	done
	install -d $(DESTDIR)$(UNITS)/multi-user.target.wants $(DESTDIR)$(ETC)/systemd/system
	ln -sf ../anjungan-kiosk.service $(DESTDIR)$(UNITS)/multi-user.target.wants/anjungan-kiosk.service
	ln -sf /dev/null $(DESTDIR)$(ETC)/systemd/system/ctrl-alt-del.target
	install -m 755 -D packaging/lockdown/grub.sh $(DESTDIR)$(ETC)/grub.d/01_anjungan
	install -m 644 -D packaging/lockdown/grub.default $(DESTDIR)$(ETC)/default/grub.d/anjungan.cfg
