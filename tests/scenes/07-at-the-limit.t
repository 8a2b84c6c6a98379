#!/bin/bash
# At 100 rules and 100 target groups: an Ingress is put in front, half of all rules are replaced at once, all go.
. "$(dirname "$0")/00-scene-words.sh"
start_scene blue green
many=50
# one NUMBER [PATH]: an Ingress of the group with two paths; the one of number 50 comes first in the order
one() {
    ingress "i$1" 80 team "/i$1/a" | quick | jq --arg n "$1" --arg p "/i$1/${2:-b}" '.spec.rules[0].http.paths += [.spec.rules[0].http.paths[0] | .path = $p]
        | .metadata.annotations += {"alb.ingress.kubernetes.io/group.order": (if $n == "50" then "-1" else "1" end)}'
}
of_team() { aws_state | jq -r '.loadBalancers[] | select(.tags["ingress.k8s.aws/stack"] == "team")'; }
groups() { aws_state | jq '[.targetGroups[] | select(.tags["ingress.k8s.aws/stack"] == "team" and .loadBalancer != null)] | length'; }
for n in $(seq $((many - 1))); do
    one "$n" >"$dir/put"
    for cluster in blue green; do kube $cluster POST $ingresses <"$dir/put" >/dev/null; done
done
until_true 180 world_has '^rule .* i[0-9]*.example.com /i' $((2 * many - 2)) && until_true 120 world_has '^target .* healthy' $((4 * many)); ok $? '98 rules and 98 target groups'
at=$(of_team | jq -r '.serving[] | select(.port == 80).endpoint')
until_true 120 in_force blue=1 green=1 && until_true 60 settled && quiet 60; ok $? 'with both clusters behind each rule'
# shellcheck disable=SC2046
start_load steady $(for n in $(seq $((many - 1))); do echo "i$n.example.com/i$n/a"; done)

mark=$(wc -l <"$dir/aws.requests")
one $many >"$dir/put"
for cluster in blue green; do kube $cluster POST $ingresses <"$dir/put" >/dev/null; done
until_true 120 world_has "^rule .* i$many.example.com /i" 2 && until_true 60 world_has '^target .* healthy' $((4 * many + 4)) && until_true 120 in_force blue=1 green=1; ok $? 'one more, in front of all: 100 and 100'
tell "inserted with $(tail -n +$((mark + 1)) "$dir/aws.requests" | jq -r 'select(.action // "" | test("^(Describe|Get)") | not) | .action // empty' | sort | uniq -c | tr -s ' \n' ' ')"
is "$(of_team | jq '[.listeners[].rules[]] | length') $(groups)" '100 100' 'AWS holds so many'
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
is "$(of_team | jq '[.listeners[].rules[]] | length') $(groups)" '100 100' 'AWS holds as many as before'
no_errors steady 'at the limit'

for n in $(seq $many); do for cluster in blue green; do remove_ingress $cluster "i$n"; done; done
gone() { [ -z "$(of_team)" ] && world_has '^group' 2; }
until_true 180 gone; ok $? 'all Ingresses deleted: all goes'
is "$(strays)" '' 'nothing twice, nothing unused'
done_scene
