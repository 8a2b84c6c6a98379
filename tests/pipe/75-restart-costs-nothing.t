#!/bin/bash
# Everything settled, every stage restarted, by TERM and by KILL, one by one and all together: no call that changes, no reading
# but target health, no new plan, no record said again.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
add_ingress blue other 80 shared /other
add_ingress green other 80 shared /other
start_stages blue green
all_there() { world_has '^rule' 3 && world_has '^target .* healthy' 8; }
until_true 20 all_there; ok $? 'two load balancers, each before both clusters, all targets healthy'
traffic weights blue=70 green=30 --reason test >/dev/null
until_true 10 world_has '^rule.*=70 .*=30' 3; ok $? 'weights are moved'
quiet; ok $? 'everything is settled'
is "$(strays)" '' 'nothing twice, nothing unused'

# What is said, but for starts, clocks' ticks and heartbeats.
said() { journal_read | jq -r 'select(.type | test("^(stage.started|timer.fired|cluster.bookmark)$") | not) | [.source, .id, .type, .subject] | @tsv'; }
starts() { count stage.started "(.source | startswith(\"$1\"))"; }
started_more() { [ "$(starts "$1")" -gt "$2" ]; }
alive() { kill -0 "$(cat "$dir/$1.pid")"; }
back() { # back NAME SOURCE SIGNAL: one stage ended and started again
    ba_before=$(starts "$2")
    stop "$1" "$3" 2>/dev/null
    case $1 in watch-*) start_watch "${1#watch-}" ;; *) "start_$1" ;; esac
    until_true 10 started_more "$2" "$ba_before"
}
world >"$dir/before"; said >"$dir/said"; changed=$(changes) read=$(reads)
same() { # same NAME
    is "$(changes) $(reads)" "$changed $read" "$1: no call that changes, none that reads"
    said >"$dir/said.now"
    is "$(LC_ALL=C diff "$dir/said" "$dir/said.now")" '' "$1: nothing is said again, nothing is planned"
}
for signal in TERM KILL; do
    back watch-blue watch-k8s/blue $signal && back watch-green watch-k8s/green $signal && back podinfo build-podinfo $signal &&
        back plan plan-rules $signal && back apply apply-aws $signal; ok $? "every stage restarted, one by one ($signal)"
    quiet; same "one by one ($signal)"
done
stop_stages KILL blue green
stop journal KILL 2>/dev/null
start_journal; ok $? 'all are dead, and the journal too; it comes back'
before=$(starts apply-aws)
start_apply; start_plan; start_podinfo; start_watch green; start_watch blue # in whatever order
until_true 10 started_more apply-aws "$before"
quiet; same 'all together'
is "$(world)" "$(cat "$dir/before")" 'AWS holds what it held'
alive plan && alive apply && alive podinfo && alive watch-blue && alive watch-green; ok $? 'and all of them live'
pod web-c 10.0.1.3 | kube blue POST $pods >/dev/null
slice web-a=10.0.1.1 web-b=10.0.1.2 web-c=10.0.1.3 | kube blue PUT $slices/web-1 >/dev/null
until_true 10 world_has '10.0.1.3:8080 healthy' 2; ok $? 'and serve a new pod'
"$BIN/journal" verify --directory "$dir/journal" >"$dir/verify" 2>&1; ok $? 'the hash chain is whole'
done_testing
