# Sourced by the tests of apply-aws: a simulated AWS, and batches as plan-rules would write them.
. "$(dirname "$0")/00-tap.sh"
. "$(dirname "$0")/../sim/harness.sh"
start_aws() {
    background aws "$BIN/sim-aws" --port-file "$dir/aws.port" --log "$dir/aws.requests" --access-key "$AWS_ACCESS_KEY_ID" \
        --secret-key "$AWS_SECRET_ACCESS_KEY" "$@"
    until_true 10 test -s "$dir/aws.port"
    aws_url=http://127.0.0.1:$(cat "$dir/aws.port")
}
vpc=vpc-0123456789abcdef0
elb=elasticloadbalancing
tags='[{"Key":"elbv2.k8s.aws/cluster","Value":"shop"},{"Key":"ingress.k8s.aws/stack","Value":"default/web"}]'
cat >"$dir/fleet.yaml" <<EOF
fleet: shop
region: us-west-2
vpcId: $vpc
clusters:
  - {name: blue, kubeconfig: /nonexistent, context: blue}
EOF
apply() { "$BIN/apply-aws" --endpoint-url "$aws_url" --budget 0 "$@"; }
observe() { apply --observe --fleet "$dir/fleet.yaml"; }
sim() { curl -sS -X POST "$aws_url/sim/$1" >/dev/null; }
echo 0 >"$dir/number" # a file, as most events are written in subshells
# event TYPE SUBJECT DATA [SOURCE]
event() {
    echo $(($(cat "$dir/number") + 1)) >"$dir/number"
    jq -cn --arg id "$(printf %020d "$(cat "$dir/number")")" --arg type "$1" --arg subject "$2" --argjson data "$3" --arg source "${4:-plan-rules}" \
        '{specversion:"1.0",id:$id,source:$source,type:$type,subject:$subject,time:"2026-11-22T08:00:00.000000Z",data:$data}'
}
configured() { event fleet.configured shop "{\"fleet\":\"shop\",\"region\":\"us-west-2\",\"vpcId\":\"$vpc\",\"clusters\":[\"blue\"]}"; }
# call ID SERVICE ACTION PARAMETERS [NEEDS]
call() {
    jq -cn --arg id "$1" --arg service "$2" --arg action "$3" --argjson parameters "$4" --argjson needs "${5:-[]}" \
        '{id:$id,service:$service,action:$action,parameters:$parameters,lane:"rules",reason:"as the test wants it",needs:$needs,because:["watch-k8s/blue#00000000000000000001"]}'
}
# batch UNIT: its calls, one a line, on stdin
batch() { event plan.batch "$1" "$(jq -cs --arg unit "$1" '{unit:$unit,horizon:1,reason:"test",because:[],calls:.}')"; }
permission='[{"IpProtocol":"tcp","FromPort":80,"ToPort":80,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]'
# Everything that one Ingress needs: 9 calls.
web_calls() {
    wc_subnets=$1
    call 1 ec2 CreateSecurityGroup "{\"GroupName\":\"k8s-web\",\"Description\":\"managed\",\"VpcId\":\"$vpc\",\"TagSpecifications\":[{\"ResourceType\":\"security-group\",\"Tags\":$tags}]}"
    call 2 ec2 AuthorizeSecurityGroupIngress "{\"GroupId\":\"@securitygroup/k8s-web\",\"IpPermissions\":$permission}" '["1"]'
    call 3 $elb CreateTargetGroup "{\"Name\":\"tg-blue\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"$vpc\",\"TargetType\":\"ip\",\"Tags\":$tags}"
    call 4 $elb CreateTargetGroup "{\"Name\":\"tg-green\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"$vpc\",\"TargetType\":\"ip\",\"Tags\":$tags}"
    call 5 $elb CreateLoadBalancer "{\"Name\":\"k8s-web\",\"Scheme\":\"internet-facing\",\"Type\":\"application\",\"SubnetMappings\":$wc_subnets,\"SecurityGroups\":[\"@securitygroup/k8s-web\"],\"Tags\":$tags}" '["1"]'
    call 6 $elb ModifyLoadBalancerAttributes '{"LoadBalancerArn":"@loadbalancer/k8s-web","Attributes":[{"Key":"idle_timeout.timeout_seconds","Value":"90"}]}' '["5"]'
    call 7 $elb CreateListener "{\"LoadBalancerArn\":\"@loadbalancer/k8s-web\",\"Port\":80,\"Protocol\":\"HTTP\",\"DefaultActions\":[{\"Type\":\"fixed-response\",\"FixedResponseConfig\":{\"StatusCode\":\"404\"}}],\"Tags\":$tags}" '["5"]'
    call 8 $elb CreateRule "$(rule 100 /a 90 10)" '["3","4","7"]'
    call 9 $elb CreateRule "$(rule 200 /b 1 0)" '["3","4","7"]'
}
# rule PRIORITY PATH BLUE GREEN
rule() {
    printf '{"ListenerArn":"@listener/k8s-web/80","Priority":%s,"Conditions":[{"Field":"path-pattern","PathPatternConfig":{"Values":["%s"]}}],"Actions":[{"Type":"forward","ForwardConfig":{"TargetGroups":[{"TargetGroupArn":"@targetgroup/tg-blue","Weight":%s},{"TargetGroupArn":"@targetgroup/tg-green","Weight":%s}]}}],"Tags":%s}' "$1" "$2" "$3" "$4" "$tags"
}
targets() { printf '{"TargetGroupArn":"@targetgroup/tg-blue","Targets":[{"Id":"10.0.0.5","Port":8080},{"Id":"10.0.0.6","Port":8080}]}'; }
# Two public subnets of what was observed, as SubnetMappings.
subnets_of() { jq -cs '[.[]|select(.data.resource=="Subnet").data.value|select(.MapPublicIpOnLaunch).SubnetId]|sort|.[:2]|map({SubnetId:.})' "$1"; }
# The newest value of each subject, sorted, without what only AWS can know: what the events say AWS holds.
newest() {
    jq -cS 'select(.type=="aws.observed" or .type=="aws.gone")' "$1" | jq -csS 'reduce .[] as $e ({}; if $e.type=="aws.gone" then del(.[$e.subject]) else .[$e.subject]=$e.data.value end)
        | to_entries | sort_by(.key) | .[] | select(.key|test("accountlimits|subscription")|not)
        | [.key, (.value | del(.LoadBalancerArns,.State,.IpPermissionsEgress,.SecurityGroupArn,.OwnerId) | .Tags=((.Tags//[])|sort_by(.Key))
            | walk(if type=="object" then with_entries(select(.value!=[])) else . end))]'
}
# same_world SAID REAL NAME: two files of events say the same; only what differs is shown
same_world() {
    newest "$1" >"$dir/said"; newest "$2" >"$dir/real"
    diff "$dir/said" "$dir/real" >"$dir/differ"; ok $? "$3"
    sed 's/^/# /' "$dir/differ"
}
requests() { jq -r 'select(.action)|.action' "$dir/aws.requests"; }
