# From the rows of a table (see compile.t) to events: each row has a namespace of its own, r001, r002, …, in
# each cluster a Service web with one ready pod, and the Ingresses that the row lists.
def prefix: "alb.ingress.kubernetes.io/";
def head($source; $type): {specversion: "1.0", id: "0", source: $source, type: $type, time: "2026-01-05T10:00:00.000000Z"};
def ev($source; $type; $subject; $data): head($source; $type) + {subject: $subject, data: $data};

def subnet($id; $zone; $role):
    ev("apply-aws"; "aws.observed"; "ec2/subnet/\($id)";
       {service: "ec2", resource: "Subnet",
        value: {SubnetId: $id, VpcId: "vpc-1", AvailabilityZone: $zone, AvailableIpAddressCount: 250,
                Tags: [{Key: "kubernetes.io/role/\($role)", Value: "1"}]}});
def certificate($id; $names):
    ev("apply-aws"; "aws.observed"; "acm/certificate/arn:\($id)";
       {service: "acm", resource: "Certificate", value: {CertificateArn: "arn:\($id)", Status: "ISSUED", SubjectAlternativeNames: $names}});
def security_group($id; $name):
    ev("apply-aws"; "aws.observed"; "ec2/securitygroup/\($id)";
       {service: "ec2", resource: "SecurityGroup", value: {GroupId: $id, VpcId: "vpc-1", Tags: [{Key: "Name", Value: $name}]}});
def limits:
    ev("apply-aws"; "aws.observed"; "elasticloadbalancing/accountlimits/us-west-2"; {service: "elasticloadbalancing", resource: "AccountLimits",
        value: {Region: "us-west-2", Limits: [to_entries[] | {Name: .key, Max: .value}]}});
def aws:
    ev("apply-aws"; "aws.observed"; "ec2/vpc/vpc-1"; {service: "ec2", resource: "Vpc",
        value: {VpcId: "vpc-1", CidrBlockAssociationSet: [{CidrBlock: "10.0.0.0/8", CidrBlockState: {State: "associated"}}]}}),
    subnet("subnet-a"; "z-a"; "internal-elb"), subnet("subnet-b"; "z-b"; "internal-elb"),
    subnet("subnet-c"; "z-a"; "elb"), subnet("subnet-d"; "z-b"; "elb"),
    certificate("cert-any"; ["*.example.com"]), certificate("cert-www"; ["www.example.com"]),
    security_group("sg-1"; "front"), security_group("sg-2"; "office");

def service($cluster; $ns; $name):
    ev("build-podinfo"; "service.put"; "\($cluster)/\($ns)/service/\($name)";
       {cluster: $cluster, namespace: $ns, name: $name, uid: "uid-\($name)", type: "NodePort",
        ports: [{name: "http", protocol: "TCP", port: 80, targetPort: "8080", nodePort: 30080}]});
def pod($cluster; $ns; $name; $address):
    ev("build-podinfo"; "podinfo.put"; "\($cluster)/\($ns)/\($name):80/\($address):8080";
       {cluster: $cluster, namespace: $ns, service: $name, portName: "http", port: 80, address: $address, family: "ipv4", targetPort: 8080,
        ready: true, serving: true, terminating: false, pod: "\($name)-0"});

# {"cluster", "name", "a": {annotations without prefix}, "paths": [[type, path, service]], "host", "default": service}
def backend($service): if $service | startswith("@") then {service: $service[1:], port: "use-annotation", portIsName: true}
                       else {service: $service, port: "80"} end;
def ingress($ns): (.cluster // "blue") as $cluster | (.name // "web") as $name |
    ev("build-podinfo"; "ingress.put"; "\($cluster)/\($ns)/ingress/\($name)";
       {cluster: $cluster, namespace: $ns, name: $name, uid: "uid-\($name)", className: "alb",
        classParams: .class, classParamsName: (if .class then "params" else null end),
        annotations: ((.a // {}) + {"target-type": (.a["target-type"] // "ip")} | with_entries(
            .key |= (if startswith("headgate.io/") then . else prefix + . end)
            | .value |= (if . == "@g" then "g-\($ns)" else . end))),
        rules: [{host: (.host // "www.example.com"), http: true,
                 paths: [(.paths // [["Prefix", "/", "web"]])[] | {pathType: .[0], path: .[1], backend: backend(.[2])}]}],
        hasDefault: (.default != null),
        defaultBackend: (if .default then backend(.default) else null end)}
       | del(..|nulls));

def row: .ns as $ns | .setup as $setup |
    (["blue", "green"][] as $c | service($c; $ns; "web"), service($c; $ns; "api"),
        pod($c; $ns; "web"; (if $c == "blue" then "10.1.0.1" else "10.2.0.1" end)),
        pod($c; $ns; "api"; (if $c == "blue" then "10.1.0.2" else "10.2.0.2" end))),
    ($setup[] | ingress($ns));

ev("test"; "fleet.configured"; "shop"; {fleet: "shop", region: "us-west-2", account: "111122223333", vpcId: "vpc-1", clusters: ["blue", "green"],
    options: ($options | fromjson)}),
aws, ($limits | fromjson | select(.) | limits), (.[] | row),
(["blue", "green"][] as $c | ev("build-podinfo"; "cluster.synced"; $c; {cluster: $c}))
