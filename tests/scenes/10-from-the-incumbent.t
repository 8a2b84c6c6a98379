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
call() { # call SERVICE VERSION ACTION NAME=VALUE...: as the aws command would send it; what AWS says of it
    local service=$1 version=$2 action=$3 args=(); shift 3
    for a; do args+=(--data-urlencode "$a"); done
    curl -sS --max-time 10 --aws-sigv4 "aws:amz:us-west-2:$service" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \
        -H 'Content-Type: application/x-www-form-urlencoded' -d "Action=$action" -d "Version=$version" "${args[@]}" "$aws_url/"
}
elb() { call elasticloadbalancing 2015-12-01 "$@"; }
ec2() { call ec2 2016-11-15 "$@"; }
element() { grep -o "<$1>[^<]*" | head -n 1 | cut -d'>' -f2; } # element NAME: of an answer
of() { aws_state | jq -c --arg c "$1" '.loadBalancers[] | select(.tags["elbv2.k8s.aws/cluster"] == $c)'; }
# ---- what the AWS Load Balancer Controller of a cluster makes of Ingress default/shop: its names, its tags, in its order ----
ten() { printf %s "$@" | sha256sum | cut -c1-10; } # ten TEXT...: the hash in its names
# tags PREFIX CLUSTER RESOURCE: of the Ingress's stack; one that all Ingresses of the cluster share has no stack
tags() {
    local n=0 pair pairs=("elbv2.k8s.aws/cluster=$2" elbv2.k8s.aws/resource=backend-sg)
    [ -z "${3:-}" ] || pairs=("elbv2.k8s.aws/cluster=$2" ingress.k8s.aws/stack=default/shop "ingress.k8s.aws/resource=$3")
    for pair in "${pairs[@]}"; do
        n=$((n + 1))
        echo "$1.$n.Key=${pair%%=*}"
        echo "$1.$n.Value=${pair#*=}"
    done
}
security_group() { # security_group NAME DESCRIPTION CLUSTER [RESOURCE]
    mapfile -t tagged < <(tags TagSpecification.1.Tag "$3" "${4:-}")
    ec2 CreateSecurityGroup GroupName="$1" GroupDescription="[k8s] $2" VpcId=vpc-1 TagSpecification.1.ResourceType=security-group "${tagged[@]}" | element groupId
}
target_group() { # target_group CLUSTER: of Service web, with the Ingress's health checks and attributes
    mapfile -t tagged < <(tags Tags.member "$1" default/shop-web:80)
    elb CreateTargetGroup Name="k8s-default-web-$(ten "$1" default/shop default shop "$(fetch "$1" /api/v1/namespaces/default/services/web | jq -r .metadata.uid)" 80 8080 ip HTTP HTTP1)" \
        TargetType=ip Port=8080 Protocol=HTTP ProtocolVersion=HTTP1 VpcId=vpc-1 HealthCheckPort=traffic-port HealthCheckProtocol=HTTP HealthCheckPath=/ Matcher.HttpCode=200 \
        HealthCheckIntervalSeconds=15 HealthCheckTimeoutSeconds=5 HealthyThresholdCount=2 UnhealthyThresholdCount=2 "${tagged[@]}" | element TargetGroupArn
}
rule() { # rule CLUSTER LISTENER PRIORITY GROUP PATH...: numbered without gaps, with the number in a tag
    local cluster=$1 listener=$2 priority=$3 group=$4 n=0 paths=(); shift 4
    for path; do
        n=$((n + 1))
        paths+=("Conditions.member.2.PathPatternConfig.Values.member.$n=$path")
    done
    mapfile -t tagged < <(tags Tags.member "$cluster" "80:$priority")
    elb CreateRule ListenerArn="$listener" Priority="$priority" Conditions.member.1.Field=host-header Conditions.member.1.HostHeaderConfig.Values.member.1=shop.example.com \
        Conditions.member.2.Field=path-pattern "${paths[@]}" Actions.member.1.Type=forward Actions.member.1.ForwardConfig.TargetGroups.member.1.TargetGroupArn="$group" "${tagged[@]}" >/dev/null
}
# In the cluster: its finalizer, and a TargetGroupBinding for the group, which it fills.
binding() { # binding CLUSTER GROUP BACKEND-SG
    jq -n --arg name "$(basename "$(dirname "$2")")" --arg arn "$2" --arg sg "$3" '{apiVersion:"elbv2.k8s.aws/v1beta1",kind:"TargetGroupBinding",
        metadata:{name:$name,namespace:"default",finalizers:["elbv2.k8s.aws/resources"],labels:{"ingress.k8s.aws/stack-namespace":"default","ingress.k8s.aws/stack-name":"shop"}},
        spec:{targetGroupARN:$arn,targetType:"ip",ipAddressType:"ipv4",serviceRef:{name:"web",port:80},networking:{ingress:[{from:[{securityGroup:{groupID:$sg}}],ports:[{protocol:"TCP",port:8080}]}]}}}' |
        kube "$1" POST /apis/elbv2.k8s.aws/v1beta1/namespaces/default/targetgroupbindings >/dev/null
    fetch "$1" $ingresses/shop | jq '.metadata.finalizers = ["ingress.k8s.aws/resources"]' | kube "$1" PUT $ingresses/shop >/dev/null
}
made_by_controller() {
    local c=$1 net=${1}_net managed backend group balancer listener
    managed=$(security_group "k8s-default-shop-$(ten "$c" default/shop)" 'Managed SecurityGroup for LoadBalancer' "$c" ManagedLBSecurityGroup)
    ec2 AuthorizeSecurityGroupIngress GroupId="$managed" IpPermissions.1.IpProtocol=tcp IpPermissions.1.FromPort=80 IpPermissions.1.ToPort=80 IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0/0 >/dev/null
    backend=$(security_group "k8s-traffic-$c-$(ten "$c")" 'Shared Backend SecurityGroup for LoadBalancer' "$c")
    group=$(target_group "$c")
    elb ModifyTargetGroupAttributes TargetGroupArn="$group" Attributes.member.1.Key=deregistration_delay.timeout_seconds Attributes.member.1.Value=20 >/dev/null
    mapfile -t tagged < <(tags Tags.member "$c" LoadBalancer)
    balancer=$(elb CreateLoadBalancer Name="k8s-default-shop-$(ten "$c" default/shop internet-facing)" Type=application Scheme=internet-facing IpAddressType=ipv4 \
        SubnetMappings.member.1.SubnetId=subnet-0aaa0000000000001 SubnetMappings.member.2.SubnetId=subnet-0bbb0000000000001 SubnetMappings.member.3.SubnetId=subnet-0ccc0000000000001 \
        SecurityGroups.member.1="$managed" SecurityGroups.member.2="$backend" "${tagged[@]}" | element LoadBalancerArn)
    mapfile -t tagged < <(tags Tags.member "$c" 80)
    listener=$(elb CreateListener LoadBalancerArn="$balancer" Port=80 Protocol=HTTP DefaultActions.member.1.Type=fixed-response \
        DefaultActions.member.1.FixedResponseConfig.StatusCode=404 DefaultActions.member.1.FixedResponseConfig.ContentType=text/plain "${tagged[@]}" | element ListenerArn)
    rule "$c" "$listener" 1 "$group" /cart '/cart/*'
    rule "$c" "$listener" 2 "$group" '/*'
    binding "$c" "$group" "$backend"
    ec2 AuthorizeSecurityGroupIngress GroupId=sg-0def0000000000001 IpPermissions.1.IpProtocol=tcp IpPermissions.1.FromPort=8080 IpPermissions.1.ToPort=8080 \
        IpPermissions.1.Groups.1.GroupId="$backend" IpPermissions.1.Groups.1.Description=elbv2.k8s.aws/targetGroupBinding=shared >/dev/null
    elb RegisterTargets TargetGroupArn="$group" Targets.member.1.Id="${!net}.1" Targets.member.1.Port=8080 Targets.member.2.Id="${!net}.2" Targets.member.2.Port=8080 >/dev/null
    until_true 60 serves_healthy "$c"; ok $? "the controller of $c has made a load balancer"
}

serves_healthy() { [ "$(aws_state | jq --arg c "$1" '[.targetGroups[] | select(.tags["elbv2.k8s.aws/cluster"] == $c) | .targets[] | select(.state == "healthy")] | length')" -ge 2 ]; }
endpoint_of() { of "$1" | jq -r '.serving[] | select(.port == 80).endpoint'; }
rule_calls() { tail -n +$((mark + 1)) "$dir/aws.requests" | jq -r 'select(.action // "" | test("^(Create|Modify|Delete|Set).*(Rule|Listener|LoadBalancer|Priorities)")) | .action' | sort | uniq -c | tr -s ' \n' ' '; }
all_changes() { tail -n +$((mark + 1)) "$dir/aws.requests" | jq -r 'select(.action // "" | test("^(Describe|Get|List)") | not) | .action' | sort | uniq -c | tr -s ' \n' ' '; }
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
is "$(all_changes)" '' 'nor any other that changes anything'
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
