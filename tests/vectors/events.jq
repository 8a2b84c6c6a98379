# From a case file to the events that a pipe would carry: the fleet, what AWS holds, then each cluster's objects.
def kinds: {
    Vpcs: ["ec2", "Vpc", "VpcId"], Subnets: ["ec2", "Subnet", "SubnetId"], SecurityGroups: ["ec2", "SecurityGroup", "GroupId"],
    RouteTables: ["ec2", "RouteTable", "RouteTableId"], AvailabilityZones: ["ec2", "AvailabilityZone", "ZoneId"],
    Certificates: ["acm", "Certificate", "CertificateArn"], LoadBalancers: ["elasticloadbalancing", "LoadBalancer", "LoadBalancerArn"],
    TargetGroups: ["elasticloadbalancing", "TargetGroup", "TargetGroupArn"],
    TrustStores: ["elasticloadbalancing", "TrustStore", "TrustStoreArn"], WebACLs: ["wafv2", "WebACL", "ARN"]};
def event($source; $type; $subject; $data):
    {specversion: "1.0", id: "0", source: $source, type: $type, subject: $subject, time: "2026-01-05T10:00:00.000000Z", data: $data};
# A Secret's values never stand in an event.
def redacted: if .kind == "Secret" and .data then .data |= map_values("") else . end;

. as $case
| event("test"; "fleet.configured"; .fleet.fleet; .fleet),
  (.aws | to_entries[] | kinds[.key] as [$service, $resource, $id] | .value[]
    | event("apply-aws"; "aws.observed"; "\($service)/\($resource | ascii_downcase)/\(.[$id])"; {service: $service, resource: $resource, value: .})),
  (.fleet.clusters[] as $c | "watch-k8s/\($c)" as $source
    | event($source; "cluster.listing"; $c; {cluster: $c}),
      (($case.clusters[$c] // [])[] | event($source; "object.put";
          [$c, .metadata.namespace, (.kind | ascii_downcase), .metadata.name] | map(select(.)) | join("/"); {cluster: $c, object: redacted})),
      event($source; "cluster.synced"; $c; {cluster: $c})),
  event("apply-aws"; "aws.synced"; .fleet.region; {account: .fleet.account, region: .fleet.region})
