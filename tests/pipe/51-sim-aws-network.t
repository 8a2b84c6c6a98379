#!/bin/bash
# Network load balancers of the simulated AWS, and target groups of type alb: what they have and take, and what is refused as real ones do.
. "$(dirname "$0")/00-tap.sh"
"$BIN/sim-aws" --port-file "$dir/port" --log "$dir/log" --access-key AKID --secret-key s3cret --healthy-ms 0 --drain-ms 60000 2>"$dir/err" &
children=$!
wait_for 10 test -s "$dir/port"
url=http://127.0.0.1:$(cat "$dir/port")
sim() { curl -s -X POST "$url/sim/$1"; }
elb() { # elb ACTION [NAME=VALUE...]
    local action=$1 args=(); shift
    for a; do args+=(--data-urlencode "$a"); done
    curl -s --max-time 10 --aws-sigv4 "aws:amz:us-west-2:elasticloadbalancing" --user AKID:s3cret -H 'Content-Type: application/x-www-form-urlencoded' \
        -d "Action=$action" -d Version=2015-12-01 "${args[@]}" "$url/"
}
element() { grep -o "<$1>[^<]*" | cut -d'>' -f2 | tr '\n' ' ' | sed 's/ $//'; }
fails() { # fails CODE NAME ACTION [NAME=VALUE...]
    local code=$1 name=$2; shift 2
    is "$(elb "$@" | element Code)" "$code" "$name"
}
a=subnet-0aaa0000000000001 b=subnet-0bbb0000000000001
network() { local name=$1; shift; elb CreateLoadBalancer "Name=$name" Type=network "$@"; }

# the load balancer
alb=$(elb CreateLoadBalancer Name=web Subnets.member.1=$a Subnets.member.2=$b | element LoadBalancerArn)
nlb=$(network web-nlb SubnetMappings.member.1.SubnetId=$a | element LoadBalancerArn)
like "$nlb" ':loadbalancer/net/web-nlb/[0-9a-f]{16}$' 'a network load balancer, in one zone'
like "$(elb DescribeLoadBalancers LoadBalancerArns.member.1="$nlb" | element DNSName)" '^web-nlb-[0-9a-f]{16}\.elb\.us-west-2\.amazonaws\.com$' 'its host name'
is "$(elb DescribeLoadBalancers LoadBalancerArns.member.1="$nlb" | grep -c '<SecurityGroups></SecurityGroups>\|<SecurityGroups/>')" 1 'without security groups where none were given'
fails InvalidConfigurationRequest 'then it never has any' SetSecurityGroups LoadBalancerArn="$nlb" SecurityGroups.member.1=sg-0default000000001
fails InvalidConfigurationRequest 'an address type that only the other kind has' CreateLoadBalancer Name=x Type=network IpAddressType=dualstack-without-public-ipv4 Subnets.member.1=$a
fails InvalidConfigurationRequest 'Elastic IP addresses are for the outside' CreateLoadBalancer Name=x Type=network Scheme=internal SubnetMappings.member.1.SubnetId=$a SubnetMappings.member.1.AllocationId=eipalloc-1
fails InvalidConfigurationRequest 'and for no application load balancer' CreateLoadBalancer Name=x SubnetMappings.member.1.SubnetId=$a SubnetMappings.member.1.AllocationId=eipalloc-1 SubnetMappings.member.2.SubnetId=$b SubnetMappings.member.2.AllocationId=eipalloc-2
fails ValidationError 'for each subnet or for none' CreateLoadBalancer Name=x Type=network SubnetMappings.member.1.SubnetId=$a SubnetMappings.member.1.AllocationId=eipalloc-1 SubnetMappings.member.2.SubnetId=$b
is "$(network static SubnetMappings.member.1.SubnetId=$a SubnetMappings.member.1.AllocationId=eipalloc-1 | element AllocationId)" eipalloc-1 'where they are, they are shown'
fails InvalidConfigurationRequest 'attributes of the other kind are not known' ModifyLoadBalancerAttributes LoadBalancerArn="$nlb" Attributes.member.1.Key=idle_timeout.timeout_seconds Attributes.member.1.Value=60
is "$(elb ModifyLoadBalancerAttributes LoadBalancerArn="$nlb" Attributes.member.1.Key=dns_record.client_routing_policy Attributes.member.1.Value=availability_zone_affinity | element Code)" '' 'its own are'
sim 'limit?name=network-load-balancers&max=2' >/dev/null
fails TooManyLoadBalancers 'they are counted' CreateLoadBalancer Name=x Type=network Subnets.member.1=$a
is "$(elb CreateLoadBalancer Name=more Subnets.member.1=$a Subnets.member.2=$b | element Type)" application 'apart from the others'

# target groups and listeners
group() { elb CreateTargetGroup "Name=$1" Protocol=TCP Port="$2" VpcId=vpc-0123456789abcdef0 TargetType=alb HealthCheckProtocol=HTTP; }
fails ValidationError 'a group of type alb is for TCP' CreateTargetGroup Name=x Protocol=HTTP Port=80 VpcId=vpc-0123456789abcdef0 TargetType=alb
front=$(group front 80 | element TargetGroupArn)
is "$(elb DescribeTargetGroups TargetGroupArns.member.1="$front" | grep -c ProtocolVersion)" 0 'it has no protocol version'
listen() { elb CreateListener LoadBalancerArn="$1" Protocol="$2" Port="$3" DefaultActions.member.1.Type="$4" DefaultActions.member.1.TargetGroupArn="$5"; }
is "$(listen "$nlb" HTTP 80 forward "$front" | element Code)" UnsupportedProtocol 'a network load balancer listens by TCP'
is "$(elb CreateListener LoadBalancerArn="$nlb" Protocol=TCP Port=80 DefaultActions.member.1.Type=fixed-response DefaultActions.member.1.FixedResponseConfig.StatusCode=404 | element Code)" InvalidLoadBalancerAction 'and only forwards'
is "$(listen "$alb" HTTP 80 forward "$front" | element Code)" IncompatibleProtocols 'no application load balancer forwards to that group'
listener=$(listen "$nlb" TCP 80 forward "$front" | element ListenerArn)
like "$listener" ':listener/net/web-nlb/' 'it does'
is "$(elb DescribeListenerAttributes ListenerArn="$listener" | element Key)" tcp.idle_timeout.seconds 'its attribute'

# the target
register() { elb RegisterTargets TargetGroupArn="$front" Targets.member.1.Id="$1" Targets.member.1.Port="$2"; }
like "$(register "$alb" 80 | element Message)" 'must have at least one listener that matches' 'a load balancer that does not listen there is no target'
behind=$(elb CreateListener LoadBalancerArn="$alb" Protocol=HTTP Port=80 DefaultActions.member.1.Type=fixed-response DefaultActions.member.1.FixedResponseConfig.StatusCode=404 | element ListenerArn)
sim 'set?provision-ms=60000' >/dev/null
is "$(register "$alb" 80 | element Code)" InvalidTarget 'nor one that is not active'
sim 'set?provision-ms=0' >/dev/null
is "$(register "$nlb" 80 | element Code)" InvalidTarget 'nor a network one'
is "$(register "$alb" 80 | element Code)" '' 'else it is'
is "$(elb DescribeTargetHealth TargetGroupArn="$front" | element State)" healthy 'and healthy'
elb CreateListener LoadBalancerArn="$alb" Protocol=HTTP Port=81 DefaultActions.member.1.Type=fixed-response DefaultActions.member.1.FixedResponseConfig.StatusCode=404 >/dev/null
is "$(register "$alb" 81 | element Code)" TooManyTargets 'there is one target'
fails ResourceInUse 'its listener stays while it is registered' DeleteListener ListenerArn="$behind"
fails ResourceInUse 'and so does itself' DeleteLoadBalancer LoadBalancerArn="$alb"
elb DeregisterTargets TargetGroupArn="$front" Targets.member.1.Id="$alb" Targets.member.1.Port=80 >/dev/null
is "$(elb DeleteListener ListenerArn="$behind" | element Code)$(elb DeleteLoadBalancer LoadBalancerArn="$alb" | element Code)" '' 'deregistered it may go, while it drains'
fails ResourceInUse 'the group is in use' DeleteTargetGroup TargetGroupArn="$front"
elb DeleteLoadBalancer LoadBalancerArn="$nlb" >/dev/null
is "$(elb DeleteTargetGroup TargetGroupArn="$front" | element Code)" '' 'until the network load balancer is gone, and its listeners with it'
kill -TERM $children; wait $children
is "$? $(cat "$dir/err")" '0 ' 'SIGTERM ends it, without complaint'
done_testing
