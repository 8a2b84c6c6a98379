#!/bin/bash
# A Service of one cluster is left without a pod while others serve beside it, at bad moments: stages killed, words of the operator, an AWS
# that refuses, pods that come back at once. Requests leave first wherever they can, its targets always in the end.
. "$(dirname "$0")/70-pipeline-words.sh"
net_of() { case $1 in blue) echo 10.0.1 ;; green) echo 10.0.2 ;; *) echo 10.0.3 ;; esac; }
nobody() { slice | kube "$1" PUT $slices/web-1 >/dev/null; }
readiness() { for re_pod in a:1 b:2; do pod "web-${re_pod%:*}" "$(net_of "$1").${re_pod#*:}" "$2" | kube "$1" PUT "$pods/web-${re_pod%:*}" >/dev/null; done; }
two() { slice web-a="$(net_of "$1").1" web-b="$(net_of "$1").2" | kube "$1" PUT $slices/web-1 >/dev/null; }
unready() { readiness "$1" False; slice web-a~"$(net_of "$1").1" web-b~"$(net_of "$1").2" | kube "$1" PUT $slices/web-1 >/dev/null; }
ready() { readiness "$1" True; two "$1"; }
targets_of() { aws_state | jq --arg c "/$1" '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith($c)) | .targets[] | select(.state != "draining")] | length'; }
has_targets() { [ "$(targets_of "$1")" = "$2" ]; }
# weights CLUSTER=WEIGHT...: of every rule, in this ratio
weights() {
    aws_state | jq -e --arg want "$*" '
        ([$want | split(" ")[] | split("=") | {key: .[0], value: (.[1] | tonumber)}] | from_entries) as $want | ($want | add) as $all
        | ([.targetGroups[] | {key: .name, value: (.tags["elbv2.k8s.aws/cluster"] | split("/") | last)}] | from_entries) as $cluster
        | [.loadBalancers[].listeners[].rules[] | .forward // [] | select(length > 0) | (map(.weight) | add) as $sum
            | all(.[]; .weight * $all == ($want[$cluster[.group]] // 0) * $sum)] | length > 0 and all' >/dev/null
}
mark() { marked=$(wc -l <"$dir/aws.requests"); }
since() { tail -n +$((marked + 1)) "$dir/aws.requests" | jq -r --arg a "$1" 'select(.action == $a and .status == 200) | .time_ns / 1e9' | sort -n; }
# behind: the last target left a settle time (2 s) behind the last weight
behind() {
    echo "$(since ModifyRule | tail -n 1) $(since DeregisterTargets | tail -n 1)" | awk '{ print (NF < 2 ? "nothing" : $2 - $1 >= 1.9 ? "behind" : "too early: " $1 " " $2) }'
}
replays() { "$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verified" 2>>"$dir/verify.err"; is $? 0 "$1: all follows again"; grep -A2 '^difference' "$dir/verified" | cut -c1-1500 | sed 's/^/# /'; }
full() { until_true 60 has_targets blue 2 && until_true 60 has_targets green 2 && until_true 60 weights blue=1 green=1 && quiet 60; ok $? "$1: both serve again"; mark; }

start_world blue green
sed -i 's/settle-time: 1s/settle-time: 2s/' "$dir/fleet.yaml"
start_stages blue green
until_true 30 world_has '^target .* healthy' 4 && until_true 30 weights blue=1 green=1 && quiet; ok $? 'two clusters serve'
mark

nobody green
until_true 30 weights blue=1 green=0 && stop plan KILL && start_plan && until_true 30 has_targets green 0; ok $? 'emptied, and plan-rules killed in between: weight, then targets'
is "$(behind)" behind 'a settle time apart'
quiet 30; two green; full 'killed'

unready green
until_true 30 weights blue=1 green=0 && until_true 30 has_targets green 0; ok $? 'nobody is ready: weight, then targets'
is "$(behind)" behind 'a settle time apart'
quiet 30; ready green; full 'ready again'

unready green
until_true 30 weights blue=1 green=0; ok $? 'nobody is ready once more'
ready green; full 'ready before the targets have left'

# a probe that flaps several times a second
for n in 1 2 3 4 5 6 7 8 9 10; do unready green; sleep 0.2; ready green; sleep 0.2; done
until_true 60 has_targets green 2 && until_true 60 weights blue=1 green=1 && quiet 60; ok $? 'a probe flaps ten times'
full 'flapped'

nobody blue; nobody green
until_true 30 has_targets blue 0 && until_true 30 has_targets green 0 && quiet 30; ok $? 'both emptied at once: all targets leave'
two blue; two green; full 'both emptied'

sim 'fault?kind=error&code=OperationNotPermitted&status=400&message=not%20now&count=100000&action=ModifyRule'
nobody green
refused() { count_over call.failed '.data.action == "ModifyRule"' 1; }
until_true 20 refused; ok $? 'AWS refuses the weight'
[ "$(targets_of green)" -gt 0 ]; ok $? 'the last targets stay for a while'
until_true 40 has_targets green 0; ok $? 'but not for ever'
sim faults/clear
until_true 60 weights blue=1 green=0; ok $? 'the weight follows'
two green; full 'AWS refused'

traffic hold --reason test >/dev/null
nobody green
sleep 3; is "$(targets_of green)" 2 'held: nothing moves'
mark; traffic release --reason test >/dev/null
until_true 30 weights blue=1 green=0 && until_true 30 has_targets green 0; ok $? 'released: it moves'
is "$(behind)" behind 'the weight first'
quiet 30; two green; full 'held and released'

nobody green; traffic drain green --reason test >/dev/null
until_true 30 weights blue=1 green=0 && until_true 30 has_targets green 0; ok $? 'emptied and drained at once'
is "$(behind)" behind 'the weight first'
drained() { count_over traffic.drained '.data.cluster == "green"' 0; }
until_true 20 drained; ok $? 'it is told as drained'
two green; sleep 3; is "$(targets_of green)" 0 'pods of a drained cluster are not registered'
traffic resume green --reason test >/dev/null; full 'resumed'

traffic weights blue=0 green=100 --reason test >/dev/null
until_true 30 weights blue=0 green=1 && quiet 30; mark
nobody green
until_true 30 has_targets green 0; ok $? 'all weight is on green, by word: its targets leave'
quiet 30; weights blue=0 green=1; ok $? 'and the word stands'
two green; until_true 30 has_targets green 2 && quiet
nobody blue; until_true 10 has_targets blue 0; ok $? 'nobody is sent to blue: its targets leave'
two blue; traffic weights blue=100 green=100 --reason test >/dev/null; full 'weights by word'

nobody green; until_true 30 weights blue=1 green=0
stop plan KILL; stop podinfo KILL; stop apply KILL; stop watch-blue KILL; stop watch-green KILL
"$BIN/journal" compact --keep 0s --directory "$dir/journal" --journal "$endpoint" >"$dir/compacted" 2>&1; ok $? 'emptied, everything killed, and the journal compacted'
start_stages blue green
until_true 30 has_targets green 0; ok $? 'the targets leave'
is "$(behind)" behind 'a settle time behind the weight'
quiet 30; two green; full 'compacted'
stop_stages TERM blue green; stop journal
replays 'in the end'
done_testing
