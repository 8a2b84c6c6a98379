"""report-k8s against a real API server: every kind of request that it makes, sent from a pipe of events made by hand, with no more rights
than docs/rbac.yaml gives."""
import json
import time

import kube
from tap import check, same

SPACE, CLUSTER = "reported", "blue"
GATE = "target-health.elbv2.k8s.aws/a-gate"
HOST = "k8s-reported-web-0123456789.us-west-2.elb.amazonaws.com"
GROUP = "arn:aws:elasticloadbalancing:us-west-2:111122223333:targetgroup/%s/0123456789abcdef"


class Events:
    """Lines as the stages write them."""

    def __init__(self):
        self.lines = []

    def add(self, source, kind, subject, /, **data):
        number = len(self.lines) + 1
        self.lines.append(json.dumps({"specversion": "1.0", "id": "%020d" % number, "source": source, "type": kind, "subject": subject,
                                      "time": "2026-01-01T00:00:00.000000Z", "sequence": "%020d" % number, "data": data}))

    def text(self):
        return "\n".join(self.lines) + "\n"


class Report:
    def __init__(self, bed, stages):
        self.bed, self.stages, self.kube = bed, stages, bed.clusters[CLUSTER]
        self.said = []  # report.done of earlier rounds

    def put(self, o):
        return self.kube.put(o)

    def get(self, o):
        return self.kube.session.get("%s/%s" % (self.kube.place(o), o["metadata"]["name"])).json()

    def objects(self):
        for kind in ("TargetGroupBinding", "IngressClassParams"):
            self.put(kube.custom(kind, "Namespaced" if kind == "TargetGroupBinding" else "Cluster"))
        self.put(kube.obj("v1", "Namespace", None, SPACE))
        held = {"finalizers": ["example.com/mine", "ingress.k8s.aws/resources", "group.ingress.k8s.aws/old"]}
        self.web = kube.ingress(SPACE, "web", {}, [("www.example.com", [kube.path("/", "Prefix", "web", 80)])])
        self.web["metadata"].update(held)
        self.leaving = kube.ingress(SPACE, "leaving", {}, [(None, [kube.path("/", "Prefix", "web", 80)])])
        self.leaving["metadata"].update({"finalizers": ["ingress.k8s.aws/resources"]})
        self.bound = kube.obj("elbv2.k8s.aws/v1beta1", "TargetGroupBinding", SPACE, "bound", metadata={"finalizers": ["elbv2.k8s.aws/resources"]},
                              spec={"targetGroupARN": GROUP % "mine", "targetType": "ip", "serviceRef": {"name": "web", "port": 80}})
        self.pod = kube.pod(SPACE, "web", 1, "10.0.0.9", 8080, "node-1")
        self.pod["spec"]["readinessGates"] = [{"conditionType": GATE}]
        self.uids = {}
        for o in (self.web, self.leaving, self.bound, self.pod):
            self.uids[o["metadata"]["name"]] = self.await_kind(o)["metadata"]["uid"]
        self.kube.delete(self.leaving)

    def await_kind(self, o):
        """A custom resource whose definition was just made is answered with 404 or 429 for a moment."""
        for _ in range(100):
            try:
                return self.put(o)
            except RuntimeError as e:
                last = e
                if "404" not in last.args[0] and "TooManyRequests" not in last.args[0]:
                    raise
                time.sleep(0.1)
        raise last

    def name(self, o):
        return {"cluster": CLUSTER, "namespace": SPACE, "name": o["metadata"]["name"], "uid": self.uids[o["metadata"]["name"]]}

    def subject(self, o):
        return "%s/%s/%s/%s" % (CLUSTER, SPACE, o["kind"].lower(), o["metadata"]["name"])

    def events(self, reason, health, extra=()):
        e = Events()
        podinfo, plan, aws = "build-podinfo", "plan-rules", "apply-aws"
        e.add(plan, "fleet.configured", CLUSTER, fleet=CLUSTER, region="us-west-2", clusters=[CLUSTER])
        e.add(podinfo, "ingress.put", self.subject(self.web), **self.name(self.web), className="alb")
        for o, more in ((self.web, {"stack": SPACE + "/web"}), (self.leaving, {"stack": SPACE + "/leaving", "deleting": True}),
                        (self.bound, {"targetGroup": GROUP % "mine"})):
            e.add(podinfo, "finalizers.put", self.subject(o), **self.name(o), kind=o["kind"], finalizers=o["metadata"]["finalizers"], **more)
        e.add(podinfo, "binding.put", self.subject(self.bound), **self.name(self.bound), generation=1, spec=self.bound["spec"])
        e.add(podinfo, "podinfo.put", "%s/%s/web:80/10.0.0.9:8080" % (CLUSTER, SPACE), cluster=CLUSTER, namespace=SPACE, service="web", port=80,
              address="10.0.0.9", family="ipv4", targetPort=8080, pod="web-1", podUid=self.uids["web-1"], readinessGates=[GATE])
        e.add(aws, "aws.observed", "lb", service="elasticloadbalancing", resource="LoadBalancer", id="lb",
              value={"DNSName": HOST, "Tags": [{"Key": "ingress.k8s.aws/stack", "Value": SPACE + "/web"}, {"Key": "elbv2.k8s.aws/cluster", "Value": CLUSTER}]})
        e.add(aws, "target.health", "g/10.0.0.9:8080", groupArn=GROUP % "g", group="g", id="10.0.0.9", port=8080, **health)
        e.add(aws, "aws.synced", "us-west-2", region="us-west-2", account="111122223333")
        e.add(plan, "plan.settled", "loadbalancer/%s/web" % SPACE, unit="loadbalancer/%s/web" % SPACE, horizon=len(e.lines))
        for done in self.said:
            e.add("report-k8s/" + CLUSTER, "report.done", done["subject"], **done["data"])
        for o in extra:
            e.add(plan, "ingress.accepted", self.subject(o), cluster=CLUSTER, namespace=SPACE, name=o["metadata"]["name"], ingress=self.name(o))
        for o in (self.web, self.bound):
            e.add(plan, "plan.rejected", self.subject(o), cluster=CLUSTER, kind=o["kind"], namespace=SPACE, name=o["metadata"]["name"], reason=reason)
        e.add(plan, "plan.held", "loadbalancer/%s/web" % SPACE, unit="loadbalancer/%s/web" % SPACE, horizon=1, reason="3 of 4 rules would go")
        return e.text()

    def tell(self, text, what):
        done = self.stages.run("report-k8s", "--cluster", CLUSTER, "--kubeconfig", self.bed.kubeconfig(CLUSTER, "token"),
                               "--context", "watcher@" + CLUSTER, stdin=text)
        reports = [json.loads(line) for line in done.stdout.splitlines() if '"report.' in line]
        failed = [r["data"].get("error") for r in reports if r["type"] == "report.failed"]
        check(done.returncode == 0 and not failed, what, "%s\n%s" % (failed, done.stderr))
        self.said += [r for r in reports if r["type"] == "report.done"]
        return sorted("%s %s" % (r["data"]["name"], r["data"]["what"]) for r in reports if r["type"] == "report.done")

    def kube_events(self):
        place = "%s/apis/events.k8s.io/v1/namespaces/%s/events" % (self.kube.url, SPACE)
        return {(e["regarding"]["kind"], e["regarding"]["name"], e["reason"]): e for e in self.kube.session.get(place).json()["items"]}

    def condition(self):
        return {c["type"]: c for c in self.get(self.pod)["status"]["conditions"]}

    def run(self):
        self.objects()
        held = self.events("port 81 is not a port of Service web", {"state": "initial", "reason": "Elb.RegistrationInProgress"})
        free = "\n".join(line for line in held.splitlines() if '"plan.held"' not in line and '"plan.rejected", "subject": "%s"'
                         % self.subject(self.bound) not in line) + "\n"
        told = self.tell(free, "report-k8s tells a real API server, with the rights of docs/rbac.yaml")
        same(told, sorted(["web status", "web event/rejected", "web finalizers", "leaving finalizers", "bound status", "bound finalizers",
                           "web-1 condition/" + GATE]), "each thing once")
        self.first()
        told = self.tell(self.events("port 81 is not a port of Service web", {"state": "healthy"}, [self.web]), "and again")
        same(told, sorted(["web event/rejected", "web event/held", "bound event/rejected", "web-1 condition/" + GATE]), "only what is new")
        self.second()
        same(self.tell(self.events("port 81 is not a port of Service web", {"state": "healthy"}), "a third time"), [], "there is nothing to tell")

    def first(self):
        web = self.get(self.web)
        same(web["status"]["loadBalancer"].get("ingress"), [{"hostname": HOST}], "the Ingress's status is the host name")
        same(web["metadata"].get("finalizers"), ["example.com/mine"], "of its finalizers only those that are not the controller's stay")
        same(self.get(self.leaving).get("code"), 404, "an Ingress that waited for its finalizer is gone")
        bound = self.get(self.bound)
        same((bound.get("status"), bound["metadata"].get("finalizers")), ({"observedGeneration": 1}, None), "the TargetGroupBinding's status, and no finalizer")
        gate = self.condition().get(GATE, {})
        same((gate.get("status"), gate.get("reason")), ("False", "Elb.RegistrationInProgress"), "the pod's gate is shut")
        check({"Ready", "ContainersReady"} <= set(self.condition()), "its other conditions stay", self.condition())
        event = self.kube_events().get(("Ingress", "web", "Rejected"), {})
        same((event.get("note"), event.get("series")), ("port 81 is not a port of Service web", None), "an Event says what is wrong")

    def second(self):
        same(self.condition()[GATE]["status"], "True", "the gate opens")
        events = self.kube_events()
        same((events[("Ingress", "web", "Rejected")].get("series") or {}).get("count"), 2, "the same words again are counted in the Event")
        check(("Ingress", "web", "Held") in events and ("TargetGroupBinding", "bound", "Rejected") in events, "an Event of each reason and object",
              sorted(events))
