#!/bin/bash
# Target groups that a person made and TargetGroupBindings fill: what a drain takes out of them, and what is left when a binding, or its
# cluster, is gone.
. "$(dirname "$0")/70-pipeline-words.sh"
bindings=/apis/elbv2.k8s.aws/v1beta1/namespaces/default/targetgroupbindings
binding() { # binding NAME: fills the group of that name from Service web
    jq -n --arg name "$1" --arg arn "$(arn "$1")" '{apiVersion:"elbv2.k8s.aws/v1beta1",kind:"TargetGroupBinding",metadata:{name:$name,namespace:"default"},
        spec:{targetGroupARN:$arn,targetType:"ip",serviceRef:{name:"web",port:80}}}'
}
bind() { binding "$2" | kube "$1" POST $bindings >/dev/null; } # bind CLUSTER NAME
unbind() { : | kube "$1" DELETE "$bindings/$2" >/dev/null; }
arn() { aws_state | jq -r --arg n "$1" '.targetGroups[] | select(.name == $n).arn'; }
in_group() { aws_state | jq -r --arg n "$1" '[.targetGroups[] | select(.name == $n).targets[] | select(.state != "draining").id] | sort | join(" ")'; }
group_is() { [ "$(in_group "$1")" = "$2" ]; }
# by_hand CALL-JSON...: a person's own calls
by_hand() {
    jq -cn --argjson calls "[$1]" '{specversion:"1.0",id:"00000000000000000001",source:"plan-rules",type:"plan.batch",subject:"targets/hand",
        data:{unit:"targets/hand",horizon:1,reason:"test",because:[],calls:$calls}}' | "$BIN/apply-aws" --endpoint-url "$aws_url" --fleet "$dir/fleet.yaml" >>"$dir/hand" 2>>"$dir/hand.err"
}
made() { printf '{"id":"%s","service":"elasticloadbalancing","action":"CreateTargetGroup","parameters":{"Name":"%s","Protocol":"HTTP","Port":80,"VpcId":"vpc-1","TargetType":"ip"},"lane":"rules","reason":"test"}' "$1" "$2"; }
start_world blue green
by_hand "$(made 1 both), $(made 2 greens), $(made 3 blues)"
bind blue both; bind green both; bind green greens; bind blue blues
start_stages blue green
blue='10.0.1.1 10.0.1.2' green='10.0.2.1 10.0.2.2'
until_true 30 group_is both "$blue $green" && until_true 30 group_is greens "$green" && until_true 30 group_is blues "$blue" && quiet; ok $? 'three groups that a person made are filled'

# ---- drained
timeout 90 "$BIN/shift-traffic" drain green --wait --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 111 'a drain that leaves targets in a group that only green fills does not call it done'
like "$(cat "$dir/said")" 'target group greens, which a person made and green/default/targetgroupbinding/greens fills' 'and names it'
group_is both "$blue"; ok $? 'where blue is there to serve, green has left'
group_is greens "$green"; ok $? 'where nobody else is, it has not'
is "$(journal_read --type traffic.drained | jq -r .subject | grep -c '/green$')" 1 'which is told of the one that it left'
timeout 90 "$BIN/shift-traffic" drain green --force --wait --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'by force it leaves there, too'
is "$(in_group greens)" '' 'to the last target'
traffic resume green >/dev/null
until_true 30 group_is both "$blue $green" && until_true 30 group_is greens "$green"; ok $? 'resumed, both are filled again'
quiet

# ---- a binding is deleted
mark=$(last_sequence)
unbind blue blues
until_true 30 group_is blues ''; ok $? 'what was registered through a binding leaves with it'
cause=$(journal_read --from "$mark" --type call.done | jq -r 'select(.data.action == "DeregisterTargets") | .source + "#" + .id' | head -n 1)
like "$("$BIN/journal" trace --journal "$endpoint" "$cause")" 'DeregisterTargets' 'in a call that can be traced'
quiet
is "$(journal_read --from "$mark" --type plan.batch | wc -l)" 1 'in one batch, once'
by_hand "{\"id\":\"1\",\"service\":\"elasticloadbalancing\",\"action\":\"RegisterTargets\",\"parameters\":{\"TargetGroupArn\":\"$(arn blues)\",\"Targets\":[{\"Id\":\"10.0.9.9\",\"Port\":80}]},\"lane\":\"register\",\"reason\":\"test\"}"
quiet; group_is blues 10.0.9.9; ok $? 'who fills the group later is left alone'
unbind green both
until_true 30 group_is both "$blue"; ok $? 'where another cluster fills the group on, only its own leave'

# ---- a cluster is forgotten
bind green both
until_true 30 group_is both "$blue $green" && quiet; ok $? 'green fills it again'
timeout 90 "$BIN/shift-traffic" forget green --wait --journal "$endpoint" >/dev/null 2>"$dir/said"; is $? 0 'green is forgotten'
is "$(in_group greens)" '' 'nothing of it is left in the group that only it filled'
until_true 20 group_is both "$blue"; ok $? 'nor in the one that blue fills on'
is "$(grep -c 'still has' "$dir/said")" 0 'and nobody speaks of the targets of blue'
quiet
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; is $? 0 'replayed, it is the same'
done_testing
