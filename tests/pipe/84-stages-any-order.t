#!/bin/bash
# Stages and the journal started in any order, the journal restarted under load, a stage started twice: the same outputs, each once, and
# nothing is sent to a stage that it does not need.
. "$(dirname "$0")/00-tap.sh"
journal=$BIN/journal toy=$BIN/sim-stage
HEADGATE_JOURNAL=ipc://$dir/sock
export HEADGATE_JOURNAL
unset HEADGATE_JOURNAL_KEY HEADGATE_JOURNAL_SERVER_KEY
serve() { $journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" 2>>"$dir/journal.log" & hub=$!; children="$children $!"; }
answers() { wait_for 20 $journal stat; }
lines() { # lines SOURCE TYPE FROM TO [BYTES]
    awk -v s="$1" -v t="$2" -v a="$3" -v b="$4" -v n="${5:-1}" 'BEGIN { while (length(p) < n) p = p "x"; for (i = a; i <= b; i++) printf "{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"%s\",\"type\":\"%s\",\"data\":{\"n\":1,\"p\":\"%s\"}}\n", i, s, t, p }'
}
say() { lines "$@" | $journal append --keep-ids >/dev/null; }
sums() { $journal read --source toy --type count | jq -r .data.sum | tr '\n' ' '; }
total_is() { [ "$($journal read --source toy --type total | jq -r .data.sum | tail -n 1)" = "$1" ]; }
stop_all() { for pid in "$@"; do kill -9 "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; done; rm -rf "$dir/db"; }

# ---- every order: J the journal, T the stage, I its input (which waits for a journal by being sent again) ----
wanted='1 2 3 4 5 6 7 8 9 10 '
for order in 'J T I' 'J I T' 'T J I' 'T I J' 'I T J' 'I J T'; do
    input=
    for who in $order; do
        case $who in
        J) serve ;;
        T) $toy --journal "$HEADGATE_JOURNAL" 2>>"$dir/toy.log" & stage=$!; children="$children $stage" ;;
        I) (until say ticker tick 1 10 2>/dev/null; do sleep 0.05; done) & input=$!; children="$children $input" ;;
        esac
        sleep 0.1
    done
    wait_for 20 total_is 10; ok $? "started as $order: all is answered"
    is "$(sums)" "$wanted" 'each input once, in order'
    stop_all "$stage" "$hub" "$input"
done

# ---- the journal is killed again and again while inputs come ----
serve; answers
$toy --journal "$HEADGATE_JOURNAL" 2>>"$dir/toy.log" & stage=$!; children="$children $stage"
(for from in $(seq 1 20 181); do until say ticker tick "$from" $((from + 19)) 2>/dev/null; do sleep 0.05; done; done) & input=$!; children="$children $input"
for n in 1 2 3 4; do
    sleep 0.2; kill -9 $hub; wait $hub 2>/dev/null; serve; answers
done
wait $input
wait_for 30 total_is 200; ok $? 'the journal killed with -9 four times under load: all is answered'
is "$(sums | tr ' ' '\n' | sort -n | uniq -d | wc -l | tr -d ' ')" 0 'nothing twice'
is "$($journal read --source toy --type count | wc -l | tr -d ' ')" 200 'nothing missing'
is "$($journal read --source toy --type stage.started | wc -l | tr -d ' ')" 1 'by the same process all the time'

# ---- what it does not need is not sent: another type of its source, its types of another source ----
say ticker noise 201 1200 1000
say other tick 1 1000 1000
say ticker tick 1201 1201
wait_for 20 total_is 201; ok $? 'it goes on behind two megabytes that are not for it'
sent=$($journal stat --json | jq '[.clients[] | select(.source == "toy").sentbytes] | add')
echo "# $sent bytes were sent to it"
[ "$sent" -lt 200000 ]; ok $? 'which were not sent'

# ---- a second one takes over ----
$toy --journal "$HEADGATE_JOURNAL" 2>"$dir/second.log" & second=$!; children="$children $second"
wait $stage; is $? 100 'the older of two stops, with 100: it must not be started again'
like "$(cat "$dir/toy.log")" "another 'toy' has taken over: epoch 2, this one has 1" 'and says why'
like "$(cat "$dir/journal.log")" 'taken over source=toy epoch=2' 'the journal tells it too'
say ticker tick 1202 1203; wait_for 20 total_is 203; ok $? 'the newer one serves'
is "$(sums | tr ' ' '\n' | sort -n | uniq -d | wc -l | tr -d ' ')" 0 'and has said nothing twice'
kill -TERM $second; wait $second; is $? 0 'SIGTERM ends it'
before=$($journal stat --json | jq .head)
$toy --journal "$HEADGATE_JOURNAL" 2>"$dir/third.log" & third=$!; children="$children $third"
wait_for 20 grep -q 'caught up' "$dir/third.log"
kill -TERM $third; wait $third
is "$($journal read --from $((before + 1)) | jq -r .type | tr '\n' ' ')" 'stage.started ' 'a restart with nothing new says only that it started'
done_testing
