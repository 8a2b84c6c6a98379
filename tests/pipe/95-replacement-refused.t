#!/bin/bash
# A target group is to be replaced by another one, and AWS refuses a step of it for good: the old one serves on; whoever takes the change back
# has what he had, without a target lost on the way.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue
start_stages blue
until_true 30 world_has '^target .*healthy' 2 && quiet; ok $? 'an Ingress is served'
world >"$dir/before"
as_it_was() { [ "$(world)" = "$(cat "$dir/before")" ]; }
protocol() { # protocol [HTTPS]: another one needs another target group
    curl -sS --cacert "$dir/blue/ca.crt" -H 'Authorization: Bearer sim-token' "https://127.0.0.1:$(cat "$dir/blue.port")$ingresses/shop" |
        jq --arg p "${1:-}" '.metadata.annotations |= (del(.["alb.ingress.kubernetes.io/backend-protocol"]) + if $p == "" then {} else {"alb.ingress.kubernetes.io/backend-protocol": $p} end)' |
        kube blue PUT $ingresses/shop >/dev/null
}
old=$(aws_state | jq -r '.targetGroups[0].name')
# What was done since a line of the log to the old group, or to its targets: nothing that it would not survive.
harm() {
    tail -n +$(($1 + 1)) "$dir/aws.requests" | jq -r --arg old ":targetgroup/$old/" 'select(.status == 200 and (.action == "DeregisterTargets" or .action == "DeleteTargetGroup") and (.parameters.TargetGroupArn | contains($old))) | .action'
}
served_by_old() { [ "$(aws_state | jq --arg old "$old" '[.loadBalancers[].listeners[].rules[] | select(any(.forward[]; .group == $old and .weight > 0) | not)] | length')" = 0 ]; }
refuse() { sim "fault?kind=error&code=$2&status=400&message=it%20cannot%20be&count=100000&action=$1"; }
refused() { count_over call.failed ".data.action == \"$1\" and .data.errorCode == \"$2\"" "$3"; }
nothing_failed() { ! traffic status | grep -q "^failed"; }
# plays ACTION CODE NAME
plays() {
    local mark failed
    mark=$(wc -l <"$dir/aws.requests") failed=$(count call.failed)
    refuse "$1" "$2"
    protocol HTTPS
    until_true 30 refused "$1" "$2" 0; ok $? "$3: $1 is refused for good"
    until_true 30 count_over call.failed true $((failed + 1)); ok $? "$3: and tried again later"
    served_by_old; ok $? "$3: every rule is served by the old group"
    is "$(harm "$mark")" '' "$3: of which nothing was taken"
    like "$(traffic status)" "failed .*: $1 failed: $2: it cannot be" "$3: status says so"
    protocol
    until_true 60 as_it_was; ok $? "$3: taken back, all is as it was"
    sim faults/clear
    quiet 40; as_it_was; ok $? "$3: and stays so"
    is "$(harm "$mark")" '' "$3: the old group never lost a target"
    until_true 60 nothing_failed; ok $? "$3: nothing has failed any more"
}
plays CreateTargetGroup ValidationError 'no new group'
plays ModifyRule ValidationError 'a new group, but no rule'
plays RegisterTargets InvalidTarget 'a new group without targets'
is "$(strays)" '' 'nothing twice, nothing unused'
protocol HTTPS
replaced() { ! world_has "^group $old " && world_has '^rule .*=' 2 && world_has '^target .* healthy' 2; }
until_true 60 replaced; ok $? 'and where nobody refuses, it is replaced'
done_testing
