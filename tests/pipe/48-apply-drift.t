#!/bin/sh
# What others change in AWS is found by the slow search and told when it is seen twice; a slow read never undoes a newer write;
# a rate that AWS lowers is told. Health: what is quiet is read in turn, and neighbours of what got worse are read next.
. "$(dirname "$0")/40-apply-words.sh"
start_aws
start_journal
append() { "$BIN/journal" append --journal "$endpoint" >/dev/null; }
start() { background apply "$BIN/apply-aws" --endpoint-url "$aws_url" --journal "$endpoint" --budget 0 "$@"; }
count() { journal_read --type "$1" | jq -c "select($2)" | wc -l; }
count_is() { [ "$(count "$1" "$2")" -eq "$3" ]; }
at_least() { [ "$(count "$1" "$2")" -ge "$3" ]; }
# elsewhere: a batch that another process carries out, behind the back of the one on the journal
elsewhere() { { configured; cat "$dir/world"; batch elsewhere; } | apply >"$dir/elsewhere.out" 2>"$dir/elsewhere.err"; }
configured | append
start --health-every 0 --sweep-every 0
until_true 20 count_is aws.synced true 1
journal_read --type aws.observed >"$dir/world"
web_calls "$(subnets_of "$dir/world")" | batch loadbalancer/default/web | append
call 1 $elb RegisterTargets "$(targets)" | batch targets/tg-blue | append
until_true 20 count_is batch.done '.data.outcome=="done"' 2; ok $? 'everything is made'
stop apply
journal_read --type aws.observed >"$dir/world"
said=$(wc -l <"$dir/world")
start --health-every 0 --sweep-every 50ms
rounds() { [ "$(requests | grep -c '^DescribeAccountLimits$')" -ge "$1" ]; }
until_true 30 rounds 4; ok $? 'the search goes round'
# what only a reading tells (load balancers of a group, attributes, zones) may be told once; nothing else
is "$(count aws.gone true)" 0 'and finds nothing gone where nobody changed anything'
is "$(journal_read --type aws.observed | tail -n +$((said + 1)) | jq -r .subject | sort | uniq -d)" '' 'nor tells anything twice'
before=$(count aws.observed true)
is "$(grep -c 'by someone else' "$dir/apply.log")" 0 'nor says of anything that somebody else did it'
rounds_now=$(requests | grep -c '^DescribeAccountLimits$'); until_true 30 rounds $((rounds_now + 2))
is "$(count aws.observed true)" "$before" 'and then is silent'

call 1 $elb ModifyRule '{"RuleArn":"@rule/k8s-web/80/100","Actions":[{"Type":"forward","ForwardConfig":{"TargetGroups":[{"TargetGroupArn":"@targetgroup/tg-blue","Weight":7},{"TargetGroupArn":"@targetgroup/tg-green","Weight":3}]}}]}' | elsewhere
changed='.data.resource=="Rule" and .data.value.Priority=="100" and .data.value.Actions[0].ForwardConfig.TargetGroups[0].Weight==7'
until_true 30 count_is aws.observed "$changed" 1; ok $? 'a rule that somebody changed is told'
like "$(journal_read --type aws.observed | jq -r "select($changed).data.asof")" '^apply-aws#[0-9]{20}$' 'as of the last call of ours before it was read'
grep -q 'changed by someone else resource=Rule' "$dir/apply.log"; ok $? 'and said'
call 1 $elb DeleteRule '{"RuleArn":"@rule/k8s-web/80/200"}' | elsewhere
until_true 30 count_is aws.gone '.data.resource=="Rule"' 1; ok $? 'a rule that somebody removed is told gone'
call 1 $elb CreateTargetGroup "{\"Name\":\"stranger\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"$vpc\",\"TargetType\":\"ip\"}" | elsewhere
until_true 30 count_is aws.observed '.data.value.TargetGroupName=="stranger"' 1; ok $? 'a stranger is seen'
rounds_now=$(requests | grep -c '^DescribeAccountLimits$'); until_true 30 rounds $((rounds_now + 2))
is "$(count aws.observed '.data.value.TargetGroupName=="stranger"')" 1 'once'
is "$(jq -r 'select(.action=="DescribeTargetGroupAttributes").parameters.TargetGroupArn' "$dir/aws.requests" | grep -c stranger)" 0 'and what is in it is never read'

# a read that is slow: sent before a write of ours, answered after it
stop apply
sim 'fault?kind=delay&action=DescribeRules&count=1&ms=1500'
start --health-every 0 --sweep-every 50ms
slow_read() { [ "$(jq -r 'select(.action=="DescribeRules").action' "$dir/aws.requests" | wc -l)" -gt "$reads" ]; }
reads=$(jq -r 'select(.action=="DescribeRules").action' "$dir/aws.requests" | wc -l); until_true 30 slow_read
call 1 $elb ModifyRule '{"RuleArn":"@rule/k8s-web/80/100","Actions":[{"Type":"forward","ForwardConfig":{"TargetGroups":[{"TargetGroupArn":"@targetgroup/tg-blue","Weight":50},{"TargetGroupArn":"@targetgroup/tg-green","Weight":50}]}}]}' | batch loadbalancer/default/web | append
until_true 20 count_is batch.done '.data.unit=="loadbalancer/default/web" and .data.outcome=="done"' 2
rounds_now=$(requests | grep -c '^DescribeAccountLimits$'); until_true 30 rounds $((rounds_now + 2))
is "$(journal_read --type aws.observed | jq -r 'select(.data.resource=="Rule" and .data.value.Priority=="100").data.value.Actions[0].ForwardConfig.TargetGroups[0].Weight' | tail -n 1)" 50 'a slow read does not undo a newer write'
stop apply

# a read that lags behind a write, seen once: no drift
start --health-every 0 --sweep-every 0
until_true 20 grep -q 'caught up' "$dir/apply.log"
sim 'fault?kind=stale&action=DescribeRules&count=1&ms=600000'
call 1 $elb ModifyRule '{"RuleArn":"@rule/k8s-web/80/100","Actions":[{"Type":"forward","ForwardConfig":{"TargetGroups":[{"TargetGroupArn":"@targetgroup/tg-blue","Weight":60},{"TargetGroupArn":"@targetgroup/tg-green","Weight":40}]}}]}' | batch loadbalancer/lags | append
until_true 20 count_is batch.done '.data.unit=="loadbalancer/lags" and .data.outcome=="done"' 1
stop apply
weighed='.data.resource=="Rule" and .data.value.Priority=="100"' before=$(count aws.observed '.data.resource=="Rule" and .data.value.Priority=="100"')
start --health-every 0 --sweep-every 50ms
rounds_now=$(requests | grep -c '^DescribeAccountLimits$'); until_true 30 rounds $((rounds_now + 3))
is "$(count aws.observed "$weighed")" "$before" 'what was seen once only is not told'
sim faults/clear
stop apply

# throttling
start --health-every 0 --sweep-every 0
until_true 20 grep -q 'caught up' "$dir/apply.log"
sim 'fault?kind=throttle&action=ModifyTargetGroup&count=2'
call 1 $elb ModifyTargetGroup '{"TargetGroupArn":"@targetgroup/tg-blue","HealthCheckPath":"/up"}' | batch loadbalancer/x | append
until_true 30 at_least budget.report '.data.class=="writes" and .data.perMinute<.data.fullPerMinute and .data.throttled>0' 1; ok $? 'that AWS refused for the rate is told, with the lower rate'
until_true 30 count_is batch.done '.data.unit=="loadbalancer/x" and .data.outcome=="done"' 1; ok $? 'and the call is made'
is "$(journal_read --type call.done | jq -r 'select(.subject=="loadbalancer/x").data.attempts')" 3 'with its attempts'
stop apply

# buckets: 160 changes that wait for theirs leave the account's to a registration
background apply "$BIN/apply-aws" --endpoint-url "$aws_url" --journal "$endpoint" --health-every 0 --sweep-every 0
until_true 20 grep -q 'caught up' "$dir/apply.log"
sixteen() { jq -cn --arg vpc "$vpc" --argjson tags "$tags" --arg b "$1" 'range(16)|{id:"\(.)",service:"elasticloadbalancing",action:"CreateTargetGroup",lane:"rules",reason:"many",needs:[],because:[],
    parameters:{Name:"wide-\($b)-\(.)",Protocol:"HTTP",Port:80,VpcId:$vpc,TargetType:"ip",Tags:$tags}}'; }
wide() { requests | grep -c '^CreateTargetGroup$'; }
before=$(wide)
{ for b in 1 2 3 4 5 6 7 8 9 10; do sixteen $b | batch wide/$b; done
  call 1 $elb RegisterTargets '{"TargetGroupArn":"@targetgroup/tg-blue","Targets":[{"Id":"10.0.0.77","Port":8080}]}' | batch targets/tg-blue; } | append
registered() { jq -r 'select(.action=="RegisterTargets")|.parameters.Targets[]?.Id' "$dir/aws.requests" | grep -q 10.0.0.77; }
until_true 60 registered; made=$(($(wide) - before))
[ "$made" -lt 40 ]; ok $? "a registration does not wait behind them ($made were made)"
stop apply KILL

# health
group() { call "$1" $elb CreateTargetGroup "{\"Name\":\"$2\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"$vpc\",\"TargetType\":\"ip\",\"Tags\":$tags}"; }
many_rule() { printf '{"ListenerArn":"@listener/k8s-web/80","Priority":%s,"Conditions":[{"Field":"path-pattern","PathPatternConfig":{"Values":["/%s"]}}],"Actions":[{"Type":"forward","ForwardConfig":{"TargetGroups":[{"TargetGroupArn":"@targetgroup/many-%s"},{"TargetGroupArn":"@targetgroup/many-%s"},{"TargetGroupArn":"@targetgroup/many-%s"}]}}],"Tags":%s}' "$1" "$1" "$2" "$3" "$4" "$tags"; }
start --health-every 200ms --sweep-every 0
{ for n in 1 2 3 4 5 6; do group $n "many-$n"; done
  for n in 1 2 3 4 5 6; do call 1$n $elb RegisterTargets "{\"TargetGroupArn\":\"@targetgroup/many-$n\",\"Targets\":[{\"Id\":\"10.0.1.$n\",\"Port\":80}]}" "[\"$n\"]"; done
  call 21 $elb CreateRule "$(many_rule 301 1 2 3)" '["1","2","3"]'; call 22 $elb CreateRule "$(many_rule 302 4 5 6)" '["4","5","6"]'; } | batch many | append
until_true 30 count_is batch.done '.data.unit=="many" and .data.outcome=="done"' 1
until_true 30 at_least target.health '.data.state=="healthy" and (.data.group|startswith("many-"))' 6
reads_of() { jq -r 'select(.action=="DescribeTargetHealth").parameters.TargetGroupArn' "$dir/aws.requests" | grep -c "/$1"; }
rest() { rest_many=$(reads_of many-) rest_blue=$(reads_of tg-blue); }
went_round() { [ "$(reads_of tg-blue)" -ge $((rest_blue + 12)) ]; }
sleep 1; rest; many=$rest_many blue=$rest_blue; until_true 30 went_round; rest
[ $((rest_many - many)) -le $((rest_blue - blue + 2)) ] && [ "$rest_many" -gt "$many" ]
ok $? "six quiet groups of one load balancer and cluster are read one at a time ($((rest_many - many)) reads in $((rest_blue - blue)) rounds)"
for n in 1 2 3 4 5 6; do sim "health?group=many-$n&state=unhealthy&reason=Target.Timeout"; done
until_true 30 count_is target.health '.data.state=="unhealthy" and (.data.group|startswith("many-"))' 6; ok $? 'all that became unhealthy are told'

stop apply
start --health-every 0 --sweep-every 0
until_true 20 grep -q 'caught up' "$dir/apply.log"
# Who leaves goes before who comes, though AWS refuses him again and again, and would not refuse the other.
from=$(wc -l <"$dir/aws.requests")
sim 'fault?kind=throttle&action=DeregisterTargets&count=3'
refusals() { [ "$(tail -n +$((from + 1)) "$dir/aws.requests" | jq -r 'select(.action=="DeregisterTargets" and .code=="Throttling").action' | wc -l)" -ge "$1" ]; }
call 1 $elb DeregisterTargets "$(targets)" | batch targets/tg-blue | append
until_true 20 refusals 1; ok $? 'a call that takes targets out is refused for the rate'
call 1 $elb RegisterTargets '{"TargetGroupArn":"@targetgroup/tg-green","Targets":[{"Id":"10.0.0.78","Port":8080}]}' | batch targets/tg-green | append
until_true 60 count_is batch.done '.data.unit=="targets/tg-green" and .data.outcome=="done"' 1; ok $? 'one that brings some is made'
is "$(tail -n +$((from + 1)) "$dir/aws.requests" | jq -r 'select(.status==200 and (.action=="DeregisterTargets" or .action=="RegisterTargets")).action' | tr '\n' ' ')" 'DeregisterTargets RegisterTargets ' 'behind the one that waits'
done_testing
