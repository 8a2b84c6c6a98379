"""What the two clusters hold: the 2048 example, and a group of two Ingresses."""
import json

import kube
from aws import balancer_name, target_group_name
from stages import FLEET

CLUSTERS = ("blue", "green")
NETS = {"blue": "10.0.1.", "green": "10.0.65."}
ANYWHERE = {"scheme": "internet-facing", "target-type": "ip"}


class App:
    """A Service with its pods in one cluster; kubelet and endpoint slice controller are us."""

    def __init__(self, cluster, api, namespace, service, app, port, target, kind="ClusterIP"):
        self.cluster, self.api, self.namespace, self.service, self.app, self.target = cluster, api, namespace, service, app, target
        self.pods = []
        self.uid = api.put(kube.service(namespace, service, app, port, target, kind))["metadata"]["uid"]

    def write_slice(self):
        self.api.put(kube.slice_of(self.namespace, self.service, self.target, self.pods))

    def add(self, last, write=True):
        """A pod that runs and is ready; `last` is the last number of its address, and its name."""
        zone = "a" if self.cluster == "blue" else "b"
        self.pods.append(self.api.put(kube.pod(self.namespace, self.app, last, NETS[self.cluster] + str(last), self.target, "node-" + zone)))
        if write:
            self.write_slice()
        return self.pods[-1]

    def remove(self, pod):
        self.pods.remove(pod)
        self.api.delete(pod)
        self.write_slice()

    def targets(self):
        return sorted((p["status"]["podIP"], self.target) for p in self.pods)

    def group(self, group, ingress, port=80):
        return target_group_name("%s/%s" % (FLEET, self.cluster), group, ingress, (self.namespace, self.service), self.uid, port,
                                 self.target, "ip")


class Shop:
    def __init__(self, apis):
        self.apis = apis
        self.game, self.cart, self.checkout, self.site = {}, {}, {}, {}
        for name, api in apis.items():
            self.ground(name, api)
            self.play(name, api)
            self.sell(name, api)
        self.game_balancer = balancer_name(FLEET, "internet-facing", namespace="game-2048", name="ingress-2048")
        self.store_balancer = balancer_name(FLEET, "internet-facing", group="storefront")

    def ground(self, name, api):
        for namespace in ("game-2048", "store"):
            api.put(kube.obj("v1", "Namespace", None, namespace))
        if name == "green":  # blue has none of the controller's custom resources
            for kind, scope in (("IngressClassParams", "Cluster"), ("TargetGroupBinding", "Namespaced")):
                api.put(kube.custom(kind, scope))
        api.put(kube.ingress_class())
        api.put(kube.node("node-a", "us-west-2a"))
        api.put(kube.node("node-b", "us-west-2b"))

    def play(self, name, api):
        """The example of the controller's own documentation."""
        self.game[name] = App(name, api, "game-2048", "service-2048", "app-2048", 80, 80, "NodePort")
        for last in (11, 12, 13):
            self.game[name].add(last, write=False)
        self.game[name].write_slice()
        self.game_ingress = kube.ingress("game-2048", "ingress-2048", ANYWHERE, [(None, [kube.path("/", "Prefix", "service-2048", 80)])])
        api.put(self.game_ingress)

    def sell(self, name, api):
        """Group storefront: `cart` (order 10) before `site` (order 20), though its name comes later in no order."""
        for number, (service, target) in enumerate((("cart", 8080), ("checkout", 8081), ("site", 9000))):
            app = App(name, api, "store", service, service, 80, target)
            app.add(100 + number)
            getattr(self, service)[name] = app
        group = {**ANYWHERE, "group.name": "storefront"}
        self.site_ingress = kube.ingress("store", "site", {**group, "group.order": "20", "actions.old": json.dumps(
            {"type": "redirect", "redirectConfig": {"path": "/new", "statusCode": "HTTP_301"}})}, [("www.example.com", [
                {"path": "/old", "pathType": "Exact", "backend": {"service": {"name": "old", "port": {"name": "use-annotation"}}}},
                kube.path("/", "Prefix", "site", 80)])])
        self.cart_ingress = kube.ingress("store", "cart", {**group, "group.order": "10"}, [("shop.example.com", [
            kube.path("/cart", "Prefix", "cart", 80), kube.path("/cart/checkout", "Prefix", "checkout", 80),
            kube.path("/cart/empty", "Exact", "cart", 80)])])
        api.put(self.site_ingress)
        api.put(self.cart_ingress)

    def groups(self):
        """Each Service's apps by cluster, with the group and the Ingress that make its target groups."""
        cart, site = ("storefront", ("store", "cart")), ("storefront", ("store", "site"))
        return [(self.game, ("game-2048/ingress-2048", ("game-2048", "ingress-2048"))), (self.cart, cart), (self.checkout, cart), (self.site, site)]

    # ---- what must stand in AWS for it
    def forward(self, apps, group, ingress, weights=(100, 100)):
        return ("forward", tuple((apps[c].group(group, ingress), w) for c, w in zip(CLUSTERS, weights)))

    def game_rules(self, weights=(100, 100)):
        return [((("path-pattern", ("/*",)),), self.forward(self.game, "game-2048/ingress-2048", ("game-2048", "ingress-2048"), weights)),
                self.default()]

    def default(self):
        return ((), ("fixed-response", (("ContentType", "text/plain"), ("StatusCode", "404"))))

    def cart_rules(self, weights=(100, 100)):
        def rule(service, *paths):
            return ((("host-header", ("shop.example.com",)), ("path-pattern", paths)),
                    self.forward(getattr(self, service), "storefront", ("store", "cart"), weights))
        return [rule("cart", "/cart/empty"), rule("checkout", "/cart/checkout", "/cart/checkout/*"), rule("cart", "/cart", "/cart/*")]

    def site_rules(self, weights=(100, 100)):
        host = ("host-header", ("www.example.com",))
        redirect = ("redirect", (("Path", "/new"), ("StatusCode", "HTTP_301")))  # moto gives back what it was given, no defaults
        return [((host, ("path-pattern", ("/old",))), redirect),
                ((host, ("path-pattern", ("/*",))), self.forward(self.site, "storefront", ("store", "site"), weights))]

    def store_rules(self, weights=(100, 100)):
        return self.cart_rules(weights) + self.site_rules(weights) + [self.default()]
