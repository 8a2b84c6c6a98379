"""Who apply-aws is, by the links of the credential chain that moto serves: a role of a profile, a chain of two, a web identity."""
import os
import re
import subprocess

from bed import REGION, Bed
from tap import check

ROLE = "arn:aws:iam::123456789012:role/"
CONFIG = """[default]
region = %s
[profile one]
role_arn = %sone
source_profile = keys
[profile two]
role_arn = %stwo
source_profile = one
role_session_name = night
""" % (REGION, ROLE, ROLE)
CREDENTIALS = "[keys]\naws_access_key_id = AKIAPROFILE000000000\naws_secret_access_key = secret\n"


def asked(bed, programs, fleet, **env):
    mine = {k: v for k, v in os.environ.items() if not k.startswith("AWS_")}
    files = {"AWS_CONFIG_FILE": bed.path("config"), "AWS_SHARED_CREDENTIALS_FILE": bed.path("credentials"), "AWS_EC2_METADATA_DISABLED": "true"}
    return subprocess.run([os.path.join(programs, "apply-aws"), "--check", "--fleet", fleet, "--endpoint-url", bed.aws_url],
                          capture_output=True, text=True, timeout=60, check=False, env={**mine, **files, **env})


def who(done):
    """The lines about us: which link, and who AWS says that we are."""
    return dict(re.findall(r"^ok +(credentials|identity) +(.*)$", done.stdout, re.M))


def identity(folder, tools, programs):
    bed = Bed(os.path.join(folder, "identity"), tools)
    try:
        bed.start_aws()
        bed.write("config", CONFIG)
        bed.write("credentials", CREDENTIALS)
        token = bed.write("token", "a.web.identity\n")
        fleet = bed.write("fleet.yaml", "fleet: shop\nregion: %s\nvpcId: %s\nclusters:\n  - {name: blue, kubeconfig: /nonexistent}\n" % (REGION, bed.vpc))
        for what, env, link, role in (
                ("a role of a profile", {"AWS_PROFILE": "one"}, "role '%sone' by profile 'keys'" % ROLE, "one/headgate"),
                ("a chain of two roles", {"AWS_PROFILE": "two"}, "role '%stwo' by role '%sone'" % (ROLE, ROLE), "two/night"),
                ("a web identity", {"AWS_WEB_IDENTITY_TOKEN_FILE": token, "AWS_ROLE_ARN": ROLE + "pod"}, "role '%spod' by the web identity token" % ROLE,
                 "pod/headgate")):
            done = asked(bed, programs, fleet, **env)
            seen = who(done)
            check(done.returncode == 0 and seen.get("credentials", "").startswith(link) and ":assumed-role/%s in account" % role in seen.get("identity", ""),
                  "moto takes us for %s by %s" % (role, what), done.stdout + done.stderr)
    finally:
        bed.close()
