#!/bin/bash
# What stands before a load balancer: a web ACL by ARN and by name, another one, none; Shield's protection, with and without a
# subscription; what others put there; and that a refusal delays nobody.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue
acl=arn:aws:wafv2:us-west-2:111122223333:regional/webacl
wafv2() { echo "\"alb.ingress.kubernetes.io/wafv2-acl-$1\":\"$2\""; }
shield() { echo "\"alb.ingress.kubernetes.io/shield-advanced-protection\":\"$1\""; }
said() { requests | grep -c "^$1\$"; }
has_acl() { [ "$(aws_state | jq -r '.loadBalancers[] | select(.tags["ingress.k8s.aws/stack"] == "default/shop").webAcl // "none"')" = "$1" ]; }
is_protected() { [ "$(aws_state | jq '[.loadBalancers[] | select(.protection)] | length')" -eq "$1" ]; }
shop() { put_ingress blue shop 80 '' /shop "${1:-}"; }

shop "$(wafv2 arn "$acl/one/1")"
start_stages blue
until_true 30 has_acl "$acl/one/1"; ok $? 'a web ACL that an Ingress names stands before its load balancer'
quiet; ok $? 'all is settled'
is "$(said AssociateWebACL)" 1 'by one call'
sim "webacl?arn=$acl/two/2"
shop "$(wafv2 name two)"
until_true 30 has_acl "$acl/two/2"; ok $? 'another one, by its name'
shop
quiet; has_acl "$acl/two/2"; ok $? 'without the annotation it stays'
shop "$(wafv2 arn none)"
until_true 30 has_acl none; ok $? 'none takes it off'
quiet; calls=$(changes)
stop plan; start_plan; until_true 20 grep -q 'caught up' "$dir/plan.log"; quiet
is "$(changes)" "$calls" 'a restart calls nothing again'

# Shield
shop "$(shield true)"
until_true 20 count_over aws.wanted '.subject == "shield/subscription/state/any"' 0; quiet
is "$(said CreateProtection)" 0 'without a subscription no protection is made'
sim 'set?shield=1'
sed -i 's/^options: {/&ask-anew: 1s, /' "$dir/fleet.yaml"; stop plan; start_plan
until_true 30 is_protected 1; ok $? 'with one it is, once it is asked again'
sed -i 's/ask-anew: 1s, //' "$dir/fleet.yaml"; stop plan; start_plan; until_true 20 grep -q 'caught up' "$dir/plan.log"
shop "$(shield false)"
until_true 30 is_protected 0; ok $? 'and is taken off when nobody wants it'
quiet

# what AWS refuses there
sim 'fault?kind=error&code=WAFInvalidParameterException&status=400&message=no&action=AssociateWebACL&count=1000'
shop "$(wafv2 arn "$acl/three/3")"
until_true 30 count_over call.failed '.data.action == "AssociateWebACL"' 0; ok $? 'a web ACL that AWS refuses'
put_ingress blue shop 80 '' /another "$(wafv2 arn "$acl/three/3")"
until_true 20 world_has '^rule.*shop.example.com /another'; ok $? 'delays no rule'
sim faults/clear
until_true 60 has_acl "$acl/three/3"; ok $? 'and is tried again'
quiet; stop_stages TERM blue; stop journal
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; is $? 0 'the plans follow again from the journal'
done_testing
