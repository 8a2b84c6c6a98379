#!/bin/sh
# serve is killed with -9 again and again under load: what was acknowledged is there, no hole, no twin, and writers go on by themselves.
# KILLS: how often (50; .ci/run 200).
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
serve() { $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>>"$dir/log" & hub=$!; children="$children $hub"; }
events() { # events SOURCE COUNT
    awk -v s="$1" -v n="$2" 'BEGIN { for (i = 1; i <= n; i++) printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"t.x\",\"data\":{\"n\":%d,\"pad\":\"0123456789012345678901234567890123456789\"}}\n", i, s, i }'
}
by_and_by() { perl -ne '$| = 1; print; select undef, undef, undef, .016 unless $. % 20'; } # so that there is load to the end
kills=${KILLS:-50}
count=$((kills * 400))
serve; wait_for 10 $journal stat; ok $? 'serve'
$journal read --follow >"$dir/followed" 2>/dev/null & children="$children $!"
events one $count | by_and_by | $journal append >"$dir/one" 2>>"$dir/append.log" & one=$!
events two $count | by_and_by | $journal append >"$dir/two" 2>>"$dir/append.log" & two=$!
children="$children $one $two"
acknowledged() { [ "$(cat "$dir/one" "$dir/two" | wc -l)" -ge "$1" ]; }
broken=0 missing=0 loaded=0 round=0
while [ $round -lt "$kills" ]; do
    round=$((round + 1))
    wait_for 30 acknowledged $((round * 200))
    perl -e 'select undef, undef, undef, rand .02' # at any instant, not only at one that follows an acknowledgement
    kill -0 $one 2>/dev/null && loaded=$((loaded + 1))
    kill -9 $hub; wait $hub 2>/dev/null
    one_acked=$(wc -l <"$dir/one") two_acked=$(wc -l <"$dir/two")
    stored=$($journal verify --directory "$dir/db" | sed 's/^good sequence=\([0-9]*\) .*/\1/')
    [ "$stored" -ge $((one_acked + two_acked)) ] || broken=$((broken + 1))
    serve; wait_for 10 $journal stat
    $journal stat --json | jq -e --argjson one "$one_acked" --argjson two "$two_acked" \
        '[.sources[] | .source as $s | .last >= {one: $one, two: $two}[$s]] | all' >/dev/null || missing=$((missing + 1))
done
[ $loaded -ge $((kills / 2)) ]; ok $? "under load ($loaded times of $kills)"
is "$missing" 0 "after each of $kills kills no acknowledged number of a writer is missing"
is "$broken" 0 'after each kill the chain holds and has all that was acknowledged'
wait $one; is $? 0 'the first writer ends by itself'
wait $two; is $? 0 'the second writer too'
$journal read >"$dir/all"
is "$(jq -r .sequence "$dir/all" | awk '$1 + 0 != NR { bad++ } END { print NR, bad + 0 }')" "$((count * 2)) 0" 'sequences without a hole'
for s in one two; do
    is "$(jq -r "select(.source == \"$s\") | .id" "$dir/all" | awk '$1 + 0 != NR { bad++ } END { print NR, bad + 0 }')" "$count 0" "source $s: every number once, in order"
    is "$(wc -l <"$dir/$s" | tr -d ' ')" "$count" "source $s: each line acknowledged once"
done
for s in one two; do
    $journal read --source $s | sed 's/^{"sequence":"[0-9]*","recordedtime":"[^"]*",/{/' | cmp -s - "$dir/$s"; ok $? "source $s: byte for byte what was acknowledged"
done
followed() { [ "$(wc -l <"$dir/followed")" -ge $((count * 2)) ]; }
wait_for 20 followed
cmp -s "$dir/all" "$dir/followed"; ok $? 'a reader that followed through all of it saw the same, once'
done_testing
