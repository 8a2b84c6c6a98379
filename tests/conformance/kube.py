"""Talking to one API server as its administrator, and the objects of the examples."""
import requests

PLURALS = {"Namespace": "namespaces", "Node": "nodes", "Pod": "pods", "Service": "services", "Secret": "secrets",
           "EndpointSlice": "endpointslices", "Ingress": "ingresses", "IngressClass": "ingressclasses",
           "ClusterRole": "clusterroles", "ClusterRoleBinding": "clusterrolebindings",
           "CustomResourceDefinition": "customresourcedefinitions", "IngressClassParams": "ingressclassparams",
           "TargetGroupBinding": "targetgroupbindings"}


class Kube:
    def __init__(self, url, authority, token):
        self.url = url
        self.session = requests.Session()
        self.session.trust_env = False  # else REQUESTS_CA_BUNDLE and proxies would come before what stands here
        self.session.verify, self.session.headers["Authorization"] = authority, "Bearer " + token

    def ready(self):
        try:
            return self.session.get(self.url + "/readyz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def place(self, o):
        api = "/api/v1" if o["apiVersion"] == "v1" else "/apis/" + o["apiVersion"]
        namespace = o["metadata"].get("namespace")
        return self.url + api + ("/namespaces/" + namespace if namespace else "") + "/" + PLURALS[o["kind"]]

    def answer(self, response):
        if response.status_code >= 300:
            raise RuntimeError("%s %s: %s" % (response.request.method, response.url, response.text[:500]))
        return response.json()

    def put(self, o):
        """Creates or replaces; where the object has a status, that too, as a kubelet or a controller would."""
        response = self.session.post(self.place(o), json=o)
        if response.status_code == 409:
            old = self.answer(self.session.get(self.place(o) + "/" + o["metadata"]["name"]))
            new = {**o, "metadata": {**o["metadata"], "resourceVersion": old["metadata"]["resourceVersion"]}}
            response = self.session.put(self.place(o) + "/" + o["metadata"]["name"], json=new)
        made = self.answer(response)
        if "status" in o:
            made = self.answer(self.session.put("%s/%s/status" % (self.place(o), o["metadata"]["name"]), json={**made, "status": o["status"]}))
        return made

    def patch(self, o, change):
        return self.answer(self.session.patch("%s/%s" % (self.place(o), o["metadata"]["name"]), json=change,
                                              headers={"Content-Type": "application/merge-patch+json"}))

    def delete(self, o):
        return self.answer(self.session.delete("%s/%s" % (self.place(o), o["metadata"]["name"]), params={"gracePeriodSeconds": 0}))

    def items(self, api_version, kind):
        return self.answer(self.session.get(self.place({"apiVersion": api_version, "kind": kind, "metadata": {}})))["items"]


def obj(api_version, kind, namespace, name, **members):
    meta = {"name": name, **({"namespace": namespace} if namespace else {}), **members.pop("metadata", {})}
    return {"apiVersion": api_version, "kind": kind, "metadata": meta, **members}


def ingress_class():
    return obj("networking.k8s.io/v1", "IngressClass", None, "alb", spec={"controller": "ingress.k8s.aws/alb"})


def custom(kind, scope):
    """The definition of one of the controller's custom resources: of its schema only that it is an object."""
    plural = PLURALS[kind]
    schema = {"type": "object", "x-kubernetes-preserve-unknown-fields": True}
    return obj("apiextensions.k8s.io/v1", "CustomResourceDefinition", None, plural + ".elbv2.k8s.aws", spec={
        "group": "elbv2.k8s.aws", "scope": scope, "names": {"kind": kind, "plural": plural, "singular": kind.lower()},
        "versions": [{"name": "v1beta1", "served": True, "storage": True, "schema": {"openAPIV3Schema": schema},
                      "subresources": {"status": {}}}]})


def node(name, zone):
    return obj("v1", "Node", None, name, metadata={"labels": {"topology.kubernetes.io/zone": zone, "kubernetes.io/hostname": name}},
               spec={"providerID": "aws:///%s/i-0123456789abcdef%s" % (zone, name[-1])},
               status={"conditions": [{"type": "Ready", "status": "True", "reason": "KubeletReady",
                                       "lastHeartbeatTime": "2026-01-01T00:00:00Z", "lastTransitionTime": "2026-01-01T00:00:00Z"}]})


def pod(namespace, app, number, ip, port, on):
    """Running and ready, as a kubelet leaves it."""
    name = "%s-%s" % (app, number)
    done = [{"type": t, "status": "True", "lastTransitionTime": "2026-01-01T00:00:00Z"}
            for t in ("PodScheduled", "Initialized", "ContainersReady", "Ready")]
    return obj("v1", "Pod", namespace, name, metadata={"labels": {"app.kubernetes.io/name": app}},
               spec={"nodeName": on, "containers": [{"name": app, "image": "example.com/" + app, "ports": [{"containerPort": port}]}]},
               status={"phase": "Running", "conditions": done, "hostIP": "10.0.0.10", "podIP": ip, "podIPs": [{"ip": ip}]})


def service(namespace, name, app, port, target, kind="ClusterIP"):
    return obj("v1", "Service", namespace, name, spec={
        "type": kind, "selector": {"app.kubernetes.io/name": app},
        "ports": [{"port": port, "targetPort": target, "protocol": "TCP"}]})


def slice_of(namespace, service_name, port, pods):
    """What the endpoint slice controller would write for these pods, as the API server gave them back."""
    ready = {"ready": True, "serving": True, "terminating": False}
    ends = [{"addresses": [p["status"]["podIP"]], "conditions": ready, "nodeName": p["spec"]["nodeName"],
             "targetRef": {"kind": "Pod", "namespace": namespace, "name": p["metadata"]["name"], "uid": p["metadata"]["uid"]}}
            for p in pods]
    return obj("discovery.k8s.io/v1", "EndpointSlice", namespace, service_name + "-x7k2p",
               metadata={"labels": {"kubernetes.io/service-name": service_name,
                                    "endpointslice.kubernetes.io/managed-by": "endpointslice-controller.k8s.io"}},
               addressType="IPv4", ports=[{"name": "", "port": port, "protocol": "TCP"}], endpoints=ends)


def path(at, kind, service_name, port):
    return {"path": at, "pathType": kind, "backend": {"service": {"name": service_name, "port": {"number": port}}}}


def ingress(namespace, name, annotations, rules):
    """rules: pairs of host (or None) and list of paths."""
    prefixed = {"alb.ingress.kubernetes.io/" + k: v for k, v in annotations.items()}
    return obj("networking.k8s.io/v1", "Ingress", namespace, name, metadata={"annotations": prefixed}, spec={
        "ingressClassName": "alb",
        "rules": [{**({"host": host} if host else {}), "http": {"paths": paths}} for host, paths in rules]})
