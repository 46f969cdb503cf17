# SPDX-License-Identifier: GPL-2.0-or-later
# Bad Idea: a second look at what a brand is about to post. `make help` lists the targets.

VERSION     := 0.1.0
B           ?= build
PREFIX      ?= /usr/local
datadir     ?= $(PREFIX)/share
bindir      ?= $(PREFIX)/bin
mandir      ?= $(datadir)/man
vimdir      ?= $(datadir)/vim/vimfiles
sysconfdir  ?= $(if $(filter /usr,$(PREFIX)),/etc,$(PREFIX)/etc)
CC          ?= cc
CFLAGS      ?= -O2 -g
SAN         ?=
PKG_CONFIG  ?= pkg-config

# ---- layers: each folder sees only the flags of its own layer, so an arrow drawn the wrong way does not compile ----

core_pkgs      := glib-2.0 json-glib-1.0 libpcre2-8
cli_pkgs       := $(core_pkgs) gio-2.0
purple_pkgs    := $(core_pkgs) gio-2.0 purple
pidgin_pkgs    := gtk+-2.0 pidgin purple
rehearsal_pkgs := glib-2.0 purple

warnings := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
            -Wvla -Wformat=2 -Wno-unused-parameter $(WERROR)
defines  := -DBI_VERSION='"$(VERSION)"' -DBI_DATADIR='"$(datadir)/badidea"' -DBI_SYSCONFDIR='"$(sysconfdir)/badidea"' -DBI_BINDIR='"$(bindir)"' \
            -DG_LOG_DOMAIN='"badidea"' -DPURPLE_DISABLE_DEPRECATED -DPCRE2_CODE_UNIT_WIDTH=8
base     := -std=gnu11 -fPIC -fvisibility=hidden -Iinclude $(warnings) $(defines) $(SAN)
# System headers of libraries are not ours to warn about.
flags     = $(if $(filter core cli,$(1)),-Iplugin/$(1)) $(patsubst -I%,-isystem%,$(shell $(PKG_CONFIG) --cflags $($(1)_pkgs)))
libs      = $(shell $(PKG_CONFIG) --libs $($(1)_pkgs)) -lm
objects   = $(patsubst %.c,$(B)/%.o,$(wildcard plugin/$(1)/*.c plugin/$(1)/*/*.c))

plugins    := $(B)/plugins/badidea.so $(B)/plugins/pidgin/badidea-pidgin.so $(B)/plugins/rehearsal.so
library    := $(B)/libbadidea.a
unit       := $(patsubst %.c,$(B)/%,$(wildcard tests/unit/test-*.c))
headless   := $(patsubst %.c,$(B)/%,$(wildcard tests/integration/test-*.c))
fuzzers    := $(patsubst %.c,$(B)/%,$(wildcard tests/fuzz/fuzz-*.c))
scripts    := $(wildcard tests/unit/test-*.sh) tests/fuzz/test-fuzz.sh tests/install/test-install.sh
desktops   := $(wildcard tests/e2e/test-*.sh)
harness    := $(patsubst %.c,$(B)/%.o,$(filter-out $(wildcard tests/integration/test-*.c),$(wildcard tests/integration/*.c)))
sources    := $(wildcard plugin/*/*.[ch] plugin/*/*/*.[ch] include/badidea/*.h tests/*/*.c tests/*/*.h)
shells     := $(wildcard tests/*/*.sh) tests/run tests/valgrind tests/fuzz/run tests/fresh/run tests/servers/fetch tests/e2e/demo plugin/cli/editors/badidea.bash .ci/run

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:

##@ Build
all: $(B)/badidea $(plugins) ## build everything into build/

quiet = @printf '%-8s %s\n' $(1) $(2);

define compile
$(B)/plugin/$(1)/%.o: plugin/$(1)/%.c
	@mkdir -p $$(@D)
	$$(call quiet,cc,$$<) $$(CC) $$(CFLAGS) $$(base) $$(call flags,$(1)) -MMD -MP -c $$< -o $$@
endef
$(foreach layer,core cli purple pidgin rehearsal,$(eval $(call compile,$(layer))))

# The folders are compiled in here alone, and anew when they have changed.
$(B)/plugin/core/rule/layers.o $(B)/plugin/purple/learning.o: $(B)/folders
$(B)/folders: FORCE
	@mkdir -p $(@D); echo '$(datadir) $(sysconfdir) $(bindir)' | cmp -s - $@ || echo '$(datadir) $(sysconfdir) $(bindir)' >$@
FORCE:

$(library): $(call objects,core)
	$(call quiet,ar,$@) rm -f $@ && ar rcs $@ $^

$(B)/badidea: $(call objects,cli) $(library)
	$(call quiet,ld,$@) $(CC) $(LDFLAGS) $(SAN) -o $@ $^ $(call libs,cli) -llinear

# Only what libpurple asks for is exported. A UI plugin finds the UI's functions in its process.
$(B)/plugins/badidea.so: $(call objects,purple) $(library)
	@mkdir -p $(@D)
	$(call quiet,ld,$@) $(CC) $(LDFLAGS) $(SAN) -shared -Wl,--exclude-libs,ALL -o $@ $^ $(call libs,purple)

$(B)/plugins/pidgin/badidea-pidgin.so: $(call objects,pidgin)
	@mkdir -p $(@D)
	$(call quiet,ld,$@) $(CC) $(LDFLAGS) $(SAN) -shared -o $@ $^ $(call libs,pidgin)

$(B)/plugins/rehearsal.so: $(call objects,rehearsal)
	@mkdir -p $(@D)
	$(call quiet,ld,$@) $(CC) $(LDFLAGS) $(SAN) -shared -o $@ $^ $(call libs,rehearsal)

clean: ## remove build/
	rm -rf $(B)

##@ Try it
demo: all ## Pidgin on a rehearsal room: type, and see what is held
	@tests/e2e/demo

##@ Test

test_flags := -Itests -Iplugin/core
gio        := gio-unix-2.0

# Compiled apart from being linked: after a change in the core only the latter is done again.
$(B)/tests/unit/%.o $(B)/tests/fuzz/%.o: OBJECT_FLAGS = $(test_flags) $(call flags,core)
$(B)/tests/unit/%.o: tests/unit/%.c
	@mkdir -p $(@D)
	$(call quiet,cc,$<) $(CC) $(CFLAGS) $(base) $(OBJECT_FLAGS) -MMD -MP -c -o $@ $<

$(B)/tests/fuzz/%.o: tests/fuzz/%.c
	@mkdir -p $(@D)
	$(call quiet,cc,$<) $(CC) $(CFLAGS) $(base) $(OBJECT_FLAGS) -MMD -MP -c -o $@ $<

$(B)/tests/unit/test-%: $(B)/tests/unit/test-%.o $(library)
	$(call quiet,test,$@) $(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(call libs,core)

$(B)/tests/integration/%.o: tests/integration/%.c
	@mkdir -p $(@D)
	$(call quiet,cc,$<) $(CC) $(CFLAGS) $(base) $(test_flags) $(call flags,purple) $(shell $(PKG_CONFIG) --cflags $(gio)) -MMD -MP -c -o $@ $<

$(B)/tests/integration/test-%: $(B)/tests/integration/test-%.o $(harness) $(library)
	$(call quiet,test,$@) $(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(call libs,purple) $(shell $(PKG_CONFIG) --libs $(gio))

fuzz_main ?= $(B)/tests/fuzz/driver.o
$(B)/tests/fuzz/fuzz-%: $(B)/tests/fuzz/fuzz-%.o $(B)/tests/fuzz/driver.o $(library)
	$(call quiet,fuzz,$@) $(CC) $(SAN) $(LDFLAGS) -o $@ $< $(fuzz_main) $(library) $(call libs,core)

fuzzers: $(fuzzers)
tests: $(unit) $(headless) $(fuzzers)

# What needs a server or a display takes longest and begins first.
fast  := $(filter-out %/test-servers %/test-irc %/test-xmpp,$(headless)) $(scripts) $(unit)
slow  := $(desktops) $(filter %/test-servers %/test-irc %/test-xmpp,$(headless))

servers := build/servers
export BADIDEA := $(B)/badidea
export BADIDEA_PLUGINS := $(B)/plugins
export BADIDEA_FUZZERS := $(B)/tests/fuzz
export BADIDEA_SERVERS := $(servers)
export E2E_PLUGINS := $(abspath $(B)/plugins)

check: all tests $(servers)/.complete ## every test
	@tests/run -l $(B)/log $(slow) $(fast)

check-fast: all tests ## those that need neither a server nor a display
	@tests/run -j 4 -l $(B)/log $(fast)

# Without them their tests are skipped, and say so.
$(servers)/.complete: tests/servers/fetch
	-tests/servers/fetch $(@D)

##@ Prove more
sanitizers := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
libasan     = $(shell $(CC) -print-file-name=libasan.so)

asan: export ASAN_OPTIONS := detect_leaks=1:strict_string_checks=1:detect_stack_use_after_return=1:fast_unwind_on_malloc=0
asan: export LSAN_OPTIONS := suppressions=$(abspath tests/leaks.supp):print_suppressions=0
asan: export UBSAN_OPTIONS := print_stacktrace=1
asan: export G_SLICE := always-malloc
asan: ## every test under AddressSanitizer, UBSan and LeakSanitizer
	$(MAKE) B=build/asan CFLAGS='-O1 -g' SAN='$(sanitizers)' E2E_PRELOAD='$(libasan)' E2E_PATIENCE=12 check

# PCRE2's compiled code reads words beyond a text's end, which valgrind cannot know to be harmless.
valgrind: ## unit and headless tests under valgrind
	$(MAKE) B=build/valgrind CFLAGS='-O1 -g -DBI_NO_JIT' check-valgrind

check-valgrind: all tests
	@tests/run -l $(B)/log -w tests/valgrind $(unit) $(filter-out $(slow),$(headless))

coverage: ## a table of covered lines, a file a row
	$(MAKE) B=build/coverage CFLAGS='-O0 -g' SAN=--coverage check
	gcovr --root . --object-directory build/coverage --filter plugin/ --exclude-unreachable-branches --sort-percentage

FUZZ_SECONDS ?= 60
fuzz: ## clang's libFuzzer on each target, FUZZ_SECONDS each
	$(MAKE) B=build/fuzz CC=clang CFLAGS='-O1 -g' SAN='-fsanitize=fuzzer-no-link,address,undefined' \
	    fuzz_main=-fsanitize=fuzzer fuzzers
	tests/fuzz/run build/fuzz $(FUZZ_SECONDS)

fresh: ## both README commands in a bare Debian 12 made by debootstrap (needs root)
	tests/fresh/run

weights: all ## learn rules/learned.weights anew, from rules/examples and the posts in CORPUS=DIR
	$(B)/badidea learn --rules rules $(if $(CORPUS),--corpus "$(CORPUS)",$(error say where the posts are: make weights CORPUS=DIR))

judge: $(B)/badidea ## how well the rules judge the labelled drafts in CORPUS=DIR [SITUATION=FILE PART=N MISSES=N]
	@tests/judge/judge $(if $(SITUATION),--situation "$(SITUATION)") $(if $(PART),--part "$(PART)") \
	    $(if $(MISSES),--misses "$(MISSES)") $(B)/badidea "$(CORPUS)"

##@ Look after it
lint: all ## clang-tidy, cppcheck, clang-format, shellcheck, and the rules themselves
	$(B)/badidea lint rules
	clang-format --dry-run -Werror $(sources)
	shellcheck -x -P SCRIPTDIR $(shells)
	cppcheck --quiet --error-exitcode=1 --std=c11 --library=gtk --library=posix --inline-suppr \
	    --enable=warning,performance,portability --suppress=unknownMacro --suppress=varFuncNullUB -Iinclude $(defines) plugin tests
	@$(foreach layer,core cli purple pidgin rehearsal,$(call tidy,$(layer))) true

tidy = echo "clang-tidy plugin/$(1)" && clang-tidy --quiet $(wildcard plugin/$(1)/*.c plugin/$(1)/*/*.c) -- $(base) $(call flags,$(1)) 2>/dev/null &&

help: ## this list
	@awk -F ':.*## ' '/^##@/ { print "\n" substr($$0, 5) } /^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\n  B=DIR builds elsewhere, PREFIX=DIR and DESTDIR=DIR install elsewhere.\n'

##@ Install
purple_dir  := $(shell $(PKG_CONFIG) --variable=plugindir purple 2>/dev/null)
pidgin_dir  := $(shell $(PKG_CONFIG) --variable=plugindir pidgin 2>/dev/null)
user_purple ?= $(HOME)/.purple/plugins
user_data   ?= $(or $(XDG_DATA_HOME),$(HOME)/.local/share)
user_bin    ?= $(HOME)/.local/bin
user_vim    ?= $(HOME)/.vim
manuals     := rules/badidea-rules.5 plugin/cli/badidea.1
rule_files  := $(wildcard rules/README rules/words rules/learned.weights rules/*.rules rules/*.classes rules/*/*)
editors     := plugin/cli/editors
vim_files   := $(patsubst $(editors)/vim/%,%,$(wildcard $(editors)/vim/*/*.vim))
# Each GtkSourceView reads its own folder, and all read this file.
sourceviews := gtksourceview-4 gtksourceview-5

# $(1) core and protocol plugins, $(2) Pidgin's plugin, $(3) data, $(4) the command, $(5) manual pages, $(6) vim
define put
	install -d "$(1)" "$(2)" "$(4)"
	install -m 644 $(B)/plugins/badidea.so $(B)/plugins/rehearsal.so "$(1)"
	install -m 644 $(B)/plugins/pidgin/badidea-pidgin.so "$(2)"
	install -m 755 $(B)/badidea "$(4)"
	install -D -m 644 -t "$(5)/man1" $(filter %.1,$(manuals))
	install -D -m 644 -t "$(5)/man5" $(filter %.5,$(manuals))
	for f in $(rule_files:rules/%=%); do install -D -m 644 "rules/$$f" "$(3)/badidea/rules/$$f"; done
	for f in $(vim_files); do install -D -m 644 "$(editors)/vim/$$f" "$(6)/$$f"; done
	for d in $(sourceviews); do install -D -m 644 -t "$(3)/$$d/language-specs" $(editors)/badidea.lang; done
	install -D -m 644 $(editors)/badidea.bash "$(3)/bash-completion/completions/badidea"
endef

define take
	rm -f "$(1)/badidea.so" "$(1)/rehearsal.so" "$(2)/badidea-pidgin.so" "$(4)/badidea" \
	    $(foreach page,$(manuals),"$(5)/man$(patsubst .%,%,$(suffix $(page)))/$(notdir $(page))") \
	    $(vim_files:%="$(6)/%") $(sourceviews:%="$(3)/%/language-specs/badidea.lang") \
	    "$(3)/bash-completion/completions/badidea"
	for f in $(rule_files:rules/%=%); do rm -f "$(3)/badidea/rules/$$f"; done
	-rmdir $(patsubst %,"$(3)/badidea/rules/%",$(filter-out ./,$(sort $(dir $(rule_files:rules/%=%))))) \
	    "$(3)/badidea/rules" "$(3)/badidea" 2>/dev/null
endef

install: all ## for all users of this machine (PREFIX, DESTDIR)
	$(call put,$(DESTDIR)$(purple_dir),$(DESTDIR)$(pidgin_dir),$(DESTDIR)$(datadir),$(DESTDIR)$(bindir),$(DESTDIR)$(mandir),$(DESTDIR)$(vimdir))

install-user: all ## for yourself: ~/.purple/plugins, ~/.local
	$(call put,$(user_purple),$(user_purple),$(user_data),$(user_bin),$(user_data)/man,$(user_vim))

uninstall: ## what `make install` put there, and nothing else
	$(call take,$(DESTDIR)$(purple_dir),$(DESTDIR)$(pidgin_dir),$(DESTDIR)$(datadir),$(DESTDIR)$(bindir),$(DESTDIR)$(mandir),$(DESTDIR)$(vimdir))

uninstall-user: ## what `make install-user` put there, and nothing else
	$(call take,$(user_purple),$(user_purple),$(user_data),$(user_bin),$(user_data)/man,$(user_vim))

# What a fresh Debian 12 needs; sudo only where we are not root.
sudo           := $(if $(filter-out 0,$(shell id -u)),sudo)
packages_build := build-essential pkg-config libglib2.0-dev libjson-glib-dev libpcre2-dev liblinear-dev libpurple-dev pidgin-dev
packages_demo  := pidgin xvfb openbox xdotool imagemagick dbus-daemon dbus-bin at-spi2-core libatk-adaptor libgail-common \
                  gir1.2-atspi-2.0 python3-gi
packages_check := tmux libident lua5.4 lua-expat lua-filesystem lua-sec lua-socket mandoc vim gir1.2-gtksource-4
packages_lint  := clang-tidy clang-format cppcheck shellcheck
packages_prove := clang libclang-rt-14-dev valgrind gcovr debootstrap
apt             = $(sudo) env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends

packages-demo: ## apt: what building and `make demo` need
	$(apt) $(packages_build) $(packages_demo)

packages-check: ## apt: what `make check` needs
	$(apt) $(packages_build) $(packages_demo) $(packages_check)

packages-lint: ## apt: what `make lint` needs
	$(apt) $(packages_build) $(packages_lint)

packages-prove: ## apt: what asan, valgrind, coverage, fuzz and fresh need
	$(apt) $(packages_build) $(packages_demo) $(packages_check) $(packages_prove)

.PHONY: FORCE all clean demo tests fuzzers check-valgrind check check-fast lint help install install-user uninstall uninstall-user \
        packages-demo packages-check packages-lint packages-prove weights judge asan valgrind coverage fuzz fresh

-include $(shell find $(B)/plugin $(B)/tests -name '*.d' 2>/dev/null)
