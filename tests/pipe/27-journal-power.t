#!/bin/sh
# The power is cut, 1,200 times: whatever of the unsynced writes a disk kept, all that a client was told of is there. And the same
# test finds a journal out that does not sync.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}verify_asan_link_order=0
export ASAN_OPTIONS
shim=$(cd "$BIN" && pwd)/power-shim.so
[ -d /dev/shm ] && work=$(mktemp -d /dev/shm/headgate-power-XXXXXX) || work=$dir/work
trap 'cleanup; rm -rf "$work"' EXIT
events() { # events SOURCE COUNT: by and by, of all sizes
    perl -e '$| = 1; for (1 .. $ARGV[1]) { printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"t.x\",\"data\":\"%s\"}\n", $_, $ARGV[0], "x" x ($_ * 7919 % ($_ % 10 ? 900 : 9000)); select undef, undef, undef, .004 unless $_ % 3 }' "$@"
}
record() { # record NAME: a journal under load, everything that it writes and tells written down
    LD_PRELOAD=$shim POWER_LOG=$dir/$1.log $journal serve --directory "$dir/$1" --listen "$HEADGATE_JOURNAL" 2>>"$dir/log" & hub=$!
    children="$children $hub"
    wait_for 10 $journal stat
    $journal read --follow >/dev/null 2>&1 & reader=$!; children="$children $reader"
    events one 300 | $journal append >/dev/null & one=$!
    events two 300 | $journal append >/dev/null; wait $one
    kill $reader; kill -TERM $hub; wait $hub
}
record honest; is $? 0 'a journal that syncs, watched'
like "$($journal verify --directory "$dir/honest")" '^good sequence=600 ' 'its chain is whole'
"$BIN/power-images" "$dir/honest.log" "$dir/honest" "$work" 1200 "${SEED:-1}" >"$dir/cuts"; is $? 0 'after each of 1,200 cuts all that was told of is there, the chain holds, and it goes on'
like "$(cat "$dir/cuts")" '^cuts=1200 good=1200 lost=0 broken=0 closed=0 stuck=0 head=600 ' "in figures"
echo "# $(cat "$dir/cuts")"

# the same while it is compacted by another process, twice; both write down what they do in one order
compact() { LD_PRELOAD=$shim POWER_LOG=$dir/small.log $journal compact --directory "$dir/small" --keep 0s "$@" >>"$dir/compacted" 2>>"$dir/log"; }
states() { events "$@" | perl -pe 'BEGIN { $| = 1 } s/"type":"t.x"/sprintf("\"type\":\"t.put\",\"subject\":\"s%d\"", $. % 20)/e'; } # of twenty things
LD_PRELOAD=$shim POWER_LOG=$dir/small.log $journal serve --directory "$dir/small" --listen "$HEADGATE_JOURNAL" 2>>"$dir/log" & hub=$!
children="$children $hub"
wait_for 10 $journal stat
states one 300 | $journal append >/dev/null
states two 300 | $journal append >/dev/null & two=$!
compact --until 250; is $? 0 'a journal that is compacted under load, watched'
wait $two
compact --until 500; is $? 0 'and once more'
states three 50 | $journal append >/dev/null
kill -TERM $hub; wait $hub
like "$(cat "$dir/compacted")" 'cut=250 removed=2[0-9][0-9] ' 'most of it goes'
like "$($journal verify --directory "$dir/small")" '^good sequence=65[0-9] ' 'its chain is whole'
"$BIN/power-images" "$dir/small.log" "$dir/small" "$work" 1200 "${SEED:-1}" >"$dir/cuts"; is $? 0 'after each of 1,200 cuts what stayed is there, what was taken out is there or on record'
like "$(cat "$dir/cuts")" '^cuts=1200 good=1200 lost=0 broken=0 closed=0 stuck=0 head=65[0-9] ' 'in figures'
echo "# $(cat "$dir/cuts")"

POWER_NOSYNC=1; export POWER_NOSYNC
record liar; is $? 0 'a journal that does not sync, watched'
"$BIN/power-images" "$dir/liar.log" "$dir/liar" "$work" 1200 "${SEED:-1}" >"$dir/cuts" 2>"$dir/err"; is $? 1 'is found out'
lost=$(sed 's/.* good=\([0-9]*\) .*/\1/' "$dir/cuts")
[ "$lost" -lt 600 ]; ok $? 'by most of the cuts'
echo "# $(cat "$dir/cuts")"
done_testing
