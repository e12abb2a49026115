# planlint: build, test, install.
#
#   make demo   on a fresh Debian or Ubuntu machine: installs what is missing, builds, checks the sample plans
#   make test   the same for the tests; ends with "N passed, N failed"
#   make        builds build/planlint and build/libplanlint.a, installs nothing
#   make install       puts program, library, header, rules, manual pages and completions below $(PREFIX), /usr/local unless said otherwise;
#                      DESTDIR is put before it; make uninstall takes them away
#   make deb           Debian packages of the program and of the library, below build/deb
#   make asan          the tests with address and undefined-behaviour checks, below build/asan
#   make tsan          the tests of checking with several threads under ThreadSanitizer, below build/tsan
#   make faults        memory that runs out and disks that fail, at every point, below build/faults; needs strace
#   make fuzz          the fuzzers of tests/fuzz, a minute each (FUZZ_SECONDS, FUZZ_TARGETS), below build/fuzz; needs clang
#   make hostile    hostile input of every sort in every way: minutes; HOSTILE_GROUPS="bytes regex" for some, VARIANT=asan with address checks
#   make coverage      the tests, then which lines of src/ they ran (needs gcovr), below build/coverage
#   make mutate-rules  the rules changed in one place at a time: whether their examples and plants notice
#   make mutate        a sample of the branches of the core turned (MUTANTS, SEED): whether the tests notice; ten minutes
#   make bench         time and memory against other programs
#   make wasm-check    whether the core still compiles for 32-bit WebAssembly
#
# Everything that is built lies below $(BUILD); generated sources in $(BUILD)/gen.

VERSION := 0.1.0
VARIANT ?= plain
BUILD   ?= $(if $(filter plain,$(VARIANT)),build,build/$(VARIANT))
GEN     := $(BUILD)/gen
PREFIX  ?= /usr/local

CC     ?= cc
BISON  ?= bison
FLEX   ?= flex
CFLAGS ?= -O2 -g

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes \
	-Wwrite-strings -Wcast-qual -Wundef -Wvla -Wformat=2
# clang 14 knows this one only behind a switch of its own.
AUTO_INIT := $(shell echo 'int x;' | $(CC) -ftrivial-auto-var-init=zero -xc -c - -o /dev/null 2>/dev/null && echo -ftrivial-auto-var-init=zero)
HARDEN   := -fstack-protector-strong -fstack-clash-protection $(AUTO_INIT) -fPIE \
	-D_FORTIFY_SOURCE=3
# Addresses that only move with the program are noted as bits, where the linker knows how.
PACK_RELOCS := $(shell echo 'int main(void){return 0;}' | $(CC) -Wl,-z,pack-relative-relocs -xc - -o /dev/null 2>/dev/null && echo -Wl,-z,pack-relative-relocs)
LDHARDEN := -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack $(PACK_RELOCS)

# The small libraries are linked in: shared ones would cost more at start than a whole check (libstemmer alone has 32,463 relocations).
# Loading libm would cost a tenth of that; with gcc and -O2 nothing of it is needed, so nothing is loaded.
LIBS := -Wl,-Bstatic -lyaml -lpcre2-8 -lutf8proc -lstemmer -ljansson -Wl,-Bdynamic -Wl,--as-needed -lm -pthread

VARIANT_plain    :=
# A sanitizer needs what the sandbox closes.
VARIANT_asan     := -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -DPLINT_NO_SANDBOX
# Every request for memory by itself, and with address checks: for `make faults`.
VARIANT_faults   := $(VARIANT_asan) -DPLINT_ARENA_EACH_ALONE
VARIANT_tsan     := -O1 -fsanitize=thread -fno-omit-frame-pointer -DPLINT_NO_SANDBOX
# Counters are exact with several threads too.
VARIANT_coverage := -O0 --coverage -DPLINT_SANDBOX_ALSO='"$(CURDIR)/build/coverage"' -fprofile-update=atomic
VARIANT_fuzz     := -O1 -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
ifneq ($(VARIANT),plain)
HARDEN := -fPIE
endif

# V=1 shows the commands.
V ?=
Q := $(if $(V),,@)
say = @$(if $(V),:,echo '$(1)' $(2))

ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DPLINT_VERSION='"$(VERSION)"' -Isrc -I$(GEN) $(WARNINGS) $(WERROR) -fvisibility=hidden \
	$(CFLAGS) $(HARDEN) $(VARIANT_$(VARIANT)) -MMD -MP
ALL_LDFLAGS = $(LDHARDEN) $(LDFLAGS) $(VARIANT_$(VARIANT))

FLOORS   := base source diag syntax model format expr rule compare output api
CORE_SRC := $(sort $(foreach floor,$(FLOORS),$(wildcard src/$(floor)/*.c)))
GEN_SRC  := $(GEN)/plan.tab.c $(GEN)/plan.lex.c $(GEN)/expr.tab.c $(GEN)/expr.lex.c
GEN_HDR  := $(GEN)/plan.tab.h $(GEN)/expr.tab.h
CORE_OBJ := $(CORE_SRC:src/%.c=$(BUILD)/obj/%.o) $(GEN_SRC:$(GEN)/%.c=$(BUILD)/obj/gen/%.o)
# What the pack compiler is made of: the floors up to the rules.
PACKC_OBJ := $(filter-out $(BUILD)/obj/compare/% $(BUILD)/obj/output/% $(BUILD)/obj/api/%,$(CORE_OBJ))
PACK_OBJ := $(BUILD)/obj/gen/default_pack.o
CLI_OBJ  := $(patsubst src/%.c,$(BUILD)/obj/%.o,$(sort $(wildcard src/cli/*.c)))
PACK_YAML := $(sort $(shell find rules -name '*.yaml'))

TEST_SRC := $(sort $(wildcard tests/unit/test_*.c tests/golden/test_*.c tests/cli/test_*.c tests/hostile/test_*.c tests/fuzz/test_*.c))
TEST_LIB := $(sort $(wildcard tests/support/*.c) $(patsubst %,tests/hostile/%.c,inputs judge run) $(wildcard tests/fuzz/fuzz*.c))
TEST_BIN := $(TEST_SRC:tests/%.c=$(BUILD)/tests/%)

.PHONY: all demo test check-tests deps build-deps asan tsan hostile faults fault-programs fuzz fuzzers coverage mutate-rules mutate bench wasm-check \
	man install uninstall deb clean
.DELETE_ON_ERROR:
.SECONDARY:

all: $(BUILD)/planlint $(BUILD)/libplanlint.a

# --- generated sources -------------------------------------------------------------------------------------------------

BISON_FLAGS := -Wall,dangling-alias,counterexamples -Werror

$(GEN)/%.tab.c $(GEN)/%.tab.h &: grammar/%.y
	@mkdir -p $(GEN)
	$(call say,BISON,$<)
	$(Q)$(BISON) $(BISON_FLAGS) --header=$(GEN)/$*.tab.h -o $(GEN)/$*.tab.c $<

# Flex only warns where its scanner would be slow or unsafe, so anything that it prints, or any backing up, fails the build.
$(GEN)/%.lex.c: grammar/%.l $(GEN)/%.tab.h
	@mkdir -p $(GEN)/$*.flex
	$(call say,FLEX,$<)
	$(Q)cd $(GEN)/$*.flex && $(FLEX) -Cfe -b -o ../$*.lex.c $(CURDIR)/$< >messages 2>&1; cat messages; test ! -s messages
	@grep -q 'No backing up' $(GEN)/$*.flex/lex.backup
	@! grep -q yy_state_buf $@

# --- objects -----------------------------------------------------------------------------------------------------------

$(BUILD)/obj/gen/%.o: $(GEN)/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c $< -o $@

$(BUILD)/obj/%.o: src/%.c | $(GEN_HDR)
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -c $< -o $@

# --- the default rule pack: compiled by the same loader that reads every other pack, and linked in ---------------------------

$(BUILD)/packc: $(BUILD)/obj/tools/packc.o $(PACKC_OBJ)
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS) -o $@

$(GEN)/default_pack.c: $(BUILD)/packc $(PACK_YAML)
	$(call say,PACK,rules)
	$(Q)$(BUILD)/packc rules $@

$(BUILD)/libplanlint.a: $(CORE_OBJ) $(PACK_OBJ)
	$(call say,AR,$@)
	$(Q)rm -f $@ && $(AR) rcs $@ $^

$(BUILD)/planlint: $(CLI_OBJ) $(BUILD)/libplanlint.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS) -o $@

# --- manual pages and completions: made from the program's tables -----------------------------------------------------------

MAN_PAGES := $(sort $(wildcard docs/man/*.[135]))
MAN_BUILT := $(MAN_PAGES:docs/man/%=$(BUILD)/man/%)

$(BUILD)/manual: $(BUILD)/obj/tools/manual.o $(BUILD)/libplanlint.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_LDFLAGS) $^ $(LIBS) -o $@

$(BUILD)/man/%: docs/man/% $(BUILD)/manual
	@mkdir -p $(@D)
	$(call say,MANUAL,$@)
	$(Q)$(BUILD)/manual $< >$@

man: $(MAN_BUILT)

COMPLETIONS := $(BUILD)/completions/bash $(BUILD)/completions/zsh $(BUILD)/completions/fish

$(BUILD)/completions/%: $(BUILD)/planlint
	@mkdir -p $(@D)
	$(Q)$< completions $* >$@

# --- tests -------------------------------------------------------------------------------------------------------------

$(TEST_LIB:tests/%.c=$(BUILD)/tests/%.o): $(BUILD)/tests/%.o: tests/%.c | $(GEN_HDR)
	@mkdir -p $(@D)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests -c $< -o $@

$(BUILD)/tests/%: tests/%.c $(TEST_LIB:tests/%.c=$(BUILD)/tests/%.o) $(BUILD)/libplanlint.a
	@mkdir -p $(@D)
	$(call say,TEST,$<)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) $< $(filter %.o,$^) $(BUILD)/libplanlint.a $(LIBS) -lexpat -lutil -lcmocka -o $@

# It looks at a part of the program from within.
$(BUILD)/tests/cli/test_sandbox: $(BUILD)/obj/cli/sandbox.o

check-tests: all $(BUILD)/manual $(MAN_BUILT) $(COMPLETIONS) $(TEST_BIN)
	@PLANLINT=$(BUILD)/planlint BUILD=$(BUILD) UPDATE=$(UPDATE) tests/run $(TEST_BIN)

test: deps
	@$(MAKE) --no-print-directory WERROR=-Werror check-tests

asan:
	@$(MAKE) --no-print-directory VARIANT=asan WERROR=-Werror check-tests

# Only the command line has threads, and only where it checks several plans.
tsan:
	@$(MAKE) --no-print-directory VARIANT=tsan WERROR=-Werror all build/tsan/tests/cli/test_jobs
	@PLANLINT=build/tsan/planlint BUILD=build/tsan tests/run build/tsan/tests/cli/test_jobs

# --- hostile input: see tests/hostile/hostile.c ------------------------------------------------------------------------------------

HOSTILE_SRC := $(filter-out tests/hostile/test_hostile.c,$(wildcard tests/hostile/*.c))

$(BUILD)/hostile: $(HOSTILE_SRC) $(wildcard tests/hostile/*.h tests/hostile/*.def) $(BUILD)/libplanlint.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) $(HOSTILE_SRC) $(BUILD)/libplanlint.a $(LIBS) -lexpat -lutil -o $@

hostile: $(BUILD)/planlint $(BUILD)/hostile
	@PLANLINT=$(BUILD)/planlint $(BUILD)/hostile plans/*.plan plans/socfinance/institution.plan

# --- memory that runs out and disks that fail: see tests/faults/run -------------------------------------------------------------

FAULT_WRAP := $(foreach f,malloc calloc realloc strdup strndup mmap,-Wl,--wrap=$(f))

$(BUILD)/planlint-oom: $(CLI_OBJ) tests/faults/oom.c $(BUILD)/libplanlint.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) $(FAULT_WRAP) $(ALL_LDFLAGS) $^ $(LIBS) -o $@

$(BUILD)/sweep_oom: tests/faults/sweep_oom.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(BENCH_CFLAGS) $< -o $@

fault-programs: $(BUILD)/planlint $(BUILD)/planlint-oom $(BUILD)/sweep_oom

faults:
	@$(MAKE) --no-print-directory VARIANT=faults fault-programs
	@$(MAKE) --no-print-directory all
	@tests/faults/run build/faults build/planlint

# --- fuzzers: one for each line of tests/fuzz/entries.def ---------------------------------------------------------------------

FUZZ_TARGETS ?= $(shell sed -n 's/^FUZZ.\([a-z_]*\),.*/\1/p' tests/fuzz/entries.def)
FUZZ_LIB     := $(patsubst tests/%.c,$(BUILD)/tests/%.o,$(wildcard tests/fuzz/fuzz*.c))

$(BUILD)/fuzz_%: tests/fuzz/libfuzzer.c $(FUZZ_LIB) $(BUILD)/libplanlint.a
	$(Q)$(CC) $(ALL_CFLAGS) -Itests -DFUZZ_TARGET=plint_fuzz_$* -fsanitize=fuzzer $(ALL_LDFLAGS) $^ $(LIBS) -lexpat -o $@

# What is in quotes in the tables of the language: kinds, fields, words, functions.
$(BUILD)/%.dict: src/syntax/kinds.def src/expr/builtins.def rules/vocabulary.yaml
	@mkdir -p $(@D)
	@{ grep -oh '"[a-z][a-z_ ]*"' src/syntax/kinds.def src/expr/builtins.def; grep -ohE '^ +[a-z-]+:' rules/vocabulary.yaml | tr -d ' :' | sed 's/.*/"&"/'; \
		printf '"%s"\n' 'where' 'some' 'every' 'has' 'is missing' 'within' 'mentions' 'lexicon.' 'param.' 'words.' '# planlint: ignore' 'TBD' '2027-Q4' '\x22\x22\x22'; } | sort -u >$@

fuzzers: $(FUZZ_TARGETS:%=$(BUILD)/fuzz_%) $(FUZZ_TARGETS:%=$(BUILD)/%.dict)

fuzz:
	@$(MAKE) --no-print-directory VARIANT=fuzz CC=clang fuzzers
	@tests/fuzz/run build/fuzz $(FUZZ_TARGETS)

# --- mutants: whether the tests notice what is changed ---------------------------------------------------------------------

$(BUILD)/mutate_rules: tests/mutate/mutate_rules.c tests/mutate/mutants.c $(patsubst %,$(BUILD)/tests/support/%.o,checking plants said) $(BUILD)/libplanlint.a
	$(call say,LINK,$@)
	$(Q)$(CC) $(ALL_CFLAGS) -Itests $(ALL_LDFLAGS) $^ $(LIBS) -lcmocka -o $@

mutate-rules: $(BUILD)/mutate_rules
	@$(BUILD)/mutate_rules

# MUTANTS: how many; another SEED: others. Fails where less than LEAST percent are killed.
MUTANTS ?= 300
SEED ?= 1
LEAST ?= 80

mutate: all $(BUILD)/manual $(TEST_LIB:tests/%.c=$(BUILD)/tests/%.o)
	@CC='$(CC)' FLAGS='$(filter-out -MMD -MP,$(ALL_CFLAGS))' TEST_LIB='$(TEST_LIB:tests/%.c=$(BUILD)/tests/%.o)' LIBS='$(ALL_LDFLAGS) $(LIBS)' \
		MUTANTS=$(MUTANTS) SEED=$(SEED) JOBS=2 LEAST=$(LEAST) nice -n 19 tests/mutate/branches $(BUILD)

# Own code only: generated sources and the tools of the build are left out, and so are the branches of asserts. Fails below these figures.
COVER_LINES     ?= 96
COVER_BRANCHES  ?= 85
COVER_FUNCTIONS ?= 99

coverage:
	@mkdir -p build/coverage && find build/coverage -name '*.gcda' -delete
	@$(MAKE) --no-print-directory VARIANT=coverage check-tests
	@gcovr --root . --filter src/ --exclude src/tools/ --exclude-directories '.*/obj/gen' --exclude-branches-by-pattern '.*\bassert\(.*' \
		--txt build/coverage/lines.txt --html-details build/coverage/index.html --print-summary \
		--fail-under-line $(COVER_LINES) --fail-under-branch $(COVER_BRANCHES) build/coverage >build/coverage/summary.txt; \
		status=$$?; cat build/coverage/summary.txt; [ $$status -eq 0 ]
	@awk '/^functions:/{exit $$2 + 0 < $(COVER_FUNCTIONS)}' build/coverage/summary.txt
	@echo 'see build/coverage/index.html'

# --- bench: ratios against other programs, see tests/bench/run; QUICK=1 leaves out what takes minutes ----------------------------

BENCH        := $(BUILD)/bench
BENCH_CFLAGS = -std=c11 -D_GNU_SOURCE $(WARNINGS) $(WERROR) $(CFLAGS)

$(BENCH)/generate: tests/bench/generate.c tests/bench/writer.c tests/bench/writer.h tests/bench/content.def
	@mkdir -p $(@D)
	$(CC) $(BENCH_CFLAGS) $(filter %.c,$^) -o $@

$(BENCH)/grow: tests/bench/grow.c
	@mkdir -p $(@D)
	$(CC) $(BENCH_CFLAGS) $< -o $@

# Static: a child's peak is never below its parent's size at the spawn.
$(BENCH)/measure: tests/bench/measure.c
	@mkdir -p $(@D)
	$(CC) $(BENCH_CFLAGS) -static $< -o $@

$(BENCH)/events: tests/bench/events.c
	@mkdir -p $(@D)
	$(CC) $(BENCH_CFLAGS) $< -Wl,-Bstatic -lyaml -Wl,-Bdynamic -o $@

bench: $(BUILD)/planlint $(BENCH)/generate $(BENCH)/grow $(BENCH)/measure $(BENCH)/events
	@tests/bench/run $(BUILD)/planlint $(BENCH) $(BUILD)/bench.json

demo: deps
	@$(MAKE) --no-print-directory all
	@tests/demo $(BUILD)/planlint

deps:
	@tests/deps

# What building needs, without what only the tests need.
build-deps:
	@tests/deps --build

# --- the core for 32-bit WebAssembly: syntax and warnings only ------------------------------------------------------------

WASM_CC = clang-14 --target=wasm32-wasi -nostdinc -isystem /usr/include/wasm32-wasi -isystem $(BUILD)/wasm-include \
	-isystem $(shell clang-14 -print-resource-dir)/include -std=c11 -D_GNU_SOURCE -DPLINT_VERSION='"$(VERSION)"' -Isrc -I$(GEN) \
	-Wall -Wextra -Wshorten-64-to-32 -Werror -fsyntax-only

# The small libraries' headers, alone: the folders where they lie hold the headers of this machine too.
$(BUILD)/wasm-include:
	@mkdir -p $@
	for header in pcre2.h utf8proc.h yaml.h libstemmer.h jansson.h jansson_config.h; do \
		cp "$$(echo '#include <'$$header'>' | $(CC) -DPCRE2_CODE_UNIT_WIDTH=8 -M -MT x -xc - | tr ' \\' '\n\n' | grep "/$$header$$")" $@/ || exit 1; \
	done

wasm-check: $(GEN_SRC) $(GEN_HDR) | $(BUILD)/wasm-include
	@for f in $(CORE_SRC) $(GEN_SRC); do $(WASM_CC) $$f || exit 1; done
	@echo "$(words $(CORE_SRC) $(GEN_SRC)) files fit 32-bit WebAssembly"

# --- installing: program, library, header, rules, manual pages, completions -------------------------------------------------

# The folder of the library below PREFIX: lib/x86_64-linux-gnu, where a system has it so.
LIB ?= lib
BINDIR     = $(DESTDIR)$(PREFIX)/bin
LIBDIR     = $(DESTDIR)$(PREFIX)/$(LIB)
INCLUDEDIR = $(DESTDIR)$(PREFIX)/include
DATADIR    = $(DESTDIR)$(PREFIX)/share
BASH_FILE  = $(DATADIR)/bash-completion/completions/planlint
ZSH_FILE   = $(DATADIR)/zsh/site-functions/_planlint
FISH_FILE  = $(DATADIR)/fish/vendor_completions.d/planlint.fish

install: all $(MAN_BUILT) $(COMPLETIONS)
	install -d $(BINDIR) $(LIBDIR)/pkgconfig $(INCLUDEDIR) $(DATADIR)/planlint $(DATADIR)/man/man1 $(DATADIR)/man/man3 \
		$(DATADIR)/man/man5 $(dir $(BASH_FILE) $(ZSH_FILE) $(FISH_FILE))
	install -m 755 $(BUILD)/planlint $(BINDIR)/planlint
	install -m 644 $(BUILD)/libplanlint.a $(LIBDIR)/libplanlint.a
	install -m 644 src/api/planlint.h $(INCLUDEDIR)/planlint.h
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIB@|$(LIB)|' -e 's|@VERSION@|$(VERSION)|' src/api/planlint.pc.in >$(LIBDIR)/pkgconfig/planlint.pc
	chmod 644 $(LIBDIR)/pkgconfig/planlint.pc
	rm -rf $(DATADIR)/planlint/rules
	for f in $(PACK_YAML); do install -D -m 644 $$f $(DATADIR)/planlint/$$f || exit 1; done
	for f in $(MAN_BUILT); do install -m 644 $$f $(DATADIR)/man/man$${f##*.}/ || exit 1; done
	install -m 644 $(BUILD)/completions/bash $(BASH_FILE)
	install -m 644 $(BUILD)/completions/zsh $(ZSH_FILE)
	install -m 644 $(BUILD)/completions/fish $(FISH_FILE)

uninstall:
	rm -f $(BINDIR)/planlint $(LIBDIR)/libplanlint.a $(LIBDIR)/pkgconfig/planlint.pc $(INCLUDEDIR)/planlint.h \
		$(BASH_FILE) $(ZSH_FILE) $(FISH_FILE)
	for f in $(notdir $(MAN_PAGES)); do rm -f $(DATADIR)/man/man$${f##*.}/$$f; done
	rm -rf $(DATADIR)/planlint

# --- Debian packages: build/deb/*.deb ------------------------------------------------------------------------------------------

DEB_LIB = $(addprefix lib/,$(shell $(CC) -print-multiarch))
deb: all $(MAN_BUILT) $(COMPLETIONS)
	rm -rf $(BUILD)/deb
	@$(MAKE) --no-print-directory -s install DESTDIR=$(BUILD)/deb/root PREFIX=/usr LIB=$(DEB_LIB)
	src/tools/make-deb $(BUILD)/deb $(VERSION) $(DEB_LIB)

clean:
	rm -rf $(BUILD)

-include $(CORE_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(BUILD)/obj/tools/packc.d $(BUILD)/obj/tools/manual.d $(TEST_BIN:=.d) $(TEST_LIB:tests/%.c=$(BUILD)/tests/%.d)
