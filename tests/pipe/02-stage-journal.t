#!/bin/sh
# The skeleton of every stage, on the journal: replay to upto, own events read back, epochs, kill -9, wake-ups.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal toy=$BIN/sim-stage
endpoint=ipc://$dir/sock
export HEADGATE_JOURNAL=$endpoint
serve() { $journal serve --directory "$dir/db" --listen "$endpoint" 2>>"$dir/journal.log" & children="$children $!"; hub=$!; wait_for 10 $journal stat; }
ticks() { # ticks FROM TO: appended with their own numbers
    for n in $(seq "$1" "$2"); do
        printf '{"specversion":"1.0","id":"%020d","source":"ticker","type":"tick","data":{"n":1}}\n' "$n"
    done | $journal append --keep-ids >/dev/null
}
start() { $toy --journal "$endpoint" "$@" 2>>"$dir/toy.log" & toy_pid=$!; children="$children $!"; }
counts() { $journal read --source toy --type count | jq -r .data.sum; }
total() { $journal read --source toy --type total | jq -r .data.sum | tail -n 1; }
total_is() { [ "$(total)" = "$1" ]; }
started() { $journal read --source toy --type stage.started | wc -l | tr -d ' '; }
started_is() { [ "$(started)" = "$1" ]; }

serve; ok $? 'the journal serves'
ticks 1 3
start; wait_for 10 total_is 3; ok $? 'a stage answers what was there before it'
ticks 4 5; wait_for 10 total_is 5; ok $? 'and what comes later'
is "$(counts | tr '\n' ' ')" '1 2 3 4 5 ' 'each input was answered once'
kill -9 $toy_pid; wait $toy_pid 2>/dev/null
ticks 6 8; start; wait_for 10 total_is 8; ok $? 'killed with -9 and started again, it goes on'
is "$(counts | tr '\n' ' ')" '1 2 3 4 5 6 7 8 ' 'with nothing lost and nothing said twice'
kill -9 $toy_pid; wait $toy_pid 2>/dev/null

start --crash-at 12; wait_for 10 started_is 3; ticks 9 14; wait $toy_pid 2>/dev/null
is "$(counts | wc -l | tr -d ' ')" "$(counts | sort -n | uniq | wc -l | tr -d ' ')" 'a crash in the middle of a step leaves no half of it twice'
start; wait_for 10 total_is 14; ok $? 'after the crash all is answered'
is "$(counts | tr '\n' ' ')" '1 2 3 4 5 6 7 8 9 10 11 12 13 14 ' 'once'

kill -9 $hub; wait $hub 2>/dev/null; serve
ticks 15 16; wait_for 15 total_is 16; ok $? 'the journal killed with -9 and back: the stage reconnects by itself'
is "$(counts | wc -l | tr -d ' ')" 16 'and every answer is there once'

start --wake x; second=$toy_pid
wait_for 10 sh -c "$journal read --source toy --type timer.fired | grep -q due"; ok $? 'a wake-up comes as timer.fired'
ticks 17 17; wait_for 10 total_is 17; ok $? 'the newer of two serves'
is "$(started)" 5 'each start is on record'
kill -TERM $second; wait $second; is $? 0 'SIGTERM ends a daemon with 0'
$journal verify --directory "$dir/db" >/dev/null 2>"$dir/verify" || { kill $hub; wait $hub; $journal verify --directory "$dir/db" >/dev/null 2>"$dir/verify"; }
ok $? 'the hash chain holds'
done_testing
