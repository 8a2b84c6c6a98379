#!/bin/sh
# What apply-aws never does: touch what is not the fleet's, delete what is protected, go on without a right; and what AWS's edge
# may answer instead of an answer: pages of HTML, half answers, endless ones, bombs, other names. Each with a sentence.
. "$(dirname "$0")/40-apply-words.sh"
start_aws --provision-ms 1500
observe >"$dir/before" 2>/dev/null
web_calls "$(subnets_of "$dir/before")" >"$dir/calls"
{ configured; batch loadbalancer/default/web <"$dir/calls"; } >"$dir/plan"
apply "$dir/before" "$dir/plan" >"$dir/out" 2>"$dir/err"
{ configured; call 1 $elb CreateTargetGroup "{\"Name\":\"stranger\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"$vpc\",\"TargetType\":\"ip\"}" | batch x; } | apply "$dir/before" - >/dev/null 2>&1
observe >"$dir/before" 2>/dev/null
run() { apply "$@" "$dir/before" - >"$dir/out" 2>"$dir/err"; }
failure() { jq -r 'select(.type=="call.failed")|.data.errorCode+": "+.data.error' "$dir/out"; }
try() { { configured; call 1 "$1" "$2" "$3" | batch a; } | run; }
calls() { requests | grep -c "^$1\$"; }

try $elb DeleteTargetGroup '{"TargetGroupArn":"@targetgroup/stranger"}'
like "$(failure)" "NotOurs: '.*targetgroup/stranger/.*' does not carry the tag elbv2.k8s.aws/cluster of fleet 'shop'" 'what a stranger made is not deleted'
try $elb AddTags '{"ResourceArns":["@targetgroup/stranger"],"Tags":[{"Key":"elbv2.k8s.aws/cluster","Value":"shop"}]}'
like "$(failure)" 'NotOurs:' 'nor tagged as ours'
try ec2 AuthorizeSecurityGroupIngress '{"GroupId":"sg-00000000000000001","IpPermissions":[{"IpProtocol":"tcp","FromPort":1,"ToPort":2,"IpRanges":[{"CidrIp":"10.0.0.0/8"}]}]}'
like "$(failure)" "NotOurs: 'sg-00000000000000001' is not known here" 'a security group that nobody told of is not opened'
is "$(calls DeleteTargetGroup) $(calls AddTags) $(calls AuthorizeSecurityGroupIngress)" '0 0 1' 'AWS was not even asked'
# rules in the groups of nodes and pods, which are other people's
rule() { echo "{\"GroupId\":\"$1\",\"IpPermissions\":[{\"IpProtocol\":\"tcp\",\"FromPort\":$2,\"ToPort\":$2,\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/8\",\"Description\":\"$3\"}]}]}"; }
default=sg-0def0000000000001 theirs=elbv2.k8s.aws/targetGroupBinding=shared ours=headgate.io/fleet=shop
try ec2 AuthorizeSecurityGroupIngress "$(rule $default 1 $theirs)"; like "$(failure)" 'NotOurs:' "another controller's description is not used"
try ec2 AuthorizeSecurityGroupIngress "$(rule $default 1 headgate.io/fleet=shops)"; like "$(failure)" 'NotOurs:' "nor another fleet's"
try ec2 AuthorizeSecurityGroupIngress "$(rule $default 7 $ours)"; is "$(failure)" '' 'a rule that says that it is ours is added in any group'
cat "$dir/out" >>"$dir/before"
event aws.observed ec2/securitygroup/sg-n "{\"service\":\"ec2\",\"resource\":\"SecurityGroup\",\"id\":\"sg-n\",\"value\":$(rule sg-n 8080 $theirs)}" apply-aws >>"$dir/before"
try ec2 RevokeSecurityGroupIngress "$(rule sg-n 8080 $ours)"; like "$(failure)" 'NotOurs:' 'what somebody else described is not taken away, whatever the plan calls it'
try ec2 RevokeSecurityGroupIngress "$(rule $default 7 $ours)"; is "$(failure)" '' 'our own is'
is "$(calls AuthorizeSecurityGroupIngress) $(calls RevokeSecurityGroupIngress)" '2 1' 'AWS was asked for these only'
cat "$dir/out" >>"$dir/before"
try $elb RegisterTargets '{"TargetGroupArn":"@targetgroup/stranger","Targets":[{"Id":"10.0.0.9","Port":80}]}'; is "$(failure)" '' 'targets go where a plan says, as a TargetGroupBinding may name any group'
try $elb ModifyLoadBalancerAttributes '{"LoadBalancerArn":"@loadbalancer/k8s-web","Attributes":[{"Key":"deletion_protection.enabled","Value":"true"}]}'
cat "$dir/out" >>"$dir/before"
try $elb DeleteLoadBalancer '{"LoadBalancerArn":"@loadbalancer/k8s-web"}'
like "$(failure)" "DeletionProtection: '.*' is protected against deletion: set the attribute" 'deletion protection is kept to'
is "$(calls DeleteLoadBalancer)" 0 'without asking AWS'

# a right that is missing
sim 'fault?kind=error&action=ModifyTargetGroup&count=1&code=AccessDenied&status=403&message=User:%20arn:aws:iam::1:user/x%20is%20not%20authorized'
{ configured; call 1 $elb ModifyTargetGroup '{"TargetGroupArn":"@targetgroup/tg-blue","HealthCheckPath":"/x"}' | batch a
  call 1 $elb ModifyTargetGroup '{"TargetGroupArn":"@targetgroup/tg-green","HealthCheckPath":"/x"}' | batch b; } | run
like "$(failure)" "AccessDenied: User: .*not authorized; IAM action elasticloadbalancing:ModifyTargetGroup on 'arn:.*targetgroup/tg-blue/.*' is missing: allow it as docs/iam-policy.json does" 'who may not is told which action on what'
is "$(jq -r 'select(.type=="batch.done")|.data.unit+" "+.data.outcome' "$dir/out" | tail -n 2 | tr '\n' ' ')" 'a failed b done ' 'and the others go on'
sim 'fault?kind=error&action=DescribeTargetGroupAttributes&count=1&code=AccessDenied&status=403&message=no'
observe >"$dir/seen" 2>"$dir/err"; is $? 0 'a reading goes on without what can be planned without'
like "$(cat "$dir/err")" 'stays unknown: AccessDenied: no; IAM action elasticloadbalancing:DescribeTargetGroupAttributes is missing' 'and says what is missing'
sim 'fault?kind=error&action=DescribeRules&count=9&code=AccessDenied&status=403&message=no'
observe >"$dir/seen" 2>"$dir/err"; is $? 111 'but not without the rules'
sim faults/clear

# behind our back, and a load balancer on its way
call 1 $elb ModifyRule '{"RuleArn":"@rule/k8s-web/80/100","Actions":[{"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"503"}}]}' >"$dir/modify"
{ configured; call 1 $elb DeleteRule '{"RuleArn":"@rule/k8s-web/80/100"}' | batch a; } | run
{ configured; batch a <"$dir/modify"; } | run
like "$(failure)" 'RuleNotFound: ' 'what was deleted behind our back fails its call'
is "$(jq -r 'select(.type=="aws.gone" and .causationid).data.resource' "$dir/out")" Rule 'and is told gone'
name=k8s-second
sed "s/k8s-web/$name/g; s/tg-blue/tg-third/g; s/tg-green/tg-fourth/g" "$dir/calls" >"$dir/second"
call 10 $elb SetIpAddressType "{\"LoadBalancerArn\":\"@loadbalancer/$name\",\"IpAddressType\":\"ipv4\"}" '["5"]' >>"$dir/second"
{ configured; batch loadbalancer/second <"$dir/second"; } | run
is "$(jq -r 'select(.type=="batch.done").data.outcome' "$dir/out" | tail -n 1)" done 'a load balancer is waited for where it must be active'
like "$(jq -r 'select(.type=="aws.observed" and .data.resource=="LoadBalancer").data.value.State.Code' "$dir/out" | tr '\n' ' ')" '^provisioning .*active' 'and that it is active is told'

# not an answer
run() { apply --call-time 1s "$@" "$dir/before" - >"$dir/out" 2>"$dir/err"; }
mkdir "$dir/said"
background canned "$(dirname "$0")/../sim/canned" "$dir/said"; until_true 10 test -s "$dir/said/port"
aws_url=http://127.0.0.1:$(cat "$dir/said/port")
one() { { configured; call 1 $elb CreateTargetGroup '{"Name":"x"}' | batch a; } | run; }
say() { { echo "$1"; cat; } >"$dir/said/.new"; mv "$dir/said/.new" "$dir/said/any"; }
echo '<html><body>Welcome to the hotel</body></html>' | say '200 text/html'; one
like "$(failure)" "(Unknown|BadAnswer): .*the answer to (CreateTargetGroup|DescribeTargetGroups) is a 'html'" 'HTML'
echo '<CreateTargetGroupResponse><CreateTargetGroupResult>' | say '200 text/xml'; one
like "$(failure)" 'the answer is no whole XML' 'half an answer'
echo '<CreateTargetGroupResponse>' | say '200 text/xml cut'; one
like "$(failure)" 'answer of .* was cut off|127.0.0.1' 'one that is cut off'
printf '' | say '200 text/xml'; one
like "$(failure)" 'the answer is no whole XML: no element found' 'an empty one'
echo '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><CreateTargetGroupResponse>&b;&b;</CreateTargetGroupResponse>' | say '200 text/xml'; one
like "$(failure)" 'the answer is no whole XML' 'an XML bomb'
head -c 1000000 /dev/zero | tr '\0' ' ' | say '200 text/xml times=100'; one
like "$(failure)" 'an answer of more than 16777216 bytes is refused' 'a hundred megabytes'
echo '<html>busy</html>' | say '403 text/html'; one
like "$(failure)" 'answered HTTP 403 without an error that could be read, as text/html' 'a refusal in HTML'
grep -q 'is not a' "$dir/err"; [ ! -s "$dir/core" ]; ok $? 'and the process goes on'

# by a proxy
by_proxy() { env -u no_proxy -u NO_PROXY HTTPS_PROXY="$aws_url" "$@" timeout 90 "$BIN/apply-aws" --call-time 2s --check --fleet "$dir/fleet.yaml" --endpoint-url https://aws.invalid >"$dir/out" 2>"$dir/err"; }
by_proxy; like "$(tail -n 1 "$dir/said/log")" '^aws.invalid:443' 'HTTPS_PROXY is asked for the way to AWS'
like "$(cat "$dir/out")" 'LATER.*proxy|LATER.*CONNECT' 'and what it says is told'
by_proxy NO_PROXY=aws.invalid; like "$(cat "$dir/out")" 'Could not resolve host: aws.invalid' 'but not where NO_PROXY has the name'

# not AWS
aws_url=http://no-such-host.invalid
{ configured; call 1 $elb DescribeTargetGroups '{}' | batch a; } | timeout 90 "$BIN/apply-aws" --call-time 2s --check --fleet "$dir/fleet.yaml" --endpoint-url "$aws_url" >"$dir/out" 2>"$dir/err"; is $? 111 'a name that is not in DNS is tried later'
like "$(cat "$dir/out")" "LATER.*Could not resolve host: no-such-host.invalid" 'with a sentence'
"$BIN/sim-kube" --make-certs "$dir/tls" --port-file "$dir/tls.port" >/dev/null 2>&1 & children="$children $!"; echo $! >"$dir/tls.pid"
until_true 20 test -s "$dir/tls.port"
tls_url=https://127.0.0.1:$(cat "$dir/tls.port")
timeout 90 "$BIN/apply-aws" --call-time 2s --check --fleet "$dir/fleet.yaml" --endpoint-url "$tls_url" >"$dir/out" 2>"$dir/err"
like "$(cat "$dir/out")" 'TLS certificate of .127.0.0.1. was not accepted' 'a certificate of nobody we trust'
AWS_CA_BUNDLE=$dir/tls/ca.crt timeout 90 "$BIN/apply-aws" --call-time 2s --check --fleet "$dir/fleet.yaml" --endpoint-url "$tls_url" >"$dir/out" 2>"$dir/err"
like "$(cat "$dir/out")" 'HTTP 40[0-9] without an error' 'is accepted with AWS_CA_BUNDLE'
AWS_CA_BUNDLE=$dir/tls/ca.crt timeout 90 "$BIN/apply-aws" --call-time 2s --check --fleet "$dir/fleet.yaml" --endpoint-url "https://0.0.0.0:$(cat "$dir/tls.port")" >"$dir/out" 2>"$dir/err"
like "$(cat "$dir/out")" 'TLS certificate of .0.0.0.0. was not accepted' 'but not under another name'
stop tls
done_testing
