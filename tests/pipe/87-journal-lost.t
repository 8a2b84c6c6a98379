#!/bin/bash
# The journal is lost in the middle of a drain and the pipeline starts with nothing: the weights that AWS holds are taken over, nothing is
# changed, no target is lost; what is asked for anyway is not taken over.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue green
add_ingress blue other 80 '' /other
add_ingress green other 80 '' /other
add_ingress blue even 80 '' /even
add_ingress green even 80 '' /even
start_stages blue green
until_true 30 world_has '^target .* healthy' 12 && quiet; ok $? 'three load balancers before two clusters, all targets healthy'
traffic weights blue=60 green=30 --ingress default/other >/dev/null
until_true 20 world_has '^rule.*other.*=60 .*=30' 1 && quiet; ok $? 'one has weights of its own'
traffic drain green --ingress default/shop --reason upgrade >/dev/null
until_true 20 world_has '^rule.*shop.*=100 .*=0' 2; ok $? 'green is being drained of another'
stop_stages KILL blue green
stop journal KILL 2>/dev/null
rm -rf "$dir/journal"
world | grep -v '^target' >"$dir/before"
held=$(world | grep '^target' | grep -vc draining)
line=$(wc -l <"$dir/aws.requests")

start_journal
start_stages blue green
until_true 20 count_over traffic.taken true 1; ok $? 'started with nothing, what AWS holds is taken over'
until_true 20 count_over plan.settled '.subject | startswith("loadbalancer/")' 2; ok $? 'each load balancer is as it is wanted'
quiet
world | grep -v '^target' >"$dir/after"
is "$(LC_ALL=C diff "$dir/before" "$dir/after")" '' 'no rule, no weight, no group is changed'
is "$(tail -n +$((line + 1)) "$dir/aws.requests" | jq -r '.action // empty' | grep -Ev '^(Describe|Get|RegisterTargets)' | sort | uniq -c)" '' 'no call but reads and registrations'
[ "$(world | grep '^target' | grep -vc draining)" -ge "$held" ]; ok $? 'no target is lost'
is "$(journal_read --type traffic.taken | jq -c '[.subject, .data.ingresses[0].ingress, [.data.ingresses[0].weights[] | .cluster, .weight]]' | sort | tr '\n' ' ')" \
    '["default/other","default/other",["blue",60,"green",30]] ["default/shop","default/shop",["blue",100,"green",0]] ' 'just the two that are not as Ingresses say'
like "$(traffic status)" 'green +weight 0 .*taken over from AWS, until .*weights.* or .resume. says otherwise' 'status tells why'
journal_read --type traffic.taken | tail -n 1 | jq -r '.causationid' >"$dir/cause"
like "$(cat "$dir/cause")" '^apply-aws#' 'the event names what it was read from'

stop plan TERM 2>/dev/null; stop apply KILL 2>/dev/null
start_plan; start_apply
quiet
world | grep -v '^target' >"$dir/after"
is "$(LC_ALL=C diff "$dir/before" "$dir/after")" '' 'it holds over a restart'
is "$(count traffic.taken)" 2 'and is not said again'
traffic resume green >/dev/null
until_true 30 world_has '^rule.*shop.*=100 .*=100' 2; ok $? 'resume brings green back where it stood at 0'
world_has '^rule.*other.*=60 .*=30' 1; ok $? 'the other weights hold on'
traffic weights blue=10 green=90 >/dev/null
until_true 20 world_has '^rule.*=10 .*=90' 4; ok $? 'weights of the operator go first everywhere'
quiet
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; is $? 0 'replayed, it is the same'
done_testing
