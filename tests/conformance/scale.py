"""A large cluster under watch: 10,000 pods, 200 Services, 400 Ingresses. What watch-k8s reports must be what a plain list through the
API gives: after creation, after 10,000 random changes, after the server was killed, after its history was compacted away. Two
watchers run all the time, one that takes lists as streams and one that takes them in pages."""
import copy
import http.client
import itertools
import json
import os
import random
import ssl
import threading
import time
import zlib

import requests

import kube as words
from processes import free_port
from tap import check, note, same, wait

PODS, SERVICES, INGRESSES, CHANGES, WORKERS = 10000, 200, 400, 10000, 8
NAMESPACES = ["shop-%d" % n for n in range(10)]
KINDS = [("v1", "Pod"), ("v1", "Service"), ("networking.k8s.io/v1", "Ingress"), ("v1", "Namespace"), ("v1", "Node")]


# ---- many requests at once
class Hands:
    """WORKERS connections that send what is put before them."""

    def __init__(self, bed, name):
        self.bed, self.kube = bed, bed.clusters[name]
        self.tls = ssl.create_default_context(cafile=self.kube.session.verify)

    def work(self, todo, failed):
        connection = http.client.HTTPSConnection(self.kube.url.split("//")[1], context=self.tls, timeout=60)
        for method, url, body, kind in todo:
            connection.request(method, url.replace(self.kube.url, ""), json.dumps(body) if body else None,
                               {"Authorization": self.kube.session.headers["Authorization"], "Content-Type": kind})
            answer = connection.getresponse()
            text = answer.read()
            if answer.status >= 300:
                failed.append("%s %s: %d %s" % (method, url, answer.status, text[:200]))

    def send(self, requests_):
        """Those for one object go through one connection, in their order."""
        todo, failed = [[] for _ in range(WORKERS)], []
        for one in requests_:
            name = one[2]["metadata"]["name"] if one[0] == "POST" else one[1].split("?")[0].removesuffix("/status").rsplit("/", 1)[1]
            todo[zlib.crc32(name.encode()) % WORKERS].append(one)
        threads = [threading.Thread(target=self.work, args=(part, failed)) for part in todo]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        return failed

    def create(self, objects):
        return self.send([("POST", self.kube.place(o), o, "application/json") for o in objects])


# ---- the objects
def pod(n):
    return words.obj("v1", "Pod", NAMESPACES[n % len(NAMESPACES)], "pod-%05d" % n, metadata={"labels": {"app": "app-%03d" % (n % SERVICES)}},
                     spec={"nodeName": "node-1", "containers": [{"name": "web", "image": "example.com/web", "env": [{"name": "PADDING", "value": "x" * 200}],
                                                                "ports": [{"name": "http", "containerPort": 8080}]}]})


def service(n):
    return words.service(NAMESPACES[n % len(NAMESPACES)], "app-%03d" % n, "app-%03d" % n, 80, 8080)


def ingress(n):
    return words.ingress(NAMESPACES[n % len(NAMESPACES)], "ingress-%03d" % n, {"scheme": "internal"},
                         [("host-%d.example.com" % n, [words.path("/", "Prefix", "app-%03d" % (n % SERVICES), 80)])])


def changes(place, alive, seed):
    """CHANGES requests; alive is the list of pods, which it keeps true. About one in seven touches nothing that is kept."""
    chance, merge, number = random.Random(seed), "application/merge-patch+json", PODS + seed * CHANGES
    for n in range(CHANGES):
        what = chance.random()
        if what < 0.25:
            number += 1
            alive.append(number)
            yield "POST", place(pod(number)), pod(number), "application/json"
        elif what < 0.45:
            at = chance.randrange(len(alive))
            alive[at], alive[-1] = alive[-1], alive[at]
            yield "DELETE", "%s/pod-%05d?gracePeriodSeconds=0" % (place(pod(alive[-1])), alive.pop()), None, "application/json"
        elif what < 0.85:
            victim = pod(chance.choice(alive))
            path, address = "%s/%s" % (place(victim), victim["metadata"]["name"]), "10.%d.%d.%d" % (100 + seed, n // 250, n % 250)
            if what < 0.70:
                yield "PATCH", path + "/status", {"status": {"podIP": address, "podIPs": [{"ip": address}]}}, merge
            else:
                yield "PATCH", path, {"metadata": {"annotations": {"changed": str(n)}}}, merge
        elif what < 0.93:
            victim = service(chance.randrange(SERVICES))
            yield ("PATCH", "%s/%s" % (place(victim), victim["metadata"]["name"]),
                   {"spec": {"ports": [{"port": 80, "targetPort": 8000 + n % 100, "protocol": "TCP"}]}}, merge)
        else:
            victim = ingress(chance.randrange(INGRESSES))
            yield ("PATCH", "%s/%s" % (place(victim), victim["metadata"]["name"]),
                   {"metadata": {"annotations": {"alb.ingress.kubernetes.io/tags": "n=%d" % n}}}, merge)


# ---- what is compared
def kept(o):
    """Some of the fields that watch-k8s keeps, as they stand in an object."""
    meta, spec = o["metadata"], o.get("spec", {})
    ours = {k: v for k, v in meta.get("annotations", {}).items() if k.startswith("alb.ingress.kubernetes.io/")}
    return {"uid": meta["uid"], "labels": meta.get("labels") if o["kind"] in ("Node", "Namespace") else None, "annotations": ours,
            "address": o.get("status", {}).get("podIP") if o["kind"] == "Pod" else None,
            "node": spec.get("nodeName"), "class": spec.get("ingressClassName"), "rules": spec.get("rules"),
            "ports": [(p.get("port"), p.get("targetPort")) for p in spec.get("ports", [])]}


class Watcher:
    """One watch-k8s in a pipe, and what its events add up to."""

    def __init__(self, bed, programs, by, name="big"):
        self.bed, self.by, self.process_name = bed, by, "watch-by-" + by
        self.objects, self.twice, self.types, self.at, self.rest = {}, [], [], 0, b""
        self.process = bed.processes.start(self.process_name, [os.path.join(programs, "watch-k8s"), "--cluster", name, "--list-by", by, "--kubeconfig",
                                                               bed.kubeconfig(name, "token"), "--context", "watcher@" + name])

    def fold(self, e):
        self.types.append(e["type"])
        if e["type"] == "object.put":
            o = e["data"]["object"]
            plain = copy.deepcopy(o)
            plain["metadata"].pop("resourceVersion", None)
            if self.objects.get(e["subject"], (None, None))[0] == plain:
                self.twice.append(e["subject"])
            self.objects[e["subject"]] = (plain, o)
        elif e["type"] == "object.delete":
            if e["subject"] not in self.objects:
                self.twice.append("delete of " + e["subject"])
            self.objects.pop(e["subject"], None)

    def read(self):
        """The log holds events and what is said on stderr."""
        with open(self.bed.processes.log(self.process_name), "rb") as log:
            log.seek(self.at)
            text = self.rest + log.read()
            self.at = log.tell()
        *lines, self.rest = text.split(b"\n")
        for line in lines:
            if line.startswith(b"{"):
                self.fold(json.loads(line))

    def whole(self):
        self.read()
        said = [t for t in self.types if t in ("cluster.listing", "cluster.synced", "cluster.stale")]
        return said and said[-1] == "cluster.synced"

    def state(self):
        self.read()
        return {s: kept(o) for s, (_, o) in self.objects.items() if s.split("/")[-2] in ("pod", "service", "ingress", "namespace", "node")}

    def connections(self, port):
        """How many TCP connections to the server it holds. As it leaves no core dump, only root may look."""
        mine = set()
        for fd in os.listdir("/proc/%d/fd" % self.process.pid):
            try:
                mine.add(os.readlink("/proc/%d/fd/%s" % (self.process.pid, fd)))
            except OSError:
                pass
        with open("/proc/net/tcp", encoding="ascii") as table:
            rows = [line.split() for line in table.readlines()[1:]]
        return sum(1 for r in rows if r[3] == "01" and int(r[2].split(":")[1], 16) == port and "socket:[%s]" % r[9] in mine)

    def memory(self):
        with open("/proc/%d/status" % self.process.pid, encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


class Scale:
    def __init__(self, bed, programs):
        self.bed, self.programs = bed, programs
        bed.certificates(["big"])
        bed.start_apiserver("big")
        bed.await_apiserver("big")
        self.kube, self.hands = bed.clusters["big"], Hands(bed, "big")
        self.port = int(self.kube.url.rsplit(":", 1)[1])
        self.alive = list(range(PODS))

    def wanted(self):
        out = {}
        for api, kind in KINDS:
            for o in self.kube.items(api, kind):
                meta = o["metadata"]
                subject = "/".join(["big"] + ([meta["namespace"]] if "namespace" in meta else []) + [kind.lower(), meta["name"]])
                out[subject] = kept({**o, "kind": kind})
        return out

    def compare(self, what, seconds=60):
        """Both watchers come to hold what a list gives, and said nothing twice."""
        wanted = self.wanted()
        for w in self.watchers:
            wait(seconds, lambda w=w: w.whole() and w.state() == wanted)
            seen = w.state()
            wrong = [s for s in sorted(set(wanted) | set(seen)) if wanted.get(s) != seen.get(s)]
            check(not wrong, "%s, lists by %s: %d objects, as a list gives them" % (what, w.by, len(wanted)),
                  "\n".join("%s\n  list: %r\n  said: %r" % (s, wanted.get(s), seen.get(s)) for s in wrong[:5]) +
                  "\n%d differ\n%s" % (len(wrong), self.bed.processes.tail(w.process_name, 3)))
            same(w.twice[:5], [], "%s, lists by %s: nothing is said twice" % (what, w.by))

    def fill(self):
        started = time.monotonic()
        for n in NAMESPACES:
            self.kube.put(words.obj("v1", "Namespace", None, n))
        self.kube.put(words.node("node-1", "us-west-2a"))
        failed = self.hands.create([service(n) for n in range(SERVICES)] + [ingress(n) for n in range(INGRESSES)] + [pod(n) for n in range(PODS)])
        check(not failed, "%d objects made in %.0f s" % (PODS + SERVICES + INGRESSES, time.monotonic() - started), "\n".join(failed[:5]))

    def change(self, seed, count=CHANGES):
        started = time.monotonic()
        failed = self.hands.send(itertools.islice(changes(self.kube.place, self.alive, seed), count))
        check(not failed, "%d random changes in %.0f s" % (count, time.monotonic() - started), "\n".join(failed[:5]))

    def restart(self, port, *options):
        self.bed.processes.kill("apiserver-big")
        self.bed.start_apiserver("big", port, *options)
        self.bed.await_apiserver("big")
        self.kube, self.hands = self.bed.clusters["big"], Hands(self.bed, "big")

    def compact(self):
        """All history of etcd up to now is gone."""
        status = requests.post(self.bed.etcd + "/v3/maintenance/status", json={}, timeout=10).json()
        requests.post(self.bed.etcd + "/v3/kv/compaction", json={"revision": status["header"]["revision"], "physical": True}, timeout=30).raise_for_status()

    def forgotten(self):
        """Changes come through another server while the watchers' own is gone, and the history is compacted; then it is back, without
        WatchList."""
        marks = [len(w.types) for w in self.watchers if w.read() or True]
        self.restart(free_port())
        gone, new = self.alive[:50], PODS * 10
        self.alive = self.alive[50:]
        failed = self.hands.send([("DELETE", "%s/pod-%05d?gracePeriodSeconds=0" % (self.kube.place(pod(n)), n), None, "application/json") for n in gone])
        failed += self.hands.create([pod(new + n) for n in range(50)])
        check(not failed, "100 changes that nobody watches", "\n".join(failed[:5]))
        self.compact()
        self.restart(self.port, "--feature-gates=WatchList=false")
        self.compare("after a compaction")
        for w, mark in zip(self.watchers, marks):
            said = w.types[mark:]
            check("cluster.listing" in said and said.count("object.delete") == 50 and said.count("object.put") == 50,
                  "lists by %s: its version was forgotten (410), and exactly the differences came" % w.by,
                  "%d put, %d delete\n%s" % (said.count("object.put"), said.count("object.delete"), self.bed.processes.tail(w.process_name)))

    def run(self):
        started = time.monotonic()
        self.fill()
        self.watchers = [Watcher(self.bed, self.programs, by) for by in ("stream", "pages")]
        self.compare("after creation")
        for w in self.watchers:
            if os.geteuid() == 0:
                same(w.connections(self.port), 1, "lists by %s: one connection for all resources" % w.by)
            else:
                note("lists by %s: only root can count its connections" % w.by)
            note("lists by %s: %d KiB resident" % (w.by, w.memory()))
        self.change(1)
        self.compare("after %d changes under watch" % CHANGES)
        self.restart(self.port)
        self.change(2, 500)
        self.compare("after the server was killed")
        self.forgotten()
        for w in self.watchers:
            self.bed.processes.kill(w.process_name)
        self.bed.processes.kill("apiserver-big")
        note("the large cluster took %.0f s" % (time.monotonic() - started))
