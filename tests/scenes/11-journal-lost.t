#!/bin/bash
# The journal is lost during a drain, and the pipeline starts elsewhere with nothing: no weight changes, no target is lost. The drained
# cluster stays without requests until the operator says otherwise; what he says then is done.
. "$(dirname "$0")/00-scene-words.sh"
start_scene blue green
weights() { aws_state | jq -c '[.loadBalancers[].listeners[].rules[] | {priority, forward}]'; }
targets_of() { aws_state | jq -r --arg net "$1." '.targetGroups[].targets[] | select(.state == "healthy" and (.id | startswith($net))).id' | sort | tr '\n' ' '; }
start_load steady shop.example.com/cart shop.example.com/
shifted blue=60 green=40; ok $? 'blue=60 green=40 by hand'
traffic drain green --reason upgrade >/dev/null; ok $? 'drain green'
until_true 30 in_force blue=1 green=0; ok $? 'its weight is 0'
before=$(weights) blue_targets=$(targets_of "$blue_net")

# Everything dies, the disk with it; another machine starts with the fleet's file alone.
for name in plan podinfo apply watch-blue watch-green; do stop $name KILL; done
stop journal KILL
rm -rf "$dir/journal" "$dir/cache"
mark=$(wc -l <"$dir/aws.requests")
start_journal
start_stages blue green
until_true 60 count_over aws.synced true 0 && until_true 60 count_over plan.settled true 0 && quiet 60; ok $? 'the pipeline has settled without its journal'
is "$(weights)" "$before" 'no weight has changed'
is "$(tail -n +$((mark + 1)) "$dir/aws.requests" | jq -r 'select(.action // "" | test("^(Create|Modify|Delete|Deregister|Set)")) | .action' | sort | uniq -c | tr -s ' \n' ' ')" '' 'no call has changed a rule or taken a target out'
is "$(targets_of "$blue_net")" "$blue_targets" 'no target is lost'
shares blue=1 green=0
# The operator goes on: the cluster comes back.
traffic weights blue=60 green=40 >/dev/null; traffic resume green >/dev/null
until_true 60 in_force blue=60 green=40 && until_true 30 settled; ok $? 'and he brings green back'
shares blue=60 green=40
no_errors steady 'a journal lost during a drain'
done_scene
