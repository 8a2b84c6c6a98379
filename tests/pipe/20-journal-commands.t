#!/bin/sh
# journal's commands from a shell: append as a tee, read with its filters, follow, trace, verify, stat, and what is refused.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
serve() { $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" "$@" 2>>"$dir/log" & hub=$!; children="$children $hub"; wait_for 10 $journal stat; }
ev() { # ev NUMBER SOURCE TYPE SUBJECT REST
    printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"%s","subject":"%s"%s}\n' "$@"
}
ids() { jq -r '.source + "#" + (.id | tonumber | tostring)' | tr '\n' ' '; }

$journal --version | grep -q '^journal (headgate) [0-9]'; ok $? '--version'
for c in serve append read trace verify stat; do
    $journal $c --help | grep -q 'Usage:'; ok $? "$c --help"
done
$journal nonsense 2>/dev/null; is $? 100 'an unknown command is told with 100'
$journal read --from 0 2>/dev/null; is $? 100 'a wrong option is told with 100'

serve; ok $? 'serve'
is "$(stat -c %a "$dir/sock" "$dir/db" | tr '\n' ' ')" '660 750 ' 'socket for the group, directory closed to others'

# append
{
    ev 7 watch-k8s/blue object.put blue/default/pod/web ''
    ev 8 watch-k8s/blue object.put blue/default/pod/db ',"sequence":"00000000000000000099","recordedtime":"2001-01-01T00:00:00Z"'
    ev 3 build-podinfo podinfo.put blue/default/web ',"causationid":"watch-k8s/blue#00000000000000000007","data":{"big":4503599627370497,"x":1.50}'
    echo 'no event'
    ev 1 plan-rules plan.batch targets/web ',"data":{"reason":"web-1 is ready","calls":[{"id":"1","because":["build-podinfo#00000000000000000003"]}]}'
    ev 1 apply-aws call.done targets/web ',"causationid":"plan-rules#00000000000000000001","data":{"batch":"plan-rules#00000000000000000001","action":"RegisterTargets","requestId":"r-42","because":["build-podinfo#00000000000000000003"]}'
} >"$dir/in"
$journal append <"$dir/in" >"$dir/out" 2>"$dir/append.log"; is $? 0 'append ends with 0'
is "$(ids <"$dir/out")" 'watch-k8s/blue#1 watch-k8s/blue#2 build-podinfo#1 journal/append#1 plan-rules#1 apply-aws#1 ' 'it prints what it stored, numbered anew, in the order of its input'
like "$(grep podinfo.put "$dir/out")" '"causationid":"watch-k8s/blue#00000000000000000001","data":\{"big":4503599627370497,"x":1.50\}' 'references follow, all else stays byte for byte'
is "$(jq -r 'select(.type == "event.rejected") | .data.where' "$dir/out")" 'stdin:4' 'what is no event is rejected on record, with its place'
like "$(cat "$dir/append.log")" 'event rejected: .* where=stdin:4' 'and on stderr'

# read
is "$($journal read | ids)" "$(ids <"$dir/out")" 'read gives all of it'
is "$($journal read | jq -r .sequence | tr -d 0 | tr '\n' ' ')" '1 2 3 4 5 6 ' 'sequences have no hole'
is "$($journal read | jq -r .recordedtime | sort -c && echo sorted)" sorted 'recordedtime never goes back'
is "$($journal read --from 2 --until 2 | tr ',' '\n' | grep -c -e '"sequence"' -e '"recordedtime"')" 2 'marks that a line brought are replaced'
is "$($journal read --source watch-k8s/ --source apply-aws | ids)" 'watch-k8s/blue#1 watch-k8s/blue#2 apply-aws#1 ' '--source, several and by prefix'
is "$($journal read --type podinfo. --type plan.batch | ids)" 'build-podinfo#1 plan-rules#1 ' '--type, several and by prefix'
is "$($journal read --subject 'blue/default/pod/*' --from 2 | ids)" 'watch-k8s/blue#2 ' '--subject with * and --from'
is "$($journal read --from 3 --until 4 | ids)" 'build-podinfo#1 journal/append#1 ' '--from and --until'
is "$($journal read --from 99)" '' '--from beyond the end'

$journal read --follow --from 6 >"$dir/followed" 2>/dev/null & children="$children $!"
wait_for 10 test -s "$dir/followed"
ev 1 late t.x s '' | $journal append >/dev/null
wait_for 10 grep -q '"source":"late"' "$dir/followed"; ok $? '--follow goes on at the end'

# --keep-ids
sed -n 1p "$dir/out" | $journal append --keep-ids >/dev/null; is $? 0 '--keep-ids: what is there already is acknowledged'
is "$($journal read | wc -l | tr -d ' ')" 7 'and not stored twice'
ev 9 watch-k8s/blue object.put x '' | $journal append --keep-ids >/dev/null 2>"$dir/err"; is $? 111 'a number that skips is refused'
like "$(cat "$dir/err")" "number 9 of 'watch-k8s/blue' skips: the next one is 3" 'with a sentence'
ev 1 watch-k8s/blue object.put other '' | $journal append --keep-ids >/dev/null 2>"$dir/err"; is $? 111 'a number with other content is refused'
like "$(cat "$dir/log")" 'is there already with other content, at sequence 1' 'and reported by the journal'
head -c 3000000 /dev/zero | tr '\0' x | { cat; echo; ev 2 late t.x after ''; } | $journal append 2>/dev/null >"$dir/long"; is $? 0 'a line over 2 MiB is rejected'
is "$(ids <"$dir/long")" 'journal/append#2 late#2 ' 'once, and what follows it is stored'

# trace
$journal trace apply-aws#1 >"$dir/trace"; is $? 0 'trace'
like "$(sed -n 1p "$dir/trace")" '^  20.*Z  object.put  blue/default/pod/web  \[watch-k8s/blue#1 @1\]' 'begins with the oldest cause'
like "$(grep '^>' "$dir/trace")" '^>       20.*call.done  targets/web  RegisterTargets  request r-42  \[apply-aws#1 @6\]' 'the event asked for is marked, with the request id'
is "$(grep -c 'pod/db' "$dir/trace")" 0 'what has nothing to do with it is not there'
is "$($journal trace --json 1 | jq -r '.role + " " + .event.type' | tr '\n' ',')" 'start object.put,effect podinfo.put,effect plan.batch,effect call.done,' 'from the pod event down to the call, as JSON'
$journal trace nobody#1 2>"$dir/err"; is $? 100 'an event that is not there: 100'
like "$(cat "$dir/err")" "no event 'nobody#1'" 'with a sentence'

# stat, verify, stop
is "$($journal stat --json | jq -r '.head, (.sources[] | select(.source == "late") | .last)' | tr '\n' ' ')" '9 2 ' 'stat --json'
like "$($journal verify --directory "$dir/db")" '^good sequence=9 ' 'verify beside a running journal'
$journal serve --directory "$dir/other" --listen "$HEADGATE_JOURNAL" 2>"$dir/err"; is $? 100 'an endpoint in use: 100'
like "$(cat "$dir/err")" "endpoint '$HEADGATE_JOURNAL' is in use" 'with a sentence'
$journal serve --directory "$dir/db" --listen "ipc://$dir/sock2" 2>"$dir/err"; is $? 100 'a directory in use: 100'
$journal stat >/dev/null; is $? 0 'the first one still serves'
kill -TERM $hub; wait $hub; is $? 0 'SIGTERM stops it with 0'
like "$($journal verify --directory "$dir/db")" '^good sequence=9 ' 'verify when nobody serves'
head=$($journal verify --directory "$dir/db")
serve; is "$($journal stat --json | jq -r .hash)" "${head##*hash=}" 'served again with the same head'
kill -TERM $hub; wait $hub

# a byte is changed behind its back
LC_ALL=C sed -i 's/4503599627370497/8503599627370497/g' "$dir/db/data.mdb" # older copies of the page too
$journal verify --directory "$dir/db" >"$dir/broken"; is $? 1 'a changed byte breaks the chain: 1'
like "$(cat "$dir/broken")" 'broken sequence=2 .*: sequence 3 is not what was hashed' 'and verify names the first bad sequence'
$journal verify --directory "$dir/none" 2>/dev/null; is $? 100 'verify where there is no journal: 100'
HEADGATE_JOURNAL=tcp://127.0.0.1:9 $journal read 2>"$dir/err"; is $? 100 'tcp:// without keys: 100'
like "$(cat "$dir/err")" 'CURVE' 'with a sentence'
done_testing
