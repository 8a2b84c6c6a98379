#!/bin/sh
# apply-aws on the journal: kill -9 in the middle of a batch, restarts that read nothing, target health.
. "$(dirname "$0")/40-apply-words.sh"
start_aws
start_journal; ok $? 'the journal serves'
append() { "$BIN/journal" append --journal "$endpoint" >/dev/null; }
start() { background apply "$BIN/apply-aws" --endpoint-url "$aws_url" --journal "$endpoint" --budget 0 --health-every 100ms; }
# told SOURCE-TYPE FILTER: how many events of a type match
told() { journal_read --type "$1" | jq -c "select($2)" | wc -l; }
told_is() { [ "$(told "$1" "$2")" -eq "$3" ]; }
outcomes() { journal_read --type batch.done | jq -r '.data.outcome' | sort | uniq -c | tr -s ' \n' ' '; }
all() { journal_read >"$dir/all"; }
changes() { requests | grep -vc '^Describe\|^Get'; }

configured | append
start; until_true 10 told_is aws.synced true 1; ok $? 'the first start reads everything'
journal_read --type aws.observed >"$dir/before"
subnets=$(subnets_of "$dir/before")
stop apply
seen=$(requests | wc -l)
start; until_true 10 grep -q 'caught up' "$dir/apply.log"; sleep 0.3
is "$(requests | wc -l)" "$seen" 'a restart with nothing under way reads nothing'

# A batch whose every call is held back, killed at different moments, planned again until it is done.
round=0
# Each round plans what is missing by the journal, as plan-rules would.
missing_calls() {
    all
    jq -rs 'reduce (.[]|select(.type=="aws.observed" or .type=="aws.gone")) as $e ({}; .[$e.subject]=$e.data) | [.[]|select(.value)]
        | map(.resource as $r|.value|[$r,(.GroupName//.TargetGroupName//.LoadBalancerName//(.Priority//.Port|tostring)),(.IpPermissions//[]|length),
            ([(.Attributes//[])[]|select(.Key=="idle_timeout.timeout_seconds").Value]|first//"")]|join(" ")) | .[]' "$dir/all" >"$dir/have"
    web_calls "$subnets" >"$dir/calls"
    for id in $(done_ids); do jq -c --arg id "$id" 'select(.id!=$id) | .needs-=[$id]' "$dir/calls" >"$dir/rest"; mv "$dir/rest" "$dir/calls"; done
    cat "$dir/calls"
}
have() { grep -q "^$1" "$dir/have"; }
done_ids() {
    if have 'SecurityGroup k8s-web'; then echo 1; fi
    if have 'SecurityGroup k8s-web [1-9]'; then echo 2; fi
    if have 'TargetGroup tg-blue'; then echo 3; fi
    if have 'TargetGroup tg-green'; then echo 4; fi
    if have 'LoadBalancer k8s-web'; then echo 5; fi
    if have 'LoadBalancer k8s-web 0 90'; then echo 6; fi
    if have 'Listener 80'; then echo 7; fi
    if have 'Rule 100'; then echo 8; fi
    if have 'Rule 200'; then echo 9; fi
}
sim 'fault?kind=delay&count=60&ms=40'
for pause in 0.01 0.03 0.05 0.08 0.11 0.15 0.2 0.3; do
    missing_calls >"$dir/missing"
    [ -s "$dir/missing" ] || break
    batch loadbalancer/default/web <"$dir/missing" | append
    sleep $pause
    stop apply KILL
    round=$((round + 1))
    start; until_true 15 told_is batch.done true $round || break
done 2>/dev/null
sim faults/clear
missing_calls >"$dir/missing"
if [ -s "$dir/missing" ]; then
    batch loadbalancer/default/web <"$dir/missing" | append
    round=$((round + 1))
fi
until_true 15 told_is batch.done true $round; ok $? "killed with -9 again and again, every batch has its batch.done ($round)"
like "$(outcomes)" ' [1-9] interrupted' 'batches that were under way are interrupted, not resumed'
is "$(told batch.done '.data.outcome=="failed"')" 0 'and none failed'
observe >"$dir/real.all" 2>/dev/null
all
cut_attributes() { jq -c 'if .data.value.Attributes then .data.value.Attributes|=map(select(.Key=="idle_timeout.timeout_seconds")) else . end' "$1"; }
cut_attributes "$dir/all" >"$dir/all.cut"; cut_attributes "$dir/real.all" >"$dir/real.cut"
same_world "$dir/all.cut" "$dir/real.cut" 'what the journal says AWS holds is what AWS holds'
is "$(jq -rs '[.[]|select(.type=="aws.observed").data.resource]|group_by(.)|map("\(.[0]) \(length)")|.[]' "$dir/real.all" | grep -E '^(LoadBalancer|Listener|Rule|TargetGroup) ' | tr '\n' ' ')" \
    'Listener 1 LoadBalancer 1 Rule 2 TargetGroup 2 ' 'each thing is there once'

call 1 $elb RegisterTargets "$(targets)" | batch targets/tg-blue | append
until_true 10 told_is target.health '.data.state=="healthy"' 2; ok $? 'registered targets become healthy, and it is told'
is "$(journal_read --type target.health | jq -r '.subject+" "+.data.state' | sort | tr '\n' ' ')" \
    'tg-blue/10.0.0.5:8080 healthy tg-blue/10.0.0.5:8080 initial tg-blue/10.0.0.6:8080 healthy tg-blue/10.0.0.6:8080 initial ' 'once each'
sleep 0.5
is "$(told target.health true)" 4 'and not while nothing changes'
sim 'health?group=tg-blue&target=10.0.0.5&state=unhealthy&reason=Target.Timeout'
until_true 10 told_is target.health '.data.state=="unhealthy" and .data.reason=="Target.Timeout"' 1; ok $? 'an unhealthy one is told with its reason'

stop apply; before=$(changes)
start; until_true 10 grep -q 'caught up' "$dir/apply.log"; sleep 0.4
is "$(changes)" "$before" 'a restart changes nothing'
call 1 $elb DeregisterTargets "$(targets)" | batch targets/tg-blue | append
until_true 10 told_is target.health '.data.state=="gone"' 2; ok $? 'deregistered targets drain and go'
event plan.batch x '{"unit":"x","calls":[]}' somebody | "$BIN/journal" append --journal "$endpoint" >/dev/null
call 1 $elb DescribeTargetGroups '{}' | batch y | append
until_true 10 told_is batch.done '.data.unit=="y"' 1
is "$(told batch.done '.data.unit=="x"')" 0 'a batch of anyone else is not acted on'
like "$(journal_read --type call.done | tail -n 1 | jq -r .causationid)" '^plan-rules#[0-9]{20}$' 'each call names its batch'
done_testing
