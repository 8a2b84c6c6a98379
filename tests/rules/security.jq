# From a row of security.table to events: one fleet "shop" of blue and green, in each a node n1 (instance i-CLUSTER) and a
# Service web (port 80, target port 8080, node port 30080) with one pod on it. What the row says is laid over that.
def ev($source; $type; $subject; $data):
    {specversion: "1.0", id: "0", source: $source, type: $type, time: "2026-01-05T10:00:00.000000Z", subject: $subject, data: $data} | del(..|nulls);
def observed($service; $resource; $id; $value):
    ev("apply-aws"; "aws.observed"; "\($service)/\($resource|ascii_downcase)/\($id)"; {service: $service, resource: $resource, id: $id, value: $value});
def tags: to_entries | map({Key: .key, Value: .value});

# "tcp 80-90 sg-x [description]"
def permission: split(" ") as [$protocol, $ports, $source] | (split(" ")[3:] | join(" ")) as $description | ($ports | split("-") | map(tonumber)) as $range
    | {IpProtocol: $protocol, FromPort: $range[0], ToPort: ($range[1] // $range[0])}
    + (if $source | startswith("sg-") then {UserIdGroupPairs: [{GroupId: $source, UserId: "1", Description: $description}]}
       elif $source | contains(":") then {Ipv6Ranges: [{CidrIpv6: $source, Description: $description}]}
       else {IpRanges: [{CidrIp: $source, Description: $description}]} end);
def group: observed("ec2"; "SecurityGroup"; .id; {GroupId: .id, GroupName: .id, VpcId: "vpc-1", Tags: ((.tags // {}) | tags),
    IpPermissions: [(.rules // [])[] | permission]});
def interface: {NetworkInterfaceId: (.id // "eni-1"), Groups: [.groups[] | {GroupId: .}]}
    + (if .addresses then {PrivateIpAddresses: [.addresses[] | {PrivateIpAddress: .}]} else {} end)
    + (if .prefix then {Ipv4Prefixes: [{Ipv4Prefix: .prefix}]} else {} end);

def service($cluster; $name): ev("build-podinfo"; "service.put"; "\($cluster)/default/service/\($name)";
    {cluster: $cluster, namespace: "default", name: $name, uid: "uid-\($name)", type: "NodePort",
     ports: [{name: "http", protocol: "TCP", port: 80, targetPort: "8080", nodePort: 30080}]});
def pod($cluster): ev("build-podinfo"; "podinfo.put"; "\($cluster)/default/\(.service // "web"):80/\(.address):\(.port // 8080)";
    {cluster: $cluster, namespace: "default", service: (.service // "web"), portName: "http", port: 80, address: .address, family: "ipv4", targetPort: (.port // 8080),
     ready: true, serving: true, terminating: false, pod: "web-\(.address)", podUid: "uid", node: (.node // "n1"), eniInfos: (if .eni then [{eniId: .eni, privateIp: .address}] else null end),
     containerPorts: [{container: "web", name: "http", protocol: "TCP", port: 8080}, {container: "web", name: "dns", protocol: "UDP", port: 53}]});
def node($cluster): ev("build-podinfo"; "node.put"; "\($cluster)/node/\(.name // "n1")";
    {cluster: $cluster, name: (.name // "n1"), providerId: (.provider // "aws:///z-a/i-\($cluster)"), ready: "True", labels: (.labels // {})});
def ingress($cluster): ev("build-podinfo"; "ingress.put"; "\($cluster)/default/ingress/web";
    {cluster: $cluster, namespace: "default", name: "web", uid: "uid-web", className: "alb", hasDefault: false,
     annotations: ({"target-type": "ip"} + . | with_entries(.key |= "alb.ingress.kubernetes.io/" + .)),
     rules: [{host: "www.example.com", http: true, paths: [{pathType: "Prefix", path: "/", backend: {service: "web", port: "80"}}]}]});
def binding($cluster): ev("build-podinfo"; "binding.put"; "\($cluster)/default/targetgroupbinding/mine";
    {cluster: $cluster, namespace: "default", name: "mine", spec: ({targetGroupARN: "arn:aws:elasticloadbalancing:us-west-2:1:targetgroup/mine/1", targetType: "ip",
        serviceRef: {name: "web", port: 80}} + .)});

def world: . as $row | (.clusters // ["blue"]) as $clusters |
    ev("test"; "fleet.configured"; "shop"; {fleet: "shop", region: "us-west-2", account: "111122223333", vpcId: "vpc-1", clusters: ["blue", "green"], options: (.options // {})}),
    observed("ec2"; "Vpc"; "vpc-1"; {VpcId: "vpc-1", CidrBlockAssociationSet: [{CidrBlock: "10.0.0.0/8", CidrBlockState: {State: "associated"}}]}),
    (["a", "b"][] | observed("ec2"; "Subnet"; "subnet-\(.)"; {SubnetId: "subnet-\(.)", VpcId: "vpc-1", AvailabilityZone: "z-\(.)", AvailableIpAddressCount: 250,
        Tags: [{Key: "kubernetes.io/role/internal-elb", Value: "1"}]})),
    ({id: "sg-lb", tags: {"elbv2.k8s.aws/cluster": "shop", "elbv2.k8s.aws/resource": "backend-sg"}}, {id: "sg-own"} | group),
    ((.groups // {"sg-blue": {}, "sg-green": {}}) | to_entries[] | .value + {id: .key} | group),
    ((.instances // {"i-blue": [{groups: ["sg-blue"]}], "i-green": [{groups: ["sg-green"]}]}) | to_entries[] |
        observed("ec2"; "Instance"; .key; {InstanceId: .key, NetworkInterfaces: [.value[] | interface]})),
    ((.interfaces // {}) | to_entries[] | observed("ec2"; "NetworkInterface"; .key; {NetworkInterfaceId: .key, Groups: [.value[] | {GroupId: .}]})),
    ((.answers // {}) | to_entries[] | observed("ec2"; "Answer"; .key; {Ids: .value})),
    ((.health // [])[] | ev("apply-aws"; "target.health"; "\(.group)/\(.id):\(.port)"; {group: .group, groupArn: "arn:aws:elasticloadbalancing:us-west-2:1:targetgroup/\(.group)/1", id: .id, port: .port, state: .state})),
    ((.observed // [])[] | observed("elasticloadbalancing"; .resource; .id; .value)),
    ($clusters[] as $c | ($row.nodes // [{}])[] | node($c)),
    ($clusters[] as $c | service($c; "web"), (($row.pods // [{address: "10.0.0.1"}])[] | pod($c))),
    ($clusters[] as $c | $row.ingress | select(. != null) | ingress($c)),
    ($clusters[] as $c | $row.binding | select(. != null) | binding($c)),
    (["blue", "green"][] as $c | select($row.unread != $c) | ev("build-podinfo"; "cluster.synced"; $c; {cluster: $c})),
    ev("apply-aws"; "aws.synced"; "us-west-2"; {account: "111122223333", region: "us-west-2"});

# "+ sg-node tcp 80-90 sg-x": what a batch does
def words: .IpPermissions[] | "\(.IpProtocol) \(.FromPort)\(if .FromPort != .ToPort then "-\(.ToPort)" else "" end) \(.UserIdGroupPairs[0].GroupId // .IpRanges[0].CidrIp // .Ipv6Ranges[0].CidrIpv6)";
def calls: if .type == "plan.batch" and (.subject | startswith("targetsecurity/")) then
        .data.calls[] | (if .action | startswith("Auth") then "+" else "-" end) as $sign | .parameters | .GroupId as $id | words | "\($sign) \($id) \(.)"
    elif .type == "plan.held" and (.subject | startswith("targetsecurity/")) then "held \(.subject | ltrimstr("targetsecurity/"))"
    elif .type == "plan.rejected" then "rejected \(.data.field)" else empty end;
