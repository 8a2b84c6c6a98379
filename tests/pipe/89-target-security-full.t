#!/bin/bash
# A node's security group that has no room for the rule that lets the load balancer in: told once, to the Ingress and to the TargetGroupBinding
# whose targets cannot be reached, and let go when there is room.
. "$(dirname "$0")/70-pipeline-words.sh"

ec2() { # ec2 ACTION [NAME=VALUE...]
    ec_action=$1; shift
    curl -sS -o "$dir/ec2.answer" -w '%{http_code}' "$aws_url/" -d "Action=$ec_action" -d Version=2016-11-15 "${@/#/-d}" | grep -q '^200$' || { cat "$dir/ec2.answer" >&2; return 1; }
}
foreign() { ec2 "$1SecurityGroupIngress" "GroupId=$sg" IpPermissions.1.IpProtocol=tcp IpPermissions.1.FromPort=22 IpPermissions.1.ToPort=22 IpPermissions.1.IpRanges.1.CidrIp=10.0.0.0/8; }
events() { kube blue GET /apis/events.k8s.io/v1/namespaces/default/events </dev/null | jq -r '.items[] | [.type, .reason, .regarding.kind, .regarding.name, .note] | join(" ")'; }
events_have() { events | grep -Eq "$1"; }

start_world blue
sed -i 's/^options: {/&ask-again: 2s, inbound-rules-per-security-group: 1, /' "$dir/fleet.yaml"
stop aws; start_aws --unsigned
ec2 CreateSecurityGroup GroupName=nodes GroupDescription=nodes VpcId=vpc-1
sg=$(aws_state | jq -r '.securityGroups[] | select(.name == "nodes").id')
kube blue DELETE /api/v1/nodes/node-1 </dev/null >/dev/null
echo '{"apiVersion":"v1","kind":"Node","metadata":{"name":"node-1"},"spec":{"providerID":"aws:///us-west-2a/i-0000000000000b1ee"},"status":{"conditions":[{"type":"Ready","status":"True"}]}}' | kube blue POST /api/v1/nodes >/dev/null
sim "interface?id=eni-1&instance=i-0000000000000b1ee&groups=$sg&address=10.0.1.1,10.0.1.2"
foreign Authorize
start_watch blue; start_podinfo; start_plan; start_apply --sweep-every 200ms; start_report

until_true 40 count_over plan.held ".subject == \"targetsecurity/$sg\"" 0; ok $? 'a security group without room is told'
is "$(journal_read --type plan.held | jq -r --arg s "targetsecurity/$sg" 'select(.subject == $s).data.groups | length' | head -n 1)" 1 'with the target group that it concerns'
until_true 20 events_have "^Warning Held Ingress shop security group $sg has no room for 1 more rules"; ok $? 'and is an Event on the Ingress'
group=$(aws_state | jq -r '.targetGroups[0].arn')
kube blue POST /apis/elbv2.k8s.aws/v1beta1/namespaces/default/targetgroupbindings >/dev/null <<JSON
{"apiVersion":"elbv2.k8s.aws/v1beta1","kind":"TargetGroupBinding","metadata":{"name":"mine","namespace":"default"},"spec":{"targetGroupARN":"$group","targetType":"ip",
 "serviceRef":{"name":"web","port":80},"networking":{"ingress":[{"from":[{"ipBlock":{"cidr":"10.9.0.0/16"}}],"ports":[{"protocol":"TCP","port":8080}]}]}}}
JSON
until_true 20 events_have "^Warning Held TargetGroupBinding mine security group $sg has no room"; ok $? 'and on a TargetGroupBinding whose rules find no room'
kube blue DELETE /apis/elbv2.k8s.aws/v1beta1/namespaces/default/targetgroupbindings/mine </dev/null >/dev/null
quiet 20
is "$(count call.failed)" 0 'nothing is sent that AWS would refuse'

foreign Revoke
until_true 60 eval '[ "$(aws_state | jq -r --arg id "$sg" ".securityGroups[] | select(.id == \$id).permissions | length")" = 1 ]'; ok $? 'when there is room the rule is made'
until_true 20 count_over plan.settled ".subject == \"targetsecurity/$sg\"" 0; ok $? 'and that it is over is told'
stop_stages TERM blue
done_testing
