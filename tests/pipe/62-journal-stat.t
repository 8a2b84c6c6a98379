#!/bin/sh
# journal stat: what is there, what of it is live, how fast it grows, who is behind and by how much.
. "$(dirname "$0")/00-tap.sh"
export HEADGATE_JOURNAL=ipc://$dir/sock
journal=$BIN/journal
$journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>>"$dir/journal.log" & hub=$!
children="$children $hub"
wait_for 10 $journal stat
stat() { $journal stat --json 2>>"$dir/stat.err" | jq -r "$1"; }
like "$($journal stat)" '^live      - events, - bytes, up to 0$' 'an empty journal has no share'
like "$($journal stat)" '^compacted never$' 'and was never compacted'
is "$(stat '[.head, .rate, .share.events, .commits] | map(tostring) | join(" ")')" '0 0 0 0' 'as JSON'
# 3 keys: a pod that comes and goes, a Service, and a call
{
    for n in 1 2 3 4; do printf '{"specversion":"1.0","id":"%020d","source":"watch-k8s/blue","type":"object.put","subject":"blue/x/pod/a","data":{"n":%d}}\n' $n $n; done
    printf '{"specversion":"1.0","id":"%020d","source":"watch-k8s/blue","type":"object.delete","subject":"blue/x/pod/a","data":{}}\n' 5
    printf '{"specversion":"1.0","id":"%020d","source":"watch-k8s/blue","type":"object.put","subject":"blue/x/service/a","data":{}}\n' 6
    printf '{"specversion":"1.0","id":"%020d","source":"shift-traffic","type":"x.done","subject":"targets/a","data":{}}\n' 1
} >"$dir/in"
$journal append --keep-ids <"$dir/in" >/dev/null 2>>"$dir/append.err"
seen() { [ "$(stat .share.at)" = 7 ]; }
wait_for 10 seen; ok $? 'the share follows behind'
is "$(stat '[.share.events, .share.liveevents, .share.bytes] | map(tostring) | join(" ")')" "7 3 $(($(wc -c <"$dir/in") - 7))" 'the newest of each key of all'
is "$(stat .share.livebytes)" "$(($(sed -n '5,7p' "$dir/in" | wc -c) - 3))" 'and their bytes'
like "$($journal stat)" '^live      3 of 7 \(42\.9 %\) events, [0-9]+ of [0-9]+ \([0-9.]+ %\) bytes, up to 7$' 'for people'
like "$($journal stat)" '^this run  [0-9]+ s, 7 events in [0-9]+ commits of [1-9][0-9]* us, 0 refused$' 'how long a commit takes'
is "$(stat '.rate > 0 and .rate <= 1000000')" true 'how many events a second'
is "$(stat .hash)" "$($journal verify --directory "$dir/db" | sed 's/.*hash=//')" 'the hash of the head'
is "$(stat '.sources | map(.source + ":" + (.last | tostring)) | join(" ")')" 'shift-traffic:1 watch-k8s/blue:6' 'the sources'

# a reader that stops: 20 MB behind
mkfifo "$dir/stuck"
$journal read --follow >"$dir/stuck" 2>/dev/null & children="$children $!"
exec 9<"$dir/stuck"
awk 'BEGIN { while (length(p) < 1000) p = p "x"; for (i = 1; i <= 20000; i++) printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"load\",\"type\":\"t.x\",\"data\":{\"p\":\"%s\"}}\n", i, p }' | $journal append >/dev/null
behind() { [ "$(stat '[.clients[] | select(.lag > 1000 and .lagms > 500)] | length')" = 1 ]; }
wait_for 20 behind; ok $? 'a reader that stops is behind, in events and in time'
like "$($journal stat)" '^\(reader\) .* [0-9]+ +[0-9]+\.[0-9] s$' 'for people'
cat <&9 >/dev/null & drain=$!; children="$children $drain"
current() { [ "$(stat '[.clients[] | select(.lag == 0 and .lagms == 0)] | length')" = 1 ]; }
wait_for 20 current; ok $? 'and when it goes on it is not'
exec 9<&-

# compaction
$journal compact --directory "$dir/db" --keep 0s >"$dir/compacted" 2>>"$dir/compact.log"; is $? 0 'compact'
like "$($journal stat)" '^compacted up to 200[0-9]+, [0-9]+ events were taken out, the last time at 20.*Z$' 'is told'
left=$($journal read | wc -l | tr -d ' ')
anew() { [ "$(stat .share.events)" = "$left" ]; }
wait_for 20 anew; ok $? 'and the share is that of what is left'
is "$(stat '[.compaction.removed, .share.events] | add')" "$(stat .head)" 'all numbers are accounted for'
is "$($journal trace load#20000 2>/dev/null | wc -l)" 1 'trace knows what is left'
kill -TERM $hub; wait $hub
done_testing
