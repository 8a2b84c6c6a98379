#!/bin/sh
# The figures of what passes: quotas and what they leave, token buckets, targets that wait to leave.
. "$(dirname "$0")/00-tap.sh"
export HEADGATE_JOURNAL=ipc://$dir/sock
serve() {
    $BIN/journal serve --directory "$dir/db" --listen "$HEADGATE_JOURNAL" --metrics 0 2>"$dir/journal.log" & pid=$!
    children="$children $pid"
    wait_for 10 $BIN/journal stat
    port=$(sed -n 's/.*metrics at .*:\([0-9]*\)\/metrics/\1/p' "$dir/journal.log")
}
metrics() { curl -sS --noproxy '*' "http://127.0.0.1:$port/metrics"; }
figure() { metrics | grep -qxF "$1 $2"; }
shows() { wait_for 10 figure "$1" "$2" || metrics | grep -F "${1%%\{*}" >&2; figure "$1" "$2"; ok $? "$1 $2"; }
event() { printf '{"specversion":"1.0","id":"%020d","source":"%s","type":"%s","subject":"%s","data":%s}\n' 1 "$1" "$2" "$3" "${4:-{\}}"; }
append() { $BIN/journal append >/dev/null 2>>"$dir/append.err"; }
arn() { echo "arn:aws:elasticloadbalancing:us-west-2:111122223333:$1"; }
observed() { event apply-aws aws.observed "elasticloadbalancing/$1" "{\"service\":\"elasticloadbalancing\",\"value\":$2}"; }
serve

# quotas
rules='headgate_quota_headroom{quota="rules-per-application-load-balancer",loadbalancer="shop"}'
observed "loadbalancer/$(arn loadbalancer/app/shop/1)" '{}' | append
shows 'headgate_quota_headroom{quota="application-load-balancers"}' 49
{
    observed "listener/$(arn listener/app/shop/1/2)" '{}'
    observed "rule/$(arn listener-rule/app/shop/1/2/3)" '{"IsDefault":true}'
    observed "rule/$(arn listener-rule/app/shop/1/2/4)" '{"IsDefault":false}'
    observed "rule/$(arn listener-rule/app/shop/1/2/5)" '{}'
    observed "rule/$(arn listener-rule/app/shop/1/2/5)" '{"Priority":"7"}'
    observed "targetgroup/$(arn targetgroup/web/9)" "{\"LoadBalancerArns\":[\"$(arn loadbalancer/app/shop/1)\"]}"
    observed "targetgroup/$(arn targetgroup/free/8)" '{"LoadBalancerArns":[]}'
    event apply-aws target.health web/10.0.0.1:8080 '{"state":"healthy"}'
    event apply-aws target.health web/10.0.0.2:8080 '{"state":"draining"}'
    event apply-aws target.health web/10.0.0.3:8080 '{"state":"gone"}'
} | append
shows "$rules" 98
shows 'headgate_quota_used{quota="rules-per-application-load-balancer",loadbalancer="shop"}' 2
shows 'headgate_quota_used{quota="listeners-per-application-load-balancer",loadbalancer="shop"}' 1
shows 'headgate_quota_used{quota="target-groups-per-application-load-balancer",loadbalancer="shop"}' 1
shows 'headgate_quota_used{quota="target-groups"}' 2
shows 'headgate_quota_used{quota="targets-per-application-load-balancer",loadbalancer="shop"}' 2
{ observed accountlimits/us-west-2 '{"Limits":[{"Name":"rules-per-application-load-balancer","Max":"10"}]}'; event apply-aws aws.gone "elasticloadbalancing/rule/$(arn listener-rule/app/shop/1/2/4)"; } | append
shows "$rules" 9

# buckets: only what is emptied quicker than it is filled can be told exactly; full ones are at their burst
like "$(metrics)" '^headgate_budget_tokens\{class="writes"\} [1-9][0-9.]*$' 'tokens that are left'
full=$(metrics | sed -n 's/^headgate_budget_tokens{class="writes"} //p')
for n in $(seq 1 30); do event apply-aws call.done loadbalancer/shop '{"service":"elasticloadbalancing","action":"ModifyRule","attempts":100}'; done | append
fewer() { metrics | awk -v full="$full" '/^headgate_budget_tokens\{class="writes"\}/ { exit !($2 < full) }'; }
wait_for 10 fewer; ok $? 'calls take tokens'
event apply-aws budget.report writes '{"class":"writes","perMinute":0,"fullPerMinute":180,"throttled":3,"extra":100000}' | append
shows 'headgate_budget_tokens{class="writes"}' 0
shows 'headgate_budget_per_minute{class="writes"}' 0
shows 'headgate_budget_throttled_total{class="writes"}' 3
event plan-rules fleet.configured shop '{"fleet":"shop","region":"us-west-2","clusters":["blue"],"options":{"budget":{"targets":"8:50"}}}' | append
shows 'headgate_budget_tokens{class="targets"}' 50
shows 'headgate_budget_per_minute{class="targets"}' 480

# targets that wait to leave
targets='"parameters":{"Targets":[{"Id":"10.0.0.9","Port":8080}]}'
call() { event apply-aws call.done targets/web "{\"service\":\"elasticloadbalancing\",\"action\":\"$1\",$targets}"; }
{ event build-podinfo podinfo.put blue/x/web:80/10.0.0.9:8080; event build-podinfo podinfo.put green/x/web:80/10.0.0.9:8080; call RegisterTargets; } | append
shows 'headgate_deregistrations_waiting' 0
event build-podinfo podinfo.delete blue/x/web:80/10.0.0.9:8080 | append
shows 'headgate_events_total{type="podinfo.delete"}' 1
shows 'headgate_deregistrations_waiting' 0
event build-podinfo podinfo.delete green/x/web:80/10.0.0.9:8080 | append
shows 'headgate_deregistrations_waiting' 1
waits() { metrics | awk '/^headgate_deregistration_oldest_seconds/ { exit !($2 > 0.5) }'; }
wait_for 10 waits; ok $? 'and for how long'
event apply-aws target.health web/10.0.0.9:8080 '{"state":"healthy"}' | append
shows 'headgate_events_total{type="target.health"}' 4
shows 'headgate_deregistrations_waiting' 1
call DeregisterTargets | append
shows 'headgate_deregistrations_waiting' 0
shows 'headgate_deregistration_oldest_seconds' 0
batch="{\"unit\":\"targets/web\",\"calls\":[{\"id\":\"1\",\"action\":\"DeregisterTargets\",$targets}]}"
{ call RegisterTargets; event plan-rules plan.batch targets/web "$batch"; } | append
shows 'headgate_deregistrations_waiting' 1
event build-podinfo podinfo.put blue/x/web:80/10.0.0.9:8080 | append
shows 'headgate_deregistrations_waiting' 0
{ event watch-k8s/blue cluster.stale blue; event watch-k8s/green cluster.synced green; } | append
shows headgate_clusters_stale 1
like "$(metrics)" '^headgate_journal_commit_seconds_bucket\{le="\+Inf"\} [1-9]' 'how long commits take'
is "$(metrics | grep -v '^#' | sed 's/ [^ ]*$//' | sort | uniq -d)" '' 'no figure twice'
kill "$pid"; wait "$pid"; serve
shows "$rules" 9
done_testing
