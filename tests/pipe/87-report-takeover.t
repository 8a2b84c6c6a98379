#!/bin/bash
# What another controller left, in the cluster that the fleet is named after: its finalizers go once what they guarded is ours; status of
# TargetGroupBindings; what cannot be told is told later.
. "$(dirname "$0")/70-pipeline-words.sh"
bindings=/apis/elbv2.k8s.aws/v1beta1/namespaces/default/targetgroupbindings
get() { : | kube "$1" GET "$2"; }
finalizers() { get "$1" "$2" | jq -r '.metadata.finalizers // [] | join(" ")'; }
finalizers_are() { [ "$(finalizers "$1" "$2")" = "$3" ]; }
gone() { [ "$(get "$1" "$2" 2>/dev/null | jq -r .code)" = 404 ]; }
observed() { get blue "$bindings/$1" | jq -r '.status.observedGeneration // "none"'; }
observed_is() { [ "$(observed "$1")" = "$2" ]; }
held_by() { jq -c --argjson f "$1" '.metadata.finalizers = $f'; }
# binding NAME ARN SERVICE-PORT [LABELS]: held by its finalizer
binding() {
    jq -n --arg name "$1" --arg arn "$2" --argjson port "$3" --argjson labels "${4:-{\}}" \
        '{apiVersion:"elbv2.k8s.aws/v1beta1",kind:"TargetGroupBinding",metadata:{name:$name,namespace:"default",labels:$labels,finalizers:["elbv2.k8s.aws/resources"]},
          spec:{targetGroupARN:$arn,targetType:"ip",serviceRef:{name:"web",port:$port}}}'
}
start_report() { background "report-$1" "$BIN/report-k8s" --cluster "$1" --fleet "$dir/fleet.yaml" --journal "$endpoint"; }
start_world blue green
sed -i 's/^fleet: shop/fleet: blue/' "$dir/fleet.yaml"
for cluster in blue green; do
    ingress shop 80 | held_by '["example.com/mine","ingress.k8s.aws/resources"]' | kube $cluster PUT "$ingresses/shop" >/dev/null
done
ingress leaving 80 '' /leaving | held_by '["ingress.k8s.aws/resources","group.ingress.k8s.aws/old"]' | kube blue POST $ingresses >/dev/null
: | kube blue DELETE "$ingresses/leaving" >/dev/null
# a group that a person made, and bound
"$BIN/apply-aws" --endpoint-url "$aws_url" --fleet "$dir/fleet.yaml" >"$dir/made" 2>"$dir/made.err" <<'END'
{"specversion":"1.0","id":"00000000000000000001","source":"plan-rules","type":"plan.batch","subject":"targets/mine","data":{"unit":"targets/mine","horizon":1,"reason":"test","because":[],"calls":[{"id":"1","service":"elasticloadbalancing","action":"CreateTargetGroup","parameters":{"Name":"mine","Protocol":"HTTP","Port":80,"VpcId":"vpc-1","TargetType":"ip"},"lane":"rules","reason":"test"}]}}
END
mine=$(aws_state | jq -r '.targetGroups[0].arn'); like "$mine" ':targetgroup/mine/' 'a person made a target group'
binding mine "$mine" 80 | kube blue POST $bindings >/dev/null
start_stages blue green; start_report blue; start_report green
until_true 30 world_has '^target .*[0-9] healthy' 4; ok $? 'served'

# ---- finalizers
until_true 20 finalizers_are blue "$ingresses/shop" example.com/mine; ok $? 'the finalizer that the other controller left goes; what is not its own stays'
until_true 20 gone blue "$ingresses/leaving"; ok $? 'an Ingress that waited for them is gone'
until_true 20 finalizers_are blue "$bindings/mine" ''; ok $? 'of a TargetGroupBinding too'
group=$(aws_state | jq -r '.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] == "blue").arn')
binding k8s-default-web "$group" 80 '{"ingress.k8s.aws/stack-name":"shop","ingress.k8s.aws/stack-namespace":"default"}' | kube blue POST $bindings >/dev/null
until_true 20 finalizers_are blue "$bindings/k8s-default-web" ''; ok $? 'and of one that it made for a group that is ours now'
binding other "${group}0" 80 '{"ingress.k8s.aws/stack-name":"other","ingress.k8s.aws/stack-namespace":"default"}' | kube blue POST $bindings >/dev/null
quiet
is "$(finalizers blue $bindings/other)" elbv2.k8s.aws/resources 'not of one for a group that is not'
is "$(finalizers green "$ingresses/shop")" 'example.com/mine ingress.k8s.aws/resources' 'not in another member: the controller may still run there'
told=$(count report.done '.data.what == "finalizers"')
ingress shop 80 | held_by '["example.com/mine","ingress.k8s.aws/resources"]' | kube blue PUT "$ingresses/shop" >/dev/null
until_true 20 count_over finalizers.put '.subject == "blue/default/ingress/shop"' 1; quiet
is "$(count report.done '.data.what == "finalizers"') $(finalizers blue $ingresses/shop)" "$told example.com/mine ingress.k8s.aws/resources" 'who puts it back is at work there: it is left alone'

# ---- status
until_true 20 observed_is mine 1; ok $? 'a binding says that its targets are registered'
like "$(world)" '^target mine 10.0.1.1:8080' 'and they are'
binding mine "$mine" 81 | jq '.metadata.finalizers = []' | kube blue PUT "$bindings/mine" >/dev/null
until_true 20 world_has '^target mine' 0; ok $? 'its spec changes, and its targets with it'
until_true 20 observed_is mine 2; ok $? 'then that generation is the one that was observed'
sim_kube blue "fault?kind=status&code=409&verb=patch&resource=targetgroupbindings&times=1"
binding mine "$mine" 80 | jq '.metadata.finalizers = []' | kube blue PUT "$bindings/mine" >/dev/null
until_true 20 count_over report.failed '.data.kind == "TargetGroupBinding" and (.data.error | test("409"))' 0; ok $? 'a conflict is on record'
until_true 20 observed_is mine 3; ok $? 'and tried again'
binding mine "$mine" 80 | jq '.metadata.finalizers = [] | del(.spec.serviceRef.port)' | kube blue PUT "$bindings/mine" >/dev/null
events() { get blue /apis/events.k8s.io/v1/namespaces/default/events | jq -r '.items[] | [.reason, .regarding.kind, .regarding.name, .regarding.apiVersion, .series.count // 1, .note] | map(tostring) | join(" ")'; }
has_event() { events | grep -Eq "$1"; }
until_true 20 has_event '^Rejected TargetGroupBinding mine elbv2.k8s.aws/v1beta1 1 spec.serviceRef.port'; ok $? 'what is wrong with it is an Event on it'
observed_is mine 4; is $? 1 'and that generation is not observed'

# ---- Events: the same again is counted, and many are spread over time
for round in 1 2 3; do
    put_ingress blue shop 81 '' /shop
    until_true 20 count_is plan.rejected '.subject == "blue/default/ingress/shop"' $round
    put_ingress blue shop 80 '' /shop
    until_true 20 count_over ingress.accepted '.subject == "blue/default/ingress/shop"' $round
done
until_true 20 has_event '^Rejected Ingress shop networking.k8s.io/v1 3 .*81'; ok $? 'the same mistake three times is one Event, counted'
for port in 82 83 84 85 86 87 88; do put_ingress blue shop $port '' /shop; until_true 20 count_over plan.rejected ".data.reason | test(\"$port\")" 0; done
quiet
[ "$(events | grep -c '^Rejected Ingress shop')" -le 4 ]; ok $? 'no more than a few about one object at once'
is "$(count report.failed '.data.what | test("event")')" 0 'which is no failure'
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/replayed" 2>&1; ok $? 'the journal follows from itself'
done_testing
