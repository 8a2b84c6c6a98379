#!/bin/bash
# A cluster that falls to 0 and recovers: it must be well for a while, and then rises in steps, also over a restart in the middle.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
sed -i 's/^options: {/options: {healthy-after: 1s, rise-step: 25%, rise-every: 2s, /' "$dir/fleet.yaml"
start_stages blue green
until_true 30 world_has '^rule.*=100 .*=100' 2 && until_true 20 world_has '^target .* healthy' 4 && quiet; ok $? 'two clusters at the same weight'
from=$(last_sequence) risen=$(count traffic.rising) # a cluster that joined later has risen, too
group=$(aws_state | jq -r '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] | endswith("/green")).name][0]')
sim "health?state=unhealthy&group=$group"
until_true 30 world_has '^rule.*=100 .*=0' 2 && quiet; ok $? 'green has nobody healthy, and falls to 0'
sim "health?state=auto&group=$group"
until_true 30 world_has '^rule.*=100 .*=(25|50)' 2; ok $? 'it recovers, and begins to rise'
stop plan KILL 2>/dev/null
start_plan
until_true 60 world_has '^rule.*=100 .*=100' 2; ok $? 'a restart later it has its weight'
is $(($(count traffic.rising) - risen)) 1 'that it began is on record once'
quiet
# The weights of green that went out, in order.
journal_read --type plan.batch --from "$from" | jq -r '.data.calls[] | select(.action == "ModifyRule") | [.parameters.Actions[].ForwardConfig.TargetGroups[].Weight] | last' | uniq | tr '\n' ' ' >"$dir/weights"
like "$(cat "$dir/weights")" '^0 25 .*100 $' 'from nothing in steps to all of it'
is "$(tr ' ' '\n' <"$dir/weights" | grep -v '^$' | sort -n | tr '\n' ' ')" "$(cat "$dir/weights")" 'never down'
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; is $? 0 'replayed, it is the same'
done_testing
