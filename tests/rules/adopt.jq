# From what plan-rules --desired prints of a case to what AWS would say if the incumbent controller had made just that:
# rules numbered from 1, each with the tag that tells its place, and every target healthy.
def source: {specversion: "1.0", id: "0", source: "apply-aws", time: "2026-01-05T10:00:00.000000Z"};
def arn($path): "arn:aws:elasticloadbalancing:us-west-2:111122223333:\($path)";
def observed($service; $resource; $id; $value):
    source + {type: "aws.observed", subject: "\($service)/\($resource | ascii_downcase)/\($id)",
              data: {service: $service, resource: $resource, id: $id, value: $value}};
def elb($resource; $id; $value): observed("elasticloadbalancing"; $resource; $id; $value);
def known: walk(if type == "string" and startswith("@targetgroup/") then arn("targetgroup/\(.[13:])/1")
                elif type == "string" and startswith("@loadbalancer/") then arn("loadbalancer/app/\(.[14:])/1")
                elif type == "string" and startswith("@securitygroup/") then "sg-\(.[15:])" else . end);
def nothing: with_entries(select(.value != null));

def group: .Name as $name | arn("targetgroup/\($name)/1") as $arn
    | elb("TargetGroup"; $arn; del(.Targets, .cluster) + {TargetGroupArn: $arn, TargetGroupName: $name, HealthCheckEnabled: true}),
      (.Targets[]? | source + {type: "target.health", subject: "\($name)/\(.Id):\(.Port)",
            data: {groupArn: $arn, group: $name, id: .Id, port: .Port, state: "healthy"}});
def security: "sg-\(.GroupName)" as $id | observed("ec2"; "SecurityGroup"; $id; . + {GroupId: $id, VpcId: "vpc-0123456789abcdef0"});
def rules($listener; $tags): .Rules // [] | to_entries[] | (.key + 1) as $number | .value
    | arn("listener-rule/\($listener)/\($number)") as $arn
    | elb("Rule"; $arn; . + {RuleArn: $arn, ListenerArn: $listener, Priority: "\($number)", IsDefault: false,
            Tags: (($tags | map(select(.Key != "ingress.k8s.aws/resource"))) + [{Key: "ingress.k8s.aws/resource", Value: "80:\($number)"}])});
def listener($balancer; $tags): arn("listener/app/x/1/\(.Port)/\($balancer | @base64)") as $arn
    | elb("Listener"; $arn; del(.Rules) + {ListenerArn: $arn, LoadBalancerArn: $balancer,
            Certificates: (.Certificates // [] | to_entries | map(.value + {IsDefault: (.key == 0)}))}),
      rules($arn; $tags);
def balancer: .LoadBalancer as $b | arn("loadbalancer/\(if $b.Type == "network" then "net" else "app" end)/\($b.Name)/1") as $arn
    | elb("LoadBalancer"; $arn; $b + {LoadBalancerArn: $arn, LoadBalancerName: $b.Name,
            AvailabilityZones: ($b.SubnetMappings // [] | map({SubnetId}))}),
      (.Listeners[]? | listener($arn; $b.Tags // []));

select(.stack) | known | (.TargetGroups[]? | select(.Name) | group), (.SecurityGroups[]? | select(.GroupName) | security), (select(.LoadBalancer) | balancer)
