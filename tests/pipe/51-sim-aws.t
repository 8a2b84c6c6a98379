#!/bin/bash
# The simulated AWS answers ELBv2, EC2 and STS in their forms, checks signatures (curl signs on its own), and keeps
# the rules of the house: names, quotas, uses, priorities; and it loses answers when told to.
. "$(dirname "$0")/00-tap.sh"
"$BIN/sim-aws" --port-file "$dir/port" --log "$dir/log" --access-key AKID --secret-key s3cret --page-size 2 2> "$dir/err" &
children=$!
wait_for 10 test -s "$dir/port"
url=http://127.0.0.1:$(cat "$dir/port")
sim() { curl -s -X POST "$url/sim/$1"; }
state() { sim state | jq -rc "$1"; }
key=AKID:s3cret
call() { # call SERVICE VERSION ACTION [NAME=VALUE...]
    local service=$1 version=$2 action=$3 args=(); shift 3
    for a; do args+=(--data-urlencode "$a"); done
    curl -s --max-time 10 --aws-sigv4 "aws:amz:us-west-2:$service" --user "$key" -H 'Content-Type: application/x-www-form-urlencoded' \
        -d "Action=$action" -d "Version=$version" "${args[@]}" "$url/"
}
elb() { call elasticloadbalancing 2015-12-01 "$@"; }
ec2() { call ec2 2016-11-15 "$@"; }
element() { grep -o "<$1>[^<]*" | cut -d'>' -f2 | tr '\n' ' ' | sed 's/ $//'; }
fails() { # fails CODE NAME ACTION [NAME=VALUE...]
    local code=$1 name=$2; shift 2
    is "$(elb "$@" | element Code)" "$code" "$name"
}

# who
is "$(call sts 2011-06-15 GetCallerIdentity | sed 's/<RequestId>[^<]*/<RequestId>/')" \
    '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/sim</Arn><UserId>AIDASIM00000000000001</UserId><Account>123456789012</Account></GetCallerIdentityResult><ResponseMetadata><RequestId></RequestId></ResponseMetadata></GetCallerIdentityResponse>' 'STS says who calls'
key=AKID:wrong fails SignatureDoesNotMatch 'a wrong secret' DescribeLoadBalancers
key=NOBODY:s3cret fails InvalidClientTokenId 'an unknown key' DescribeLoadBalancers
is "$(key=AKID:wrong ec2 DescribeVpcs | element Code)" AuthFailure 'EC2 has its own word for it'
is "$(curl -s -d 'Action=DescribeRules&Version=2015-12-01' "$url/" | element Code)" MissingAuthenticationToken 'no signature at all'
is "$(call elasticloadbalancing 2016-11-15 DescribeVpcs | element Code)" SignatureDoesNotMatch 'a signature for another service'
sim 'set?skew-s=400' > /dev/null
like "$(elb DescribeLoadBalancers | element Message)" '^Signature expired: .* is now earlier than .* - 5 min\.\)$' 'a clock that is behind'
sim 'set?skew-s=-400' > /dev/null
like "$(elb DescribeLoadBalancers | element Message)" '^Signature not yet current: .* is still later than ' 'a clock that is ahead'
sim 'set?skew-s=0' > /dev/null

# parameters
fails InvalidAction 'an unknown action' DescribeNothing
fails ValidationError 'a misspelled parameter' DescribeLoadBalancers Name.member.1=x
fails ValidationError 'a misspelled member deep inside' CreateRule ListenerArn=l Priority=1 Conditions.member.1.Field=path-pattern Actions.member.1.Type=forward Actions.member.1.ForwardConfig.TargetGroup.member.1.Weight=1
fails ValidationError 'a missing parameter' CreateLoadBalancer Scheme=internal
fails ValidationError 'text for a number' DescribeLoadBalancers PageSize=many
is "$(ec2 DescribeSubnets Filters.1.Name=x | element Code)" UnknownParameter 'EC2 too'

# making
subnets=$(ec2 DescribeSubnets Filter.1.Name=tag:kubernetes.io/role/elb Filter.1.Value.1= Filter.1.Value.2=1 | element subnetId)
is "$subnets" 'subnet-0aaa0000000000001 subnet-0bbb0000000000001 subnet-0ccc0000000000001' 'three tagged subnets'
set -- $subnets
lb() { local name=$1; shift; elb CreateLoadBalancer "Name=$name" Subnets.member.1=subnet-0aaa0000000000001 Subnets.member.2=subnet-0bbb0000000000001 "$@"; }
arn=$(lb web Tags.member.1.Key=k Tags.member.1.Value='v=é' | element LoadBalancerArn)
like "$arn" '^arn:aws:elasticloadbalancing:us-west-2:123456789012:loadbalancer/app/web/[0-9a-f]{16}$' 'a load balancer'
is "$(lb web | element LoadBalancerArn)" "$arn" 'made again with the same settings: the same'
is "$(lb web Scheme=internal | element Code)" DuplicateLoadBalancerName 'with others: refused'
is "$(lb no_good | element Code)" ValidationError 'a bad name'
is "$(elb DescribeTags ResourceArns.member.1="$arn" | grep -o '<Tags>.*</Tags>')" '<Tags><member><Key>k</Key><Value>v=é</Value></member></Tags>' 'tags'
group() { elb CreateTargetGroup "Name=$1" Protocol=HTTP Port=80 VpcId=vpc-0123456789abcdef0 TargetType=ip | element TargetGroupArn; }
blue=$(group blue) green=$(group green)
fails DuplicateTargetGroupName 'a group of the same name' CreateTargetGroup Name=blue Protocol=HTTP Port=81 VpcId=vpc-0123456789abcdef0
listener=$(elb CreateListener LoadBalancerArn="$arn" Protocol=HTTP Port=80 DefaultActions.member.1.Type=fixed-response DefaultActions.member.1.FixedResponseConfig.StatusCode=404 | element ListenerArn)
like "$listener" ':listener/app/web/[0-9a-f]{16}/[0-9a-f]{16}$' 'a listener'
forward() { echo "Actions.member.1.Type=forward Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn=$blue Actions.member.1.ForwardConfig.TargetGroups.member.1.Weight=$1 Actions.member.1.ForwardConfig.TargetGroups.member.2.TargetGroupArn=$green Actions.member.1.ForwardConfig.TargetGroups.member.2.Weight=$2"; }
rule() { local priority=$1 path=$2; shift 2; elb CreateRule ListenerArn="$listener" Priority="$priority" Conditions.member.1.Field=path-pattern Conditions.member.1.Values.member.1="$path" "$@"; }
first=$(rule 10 /a $(forward 90 10))
is "$(echo "$first" | grep -o '<Conditions>.*</Actions>' | sed "s,$blue,BLUE,g;s,$green,GREEN,g")" \
    '<Conditions><member><Field>path-pattern</Field><Values><member>/a</member></Values><PathPatternConfig><Values><member>/a</member></Values></PathPatternConfig></member></Conditions><Actions><member><Type>forward</Type><ForwardConfig><TargetGroups><member><TargetGroupArn>BLUE</TargetGroupArn><Weight>90</Weight></member><member><TargetGroupArn>GREEN</TargetGroupArn><Weight>10</Weight></member></TargetGroups><TargetGroupStickinessConfig><Enabled>false</Enabled></TargetGroupStickinessConfig></ForwardConfig></member></Actions>' 'a rule comes back in both forms'
r1=$(echo "$first" | element RuleArn) r2=$(rule 20 /b $(forward 1 1) | element RuleArn) r3=$(rule 30 /c $(forward 1 1) | element RuleArn)
is "$(rule 10 /d $(forward 1 1) | element Code)" PriorityInUse 'a priority twice'
pair() { echo "RulePriorities.member.$1.RuleArn=$2 RulePriorities.member.$1.Priority=$3"; }
is "$(elb SetRulePriorities $(pair 1 "$r1" 20) $(pair 2 "$r2" 30) | element Code)" PriorityInUse 'priorities move all together or not at all'
is "$(state '[.loadBalancers[0].listeners[0].rules[]|.priority]')" '[10,20,30]' 'and none has moved'
elb SetRulePriorities $(pair 1 "$r1" 20) $(pair 2 "$r2" 10) > /dev/null
is "$(state '[.loadBalancers[0].listeners[0].rules[]|[.priority,.conditions[0].Values[0]]]')" '[[10,"/b"],[20,"/a"],[30,"/c"]]' 'two rules change places'
page=$(elb DescribeRules ListenerArn="$listener")
is "$(echo "$page" | element Priority) / $(elb DescribeRules ListenerArn="$listener" Marker="$(echo "$page" | element NextMarker)" | element Priority)" '10 20 / 30 default' 'pages, the default rule last'
is "$(rule 40 '/1' $(forward 1 1) Conditions.member.2.Field=host-header $(for i in 1 2 3 4 5; do echo "Conditions.member.2.HostHeaderConfig.Values.member.$i=h$i"; done) | element Message)" "A rule can only have '5' condition values" 'values are counted over all conditions'
sim 'limit?name=rules-per-application-load-balancer&max=3' > /dev/null
is "$(rule 40 /d $(forward 1 1) | element Code)" TooManyRules 'quotas hold'
is "$(elb DescribeAccountLimits | grep -o '<Max>3</Max><Name>rules-per-application-load-balancer')" '<Max>3</Max><Name>rules-per-application-load-balancer' 'and are told'
fails ResourceInUse 'a group in use stays' DeleteTargetGroup TargetGroupArn="$blue"
other=$(lb other | element LoadBalancerArn)
fails TargetGroupAssociationLimit 'a group serves one load balancer' CreateListener LoadBalancerArn="$other" Protocol=HTTP Port=80 DefaultActions.member.1.Type=forward DefaultActions.member.1.TargetGroupArn="$blue"

# targets
targets() { elb DescribeTargetHealth TargetGroupArn="$1" | element State; }
sim 'set?healthy-ms=60000&drain-ms=60000' > /dev/null
elb RegisterTargets TargetGroupArn="$blue" Targets.member.1.Id=10.0.4.1 Targets.member.2.Id=10.0.4.1 Targets.member.2.Port=81 > /dev/null
is "$(targets "$blue")" 'initial initial' 'registered: initial at first'
sim 'set?healthy-ms=0' > /dev/null
is "$(targets "$blue")" 'healthy healthy' 'then healthy'
sim 'health?group=blue&target=10.0.4.1&port=81&state=unhealthy' > /dev/null
is "$(targets "$blue")" 'healthy unhealthy' 'or what a test says'
elb DeregisterTargets TargetGroupArn="$blue" Targets.member.1.Id=10.0.4.1 Targets.member.2.Id=10.7.7.7 > /dev/null
is "$(targets "$blue")" 'draining unhealthy' 'deregistered: draining'
sim 'set?drain-ms=0' > /dev/null
is "$(targets "$blue")" unhealthy 'then gone'
is "$(elb DescribeTargetHealth TargetGroupArn="$blue" Targets.member.1.Id=10.0.4.1 | element Reason)" Target.NotRegistered 'and known as such'
fails ValidationError 'a public address is no target' RegisterTargets TargetGroupArn="$blue" Targets.member.1.Id=8.8.8.8

# security groups
sg=$(ec2 CreateSecurityGroup GroupName=g GroupDescription=d VpcId=vpc-0123456789abcdef0 TagSpecification.1.ResourceType=security-group TagSpecification.1.Tag.1.Key=a TagSpecification.1.Tag.1.Value=b | element groupId)
permission='IpPermissions.1.IpProtocol=tcp IpPermissions.1.FromPort=80 IpPermissions.1.ToPort=80 IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0'
ec2 AuthorizeSecurityGroupIngress GroupId="$sg" $permission > /dev/null
is "$(ec2 AuthorizeSecurityGroupIngress GroupId="$sg" $permission | element Code)" InvalidPermission.Duplicate 'a permission twice'
is "$(ec2 DescribeSecurityGroups Filter.1.Name=tag:a Filter.1.Value.1=b | element groupId)" "$sg" 'found by its tag'
elb SetSecurityGroups LoadBalancerArn="$arn" SecurityGroups.member.1="$sg" > /dev/null
is "$(ec2 DeleteSecurityGroup GroupId="$sg" | element Code)" DependencyViolation 'a security group in use stays'

# faults
sim 'fault?kind=throttle&action=DescribeRules&count=1' > /dev/null
is "$(elb DescribeRules ListenerArn="$listener" | element Code) $(elb DescribeRules ListenerArn="$listener" | element Code)" 'Throttling ' 'throttled, once'
sim 'fault?kind=drop-before&action=DeleteRule' > /dev/null
is "$(elb DeleteRule RuleArn="$r3"; echo $?) $(state '.loadBalancers[0].listeners[0].rules|length')" '52 3' 'lost before it was handled'
sim 'fault?kind=drop-after&action=DeleteRule' > /dev/null
is "$(elb DeleteRule RuleArn="$r3"; echo $?) $(state '.loadBalancers[0].listeners[0].rules|length')" '52 2' 'or after'
is "$(jq -rc 'select(.action=="DeleteRule")|.fate' "$dir/log" | tr '\n' ' ')" 'dropped before answer lost ' 'the log has both'
is "$(jq -rc 'select(.action=="SetRulePriorities")|[.status,.code,.parameters.RulePriorities[0].Priority]' "$dir/log" | tr '\n' ' ')" '[400,"PriorityInUse","20"] [200,null,"20"] ' 'and every parameter'

# unmaking
elb DeleteLoadBalancer LoadBalancerArn="$arn" > /dev/null
is "$(elb DeleteLoadBalancer LoadBalancerArn="$arn" | element Code)" '' 'deleting twice is no error'
is "$(elb DeleteTargetGroup TargetGroupArn="$blue" | element Code)$(ec2 DeleteSecurityGroup GroupId="$sg" | element Code)" '' 'what it used is free'
kill $children
wait $children
is "$? $(cat "$dir/err")" '0 ' 'SIGTERM ends it, without complaint'
done_testing
