#!/bin/sh
# journal read for people: formats, nothing that harms a terminal, colour on one only; --since.
. "$(dirname "$0")/00-tap.sh"
export HEADGATE_JOURNAL=ipc://$dir/sock
$BIN/journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>>"$dir/journal.log" &
children="$children $!"
wait_for 10 $BIN/journal stat
read() { $BIN/journal read "$@" 2>>"$dir/read.err"; }
is "$(read --since 1h | wc -l)" 0 '--since in an empty journal'
for n in 1 2 3; do
    printf '{"specversion":"1.0","id":"%020d","source":"apply-aws","type":"call.failed","subject":"targets/g%d","data":{"action":"RegisterTargets","reason":"\\u001b[31mno\\u0007 such\\u009b","requestId":"req-%d"}}\n' $n $n $n
done >"$dir/in"
$BIN/journal append <"$dir/in" >/dev/null 2>>"$dir/append.err"
is "$(read --format json)" "$(read)" 'json is what is read without --format'
time='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z'
like "$(read --format short | head -n 1)" "^$time  call\.failed  targets/g1  RegisterTargets  \?\[31mno\? such\?  req-1  @1\$" 'short; control characters are not passed on'
is "$(read --format table | wc -l)" 4 'table: a head, and a row for each'
like "$(read --format table | tail -n 1)" "^ +3  $time  apply-aws +call\.failed +targets/g3 +RegisterTargets" 'a row'
is "$(read --format short | tr -d '[:print:]\n' | wc -c)" 0 'no colour in a pipe'
tty() { script -qec "$BIN/journal read --format short --from 1 --until 1" /dev/null; }
if has_terminal; then
    like "$(tty | cat -v)" '\^\[\[31mcall.failed\^\[\[0m' 'colour on a terminal'
    like "$(NO_COLOR=1 tty | cat -v)" 'Z  call.failed  ' 'none with NO_COLOR'
else
    skip 'no terminal can be made here'
fi
is "$(read --since 1h | wc -l)" 3 '--since: what is younger'
sleep 3
printf '{"specversion":"1.0","id":"%020d","source":"apply-aws","type":"call.done","subject":"targets/g","data":{}}\n' 4 | $BIN/journal append >/dev/null 2>>"$dir/append.err"
ms() { date -d "$(read --from $1 --until $1 | jq -r .recordedtime)" +%s%3N; }
between=$((($(ms 3) + $(ms 4)) / 2))
age() { echo $(($(date +%s%3N) - between))ms; }
is "$(read --since "$(age)" | jq -r .type)" call.done '--since: only what is younger'
is "$(read --since "$(age)" --type call.failed | wc -l)" 0 'together with a filter'
is "$(read --since 1h --from 3 | wc -l)" 2 'and with --from'
time_of() { read --from $1 --until $1 | jq -r .recordedtime; }
is "$(read --until "$(time_of 3)" | jq -r .sequence | tail -n 1)" "$(printf '%020d' 3)" '--until TIME: up to and with what was recorded then'
is "$(read --until "$(age)" | wc -l)" 3 '--until AGE: what is older'
is "$(read --until 2001-01-01T00:00:00Z --format table | wc -l)" 1 'before all that was recorded: nothing'
is "$(read --until 2101-01-01T00:00:00Z | wc -l)" 4 'after it: all'
is "$(read --since "$(time_of 4)" --until "$(time_of 4)" | jq -r .type)" call.done 'from one moment to another'
is "$(read --since 2001-01-01T00:00:00+02:00 --type call.done | wc -l)" 1 '--since TIME'
$BIN/journal read --follow --until "$(date -u -d '+2 seconds' +%FT%TZ)" --format short >"$dir/followed" 2>>"$dir/read.err" & following=$!; children="$children $following"
more() { printf '{"specversion":"1.0","id":"%020d","source":"late","type":"t.x","subject":"s"}\n' 1 | $BIN/journal append >/dev/null 2>&1; ! kill -0 $following 2>/dev/null; }
wait_for 20 more; wait $following; is $? 0 '--follow --until TIME ends with the first event behind it'
[ "$(grep -c ' call\.' "$dir/followed")" -eq 4 ]; ok $? 'and has shown those before'
$BIN/journal read --raw --since 1h 2>"$dir/err"; is "$?" 100 '--raw knows no times'
$BIN/journal read --until yesterday 2>"$dir/err"; is "$?" 100 'no moment'
$BIN/journal read --format yaml 2>"$dir/err"; is "$?" 100 'another format'
like "$(cat "$dir/err")" 'json, short or table' 'is told which there are'
$BIN/journal read --since yesterday 2>"$dir/err"; is "$?" 100 'no duration'
done_testing
