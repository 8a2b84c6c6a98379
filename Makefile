# The only Makefile: all, demo, test, scenes, conformance, bench, fuzz, lint, install.
# Every .c of lib/NAME goes into one library, every .c of a program's folder (and the folders in it) into build/bin/PROGRAM,
# tests/unit/test_X.c into build/tests/test_X, tests/fuzz/fuzz_X.c into build/tests/fuzz_X, tests/sim/X/*.c into build/bin/sim-X.
# There is no list to edit.
#   BUILD=dir    where everything made goes       SAN=1   AddressSanitizer and UBSan
#   CC=clang     the other compiler               ONLY=x  one unit test               V=1  the commands in full
#   SECONDS=60   of `make fuzz`: so long for each target            SCENES='01 04'  of `make scenes`: only these; JOBS=2: two at a time

VERSION  := 0.1.0
BUILD    ?= build
CC       := $(if $(filter default,$(origin CC)),gcc,$(CC))
PROGRAMS := watch-k8s build-podinfo plan-rules apply-aws report-k8s shift-traffic journal headgate
SIMS     := $(filter-out common,$(notdir $(patsubst %/,%,$(wildcard tests/sim/*/))))
PREFIX   ?= /usr
# Compilers side by side, unless make was told how many.
SIDE      = $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))
Q        := $(if $(V),,@)

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wcast-qual \
        -Wwrite-strings -Wvla -Wformat=2 -Wundef -Wswitch-enum -fno-common -Werror
HARD := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
OPT  := -O2 -g
ifdef SAN
WARN += -Wno-format-truncation -Wno-format-overflow -Wno-maybe-uninitialized
OPT  := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
HARD := -fPIE
endif
ifdef FUZZ
OPT  := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
HARD := -fPIE
endif
CFLAGS_ALL := -std=gnu17 $(OPT) $(WARN) $(HARD) -I. -D_GNU_SOURCE -DHEADGATE_VERSION='"$(VERSION)"' $(CFLAGS)
LINK_ALL   := -pie -Wl,-z,relro,-z,now $(if $(SAN),-fsanitize=address -fsanitize=undefined) $(LDFLAGS)

LIBS_base := -lcurl -lcjson -lzmq -lcrypto -lsystemd
LIBS_kube := -lyaml
LIBS_aws  := -lexpat
LIBS_journal := -llmdb -lzstd -lmicrohttpd
ARCHIVES := $(foreach l,reach kube aws model base,$(BUILD)/lib$(l).a)
LIBS     := $(LIBS_aws) $(LIBS_kube) $(LIBS_base) -lpthread

objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(wildcard $(1)/*.c $(1)/*/*.c))
BINS := $(PROGRAMS:%=$(BUILD)/bin/%)
SIMBINS := $(SIMS:%=$(BUILD)/bin/sim-%)
FUZZERS := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c)) $(FUZZERS:%=$(BUILD)/tests/%)

# What cuts the power of a journal: a library to preload, and what plays the cuts.
POWER := $(BUILD)/bin/power-shim.so $(BUILD)/bin/power-images
STORE := $(patsubst %,$(BUILD)/obj/journal/%.o,store store_chunk store_recent store_read store_removed store_rules record reserve line)
$(BUILD)/bin/power-shim.so: tests/power/shim.c tests/power/power.h
	@mkdir -p $(@D)
	$(Q)$(CC) -std=gnu17 -O2 -g $(WARN) -fPIC -shared -I. -D_GNU_SOURCE -o $@ $< -ldl
$(BUILD)/bin/power-images: $(BUILD)/obj/tests/power/images.o $(STORE) $(BUILD)/libbase.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(LINK_ALL) -o $@ $^ $(LIBS_base) -llmdb

.PHONY: all programs sims unit test scenes demo conformance bench fuzz fuzzers lint format install clean golden-update packages
all: programs sims $(POWER)
programs: $(BINS)
sims: $(SIMBINS)

$(BUILD)/obj/%.o: %.c
	@mkdir -p $(@D)
	$(if $(V),,@echo '  CC $<')
	$(Q)$(CC) $(CFLAGS_ALL) -MMD -MP -c $< -o $@

define LIBRARY
$(BUILD)/lib$(1).a: $(call objects,lib/$(1))
	@mkdir -p $$(@D)
	@rm -f $$@
	@ar rcs $$@ $$^
endef
$(foreach l,base model kube aws reach,$(eval $(call LIBRARY,$(l))))

define PROGRAM
$(BUILD)/bin/$(1): $(call objects,$(1)) $(ARCHIVES)
	@mkdir -p $$(@D)
	$(if $(V),,@echo '  LD '$$@)
	$(Q)$(CC) $(LINK_ALL) -o $$@ $(call objects,$(1)) $(ARCHIVES) $(LIBS) $(LIBS_$(1))
endef
$(foreach p,$(PROGRAMS),$(eval $(call PROGRAM,$(p))))

define SIM
$(BUILD)/bin/sim-$(1): $(call objects,tests/sim/$(1)) $(call objects,tests/sim/common) $(ARCHIVES)
	@mkdir -p $$(@D)
	$(if $(V),,@echo '  LD '$$@)
	$(Q)$(CC) $(LINK_ALL) -o $$@ $(call objects,tests/sim/$(1)) $(call objects,tests/sim/common) $(ARCHIVES) $(LIBS) -lmicrohttpd -lgnutls -lz
endef
$(foreach s,$(SIMS),$(eval $(call SIM,$(s))))

# Of the benches only: their packages are not needed for anything else.
BENCHES := yardstick hub relay plan list
LIBS_bench_yardstick := -llmdb -lhiredis -lsqlite3
LIBS_bench_plan := -lcmocka -lyaml
INNER_bench_plan := $(patsubst %,$(BUILD)/obj/tests/unit/%.o,diff_model diff_calls diff_held plan_said) $(filter-out %/main.o,$(call objects,plan-rules)) $(BUILD)/libmodel.a
define BENCH
$(BUILD)/bin/bench-$(1): $(call objects,tests/bench/$(1)) $(INNER_bench_$(1)) $(BUILD)/libbase.a
	@mkdir -p $$(@D)
	$(if $(V),,@echo '  LD '$$@)
	$(Q)$(CC) $(LINK_ALL) -o $$@ $(call objects,tests/bench/$(1)) $(INNER_bench_$(1)) $(BUILD)/libbase.a $(LIBS_base) $(LIBS_bench_$(1))
endef
$(foreach b,$(BENCHES),$(eval $(call BENCH,$(b))))

# A unit test of a program's inside names what it needs on its first lines: `/* links: plan-rules/compile/names.o */`, or `plan-rules/`
# for all of a folder but its main.
inside = $(filter-out %/main.o,$(foreach l,$(1),$(if $(filter %/,$(l)),$(call objects,$(l:/=)),$(BUILD)/obj/$(l))))
links = $(call inside,$(shell sed -n '1,5s,.*links: *\(.*\) \*/.*,\1,p' tests/$(firstword $(subst _, ,$(patsubst test_%,unit_%,$(1))))/$(1).c))
define UNIT
$(BUILD)/tests/$(1): $(BUILD)/obj/tests/unit/$(1).o $(call links,$(1)) $(ARCHIVES)
	@mkdir -p $$(@D)
	$(if $(V),,@echo '  LD '$$@)
	$(Q)$(CC) $(LINK_ALL) -o $$@ $(BUILD)/obj/tests/unit/$(1).o $(call links,$(1)) $(ARCHIVES) -lcmocka $(LIBS) $(LIBS_journal)
endef
$(foreach t,$(filter test_%,$(notdir $(TESTS))),$(eval $(call UNIT,$(t))))

# A fuzz target, without libFuzzer for the tests and with it for `make fuzz` (tests/fuzz/fuzz.h).
define FUZZER
$(BUILD)/tests/$(1): $(BUILD)/obj/tests/fuzz/$(1).o $(BUILD)/obj/tests/fuzz/standalone.o $(call links,$(1)) $(ARCHIVES)
	@mkdir -p $$(@D)
	$(if $(V),,@echo '  LD '$$@)
	$(Q)$(CC) $(LINK_ALL) -o $$@ $(BUILD)/obj/tests/fuzz/$(1).o $(BUILD)/obj/tests/fuzz/standalone.o $(call links,$(1)) $(ARCHIVES) $(LIBS) $(LIBS_journal)
$(BUILD)/fuzz/$(1): $(BUILD)/obj/tests/fuzz/$(1).o $(call links,$(1)) $(ARCHIVES)
	@mkdir -p $$(@D)
	$(if $(V),,@echo '  LD '$$@)
	$(Q)$(CC) -pie -fsanitize=fuzzer,address,undefined $(LDFLAGS) -o $$@ $(BUILD)/obj/tests/fuzz/$(1).o $(call links,$(1)) $(ARCHIVES) $(LIBS) $(LIBS_journal)
endef
$(foreach t,$(FUZZERS),$(eval $(call FUZZER,$(t))))
fuzzers: $(FUZZERS:%=$(BUILD)/fuzz/%)

unit: $(if $(ONLY),$(BUILD)/tests/$(ONLY),$(TESTS))
	@set -e; for t in $^; do echo "# $$t"; CMOCKA_MESSAGE_OUTPUT=stdout $$t > $$t.log 2>&1 || { cat $$t.log; exit 1; }; tail -n 1 $$t.log; done

packages:
	@tests/packages

test: packages
	@$(MAKE) --no-print-directory $(SIDE) check

.PHONY: check
check: all unit
	@tests/golden/run.sh $(BUILD)/bin
	@BIN=$(abspath $(BUILD))/bin tests/steady $(BUILD)/prove $(sort $(wildcard tests/pipe/*.t tests/rules/*.t))

# One after the other, or JOBS at a time with a second try: what they measure is time.
scenes: packages
	@$(MAKE) --no-print-directory $(SIDE) all
	@BIN=$(abspath $(BUILD))/bin $(if $(JOBS),tests/steady $(BUILD)/prove-scenes,prove --timer) $(sort $(wildcard $(if $(SCENES),$(SCENES:%=tests/scenes/%*.t),tests/scenes/*.t)))

golden-update: all
	@tests/golden/run.sh --update $(BUILD)/bin

demo: packages
	@$(MAKE) --no-print-directory $(SIDE) -s all
	@BIN=$(abspath $(BUILD))/bin KEEP=$(KEEP) tests/demo/demo

conformance: packages
	@$(MAKE) --no-print-directory $(SIDE) all
	@BIN=$(abspath $(BUILD))/bin tests/conformance/run

bench:
	@tests/packages redis-tools:a-yardstick libhiredis-dev:a-yardstick libsqlite3-dev:a-yardstick nghttp2-proxy:HTTP/2-before-the-simulator
	@$(MAKE) --no-print-directory all $(BENCHES:%=$(BUILD)/bin/bench-%)
	@BIN=$(abspath $(BUILD))/bin tests/bench/run $(BUILD)/bench.tsv $(ONLY)

SECONDS ?= 60
fuzz:
	@tests/packages clang:libFuzzer libclang-rt-14-dev:libFuzzer
	@$(MAKE) --no-print-directory CC=$(if $(findstring clang,$(CC)),'$(CC)',clang) FUZZ=1 BUILD=$(BUILD)/fuzz fuzzers
	@tests/fuzz/run $(BUILD)/fuzz/fuzz $(SECONDS) $(ONLY)

lint:
	@tests/lint

format:
	clang-format -i $(shell git ls-files '*.c' '*.h')

install: programs
	systemd/install $(BUILD)/bin "$(DESTDIR)" "$(PREFIX)"

clean:
	rm -rf $(BUILD)/obj $(BUILD)/bin $(BUILD)/tests $(BUILD)/*.a

-include $(shell find $(BUILD)/obj -name '*.d' 2>/dev/null)
