#!/bin/bash
# For five minutes (a tenth of it) AWS gives a tenth of the calls that it documents, while every pod of both clusters is replaced again and
# again: no request is lost, whoever leaves is taken out before others come in, and in the end all is as it should be.
. "$(dirname "$0")/00-scene-words.sh"
KUBE_OPTIONS="--kubelet-ms $((GRACE * 1000))" THROTTLED=${THROTTLED:-30}
start_scene blue green
deployed blue; deployed green
start_report blue; start_report green
start_load steady shop.example.com/cart shop.example.com/
roll_both true 1; ok $? 'deploy 1, with the whole of the budget'
sim 'set?bucket-percent=10'
from=$(wc -l <"$dir/aws.requests") began=$(date +%s) generation=1 failed=''
while [ $(($(date +%s) - began)) -lt "$THROTTLED" ]; do
    generation=$((generation + 1))
    roll_both true $generation || failed="$failed $generation"
done
is "$failed" '' "$((generation - 1)) deploys of every pod went through with a tenth of it"
until=$(wc -l <"$dir/aws.requests")
sim 'set?bucket-percent=100'
sed -n "$((from + 1)),${until}p" "$dir/aws.requests" >"$dir/throttled"
tell "$(jq -r 'select(.action) | if .code == "Throttling" then "refused" else "answered" end' "$dir/throttled" | sort | uniq -c | tr -s ' \n' ' ')"
[ "$(grep -c '"Throttling"' "$dir/throttled")" -gt 0 ]; ok $? 'calls were refused for their rate'
# lags ACTION: how long after its batch each such call was done, in ms, sorted
lags() {
    journal_read --type plan.batch --type call.done | jq -rs --arg a "$1" '
        def ms: (.[0:19] + "Z" | fromdate) * 1000 + (("0." + .[20:26]) | tonumber * 1000);
        (map(select(.type == "plan.batch") | {key: "\(.source)#\(.id)", value: (.recordedtime | ms)}) | from_entries) as $planned
        | .[] | select(.type == "call.done" and .data.action == $a) | (.recordedtime | ms) - $planned[.data.batch // .causationid] | floor' 2>/dev/null | sort -n
}
middle() { awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] + 0 }'; }
tell "DeregisterTargets, behind its batch: middle $(lags DeregisterTargets | middle) ms, last $(lags DeregisterTargets | tail -n 1) ms; RegisterTargets: middle $(lags RegisterTargets | middle) ms, last $(lags RegisterTargets | tail -n 1) ms"
[ "$(lags DeregisterTargets | tail -n 1)" -lt $((GRACE * 1000)) ]; ok $? 'nobody who left was still a target when his grace was over'
until_true 60 world_has '^target .* healthy' 4 && quiet 60; ok $? 'the pods that are there serve, and all is quiet'
world_has '^target .* healthy' 4; ok $? 'and nobody else'
in_force blue=1 green=1; ok $? 'with equal weights'
no_errors steady 'throttled to a tenth'
# In one group nobody comes in again behind his leaving: the order of changes is kept.
is "$(jq -r 'select(.status == 200 and (.action == "RegisterTargets" or .action == "DeregisterTargets")) | .action as $a | .parameters | .TargetGroupArn as $g | .Targets[] | [$g, .Id, $a] | @tsv' "$dir/aws.requests" |
    awk -F'\t' '{ k = $1 " " $2; if (last[k] == "DeregisterTargets" && $3 == "RegisterTargets") print k; last[k] = $3 }' | head -n 3)" '' 'the order of changes is kept'
is "$(strays)" '' 'nothing twice, nothing unused'
done_scene
