#!/bin/bash
# For five minutes (a tenth of it) AWS gives a tenth of the calls that it documents, while every pod of both clusters is replaced again and
# again, and those of four other Services, so that more is to be said than AWS takes: no request is lost, whoever leaves is taken out before
# others come in, and in the end all is as it should be.
. "$(dirname "$0")/00-scene-words.sh"
KUBE_OPTIONS="--kubelet-ms $((GRACE * 1000))" THROTTLED=${THROTTLED:-30}
start_scene blue green
# Four Services before a load balancer of their own, each with one pod or the other: a turn costs a call of each kind for each of them.
crowd() { # crowd POD [first]: they all have this one
    for cr_n in 1 2 3 4; do
        if [ -n "${2:-}" ]; then cr_how="POST $slices"; else cr_how="PUT $slices/crowd-$cr_n-1"; fi
        slice "$1=${blue_net%.*}.250.${1##*-}" | jq --arg n "crowd-$cr_n" '.metadata.name = $n + "-1" | .metadata.uid = "uid-" + $n | .metadata.labels["kubernetes.io/service-name"] = $n' |
            kube blue $cr_how >/dev/null
    done
}
for n in 1 2; do pod crowd-$n "${blue_net%.*}.250.$n" | jq '.metadata.labels.app = "crowd"' | kube blue POST $pods >/dev/null; done
for n in 1 2 3 4; do
    fetch blue /api/v1/namespaces/default/services/web | jq --arg n "crowd-$n" '.metadata = {name: $n, namespace: "default"} | .spec.selector.app = "crowd" | del(.spec.clusterIP)' |
        kube blue POST /api/v1/namespaces/default/services >/dev/null
    ingress "crowd-$n" 80 crowd "/$n" | jq --arg n "crowd-$n" '.spec.rules[].http.paths[].backend.service.name = $n' | quick | kube blue POST $ingresses >/dev/null
done
crowd crowd-1 first
crowded() { world_has "^target .*[.]250[.]$1:8080" 4; }
until_true 60 crowded 1 && quiet 60; ok $? 'four other Services are served beside them'
turns() { # until it is killed
    for ((tu_n = 2;; tu_n++)); do
        crowd crowd-$((tu_n % 2 + 1))
        sleep 5
    done
}
deployed blue; deployed green
start_report blue; start_report green
start_load steady shop.example.com/cart shop.example.com/
roll_both true 1; ok $? 'deploy 1, with the whole of the budget'
sim 'set?bucket-percent=10'
turns & turning=$!
children="$children $turning"
from=$(wc -l <"$dir/aws.requests") began=$(date +%s) generation=1 failed=''
while [ $(($(date +%s) - began)) -lt "$THROTTLED" ]; do
    generation=$((generation + 1))
    roll_both true $generation || failed="$failed $generation"
done
is "$failed" '' "$((generation - 1)) deploys of every pod went through with a tenth of it"
until=$(wc -l <"$dir/aws.requests")
kill $turning; crowd crowd-1
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
until_true 60 world_has '^target .* healthy' 4 && until_true 60 crowded 1 && quiet 60; ok $? 'the pods that are there serve, and all is quiet'
world_has '^target ' 8; ok $? 'and nobody else'
world_has '^rule .*shop.example.com.*=100 .*=100$' 2; ok $? 'with equal weights'
no_errors steady 'throttled to a tenth'
# overtakes: a batch that registers, planned when it was known already that somebody must leave whose own batch was not planned yet, though nothing
# of his group was in flight; or one that was planned behind his and done before it. By the sequences of the journal.
overtakes() {
    journal_read --type plan.batch --type call.done --type batch.done | jq -rs '
        def number: split("#")[1] // "";
        (map(select(.type == "batch.done") | {key: .data.batch, value: .sequence}) | from_entries) as $ended
        | map(select(.type == "plan.batch" and (.subject | startswith("targets/")))) as $batches
        | (map(select(.type == "call.done") | {key: "\(.data.batch) \(.data.call)", value: .sequence}) | from_entries) as $done
        | [$batches[] | . as $b | "\(.source)#\(.id)" as $r | .data.calls[] | select(.action == "RegisterTargets") | {at: $b.sequence, horizon: $b.data.horizon, subject: $b.subject, done: $done["\($r) \(.id)"]}] as $in
        | $batches[] | . as $b | "\(.source)#\(.id)" as $r | .data.calls[] | select(.action == "DeregisterTargets" and ((.needs // []) == []))
        | {at: $b.sequence, subject: $b.subject, because: (.because // []), done: $done["\($r) \(.id)"]} as $out
        | ([$out.because[] | $cause[.] // empty] | max) as $known
        | $in[]
        | select((.at > $out.at and .done != null and $out.done != null and .done < $out.done)
            or ($known != null and .horizon >= ($known | tonumber) and .at < $out.at
                and (.at as $at | any($batches[]; .subject == $out.subject and .sequence < $at and ($ended["\(.source)#\(.id)"] // "9") > $at) | not)))
        | "\(.subject) at \(.at), before \($out.subject): known at \($known), planned at \($out.at), done at \($out.done)"' --argjson cause "$(causes)"
}
# The sequence of each word that somebody leaves.
causes() { journal_read --type podinfo.put --type podinfo.delete | jq -cs 'map({key: "\(.source)#\(.id)", value: .sequence}) | from_entries'; }
# In one group no pod of a deploy comes in again behind his leaving: the order of changes is kept.
is "$(jq -r 'select(.status == 200 and (.action == "RegisterTargets" or .action == "DeregisterTargets")) | .action as $a | .parameters | .TargetGroupArn as $g | .Targets[] | select(.Id | contains(".250.") | not) | [$g, .Id, $a] | @tsv' "$dir/aws.requests" |
    awk -F'\t' '{ k = $1 " " $2; if (last[k] == "DeregisterTargets" && $3 == "RegisterTargets") print k; last[k] = $3 }' | head -n 3)" '' 'the order of changes is kept'
overtakes >"$dir/overtakes"
is "$(head -n 3 "$dir/overtakes")" '' 'nobody was registered before somebody who was known to leave was deregistered'
is "$(strays)" '' 'nothing twice, nothing unused'
done_scene
