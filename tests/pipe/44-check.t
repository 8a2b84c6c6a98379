#!/bin/sh
# apply-aws --check and headgate check: what is there is said, what is missing is said with what to do, nothing is changed.
. "$(dirname "$0")/40-apply-words.sh"
start_aws
check() { apply --check --fleet "$dir/fleet.yaml" >"$dir/out" 2>"$dir/err"; }
line() { grep -E "$1" "$dir/out"; }
check; is $? 0 'all is well'
like "$(line credentials)" '^ok +credentials +the environment$' 'which link of the chain'
like "$(line identity)" '^ok +identity +arn:aws:iam::123456789012:user/sim in account 123456789012$' 'who we are'
like "$(line region)" 'us-west-2 \(partition aws\)' 'where'
like "$(line subnets)" '6 in 3 zones; tagged for internet-facing load balancers: 3, for internal ones: 3' 'subnets found'
like "$(line 'application load')" '^ok +quota +application load balancers: 0 of 50$' 'quotas and their use'
is "$(line 'may call' | wc -l) $(line FAIL | wc -l)" '20 0' 'twenty operations, all allowed'
is "$(requests | grep -v '^Describe\|^GetCallerIdentity') $(jq -r 'select(.action=="CreateSecurityGroup")|"\(.parameters.DryRun) \(.code)"' "$dir/aws.requests")" 'CreateSecurityGroup true DryRunOperation' 'nothing but readings, and one that EC2 only tries'
is "$(curl -sS "$aws_url/state" | jq '.securityGroups|map(select(.name=="headgate-check"))|length')" 0 'and does not do'
sim 'fault?kind=error&action=CreateSecurityGroup&code=UnauthorizedOperation&message=no&count=1&status=403'
check; like "$(line FAIL)" 'ec2:CreateSecurityGroup: UnauthorizedOperation: no; allow ec2:CreateSecurityGroup' 'a change that is not allowed is seen without making it'

sim 'fault?kind=error&action=DescribeRules&code=AccessDenied&message=no&count=1'
check; is $? 100 'one that is not allowed'
is "$(line FAIL)" 'FAIL  may call     elasticloadbalancing:DescribeRules: AccessDenied: no; allow elasticloadbalancing:DescribeRules as docs/iam-policy.json does' 'is named, with what to do'
is "$(line '^ok +may call' | wc -l)" 19 'the others are asked all the same'
like "$(line note)" 'is counted once all of the above works' 'and what ours use is not guessed'
sim 'limit?name=application-load-balancers&max=1'
{ configured; call 1 $elb CreateLoadBalancer "{\"Name\":\"k8s-web\",\"Subnets\":$(apply --observe --fleet "$dir/fleet.yaml" 2>/dev/null | jq -cs '[.[]|select(.data.resource=="Subnet").data.value|select(.MapPublicIpOnLaunch).SubnetId]|sort|.[:2]'),\"Tags\":$tags}" | batch x; } | apply >/dev/null 2>"$dir/err"
check; is $? 100 'a quota that is used up'
like "$(line FAIL)" 'application load balancers: 1 of 1; ask AWS for more' 'is said'
sim 'limit?name=application-load-balancers&max=50'

# what ours use of the quotas that each of them has: the fullest one
is "$(check; line 'per load|per security' | wc -l) $(line 'rules per load')" '6 ok    quota        rules per load balancer: 0 of 100' 'a load balancer with nothing'
observe >"$dir/held" 2>/dev/null
first=arn:aws:acm:us-west-2:123456789012:certificate/00000000-0000-0000-0000-000000000001
second=${first%1}2
{ configured; cat "$dir/held"
  { web_calls '[]' | jq -c 'select(.action|endswith("LoadBalancer") or endswith("BalancerAttributes")|not)|.needs-=["5"]'
    call 10 $elb RegisterTargets "$(targets)" '["3","8"]'
    call 11 $elb CreateListener "{\"LoadBalancerArn\":\"@loadbalancer/k8s-web\",\"Port\":443,\"Protocol\":\"HTTPS\",\"Certificates\":[{\"CertificateArn\":\"$first\"}],\"DefaultActions\":[{\"Type\":\"fixed-response\",\"FixedResponseConfig\":{\"StatusCode\":\"404\"}}],\"Tags\":$tags}" '["9"]'
    call 12 $elb AddListenerCertificates "{\"ListenerArn\":\"@listener/k8s-web/443\",\"Certificates\":[{\"CertificateArn\":\"$second\"}]}" '["11"]'
    call 13 $elb CreateLoadBalancer "{\"Name\":\"k8s-more\",\"SubnetMappings\":$(subnets_of "$dir/held"),\"Tags\":$tags}"
  } | batch x; } | apply >"$dir/done" 2>"$dir/err"; is $? 0 'two of ours, one in use'
check; is "$? $(line 'per load|per security' | sed 's/^ok  *quota  *//' | tr '\n' ',')" \
    '0 rules per load balancer: 2 of 100 (k8s-web),listeners per load balancer: 2 of 50 (k8s-web),certificates per load balancer: 1 of 25 (k8s-web),target groups per load balancer: 2 of 100 (k8s-web),targets per load balancer: 2 of 1000 (k8s-web),rules per security group: 1 of 60, or more where AWS was asked (k8s-web),' \
    'the fullest is named; default rules and default certificates do not count'
is "$(jq -s 'map(select(.type|strings))|length' "$dir/out" 2>/dev/null || echo none)" none 'lines for a person, no events'
sim 'limit?name=targets-per-application-load-balancer&max=2'
sim 'limit?name=listeners-per-application-load-balancer&max=3'
check; is "$? $(line FAIL)" '100 FAIL  quota        targets per load balancer: 2 of 2 (k8s-web); ask AWS for more (Service Quotas), or remove some' 'one that is used up'
sim 'limit?name=targets-per-application-load-balancer&max=1000'
check; is "$? $(line WARN | wc -l)" '0 0' '2 of 3 are below 80 %'
sim 'limit?name=rules-per-application-load-balancer&max=2'
sim 'limit?name=application-load-balancers&max=2'
sim 'limit?name=target-groups&max=2'
check; is "$(line 'FAIL' | wc -l)" 3 'those of the Region and those of a load balancer'
for limit in rules-per-application-load-balancer:100 application-load-balancers:50 target-groups:3000 listeners-per-application-load-balancer:50; do
    sim "limit?name=${limit%:*}&max=${limit#*:}"
done
{ configured; observe 2>/dev/null
  call 1 ec2 AuthorizeSecurityGroupIngress "$(jq -cn '{GroupId:"@securitygroup/k8s-web",IpPermissions:[{IpProtocol:"tcp",FromPort:80,ToPort:80,IpRanges:[range(1;49)|{CidrIp:"10.9.\(.).0/24"}],Ipv6Ranges:[range(1;6)|{CidrIpv6:"2001:db8:\(.)::/48"}]}]}')" | batch x; } | apply >"$dir/done" 2>"$dir/err"; is $? 0 'a security group with many rules'
check; is "$? $(line WARN)" '0 WARN  quota        rules per security group: 49 of 60, or more where AWS was asked (k8s-web); ask AWS for more (Service Quotas), or remove some, before it is used up' 'a warning above 80 %, by the fuller one of IPv4 and IPv6'

sed 's/vpc-[0-9a-f]*/vpc-00000000000000000/; 1a account: "999999999999"' "$dir/fleet.yaml" >"$dir/other.yaml"
apply --check --fleet "$dir/other.yaml" >"$dir/out" 2>"$dir/err"; is $? 100 'another account and another VPC'
like "$(line 'FAIL +account')" 'the fleet is of account 999999999999, these credentials are of 123456789012' 'the account'
like "$(line 'FAIL +VPC')" 'vpc-00000000000000000 is not in us-west-2' 'the VPC'
AWS_SECRET_ACCESS_KEY=wrong "$BIN/apply-aws" --endpoint-url "$aws_url" --check --fleet "$dir/fleet.yaml" >"$dir/out" 2>"$dir/err"; is $? 100 'keys that are refused'
is "$(line 'may call' | wc -l)" 1 'are told once, not for each reading'
apply --check 2>"$dir/err"; is $? 100 '--check without a fleet'

# headgate check: AWS, then each cluster
start_kube blue
cat >"$dir/clusters.yaml" <<YAML
fleet: shop
region: us-west-2
vpcId: $vpc
clusters:
  - {name: blue, kubeconfig: $dir/blue/kubeconfig}
  - {name: green, kubeconfig: $dir/nowhere}
YAML
all() { AWS_ENDPOINT_URL="$aws_url" HEADGATE_EXEC_PATH="$BIN" "$BIN/headgate" check "$@" >"$dir/out" 2>"$dir/err"; }
all --fleet "$dir/clusters.yaml"; is $? 100 'a cluster that cannot be asked: a person must act'
is "$(line '^AWS$|^cluster ' | tr '\n' ' ')" 'AWS cluster blue cluster green ' 'AWS first, then each cluster'
like "$(cat "$dir/err" "$dir/out")" "$dir/nowhere" 'what is missing is named'
grep -v green "$dir/clusters.yaml" >"$dir/one.yaml"
all --fleet "$dir/one.yaml"; is $? 0 'without it all is well'
all --fleet /nonexistent.yaml; is $? 100 'no fleet'
all --what; is $? 100 'no such option'
done_testing
