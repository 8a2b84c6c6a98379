"""The parts beside the scenario: refusals of AWS told alike, forms of all requests, the vectors."""
import collections
import copy
import json
import os
import re
import subprocess

import botocore.exceptions

import form
from bed import KEYS, REGION
from tap import check, note, same

HERE = os.path.dirname(os.path.abspath(__file__))


# ---- what AWS refuses, as apply-aws tells it and as botocore does
def refused_calls(bed):
    """(what, service, action, parameters) that moto refuses."""
    arn = "arn:aws:elasticloadbalancing:us-west-2:123456789012:"
    group = arn + "targetgroup/nobody/0123456789abcdef"
    elb = "elasticloadbalancing"
    return [
        ("a target group that is not there", elb, "RegisterTargets", {"TargetGroupArn": group, "Targets": [{"Id": "10.0.1.9", "Port": 80}]}),
        ("a listener that is not there", elb, "DescribeListeners", {"ListenerArns": [arn + "listener/app/no/0123456789abcdef/0123456789abcdef"]}),
        ("a name that is too long", elb, "CreateTargetGroup", {"Name": "x" * 33, "Protocol": "HTTP", "Port": 80, "VpcId": bed.vpc}),
        ("a load balancer without subnets that exist", elb, "CreateLoadBalancer", {"Name": "nowhere", "Subnets": ["subnet-0123456789abcdef0"]}),
    ]


def batch_line(number, service, action, parameters):
    call = {"id": "1", "service": service, "action": action, "parameters": parameters, "lane": "rules", "reason": "to be refused"}
    return json.dumps({"specversion": "1.0", "id": "%020d" % number, "source": "plan-rules", "type": "plan.batch",
                       "subject": "loadbalancer/test/%d" % number, "time": "2026-01-01T00:00:00.000000Z",
                       "data": {"unit": "loadbalancer/test/%d" % number, "horizon": 1, "reason": "to be refused", "calls": [call]}})


def told_by_botocore(bed, service, action, parameters):
    client = bed.client(form.SERVICES[service])
    method = next(m for m, a in client.meta.method_to_api_mapping.items() if a == action)
    try:
        getattr(client, method)(**parameters)
    except botocore.exceptions.ClientError as e:
        return e.response["Error"]["Code"], e.response["Error"]["Message"]
    return None


def gone_already(bed, stages):
    """Deleting what is not there is done, not failed: it may be the second try."""
    line = batch_line(99, "ec2", "DeleteSecurityGroup", {"GroupId": "sg-0123456789abcdef0"})
    done = stages.run("apply-aws", "--endpoint-url", bed.aws_url, "--fleet", stages.fleet, stdin=line + "\n")
    check(done.returncode == 0 and '"call.done"' in done.stdout and '"aws.gone"' in done.stdout,
          "deleting a security group that is gone counts as done", done.stdout + done.stderr)


def not_ours(bed, stages):
    """A security group that is not known as the fleet's is not touched: AWS is not even asked."""
    permission = {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "10.0.0.0/8"}]}
    line = batch_line(98, "ec2", "AuthorizeSecurityGroupIngress", {"GroupId": "sg-0123456789abcdef0", "IpPermissions": [permission]})
    since = bed.mark()
    done = stages.run("apply-aws", "--endpoint-url", bed.aws_url, "--fleet", stages.fleet, stdin=line + "\n")
    asked = [r for r in bed.requests(since) if r["op"] == "AuthorizeSecurityGroupIngress"]
    check(done.returncode == 111 and '"errorCode":"NotOurs"' in done.stdout and not asked,
          "a permission for a group that is not ours is refused before AWS is asked, and exits 111", done.stdout + done.stderr)


def refusals(bed, stages):
    cases = refused_calls(bed)
    for number, (what, service, action, parameters) in enumerate(cases, 1):
        told = told_by_botocore(bed, service, action, parameters)
        line = batch_line(number, service, action, parameters)
        done = stages.run("apply-aws", "--endpoint-url", bed.aws_url, "--fleet", stages.fleet, stdin=line + "\n")
        failed = [json.loads(s)["data"] for s in done.stdout.splitlines() if '"call.failed"' in s]
        seen = (failed[0].get("errorCode"), failed[0].get("error") or "") if failed else (None, done.stdout + done.stderr)
        check(told and failed and seen[0] == told[0] and told[1].strip() in seen[1] and done.returncode == 111,
              "%s: apply-aws tells AWS's %s in its words, and exits 111" % (what, told and told[0]),
              "botocore: %s\napply-aws (exit %d): %s\n%s" % (told, done.returncode, seen, done.stderr))
    gone_already(bed, stages)
    not_ours(bed, stages)


# ---- the form of every request
def facts():
    with open(os.path.join(HERE, "elbv2-shapes.json"), encoding="utf-8") as f:
        return json.load(f)


def judge(record, table):
    """None, or what is wrong with a request."""
    try:
        params = form.check_form(record)
        if record["service"] == "elasticloadbalancing":
            form.check_facts(table, table["operations"][record["op"]], params, record["op"])
        form.check_signature(record, KEYS, REGION)
    except (form.Wrong, KeyError, ValueError) as e:
        return "%s: %s" % (type(e).__name__, e)
    return None


def forms(bed):
    sent, table = bed.requests(), facts()
    if not check(sent, "apply-aws sent requests"):
        return
    by_op = collections.defaultdict(list)
    for record in sent:
        by_op[(record["service"], record["op"])].append(judge(record, table))
    for (service, op), verdicts in sorted(by_op.items()):
        wrong = [v for v in verdicts if v]
        check(not wrong, "%s %s: %d requests have the model's form, and botocore's signature" % (service, op, len(verdicts)), "\n".join(wrong[:3]))
    the_check_itself([r for r in sent if r["op"] in ("CreateRule", "RegisterTargets")], table)


def the_check_itself(records, table):
    """A check that accepts everything would prove nothing."""
    if not check(records, "there is a request to spoil"):
        return
    good = records[0]
    port = next((r for r in records if ".Port=" in r["body"]), good)
    spoilt = {"a parameter misspelled": (good, lambda r: r.update(body=re.sub(r"(member\.1\.)", r"membr.1.", r["body"]))),
              "a parameter too much": (good, lambda r: r.update(body=r["body"] + "&Colour=red")),
              "a word where a number belongs": (port, lambda r: r.update(body=re.sub(r"(\.Port|Priority)=\d+", r"\1=many", r["body"], count=1))),
              "another body under the same signature": (good, lambda r: r.update(body=r["body"].replace("us-west-2", "us-west-1"))),
              "a header that is not signed": (good, lambda r: r["headers"].append(["X-Amz-Other", "1"]))}
    for what, (record, spoil) in spoilt.items():
        bad = copy.deepcopy(record)
        spoil(bad)
        check(judge(record, table) is None and judge(bad, table), "this check refuses " + what, "good: %s" % judge(record, table))


# ---- the vectors
def vectors(top, programs):
    own, shared = os.path.join(top, "tests", "vectors"), os.path.join(os.environ.get("SHARED", os.path.join(top, "..", "shared")), "vectors")
    if os.path.exists(os.path.join(own, "run")):
        command = [os.path.join(own, "run")]
    elif os.path.exists(os.path.join(shared, "check")):
        pipe = "%s/build-podinfo | %s/plan-rules --desired" % (programs, programs)
        command = [os.path.join(shared, "check"), os.path.join(shared, "cases"), "--", pipe]
    else:
        return check(False, "the vectors are there", "neither %s/run nor %s/check exists" % (own, shared))
    done = subprocess.run(command, cwd=top, env={**os.environ, "BIN": programs}, capture_output=True, text=True, check=False)
    count = re.findall(r"(\d+) passed, (\d+) failed", done.stdout)
    if not check(count, "the vectors run", (done.stdout + done.stderr)[-2000:]):
        return None
    passed, failed = map(int, count[-1])
    with open(os.path.join(own, "least"), encoding="utf-8") as f:
        least = int(f.read())
    note("vectors: %d of %d pass (%d %%); agreed: at least %d" % (passed, passed + failed, 100 * passed // (passed + failed), least))
    return check(passed >= least and passed + failed >= 316, "at least %d vectors pass: %d of %d" % (least, passed, passed + failed))
