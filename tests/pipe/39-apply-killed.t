#!/bin/sh
# kill -9 of apply-aws in a batch of 60 calls, one after the other, whenever AWS has carried out EVERY of them (5; 1: at each step) and the last answer
# is not heard; then again with calls side by side. Each time the batch ends as interrupted and what is missing is planned anew, as plan-rules
# would. In the end each thing is there once, as in a run without kills.
. "$(dirname "$0")/40-apply-words.sh"
start_aws
start_journal
append() { "$BIN/journal" append --journal "$endpoint" >/dev/null; }
start() { background apply "$BIN/apply-aws" --endpoint-url "$aws_url" --journal "$endpoint" --budget 0 --health-every 0 --sweep-every 0; }
told() { journal_read --type "$1" | jq -c "select($2)" | wc -l; }
told_is() { [ "$(told "$1" "$2")" -eq "$3" ]; }
changes() { grep -cE '"action":"(Create|Modify)' "$dir/aws.requests"; }
changed() { [ "$(changes)" -ge "$1" ]; }
EVERY=${EVERY:-5}
configured | append
start; until_true 20 told_is aws.synced true 1
journal_read --type aws.observed >"$dir/world"
subnets=$(subnets_of "$dir/world")
sixty() {
    call sg ec2 CreateSecurityGroup "{\"GroupName\":\"k8s-web\",\"Description\":\"managed\",\"VpcId\":\"$vpc\",\"TagSpecifications\":[{\"ResourceType\":\"security-group\",\"Tags\":$tags}]}"
    call lb $elb CreateLoadBalancer "{\"Name\":\"k8s-web\",\"Scheme\":\"internet-facing\",\"Type\":\"application\",\"SubnetMappings\":$subnets,\"SecurityGroups\":[\"@securitygroup/k8s-web\"],\"Tags\":$tags}" '["sg"]'
    call li $elb CreateListener "{\"LoadBalancerArn\":\"@loadbalancer/k8s-web\",\"Port\":80,\"Protocol\":\"HTTP\",\"DefaultActions\":[{\"Type\":\"fixed-response\",\"FixedResponseConfig\":{\"StatusCode\":\"404\"}}],\"Tags\":$tags}" '["lb"]'
    for n in $(seq 20); do
        call "tg$n" $elb CreateTargetGroup "{\"Name\":\"tg$n\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"$vpc\",\"TargetType\":\"ip\",\"Tags\":$tags}"
        [ "$n" -gt 18 ] || call "at$n" $elb ModifyTargetGroupAttributes "{\"TargetGroupArn\":\"@targetgroup/tg$n\",\"Attributes\":[{\"Key\":\"deregistration_delay.timeout_seconds\",\"Value\":\"7\"}]}" "[\"tg$n\"]"
        [ "$n" -gt 19 ] || call "ru$n" $elb CreateRule "{\"ListenerArn\":\"@listener/k8s-web/80\",\"Priority\":$n,\"Conditions\":[{\"Field\":\"path-pattern\",\"PathPatternConfig\":{\"Values\":[\"/$n\"]}}],\"Actions\":[{\"Type\":\"forward\",\"TargetGroupArn\":\"@targetgroup/tg$n\"}],\"Tags\":$tags}" "[\"li\",\"tg$n\"]"
    done
}
sixty >"$dir/sixty"
is "$(wc -l <"$dir/sixty")" 60 'a batch of 60 calls'
# What the journal says is there, as the ids of the calls that would make it.
there() {
    journal_read | jq -cs 'reduce (.[]|select(.type=="aws.observed" or .type=="aws.gone")) as $e ({}; .[$e.subject]=$e.data) | [.[]|select(.value)|.resource as $r|.value|
        if $r=="SecurityGroup" and .GroupName=="k8s-web" then "sg" elif $r=="LoadBalancer" then "lb" elif $r=="Listener" then "li" elif $r=="Rule" then "ru\(.Priority)"
        elif $r=="TargetGroup" then .TargetGroupName, (if any(.Attributes[]?; .Key=="deregistration_delay.timeout_seconds" and .Value=="7") then "at"+.TargetGroupName[2:] else empty end) else empty end]'
}
missing() { there >"$dir/there"; jq -c --slurpfile there "$dir/there" 'select(.id as $i | $there[0]|index($i)|not) | .needs-=$there[0]' "$dir/sixty" >"$dir/missing"; [ -s "$dir/missing" ]; }
chained() { jq -cs 'to_entries as $all | $all[] | .value + {needs: (if .key == 0 then [] else [$all[.key-1].value.id] end)}' "$dir/missing"; }
for action in CreateSecurityGroup CreateLoadBalancer CreateListener CreateTargetGroup ModifyTargetGroupAttributes CreateRule; do
    sim "fault?kind=delay&action=$action&count=100000&ms=150"
done
rounds=0
# killed CALLS: plans what CALLS gives, and kills when enough of it is done
killed() {
    enough=$(($(changes) + EVERY))
    "$1" | batch loadbalancer/default/web | append
    until_true 20 changed $enough
    stop apply KILL
    rounds=$((rounds + 1))
    start; until_true 30 told_is batch.done true $rounds
}
cat_missing() { cat "$dir/missing"; }
left() { wc -l <"$dir/missing"; }
while missing && [ "$(left)" -gt 20 ]; do killed chained || break; done 2>/dev/null
while missing && [ "$(left)" -gt "$EVERY" ]; do killed cat_missing || break; done 2>/dev/null
if missing; then
    batch loadbalancer/default/web <"$dir/missing" | append; rounds=$((rounds + 1)); until_true 30 told_is batch.done true $rounds
fi
missing; is "$(left)" 0 "all is made through kills with -9, in $rounds batches"
[ "$(told batch.done '.data.outcome=="interrupted"')" -ge $((rounds - 2)) ]; ok $? 'which were interrupted, all but the last'
is "$(told batch.done '.data.outcome=="failed"')" 0 'and none failed'
sim faults/clear
observe >"$dir/real" 2>/dev/null
is "$(jq -r 'select(.type=="aws.observed").data.resource' "$dir/real" | sort | uniq -c | awk '$2~/^(LoadBalancer|Listener|Rule|TargetGroup)$/ {print $2, $1}' | tr '\n' ' ')" \
    'Listener 1 LoadBalancer 1 Rule 19 TargetGroup 20 ' 'each thing is there once, and no other'
is "$(jq -r 'select(.data.value.GroupName=="k8s-web").data.id' "$dir/real" | wc -l)" 1 'the security group too'
journal_read >"$dir/all"
cut() { jq -c 'if .data.value.Attributes then .data.value.Attributes|=map(select(.Key=="deregistration_delay.timeout_seconds" and .Value=="7")) else . end' "$1"; }
cut "$dir/all" >"$dir/all.cut"; cut "$dir/real" >"$dir/real.cut"
same_world "$dir/all.cut" "$dir/real.cut" 'and the journal says so'
seen=$(requests | wc -l); stop apply; start; until_true 20 grep -q 'caught up' "$dir/apply.log"; sleep 0.3
is "$(requests | wc -l)" "$seen" 'a restart calls nothing'
done_testing
