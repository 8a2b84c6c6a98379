#!/bin/bash
# An ALB is handed back to the AWS Load Balancer Controller of the cluster that the fleet is named after: by the steps of docs/TRAFFIC.md,
# and what is left is just what that cluster alone would have.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
sed -i 's/^fleet: shop/fleet: blue/' "$dir/fleet.yaml"
start_stages blue green
until_true 30 world_has '^rule.*=100 .*=100' 2 && until_true 20 world_has '^target .* healthy' 4 && quiet; ok $? 'a fleet named like its first cluster, over two'
"$BIN/shift-traffic" ramp blue=0..100 green=100..0 step=50 every=100ms --wait --timeout 60s --abort-if 'healthy<50%' --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'all traffic to blue'
until_true 20 world_has '^rule.*=100 .*=0' 2; ok $? 'green has none'
timeout 60 "$BIN/shift-traffic" drain green --wait --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'green is drained'
timeout 60 "$BIN/shift-traffic" forget green --wait --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'green is forgotten'
quiet
is "$(traffic status --json | jq -c '[([.rules[].shares[].cluster] | unique), [.units[] | select(.unit != "cluster/green")]]')" '[["blue"],[]]' 'each rule leads to blue alone, and nothing is on its way'
stop_stages TERM blue green
is "$(aws_state | jq -c '[.loadBalancers[], .targetGroups[] | .tags["elbv2.k8s.aws/cluster"]] | unique')" '["blue"]' "all is tagged as blue's own"
is "$(strays)" '' 'nothing is left over'

# What blue alone asks for, of nobody's journal.
write_fleet blue
sed -i 's/^fleet: shop/fleet: blue/' "$dir/fleet.yaml"
"$BIN/build-podinfo" --fleet "$dir/fleet.yaml" <("$BIN/apply-aws" --fleet "$dir/fleet.yaml" --endpoint-url "$aws_url" --observe 2>/dev/null) \
    <("$BIN/watch-k8s" --cluster blue --kubeconfig "$dir/blue/kubeconfig" --once 2>/dev/null) 2>"$dir/pipe.log" | "$BIN/plan-rules" --diff >"$dir/diff" 2>>"$dir/pipe.log"; ok $? 'asked in a pipe'
is "$(cat "$dir/diff")" 'nothing to do' 'there is nothing to change: it is as blue alone would have made it'
done_testing
