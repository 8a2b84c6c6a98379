"""Kubeconfig files in all their forms: what lib/kube understands (sim-kubeconfig) is what kubectl does (`kubectl config view`), and what
kubectl refuses is refused. kubectl is built from Kubernetes' own Go module."""
import base64
import json
import os
import subprocess

from bed import openssl
from tap import check, note, same

TEXTS = ("server", "tls-server-name", "proxy-url", "token", "tokenFile")
PEMS = {"cluster": ("certificate-authority-data",), "user": ("client-certificate-data", "client-key-data")}
FLAGS = ("insecure-skip-tls-verify", "disable-compression")


def config(server="https://a:6443", cluster="", user="token: t", context="", name="k", current="current-context: c\n"):
    """The usual file; the parameters are flow YAML of what is different."""
    return ("apiVersion: v1\nkind: Config\n%sclusters:\n- name: %s\n  cluster: {server: '%s'%s}\nusers:\n- name: u\n  user: {%s}\n"
            "contexts:\n- name: c\n  context: {cluster: %s, user: u%s}\n" % (current, name, server, cluster, user, name, context))


EXEC = ("exec: {apiVersion: client.authentication.k8s.io/v1, command: %s, args: [get, --for, 'a b'], interactiveMode: Never, "
        "env: [{name: A, value: '1'}, {name: B, value: ''}], installHint: 'get it', provideClusterInfo: %s}")
EXTENSION = ", extensions: [{name: client.authentication.k8s.io/exec, extension: {audience: x, deep: [1, true, null, 'two']}}]"
LISTS = {  # each in a folder of its own; kubectl and ours are given a and b and what is not there
    "the first cluster of a name wins whole": (config(), config("https://b", ", proxy-url: 'http://p:1', tls-server-name: real")),
    "the first user of a name wins whole": (config(user="token: first"), config(user="token: second, tokenFile: t")),
    "the first context of a name wins whole": (config(), config(context=", namespace: shop")),
    "the first current-context wins": (config(current=""), config(current="current-context: d\n").replace("name: c\n", "name: d\n")),
    "a context of one file, its cluster and user of another": (
        "apiVersion: v1\nkind: Config\ncurrent-context: c\ncontexts: [{name: c, context: {cluster: k, user: u, namespace: shop}}]\n",
        config(cluster=", certificate-authority: pki/ca.crt", user="client-certificate: pki/u.crt, client-key: pki/u.key", current="")),
    "an empty file": ("", config()),
    "a file of comments, and null for lists": ("# nothing\n", config() + "preferences: null\nextensions: null\n"),
    "an empty current-context is none": (config(current="current-context: ''\n"), "current-context: c\n"),
    "nowhere a current-context": (config(current=""), config(current="")),
    "a cluster that is nowhere": (config().replace("name: k\n", "name: other\n"), ""),
    "a user that is nowhere": (config().replace("name: u\n", "name: other\n"), ""),
}
FILES = {
    "a token": config(),
    "a token file, relative": config(user="tokenFile: ../secret/token"),
    "a token file goes before a token": config(user="token: t, tokenFile: secret/token"),
    "certificates by relative path": config(cluster=", certificate-authority: pki/ca.crt", user="client-certificate: pki/u.crt, client-key: ./pki/../pki/u.key"),
    "certificates by data": config(cluster=", certificate-authority-data: CA64", user="client-certificate-data: CRT64, client-key-data: KEY64"),
    "exec by a name in PATH": config(user=EXEC % ("aws", "false")),
    "exec by a relative path": config(user=EXEC % ("./bin/plugin", "false")),
    "exec that is told of its cluster": config(cluster=", certificate-authority: pki/ca.crt, tls-server-name: real, proxy-url: 'http://p:3128'" + EXTENSION,
                                               user=EXEC % ("/usr/bin/plugin", "true")),
    "exec of v1beta1 without a mode": config(user="exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws}"),
    "proxy, server name, namespace": config(cluster=", tls-server-name: real.example, proxy-url: 'socks5://p:1080', disable-compression: true", context=", namespace: shop"),
    "a path behind the host": config("https://rancher.example/k8s/clusters/c-1"),
    "insecure-skip-tls-verify": config(cluster=", insecure-skip-tls-verify: true"),
    "JSON": json.dumps({"apiVersion": "v1", "kind": "Config", "current-context": "c", "clusters": [{"name": "k", "cluster": {"server": "https://[::1]:6443"}}],
                        "contexts": [{"name": "c", "context": {"cluster": "k", "user": "u"}}], "users": [{"name": "u", "user": {"token": "t"}}]}),
    "unknown fields": config(cluster=", colour: red", user="token: t, colour: red") + "colour: red\n",
    "names with slashes and colons": config(name="'arn:aws:eks:us-west-2:1:cluster/blue'"),
    "a token in quotes, of digits": config(user="token: '0123'"),
    "a token of digits, a number": config(user="token: 12345"),
    "a namespace that YAML takes for false": config(context=", namespace: off"),
    "arguments that are numbers": config(user=(EXEC % ("aws", "false")).replace("--for", "123")),
    "a variable that is a number": config(user=(EXEC % ("aws", "false")).replace("'1'", "1")),
    "a flag that is a number": config(cluster=", insecure-skip-tls-verify: 1"),
    "a version with dots": config(user="token: 1.2.3"),
    "hexadecimal, underscores": config(context=", namespace: 0x1f"),
    "an entry without a name": config() + "- context: {cluster: k}\n",
    "a list that is null, entries that are": config().replace("users:\n", "users:\n- null\n"),
    "a flag in quotes": config(cluster=", insecure-skip-tls-verify: 'true'"),
    "a flag of YAML 1.1": config(cluster=", disable-compression: yes"),
    "an anchor": config().replace("{server: 'https://a:6443'}", "&k {server: 'https://a:6443'}") + "- name: d\n  context: {cluster: k, user: u}\n",
    "a cluster twice": config().replace("users:", "- name: k\n  cluster: {server: 'https://second'}\nusers:"),
    "a user twice": config().replace("contexts:", "- name: u\n  user: {token: second}\ncontexts:"),
    "a context twice": config() + "- name: c\n  context: {cluster: k, user: u, namespace: second}\n",
    "a field twice": config(cluster=", server: 'https://second'"),
    "a field in other letters": config(cluster=", Tls-Server-Name: real"),
    "data that is no base64": config(cluster=", certificate-authority-data: '!'"),
    "a list where a mapping should be": config().replace("{token: t}", "[token]"),
    "no YAML": "clusters: [\n",
    "an unknown apiVersion": config().replace("apiVersion: v1\n", "apiVersion: v9\n"),
    "another kind": config().replace("kind: Config\n", "kind: Pod\n"),
    "several documents": config() + "---\n" + config("https://second"),
}


def make_pki(folder):
    os.makedirs(os.path.join(folder, "pki"))
    for name in ("ca", "u"):
        stem = os.path.join(folder, "pki", name)
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=" + name, "-keyout", stem + ".key", "-out", stem + ".crt")


def filled(folder, text):
    for word, name in (("CA64", "ca.crt"), ("CRT64", "u.crt"), ("KEY64", "u.key")):
        with open(os.path.join(folder, "pki", name), "rb") as f:
            text = text.replace(word, base64.b64encode(f.read()).decode())
    return text


def run(command, files):
    env = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "KUBECONFIG": ":".join(files)}
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, env=env)


def exec_of_kubectl(user, cluster):
    x = user.get("exec")
    if not x:
        return None
    told = {k: v for k, v in cluster.items() if k != "extensions"}
    for e in cluster.get("extensions") or []:
        if e["name"] == "client.authentication.k8s.io/exec":
            told["config"] = e["extension"]
    spec = {"cluster": told, "interactive": False} if x.get("provideClusterInfo") else {"interactive": False}
    return {"command": x["command"], "args": x.get("args") or [], "env": ["%s=%s" % (e["name"], e["value"]) for e in x.get("env") or []],
            "apiVersion": x["apiVersion"], "installHint": x.get("installHint") or None,
            "info": {"kind": "ExecCredential", "apiVersion": x["apiVersion"], "spec": spec}}


def by_kubectl(tools, files):
    """What kubectl makes of it, in the form of sim-kubeconfig; None: it refuses."""
    done = run([os.path.join(tools, "kubectl"), "config", "view", "--raw", "--minify", "--flatten", "-o", "json"], files)
    if done.returncode:
        return None, done.stderr
    view = json.loads(done.stdout)
    context = view["contexts"][0]["context"]
    cluster = view["clusters"][0]["cluster"]
    user = view["users"][0]["user"] if view.get("users") else {}
    both = {**cluster, **user}
    out = {k: both.get(k) for k in TEXTS}
    out.update({k: both.get(k, False) for k in FLAGS})
    out.update({k: base64.b64decode(both[k]).decode() if both.get(k) else None for of in PEMS.values() for k in of})
    return {**out, "namespace": context.get("namespace"), "exec": exec_of_kubectl(user, cluster)}, ""


def by_ours(programs, files):
    done = run([os.path.join(programs, "sim-kubeconfig"), "--insecure"], files)
    if done.returncode:
        return None, done.stderr
    got = json.loads(done.stdout)
    x = got.get("exec")
    return {**{k: got.get(k) for k in (*TEXTS, *PEMS["cluster"], *PEMS["user"], "namespace")}, **{k: got[k] for k in FLAGS},
            "exec": x and {"installHint": None, **x}}, ""


def plain(folder, of):
    """Paths from the folder on, without detours: kubectl tells some of them relative."""
    if not of:
        return of
    path = lambda p: os.path.normpath(os.path.join(folder, p)) if p else p
    x = of["exec"]
    return {**of, "tokenFile": path(of["tokenFile"]), "exec": x and {**x, "command": path(x["command"]) if "/" in x["command"] else x["command"]}}


def compare(tools, programs, folder, what, files):
    theirs, why = by_kubectl(tools, files)
    ours, ours_why = by_ours(programs, files)
    if theirs is None or ours is None:
        return check(theirs is None and ours is None, "kubeconfig, %s: %s" % (what, "refused by both" if theirs is None else "read by both"),
                     "kubectl: %s\nours: %s" % (why or theirs, ours_why or ours))
    return same(plain(folder, ours), plain(folder, theirs), "kubeconfig, %s: as kubectl reads it" % what)


def kubeconfig(folder, tools, programs):
    note("kubeconfig files, with kubectl as the judge")
    for n, (what, texts) in enumerate({**{k: (v,) for k, v in FILES.items()}, **LISTS}.items()):
        own = os.path.join(folder, "kubeconfig", str(n))
        make = os.path.join(folder, "kubeconfig", "0", "pki")
        os.makedirs(own)
        make_pki(own) if n == 0 else os.symlink(make, os.path.join(own, "pki"))
        files = [os.path.join(own, "ab"[i]) for i in range(len(texts))]
        for path, text in zip(files, texts):
            with open(path, "w", encoding="utf-8") as f:
                f.write(filled(own, text))
        compare(tools, programs, own, what, files + [os.path.join(own, "not-there")] if len(files) > 1 else files)
