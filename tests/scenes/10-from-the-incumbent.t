#!/bin/bash
# Two clusters, each with a load balancer that its own AWS Load Balancer Controller made. Headgate takes over the one of the cluster that
# the fleet is named after, without a call that changes a rule; then the other cluster joins it, whose own load balancer still
# serves: nothing of that one is touched.
. "$(dirname "$0")/00-scene-words.sh"
fleet() { # fleet NAME CLUSTER...
    fl_name=$1; shift
    scene_fleet "$@"
    sed -i "s/^fleet: .*/fleet: $fl_name/" "$dir/fleet.yaml"
}
elb() { # elb ACTION NAME=VALUE...
    local action=$1 args=(); shift
    for a; do args+=(--data-urlencode "$a"); done
    curl -sS --max-time 10 --aws-sigv4 aws:amz:us-west-2:elasticloadbalancing --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
        -H 'Content-Type: application/x-www-form-urlencoded' -d "Action=$action" -d Version=2015-12-01 "${args[@]}" "$aws_url/" >/dev/null
}
of() { aws_state | jq -c --arg c "$1" '.loadBalancers[] | select(.tags["elbv2.k8s.aws/cluster"] == $c)'; }
# What a controller of one cluster makes is what a fleet of this cluster alone, named like it, makes; but that one numbers its rules without gaps.
made_by_controller() {
    fleet "$1" "$1"
    start_journal; start_stages "$1"
    until_true 60 serves_healthy "$1" && quiet 60; ok $? "the controller of $1 has made a load balancer"
    stop_stages KILL "$1"; stop journal KILL
    rm -rf "$dir/journal" "$dir/cache"
    local nth=0 args=()
    for rule in $(of "$1" | jq -r '.listeners[].rules | sort_by(.priority)[] | .arn'); do
        nth=$((nth + 1))
        args+=("RulePriorities.member.$nth.RuleArn=$rule" "RulePriorities.member.$nth.Priority=$nth")
        elb AddTags "ResourceArns.member.1=$rule" Tags.member.1.Key=ingress.k8s.aws/resource "Tags.member.1.Value=80:$nth"
    done
    elb SetRulePriorities "${args[@]}"
}
serves_healthy() { [ "$(aws_state | jq --arg c "$1" '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] == $c) | .targets[] | select(.state == "healthy")] | length')" -ge 2 ]; }
endpoint_of() { of "$1" | jq -r '.serving[] | select(.port == 80).endpoint'; }
rule_calls() { tail -n +$((mark + 1)) "$dir/aws.requests" | jq -r 'select(.action // "" | test("^(Create|Modify|Delete|Set).*(Rule|Listener|LoadBalancer|Priorities)")) | .action' | sort | uniq -c | tr -s ' \n' ' '; }
# All that the controller of green made, targets too.
greens() { aws_state | jq -S -c '[.loadBalancers[], .targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] == "green")] | map(del(.editsPending)) | map(if .targets then .targets |= sort_by(.id) else . end)'; }

start_plane
for cluster in blue green; do
    cluster_net=${cluster}_net
    run_web $cluster
    start_kube $cluster
    load_web $cluster "${!cluster_net}"
    fetch $cluster $ingresses/shop | quick | kube $cluster PUT $ingresses/shop >/dev/null
    made_by_controller $cluster
done
until_true 30 settled
rules=$(of blue | jq -c '[.listeners[].rules[]]') before=$(greens)
at=$(endpoint_of green); start_load green shop.example.com/cart shop.example.com/
at=$(endpoint_of blue); start_load blue shop.example.com/cart shop.example.com/

mark=$(wc -l <"$dir/aws.requests")
fleet blue blue
start_journal; start_stages blue
until_true 60 count_over plan.settled true 0 && quiet 60; ok $? 'Headgate has taken over what is of blue'
is "$(rule_calls)" '' 'without a call that changes a rule, a listener or the load balancer'
is "$(of blue | jq -c '[.listeners[].rules[]]')" "$rules" 'the rules are what they were'
is "$(aws_state | jq '.loadBalancers | length')" 2 'and no load balancer more'

fleet blue blue green
stop plan TERM; stop apply TERM; start_plan; start_apply
start_watch green
in_force_of_blue() { [ "$(of blue | jq '[.serving[].rules[].forward | select(length == 2 and .[0].weight == .[1].weight and .[0].weight > 0)] | length')" = 2 ]; }
until_true 90 in_force_of_blue && until_true 30 settled && quiet 60; ok $? 'green joins: both serve behind the load balancer that was blue'\''s'
shares blue=50 green=50
is "$(greens)" "$before" "what the controller of green made is as it was, to the last target"
no_errors blue 'through the load balancer that was taken over'
no_errors green "through green's own"
is "$(awk -F'\t' '{ print $4 }' "$dir/load-green.log" | sort -u)" green 'which only green answers'
done_scene
