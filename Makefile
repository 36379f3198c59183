# Anjungan. `make help` lists the targets; src/layers.mk is the architecture.

CC    ?= gcc
ifeq ($(origin CC),default)
CC    := gcc
endif
BUILD ?= build
VERSION := 0.1.0

include src/layers.mk

comma := ,
OPT     ?= -O2 -g
WARN    := -Wall -Wextra -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wvla -Wformat=2 \
           -Werror=implicit-function-declaration -Wno-format-nonliteral
# Not in the flags' stamp: strictness alone compiles nothing anew.
STRICT  := $(if $(WERROR),-Werror)
HARDEN  := -fstack-protector-strong -D_FORTIFY_SOURCE=2
SAN     := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
CFLAGS  := $(OPT) -std=gnu17 -fPIC $(WARN) $(if $(SANITIZE),,$(HARDEN)) $(SAN) $(EXTRA_CFLAGS)
DEFINES := -D_GNU_SOURCE -DANJUNGAN_VERSION='"$(VERSION)"'
LDFLAGS := $(SAN) -Wl,-z,relro,-z,now -Wl,--as-needed $(EXTRA_LDFLAGS)

# Everything below is read once; a missing library is told by `make setup`, not by pkg-config.
LIBS_all := $(sort $(foreach f,$(FOLDERS),$(LIBS_$(f))))
PKG_CFLAGS := $(shell pkg-config --cflags $(LIBS_all) 2>/dev/null | sed 's/-I/-isystem /g')
libs_of = $(shell pkg-config --libs $(sort $(foreach f,$(1),$(LIBS_$(f)))) 2>/dev/null) -lpthread -lm

# For the targets that set up first and then build: with as many jobs as there are cores.
PARALLEL = $(MAKE) --no-print-directory -j$(shell nproc)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
# `make V=1` shows every command.
Q   := $(if $(V),,@)
say  = $(if $(V),,@printf '  %-5s %s\n' $(1) $(2))

all: programs catalogues law ## build every program and catalogue into build/

# ---- programs ------------------------------------------------------------------------------------

sources = $(wildcard src/$(1)/*.c) $(wildcard src/$(1)/*/*.c)
objects = $(patsubst src/%.c,$(BUILD)/obj/%.o,$(call sources,$(1))) \
          $(patsubst src/%.sql,$(BUILD)/obj/%.sql.o,$(wildcard src/$(1)/schema/*.sql))
archive = $(BUILD)/lib/lib$(1).a

programs: $(PROGRAMS:%=$(BUILD)/bin/%)

# A stamp that changes with the flags, so that another compiler or sanitizer rebuilds.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(CC) $(CFLAGS) $(DEFINES)' | cmp -s - $@ || echo '$(CC) $(CFLAGS) $(DEFINES)' >$@
FORCE:

# inc/FOLDER holds links to the folders that FOLDER may include from: the include law as a path.
$(BUILD)/inc/%/.made: src/layers.mk
	@rm -rf $(@D) && mkdir -p $(@D)
	@for f in $* $(SEES_$*); do ln -s $(CURDIR)/src/$$f $(@D)/$$f; done
	@touch $@

$(BUILD)/obj/%.sql.c: src/%.sql src/embed.awk
	@mkdir -p $(@D)
	@awk -v name=$(subst /,_,$*)_sql -f src/embed.awk $< >$@

# NAME.list changes with the folder's files, so that a removed one leaves the library.
define folder_rules
$(BUILD)/obj/$(1)/%.o: src/$(1)/%.c $(BUILD)/inc/$(1)/.made $(BUILD)/flags src/layers.awk
	@mkdir -p $$(@D)
	$$(call say,CC,$$<)
	$$(Q)$$(CC) $$(CFLAGS) $$(STRICT) $$(DEFINES) -I$(BUILD)/inc/$(1) $$(PKG_CFLAGS) -MD -MP -c $$< -o $$@
	@awk -v folder=$(1) -v source=$$< -v sees="$(SEES_$(1))" -f src/layers.awk $$(@:.o=.d) >&2 \
	    || { rm -f $$@; exit 1; }
$(BUILD)/lib/$(1).list: FORCE
	@mkdir -p $$(@D)
	@echo '$$(call objects,$(1))' | cmp -s - $$@ || echo '$$(call objects,$(1))' >$$@
$(BUILD)/lib/lib$(1).a: $$(call objects,$(1)) $(BUILD)/lib/$(1).list
	@rm -f $$@
	@ar rcs $$@ $$(filter %.o,$$^)
endef
$(foreach f,$(FOLDERS),$(eval $(call folder_rules,$(f))))

$(BUILD)/obj/%.sql.o: $(BUILD)/obj/%.sql.c $(BUILD)/flags
	$(Q)$(CC) $(CFLAGS) -c $< -o $@

$(BUILD)/obj/bin/%.o: src/bin/%.c $(BUILD)/inc/bin/.made $(BUILD)/flags src/layers.awk
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS) $(STRICT) $(DEFINES) -I$(BUILD)/inc/bin $(PKG_CFLAGS) -MD -MP -c $< -o $@
	@awk -v folder=bin -v source=$< -v sees="$(SEES_bin)" -f src/layers.awk $(@:.o=.d) >&2 \
	    || { rm -f $@; exit 1; }

define program_rules
$(BUILD)/bin/$(1): $$(patsubst src/%.c,$(BUILD)/obj/%.o,src/bin/$(1).c $$(wildcard src/bin/$(1)/*.c)) \
                   $$(foreach p,$$(PARTS_$(1)),$$(call archive,$$(p)))
	@mkdir -p $$(@D)
	$$(call say,LINK,$$@)
	$$(Q)$$(CC) $$(LDFLAGS) -pie -o $$@ $$^ $$(call libs_of,$$(PARTS_$(1)))
endef
$(foreach p,$(filter-out anjungan-kiosk,$(PROGRAMS)),$(eval $(call program_rules,$(p))))

# What the kiosk's program loads: itself a whole program, `main` and all, as a library.
SCREEN       := $(BUILD)/bin/anjungan-screen.so
KIOSK_OBJECTS := $(patsubst src/%.c,$(BUILD)/obj/%.o,src/bin/anjungan-kiosk.c $(wildcard src/bin/anjungan-kiosk/*.c))
$(SCREEN): $(KIOSK_OBJECTS) $(foreach p,$(PARTS_anjungan-kiosk),$(call archive,$(p)))
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -shared -Wl,-Bsymbolic -Wl,--exclude-libs,ALL -o $@ $^ $(call libs_of,$(PARTS_anjungan-kiosk))

$(BUILD)/obj/bin/screen-libraries.c: $(SCREEN)
	@ldd $< | awk 'BEGIN { print "extern const char *const screen_libraries[];\n" \
	                             "const char *const screen_libraries[] = {" } \
	               $$2 == "=>" && $$3 ~ /^\// { printf "    \"%s\",\n", $$3 } END { print "    0};" }' >$@
$(BUILD)/obj/bin/screen-libraries.o: $(BUILD)/obj/bin/screen-libraries.c $(BUILD)/flags
	$(Q)$(CC) $(CFLAGS) $(STRICT) -c $< -o $@
$(BUILD)/bin/anjungan-kiosk: $(BUILD)/obj/bin/anjungan-kiosk-start.o $(BUILD)/obj/bin/screen-libraries.o $(call archive,base)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -pie -o $@ $^ -lpthread

# ---- the layer law -------------------------------------------------------------------------------

law: $(FOLDERS:%=$(BUILD)/law/%.so) $(BUILD)/law/symbols

define law_rules
$(BUILD)/law/$(1).so: $$(call archive,$(1)) $$(foreach f,$$(SEES_$(1)),$$(call archive,$$(f)))
	@mkdir -p $$(@D)
	@$$(CC) $$(filter-out -fsanitize=%,$$(LDFLAGS)) -shared -o $$@ -Wl,--whole-archive $$< -Wl,--no-whole-archive \
	    -Wl,--start-group $$(filter-out $$<,$$^) -Wl,--end-group $(if $(SANITIZE),,-Wl$(comma)--no-undefined) \
	    $$(call libs_of,$(1) $$(SEES_$(1)))
endef
$(foreach f,$(FOLDERS),$(eval $(call law_rules,$(f))))

$(BUILD)/law/symbols: $(foreach f,$(FOLDERS),$(call archive,$(f))) src/symbols.awk
	@mkdir -p $(@D)
	@nm -A --undefined-only $(filter %.a,$^) >$@.nm
	@awk -f src/symbols.awk $@.nm >&2
	@touch $@

# ---- catalogues -----------------------------------------------------------------------

LANGS := $(patsubst assets/lang/%.po,%,$(wildcard assets/lang/*.po))
catalogues: $(LANGS:%=$(BUILD)/lang/%/LC_MESSAGES/anjungan.mo)

$(BUILD)/lang/%/LC_MESSAGES/anjungan.mo: assets/lang/%.po
	@mkdir -p $(@D)
	$(Q)msgfmt --check -o $@ $<

# ---- tests ---------------------------------------------------------------------------------------

TEST_SOURCES := $(wildcard $(FOLDERS:%=tests/%/test_*.c))
TESTS        := $(TEST_SOURCES:tests/%.c=$(BUILD)/tests/%)

define test_rules
$(BUILD)/tests/$(1)/%: tests/$(1)/%.c $$(wildcard tests/$(1)/*.h tests/$(1)/support/* tests/support/*) $$(call archive,$(1)) \
                       $$(foreach f,$$(SEES_$(1)),$$(call archive,$$(f)))
	@mkdir -p $$(@D)
	$$(call say,TEST,$$<)
	$$(Q)$$(CC) $$(CFLAGS) $$(STRICT) $$(DEFINES) -I$(BUILD)/inc/$(1) -Itests $$(PKG_CFLAGS) -o $$@ $$< \
	    $$(wildcard tests/support/*.c tests/$(1)/support/*.c) $$(LDFLAGS) \
	    -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group $$(call libs_of,$(1) $$(SEES_$(1))) -lcmocka
endef
$(foreach f,$(FOLDERS),$(eval $(call test_rules,$(f))))

# The decoder from the shipped objects, with two calls led through hooks that misbehave on command.
HOOKED := $(BUILD)/tests/anjungan-decoder-hooked
$(HOOKED): $(wildcard tests/scan/hooked/*) $(BUILD)/obj/bin/anjungan-decoder.o \
           $(foreach p,$(PARTS_anjungan-decoder),$(call archive,$(p))) $(BUILD)/inc/scan/.made
	@mkdir -p $(@D)
	$(call say,TEST,$<)
	$(Q)$(CC) $(CFLAGS) $(STRICT) $(DEFINES) -I$(BUILD)/inc/scan -Itests -o $@ $(filter %.c %.o %.a,$^) \
	    $(LDFLAGS) -pie -Wl,--wrap=cascade_run,--wrap=send $(call libs_of,$(PARTS_anjungan-decoder))

# A camera of Video4Linux2 that is made up: the system calls of these programs go to it first.
FAKE_CAMERA := tests/scan/fake/camera.c $(foreach f,open ioctl mmap munmap close,-Wl$(comma)--wrap=$(f))
$(BUILD)/tests/scan/test_v4l2: LDFLAGS += $(FAKE_CAMERA)
$(BUILD)/tests/scan/test_v4l2: $(wildcard tests/scan/fake/*)
$(BUILD)/fuzz/fuzz_v4l2: CFLAGS += -Itests $(FAKE_CAMERA)
$(BUILD)/fuzz/fuzz_v4l2: $(wildcard tests/scan/fake/*)

# The kiosk's screens in real letters: tests of kiosk/ may not see platform/, these programs do. One
# holds them to the rules, the other takes their pictures.
SWEPT := kiosk platform ui service base
SWEEP := $(BUILD)/tests/sweep/sweep
SHOTS := $(BUILD)/tests/shots/shots
$(SWEEP): $(wildcard tests/sweep/*.c)
$(SHOTS): $(wildcard tests/shots/*.c) tests/sweep/look.c
$(SWEEP) $(SHOTS): $(wildcard tests/kiosk/support/* tests/sweep/*.h tests/shots/*.h) \
                   $(foreach f,$(SWEPT),$(call archive,$(f))) $(BUILD)/inc/bin/.made | catalogues
	@mkdir -p $(@D)
	$(call say,TEST,$<)
	$(Q)$(CC) $(CFLAGS) $(STRICT) $(DEFINES) -I$(BUILD)/inc/bin -Itests $(PKG_CFLAGS) -o $@ $(filter %.c,$^) $(LDFLAGS) \
	    -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(call libs_of,$(SWEPT)) -lcmocka -lpng

# The kiosk's own loop under a clock that jumps: a short while as unit tests, long ones by `monkey`
# and `week`.
LOOP_OBJECTS := $(filter-out %/anjungan-kiosk.o,$(KIOSK_OBJECTS))
ENDURED      := $(PARTS_anjungan-kiosk)
ENDURANCE    := $(BUILD)/tests/endurance/monkey $(BUILD)/tests/endurance/week
$(ENDURANCE): $(BUILD)/tests/endurance/%: tests/endurance/%.c $(addprefix tests/endurance/,world.c world.h visitor.c visitor.h mischief.c mischief.h) \
              $(wildcard tests/kiosk/support/fake_desk.*) $(LOOP_OBJECTS) \
              $(foreach f,$(ENDURED),$(call archive,$(f))) $(BUILD)/inc/bin/.made | catalogues
	@mkdir -p $(@D)
	$(call say,TEST,$<)
	$(Q)$(CC) $(CFLAGS) $(STRICT) $(DEFINES) -I$(BUILD)/inc/bin -Itests $(PKG_CFLAGS) -o $@ $(filter %.c,$^) \
	    $(filter %.o,$^) $(LDFLAGS) -Wl$(comma)--wrap=clock_boot$(comma)--wrap=clock_now \
	    -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(call libs_of,$(ENDURED)) -lcmocka

unit: $(TESTS) $(SWEEP) $(ENDURANCE) $(HOOKED) programs catalogues ## run the unit tests alone
	@tests/run-units $(TESTS) $(SWEEP) $(ENDURANCE)

# The office's tests once more, with a server of their own for a database.
SHARED := $(filter-out %/test_ledger_file,$(filter $(BUILD)/tests/office/%,$(TESTS)))
unit-postgresql: $(SHARED) programs ## run the back office's unit tests on PostgreSQL
	@tests/office/on-postgresql tests/run-units $(SHARED)

# The tests in full. Everything is compiled with both compilers, without one warning.
test: ## set up, build with gcc and clang, and run every test
	@packaging/setup
	@$(PARALLEL) WERROR=1 all
	@$(PARALLEL) WERROR=1 CC=clang BUILD=build/clang all
	@$(PARALLEL) WERROR=1 unit
	@$(PARALLEL) WERROR=1 unit-postgresql
	@tests/law/run
	@tests/readme/run
	@tests/deb/units
	@$(MAKE) --no-print-directory WERROR=1 e2e fault
	@tests/interop/run
	@tests/nginx/run

test-asan: ## run the unit tests under the address and undefined-behaviour sanitizers
	@packaging/setup
	@$(PARALLEL) WERROR=1 SANITIZE=address,undefined BUILD=build/asan OPT='-O1 -g' unit

# A fuzzer sees the folders that read outside bytes, and those they are made of.
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzz/%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZED  := scan wire service seal base
fuzzers: $(FUZZERS)
$(BUILD)/fuzz/%: tests/fuzz/%.c $(foreach f,$(FUZZED),$(call archive,$(f)))
	@mkdir -p $(@D)
	$(call say,FUZZ,$<)
	$(Q)$(CC) $(CFLAGS) $(DEFINES) -fsanitize=fuzzer -I$(BUILD)/inc/bin $(PKG_CFLAGS) -o $@ $< \
	    -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(call libs_of,$(FUZZED))
$(FUZZERS): $(BUILD)/inc/bin/.made

fuzz: ## fuzz every parser of outside bytes, FUZZ_SECONDS (20) each
	@packaging/setup
	@$(PARALLEL) CC=clang SANITIZE=fuzzer-no-link,address,undefined \
	    BUILD=build/fuzzing fuzzers
	@tests/fuzz/run build/fuzzing/fuzz

fuzz-long: ## fuzz on from where it was, CPU_HOURS (4) in all, with libFuzzer and AFL++
	@packaging/setup afl++
	@$(PARALLEL) CC=clang SANITIZE=fuzzer-no-link,address,undefined \
	    BUILD=build/fuzzing fuzzers
	@AFL_QUIET=1 $(PARALLEL) CC=afl-clang-fast SANITIZE=fuzzer-no-link,address,undefined \
	    BUILD=build/afl fuzzers
	@nice -n 19 tests/fuzz/campaign build/fuzzing/fuzz build/afl/fuzz

test-fresh: ## prove `make run` and `make test` in a bare Debian 12 (root, network)
	@packaging/setup mmdebstrap
	@tests/fresh/run

REMEMBERS := $(BUILD)/tests/e2e/remembers
$(REMEMBERS): tests/e2e/remembers.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call say,TEST,$<)
	$(Q)$(CC) $(CFLAGS) $(STRICT) $(DEFINES) -o $@ $< $(LDFLAGS)

e2e: all $(BUILD)/tests/office/world $(REMEMBERS) $(HOOKED) fault-tools ## drive a real kiosk window, sync daemon and back office through the main job
	@tests/e2e/all

interop: all ## exchange signed messages with npm's http-message-signatures, as kiosk and as office
	@INTEROP_REQUIRED=1 tests/interop/run

fault: all fault-tools ## kills at every boundary, power cuts, bad networks, full disks: nothing lost, nothing twice
	@tests/fault/campaign

two-offices: all fault-tools ## kill either of two offices at one PostgreSQL database, again and again
	@packaging/setup nginx-light
	@tests/fault/two-offices

fault-long: all fault-tools ## go on with the long fault campaign (rows in build/fault-campaign)
	@nice -n 19 tests/fault/long

mutants: ## take one safeguard after the other out of a copy; the fault campaign must notice each
	@tests/fault/mutants

# The tools of the fault campaign: a visitor without a screen, what kills, and who counts.
WORLDLY     := storm network mishaps full
FAULT_TOOLS := $(addprefix $(BUILD)/tests/fault/,visitor oracle killer.so filler.so $(WORLDLY) powercut_kiosk powercut_office flip)
FAULTED     := sync store wire seal service base
fault-tools: $(FAULT_TOOLS)
$(BUILD)/tests/fault/visitor: tests/fault/visitor.c $(wildcard tests/store/support/visitor.*)
$(WORLDLY:%=$(BUILD)/tests/fault/%): $(BUILD)/tests/fault/%: tests/fault/%.c $(wildcard tests/fault/world*) \
                                     $(wildcard tests/store/support/visitor.*)
$(BUILD)/tests/fault/network: $(wildcard tests/fault/proxy*)
$(BUILD)/tests/fault/full: $(wildcard tests/fault/disklog*)
$(addprefix $(BUILD)/tests/fault/,visitor $(WORLDLY)): $(foreach f,$(FAULTED),$(call archive,$(f))) \
                                                       $(BUILD)/inc/bin/.made
	@mkdir -p $(@D)
	$(call say,TEST,$<)
	$(Q)$(CC) $(CFLAGS) $(STRICT) $(DEFINES) -I$(BUILD)/inc/bin -Itests $(PKG_CFLAGS) -o $@ $(filter %.c,$^) \
	    $(LDFLAGS) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(call libs_of,$(FAULTED))
$(BUILD)/tests/fault/powercut_kiosk $(BUILD)/tests/fault/flip: $(wildcard tests/store/support/*) $(foreach f,$(FAULTED),$(call archive,$(f)))
$(BUILD)/tests/fault/powercut_office: $(wildcard tests/office/support/fixture.*) \
                                      $(foreach f,office $(SEES_office),$(call archive,$(f)))
$(addprefix $(BUILD)/tests/fault/,powercut_kiosk powercut_office flip): $(BUILD)/tests/fault/%: tests/fault/%.c $(wildcard tests/fault/disklog*) \
                                 $(wildcard tests/support/*) $(BUILD)/inc/bin/.made
	@mkdir -p $(@D)
	$(call say,TEST,$<)
	$(Q)$(CC) $(CFLAGS) $(STRICT) $(DEFINES) -I$(BUILD)/inc/bin -Itests $(PKG_CFLAGS) -o $@ $(filter %.c,$^) \
	    $(LDFLAGS) -Wl,--start-group $(filter %.a,$^) -Wl,--end-group $(call libs_of,$(FOLDERS)) -lcmocka
$(BUILD)/tests/fault/oracle: tests/fault/oracle.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(STRICT) -o $@ $< $(LDFLAGS) $(shell pkg-config --libs sqlite3)
$(BUILD)/tests/fault/%.so: tests/fault/%.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(STRICT) -D_GNU_SOURCE -shared -o $@ $< -ldl

monkey: ## touch, type and scan at random under the sanitizers, EVENTS (200000) times
	@packaging/setup
	@$(PARALLEL) SANITIZE=address,undefined BUILD=build/asan OPT='-O1 -g' build/asan/tests/endurance/monkey
	@build/asan/tests/endurance/monkey $(or $(EVENTS),200000) $(or $(SEED),1)

week: ## a week of VISITORS (5000), one after the other, under a clock that jumps
	@packaging/setup
	@$(PARALLEL) $(BUILD)/tests/endurance/week
	@$(BUILD)/tests/endurance/week $(or $(VISITORS),5000)

# ---- benches -------------------------------------------------------------------------------------

# What ours is measured against is linked into the benches alone.
CXX     := $(if $(findstring clang,$(CC)),clang++,g++)
BENCHED := scan service base
BENCH_LIBS := zxing libqrencode
bench_inputs = $(BUILD)/inc/bin/.made $(BUILD)/flags

$(BUILD)/obj/bench/%.o: tests/bench/%.c $(bench_inputs)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(CFLAGS) $(DEFINES) -I$(BUILD)/inc/bin -Itests $(PKG_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/obj/bench/%.o: tests/bench/%.cc $(bench_inputs)
	@mkdir -p $(@D)
	$(call say,CXX,$<)
	$(Q)$(CXX) $(OPT) -std=c++17 -fPIC -Wall -Wextra $(if $(WERROR),-Werror) $(SAN) -I$(BUILD)/inc/bin -Itests -MMD -MP \
	    -c $< -o $@

define bench_rules
$(BUILD)/bench/$(1): $(patsubst %,$(BUILD)/obj/bench/%.o,$(1) $(2)) $(foreach f,$(BENCHED),$(call archive,$(f)))
	@mkdir -p $$(@D)
	$$(call say,LINK,$$@)
	$$(Q)$$(CXX) $$(LDFLAGS) -o $$@ $$^ $$(call libs_of,$(BENCHED)) $$(shell pkg-config --libs $(BENCH_LIBS))
endef
$(eval $(call bench_rules,bench_scan,figures peer_zbar peer_zxing))
$(eval $(call bench_rules,bench_video,figures peer_zbar camera))

# The screen is measured from outside: this one sees no folder of ours.
$(BUILD)/bench/bench_ui: $(patsubst %,$(BUILD)/obj/bench/%.o,bench_ui ui_side ui_tree ui_screen ui_check figures)
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ -lXtst -lXdamage -lXext -lX11 -lpthread

bench-ui: ## measure the screen beside Chromium's kiosk mode and Qt Quick (15 minutes)
	@packaging/setup chromium qml-qt6 qml6-module-qtquick qml6-module-qtquick-window libqt6svg6 \
	    libxdamage-dev libxtst-dev
	@$(PARALLEL) all $(BUILD)/bench/bench_ui
	@tests/bench/ui

# The kiosk's own objects, with the calls led through a stopwatch that live.c wraps.
LIVE_WRAPS := window_wait window_preview window_present reader_start
$(BUILD)/bench/live: $(KIOSK_OBJECTS) \
                     $(BUILD)/obj/bench/live.o $(BUILD)/obj/bench/figures.o \
                     $(foreach p,$(PARTS_anjungan-kiosk),$(call archive,$(p)))
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -pie $(LIVE_WRAPS:%=-Wl$(comma)--wrap=%) -o $@ $^ $(call libs_of,$(PARTS_anjungan-kiosk))

$(BUILD)/bench/pictures: $(patsubst %,$(BUILD)/obj/bench/%.o,pictures camera) $(foreach f,$(BENCHED),$(call archive,$(f)))
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call libs_of,$(BENCHED)) $(shell pkg-config --libs libqrencode)

$(BUILD)/bin/soak: $(patsubst %,$(BUILD)/obj/bench/%.o,soak camera) $(foreach f,$(BENCHED),$(call archive,$(f)))
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(call libs_of,$(BENCHED)) $(shell pkg-config --libs libqrencode)

soak: $(BUILD)/bin/anjungan-decoder ## give the decoder 1,000,000 frames in all, on from where it was
	@$(MAKE) --no-print-directory $(BUILD)/bin/soak
	@nice -n 19 $(BUILD)/bin/soak $(BUILD)/soak.tsv 1000000

bench-live: all ## time the preview, the screen's thread and the decoder while the kiosk scans
	@$(MAKE) --no-print-directory $(BUILD)/bench/live $(BUILD)/bench/pictures
	@tests/bench/live $(BUILD)/bench/live $(BUILD)/bench/pictures

# The office's server: what knocks at its door, the office without its store, and the one disk for
# all sides.
define sync_rules
$(BUILD)/bench/$(1): $(patsubst %,$(BUILD)/obj/bench/%.o,$(1) $(2) sync_fleet visitor) \
                     $(foreach f,$(3) $(SEES_$(3)),$(call archive,$(f)))
	@mkdir -p $$(@D)
	$$(call say,LINK,$$@)
	$$(Q)$$(CC) $$(LDFLAGS) -o $$@ $$(filter %.o,$$^) -Wl,--start-group $$(filter %.a,$$^) -Wl,--end-group \
	    $$(call libs_of,$(3) $(SEES_$(3)))
endef
$(eval $(call sync_rules,bench_sync,sync_load sync_check sync_limit,office))
$(eval $(call sync_rules,bench_fill,,store))
$(eval $(call sync_rules,bench_office,figures,office))

$(BUILD)/obj/bench/visitor.o: tests/store/support/visitor.c $(bench_inputs)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(DEFINES) -I$(BUILD)/inc/bin -Itests $(PKG_CFLAGS) -MMD -MP -c $< -o $@

$(BUILD)/bench/office_no_store: $(patsubst src/%.c,$(BUILD)/obj/%.o,src/bin/anjungan-office.c $(wildcard src/bin/anjungan-office/*.c)) \
                                $(BUILD)/obj/bench/no_store.o $(foreach p,$(PARTS_anjungan-office),$(call archive,$(p)))
	@mkdir -p $(@D)
	$(call say,LINK,$@)
	$(Q)$(CC) $(LDFLAGS) -pie -Wl,--wrap=scribe_write -o $@ $^ $(call libs_of,$(PARTS_anjungan-office))

$(BUILD)/bench/fsync_delay.so: tests/bench/fsync_delay.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(STRICT) -D_GNU_SOURCE -shared -o $@ $<

SYNC_BENCH := $(addprefix $(BUILD)/bench/,bench_sync bench_fill office_no_store fsync_delay.so live)
.PHONY: bench-sync bench-office
bench-office: ## measure the back office: beside express with better-sqlite3, long lists, many kiosks
	@command -v npm >/dev/null || packaging/setup nodejs npm libnode-dev python3 g++
	@$(PARALLEL) all $(SYNC_BENCH) $(BUILD)/bench/bench_office
	@tests/bench/office

bench-sync: ## measure the office's server beside fastify with better-sqlite3, and a kiosk's backlog
	@command -v npm >/dev/null || packaging/setup nodejs npm libnode-dev python3 g++
	@$(PARALLEL) all $(SYNC_BENCH)
	@tests/bench/sync

bench-scan: ## decode the pictures of PHOTOS=DIR beside zbar and libzxing
	@packaging/setup g++ libzxing-dev
	@$(MAKE) --no-print-directory $(BUILD)/bench/bench_scan
	@$(BUILD)/bench/bench_scan $(PHOTOS)

bench-video: ## decode codes held before a camera, beside zbar
	@packaging/setup g++ libzxing-dev
	@$(MAKE) --no-print-directory $(BUILD)/bench/bench_video
	@$(BUILD)/bench/bench_video

# ---- packages ------------------------------------------------------------------------------------

include packaging/install.mk
.PHONY: install deb test-deb $(INSTALL)

install: $(INSTALL) ## install under PREFIX (/usr/local), below DESTDIR where it is given

deb: ## build the Debian packages into build/
	@packaging/setup debhelper
	@packaging/deb $(BUILD)

test-deb: deb ## install, upgrade, remove and purge the packages in a bare Debian 12 (root, network)
	@packaging/setup lintian mandoc mmdebstrap
	@tests/deb/run $(BUILD)

# ---- running it ----------------------------------------------------------------------------------

run: ## set up and start everything: kiosk window, sync daemon, back office, demo data
	@packaging/setup
	@$(PARALLEL) all
	@exec packaging/run

shots: all $(SHOTS) ## take pictures of every screen in every look, with contact sheets, into build/shots/
	@rm -rf $(BUILD)/shots
	@$(SHOTS) $(BUILD)/shots
	@tests/shots/run

goldens: $(BUILD)/tests/kiosk/test_screens $(SWEEP) ## renew the texts and pixels in tests/golden/ (look at the difference)
	@UPDATE_GOLDENS=1 $(BUILD)/tests/kiosk/test_screens >/dev/null
	@UPDATE_GOLDENS=1 $(SWEEP) 2>/dev/null | grep 'OK.*drawn_as_they_were'
	@git status --short tests/golden

setup: ## install the Debian packages that are missing
	@packaging/setup

# ---- keeping it in shape -------------------------------------------------------------------------

OUR_SOURCES = $(shell git ls-files '*.c' '*.h')

format: ## format the sources in place
	@clang-format -i $(OUR_SOURCES)

tidy: all ## static analysis with clang-tidy and cppcheck
	@packaging/setup clang-tidy cppcheck
	@tests/tidy/run

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)

clean: ## remove build/
	rm -rf build

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# Steps of the above, not meant to be called by name.
INTERNAL := programs catalogues law fuzzers fault-tools
.PHONY: $(INTERNAL) all unit unit-postgresql test test-asan test-fresh fuzz fuzz-long e2e interop fault fault-long mutants two-offices monkey week bench-scan bench-video bench-ui bench-live soak run shots goldens setup format tidy clean help FORCE
.SECONDARY:
