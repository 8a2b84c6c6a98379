#!/bin/sh
# apply-aws when AWS throttles, errs, hangs up, or has the thing already: never done twice with effect.
. "$(dirname "$0")/40-apply-words.sh"
start_aws
observe >"$dir/before" 2>/dev/null
subnets=$(subnets_of "$dir/before")
group() { call "$1" $elb CreateTargetGroup "{\"Name\":\"$2\",\"Protocol\":\"HTTP\",\"Port\":${3:-80},\"VpcId\":\"$vpc\",\"TargetType\":\"ip\",\"Tags\":$tags}" "${4:-[]}"; }
run() { apply "$dir/before" - >"$dir/out" 2>"$dir/err"; } # the plan on stdin
made() { requests | grep -c "^$1\$"; }
outcome() { jq -r 'select(.type=="batch.done").data.outcome' "$dir/out"; }
failure() { jq -r 'select(.type=="call.failed")|.data.errorCode+": "+.data.error' "$dir/out"; }

sim 'fault?kind=throttle&action=CreateTargetGroup&count=2'
{ configured; group 1 throttled | batch a; } | run; is $? 0 'a throttled call is made again'
is "$(jq -r 'select(.type=="call.done").data.attempts' "$dir/out")" 3 'and its attempts are told'

sim 'fault?kind=error&action=DescribeVpcs&count=2'
observe >"$dir/seen" 2>/dev/null; is $? 0 'a read that failed with 500 is made again'

{ configured; web_calls "$subnets" | batch loadbalancer/default/web; } >"$dir/plan"
sim 'fault?kind=drop-after&action=CreateRule&count=1'
sim 'fault?kind=drop-after&action=CreateTargetGroup&count=1'
sim 'fault?kind=drop-after&action=CreateLoadBalancer&count=1'
sim 'fault?kind=drop-after&action=CreateSecurityGroup&count=1'
sim 'fault?kind=drop-after&action=AuthorizeSecurityGroupIngress&count=1'
sim 'fault?kind=drop-after&action=CreateListener&count=1'
run <"$dir/plan"; is $? 0 'every kind of thing is made though its answer is lost'
is "$(made CreateRule) $(made CreateLoadBalancer) $(made CreateListener) $(made CreateSecurityGroup) $(made AuthorizeSecurityGroupIngress)" '2 1 1 1 1' 'by looking, not by making it again'
observe >"$dir/after" 2>/dev/null
is "$(jq -cs '[.[]|select(.data.resource=="Rule")]|length' "$dir/after")" 2 'there are two rules, as asked for'

cp "$dir/after" "$dir/before"
sim 'fault?kind=drop-before&action=CreateRule&count=1'
{ configured; call 1 $elb CreateRule "$(rule 300 /c 1 1)" | batch a; } | run; is $? 0 'a call that never arrived is made'
is "$(made CreateRule)" 4 'by a second attempt'

{ configured; group 1 tg-blue | batch a; } | run; is $? 0 'what is there already as asked for counts as done'
{ configured; group 1 tg-blue 81 | batch a; } | run; is $? 111 'what is there otherwise is not ours to change'
like "$(failure)" "Exists: exists already with another 'Port'" 'and the sentence says in what'
{ configured; call 1 $elb CreateTargetGroup "{\"Name\":\"taken\",\"Protocol\":\"HTTP\",\"Port\":80,\"VpcId\":\"$vpc\",\"TargetType\":\"ip\",\"Tags\":[{\"Key\":\"elbv2.k8s.aws/cluster\",\"Value\":\"other\"}]}" | batch a; } | run
{ configured; group 1 taken 81 | batch a; } | run; is $? 111 'a name that a stranger has'
like "$(failure)" 'Exists: exists already and does not carry our tags' 'is left to him'
observe >"$dir/before" 2>/dev/null
{ configured; group 1 taken | batch a; } | run; is $? 111 'also where AWS would give us his, as its settings are those asked for'
like "$(failure)" "Exists: '.*:targetgroup/taken/.*' exists already and does not carry our tags" 'and the sentence says so'
{ configured; call 1 $elb CreateRule "$(rule 100 /other 1 1)" | batch a; } | run; is $? 111 'a priority that another rule has'
like "$(failure)" "Exists: exists already with another 'Conditions or Actions'" 'is told'

{ configured
  { group 1 first; call 2 $elb ModifyTargetGroup '{"TargetGroupArn":"@targetgroup/first","HealthCheckPath":"no path"}' '["1"]'; group 3 third 80 '["2"]'; } | batch a
  group 1 elsewhere | batch b; } | run; is $? 111 'a refused call fails its batch'
is "$(jq -c 'select(.type=="batch.done" and .data.unit=="a").data|[.outcome,.done,.failed,.left]' "$dir/out")" '["failed",["1"],["2"],["3"]]' 'with what was done, failed and left'
is "$(jq -r 'select(.type=="batch.done" and .data.unit=="b").data.outcome' "$dir/out")" done 'the other batch goes on'
is "$(requests | sed '1,/^ModifyTargetGroup$/d' | grep -c '^DescribeTargetGroups$')" 2 'and the groups that it touches are read again'

{ configured; call 1 $elb CreateRule '{"ListenerArn":"@listener/k8s-web/80","Priority":"7","Conditions":[],"Actions":[]}' | batch a; } | run
like "$(failure)" "BadParameters: CreateRule: parameter 'Priority' must be a whole number" 'a wrong parameter is refused before it is sent'
{ configured; call 1 $elb DeleteRule '{"RuleArn":"@rule/k8s-web/80/999"}' | batch a; } | run
like "$(failure)" "BadReference: '@rule/k8s-web/80/999' stands for nothing" 'so is a reference to nothing'
{ configured; call 1 s3 PutObject '{}' | batch a; } | run
like "$(failure)" "BadParameters: calls to service 's3' are not supported" 'and a service that is not known'
{ configured; { group 1 x 80 '["2"]'; group 2 y 80 '["1"]'; } | batch a; } | run
like "$(jq -r 'select(.type=="batch.done").data.reason' "$dir/out")" 'calls need each other' 'calls that need each other end the batch'

sim 'set?skew-s=1000'
observe >/dev/null 2>"$dir/err"; is $? 0 'a clock that differs is corrected'
like "$(cat "$dir/err")" 'clock differs from AWS.s, corrected' 'and told'
AWS_ENDPOINT_URL=http://127.0.0.1:9 "$BIN/apply-aws" --region us-west-2 --budget x </dev/null 2>"$dir/err"; is $? 100 'a bad budget'
done_testing
