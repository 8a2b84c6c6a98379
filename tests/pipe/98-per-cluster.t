#!/bin/bash
# With `implicit-groups: per-cluster` an Ingress without a group name has a load balancer in each cluster: both are made and kept, and the
# one of a cluster goes with its Ingress, not with the other's.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
sed -i 's/^options: {/&implicit-groups: per-cluster, /' "$dir/fleet.yaml"
# The clusters whose load balancers stand, with the paths that they serve: "shop/blue /cart,/shop".
balancers() {
    aws_state | jq -r '[.loadBalancers[] | "\(.tags["elbv2.k8s.aws/cluster"]) \([.listeners[].rules[].conditions[] | select(.Field == "path-pattern").Values[0]] | sort | join(","))"] | sort | join("; ")'
}
balancers_are() { [ "$(balancers)" = "$1" ]; }
start_stages blue green
until_true 30 world_has '^loadbalancer' 2 && until_true 20 world_has '^target .* healthy' 4 && quiet; ok $? 'a load balancer for each cluster'
stood=$(balancers)
is "$(strays)" '' 'nothing twice, nothing unused'
is "$(requests | grep -c '^Delete')$(count plan.held)" 00 'none was taken for what nobody wants'
calls=$(changes)
stop plan; start_plan; until_true 20 grep -q 'caught up' "$dir/plan.log"; quiet
stop apply; start_apply; quiet
is "$(changes) $(balancers)" "$calls $stood" 'a restart calls nothing again'
"$BIN/journal" read --journal "$endpoint" | "$BIN/plan-rules" --diff --fleet "$dir/fleet.yaml" >"$dir/diff.out" 2>"$dir/diff.err"
is "$(grep -cE '^[-+~] ' "$dir/diff.out")" 0 'and what stands is what is wanted'
put_ingress blue shop 80 '' /new
until_true 20 world_has '^rule .* /new ' && quiet; ok $? 'a change in one cluster'
is "$(balancers | tr ';' '\n' | grep -c /new)" 1 'is one of its load balancer alone'
remove_ingress green shop
until_true 30 world_has '^loadbalancer' 1 && until_true 30 world_has '^group' 1 && quiet; ok $? 'an Ingress goes: its load balancer and target group go'
is "$(balancers | grep -c 'blue.*/new')" 1 'and the other one serves on'
is "$(strays)" '' 'nothing unused is left'
done_testing
