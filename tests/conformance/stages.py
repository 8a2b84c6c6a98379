"""The programs under test as daemons around one journal, and what the journal tells."""
import json
import os
import subprocess
import tempfile
import time

import yaml

from bed import KEYS, REGION
from tap import check, wait

FLEET = "shop"


class Stages:
    def __init__(self, bed, programs, members):
        """members: pairs of cluster name and kind of credentials."""
        self.bed, self.programs, self.processes = bed, programs, bed.processes
        self.sockets = tempfile.TemporaryDirectory(prefix="headgate-")  # a socket's path must be short
        self.journal = "ipc://%s/journal" % self.sockets.name
        self.fleet = bed.write("fleet.yaml", yaml.safe_dump({
            "fleet": FLEET, "region": REGION, "vpcId": bed.vpc,
            "clusters": [{"name": n, "kubeconfig": bed.kubeconfig(n, c), "context": "watcher@" + n} for n, c in members],
            "options": {"settle-time": "1s", "default-tags": {"team": "conformance"}}}, sort_keys=False))
        self.table = {"journal": ["journal", "serve", "--listen", self.journal, "--directory", bed.path("journal")]}
        for name, _ in members:
            self.table["watch-k8s/" + name] = ["watch-k8s", "--cluster", name, "--fleet", self.fleet]
        self.table["build-podinfo"] = ["build-podinfo"]
        self.table["plan-rules"] = ["plan-rules", "--fleet", self.fleet]
        self.table["apply-aws"] = ["apply-aws", "--endpoint-url", bed.aws_url, "--health-every", "1s"]
        self.names = list(self.table)

    def environment(self):
        mine = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
        return {**mine, **KEYS, "AWS_CONFIG_FILE": "/dev/null", "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}

    def start(self, name):
        program, *args = self.table[name]
        if name != "journal":
            args = [*args, "--journal", self.journal]
        return self.processes.start(name, [os.path.join(self.programs, program), *args], self.environment())

    def start_all(self):
        for name in self.names:
            self.start(name)

    def restart(self, name):
        self.processes.kill(name)
        self.start(name)

    def all_alive(self, what):
        dead = [n for n in self.names if not self.processes.alive(n)]
        return check(not dead, what, "\n".join("%s ended:\n%s" % (n, self.processes.tail(n)) for n in dead))

    # ---- what the operator and the journal say
    def run(self, program, *args, stdin=None):
        return subprocess.run([os.path.join(self.programs, program), *args], input=stdin, capture_output=True, text=True,
                              timeout=60, env=self.environment(), check=False)

    def shift(self, *words):
        done = self.run("shift-traffic", *words, "--journal", self.journal)
        return check(done.returncode == 0, "shift-traffic %s is accepted" % " ".join(words), done.stderr or done.stdout)

    def events(self, *types, source=None):
        args = [a for t in types for a in ("--type", t)] + (["--source", source] if source else [])
        done = self.run("journal", "read", "--journal", self.journal, *args)
        if done.returncode != 0:
            return []
        return [json.loads(line) for line in done.stdout.splitlines()]

    def head(self):
        """The newest sequence of all."""
        return max([int(e["sequence"]) for e in self.events()], default=0)

    def calls(self, action=None, since=0):
        """call.done events, oldest first."""
        return [e for e in self.events("call.done") if int(e["sequence"]) > since and (not action or e["data"]["action"] == action)]

    def trace(self, event):
        """What led to an event: the causes, and the text a person sees."""
        reference = "%s#%s" % (event["source"], event["id"])
        data = self.run("journal", "trace", "--json", reference, "--journal", self.journal)
        text = self.run("journal", "trace", reference, "--journal", self.journal)
        nodes = [json.loads(line) for line in data.stdout.splitlines()] if data.returncode == 0 else []
        return [n["event"] for n in nodes if n["role"] == "cause" and n.get("event")], text.stdout + text.stderr

    def restarted(self, name, since):
        """The stage of this name has said stage.started after that sequence, and folded all."""
        return any(int(e["sequence"]) > since for e in self.events("stage.started", source=name))

    def rejections(self):
        return [(e["type"], e.get("subject"), e["data"]) for e in self.events("plan.rejected", "object.rejected", "event.rejected",
                                                                             "plan.held", "call.failed")]

    def quiet(self, seconds=2.0):
        """Waits until AWS has got no changing request for that long."""
        last, since = self.bed.mutations(), time.monotonic()

        def look():
            nonlocal last, since
            now = self.bed.mutations()
            if len(now) != len(last):
                last, since = now, time.monotonic()
            return time.monotonic() - since > seconds
        return wait(60, look)
