"""Random wanted states one after another (tests/pipe/54-random-states.t) against moto: after each, what moto holds, as boto3
reads it, is what is wanted. STATES says how many; they are made in SHARES at once, each with a moto and a seed of its own."""
import http.server
import json
import os
import re
import subprocess
import threading

from aws import Aws
from bed import KEYS, REGION, Bed
from tap import check, note

HERE = os.path.dirname(os.path.abspath(__file__))
SCRIPT = os.path.join(HERE, "..", "pipe", "54-random-states.t")


def rule(aws, r):
    groups = [g for a in r["Actions"] for g in a.get("ForwardConfig", {}).get("TargetGroups", [])]
    return {"conditions": r["Conditions"], "forward": [{"group": aws.group_name(g["TargetGroupArn"]), "weight": g.get("Weight", 1)} for g in groups]}


def state(aws):
    """What there is in the form of the simulator's /state, as far as the script looks at it. A group is in use by what forwards to
    it: moto's LoadBalancerArns forget a group that a rule was given later."""
    balancers, groups, users = [], [], {}
    for name, b in aws.balancers().items():
        listeners = []
        for li in aws.listeners(name):
            users.update({aws.group_name(g): name for a in li["DefaultActions"] for g in [a.get("TargetGroupArn")] if g})
            pages = aws.elb.get_paginator("describe_rules").paginate(ListenerArn=li["ListenerArn"])
            listeners.append({"port": li["Port"], "rules": [rule(aws, r) for p in pages for r in p["Rules"] if r["Priority"] != "default"]})
        users.update({f["group"]: name for li in listeners for r in li["rules"] for f in r["forward"]})
        balancers.append({"name": name, "listeners": listeners})
    for name, g in aws.groups().items():
        health = aws.elb.describe_target_health(TargetGroupArn=g["TargetGroupArn"])["TargetHealthDescriptions"]
        groups.append({"name": name, "loadBalancer": users.get(name),
                       "targets": [{"id": t["Target"]["Id"], "state": t["TargetHealth"]["State"]} for t in health]})
    return {"loadBalancers": balancers, "targetGroups": groups}


class Looker(http.server.BaseHTTPRequestHandler):
    aws: Aws

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = json.dumps(state(self.aws)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def share(folder, tools, programs, number, count):
    """One moto, and so many states in it; gives back what the script said, and the last lines of its log."""
    bed = Bed(os.path.join(folder, "states-%d" % number), tools)
    try:
        bed.start_aws(log="/dev/null")
        looker = http.server.HTTPServer(("127.0.0.1", 0), type("Bound", (Looker,), {"aws": Aws(bed)}))
        threading.Thread(target=looker.serve_forever, daemon=True).start()
        mine = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
        done = subprocess.run(["perl", SCRIPT], capture_output=True, text=True, check=False, env={
            **mine, **KEYS, "AWS_REGION": REGION, "BIN": programs, "STATES": str(count), "SEED": str(number), "SHARE": "0", "AT": bed.aws_url,
            "STATE_AT": "http://127.0.0.1:%d/" % looker.server_address[1], "VPC": bed.vpc})
        looker.shutdown()
        return done
    finally:
        bed.close()


def states(folder, tools, programs):
    count, shares = int(os.environ.get("STATES", 200)), int(os.environ.get("SHARES", 2))
    note("%d random states in %d shares" % (count, shares))
    results = [None] * shares

    def one(n):
        results[n] = share(folder, tools, programs, n + 1, count // shares)
    threads = [threading.Thread(target=one, args=(n,)) for n in range(shares)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    for n, done in enumerate(results):
        good = len(re.findall(r"^ok \d+ - state", done.stdout, re.M)) if done else 0
        wrong = [line for line in done.stdout.splitlines() if not line.startswith("ok")] if done else []
        check(done and done.returncode == 0 and good == count // shares, "seed %d: after each of %d random states moto holds what is wanted" % (n + 1, good),
              "\n".join(wrong) + (done.stderr if done else "the share did not end"))
