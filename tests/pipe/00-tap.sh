# Sourced by the pipeline tests: a few words of TAP. BIN is where the programs are.
BIN=${BIN:-build/bin}
tests_run=0
dir=$(mktemp -d)
export XDG_CACHE_HOME=$dir/cache # trace keeps its index there
children=
cleanup() {
    for pid in $children; do kill -9 "$pid" 2>/dev/null; done
    wait 2>/dev/null
    rm -rf "$dir"
}
trap cleanup EXIT
ok() { # ok STATUS NAME
    tests_run=$((tests_run + 1))
    if [ "$1" -eq 0 ]; then echo "ok $tests_run - $2"; else echo "not ok $tests_run - $2"; seen "$0: not ok $tests_run - $2"; fi
}
seen() { echo "# $1" >&2; } # on stderr, which prove lets through
is() { # is GOT WANTED NAME
    if [ "$1" = "$2" ]; then ok 0 "$3"; else ok 1 "$3"; seen "     got: $1"; seen "  wanted: $2"; fi
}
like() { # like TEXT PATTERN NAME
    if printf '%s' "$1" | grep -Eq -- "$2"; then ok 0 "$3"; else ok 1 "$3"; seen "     got: $1"; seen "  wanted: $2"; fi
}
has_terminal() { script -qec true /dev/null >/dev/null 2>&1; } # not in every container
skip() { tests_run=$((tests_run + 1)); echo "ok $tests_run # SKIP $1"; }
# wait_for SECONDS COMMAND...: until the command succeeds
wait_for() {
    end=$(($(date +%s) + $1)); shift
    until "$@" >/dev/null 2>&1; do
        [ "$(date +%s)" -lt "$end" ] || return 1
        sleep 0.05
    done
}
done_testing() { echo "1..$tests_run"; }
