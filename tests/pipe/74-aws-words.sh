# Sourced by the tests of an AWS that fails: an Ingress is made, changed in every way and removed, with a fault on each kind of call.
. "$(dirname "$0")/70-pipeline-words.sh"
start_apply() {
    background apply "$BIN/apply-aws" --fleet "$dir/fleet.yaml" --endpoint-url "$aws_url" --journal "$endpoint" --health-every 300ms --budget 0
}
fault_on() { # fault_on KIND ACTION...: the next call of each
    fo_kind=$1; shift
    for fo_action in "$@"; do sim "fault?kind=$fo_kind&action=$fo_action"; done
}
making='CreateSecurityGroup AuthorizeSecurityGroupIngress CreateTargetGroup CreateLoadBalancer CreateListener CreateRule RegisterTargets'
changing='AddTags CreateTags ModifyTargetGroup ModifyTargetGroupAttributes ModifyLoadBalancerAttributes RevokeSecurityGroupIngress DeleteListener'
turning='ModifyRule ModifyListener RemoveTags SetSecurityGroups DeregisterTargets DeleteSecurityGroup'
removing='DeleteTargetGroup DeleteLoadBalancer'
note=alb.ingress.kubernetes.io
once="\"$note/listen-ports\":\"[{\\\"HTTP\\\":8080}]\",\"$note/healthcheck-path\":\"/healthz\",\"$note/target-group-attributes\":\"slow_start.duration_seconds=60\",
    \"$note/load-balancer-attributes\":\"idle_timeout.timeout_seconds=90\""
of_a() { aws_state | jq -r "[.$1[] | select(.tags[\"ingress.k8s.aws/stack\"] == \"default/a\")][0] | $2"; }
made() { world_has '^rule.*:80 .*a.example.com /a ' 1 && world_has '^target.*healthy' 4; }
changed() {
    world_has '^listener.*-a-.*:8080' 1 && world_has '^listener.*-a-.*:80 ' 0 && world_has '^rule.*:8080 .*a.example.com /a ' 1 &&
        [ "$(of_a targetGroups '.settings.HealthCheckPath + " " + .attributes["slow_start.duration_seconds"]')" = '/healthz 60' ] &&
        [ "$(of_a loadBalancers '.attributes["idle_timeout.timeout_seconds"] + " " + .tags.team')" = '90 web' ] &&
        world_has '^securitygroup k8s-default-a-.* 8080-8080/10.0.0.0/8$' 1
}
turned() {
    world_has '^rule.*:8080 .*a.example.com /a2 ' 1 && world_has '^listener.*-a-.*:8080 HTTP .*=1$' 1 && world_has '^target' 2 &&
        world_has '^securitygroup k8s-default-a-' 0 &&
        [ "$(of_a loadBalancers '.tags.team // "none"')" = none ] && [ "$(of_a loadBalancers '.securityGroups | length')" = 1 ]
}
gone() { world_has '.*-a-' 0 && world_has '^loadbalancer' 1 && world_has '^securitygroup' 2 && world_has '^group' 1; }
# sent FROM: mutating requests behind this line of the log
sent() { tail -n +$(($1 + 1)) "$dir/aws.requests" | jq -c 'select(.action and (.action | test("^(Describe|Get|List)") | not))'; }
# life KIND: with this fault on the next call of each kind
life() {
    li_kind=$1 li_from=$(wc -l <"$dir/aws.requests")
    fault_on "$li_kind" $making
    add_ingress blue a 80 '' /a
    until_true 30 made; ok $? "$li_kind: an Ingress is made"
    is "$(strays)" '' 'nothing twice, nothing unused'
    fault_on "$li_kind" $changing
    put_ingress blue a 80 '' /a "$once,\"$note/tags\":\"team=web\",\"$note/inbound-cidrs\":\"10.0.0.0/8\""
    until_true 30 changed; ok $? "$li_kind: and changed"
    fault_on "$li_kind" $turning
    ingress a 80 '' /a2 "$once,\"$note/security-groups\":\"sg-0def0000000000001\"" |
        jq '.spec.defaultBackend = {service: {name: "web", port: {number: 80}}}' | kube blue PUT $ingresses/a >/dev/null
    slice web-b=10.0.1.2 | kube blue PUT $slices/web-1 >/dev/null
    until_true 30 turned; ok $? "$li_kind: and once more"
    fault_on "$li_kind" $removing
    remove_ingress blue a
    slice web-a=10.0.1.1 web-b=10.0.1.2 | kube blue PUT $slices/web-1 >/dev/null
    until_true 40 gone && until_true 20 world_has '^target.*healthy' 2; ok $? "$li_kind: and removed"
    sim faults/clear
    sent "$li_from" >"$dir/sent"
    is "$(for li_action in $making $changing $turning $removing; do jq -r --arg a $li_action 'select(.action == $a and (.status != 200 or .fate)).action' "$dir/sent" | head -n 1 | grep -q . || echo $li_action; done | tr '\n' ' ')" '' \
        'each kind of call met the fault'
    is "$(twice "$li_from")" '' 'and nothing was made a second time'
    is "$(strays)" '' 'nothing twice, nothing unused'
    aws_state | jq -S 'del(.requests) | .targetGroups[].targets |= sort_by(.id)' >"$dir/after"
    is "$(diff "$dir/before" "$dir/after")" '' 'AWS holds what it held before'
}
other=0
other_goes_on() { # the other load balancer changes while this one is in trouble
    other=$((other + 1))
    put_ingress blue shop 80 '' "/shop$other"
    until_true 10 world_has "^rule.*shop.example.com /shop$other "; ok $? "$1: the other load balancer goes on"
}


start_world blue
put_ingress blue shop 80 '' /shop
start_stages blue
until_true 20 world_has '^target.*healthy' 2 && quiet; ok $? 'one load balancer stands'
aws_state | jq -S 'del(.requests) | .targetGroups[].targets |= sort_by(.id)' >"$dir/before"
