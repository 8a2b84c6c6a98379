#!/bin/bash
# Traffic moved by hand between two clusters; Ingresses that come and go, down to the last one.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
remove_ingress blue shop; remove_ingress green shop
for cluster in blue green; do
    add_ingress $cluster a 80 team /a
    add_ingress $cluster b 80 team /b
done
add_ingress blue only-blue 80 team /only
start_stages blue green
# weights HOST: CLUSTER=WEIGHT of the rule of this host, in order
weights() {
    aws_state | jq -r --arg host "$1.example.com" '
        (.targetGroups | map({key: .arn, value: (.tags["elbv2.k8s.aws/cluster"] | split("/") | last)}) | from_entries) as $cluster
        | .loadBalancers[].listeners[].rules[] | select([.conditions[].Values[]] | index($host))
        | [.forward[] | "\($cluster[.arn])=\(.weight)"] | join(" ")'
}
weights_are() { [ "$(weights "$1")" = "$2" ]; }
# targets CLUSTER: how many targets are registered in the groups of a cluster, draining ones too
targets() {
    aws_state | jq -r --arg c "$1" '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith("/" + $c)) | .targets[]] | length'
}
targets_are() { [ "$(targets "$1")" = "$2" ]; }
until_true 20 weights_are only-blue 'blue=1'; until_true 10 world_has '^target .* healthy' 10; ok $? 'a group of five Ingresses over two clusters, all targets healthy'
is "$(world_has '^loadbalancer' 1; echo $?) $(world_has '^rule' 3; echo $?)" '0 0' 'is one load balancer with three rules'
until_true 10 weights_are a 'blue=100 green=100'; ok $? 'both clusters have the same weight'

traffic weights blue=90 green=10 --reason 'a careful start' >/dev/null
until_true 10 weights_are a 'blue=90 green=10' && until_true 10 weights_are b 'blue=90 green=10'; ok $? 'weights of the fleet move every rule'
traffic weights blue=50 green=50 --ingress default/b >/dev/null
until_true 10 weights_are b 'blue=50 green=50'; ok $? 'those of an Ingress only its own'
is "$(weights a)" 'blue=90 green=10' 'and the other stays'
read -r cause _ < <(journal_read --type call.done | jq -r 'select(.data.action == "ModifyRule" or .data.action == "SetRulePriorities") | .source + "#" + .id' | tail -n 1)
"$BIN/journal" trace --journal "$endpoint" "$cause" >"$dir/trace"
like "$(cat "$dir/trace")" 'traffic.weights' "the call's trace leads to the command"

"$BIN/shift-traffic" drain green --fleet "$dir/fleet.yaml" --journal "$endpoint" --reason upgrade >/dev/null; ok $? 'drain green'
until_true 10 weights_are a 'blue=90 green=0' && until_true 10 weights_are b 'blue=50 green=0'; ok $? 'weight 0 in every rule'
read -r cause _ < <(journal_read --type call.done | jq -r 'select(.data.action == "ModifyRule") | .source + "#" + .id' | tail -n 1)
like "$("$BIN/journal" trace --journal "$endpoint" "$cause")" 'traffic.drain' "the call's trace leads to the word"
until_true 20 targets_are green 0; ok $? 'then its targets go'
weight=$(jq -r 'select(.action == "ModifyRule" and .status == 200).time_ns' "$dir/aws.requests" | tail -n 1)
left=$(jq -r 'select(.action == "DeregisterTargets" and .status == 200).time_ns' "$dir/aws.requests" | head -n 1)
[ "$left" -gt "$weight" ]; ok $? 'in this order'
is "$(targets blue)" 6 'those of blue stay'
pod web-c 10.0.2.3 | kube green POST $pods >/dev/null
slice web-a=10.0.2.1 web-b=10.0.2.2 web-c=10.0.2.3 | kube green PUT $slices/web-1 >/dev/null
quiet; is "$(targets green)" 0 'a pod born while drained is not registered'
traffic resume green >/dev/null; ok $? 'resume green'
until_true 20 targets_are green 6; ok $? 'all its pods are registered, the new one too'
until_true 20 weights_are a 'blue=90 green=10' && until_true 10 weights_are b 'blue=50 green=50'; ok $? 'and the weights come back'

# An Ingress of one cluster goes: the other serves on. Then the last of its name: the rule goes.
remove_ingress green a
until_true 20 weights_are a 'blue=1'; ok $? "an Ingress deleted in green: blue alone serves its rule"
is "$(weights b)" 'blue=50 green=50' 'and the other rule stays'
remove_ingress blue a
until_true 20 world_has '^rule.*a.example.com' 0; ok $? 'deleted in blue too: the rule goes'
until_true 20 targets_are blue 4 && until_true 20 targets_are green 3; ok $? 'with its target groups'
traffic hold >/dev/null
remove_ingress blue only-blue
until_true 10 count_over ingress.delete '.subject == "blue/default/ingress/only-blue"' 0
quiet; world_has '^rule.*only-blue.example.com' 1; ok $? 'on hold nothing is planned'
traffic release >/dev/null
until_true 20 world_has '^rule.*only-blue.example.com' 0; ok $? 'released, it is'
no_strays() { [ -z "$(strays)" ]; }
until_true 10 no_strays; is "$(strays)" '' 'nothing twice, nothing unused'

remove_ingress green b
remove_ingress blue b
until_true 30 world_is ''; ok $? 'the last Ingress deleted: load balancer, target groups and security groups go'
is "$(world)" '' 'to the last one'
"$BIN/journal" verify --directory "$dir/journal" >/dev/null 2>&1; ok $? 'the hash chain is whole'
done_testing
