#!/bin/sh
# apply-aws in a pipe: batches run by what they need, each call with its effect told whole.
. "$(dirname "$0")/40-apply-words.sh"
start_aws --page-size 2
observe >"$dir/before" 2>"$dir/err"; is $? 0 'AWS is observed'
is "$(jq -r .type "$dir/before" | tail -n 1)" aws.synced 'and says so at the end'
subnets=$(subnets_of "$dir/before")
is "$(jq -cs '[.[]|select(.data.resource=="Subnet")]|length>2' "$dir/before")" true 'lists are read to their last page'

{ configured; web_calls "$subnets" | batch loadbalancer/default/web; call 1 $elb RegisterTargets "$(targets)" | batch targets/tg-blue; } >"$dir/plan"
apply --dry-run "$dir/before" "$dir/plan" >"$dir/dry" 2>"$dir/err"; is $? 0 'a dry run ends well'
is "$(grep -c '^would call ' "$dir/err")" 10 'it says each call'
is "$(requests | grep -vc '^Describe\|^Get\|^List')" 0 'and makes none'
is "$(sort "$dir/before" "$dir/plan" | sha256sum)" "$(sort "$dir/dry" | sha256sum)" 'and all goes on as it came'

apply --read-only "$dir/before" "$dir/plan" >"$dir/out" 2>"$dir/err"; is $? 111 'with --read-only, calls fail'
is "$(jq -r 'select(.type=="call.failed").data.errorCode' "$dir/out" | sort -u | tail -n 1)" ReadOnly 'for that reason'
is "$(requests | grep -vc '^Describe\|^Get\|^List')" 0 'and none is made'

apply "$dir/before" "$dir/plan" >"$dir/made" 2>"$dir/err"; is $? 0 'ten calls in two batches are made'
is "$(jq -r 'select(.type=="batch.done")|.data.outcome+" "+.data.unit' "$dir/made" | tr '\n' ' ')" 'done loadbalancer/default/web done targets/tg-blue ' 'in order'
is "$(jq -r 'select(.type=="call.done")|select(.data.requestId|test("^[0-9a-f-]{36}$"))|.data.action' "$dir/made" | wc -l)" 10 'each with its request id'
is "$(jq -r 'select(.type=="call.done").data.because[0]' "$dir/made" | sort -u)" watch-k8s/blue#00000000000000000001 'and its reason'
is "$(jq -r 'select(.type=="target.health")|.subject+" "+.data.state' "$dir/made" | tr '\n' ' ')" 'tg-blue/10.0.0.5:8080 initial tg-blue/10.0.0.6:8080 initial ' 'new targets are initial'
observe >"$dir/after" 2>/dev/null
same() { jq -c 'if .data.value.Attributes then .data.value.Attributes|=map(select(.Key=="idle_timeout.timeout_seconds")) else . end' "$1"; }
same "$dir/made" >"$dir/made.cut"; same "$dir/after" >"$dir/after.cut"
same_world "$dir/made.cut" "$dir/after.cut" 'what the calls say AWS holds is what AWS holds'

{ configured
  { call 1 $elb ModifyRule '{"RuleArn":"@rule/k8s-web/80/100","Actions":[{"Type":"forward","ForwardConfig":{"TargetGroups":[{"TargetGroupArn":"@targetgroup/tg-blue","Weight":0},{"TargetGroupArn":"@targetgroup/tg-green","Weight":100}]}}]}'
    call 2 $elb SetRulePriorities '{"RulePriorities":[{"RuleArn":"@rule/k8s-web/80/100","Priority":200},{"RuleArn":"@rule/k8s-web/80/200","Priority":100}]}' '["1"]'
    call 3 $elb AddTags '{"ResourceArns":["@loadbalancer/k8s-web","@targetgroup/tg-blue"],"Tags":[{"Key":"team","Value":"web"}]}'
    call 4 $elb RemoveTags '{"ResourceArns":["@targetgroup/tg-blue"],"TagKeys":["team"]}' '["3"]'
    call 5 ec2 RevokeSecurityGroupIngress "{\"GroupId\":\"@securitygroup/k8s-web\",\"IpPermissions\":$permission}"
    call 6 ec2 AuthorizeSecurityGroupIngress '{"GroupId":"@securitygroup/k8s-web","IpPermissions":[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"Ipv6Ranges":[{"CidrIpv6":"::/0"}]}]}'
    call 7 $elb ModifyTargetGroup '{"TargetGroupArn":"@targetgroup/tg-green","HealthCheckPath":"/up","Matcher":{"HttpCode":"200-299"}}'
    call 8 $elb ModifyTargetGroupAttributes '{"TargetGroupArn":"@targetgroup/tg-green","Attributes":[{"Key":"deregistration_delay.timeout_seconds","Value":"30"}]}'
    call 9 $elb ModifyListener '{"ListenerArn":"@listener/k8s-web/80","DefaultActions":[{"Type":"fixed-response","FixedResponseConfig":{"StatusCode":"503"}}]}'
    call 10 ec2 CreateTags '{"Resources":["@securitygroup/k8s-web"],"Tags":[{"Key":"team","Value":"web"}]}'
    call 11 $elb DeleteRule '{"RuleArn":"@rule/k8s-web/80/200"}' '["2"]'
  } | batch loadbalancer/default/web; call 1 $elb DeregisterTargets "$(targets)" | batch targets/tg-blue; } >"$dir/plan"
apply "$dir/after" "$dir/plan" >"$dir/made" 2>"$dir/err"; is $? 0 'changes are made'
observe >"$dir/after" 2>/dev/null
same_world "$dir/made" "$dir/after" 'and said whole, tags, attributes, permissions and priorities too'

{ configured
  { call 1 $elb DeleteLoadBalancer '{"LoadBalancerArn":"@loadbalancer/k8s-web"}'
    call 2 $elb DeleteTargetGroup '{"TargetGroupArn":"@targetgroup/tg-blue"}' '["1"]'
    call 3 $elb DeleteTargetGroup '{"TargetGroupArn":"@targetgroup/tg-green"}' '["1"]'
    call 4 $elb DeleteTargetGroup '{"TargetGroupArn":"arn:aws:elasticloadbalancing:us-west-2:123456789012:targetgroup/gone/0123456789abcdef"}' '["1"]'
    call 5 ec2 DeleteSecurityGroup '{"GroupId":"@securitygroup/k8s-web"}' '["1"]'
  } | batch loadbalancer/default/web; } >"$dir/plan"
apply "$dir/after" "$dir/plan" >"$dir/made" 2>"$dir/err"; is $? 0 'all is removed, and what was gone already counts as done'
observe >"$dir/after" 2>/dev/null
same_world "$dir/made" "$dir/before" 'nothing is left, by what was said'
same_world "$dir/after" "$dir/before" 'and by what there is'

env -u AWS_ACCESS_KEY_ID -u AWS_SECRET_ACCESS_KEY HOME=/nonexistent "$BIN/apply-aws" --observe --fleet "$dir/fleet.yaml" 2>"$dir/err"; is $? 100 'without credentials a person must act'
like "$(cat "$dir/err")" 'no AWS credentials: set AWS_ACCESS_KEY_ID' 'and is told what to do'
apply --observe 2>"$dir/err"; is $? 100 '--observe without a fleet'
like "$(cat "$dir/err")" '--observe needs --fleet FILE' 'is told'
AWS_SECRET_ACCESS_KEY=wrong "$BIN/apply-aws" --endpoint-url "$aws_url" --observe --fleet "$dir/fleet.yaml" 2>"$dir/err"; is $? 111 'credentials that are refused'
like "$(cat "$dir/err")" 'AWS cannot be read: [A-Za-z]+: SignatureDoesNotMatch' 'are told by AWS'"'"'s own code'
event plan.batch x '{"unit":"x","calls":[]}' somebody | apply 2>/dev/null | jq -r 'select(.type=="event.rejected").data.reason' >"$dir/out"
is "$(cat "$dir/out")" "plan.batch comes from 'somebody': only those of plan-rules are acted on" 'a batch of anyone else is rejected'
done_testing
