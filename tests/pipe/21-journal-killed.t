#!/bin/sh
# serve is killed with -9 again and again under load: what was acknowledged is there, no hole, no twin, and writers go on by themselves.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
serve() { $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>>"$dir/log" & hub=$!; children="$children $hub"; }
events() { # events SOURCE COUNT
    awk -v s="$1" -v n="$2" 'BEGIN { for (i = 1; i <= n; i++) printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"t.x\",\"data\":{\"n\":%d,\"pad\":\"0123456789012345678901234567890123456789\"}}\n", i, s, i }'
}
count=30000
serve; wait_for 10 $journal stat; ok $? 'serve'
$journal read --follow >"$dir/followed" 2>/dev/null & children="$children $!"
events one $count | $journal append >"$dir/one" 2>>"$dir/append.log" & one=$!
events two $count | $journal append >"$dir/two" 2>>"$dir/append.log" & two=$!
children="$children $one $two"
acknowledged() { [ "$(cat "$dir/one" "$dir/two" | wc -l)" -ge "$1" ]; }
broken=0
for round in 1 2 3 4 5; do
    wait_for 30 acknowledged $((round * 2000))
    kill -9 $hub; wait $hub 2>/dev/null
    acked=$(cat "$dir/one" "$dir/two" | wc -l)
    stored=$($journal verify --directory "$dir/db" | sed 's/^good sequence=\([0-9]*\) .*/\1/')
    [ "$stored" -ge "$acked" ] || broken=$((broken + 1))
    serve
done
is "$broken" 0 'after each kill the chain holds and has all that was acknowledged'
wait $one; is $? 0 'the first writer ends by itself'
wait $two; is $? 0 'the second writer too'
$journal read >"$dir/all"
is "$(jq -r .sequence "$dir/all" | awk '$1 + 0 != NR { bad++ } END { print NR, bad + 0 }')" "$((count * 2)) 0" 'sequences without a hole'
for s in one two; do
    is "$(jq -r "select(.source == \"$s\") | .id" "$dir/all" | awk '$1 + 0 != NR { bad++ } END { print NR, bad + 0 }')" "$count 0" "source $s: every number once, in order"
    is "$(wc -l <"$dir/$s" | tr -d ' ')" "$count" "source $s: each line acknowledged once"
done
followed() { [ "$(wc -l <"$dir/followed")" -ge $((count * 2)) ]; }
wait_for 20 followed
cmp -s "$dir/all" "$dir/followed"; ok $? 'a reader that followed through all of it saw the same, once'
done_testing
