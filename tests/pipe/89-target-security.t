#!/bin/bash
# The rules in the security groups of nodes and pods, from end to end: two clusters whose nodes have groups of their own, and an
# incumbent's rules in one of them. The simulated AWS finds a target healthy only where some rule lets its load balancer in.
. "$(dirname "$0")/70-pipeline-words.sh"

ec2() { # ec2 ACTION [NAME=VALUE...]
    ec_action=$1; shift
    curl -sS -o "$dir/ec2.answer" -w '%{http_code}' "$aws_url/" -d "Action=$ec_action" -d Version=2016-11-15 "${@/#/-d}" | grep -q '^200$' || { cat "$dir/ec2.answer" >&2; return 1; }
}
make_group() { ec2 CreateSecurityGroup "GroupName=$1" GroupDescription=nodes VpcId=vpc-1 && group_id "$1"; }
group_id() { aws_state | jq -r --arg n "$1" '.securityGroups[] | select(.name == $n).id'; }
backend() { aws_state | jq -r '.securityGroups[] | select(.description | startswith("[k8s] Shared")).id'; }
# rules GROUP: PROTOCOL FROM-TO SOURCE (DESCRIPTION), the backend group named so
rules() {
    aws_state | jq -r --arg id "$1" --arg backend "$(backend)" '.securityGroups[] | select(.id == $id).permissions[]
        | "\(.protocol) \(.from)-\(.to) \(.cidrIp // (.groupId | if . == $backend then "backend" else . end)) (\(.description // ""))"' | LC_ALL=C sort
}
rules_are() { [ "$(rules "$1")" = "$2" ]; }
node() { # node CLUSTER INSTANCE
    kube "$1" DELETE /api/v1/nodes/node-1 </dev/null >/dev/null
    echo "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"node-1\"},\"spec\":{\"providerID\":\"aws:///us-west-2a/$2\"},\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}}" |
        kube "$1" POST /api/v1/nodes >/dev/null
}
healthy() { [ "$(world | grep -c '^target .* healthy$')" -eq "$1" ]; }
serves_port() { # serves_port CLUSTER PORT PREFIX: the Service's pods listen there from now on
    kube "$1" GET /api/v1/namespaces/default/services/web </dev/null | jq --argjson p "$2" '.spec.ports[0].targetPort = $p' | kube "$1" PUT /api/v1/namespaces/default/services/web >/dev/null
    slice web-a="$3.1" web-b="$3.2" | jq --argjson p "$2" '.ports[0].port = $p' | kube "$1" PUT /apis/discovery.k8s.io/v1/namespaces/default/endpointslices/web-1 >/dev/null
}
mine='(headgate.io/fleet=shop)' theirs='(elbv2.k8s.aws/targetGroupBinding=shared)'

start_world blue green
stop aws; start_aws --unsigned
sg_blue=$(make_group nodes-blue) sg_green=$(make_group nodes-green) sg_pod=$(make_group pod)
node blue i-0000000000000b1ee; node green i-00000000000096ee4
sim "interface?id=eni-1&instance=i-0000000000000b1ee&groups=$sg_blue&address=10.0.1.1,10.0.1.2"
sim "interface?id=eni-2&instance=i-00000000000096ee4&groups=$sg_green&address=10.0.2.1,10.0.2.2"
ec2 AuthorizeSecurityGroupIngress "GroupId=$sg_blue" IpPermissions.1.IpProtocol=tcp IpPermissions.1.FromPort=8080 IpPermissions.1.ToPort=8080 \
    "IpPermissions.1.Groups.1.GroupId=$sg_green" 'IpPermissions.1.Groups.1.Description=elbv2.k8s.aws/targetGroupBinding=shared'
foreign="tcp 8080-8080 $sg_green $theirs"
for name in blue green; do start_watch $name; done
start_podinfo; start_plan; start_apply --sweep-every 200ms

until_true 60 healthy 4; ok $? 'all targets of both clusters become healthy: the load balancer is let in to them'
is "$(rules "$sg_blue")" "tcp 8080-8080 backend $mine
$foreign" "in one cluster's group, beside what the incumbent wrote there"
is "$(rules "$sg_green")" "tcp 8080-8080 backend $mine" "and in the other's"
is "$(count aws.wanted '.data.resource == "Instance"')" 2 'each instance was asked for once'
is "$(journal_read --type aws.wanted | jq -c 'select(.data.horizon and .data.because | not)')" '' 'each question tells its horizon and its causes'
batch=$(journal_read --type plan.batch | jq -r --arg u "targetsecurity/$sg_blue" 'select(.subject == $u).data.because[0]' | head -n 1)
is "${batch%#*}" build-podinfo 'the batch names the pod that led to it'
quiet 20

# The port changes: the new one is let in before its targets are healthy, the old one shut when its last target has gone.
before=$(last_sequence)
serves_port blue 9090 10.0.1
until_true 60 rules_are "$sg_blue" "$foreign
tcp 9090-9090 backend $mine"; ok $? 'another port: the rules follow'
until_true 30 healthy 4; ok $? 'and its targets are healthy'
journal_read --from "$before" >"$dir/change"
wide=$(jq -r --arg id "$sg_blue" 'select(.type == "plan.batch" and .data.unit == "targetsecurity/" + $id).data.calls[] | "\(.action) " + (.parameters.IpPermissions[] | "\(.FromPort)-\(.ToPort)")' "$dir/change" | paste -sd' ')
case $wide in "AuthorizeSecurityGroupIngress "*" RevokeSecurityGroupIngress 8080-8080"*) true ;; *) false ;; esac; ok $? "let in first, shut after: $wide"
gone=$(jq -r 'select(.type == "target.health" and .data.port == 8080 and .data.state == "gone").sequence' "$dir/change" | tail -n 1)
shut=$(jq -r --arg id "$sg_blue" 'select(.type == "plan.batch" and .data.unit == "targetsecurity/" + $id and any(.data.calls[]; .action == "RevokeSecurityGroupIngress" and .parameters.IpPermissions[0].FromPort == 8080)).sequence' "$dir/change" | head -n 1)
[ -n "$gone" ] && [ -n "$shut" ] && [ "$gone" \< "$shut" ]; ok $? 'the old port is shut when its last target has gone'
quiet 20

# Somebody takes our rule away.
ec2 RevokeSecurityGroupIngress "GroupId=$sg_green" IpPermissions.1.IpProtocol=tcp IpPermissions.1.FromPort=8080 IpPermissions.1.ToPort=8080 "IpPermissions.1.Groups.1.GroupId=$(backend)"
until_true 60 rules_are "$sg_green" "tcp 8080-8080 backend $mine"; ok $? 'a rule that somebody took away comes again'
# Where somebody else lets the very same in, that is enough, until it goes.
same() { ec2 "$1" "GroupId=$sg_green" IpPermissions.1.IpProtocol=tcp IpPermissions.1.FromPort=8080 IpPermissions.1.ToPort=8080 \
    "IpPermissions.1.Groups.1.GroupId=$(backend)" ${2:+"IpPermissions.1.Groups.1.Description=$2"}; }
kill -STOP "$(cat "$dir/apply.pid")" # which would put ours back in between
same RevokeSecurityGroupIngress; same AuthorizeSecurityGroupIngress elbv2.k8s.aws/targetGroupBinding=shared
kill -CONT "$(cat "$dir/apply.pid")"
quiet 20
is "$(rules "$sg_green")" "tcp 8080-8080 backend $theirs" 'the same rule of somebody else: none is added, it stays'
same RevokeSecurityGroupIngress
until_true 60 rules_are "$sg_green" "tcp 8080-8080 backend $mine"; ok $? 'when that goes, ours comes'
# The instance gets another security group.
sim "interface?id=eni-2&instance=i-00000000000096ee4&groups=$sg_pod&address=10.0.2.1,10.0.2.2"
until_true 60 rules_are "$sg_pod" "tcp 8080-8080 backend $mine"; ok $? 'an instance has another group: the rule is there'
until_true 60 rules_are "$sg_green" ''; ok $? 'and no more where it was'
until_true 30 healthy 4; ok $? 'all are healthy'

# A binding of the user's own opens what it says.
quiet 20
arn=$(aws_state | jq -r '[.targetGroups[].arn][0]')
kube blue POST /apis/elbv2.k8s.aws/v1beta1/namespaces/default/targetgroupbindings >/dev/null <<JSON
{"apiVersion":"elbv2.k8s.aws/v1beta1","kind":"TargetGroupBinding","metadata":{"name":"mine","namespace":"default"},"spec":{"targetGroupARN":"$arn","targetType":"ip",
 "serviceRef":{"name":"web","port":80},"networking":{"ingress":[{"from":[{"ipBlock":{"cidr":"10.9.0.0/16"}}],"ports":[{"protocol":"TCP","port":"http"}]}]}}}
JSON
until_true 60 rules_are "$sg_blue" "tcp 8080-8080 10.9.0.0/16 $mine
$foreign
tcp 9090-9090 backend $mine"; ok $? 'spec.networking of a TargetGroupBinding, by the name of a container port'
kube blue DELETE /apis/elbv2.k8s.aws/v1beta1/namespaces/default/targetgroupbindings/mine </dev/null >/dev/null
until_true 60 rules_are "$sg_blue" "$foreign
tcp 9090-9090 backend $mine"; ok $? 'and goes with it'

# A restart of all changes nothing.
quiet 20
before=$(changes)
stop_stages KILL blue green
start_stages blue green
quiet 20
is "$(changes)" "$before" 'a restart changes nothing, and asks nothing again'

# Everything goes.
for name in blue green; do kube $name DELETE /apis/networking.k8s.io/v1/namespaces/default/ingresses/shop </dev/null >/dev/null; done
until_true 90 rules_are "$sg_blue" "$foreign"; ok $? "nothing is left of ours, the incumbent's rule stands"
until_true 60 rules_are "$sg_pod" ''; ok $? 'also in the other cluster'
until_true 90 eval '[ -z "$(backend)" ]'; ok $? 'the backend security group goes when no rule names it any more'
is "$(jq -r 'select(.action == "RevokeSecurityGroupIngress" and (.parameters | tostring | contains("targetGroupBinding"))) | .action' "$dir/aws.requests")" '' "none of the incumbent's was ever asked to be taken away"
is "$(count call.failed)" 0 'no call failed'
quiet 20
"$BIN/journal" verify --replay --journal "$endpoint" >"$dir/verify" 2>&1 || "$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; ok $? 'the plans follow from the journal'
done_testing
