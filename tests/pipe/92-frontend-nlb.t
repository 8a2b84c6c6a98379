#!/bin/bash
# A network load balancer in front: made, its target registered when that is active and listens, told to the cluster, changed, taken
# away; and what it costs.
. "$(dirname "$0")/70-pipeline-words.sh"
start_world blue
inside='"alb.ingress.kubernetes.io/scheme":"internal"'
front() { # front NAME=VALUE...: annotations as JSON members
    printf '"alb.ingress.kubernetes.io/enable-frontend-nlb":"true"'
    for fr_note in "$@"; do printf ',"alb.ingress.kubernetes.io/frontend-nlb-%s":"%s"' "${fr_note%%=*}" "${fr_note#*=}"; done
}
ports() { printf ',"alb.ingress.kubernetes.io/listen-ports":"%s"' "[$(for po_port in "$@"; do printf '{\\"HTTP\\":%s},' "$po_port"; done | sed 's/,$//')]"; }
shop() { put_ingress blue shop 80 '' /shop "${1:-}"; }
said() { requests | grep -c "^$1\$"; }
behind() { aws_state | jq -r '.loadBalancers[] | select(.arn | test(":loadbalancer/app/")).arn'; }
# PORT=TARGET-PORT of each listener of the network load balancer, with the state of the target
leads() {
    aws_state | jq -r '.loadBalancers as $lbs | ([$lbs[] | select(.arn | test("/app/")).arn]) as $alb | .targetGroups as $groups
        | [$lbs[] | select(.arn | test("/net/")).listeners[] | .port as $port | .forward[].group as $g | $groups[] | select(.name == $g)
            | .targets[] | select(.id as $id | $alb | index($id)) | "\($port)=\(.port) \(.state)"] | sort | join(", ")'
}
leads_are() { [ "$(leads)" = "$1" ]; }
networks() { aws_state | jq '[.loadBalancers[] | select(.arn | test("/net/"))] | length'; }
networks_are() { [ "$(networks)" -eq "$1" ]; }
groups_are() { [ "$(aws_state | jq '[.targetGroups[] | select(.settings.TargetType == "alb")] | length')" -eq "$1" ]; }
hosts() { : | kube blue GET "$ingresses/shop" | jq -r '[.status.loadBalancer.ingress[]?.hostname | split(".")[0]] | map(if test("-nlb-") then "nlb" else "alb" end) | join(" ")'; }
hosts_are() { [ "$(hosts)" = "$1" ]; }

# ---- made
sim 'set?provision-ms=2000'
shop "$(front)"
start_stages blue; start_report
until_true 30 networks_are 1; ok $? 'it is made'
until_true 30 leads_are '80=80 healthy'; ok $? 'its listener leads to the load balancer behind it'
is "$(requests | grep -c '^RegisterTargets$') $(jq -r 'select(.action == "RegisterTargets" and .status != 200).status' "$dir/aws.requests")" '2 ' 'which was registered once it was active, and no sooner'
until_true 20 hosts_are 'alb nlb'; ok $? 'the Ingress says both host names'
is "$(aws_state | jq -r '.loadBalancers[] | select(.arn | test("/net/")) | [.scheme, .tags["ingress.k8s.aws/resource"]] | join(" ")')" 'internal FrontendNlb' 'with the scheme of the fleet, and the tags by which it is known'
quiet; ok $? 'all is settled'
is "$(count_over plan.settled '.subject == "frontend/default/shop"' 0 && echo yes)" yes 'and said to be'
calls=$(changes)
is "$(requests | grep -Ev '^(Describe|Get|List)' | sort | uniq -c | awk '{print $2 "=" $1}' | tr '\n' ' ')" \
    'AuthorizeSecurityGroupIngress=2 CreateListener=2 CreateLoadBalancer=2 CreateRule=1 CreateSecurityGroup=2 CreateTargetGroup=2 RegisterTargets=2 ' 'by as many calls'
stop plan; start_plan; until_true 20 grep -q 'caught up' "$dir/plan.log"; quiet
stop apply; start_apply; quiet
is "$(changes)" "$calls" 'a restart calls nothing again'

# ---- changed
shop "$(front listener-port-mapping=8080=80)"
until_true 30 leads_are '8080=80 healthy'; ok $? 'another mapping: the new port leads there, the listener of the old one is gone'
until_true 20 groups_are 1; ok $? 'and its target group'
quiet
shop "$(front listener-port-mapping=8080=81)$(ports 80 81)"
until_true 30 leads_are '8080=81 healthy'; ok $? 'to another port: the old target leaves before the new one comes'
quiet; is "$(jq -r 'select(.status != 200 and .action != null and (.action | test("^Describe") | not)).action' "$dir/aws.requests")" '' 'nothing was refused'
shop "$(front listener-port-mapping=8080=80)"
until_true 30 leads_are '8080=80 healthy'; until_true 30 world_has '^listener .*:81 ' 0; ok $? 'back, and the listener that it led to goes'
quiet
shop "$(front healthcheck-path=/up attributes=load_balancing.cross_zone.enabled=true tags=own=1)"
until_true 30 leads_are '80=80 healthy'
until_true 20 eval 'aws_state | jq -e ".targetGroups[] | select(.settings.TargetType == \"alb\" and .settings.HealthCheckPath == \"/up\" and .tags.own == \"1\")"'; ok $? 'its health check and tags'
is "$(aws_state | jq -r '.loadBalancers[] | select(.arn | test("/net/")).attributes["load_balancing.cross_zone.enabled"]')" true 'its attributes'
quiet
before=$(behind)
shop "$(front),$inside"
replaced() { [ "$(behind)" != "$before" ] && leads_are '80=80 healthy'; }
until_true 60 replaced; ok $? 'the load balancer behind it is replaced: the new one is the target'
quiet
shop "$(front scheme=internet-facing),$inside"
outside() { aws_state | jq -e '[.loadBalancers[] | select(.arn | test("/net/")).scheme] == ["internet-facing"]' && leads_are '80=80 healthy'; }
until_true 60 outside; ok $? 'another scheme: it is replaced itself'
until_true 20 hosts_are 'alb nlb'; ok $? 'and its new host name told'
quiet; is "$(strays)" '' 'nothing twice, nothing unused'
is "$(count call.failed)" 0 'no call failed'

# ---- what AWS refuses there
sim 'fault?kind=error&code=InvalidConfigurationRequest&status=400&message=no&action=ModifyLoadBalancerAttributes&count=1000'
put_ingress blue shop 80 '' /another "$(front scheme=internet-facing attributes=load_balancing.cross_zone.enabled=true),$inside"
until_true 20 world_has '^rule.*shop.example.com /another'; ok $? 'delays no rule'
until_true 20 count_over call.failed '.data.action == "ModifyLoadBalancerAttributes"' 0; ok $? 'and is on record'
sim faults/clear
until_true 60 eval 'aws_state | jq -e ".loadBalancers[] | select(.arn | test(\"/net/\")).attributes[\"load_balancing.cross_zone.enabled\"] == \"true\""'; ok $? 'it is tried again'
quiet

# ---- taken away
kept=$(behind)
shop "$inside"
until_true 30 networks_are 0 && until_true 30 groups_are 0; ok $? 'without the annotation it goes, then its target groups'
is "$(behind)" "$kept" 'the load balancer behind it stays'
until_true 20 hosts_are alb; ok $? 'and the Ingress says its host name alone'
quiet
shop "$(front)"
until_true 60 leads_are '80=80 healthy'; ok $? 'there it is again'
quiet

# ---- addresses
addresses() { aws_state | jq -r '[.loadBalancers[] | select(.arn | test("/net/")).zones[]?.LoadBalancerAddresses[]?.AllocationId] | join(" ")'; }
addresses_are() { [ "$(addresses)" = "$1" ]; }
shop "$(front scheme=internet-facing eip-allocations=eipalloc-1,eipalloc-2,eipalloc-5)"
until_true 60 addresses_are 'eipalloc-1 eipalloc-2 eipalloc-5'; ok $? 'Elastic IP addresses, one in each subnet'
quiet; calls=$(changes)
shop "$(front scheme=internet-facing eip-allocations=eipalloc-1,eipalloc-3,eipalloc-5)"
until_true 20 count_over plan.held '.subject == "addresses/default/shop"' 0; ok $? 'another one would take another load balancer: it is held'
quiet; is "$(changes)" "$calls" 'and nothing is called'
traffic release --ingress default/shop --reason test >/dev/null
until_true 60 addresses_are 'eipalloc-1 eipalloc-3 eipalloc-5'; ok $? 'until the operator lets it go'
until_true 30 leads_are '80=80 healthy'; ok $? 'then all is as before'
until_true 20 count_over plan.settled '.subject == "addresses/default/shop"' 0; ok $? 'and no longer held'
shop "$(front scheme=internet-facing eip-allocations=eipalloc-1,eipalloc-4,eipalloc-5)"
until_true 20 count_over plan.held '.subject == "addresses/default/shop"' 1; ok $? 'another one again'
shop "$inside"
until_true 20 count_over plan.settled '.subject == "addresses/default/shop"' 1; ok $? 'nothing in front any more: nothing is held'
quiet
remove_ingress blue shop
until_true 60 world_has . 0; ok $? 'the Ingress goes, and all with it'
quiet
is "$(count plan.held '.subject != "addresses/default/shop"')" 0 'nothing else was held'
stop_stages TERM blue; stop report; stop journal
"$BIN/journal" verify --replay --directory "$dir/journal" >"$dir/verify" 2>&1; is $? 0 'the plans follow again from the journal'
done_testing
