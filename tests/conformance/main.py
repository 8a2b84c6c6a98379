"""The conformance run: main.py FOLDER TOOLS PROGRAMS [PART...]; parts are tour, identity, kubeconfig, states, scenario, refusals, forms, report, scale, vectors."""
import os
import signal
import sys

import tap
from bed import Bed
from identity import identity
from kubeconfig import kubeconfig
from parts import forms, refusals, vectors
from report import Report
from scale import Scale
from scenario import Scenario
from stages import Stages
from states import states
from tour import tour


ALONE = {"tour": tour, "identity": identity, "kubeconfig": kubeconfig, "states": states}  # they need no cluster


def with_bed(folder, tools, programs, wanted):
    bed = Bed(folder, tools)
    try:
        tap.note("starting moto, etcd and two API servers")
        bed.start_aws()
        bed.start_clusters(["blue", "green"])
        version = bed.clusters["blue"].session.get(bed.clusters["blue"].url + "/version").json()
        tap.note("kube-apiserver %s, moto at %s" % (version["gitVersion"], bed.aws_url))
        stages = Stages(bed, programs, [("blue", "token"), ("green", "certificate")])
        if "scenario" in wanted:
            Scenario(bed, stages).run()
        if "refusals" in wanted:
            refusals(bed, stages)
        if "forms" in wanted:
            forms(bed)
        if "report" in wanted:
            Report(bed, stages).run()
        if "scale" in wanted:
            Scale(bed, programs).run()
    finally:
        bed.close()


def main():
    folder, tools, programs, *wanted = sys.argv[1:]
    wanted = wanted or ["tour", "identity", "kubeconfig", "states", "scenario", "refusals", "forms", "report", "scale", "vectors"]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(111))
    for name, part in ALONE.items():
        if name in wanted:
            try:
                part(folder, tools, programs)
            except Exception as e:
                tap.check(False, "the part %s ends" % name, repr(e))
    if set(wanted) - {"vectors", *ALONE}:
        try:
            with_bed(folder, tools, programs, wanted)
        except Exception as e:  # the count must be printed whatever breaks
            tap.check(False, "the bed stands", repr(e))
    if "vectors" in wanted:
        vectors(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", ".."), programs)
    for line in tap.failures:
        tap.note("failed: " + line)
    print("conformance: %d passed, %d failed, %d skipped" % (tap.passed, tap.failed, tap.skipped), flush=True)
    return 1 if tap.failed or tap.skipped or not tap.passed else 0


if __name__ == "__main__":
    sys.exit(main())
