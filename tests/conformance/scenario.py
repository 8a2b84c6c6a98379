"""The whole pipeline between two real API servers and moto: built, changed, killed, restarted; each change seen in
AWS by boto3 and explained by the journal."""
import collections
import json
import re
import shutil

import kube
from aws import Aws, balancer_name
from shop import CLUSTERS, Shop
from stages import FLEET
from tap import becomes, check, note, same, wait

LONG = 60


class Scenario:
    def __init__(self, bed, stages):
        self.bed, self.stages, self.aws = bed, stages, Aws(bed)
        self.shop = Shop(bed.clusters)
        self.game = {c: self.shop.game[c].group("game-2048/ingress-2048", ("game-2048", "ingress-2048")) for c in CLUSTERS}

    # ---- words
    def new_calls(self, since):
        """Successful changing requests after `since`: (operation, parameters)."""
        return [(r["op"], r["body"]) for r in self.bed.mutations(since) if r["status"] < 300]

    def only(self, since, wanted, what):
        """These operations, so often, and no other change."""
        self.stages.quiet(1.5)
        return same(dict(collections.Counter(op for op, _ in self.new_calls(since))), wanted, what)

    def explained(self, action, needle, subjects, what, since):
        """The newest call.done of action whose data hold needle leads back to an event of watch-k8s or shift-traffic on one
        of subjects that is newer than `since`, and the words of `journal trace` name it."""
        calls = wait(10, lambda: [e for e in self.stages.calls(action, since) if needle in json.dumps(e["data"])])
        if not calls:
            return check(False, what, "no call.done of %s with '%s' in the journal" % (action, needle))
        causes, text = self.stages.trace(calls[-1])
        found = [e for e in causes if e["source"].partition("/")[0] in ("watch-k8s", "shift-traffic")
                 and e.get("subject") in subjects and int(e["sequence"]) > since]
        return check(found and any(s in text for s in subjects) and calls[-1]["data"].get("requestId") is not None, what,
                     "wanted one of %s, request id %s\n%s" % (subjects, calls[-1]["data"].get("requestId"), text))

    def hint(self):
        for words in self.stages.rejections()[-6:]:
            note(str(words)[:500])

    # ---- from nothing
    def build(self):
        shop, aws = self.shop, self.aws
        if not becomes(lambda: aws.rules(shop.game_balancer), shop.game_rules(),
                       "2048: one rule, %s forwards to both clusters' groups, weights 100 and 100" % shop.game_balancer, LONG):
            self.hint()
        if not becomes(lambda: aws.rules(shop.store_balancer), shop.store_rules(),
                       "group of two: the rules of cart (order 10), then those of site, in the order of their paths", LONG):
            self.hint()
        self.describe_balancer()
        self.describe_groups()

    def describe_balancer(self):
        balancers = self.aws.balancers()
        same(sorted(balancers), sorted([self.shop.game_balancer, self.shop.store_balancer]), "two load balancers, named by the formula")
        game = balancers.get(self.shop.game_balancer)
        if not check(game is not None, "2048's load balancer is there"):
            return
        same((game["Scheme"], game["Type"], game["IpAddressType"]), ("internet-facing", "application", "ipv4"), "it faces the internet")
        same(sorted(z["SubnetId"] for z in game["AvailabilityZones"]), sorted(self.bed.subnets), "it is in the three tagged subnets")
        tags = self.aws.tags(game["LoadBalancerArn"])
        same(tags, {"elbv2.k8s.aws/cluster": "shop", "ingress.k8s.aws/stack": "game-2048/ingress-2048",
                    "ingress.k8s.aws/resource": "LoadBalancer", "team": "conformance"}, "its tags")
        same([(li["Port"], li["Protocol"]) for li in self.aws.listeners(self.shop.game_balancer)], [(80, "HTTP")], "one listener, HTTP 80")
        groups = self.aws.ec2.describe_security_groups(GroupIds=game["SecurityGroups"])["SecurityGroups"]
        opened = [(p["FromPort"], p["ToPort"], [r["CidrIp"] for r in p["IpRanges"]]) for g in groups for p in g["IpPermissions"]]
        check((80, 80, ["0.0.0.0/0"]) in opened, "its security groups let port 80 in", opened)

    def describe_groups(self):
        for cluster in CLUSTERS:
            name, app = self.game[cluster], self.shop.game[cluster]
            becomes(lambda: self.aws.targets(name), app.targets(), "%s: target group %s holds the pods, IP and port" % (cluster, name))
            group = self.aws.groups().get(name, {})
            same((group.get("TargetType"), group.get("Protocol"), group.get("Port"), group.get("VpcId")), ("ip", "HTTP", 80, self.bed.vpc),
                 "%s: it is of type ip, HTTP" % cluster)
        names = {c: self.shop.cart[c].group("storefront", ("store", "cart")) for c in CLUSTERS}
        for cluster in CLUSTERS:
            becomes(lambda: self.aws.targets(names[cluster]), self.shop.cart[cluster].targets(), "%s: cart listens on 8080" % cluster)

    # ---- changes, each seen and explained
    def pod_goes(self):
        app = self.shop.game["blue"]
        pod, since, head = app.pods[0], self.bed.mark(), self.stages.head()
        app.remove(pod)
        becomes(lambda: self.aws.targets(self.game["blue"]), app.targets(), "a pod of blue is deleted: its target goes")
        self.only(since, {"DeregisterTargets": 1}, "by one DeregisterTargets and nothing else")
        self.explained("DeregisterTargets", pod["status"]["podIP"], self.pod_subjects("blue", pod, app),
                       "journal trace leads from the DeregisterTargets back to the pod", head)

    def pod_subjects(self, cluster, pod, app):
        place = "%s/%s/" % (cluster, app.namespace)
        return [place + "pod/" + pod["metadata"]["name"], place + "endpointslice/" + app.service + "-x7k2p"]

    def pod_comes(self, cluster, last, what):
        app = self.shop.game[cluster]
        since, head = self.bed.mark(), self.stages.head()
        pod = app.add(last)
        becomes(lambda: self.aws.targets(self.game[cluster]), app.targets(), what)
        self.only(since, {"RegisterTargets": 1}, "by one RegisterTargets and nothing else")
        self.explained("RegisterTargets", pod["status"]["podIP"], self.pod_subjects(cluster, pod, app),
                       "journal trace leads from the RegisterTargets back to the pod", head)

    def weight_moves(self):
        since, head = self.bed.mark(), self.stages.head()
        self.stages.shift("weights", "blue=90", "green=10")
        becomes(lambda: self.aws.rules(self.shop.game_balancer), self.shop.game_rules((90, 10)), "weights blue=90 green=10: 2048's rule has them")
        becomes(lambda: self.aws.rules(self.shop.store_balancer), self.shop.store_rules((90, 10)), "and so have all rules of the group")
        self.stages.quiet(1.5)
        same({op for op, _ in self.new_calls(since)}, {"ModifyRule"}, "by ModifyRule and nothing else")
        self.explained("ModifyRule", self.shop.game_balancer, ["fleet"],
                       "journal trace leads from the ModifyRule back to the operator's word", head)

    # ---- scenes 1, 2 and 4 of docs/SCENES.md, without their requests
    def weights_by_hand(self):
        for weights in ((50, 50), (90, 10), (0, 100), (50, 50), (90, 10)):
            since, words = self.bed.mark(), ["%s=%d" % pair for pair in zip(CLUSTERS, weights)]
            self.stages.shift("weights", *words)
            becomes(lambda: self.aws.rules(self.shop.game_balancer) + self.aws.rules(self.shop.store_balancer),
                    self.shop.game_rules(weights) + self.shop.store_rules(weights), "weights %s: every rule of both load balancers has them" % " ".join(words))
            self.stages.quiet(1.5)
            same({op for op, _ in self.new_calls(since)}, {"ModifyRule"}, "by ModifyRule and nothing else")

    def green_targets(self):
        return sum(len(self.aws.targets(apps["green"].group(*of)) or []) for apps, of in self.shop.groups())

    def revive_green(self):
        green = self.bed.clusters["green"]
        self.bed.start_apiserver("green", int(green.url.rpartition(":")[2]))
        self.bed.await_apiserver("green")
        for apps, _ in self.shop.groups():
            apps["green"].api = self.bed.clusters["green"]

    def drain_and_kill(self):
        before = self.aws.everything()
        self.stages.shift("drain", "green", "--wait", "--timeout", "50s")
        same(self.green_targets(), 0, "drain green --wait has ended: no target of green is left")
        weights = {w for b in (self.shop.game_balancer, self.shop.store_balancer) for w in self.aws.weights(b)}
        same(weights, {(90, 0)}, "and every rule leads to blue alone")
        drained, since = self.aws.everything(), self.bed.mark()
        for name in ("apiserver-green", "watch-k8s/green"):
            self.bed.processes.kill(name)
        wait(4, lambda: False)
        same(([r["op"] for r in self.bed.mutations(since)], self.aws.everything()), ([], drained), "green's API server and watcher are killed: nothing is done")
        self.revive_green()
        self.stages.start("watch-k8s/green")
        self.stages.shift("resume", "green")
        becomes(self.aws.everything, before, "they are back, green is resumed: all is as it was, targets and weights", LONG)

    def deploy_both(self):
        """Every pod of both clusters is replaced: each new one is a target before an old one goes."""
        since, games = self.bed.mark(), [self.shop.game[c] for c in CLUSTERS]
        many = {app.cluster: len(app.pods) for app in games}
        olds = {app.cluster: list(app.pods) for app in games}
        for number in range(max(many.values())):
            for app in games:
                app.add(200 + number)
            for app in games:
                becomes(lambda: self.aws.targets(self.game[app.cluster]), app.targets(), "%s: new pod %d is a target" % (app.cluster, number + 1))
                if olds[app.cluster]:
                    app.remove(olds[app.cluster].pop(0))
        for app in games:
            becomes(lambda: self.aws.targets(self.game[app.cluster]), app.targets(), "%s: and no old one is left" % app.cluster)
        self.stages.quiet(1.5)
        same({op for op, _ in self.new_calls(since)}, {"RegisterTargets", "DeregisterTargets"}, "targets come and go, and nothing else was done")
        for app in games:
            least = count = many[app.cluster]
            for op, body in self.new_calls(since):
                if "targetgroup%2F" + self.game[app.cluster] + "%2F" in body:
                    count += (1 if op == "RegisterTargets" else -1) * len(re.findall(r"Targets\.member\.\d+\.Id=", body))
                    least = min(least, count)
            same((least, count), (many[app.cluster], len(app.pods)), "%s: never fewer targets than before" % app.cluster)

    def ingress_goes(self):
        head = self.stages.head()
        for cluster in CLUSTERS:
            self.bed.clusters[cluster].delete(self.shop.cart_ingress)
        wanted = self.shop.site_rules((90, 10)) + [self.shop.default()]
        if not becomes(lambda: self.aws.rules(self.shop.store_balancer), wanted, "Ingress cart is deleted: its rules go, those of site stay", LONG):
            self.hint()
        gone = [self.shop.cart[c].group("storefront", ("store", "cart")) for c in CLUSTERS]
        becomes(lambda: [g for g in gone if g in self.aws.groups()], [], "and its target groups go")
        subjects = [c + "/store/ingress/cart" for c in CLUSTERS]
        self.explained("DeleteRule", self.shop.store_balancer, subjects, "journal trace leads from the DeleteRule back to the Ingress", head)
        self.explained("DeleteTargetGroup", gone[1], subjects[1:], "and from green's DeleteTargetGroup to the Ingress in green", head)

    # ---- killed in the middle
    def no_repeat(self, since, what):
        twice = [(op, body[:300], n) for (op, body), n in collections.Counter(self.new_calls(since)).items() if n > 1]
        return check(not twice, what, twice)

    def kill_each(self):
        """One pod comes just before the kill, so that its event is on its way, and one while the stage is dead."""
        for number, name in enumerate(self.stages.names):
            cluster = CLUSTERS[number % 2] if not name.startswith("watch-k8s/") else name.partition("/")[2]
            app, since = self.shop.game[cluster], self.bed.mark()
            pods = [app.add(30 + 2 * number)]
            self.bed.processes.kill(name)
            pods.append(app.add(31 + 2 * number))
            self.stages.start(name)
            becomes(lambda: self.aws.targets(self.game[cluster]), app.targets(),
                    "kill -9 of %s between two pods that come in %s: after its start both are targets" % (name, cluster))
            self.stages.quiet(1.5)
            calls = self.new_calls(since)
            times = [sum(op == "RegisterTargets" and "Id=%s&" % p["status"]["podIP"] in body + "&" for op, body in calls) for p in pods]
            same((times, {op for op, _ in calls}), ([1, 1], {"RegisterTargets"}), "each was registered once, and nothing else was done")

    def kill_in_call(self):
        """apply-aws dies after moto acted on a CreateRule and before the answer came."""
        since = self.bed.mark()
        self.bed.fault(op="CreateRule", what="hold", seconds=4)
        self.extra = kube.ingress("game-2048", "ingress-2048", self.annotations(), [
            ("stats.example.com", [kube.path("/stats", "Exact", "service-2048", 80)]), (None, [kube.path("/", "Prefix", "service-2048", 80)])])
        for cluster in CLUSTERS:
            self.bed.clusters[cluster].put(self.extra)
        held = wait(30, lambda: [r for r in self.bed.mutations(since) if r["fault"] == "hold"])
        check(held, "a CreateRule is on its way when apply-aws is killed")
        self.stages.restart("apply-aws")
        stats = ((("host-header", ("stats.example.com",)), ("path-pattern", ("/stats",))), self.shop.game_rules((90, 10))[0][1])
        wanted = [stats] + self.shop.game_rules((90, 10))
        if not becomes(lambda: sorted(self.aws.rules(self.shop.game_balancer)), sorted(wanted), "after its start the rule is there, once", LONG):
            self.hint()
        self.stages.quiet(2)
        self.no_repeat(since, "and no request with effect went out twice")
        outcomes = [e["data"]["outcome"] for e in self.stages.events("batch.done")]
        check("interrupted" in outcomes, "the journal says that the batch was interrupted", outcomes[-6:])

    def annotations(self):
        return {k.partition("/")[2]: v for k, v in self.shop.game_ingress["metadata"]["annotations"].items()}

    # ---- AWS in a bad mood
    def faults(self):
        for number, (what, op) in enumerate((("throttle", "RegisterTargets"), ("error", "RegisterTargets"), ("cut", "RegisterTargets"))):
            app, since = self.shop.game["green"], self.bed.mark()
            self.bed.fault(op=op, what=what)
            app.add(60 + number)
            becomes(lambda: self.aws.targets(self.game["green"]), app.targets(), "%s of %s: the target is registered all the same" % (what, op), LONG)
            check(any(r["fault"] == what for r in self.bed.mutations(since)), "the %s did happen" % what)
        since = self.bed.mark()
        self.bed.fault(op="CreateRule", what="cut")
        late = kube.ingress("store", "late", {**self.annotations(), "group.name": "storefront", "group.order": "30"}, [
            ("late.example.com", [kube.path("/", "Prefix", "site", 80)])])
        for cluster in CLUSTERS:
            self.bed.clusters[cluster].put(late)

        def late_rules():
            return [c for c, _ in self.aws.rules(self.shop.store_balancer) if ("host-header", ("late.example.com",)) in c]
        becomes(lambda: len(late_rules()), 1, "the connection is cut after a CreateRule was sent: the rule is there", LONG)
        self.stages.quiet(2)
        same(len(late_rules()), 1, "once")
        check(any(r["fault"] == "cut" for r in self.bed.mutations(since)), "the cut did happen")

    def bad_ingress(self):
        """One Ingress that cannot be compiled hurts only itself."""
        before = self.aws.everything()
        bad = kube.ingress("store", "bad", {**self.annotations(), "group.name": "storefront", "actions.x": "{\"type\":"}, [
            ("bad.example.com", [{"path": "/", "pathType": "Prefix",
                                  "backend": {"service": {"name": "x", "port": {"name": "use-annotation"}}}}])])
        self.bed.clusters["green"].put(bad)
        found = wait(15, lambda: [e for e in self.stages.events("plan.rejected") if e["data"].get("name") == "bad"])
        check(found and "actions.x" in json.dumps(found[-1]["data"]), "an Ingress with broken JSON is rejected, its annotation named",
              found or self.stages.rejections()[-5:])
        self.stages.quiet(1.5)
        same(self.aws.everything(), before, "and nothing else changes")
        self.bed.clusters["green"].delete(bad)

    # ---- the controller's custom resources, and TLS
    def class_params(self):
        """Green only: a class whose parameters say the scheme, an HTTPS listener, a redirect to it."""
        green, certificate = self.bed.clusters["green"], self.bed.certificate("inside.example.com")
        green.put(kube.obj("elbv2.k8s.aws/v1beta1", "IngressClassParams", None, "inside",
                           spec={"scheme": "internal", "tags": [{"key": "door", "value": "inner"}]}))
        inside = kube.ingress_class()
        inside["metadata"]["name"] = "inside"
        inside["spec"]["parameters"] = {"apiGroup": "elbv2.k8s.aws", "kind": "IngressClassParams", "name": "inside"}
        green.put(inside)
        door = kube.ingress("store", "door", {
            "scheme": "internet-facing", "target-type": "ip", "listen-ports": '[{"HTTP":80},{"HTTPS":443}]', "ssl-redirect": "443",
            "certificate-arn": certificate, "healthcheck-path": "/ready", "load-balancer-attributes": "idle_timeout.timeout_seconds=120"},
            [("inside.example.com", [kube.path("/", "Prefix", "site", 80)])])
        door["spec"]["ingressClassName"] = "inside"
        green.put(door)
        name = balancer_name(FLEET, "internal", namespace="store", name="door")
        group = self.shop.site["green"].group("store/door", ("store", "door"))
        becomes(lambda: self.aws.balancers().get(name, {}).get("Scheme"), "internal", "IngressClassParams come before the annotation: internal", LONG)
        rule = ((("host-header", ("inside.example.com",)), ("path-pattern", ("/*",))), ("forward", ((group, 1),)))
        becomes(lambda: self.aws.rules(name, 443), [rule, self.shop.default()], "an HTTPS listener with its rule", LONG)
        becomes(lambda: [action[0] for _, action in self.aws.rules(name, 80)], ["redirect"], "HTTP redirects to it")
        same([c["CertificateArn"] for li in self.aws.listeners(name) for c in li.get("Certificates", [])], [certificate], "and it has the certificate")
        same(self.aws.groups().get(group, {}).get("HealthCheckPath"), "/ready", "the health check's path")
        arn = self.aws.balancers()[name]["LoadBalancerArn"]
        same(self.aws.tags(arn).get("door"), "inner", "the parameters' tag")
        known = {a["Key"]: a["Value"] for a in self.aws.elb.describe_load_balancer_attributes(LoadBalancerArn=arn)["Attributes"]}
        same(known.get("idle_timeout.timeout_seconds"), "120", "the load balancer's attribute")
        becomes(lambda: self.aws.targets(group), self.shop.site["green"].targets(), "its target")

    def binding(self):
        """A TargetGroupBinding that a person wrote for a target group that a person made."""
        group = self.aws.elb.create_target_group(Name="by-hand", Protocol="HTTP", Port=80, VpcId=self.bed.vpc, TargetType="ip")["TargetGroups"][0]
        mine = kube.obj("elbv2.k8s.aws/v1beta1", "TargetGroupBinding", "store", "by-hand", spec={
            "targetGroupARN": group["TargetGroupArn"], "targetType": "ip", "serviceRef": {"name": "checkout", "port": 80}})
        self.bed.clusters["green"].put(mine)
        if not becomes(lambda: self.aws.targets("by-hand"), self.shop.checkout["green"].targets(), "a TargetGroupBinding's targets are registered"):
            self.hint()

    def many_rules(self):
        """More rules than one page of DescribeRules holds."""
        self.many = kube.ingress("store", "many", {**self.annotations(), "group.name": "storefront", "group.order": "40"}, [
            ("many.example.com", [kube.path("/p%02d" % n, "Exact", ("site", "checkout")[n % 2], 80) for n in range(60)])])
        self.bed.clusters["blue"].put(self.many)
        becomes(lambda: len([c for c, _ in self.aws.rules(self.shop.store_balancer) if ("host-header", ("many.example.com",)) in c]), 60,
                "an Ingress with 60 paths: 60 rules", LONG)
        becomes(lambda: [c[1][1][0] for c, _ in self.aws.rules(self.shop.store_balancer) if ("host-header", ("many.example.com",)) in c],
                ["/p%02d" % n for n in range(60)], "in their order")

    # ---- a settled pipeline restarts
    def restart_settled(self):
        self.stages.quiet(3)
        before, since, head = self.aws.everything(), self.bed.mark(), self.stages.head()
        for name in self.stages.names:
            self.bed.processes.kill(name)
        for name in self.stages.names:
            self.stages.start(name)
        for name in self.stages.names[1:]:
            check(wait(30, lambda: self.stages.restarted(name, head)), "%s is back after a kill -9 of all" % name, self.bed.processes.tail(name))
        wait(4, lambda: False)
        same([r["op"] for r in self.bed.mutations(since)], [], "a settled pipeline that restarts sends AWS no changing request")
        same(self.aws.everything(), before, "and AWS holds what it held")
        self.pod_comes("blue", 90, "it still works: another pod of blue")

    def lost_journal(self):
        """Everything anew on another machine: what AWS holds is read, by pages, and taken over."""
        self.stages.quiet(3)
        before, since = self.aws.everything(), self.bed.mark()
        for name in self.stages.names:
            self.bed.processes.kill(name)
        shutil.rmtree(self.bed.path("journal"))
        for name in self.stages.names:
            self.stages.start(name)
        check(wait(30, lambda: self.stages.events("plan.settled")), "without its journal the pipeline reads AWS and settles")
        wait(4, lambda: False)
        sent = [(r["op"], r["body"]) for r in self.bed.mutations(since)]
        other = [s for s in sent if not (s[0] == "RegisterTargets" and "targetgroup%2Fby-hand%2F" in s[1])]
        same(other, [], "nothing is made, moved or removed, and no weight changed")  # a group of somebody else's is not read: its targets are told again
        same(self.aws.everything()["targets"], before["targets"], "every target stays")
        read = [r for r in self.bed.requests(since) if r["op"] == "DescribeRules"]
        check(any("Marker=" in r["body"] for r in read), "the rules were read page by page")
        self.stages.shift("weights", "blue=90", "green=10")
        becomes(self.aws.everything, before, "with the operator's word again all is as it was")

    # ---- the API server goes away
    def apiserver_goes(self):
        before = self.aws.everything()
        self.stages.quiet(1.5)
        since = self.bed.mark()
        self.bed.processes.kill("apiserver-green")
        wait(3, lambda: False)
        self.revive_green()
        self.stages.quiet(2)
        same(([r["op"] for r in self.bed.mutations(since)], self.aws.everything()), ([], before), "green's API server dies and comes back: nothing is removed")
        self.pod_comes("green", 91, "and then a pod of green becomes a target")

    def last_ingress_goes(self):
        for cluster in CLUSTERS:
            self.bed.clusters[cluster].delete(self.shop.game_ingress)

        def gone():
            return self.shop.game_balancer not in self.aws.balancers()
        held = wait(LONG, lambda: gone() or [e for e in self.stages.events("plan.held") if "ingress-2048" in e["subject"]])
        if held is not True:
            note("held: " + held[-1]["data"]["reason"])
            self.stages.shift("release", "--ingress", "game-2048/ingress-2048")
        becomes(gone, True, "the last Ingress of 2048 is deleted: its load balancer goes", LONG)
        becomes(lambda: [g for g in self.game.values() if g in self.aws.groups()], [], "and its target groups")

    def run(self):
        self.stages.start_all()
        self.build()
        if not self.stages.all_alive("all stages run"):
            return
        for part in (self.pod_goes, lambda: self.pod_comes("green", 20, "a pod is added in green: it becomes a target"), self.weight_moves,
                     self.weights_by_hand, self.drain_and_kill, self.deploy_both, self.kill_each, self.kill_in_call, self.ingress_goes, self.bad_ingress, self.faults, self.class_params,
                     self.binding, self.many_rules, self.restart_settled, self.lost_journal, self.apiserver_goes, self.last_ingress_goes):
            try:
                part()
            except Exception as e:  # one part that breaks must not hide the others
                check(False, "%s ran to its end" % getattr(part, "__name__", "a part"), repr(e))
        self.stages.all_alive("all stages still run")
