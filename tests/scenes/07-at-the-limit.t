#!/bin/bash
# At 100 rules and 100 target groups: an Ingress is put in front, half of all rules are replaced at once, then every target group, all go.
# MANY=6: so many Ingresses of two rules instead of 50, and quotas of AWS that are just as low.
. "$(dirname "$0")/00-scene-words.sh"
many=${MANY:-50}
start_plane() {
    start_aws --data-plane "$dir/plane" --time-scale $FACTOR --healthy-ms -1 --drain-ms -1 --buckets
    for sp_name in rules target-groups; do sim "limit?name=$sp_name-per-application-load-balancer&max=$((2 * many))"; done
}
start_scene blue green
# one NUMBER [PATH]: an Ingress of the group with two paths; the last one comes first in the order
one() {
    ingress "i$1" 80 team "/i$1/a" | quick | jq --arg n "$1" --arg many $many --arg p "/i$1/${2:-b}" '.spec.rules[0].http.paths += [.spec.rules[0].http.paths[0] | .path = $p]
        | .metadata.annotations += {"alb.ingress.kubernetes.io/group.order": (if $n == $many then "-1" else "1" end)}'
}
of_team() { aws_state | jq -r '.loadBalancers[] | select(.tags["ingress.k8s.aws/stack"] == "team")'; }
groups() { aws_state | jq '[.targetGroups[] | select(.tags["ingress.k8s.aws/stack"] == "team" and .loadBalancer != null)] | length'; }
for n in $(seq $((many - 1))); do
    one "$n" >"$dir/put"
    for cluster in blue green; do kube $cluster POST $ingresses <"$dir/put" >/dev/null; done
done
until_true 180 world_has '^rule .* i[0-9]*.example.com /i' $((2 * many - 2)) && until_true 120 world_has '^target .* healthy' $((4 * many)); ok $? "$((2 * many - 2)) rules and $((2 * many - 2)) target groups"
until_true 120 in_force blue=1 green=1 && until_true 60 settled && quiet 60; ok $? 'with both clusters behind each rule'
serves_team() { at=$(of_team | jq -r '.serving[] | select(.port == 80).endpoint'); [ -n "$at" ]; }
until_true 60 serves_team
# shellcheck disable=SC2046
start_load steady $(for n in $(seq $((many - 1))); do echo "i$n.example.com/i$n/a"; done)

mark=$(wc -l <"$dir/aws.requests")
one $many >"$dir/put"
for cluster in blue green; do kube $cluster POST $ingresses <"$dir/put" >/dev/null; done
until_true 120 world_has "^rule .* i$many.example.com /i" 2 && until_true 60 world_has '^target .* healthy' $((4 * many + 4)) && until_true 120 in_force blue=1 green=1; ok $? 'one more, in front of all'
tell "inserted with $(tail -n +$((mark + 1)) "$dir/aws.requests" | jq -r 'select(.action // "" | test("^(Describe|Get)") | not) | .action // empty' | sort | uniq -c | tr -s ' \n' ' ')"
is "$(of_team | jq '[.listeners[].rules[]] | length') $(groups)" "$((2 * many)) $((2 * many))" 'AWS holds as many as it may'
quiet 60

began=$(date +%s)
mark=$(wc -l <"$dir/aws.requests")
for n in $(seq $many); do
    one "$n" c >"$dir/put"
    for cluster in blue green; do kube $cluster PUT "$ingresses/i$n" <"$dir/put" >/dev/null; done
done
until_true 300 world_has '^rule .*/c ' $many && until_true 120 world_has '^rule .*/b ' 0; ok $? 'every second rule is replaced by one for another path'
until_true 120 in_force blue=1 green=1 && until_true 60 settled && quiet 60; ok $? 'and both clusters serve behind each'
tell "replaced in $(($(date +%s) - began)) s with $(tail -n +$((mark + 1)) "$dir/aws.requests" | jq -r 'select(.action // "" | test("^(Describe|Get)") | not) | .action // empty' | sort | uniq -c | tr -s ' \n' ' ')"
is "$(of_team | jq '[.listeners[].rules[]] | length') $(groups)" "$((2 * many)) $((2 * many))" 'AWS holds as many as before'

# The Service gets a second port, and all Ingresses lead to that: each cluster needs another target group for each.
for cluster in blue green; do
    fetch $cluster $slices/web-1 | jq '.ports += [.ports[0] | .name = "other"]' | kube $cluster PUT $slices/web-1 >/dev/null
    fetch $cluster /api/v1/namespaces/default/services/web | jq '.spec.ports += [.spec.ports[0] | .name = "other" | .port = 81]' |
        kube $cluster PUT /api/v1/namespaces/default/services/web >/dev/null
done
began=$(date +%s)
mark=$(wc -l <"$dir/aws.requests")
others() { aws_state | jq '[.targetGroups[] | select((.tags["ingress.k8s.aws/resource"] // "" | endswith(":81")) and .loadBalancer != null)] | length'; }
for n in $(seq $many); do
    one "$n" c | jq '(.. | objects | select(has("number")).number) = 81' >"$dir/put"
    for cluster in blue green; do kube $cluster PUT "$ingresses/i$n" <"$dir/put" >/dev/null; done
done
all_others() { [ "$(others)" = $((2 * many)) ]; }
until_true 600 all_others && until_true 120 in_force blue=1 green=1 && until_true 60 settled && quiet 60
ok $? 'every target group is replaced, and both clusters serve'
tell "replaced in $(($(date +%s) - began)) s with $(tail -n +$((mark + 1)) "$dir/aws.requests" | jq -r 'select(.action // "" | test("^(Describe|Get)") | not) | .action // empty' | sort | uniq -c | tr -s ' \n' ' ')"
is "$(count batch.done '.data.outcome != "done"')" 0 'no call was refused'
no_errors steady 'at the limit'

for n in $(seq $many); do for cluster in blue green; do remove_ingress $cluster "i$n"; done; done
gone() { [ -z "$(of_team)" ] && world_has '^group' 2; }
until_true 180 gone; ok $? 'all Ingresses deleted: all goes'
is "$(strays)" '' 'nothing twice, nothing unused'
done_scene
