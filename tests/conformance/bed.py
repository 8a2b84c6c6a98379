"""The bed: one etcd, a real kube-apiserver for each cluster, moto behind its front. All on loopback."""
import base64
import json
import os
import re
import subprocess
import sys

import boto3
import botocore.config
import requests
import yaml

from kube import Kube
from processes import Processes, free_port
from tap import wait

HERE = os.path.dirname(os.path.abspath(__file__))
REGION = "us-west-2"
KEYS = {"AWS_ACCESS_KEY_ID": "AKIAHEADGATEPIPELINE", "AWS_SECRET_ACCESS_KEY": "pipeline/secret+0123456789abcdefghijABCD",
        "AWS_SESSION_TOKEN": "token/of+the=pipeline"}
READER = {"aws_access_key_id": "AKIAREADSFORTHETEST0", "aws_secret_access_key": "reader"}


def openssl(*args):
    subprocess.run(["openssl", *args], check=True, capture_output=True)


class Bed:
    def __init__(self, folder, tools):
        """folder is empty and ours; tools holds etcd and kube-apiserver."""
        self.folder, self.tools = folder, tools
        self.logs = os.path.join(folder, "log")
        os.makedirs(self.logs)
        self.processes = Processes(self.logs)
        self.clusters = {}

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def write(self, name, text):
        with open(self.path(name), "w", encoding="utf-8") as out:
            out.write(text)
        return self.path(name)

    # ---- AWS
    def start_aws(self, log=None):
        address = self.path("aws.address")
        self.processes.start("aws", [sys.executable, os.path.join(HERE, "testbed", "aws_front.py"),
                                     "--log", log or self.path("requests.ndjson"), "--address", address])
        if not wait(60, lambda: os.path.exists(address)):
            raise RuntimeError("moto did not start: " + self.processes.tail("aws"))
        with open(address, encoding="utf-8") as f:
            self.aws_url = f.read()
        self.make_vpc()

    def client(self, service):
        return boto3.client(service, region_name=REGION, endpoint_url=self.aws_url, **READER,
                            config=botocore.config.Config(retries={"max_attempts": 0}))

    def make_vpc(self):
        """A VPC with three public subnets that carry the controller's tags and one that does not."""
        ec2 = self.client("ec2")
        self.vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
        ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=self.vpc)
        table = ec2.describe_route_tables(Filters=[{"Name": "vpc-id", "Values": [self.vpc]}])["RouteTables"][0]
        ec2.create_route(RouteTableId=table["RouteTableId"], DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
        self.subnets = []
        for zone, cidr in (("a", "10.0.0.0/18"), ("b", "10.0.64.0/18"), ("c", "10.0.128.0/18"), ("a", "10.0.192.0/18")):
            subnet = ec2.create_subnet(VpcId=self.vpc, CidrBlock=cidr, AvailabilityZone=REGION + zone)["Subnet"]["SubnetId"]
            if cidr != "10.0.192.0/18":
                ec2.create_tags(Resources=[subnet], Tags=[{"Key": "kubernetes.io/role/elb", "Value": "1"},
                                                          {"Key": "kubernetes.io/role/internal-elb", "Value": "1"},
                                                          {"Key": "kubernetes.io/cluster/shop", "Value": "shared"}])
                self.subnets.append(subnet)

    def fault(self, **fault):
        requests.post(self.aws_url + "/front/fault", json=fault, timeout=10).raise_for_status()

    def requests(self, since=0):
        """What the pipeline sent (our own reads left out), oldest first, after number `since`."""
        out = []
        with open(self.path("requests.ndjson"), encoding="utf-8") as log:
            for line in log:
                if line.endswith("\n") and KEYS["AWS_ACCESS_KEY_ID"] in line:
                    record = json.loads(line)
                    if record["n"] > since:
                        out.append(record)
        return out

    def mutations(self, since=0):
        """Those of them that may change something."""
        return [r for r in self.requests(since) if not re.match("Describe|Get|List", r["op"])]

    def mark(self):
        sent = self.requests()
        return sent[-1]["n"] if sent else 0

    def certificate(self, domain):
        """A certificate for the domain, in moto's ACM: its ARN."""
        key, crt = self.path(domain + ".key"), self.path(domain + ".crt")
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + domain,
                "-addext", "subjectAltName=DNS:" + domain, "-keyout", key, "-out", crt)
        with open(key, "rb") as k, open(crt, "rb") as c:
            return self.client("acm").import_certificate(Certificate=c.read(), PrivateKey=k.read())["CertificateArn"]

    # ---- Kubernetes
    def start_clusters(self, names):
        self.etcd = "http://127.0.0.1:%d" % free_port()
        self.processes.start("etcd", [os.path.join(self.tools, "etcd"), "--data-dir", self.path("etcd"), "--client", self.etcd,
                                      "--peer", "http://127.0.0.1:%d" % free_port()])
        self.certificates(names)
        for name in names:
            self.start_apiserver(name)
        for name in names:
            self.await_apiserver(name)

    def certificates(self, names):
        """A CA and a server certificate for each cluster; a client certificate in group headgate."""
        extensions = self.write("extensions", "subjectAltName=IP:127.0.0.1\n")
        for name in names:
            stem = self.path(name)
            openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=ca of " + name,
                    "-keyout", stem + "-ca.key", "-out", stem + "-ca.crt")
            for who, subject in (("server", "/CN=" + name), ("client", "/O=headgate/CN=watcher of " + name)):
                part = "%s-%s" % (stem, who)
                openssl("req", "-newkey", "rsa:2048", "-nodes", "-subj", subject, "-keyout", part + ".key", "-out", part + ".csr")
                openssl("x509", "-req", "-days", "2", "-in", part + ".csr", "-CA", stem + "-ca.crt", "-CAkey", stem + "-ca.key",
                        "-CAcreateserial", "-extfile", extensions, "-out", part + ".crt")
            self.write(name + "-tokens", '%s-admin,admin,1,"system:masters"\n%s-watch,watcher,2,"headgate"\n%s-stranger,stranger,3\n'
                       % (name, name, name))
        openssl("genrsa", "-out", self.path("accounts.key"), "2048")

    def start_apiserver(self, name, port=None, *options):
        port = port or free_port()
        stem, accounts = self.path(name), self.path("accounts.key")
        self.clusters[name] = Kube("https://127.0.0.1:%d" % port, stem + "-ca.crt", name + "-admin")
        self.processes.start("apiserver-" + name, [
            os.path.join(self.tools, "kube-apiserver"), "--etcd-servers=" + self.etcd, "--etcd-prefix=/" + name,
            "--bind-address=127.0.0.1", "--advertise-address=127.0.0.1", "--secure-port=%d" % port,
            "--tls-cert-file=%s-server.crt" % stem, "--tls-private-key-file=%s-server.key" % stem,
            "--client-ca-file=%s-ca.crt" % stem, "--token-auth-file=%s-tokens" % stem, "--authorization-mode=RBAC",
            "--service-account-issuer=https://kubernetes.default.svc", "--service-account-key-file=" + accounts,
            "--service-account-signing-key-file=" + accounts, "--service-cluster-ip-range=10.96.0.0/12",
            "--endpoint-reconciler-type=none", "--disable-admission-plugins=ServiceAccount", "--allow-privileged=true",
            "--cert-dir=" + self.path(name + "-run"), *options])

    def await_apiserver(self, name):
        kube, process = self.clusters[name], "apiserver-" + name
        if not wait(90, lambda: kube.ready() or not self.processes.alive(process)) or not self.processes.alive(process):
            raise RuntimeError("kube-apiserver of %s did not start: %s" % (name, self.processes.tail(process)))
        with open(os.path.join(HERE, "..", "..", "docs", "rbac.yaml"), encoding="utf-8") as f:
            for document in yaml.safe_load_all(f):
                kube.put(document)

    def kubeconfig(self, name, credentials):
        """credentials: 'token', 'certificate' or a token's own text."""
        def data(kind):
            with open(self.path("%s-%s" % (name, kind)), "rb") as f:
                return base64.b64encode(f.read()).decode()
        user = {"certificate": {"client-certificate": "%s-client.crt" % name, "client-key-data": data("client.key")},
                "token": {"token": name + "-watch"}}.get(credentials) or {"token": credentials}
        authority = {"certificate-authority": "%s-ca.crt" % name} if credentials == "token" \
            else {"certificate-authority-data": data("ca.crt")}
        return self.write("%s-%s.kubeconfig" % (name, credentials), yaml.safe_dump({
            "apiVersion": "v1", "kind": "Config", "current-context": "elsewhere",
            "clusters": [{"name": name, "cluster": {"server": self.clusters[name].url, **authority}}],
            "users": [{"name": "watcher", "user": user}],
            "contexts": [{"name": "watcher@" + name, "context": {"cluster": name, "user": "watcher"}},
                         {"name": "elsewhere", "context": {"cluster": "nowhere", "user": "watcher"}}]}))

    def close(self):
        self.processes.stop_all()
