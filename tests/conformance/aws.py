"""What moto holds, read with boto3, in words that can be compared."""
import hashlib
import re


def h10(*parts):
    return hashlib.sha256("".join(parts).encode()).hexdigest()[:10]


def plain(text, most):
    return re.sub("[^0-9A-Za-z]", "", text)[:most]


def balancer_name(fleet, scheme, group=None, namespace=None, name=None):
    if group:
        return "k8s-%s-%s" % (plain(group, 17), h10(fleet, group, scheme))
    return "k8s-%s-%s-%s" % (plain(namespace, 8), plain(name, 8), h10(fleet, "%s/%s" % (namespace, name), scheme))


def target_group_name(owner, group, ingress, service, uid, port, target, kind):
    """ingress: (namespace, name); service: (namespace, name); HTTP and HTTP1."""
    return "k8s-%s-%s-%s" % (plain(service[0], 8), plain(service[1], 8),
                             h10(owner, group, *ingress, uid, str(port), str(target), kind, "HTTP", "HTTP1"))


class Aws:
    def __init__(self, bed):
        self.elb, self.ec2 = bed.client("elbv2"), bed.client("ec2")

    def balancers(self):
        """Name -> description, all pages."""
        pages = self.elb.get_paginator("describe_load_balancers").paginate()
        return {b["LoadBalancerName"]: b for page in pages for b in page["LoadBalancers"]}

    def groups(self):
        pages = self.elb.get_paginator("describe_target_groups").paginate()
        return {g["TargetGroupName"]: g for page in pages for g in page["TargetGroups"]}

    def group_name(self, arn):
        return arn.split("/")[1]

    def listeners(self, balancer):
        known = self.balancers()
        if balancer not in known:
            return []
        return self.elb.describe_listeners(LoadBalancerArn=known[balancer]["LoadBalancerArn"])["Listeners"]

    def action(self, actions):
        """('forward', ((group, weight), …)) or (type, detail)."""
        last = actions[-1]
        if last["Type"] != "forward":
            detail = last.get("FixedResponseConfig") or last.get("RedirectConfig") or {}
            return (last["Type"], tuple(sorted(detail.items())))
        groups = last.get("ForwardConfig", {}).get("TargetGroups") or [{"TargetGroupArn": last["TargetGroupArn"], "Weight": 1}]
        return ("forward", tuple((self.group_name(g["TargetGroupArn"]), int(g.get("Weight", 1))) for g in groups))

    def condition(self, c):
        values = c.get("Values") or next((c[k]["Values"] for k in c if k.endswith("Config") and "Values" in c[k]), [])
        return (c["Field"], tuple(sorted(values)))

    def rules(self, balancer, port=80):
        """[(conditions, action), …] in the order in which the listener tries them, the default last."""
        for listener in self.listeners(balancer):
            if listener["Port"] == port:
                pages = self.elb.get_paginator("describe_rules").paginate(ListenerArn=listener["ListenerArn"])
                rules = [r for page in pages for r in page["Rules"]]
                rules.sort(key=lambda r: 10 ** 9 if r["Priority"] == "default" else int(r["Priority"]))
                return [(tuple(sorted(map(self.condition, r["Conditions"]))), self.action(r["Actions"])) for r in rules]
        return []

    def weights(self, balancer):
        """Of each rule that forwards: its weights in order."""
        return [tuple(w for _, w in action[1]) for _, action in self.rules(balancer) if action[0] == "forward"]

    def targets(self, group):
        known = self.groups()
        if group not in known:
            return None
        answer = self.elb.describe_target_health(TargetGroupArn=known[group]["TargetGroupArn"])
        return sorted((t["Target"]["Id"], t["Target"]["Port"]) for t in answer["TargetHealthDescriptions"])

    def tags(self, arn):
        answer = self.elb.describe_tags(ResourceArns=[arn])["TagDescriptions"][0]["Tags"]
        return {t["Key"]: t["Value"] for t in answer}

    def everything(self):
        """All that the pipeline may have made, to compare before with after."""
        balancers, groups = self.balancers(), self.groups()
        security = self.ec2.describe_security_groups()["SecurityGroups"]
        return {"balancers": {n: [(li["Port"], self.rules(n, li["Port"])) for li in self.listeners(n)] for n in sorted(balancers)},
                "targets": {n: self.targets(n) for n in sorted(groups)},
                "security groups": sorted(g["GroupName"] for g in security)}
