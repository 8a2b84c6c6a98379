#!/bin/sh
# The skeleton of every stage, in a shell pipe.
. "$(dirname "$0")/00-tap.sh"
toy=$BIN/sim-stage
event() { printf '{"specversion":"1.0","id":"%020d","source":"ticker","type":"%s","time":"2026-01-05T10:00:0%d.000000Z","data":%s}\n' "$2" "$1" "$2" "${3:-{\}}"; }

out=$(event tick 1 '{"n":5}' | $toy)
is "$(printf '%s\n' "$out" | head -n 1)" '{"specversion":"1.0","id":"00000000000000000001","source":"toy","type":"count","subject":"toy","time":"2026-01-05T10:00:01.000000Z","causationid":"ticker#00000000000000000001","data":{"sum":5}}' 'an answer names its cause and carries the clock of its input'
is "$(printf '%s\n' "$out" | jq -r .type | tr '\n' ' ')" 'count total ' 'react comes once, at the end of input'

line='{"specversion":"1.0","id":"x","source":"other","type":"other.thing","data":{"b":1, "a":[2]}}'
is "$(printf '%s\n' "$line" | $toy)" "$line" 'what is not consumed passes unchanged'
is "$(event mark 1 | $toy)" "$(event mark 1)" 'what is consumed and passed goes on as it came'

out=$(printf 'nonsense\n{"a":1}\n{"a":1,"a":2}\n%s\n' "$(event tick 1)" | $toy 2>/dev/null)
is "$(printf '%s\n' "$out" | jq -r 'select(.type=="event.rejected").data.where' | tr '\n' ' ')" 'stdin:1 stdin:2 stdin:3 ' 'each line that is no event is rejected with its place'
is "$(printf '%s\n' "$out" | jq -r 'select(.type=="count").data.sum')" 1 'and the stage goes on'
out=$(printf '{"specversion":"1.0","id":"1","source":"a\377","type":"t"}\n' | $toy 2>/dev/null)
is "$(printf '%s' "$out" | jq -r .data.reason)" 'not valid UTF-8' 'invalid UTF-8 is rejected'
{ head -c 2200000 /dev/zero | tr '\0' x; echo; event tick 1; } | $toy 2>/dev/null > "$dir/long"
is "$(jq -r .type "$dir/long" | tr '\n' ' ')" 'event.rejected count total ' 'a line over 2 MiB is rejected once and skipped'
out=$(event tick 1 '{"bad":true}' | $toy 2>/dev/null)
is "$(printf '%s' "$out" | jq -r '.data.where+" "+.data.reason')" "ticker#00000000000000000001 a bad tick; send one without 'bad'" 'what fold refuses is on record with its reference'

event tick 1 > "$dir/a"; event tick 2 > "$dir/b"; mkfifo "$dir/fifo"; event tick 3 > "$dir/fifo" &
is "$($toy "$dir/a" "$dir/b" "$dir/fifo" | jq -r 'select(.type=="total").data.sum')" 3 'operands and FIFOs are merged'
printf '%s' "$(event tick 1)" | $toy | grep -q '"total"'; ok $? 'a last line without newline counts'

$toy "$dir/none" 2> "$dir/err"; is "$?" 100 'an operand that is missing: a person must act'
like "$(cat "$dir/err")" "cannot open '.*none': No such file" 'and the sentence names it'
$toy --version | grep -q '^toy (headgate) [0-9]'; ok $? '--version'
$toy --help | grep -q -- '--journal'; ok $? '--help'
done_testing
