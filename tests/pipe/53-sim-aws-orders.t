#!/bin/bash
# What a test can order of the simulated AWS: faults by rule, by call, share and time; quotas; other accounts and Regions; and
# the services that speak JSON.
. "$(dirname "$0")/00-tap.sh"
"$BIN/sim-aws" --port-file "$dir/port" --log "$dir/log" --access-key AKID --secret-key s3cret --key OTHER:hush:999988887777 --seed 7 2> "$dir/err" &
children=$!
wait_for 10 test -s "$dir/port"
url=http://127.0.0.1:$(cat "$dir/port")
sim() { curl -s -X POST "$url/sim/$1"; }
key=AKID:s3cret region=us-west-2
elb() { # elb ACTION [NAME=VALUE...]
    local action=$1 args=(); shift
    for a; do args+=(--data-urlencode "$a"); done
    curl -s --max-time 10 --aws-sigv4 "aws:amz:$region:elasticloadbalancing" --user "$key" -H 'Content-Type: application/x-www-form-urlencoded' \
        -d "Action=$action" -d Version=2015-12-01 "${args[@]}" "$url/"
}
json() { # json SERVICE TARGET BODY
    curl -s --max-time 10 --aws-sigv4 "aws:amz:$region:$1" --user "$key" -H 'Content-Type: application/x-amz-json-1.1' -H "X-Amz-Target: $2" -d "$3" "$url/"
}
element() { grep -o "<$1>[^<]*" | cut -d'>' -f2 | tr '\n' ' ' | sed 's/ $//'; }
group() { elb CreateTargetGroup "Name=$1" Protocol=HTTP Port=80 VpcId=vpc-0123456789abcdef0 TargetType=ip | element TargetGroupArn; }
names() { elb DescribeTargetGroups | element TargetGroupName; }
codes() { for _ in $(seq "$1"); do c=$(elb DescribeTargetGroups | element Code); echo -n "${c:--} "; done; }

# which calls
one=$(group one)
sim 'fault?kind=throttle&action=DescribeTargetGroups&nth=3' > /dev/null
is "$(codes 5)" '- - Throttling - - ' 'the third call'
sim 'fault?kind=error&action=DescribeTargetGroups&code=ServiceUnavailable&status=503&count=2' > /dev/null
is "$(codes 3)" 'ServiceUnavailable ServiceUnavailable - ' 'two calls, with a 5xx'
sim 'fault?kind=throttle&action=DescribeTargetGroups&share=40' > /dev/null
first=$(codes 30)
like "$(echo "$first" | tr ' ' '\n' | grep -c T)" '^([5-9]|1[0-9]|2[0-3])$' 'a share of the calls'
sim faults/clear > /dev/null
"$BIN/sim-aws" --port-file "$dir/port2" --access-key AKID --secret-key s3cret --seed 7 2>> "$dir/err" &
children="$children $!"
wait_for 10 test -s "$dir/port2"
again=$(url=http://127.0.0.1:$(cat "$dir/port2"); sim 'fault?kind=throttle&count=1&action=none' > /dev/null; sim 'fault?kind=throttle&count=1&action=none' > /dev/null
    sim 'fault?kind=throttle&action=DescribeTargetGroups&share=40' > /dev/null; codes 30)
is "$again" "$first" 'the same seed meets the same calls'
sim 'fault?kind=throttle&action=DescribeTargetGroups&for-ms=400' > /dev/null
is "$(codes 2)" 'Throttling Throttling ' 'for a time'
works() { [ "$(codes 1)" = '- ' ]; }
wait_for 10 works
ok $? 'and no longer'
is "$(sim 'fault?kind=garble&how=wrongly')$(sim 'fault?kind=wrong')" '{"error":"how is one of half html empty noise bomb huge"}{"error":"kind is one of throttle error drop-before drop-after delay cut garble skew expired stale"}' 'an order that is none is refused'

# answers that are none
garbled() { sim "fault?kind=garble&action=DescribeTargetGroups&how=$1&bytes=2000000" > /dev/null; elb DescribeTargetGroups; }
like "$(garbled html)" '^<html>' 'a page of HTML'
is "$(garbled empty)" '' 'nothing at all'
like "$(garbled half)" '^<DescribeTargetGroupsResponse.*[^>]$' 'half an answer'
like "$(garbled bomb)" '&i;</Response>$' 'entities within entities'
is "$(($(garbled huge | wc -c) >= 1900000))" 1 'far too much'
sim 'fault?kind=cut&action=DescribeTargetGroups&bytes=30' > /dev/null
is "$(elb DescribeTargetGroups | wc -c)" 30 'cut off after 30 bytes'
sim 'fault?kind=expired&action=DescribeTargetGroups' > /dev/null
is "$(codes 2)" 'ExpiredToken - ' 'a token that has expired'
sim 'fault?kind=skew&s=900' > /dev/null
is "$(codes 2)" 'SignatureDoesNotMatch - ' "AWS's clock elsewhere"

# a read that lags
sim 'fault?kind=stale&action=DescribeTargetGroups&ms=60000&count=2' > /dev/null
group two > /dev/null
elb DeleteTargetGroup TargetGroupArn="$one" > /dev/null
is "$(names)/$(names)/$(names)" 'one/one/two' 'two reads show what was before'

# accounts and Regions
is "$(region=eu-central-1 names)/$(key=OTHER:hush names)/$(names)" '//two' 'another Region and another account hold nothing of it'
arn=$(key=OTHER:hush region=eu-central-1 group two)
like "$arn" '^arn:aws:elasticloadbalancing:eu-central-1:999988887777:targetgroup/two/' 'the same name there is another group'
is "$(elb DescribeTargetHealth TargetGroupArn="$arn" | element Code)" TargetGroupNotFound 'not to be seen from here'
is "$(curl -s "$url/state?account=999988887777&region=eu-central-1" | jq -c '[.targetGroups[].name]')" '["two"]' 'the state of each can be asked for'
is "$(region=nowhere elb DescribeTargetGroups | element Code)" SignatureDoesNotMatch 'a Region that is none'
like "$(curl -s "$url/" | tr '\n' ' ')" '<title>sim-aws</title>.*Account 999988887777, Region eu-central-1' 'and a page shows all'

# the model
is "$(elb DescribeTargetGroups PageSize=401 | element Message)" "1 validation error detected: Value '401' at 'pageSize' failed to satisfy constraint: Member must have value less than or equal to 400" 'a bound'
is "$(elb CreateTargetGroup Name=x Protocol=HTTP Port=80 TargetType=pod | element Message)" "1 validation error detected: Value 'pod' at 'targetType' failed to satisfy constraint: Member must satisfy enum value set: [instance, ip, lambda, alb]" 'a word'
like "$(elb AddTags ResourceArns.member.1="$arn" Tags.member.1.Key='a<b' | element Message)" "Value 'a&lt;b' at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular expression" 'a pattern'
is "$(elb DescribeSSLPolicies Names.member.1=ELBSecurityPolicy-TLS13-1-3-2021-06 | element SslProtocols)$(elb DescribeSSLPolicies Names.member.1=No | element Code)" SSLPolicyNotFound 'SSL policies'

# quotas
sim 'limit?name=target-groups&max=1' > /dev/null
is "$(elb CreateTargetGroup Name=three Protocol=HTTP Port=80 VpcId=vpc-0123456789abcdef0 | element Code)" TooManyTargetGroups 'target groups'
sim 'limit?name=application-load-balancers&max=1' > /dev/null
lb() { elb CreateLoadBalancer "Name=$1" Subnets.member.1=subnet-0aaa0000000000001 Subnets.member.2=subnet-0bbb0000000000001; }
web=$(lb web | element LoadBalancerArn)
is "$(lb other | element Code)" TooManyLoadBalancers 'load balancers'
two=$(elb DescribeTargetGroups | element TargetGroupArn)
sim 'limit?name=listeners-per-application-load-balancer&max=1' > /dev/null
listen() { elb CreateListener LoadBalancerArn="$web" Protocol=HTTP Port="$1" DefaultActions.member.1.Type=forward DefaultActions.member.1.TargetGroupArn="$two"; }
listen 80 > /dev/null
is "$(listen 81 | element Code)" TooManyListeners 'listeners'
sim 'limit?name=target-id-registrations-per-application-load-balancer&max=1' > /dev/null
elb RegisterTargets TargetGroupArn="$two" Targets.member.1.Id=10.0.4.1 > /dev/null
is "$(elb RegisterTargets TargetGroupArn="$two" Targets.member.1.Id=10.0.4.1 Targets.member.1.Port=81 | element Code)" TooManyRegistrationsForTargetId 'registrations of one target'
sim 'limit?name=targets-per-target-group&max=1' > /dev/null
is "$(elb RegisterTargets TargetGroupArn="$two" Targets.member.1.Id=10.0.4.2 Targets.member.2.Id=10.0.4.3 | element Code)" TooManyTargets 'targets'

# JSON
acm() { json acm "CertificateManager.$1" "$2"; }
cert=$(acm RequestCertificate '{"DomainName":"shop.test","SubjectAlternativeNames":["*.shop.test"]}' | jq -r .CertificateArn)
is "$(acm ListCertificates '{}' | jq -c '[.CertificateSummaryList[]|.DomainName,.SubjectAlternativeNameSummaries]')" '["shop.test",["shop.test","*.shop.test"]]' 'certificates'
is "$(acm ListCertificates '{"MaxItems":0}' | jq -r .__type) $(acm DescribeCertificate '{"CertificateArn":"arn:aws:acm:us-west-2:123456789012:certificate/00000000-0000-0000-0000-000000000000"}' | jq -r .__type)" \
    'ValidationException ResourceNotFoundException' 'and what ACM refuses'
acl=arn:aws:wafv2:us-west-2:123456789012:regional/webacl/shop/00000000-0000-0000-0000-000000000001
sim "webacl?arn=$acl" > /dev/null
waf() { json wafv2 "AWSWAF_20190729.$1" "$2"; }
waf AssociateWebACL "{\"WebACLArn\":\"$acl\",\"ResourceArn\":\"$web\"}" > /dev/null
is "$(waf GetWebACLForResource "{\"ResourceArn\":\"$web\"}" | jq -r .WebACL.Name) $(waf ListWebACLs '{"Scope":"REGIONAL"}' | jq -r '.WebACLs[].Name')" 'shop shop' 'a web ACL'
shield() { json shield "AWSShield_20160616.$1" "$2"; }
is "$(shield CreateProtection "{\"Name\":\"p\",\"ResourceArn\":\"$web\"}" | jq -r .__type)" ResourceNotFoundException 'Shield without a subscription'
sim 'set?shield=1' > /dev/null
shield CreateProtection "{\"Name\":\"p\",\"ResourceArn\":\"$web\"}" > /dev/null
is "$(shield DescribeProtection "{\"ResourceArn\":\"$web\"}" | jq -r .Protection.Name) $(shield GetSubscriptionState '{}' | jq -r .SubscriptionState)" 'p ACTIVE' 'and with one'
sim 'cluster?name=blue&endpoint=https://127.0.0.1:1&ca=QUJD' > /dev/null
eks() { curl -s --aws-sigv4 aws:amz:us-west-2:eks --user "$key" "$url/clusters/$1"; }
is "$(eks blue | jq -r '.cluster.endpoint,.cluster.certificateAuthority.data' | tr '\n' ' ')$(eks red | jq -r .__type)" 'https://127.0.0.1:1 QUJD ResourceNotFoundException' 'clusters of EKS'
elb AddTags ResourceArns.member.1="$web" Tags.member.1.Key=team Tags.member.1.Value=web > /dev/null
is "$(json tagging ResourceGroupsTaggingAPI_20170126.GetResources '{"TagFilters":[{"Key":"team","Values":["web"]}],"ResourceTypeFilters":["elasticloadbalancing:loadbalancer"]}' | jq -r '.ResourceTagMappingList[].ResourceARN')" "$web" 'resources by their tags'
is "$(jq -rc 'select(.service=="wafv2")|[.action,.region,.parameters.Scope]' "$dir/log" | tail -n 1)" '["ListWebACLs","us-west-2","REGIONAL"]' 'the log has them'
kill $children; wait
is "$(cat "$dir/err")" '' 'without complaint'
done_testing
