#!/bin/bash
# A drained cluster goes on with its own life: nobody registers its pods, and those that wait for a load balancer need not; no change
# beside it brings its targets back.
. "$(dirname "$0")/70-pipeline-words.sh"
gate=target-health.elbv2.k8s.aws/a-gate
# gated NAME ADDRESS [READY]: a pod whose containers are ready
gated() { pod "$1" "$2" | jq --arg g $gate --arg ready "${3:-True}" '.spec.readinessGates = [{conditionType: $g}] | .status.conditions[0].status = $ready'; }
start_report() { background report "$BIN/report-k8s" --cluster green --fleet "$dir/fleet.yaml" --journal "$endpoint"; }
condition() { curl -sS --cacert "$dir/green/ca.crt" -H 'Authorization: Bearer sim-token' "https://127.0.0.1:$(cat "$dir/green.port")$pods/$1" |
    jq -r --arg g $gate '[.status.conditions[] | select(.type == $g) | .status, .reason, .message] | join("|")'; }
condition_is() { case $(condition "$1") in "$2"*) true ;; *) false ;; esac; }
# told POD [FILTER]: what was written at its gate
told() { journal_read --source report-k8s/green --type report.done | jq -r --arg pod "$1" "select(.data.name == \$pod) | .data.value | select(${2:-true})"; }
of_green() { aws_state | jq '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith("/green")) | .targets[]] | length'; }
green_has() { [ "$(of_green)" = "$1" ]; }
# registers_since SEQUENCE: how often a target of green was registered
registers_since() { journal_read --from "$1" --type call.done | jq -r 'select(.data.action == "RegisterTargets") | .data.parameters.Targets[].Id' | grep -c '^10\.0\.2\.'; }

start_world blue green
for name in blue green; do
    add_ingress $name one 80 team /one
    remove_ingress $name shop
done
gated web-g 10.0.2.3 | kube green POST $pods >/dev/null
slice web-a=10.0.2.1 web-b=10.0.2.2 web-g=10.0.2.3 | kube green PUT $slices/web-1 >/dev/null
start_stages blue green
start_report
until_true 20 world_has '^target .*healthy' 5 && quiet; ok $? 'two clusters serve one group'
until_true 10 condition_is web-g 'True|'; ok $? 'a gate of green is open'

# ---- drained
before=$(told web-g | wc -l)
timeout 60 "$BIN/shift-traffic" drain green --wait --journal "$endpoint" >/dev/null 2>&1; ok $? 'green is drained'
quiet
is "$(condition web-g)" 'True||' 'the gate stays open when its target leaves: the pod serves on inside of its cluster'
is "$(told web-g | wc -l)" "$before" 'nothing else was told in between'
before=$(count report.done)
stop report KILL; start_report
until_true 10 grep -q 'caught up' "$dir/report.log"; quiet
is "$(count report.done)" "$before" 'a restart tells nothing again'
gated web-n 10.0.2.4 False | kube green POST $pods >/dev/null
slice web-a=10.0.2.1 web-b=10.0.2.2 web-g=10.0.2.3 web-n~10.0.2.4 | kube green PUT $slices/web-1 >/dev/null
until_true 20 condition_is web-n 'True|Drained'; ok $? 'a new pod becomes ready, or no node could be drained'
like "$(condition web-n)" 'its cluster is drained: no load balancer sends requests here' 'its condition says why'
"$BIN/journal" trace --journal "$endpoint" "report-k8s/green#$(journal_read --source report-k8s/green | jq -r 'select(.subject // "" | test("web-n")).id' | tail -n 1)" >"$dir/trace"
like "$(cat "$dir/trace")" 'traffic.drain ' 'its trace leads to the word that drained green'
from=$(last_sequence)
add_ingress blue two 80 team /two
until_true 20 world_has '^rule.*two.example.com' 1; quiet; ok $? 'blue gets another rule'
add_ingress green two 80 team /two
two_groups() { world | grep -Eq '^rule.*two.example.com.*=100 .*=0$'; }
until_true 20 two_groups; quiet; ok $? 'green gets it, too'
is "$(registers_since "$from")" 0 'and no target of green is registered for any of this'
is "$(of_green)" 0 'it still has none'
is "$(count traffic.drained '.data.cluster == "green" and (.data.ended | not)')" 2 'each of its groups was told to be empty once'

# ---- resumed
traffic resume green >/dev/null
until_true 20 green_has 8; ok $? 'after the resume its pods are registered'
until_true 20 condition_is web-n 'True||' ; ok $? 'the gate says what health checks say'
is "$(told web-n | tr '\n' '|')" 'True Drained|True|' 'and was never shut in between'
is "$(count traffic.drained '.data.ended')" 2 'that they are empty was ended once each'
quiet
sim 'health?target=10.0.2.4&state=unhealthy&reason=Target.Timeout'
until_true 20 condition_is web-n 'False|Target.Timeout'; ok $? 'a health check that fails shuts it'
sim 'health?target=10.0.2.4&state=healthy'
until_true 20 condition_is web-n 'True||'; quiet; ok $? 'and opens it'

# ---- weight 0 by hand is no drain
traffic weights blue=100 green=0 >/dev/null
until_true 20 world_has '^rule.*=100 .*=0$' 2 && quiet; ok $? 'green has no weight, but its targets'
gated web-o 10.0.2.5 False | kube green POST $pods >/dev/null
slice web-a=10.0.2.1 web-b=10.0.2.2 web-g=10.0.2.3 web-n=10.0.2.4 web-o~10.0.2.5 | kube green PUT $slices/web-1 >/dev/null
until_true 20 condition_is web-o 'True||'; ok $? 'a new pod is registered, and its gate waits for its health'
is "$(told web-o 'test("Drained")')" '' 'which is asked'

# ---- what only green can serve is kept, and its pods wait for their health
add_ingress green lone 80 team /lone
until_true 20 world_has '^rule.*lone.example.com' 1 && quiet; ok $? 'a rule of green alone'
timeout 60 "$BIN/shift-traffic" drain green --wait --journal "$endpoint" >/dev/null 2>&1; is $? 111 'a drain that keeps it'
gated web-p 10.0.2.6 False | kube green POST $pods >/dev/null
slice web-a=10.0.2.1 web-b=10.0.2.2 web-g=10.0.2.3 web-n=10.0.2.4 web-o=10.0.2.5 web-p~10.0.2.6 | kube green PUT $slices/web-1 >/dev/null
until_true 20 condition_is web-p 'True||'; ok $? 'a new pod behind it is registered there'
is "$(told web-p 'test("Drained")')" '' 'and never counts as drained, though its Service stands behind the others, too'
done_testing
