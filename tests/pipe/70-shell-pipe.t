#!/bin/bash
# The pipe of the README, pasted into a shell: observe and list, plan, apply; again; a list that broke off; --desired.
. "$(dirname "$0")/70-pipeline-words.sh"
export AWS_ENDPOINT_URL
start_aws
AWS_ENDPOINT_URL=$aws_url
start_kube blue; start_kube green
load_web blue 10.0.1; load_web green 10.0.2
write_fleet blue green
fleet=$dir/fleet.yaml
PATH=$BIN:$PATH

pipe() { # pipe COMMAND...: what stands after plan-rules
    build-podinfo --fleet "$fleet" <(apply-aws --fleet "$fleet" --observe 2>>"$dir/observe.err") \
        <(watch-k8s --fleet "$fleet" --cluster blue --once 2>>"$dir/blue.err") \
        <(watch-k8s --fleet "$fleet" --cluster green --once 2>>"$dir/green.err") 2>"$dir/podinfo.err" |
        plan-rules 2>"$dir/plan.err" | "$@" >"$dir/out" 2>"$dir/apply.err"
    statuses="${PIPESTATUS[*]}"
}
calls() { jq -r 'select(.type == "plan.batch").data.calls[].action' "$1"; }

pipe apply-aws --dry-run
is "$statuses" '0 0 0' 'the pipe with --dry-run'
is "$(changes)" 0 'changes nothing'
like "$(tr '\n' ' ' <"$dir/apply.err")" 'CreateLoadBalancer.*CreateRule' 'and tells the calls'

pipe apply-aws
is "$statuses" '0 0 0' 'the pipe without it'
cat >"$dir/wanted" <<'W'
group k8s-default-web-44f1af272a ip
group k8s-default-web-937517393a ip
listener k8s-default-shop-07d964a42a:80 HTTP 404
loadbalancer k8s-default-shop-07d964a42a internet-facing
rule k8s-default-shop-07d964a42a:80 0 shop.example.com /cart /cart/* -> k8s-default-web-44f1af272a=100 k8s-default-web-937517393a=100
rule k8s-default-shop-07d964a42a:80 1 shop.example.com /* -> k8s-default-web-44f1af272a=100 k8s-default-web-937517393a=100
securitygroup k8s-default-shop-fbe17f7f35 80-80/0.0.0.0/0
securitygroup k8s-traffic-shop-8d9001d32c 
target k8s-default-web-44f1af272a 10.0.1.1:8080
target k8s-default-web-44f1af272a 10.0.1.2:8080
target k8s-default-web-937517393a 10.0.2.1:8080
target k8s-default-web-937517393a 10.0.2.2:8080
W
is "$(world | sed '/^target/s/ [a-z]*$//')" "$(cat "$dir/wanted")" 'one load balancer before both clusters'
is "$(jq -r 'select(.type=="batch.done").data.outcome' "$dir/out" | sort -u)" 'done' 'every batch is told as done'

before=$(changes)
pipe apply-aws
is "$statuses $(changes)" "0 0 0 $before" 'a second run changes nothing'
pipe apply-aws --dry-run
is "$(calls "$dir/out")" '' 'and plans nothing'

# Things change; both lists are read to the end.
slice web-b=10.0.1.2 web-c=10.0.1.3 | kube blue PUT $slices/web-1 >/dev/null
pod web-c 10.0.1.3 | kube blue POST $pods >/dev/null
: | kube blue DELETE $pods/web-a >/dev/null
pipe apply-aws
is "$statuses" '0 0 0' 'pods came and went'
like "$(world | grep '^target' | cut -d' ' -f3 | tr '\n' ' ')" '10.0.1.2:8080 10.0.1.3:8080 10.0.2.1:8080 10.0.2.2:8080 $' 'the new one is registered, the old one leaves'
world_has '10.0.1.1:8080 draining'; until_true 5 world_has '10.0.1.1' 0; ok $? 'and drains'
# A watch-k8s that died in the middle of its list: a file cut before cluster.synced; green lost its Ingress and its pods.
remove_ingress green shop
: | kube green DELETE $pods/web-a >/dev/null
slice web-d=10.0.2.4 | kube green PUT $slices/web-1 >/dev/null
pod web-d 10.0.2.4 | kube green POST $pods >/dev/null
add_ingress blue more 80 '' /more
watch-k8s --fleet "$fleet" --cluster green --once >"$dir/green.whole" 2>>"$dir/green.err"
sed -n '/cluster.synced/q;p' "$dir/green.whole" >"$dir/green.cut"
half() { # half FILE-OF-GREEN COMMAND...
    h_green=$1; shift
    build-podinfo --fleet "$fleet" <(apply-aws --fleet "$fleet" --observe 2>>"$dir/observe.err") \
        <(watch-k8s --fleet "$fleet" --cluster blue --once 2>>"$dir/blue.err") "$h_green" 2>"$dir/podinfo.err" |
        plan-rules 2>"$dir/plan.err" | "$@" >"$dir/out" 2>"$dir/apply.err"
    statuses="${PIPESTATUS[*]}"
}
half "$dir/green.cut" apply-aws --dry-run
is "$statuses" '0 111 0' 'a list that was cut: plan-rules exits 111'
calls "$dir/out" >"$dir/calls"
is "$(grep -Ec '^(Delete|Deregister|Revoke|Modify|Set)' "$dir/calls")" 0 'and removes nothing'
grep -q CreateLoadBalancer "$dir/calls"; ok $? 'but adds'
head -n 4 "$dir/green.whole" >"$dir/green.cut"
half "$dir/green.cut" apply-aws --dry-run
is "$statuses $(calls "$dir/out" | grep -Ec '^(Delete|Deregister|Revoke|Modify|Set)')" '0 111 0 0' 'cut earlier, the same'
half /dev/null apply-aws --dry-run
is "$statuses $(calls "$dir/out" | grep -Ec '^(Delete|Deregister|Revoke|Modify|Set)')" '0 111 0 0' 'and where nothing came at all'

# The server cuts the list off itself, again and again.
sim_kube green 'fault?kind=cut&bytes=40&count=1000&verb=list&resource=pods'
world >"$dir/before"
half <(timeout 4 watch-k8s --fleet "$fleet" --cluster green --once --stale-after 1s 2>>"$dir/green.err") apply-aws
is "$statuses" '0 111 0' 'a server that breaks every list off'
world >"$dir/after"
is "$(LC_ALL=C comm -23 "$dir/before" "$dir/after")" '' 'and all that was in AWS is there still'
world_has 'more.example.com /more'; ok $? 'and what is new in blue as well'
sim_kube green faults/clear
pipe apply-aws
is "$statuses" '0 0 0' 'once the list is whole'
until_true 5 world_has 'target k8s-default-web-937517393a' 0; ok $? 'what green does not have goes'

build-podinfo --fleet "$fleet" <(apply-aws --fleet "$fleet" --observe 2>>"$dir/observe.err") \
    <(watch-k8s --fleet "$fleet" --cluster blue --once 2>>"$dir/blue.err") "$dir/green.whole" |
    plan-rules --desired >"$dir/desired"
is "$(jq -r 'select(.stack) | .stack + " " + .LoadBalancer.Name' "$dir/desired" | tr '\n' ' ')" \
    'default/more k8s-default-more-34f299cb41 default/shop k8s-default-shop-07d964a42a ' '--desired: one load balancer a line'
like "$(jq -c 'select(.stack == "default/more")' "$dir/desired")" 'more.example.com' 'with its rules'
is "$(jq -r 'select(.type == "plan.batch").type' "$dir/desired")" '' 'and no plan'
done_testing
