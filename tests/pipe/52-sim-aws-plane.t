#!/bin/bash
# The data plane of the simulated AWS: real requests go where the rules, weights, cookies and the health of targets say.
. "$(dirname "$0")/00-tap.sh"
. "$(dirname "$0")/../sim/harness.sh"
net=127.$((1 + $$ % 60)).$(($$ / 60 % 250)) # addresses of this test alone
pods "$net.1" "$net.2" "$net.3" "$net.4"
start_aws --data-plane "$dir/plane" --rule-window-ms 300 --healthy-ms 0 --drain-ms 4000 --time-scale 50
elb() { # elb ACTION [NAME=VALUE...]
    local action=$1 args=(); shift
    for a; do args+=(--data-urlencode "$a"); done
    curl -sS --max-time 10 --aws-sigv4 aws:amz:us-west-2:elasticloadbalancing --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
        -H 'Content-Type: application/x-www-form-urlencoded' -d "Action=$action" -d Version=2015-12-01 "${args[@]}" "$aws_url/"
}
element() { grep -o "<$1>[^<]*" | cut -d'>' -f2 | tr '\n' ' ' | sed 's/ $//'; }
group() {
    elb CreateTargetGroup "Name=$1" Protocol=HTTP Port=8080 VpcId=vpc-1 TargetType=ip HealthCheckIntervalSeconds=5 \
        HealthCheckTimeoutSeconds=2 HealthyThresholdCount=2 UnhealthyThresholdCount=2 | element TargetGroupArn
}
forward() { # forward blue WEIGHT green WEIGHT [MORE]
    local f=Actions.member.1.ForwardConfig
    echo "Actions.member.1.Type=forward $f.TargetGroups.member.1.TargetGroupArn=$blue $f.TargetGroups.member.1.Weight=$1"
    echo "$f.TargetGroups.member.2.TargetGroupArn=$green $f.TargetGroups.member.2.Weight=$2"
}
fixed() { echo "Actions.member.1.Type=fixed-response Actions.member.1.FixedResponseConfig.StatusCode=200 Actions.member.1.FixedResponseConfig.MessageBody=$1"; }
priority=100
rule() { # rule FIELD CONFIG...: one condition, answered with the rule's own number
    local field=$1 c=Conditions.member.1; shift
    priority=$((priority + 1))
    elb CreateRule ListenerArn="$http" Priority=$priority $c.Field="$field" "${@/#/$c.}" $(fixed "rule-$priority") | element Code
}
answers() { for _ in $(seq "$1"); do curl -s --max-time 10 "http://$at/app/x"; done | cut -d' ' -f1 | cut -d. -f4 | sort | uniq -c | awk '{printf "%s:%s ", $2, $1}'; }
states() { aws_state | jq -rc "[.targetGroups[]|select(.name==\"$1\")|.targets[]|.state]|join(\" \")"; }
has_state() { [ "$(states "$1")" = "$2" ]; }
get() { curl -s --max-time 10 "$@"; }

lb=$(elb CreateLoadBalancer Name=web Subnets.member.1=subnet-0aaa0000000000001 Subnets.member.2=subnet-0bbb0000000000001 | element LoadBalancerArn)
blue=$(group blue) green=$(group green)
default='DefaultActions.member.1.Type=fixed-response DefaultActions.member.1.FixedResponseConfig.StatusCode=404'
http=$(elb CreateListener LoadBalancerArn="$lb" Protocol=HTTP Port=80 $default 'DefaultActions.member.1.FixedResponseConfig.MessageBody=no "$uch" thing' | element ListenerArn)
https=$(elb CreateListener LoadBalancerArn="$lb" Protocol=HTTPS Port=443 Certificates.member.1.CertificateArn=arn:aws:acm:us-west-2:111122223333:certificate/one $default | element ListenerArn)
curl -s -X POST "$aws_url/sim/certificate?arn=arn:aws:acm:us-west-2:111122223333:certificate/two&names=two.test" > /dev/null
elb AddListenerCertificates ListenerArn="$https" Certificates.member.1.CertificateArn=arn:aws:acm:us-west-2:111122223333:certificate/two > /dev/null
app=$(elb CreateRule ListenerArn="$http" Priority=10 Conditions.member.1.Field=path-pattern 'Conditions.member.1.Values.member.1=/app/*' $(forward 75 25) | element RuleArn)
rule host-header 'HostHeaderConfig.Values.member.1=*.Example.com'
rule http-header HttpHeaderConfig.HttpHeaderName=X-Canary 'HttpHeaderConfig.Values.member.1=ye?'
rule query-string QueryStringConfig.Values.member.1.Key=version QueryStringConfig.Values.member.1.Value='2.*'
rule http-request-method HttpRequestMethodConfig.Values.member.1=PURGE
rule source-ip SourceIpConfig.Values.member.1=127.9.0.0/16
rule path-pattern 'PathPatternConfig.RegexValues.member.1=^/(a|b)/[0-9]+$'
priority=$((priority + 1))
elb CreateRule ListenerArn="$http" Priority=$priority Conditions.member.1.Field=path-pattern Conditions.member.1.Values.member.1=/old Actions.member.1.Type=redirect \
    Actions.member.1.RedirectConfig.StatusCode=HTTP_302 Actions.member.1.RedirectConfig.Protocol=HTTPS Actions.member.1.RedirectConfig.Port=443 'Actions.member.1.RedirectConfig.Path=/new/#{path}' > /dev/null
f=Actions.member.1.ForwardConfig t=Transforms.member.1
elb CreateRule ListenerArn="$http" Priority=5 Conditions.member.1.Field=path-pattern 'Conditions.member.1.Values.member.1=/v1/*' $(forward 1 0) $t.Type=url-rewrite \
    $t.UrlRewriteConfig.Rewrites.member.1.Regex='^/v1/([a-z]+)' $t.UrlRewriteConfig.Rewrites.member.1.Replace='/api/$1/v1' > /dev/null
elb RegisterTargets TargetGroupArn="$blue" Targets.member.1.Id="$net.1" Targets.member.2.Id="$net.2" > /dev/null
elb RegisterTargets TargetGroupArn="$green" Targets.member.1.Id="$net.3" > /dev/null
until_true 20 has_state blue 'healthy healthy' && until_true 20 has_state green healthy && until_true 20 settled
ok $? 'targets pass their checks, and the data plane serves'
at=$(aws_state | jq -r '.loadBalancers[0].serving[]|select(.port==80).endpoint')
secure=$(aws_state | jq -r '.loadBalancers[0].serving[]|select(.port==443).endpoint')

is "$(get "http://$at/else")" 'no "$uch" thing' 'the default actions answer'
is "$(get -H 'Host: shop.example.com:80' "http://$at/")" rule-101 'a host, whatever the case'
is "$(get -H 'Host: example.com' -o /dev/null -w '%{http_code}' "http://$at/")" 404 'and not another'
is "$(get -H 'X-Canary: YES' "http://$at/")" rule-102 'a header'
is "$(get "http://$at/x?a=b&version=2.7&c=d") $(get -o /dev/null -w '%{http_code}' "http://$at/x?aversion=2.7")" 'rule-103 404' 'a query'
is "$(get -X PURGE "http://$at/")" rule-104 'a method'
is "$(get --interface 127.9.1.1 "http://$at/")" rule-105 'a source'
is "$(get "http://$at/b/17") $(get -o /dev/null -w '%{http_code}' "http://$at/c/17")" 'rule-106 404' 'a regular expression'
is "$(get -o /dev/null -w '%{http_code} %{redirect_url}' -H 'Host: shop.test' "http://$at/old?q=1")" '302 https://shop.test:443/new/old?q=1' 'a redirect'
like "$(get "http://$at/v1/users?id=7")" "^$net.[12] ${at%:80} /api/users/v1\?id=7 http\$" 'a rewritten path'
ca=$dir/plane/ca.crt port=${secure##*:}
is "$(get -o /dev/null -w '%{http_code}' --cacert "$ca" --resolve "a.example.com:$port:${secure%:*}" "https://a.example.com:$port/")" 404 'HTTPS, with the default certificate'
is "$(get -o /dev/null -w '%{http_code}' --cacert "$ca" --resolve "two.test:$port:${secure%:*}" "https://two.test:$port/")" 404 'and the one for the name'

got=$(answers 120)
is "$(echo "$got" | awk '{split($1,a,":");split($2,b,":");split($3,c,":"); d=a[2]-b[2]; print (a[2]+b[2]+c[2]==120 && c[2]>5 && c[2]<60 && d<=1 && d>=-1)}')" 1 "weights: about a quarter to green, blue's two targets in turn ($got)"
elb ModifyRule RuleArn="$app" $(forward 0 100) > /dev/null
is "$(aws_state | jq -c '[.loadBalancers[0]|.editsPending,(.serving[]|select(.port==80).rules[]|select(.priority==10).forward|map(.weight))]')" '[true,[75,25]]' 'an edit does not take effect at once'
until_true 20 settled
is "$(answers 20)" '3:20 ' 'but after the window, wholly'
elb ModifyRule RuleArn="$app" $(forward 50 50) $f.TargetGroupStickinessConfig.Enabled=true $f.TargetGroupStickinessConfig.DurationSeconds=60 > /dev/null
until_true 20 settled
for _ in $(seq 20); do get -b "$dir/jar" -c "$dir/jar" "http://$at/app/x"; done | cut -d' ' -f1 > "$dir/stuck"
is "$(sed "s/$net.[12]/blue/;s/$net.3/green/" "$dir/stuck" | sort -u | wc -l)" 1 'a sticky client stays with its group'
elb ModifyRule RuleArn="$app" $(forward 1 0) > /dev/null
elb ModifyTargetGroupAttributes TargetGroupArn="$blue" Attributes.member.1.Key=stickiness.enabled Attributes.member.1.Value=true > /dev/null
until_true 20 settled
for _ in $(seq 10); do get -b "$dir/jar2" -c "$dir/jar2" "http://$at/app/x"; done | cut -d' ' -f1 > "$dir/stuck"
is "$(sort -u "$dir/stuck" | wc -l)" 1 'or with its target'
elb ModifyTargetGroupAttributes TargetGroupArn="$blue" Attributes.member.1.Key=stickiness.enabled Attributes.member.1.Value=false > /dev/null

pod_down "$net.1"
until_true 20 has_state blue 'unhealthy healthy' && until_true 20 settled
is "$(answers 10)" '2:10 ' 'an unhealthy target gets nothing'
is "$(elb DescribeTargetHealth TargetGroupArn="$blue" | element Reason)" Target.ResponseCodeMismatch 'and its reason is told'
pod_down "$net.2"
until_true 20 has_state blue 'unhealthy unhealthy' && until_true 20 settled
get "http://$at/app/x" > /dev/null
is "$(tail -n 1 "$dir/plane/access.log" | jq -r .targetStatus)" 503 'all unhealthy: the group fails open'
pod_up "$net.1"; pod_up "$net.2"
until_true 20 has_state blue 'healthy healthy' && until_true 20 settled
elb DeregisterTargets TargetGroupArn="$blue" Targets.member.1.Id="$net.2" > /dev/null
until_true 20 settled
is "$(answers 10) $(states blue)" '1:10  healthy draining' 'a draining target gets nothing new'
elb DeregisterTargets TargetGroupArn="$blue" Targets.member.1.Id="$net.1" > /dev/null
until_true 20 settled
is "$(get -o /dev/null -w '%{http_code}' "http://$at/app/x")" 503 'a group without targets answers 503'
until_true 20 has_state blue ''
ok $? 'drained targets go'

# nothing is lost while weights and targets change under load
elb RegisterTargets TargetGroupArn="$blue" Targets.member.1.Id="$net.1" > /dev/null
elb ModifyRule RuleArn="$app" $(forward 50 50) > /dev/null
until_true 20 has_state blue healthy && until_true 20 settled
while [ ! -e "$dir/enough" ]; do get -o /dev/null -w '%{http_code}\n' "http://$at/app/x"; done > "$dir/codes" &
load=$!
for w in '0 1' '1 0' '1 1'; do elb ModifyRule RuleArn="$app" $(forward $w) > /dev/null; until_true 20 settled; done
elb RegisterTargets TargetGroupArn="$green" Targets.member.1.Id="$net.4" > /dev/null
until_true 20 has_state green 'healthy healthy' && until_true 20 settled
elb DeregisterTargets TargetGroupArn="$green" Targets.member.1.Id="$net.3" > /dev/null
until_true 20 settled
touch "$dir/enough"; wait $load
is "$(sort "$dir/codes" | uniq -c | wc -l) $(sort -u "$dir/codes")" '1 200' "no request was lost ($(wc -l < "$dir/codes") made)"
is "$(jq -rs '[.[]|select(.group=="green")|.target|split(":")[0]|split(".")[3]]|unique|join(" ")' "$dir/plane/access.log")" '3 4' 'the log says who answered'
elb DeleteLoadBalancer LoadBalancerArn="$lb" > /dev/null
gone() { ! curl -s --max-time 2 "http://$at/"; }
until_true 20 gone
ok $? 'a deleted load balancer listens no more'
stop aws
ok $? 'it ends, and nginx with it'
is "$(cat "$dir/aws.log")" '' 'without complaint'
done_testing
