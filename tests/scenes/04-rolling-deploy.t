#!/bin/bash
# Every pod of both clusters is replaced at once, one after the other in each: with readiness gates no request is lost; without,
# those that reach a pod that calls itself Ready before it listens.
. "$(dirname "$0")/00-scene-words.sh"
KUBE_OPTIONS="--kubelet-ms $((GRACE * 1000))"
start_scene blue green
deployed blue; deployed green
start_report blue; start_report green

start_load gated shop.example.com/cart shop.example.com/
for generation in 1 2 3; do
    roll_both true $generation; ok $? "deploy $generation: every pod of both clusters is replaced, behind readiness gates"
done
until_true 30 world_has '^target .* healthy' 4; ok $? 'the new pods serve'
no_errors gated 'with readiness gates'
is "$(awk -F'\t' '{ print $4, $5 }' "$dir/load-gated.log" | sort -u | wc -l)" 16 'all pods that ever were have answered'

start_load ungated shop.example.com/cart shop.example.com/
sleep 1
roll_both false 4; ok $? 'deploy 4: the same without readiness gates'
until_true 30 world_has '^target .* healthy' 4; ok $? 'the new pods serve'
sleep 2
stop_load ungated 3
# Each lost request went to a pod that did not listen yet.
is "$(jq -r 'select(.status != 200) | [.time, .target] | @tsv' "$dir/plane/access.log" | while read -r time target; do
    listens=$dir/deploy/listens-${target%:*}
    [ -e "$listens" ] && awk -v t="$time" -v l="$(cat "$listens")" 'BEGIN { exit !(t < l + 0.1) }' || echo "$time $target"
done | head -n 3)" '' "without: $(errors ungated) requests were lost, each to a pod that was Ready and did not listen yet"
shares blue=50 green=50
done_scene
