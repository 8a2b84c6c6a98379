#!/bin/sh
# build-podinfo on the journal: killed with -9 in the middle, it says the same as in a pipe, and nothing twice.
. "$(dirname "$0")/00-tap.sh"
golden=$(cd "$(dirname "$0")/../golden" && pwd)
journal=$BIN/journal podinfo=$BIN/build-podinfo
endpoint=ipc://$dir/sock
export HEADGATE_JOURNAL=$endpoint
$journal serve --directory "$dir/db" --listen "$endpoint" 2>> "$dir/journal.log" &
children="$children $!"
wait_for 10 $journal stat
start() { $podinfo --journal "$endpoint" 2>> "$dir/podinfo.log" & pid=$!; children="$children $pid"; }
said() { $journal read --source build-podinfo | jq -c 'select(.type != "stage.started") | [.type, .subject, .causationid, .data]'; }
has() { [ "$(said | wc -l)" -ge "$1" ]; }

in=$golden/podinfo-life/in.ndjson
half=9
$podinfo < "$in" | jq -c '[.type, .subject, .causationid, .data]' > "$dir/pipe"
head -n $half "$in" | $podinfo | jq -c . > "$dir/first"

start
head -n $half "$in" | $journal append --keep-ids > /dev/null
wait_for 10 has "$(wc -l < "$dir/first")"; ok $? 'the first half is answered'
kill -9 "$pid"; wait "$pid" 2>/dev/null
tail -n +$((half + 1)) "$in" | $journal append --keep-ids > /dev/null
start
wait_for 10 has "$(wc -l < "$dir/pipe")"; ok $? 'after kill -9 the rest is answered'
is "$(said)" "$(cat "$dir/pipe")" 'the journal holds what the pipe says, nothing twice, nothing missing'
kill -9 "$pid"; wait "$pid" 2>/dev/null
start
wait_for 10 sh -c '[ "$('"$journal"' read --source build-podinfo --type stage.started | wc -l)" -ge 3 ]'
tail -n 1 "$in" | sed 's/"id":"[0-9]*"/"id":"00000000000000000099"/' | $journal append > /dev/null
grep cluster.bookmark "$in" | $journal append > /dev/null
bookmarks() { [ "$(said | grep -c cluster.bookmark)" -ge 2 ]; }
wait_for 10 bookmarks
is "$(said | wc -l)" "$(($(wc -l < "$dir/pipe") + 1))" 'a third start and an object deleted twice say nothing more; a bookmark goes on'
$podinfo --journal "$endpoint" --fleet /dev/null 2> "$dir/err"; is "$?" 100 '--fleet is for pipes'
like "$(cat "$dir/err")" 'plan-rules was given' 'and says whose it is'
done_testing
