"""The simulated AWS beside botocore and moto: one tour through every operation of ELBv2 (and the others that the simulator
has), made with boto3 against both. The simulator's answers hold nothing that botocore's model does not know, and their
shapes are moto's; where they are not, the difference is one that docs/CONFORMANCE.md tells."""
import json
import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import boto3
import botocore.config
import botocore.exceptions

import tap
from processes import Processes, free_port

REGION, ACCOUNT = "us-west-2", "123456789012"
KEYS = {"aws_access_key_id": "AKIDSIM", "aws_secret_access_key": "secret"}
NOT_THERE = ("NotImplemented", "InvalidAction", "500", "UnknownOperationException", "501", "404")

# Where the forms differ: operation, path, and who is right by AWS's documentation. docs/CONFORMANCE.md has the same in words.
DIFFERENCES = [
    ("CreateListener|DescribeListeners|ModifyListener", r"\.Listeners\[\]\.SslPolicy", "ours: an HTTP listener has no TLS policy"),
    ("CreateListener|DescribeListeners|ModifyListener", r"\.Listeners\[\]\.MutualAuthentication\.Mode", "ours: an HTTPS listener tells 'off'"),
    ("ModifyListener", r"\.Listeners\[\]\.DefaultActions\[\]\.ForwardConfig\..*", "ours: one group comes back in both forms"),
    ("AddListenerCertificates", r"\.Certificates\[\]\.IsDefault", "either: the model allows both"),
    (".*Rules?|SetRulePriorities", r"\.Rules\[\]\.Conditions\[\]\.(Values\[\]|PathPatternConfig\.Values\[\])", "ours: host and path come back in both forms"),
    ("CreateRule|DescribeRules", r"\.Rules\[\]\.Actions\[\]\.RedirectConfig\.(Host|Path|Query)", "ours: what a redirect keeps is told as #{host} and so on"),
    ("SetSubnets", r"\.IpAddressType", "ours: it is in the model"),
    ("DescribeCapacityReservation", r".*", "ours: moto cannot reserve"),
    ("DescribeSSLPolicies", r"\.NextMarker|\.SslPolicies\[\]\.SupportedLoadBalancerTypes\[\]", "ours: both are in the model"),
    ("DescribeSubnets", r".*\.(Tags\[\]\..*|PrivateDnsNameOptionsOnLaunch\..*|Ipv6Native|AssignIpv6AddressOnCreation)", "ours has tags, moto what Headgate never reads"),
    ("DescribeAvailabilityZones", r".*\.(GroupName|OptInStatus)", "ours: both are in the model"),
    ("DescribeRouteTables", r".*\.(SubnetId|NatGatewayId)", "another network"),
    ("DescribeInternetGateways", r".*", "moto's VPC has none"),
    ("DescribeCertificate|ListCertificates", r".*", "moto has dates and validation, ours the names in a list too"),
    ("GetResources", r"\.PaginationToken", "ours: an empty one ends the pages"),
    ("GetWebACLForResource", r".*", "moto could not associate"),
    ("DeleteSecurityGroup", r".*", "ours: it has been in the model since 2024"),
]


def client(url, service):
    config = botocore.config.Config(retries={"total_max_attempts": 1}, read_timeout=20, connect_timeout=5, proxies={})
    return boto3.client(service, endpoint_url=url, region_name=REGION, config=config, **KEYS)


# ---- the steps: a name, service, operation, parameters from what came before
def steps():
    fixed = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "ContentType": "text/plain", "MessageBody": "nothing <here> & there"}}
    bundle = {"CaCertificatesBundleS3Bucket": "bundles", "CaCertificatesBundleS3Key": "ca.pem"}
    yield "subnets", "ec2", "DescribeSubnets", lambda s: {}
    yield "vpcs", "ec2", "DescribeVpcs", lambda s: {}
    yield "", "ec2", "DescribeAvailabilityZones", lambda s: {}
    yield "", "ec2", "DescribeRouteTables", lambda s: {}
    yield "", "ec2", "DescribeInternetGateways", lambda s: {}
    yield "group", "ec2", "CreateSecurityGroup", lambda s: {"GroupName": "tour", "Description": "tour", "VpcId": s.vpc}
    yield "", "ec2", "AuthorizeSecurityGroupIngress", lambda s: {"GroupId": s.group["GroupId"], "IpPermissions": [
        {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "10.0.0.0/8", "Description": "d"}]}]}
    yield "", "ec2", "DescribeSecurityGroups", lambda s: {"GroupIds": [s.group["GroupId"]]}
    yield "", "ec2", "CreateTags", lambda s: {"Resources": [s.group["GroupId"]], "Tags": [{"Key": "a", "Value": "b"}]}
    yield "", "ec2", "DescribeTags", lambda s: {"Filters": [{"Name": "resource-id", "Values": [s.group["GroupId"]]}]}
    yield "", "ec2", "DeleteTags", lambda s: {"Resources": [s.group["GroupId"]], "Tags": [{"Key": "a"}]}
    yield "", "ec2", "RevokeSecurityGroupIngress", lambda s: {"GroupId": s.group["GroupId"], "IpPermissions": [
        {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}]}
    yield "", "ec2", "DescribeNetworkInterfaces", lambda s: {"Filters": [{"Name": "description", "Values": ["nobody"]}]}
    yield "", "sts", "GetCallerIdentity", lambda s: {}
    for name, domain in (("one", "example.com"), ("other", "example.org")):
        yield name, "acm", "RequestCertificate", lambda s, d=domain: {"DomainName": d, "SubjectAlternativeNames": ["*." + d], "ValidationMethod": "DNS"}
    yield "lb", "elbv2", "CreateLoadBalancer", lambda s: {"Name": "tour", "Subnets": s.two, "SecurityGroups": [s.group["GroupId"]],
                                                          "Scheme": "internet-facing", "Tags": [{"Key": "k", "Value": "v"}]}
    yield "", "elbv2", "DescribeLoadBalancers", lambda s: {"Names": ["tour"]}
    yield "", "elbv2", "DescribeLoadBalancerAttributes", lambda s: {"LoadBalancerArn": s.lb_arn}
    yield "", "elbv2", "ModifyLoadBalancerAttributes", lambda s: {"LoadBalancerArn": s.lb_arn, "Attributes": [{"Key": "idle_timeout.timeout_seconds", "Value": "90"}]}
    yield "", "elbv2", "SetSecurityGroups", lambda s: {"LoadBalancerArn": s.lb_arn, "SecurityGroups": [s.group["GroupId"]]}
    yield "", "elbv2", "SetSubnets", lambda s: {"LoadBalancerArn": s.lb_arn, "Subnets": s.two}
    yield "", "elbv2", "SetIpAddressType", lambda s: {"LoadBalancerArn": s.lb_arn, "IpAddressType": "ipv4"}
    yield "", "elbv2", "ModifyIpPools", lambda s: {"LoadBalancerArn": s.lb_arn, "IpamPools": {"Ipv4IpamPoolId": "ipam-pool-0123456789abcdef0"}}
    yield "", "elbv2", "ModifyCapacityReservation", lambda s: {"LoadBalancerArn": s.lb_arn, "MinimumLoadBalancerCapacity": {"CapacityUnits": 100}}
    yield "", "elbv2", "DescribeCapacityReservation", lambda s: {"LoadBalancerArn": s.lb_arn}
    for name in ("blue", "green"):
        yield name, "elbv2", "CreateTargetGroup", lambda s, name=name: {"Name": "tour-" + name, "Protocol": "HTTP", "Port": 8080, "VpcId": s.vpc, "TargetType": "ip"}
    yield "", "elbv2", "DescribeTargetGroups", lambda s: {"Names": ["tour-blue"]}
    yield "", "elbv2", "ModifyTargetGroup", lambda s: {"TargetGroupArn": s.arn("blue"), "HealthCheckPath": "/ready", "Matcher": {"HttpCode": "200-299"}}
    yield "", "elbv2", "DescribeTargetGroupAttributes", lambda s: {"TargetGroupArn": s.arn("blue")}
    yield "", "elbv2", "ModifyTargetGroupAttributes", lambda s: {"TargetGroupArn": s.arn("blue"), "Attributes": [{"Key": "deregistration_delay.timeout_seconds", "Value": "30"}]}
    yield "http", "elbv2", "CreateListener", lambda s: {"LoadBalancerArn": s.lb_arn, "Protocol": "HTTP", "Port": 80, "DefaultActions": [fixed]}
    yield "https", "elbv2", "CreateListener", lambda s: {"LoadBalancerArn": s.lb_arn, "Protocol": "HTTPS", "Port": 443, "DefaultActions": [fixed],
                                                         "Certificates": [{"CertificateArn": s.one["CertificateArn"]}], "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06"}
    yield "", "elbv2", "DescribeListeners", lambda s: {"LoadBalancerArn": s.lb_arn}
    yield "", "elbv2", "ModifyListener", lambda s: {"ListenerArn": s.arn("http"), "DefaultActions": [{"Type": "forward", "TargetGroupArn": s.arn("blue")}]}
    yield "", "elbv2", "DescribeListenerAttributes", lambda s: {"ListenerArn": s.arn("http")}
    yield "", "elbv2", "ModifyListenerAttributes", lambda s: {"ListenerArn": s.arn("http"), "Attributes": [{"Key": "routing.http.response.server.enabled", "Value": "false"}]}
    yield "", "elbv2", "AddListenerCertificates", lambda s: {"ListenerArn": s.arn("https"), "Certificates": [{"CertificateArn": s.other["CertificateArn"]}]}
    yield "", "elbv2", "DescribeListenerCertificates", lambda s: {"ListenerArn": s.arn("https")}
    yield "", "elbv2", "RemoveListenerCertificates", lambda s: {"ListenerArn": s.arn("https"), "Certificates": [{"CertificateArn": s.other["CertificateArn"]}]}
    yield "rule", "elbv2", "CreateRule", lambda s: {"ListenerArn": s.arn("http"), "Priority": 10, "Conditions": [{"Field": "path-pattern", "Values": ["/a/*"]}],
                                                    "Actions": [{"Type": "forward", "ForwardConfig": {"TargetGroups": [
                                                        {"TargetGroupArn": s.arn("blue"), "Weight": 70}, {"TargetGroupArn": s.arn("green"), "Weight": 30}]}}]}
    yield "rule2", "elbv2", "CreateRule", lambda s: {"ListenerArn": s.arn("http"), "Priority": 20, "Conditions": [
        {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "X-A", "Values": ["b"]}},
        {"Field": "query-string", "QueryStringConfig": {"Values": [{"Key": "q", "Value": "1"}]}}],
        "Actions": [{"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}}]}
    yield "", "elbv2", "DescribeRules", lambda s: {"ListenerArn": s.arn("http")}
    yield "", "elbv2", "ModifyRule", lambda s: {"RuleArn": s.arn("rule"), "Conditions": [{"Field": "host-header", "HostHeaderConfig": {"Values": ["*.example.com"]}}]}
    yield "", "elbv2", "SetRulePriorities", lambda s: {"RulePriorities": [{"RuleArn": s.arn("rule"), "Priority": 15}]}
    yield "", "elbv2", "RegisterTargets", lambda s: {"TargetGroupArn": s.arn("blue"), "Targets": [{"Id": "10.0.1.9", "Port": 8080}]}
    yield "", "elbv2", "DescribeTargetHealth", lambda s: {"TargetGroupArn": s.arn("blue")}
    yield "", "elbv2", "DeregisterTargets", lambda s: {"TargetGroupArn": s.arn("blue"), "Targets": [{"Id": "10.0.1.9", "Port": 8080}]}
    yield "", "elbv2", "AddTags", lambda s: {"ResourceArns": [s.lb_arn], "Tags": [{"Key": "more", "Value": "é"}]}
    yield "", "elbv2", "DescribeTags", lambda s: {"ResourceArns": [s.lb_arn]}
    yield "", "elbv2", "RemoveTags", lambda s: {"ResourceArns": [s.lb_arn], "TagKeys": ["more"]}
    yield "", "elbv2", "DescribeAccountLimits", lambda s: {}
    yield "", "elbv2", "DescribeSSLPolicies", lambda s: {"PageSize": 5}
    yield "store", "elbv2", "CreateTrustStore", lambda s: dict(bundle, Name="tour")
    yield "", "elbv2", "ModifyTrustStore", lambda s: dict(bundle, TrustStoreArn=s.arn("store"))
    yield "", "elbv2", "DescribeTrustStores", lambda s: {"Names": ["tour"]}
    yield "", "elbv2", "AddTrustStoreRevocations", lambda s: {"TrustStoreArn": s.arn("store"), "RevocationContents": [{"S3Bucket": "b", "S3Key": "crl", "RevocationType": "CRL"}]}
    yield "", "elbv2", "DescribeTrustStoreRevocations", lambda s: {"TrustStoreArn": s.arn("store")}
    yield "", "elbv2", "GetTrustStoreRevocationContent", lambda s: {"TrustStoreArn": s.arn("store"), "RevocationId": 1}
    yield "", "elbv2", "RemoveTrustStoreRevocations", lambda s: {"TrustStoreArn": s.arn("store"), "RevocationIds": [1]}
    yield "", "elbv2", "GetTrustStoreCaCertificatesBundle", lambda s: {"TrustStoreArn": s.arn("store")}
    yield "", "elbv2", "ModifyListener", lambda s: {"ListenerArn": s.arn("https"), "MutualAuthentication": {"Mode": "verify", "TrustStoreArn": s.arn("store")}}
    yield "", "elbv2", "DescribeTrustStoreAssociations", lambda s: {"TrustStoreArn": s.arn("store")}
    yield "", "elbv2", "GetResourcePolicy", lambda s: {"ResourceArn": s.arn("store")}
    yield "=DeleteAssociationSameAccount", "elbv2", "DeleteSharedTrustStoreAssociation", lambda s: {"TrustStoreArn": s.arn("store"), "ResourceArn": s.lb_arn}
    yield "", "acm", "DescribeCertificate", lambda s: {"CertificateArn": s.one["CertificateArn"]}
    yield "", "acm", "AddTagsToCertificate", lambda s: {"CertificateArn": s.one["CertificateArn"], "Tags": [{"Key": "a", "Value": "b"}]}
    yield "", "acm", "ListTagsForCertificate", lambda s: {"CertificateArn": s.one["CertificateArn"]}
    yield "", "acm", "ListCertificates", lambda s: {}
    yield "", "shield", "GetSubscriptionState", lambda s: {}
    yield "", "resourcegroupstaggingapi", "GetResources", lambda s: {"TagFilters": [{"Key": "k", "Values": ["v"]}], "ResourceTypeFilters": ["elasticloadbalancing:loadbalancer"]}
    yield "", "wafv2", "ListWebACLs", lambda s: {"Scope": "REGIONAL"}
    yield "", "wafv2", "AssociateWebACL", lambda s: {"ResourceArn": s.lb_arn, "WebACLArn": s.acl}
    yield "", "wafv2", "GetWebACLForResource", lambda s: {"ResourceArn": s.lb_arn}
    yield "", "wafv2", "ListResourcesForWebACL", lambda s: {"WebACLArn": s.acl}
    yield "", "wafv2", "DisassociateWebACL", lambda s: {"ResourceArn": s.lb_arn}
    yield "", "elbv2", "DeleteRule", lambda s: {"RuleArn": s.arn("rule")}
    yield "", "elbv2", "DeleteListener", lambda s: {"ListenerArn": s.arn("http")}
    yield "", "elbv2", "DeleteLoadBalancer", lambda s: {"LoadBalancerArn": s.lb_arn}
    yield "", "elbv2", "DeleteTargetGroup", lambda s: {"TargetGroupArn": s.arn("blue")}
    yield "", "elbv2", "DeleteTrustStore", lambda s: {"TrustStoreArn": s.arn("store")}
    yield "", "ec2", "DeleteSecurityGroup", lambda s: {"GroupId": s.group["GroupId"]}


class Run:
    """One tour against one endpoint: what was made, each answer, its raw bytes."""

    acl = "arn:aws:wafv2:%s:%s:regional/webacl/tour/00000000-0000-0000-0000-000000000001" % (REGION, ACCOUNT)

    def __init__(self, url):
        self.url, self.clients, self.named, self.answers, self.raw = url, {}, {}, {}, {}

    def __getattr__(self, name):
        if name not in self.named:
            raise LookupError("'%s' could not be made before" % name)
        return self.named[name]

    def arn(self, name):
        answer = self.named[name]
        first = next(v for k, v in answer.items() if isinstance(v, list))[0]
        return first.get("RuleArn") or first.get("ListenerArn") or first.get("TargetGroupArn") or first.get("TrustStoreArn")

    @property
    def lb_arn(self):
        return self.named["lb"]["LoadBalancers"][0]["LoadBalancerArn"]

    @property
    def two(self):
        zones = {n["AvailabilityZone"]: n["SubnetId"] for n in self.named["subnets"]["Subnets"] if n["VpcId"] == self.vpc}
        return [zones[z] for z in sorted(zones)[:2]]

    @property
    def vpc(self):
        return self.named["vpcs"]["Vpcs"][0]["VpcId"]

    def client(self, service):
        if service not in self.clients:
            made = self.clients[service] = client(self.url, service)
            made.meta.events.register("before-parse." + made.meta.service_model.service_id.hyphenize(), self.keep)
        return self.clients[service]

    def keep(self, operation_model, response_dict, **_):
        self.last = response_dict["body"]

    def make(self, number, name, service, operation, parameters):
        made = self.client(service)
        method = next(m for m, a in made.meta.method_to_api_mapping.items() if a == operation)
        self.last = b""
        try:
            answer = getattr(made, method)(**parameters(self))
        except botocore.exceptions.ClientError as e:
            return "error", e.response["Error"]["Code"]
        except Exception as e:  # moto may lack what the tour stands on
            return "error", "%s: %s" % (type(e).__name__, e)
        answer.pop("ResponseMetadata", None)
        if name:
            self.named[name] = answer
        self.answers[number], self.raw[number] = answer, self.last
        return "answer", answer


# ---- the form of an answer
def paths(value, at=""):
    if isinstance(value, dict):
        return set().union({at} if not value else set(), *(paths(v, at + "." + k) for k, v in value.items()))
    if isinstance(value, list):
        return set().union(set(), *(paths(v, at + "[]") for v in value))
    return {at}


def bare(tag):
    return tag.rpartition("}")[2]


def unknown_elements(element, shape, at=""):
    """Elements of an XML answer that the model has no member for."""
    if shape.type_name == "structure":
        known = {m.serialization.get("name", n): m for n, m in shape.members.items()}
        for child in element:
            name = bare(child.tag)
            if name not in known:
                yield at + "/" + name
            else:
                yield from unknown_elements(child, known[name], at + "/" + name)
    elif shape.type_name == "list":
        item = shape.member.serialization.get("name", "member")
        for child in element:
            if bare(child.tag) != item:
                yield at + "/" + bare(child.tag)
            else:
                yield from unknown_elements(child, shape.member, at + "[]")


def unknown_members(value, shape, at=""):
    if shape.type_name == "structure":
        known = {m.serialization.get("name", n): m for n, m in shape.members.items()}
        for k, v in value.items():
            yield from unknown_members(v, known[k], at + "/" + k) if k in known else [at + "/" + k]
    elif shape.type_name == "list":
        for v in value:
            yield from unknown_members(v, shape.member, at + "[]")


def unknown_in(run, number, service, operation):
    model = run.client(service).meta.service_model
    output = model.operation_model(operation).output_shape
    if not output or not run.raw[number]:
        return []
    if run.raw[number].lstrip()[:1] == b"{":
        return list(unknown_members(json.loads(run.raw[number]), output))
    root = ET.fromstring(run.raw[number])
    if model.protocol == "ec2":
        return [p for p in unknown_elements(root, output) if p not in ("/requestId", "/return")]
    inner = next((e for e in root if bare(e.tag).endswith("Result")), root)
    return list(unknown_elements(inner, output))


def explained(operation, path):
    return any(re.fullmatch(o, operation) and re.fullmatch(p, path) for o, p, _ in DIFFERENCES)


# ---- the command line
def command_line(url):
    aws = shutil.which("aws")
    if not aws:
        tap.note("there is no aws command here: the tour by the command line is left out")
        return
    env = {k: v for k, v in os.environ.items() if k not in ("AWS_PROFILE", "AWS_SESSION_TOKEN")}
    env.update(AWS_ACCESS_KEY_ID="AKIDSIM", AWS_SECRET_ACCESS_KEY="secret", AWS_DEFAULT_REGION=REGION, AWS_EC2_METADATA_DISABLED="true", AWS_PAGER="")
    for words in ("elbv2 describe-account-limits --page-size 5", "elbv2 describe-ssl-policies", "elbv2 create-target-group --name by-hand --protocol HTTP --port 80 "
                  "--vpc-id vpc-0123456789abcdef0 --target-type ip", "elbv2 describe-target-groups --names by-hand", "ec2 describe-subnets",
                  "sts get-caller-identity", "acm list-certificates", "wafv2 list-web-acls --scope REGIONAL", "resourcegroupstaggingapi get-resources"):
        done = subprocess.run([aws, "--endpoint-url", url, "--output", "json"] + words.split(), env=env, capture_output=True, text=True, timeout=60)
        tap.check(done.returncode == 0 and done.stdout.strip().startswith("{"), "aws " + words.split(" --")[0], done.stdout + done.stderr)


def tour(folder, tools, programs):
    processes = Processes(folder)
    moto_port, port_file = free_port(), os.path.join(folder, "sim.port")
    try:
        processes.start("sim-aws", [os.path.join(programs, "sim-aws"), "--port-file", port_file, "--log", os.path.join(folder, "sim.ndjson")])
        processes.start("moto", [os.path.join(tools, "venv", "bin", "moto_server"), "-p", str(moto_port)])
        tap.wait(20, lambda: os.path.exists(port_file))
        ours = Run("http://127.0.0.1:" + open(port_file).read().strip())
        moto = Run("http://127.0.0.1:%d" % moto_port)
        tap.wait(60, lambda: moto_answers(moto))
        go(ours, moto)
        command_line(ours.url)
    finally:
        processes.stop_all()


def moto_answers(moto):
    try:
        return moto.client("sts").get_caller_identity()
    except Exception:
        return None


def go(ours, moto):
    seen, alike = set(), 0
    for number, (name, service, operation, parameters) in enumerate(steps()):
        wanted = name[1:] if name.startswith("=") else None
        kind, got = ours.make(number, name, service, operation, parameters)
        what = "%s %s" % (service, operation)
        if wanted:
            tap.same(got, wanted, what + " is refused as it should be")
        elif tap.check(kind == "answer", what + " answers", got):
            tap.same(unknown_in(ours, number, service, operation), [], what + ": botocore's model knows all of it")
        if service == "elbv2":
            seen.add(operation)
        kind, other = moto.make(number, name, service, operation, parameters)
        if kind == "error":
            tap.note("moto: %s: %s" % (what, str(other)[:100]))
            continue
        left, right = paths(ours.answers.get(number, {})), paths(other)
        odd = sorted(p for p in left ^ right if not explained(operation, p))
        if os.environ.get("TOUR_ALL"):
            print("DIFF", operation, sorted(left - right), sorted(right - left))
        if number in ours.answers:
            alike += 1
            tap.same(odd, [], what + ": the same form as moto's, but for what is told")
    every = set(ours.client("elbv2").meta.service_model.operation_names)
    tap.same(sorted(every - seen), [], "the tour comes by every operation of ELBv2 (%d)" % len(every))
    tap.note("%d answers compared with moto's" % alike)
