/* NAME     report-k8s - writes back to one cluster what others rely on
 * READS    ingress.* binding.* finalizers.* podinfo.* of build-podinfo, plan.*, traffic.drained, fleet.configured and
 *          ingress.accepted of plan-rules, aws.*, batch.done and target.health of apply-aws; in the journal its own earlier events
 * WRITES   the API server: Ingress status (host names: the load balancer's, and that of a network one in front of it),
 *          TargetGroupBinding status (observedGeneration), readiness conditions of pods that carry a gate
 *          target-health.elbv2.k8s.aws/…, Events on what is rejected or held; takes away the finalizers that the AWS Load
 *          Balancer Controller left where Headgate took over; report.done report.failed
 * STATE    what the cluster was last told, folded from the journal: nothing is written twice
 * OPTIONS  --cluster NAME [--kubeconfig FILE] [--context NAME] | --cluster NAME --in-cluster
 *          | --cluster NAME --eks NAME | --cluster NAME --fleet FILE
 *          --dry-run --journal ENDPOINT --journal-key FILE --journal-server-key FILE
 *          --insecure-skip-tls-verify
 * EXIT     0 done · 100 kubeconfig · 111 (in a pipe) something could not be written
 * EXAMPLE  journal read | report-k8s --cluster blue --dry-run
 *
 * Nothing waits for it: what cannot be written is reported, put off, and tried again, slowly. Its rights are in
 * docs/rbac.yaml under headgate-report. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "lib/model/fleet.h"

#include "lib/reach/reach.h"

#include "report-k8s/picture.h"
#include "report-k8s/say.h"
#include "report-k8s/tell.h"

enum {
    KEY_CLUSTER = 'c',
    KEY_KUBECONFIG = 'k',
    KEY_CONTEXT = 'x',
    KEY_FLEET = 'f',
    KEY_DRY_RUN = 'n',
    KEY_IN_CLUSTER = 0x100,
    KEY_INSECURE,
    KEY_EKS,
};

struct program {
    const char *cluster;
    const char *fleet_path;
    struct fleet fleet;
    struct reach_choice way;
    struct reach *reach;
    bool dry_run;
    bool ending; /* a pipe's input has ended */
    struct stage *stage;
    struct picture picture;
    struct teller *teller; /* NULL: the cluster is not found yet */
    char *unreached;       /* why, as it was said last */
};

static int option(void *state, int key, const char *arg, struct err *err)
{
    struct program *p = state;
    switch (key) {
    case KEY_CLUSTER:
        p->cluster = arg;
        return 0;
    case KEY_KUBECONFIG:
        p->way.kube.kubeconfig = arg;
        return 0;
    case KEY_CONTEXT:
        p->way.kube.context = arg;
        return 0;
    case KEY_FLEET:
        p->fleet_path = arg;
        return 0;
    case KEY_DRY_RUN:
        p->dry_run = true;
        return 0;
    case KEY_IN_CLUSTER:
        p->way.kube.in_cluster = true;
        return 0;
    case KEY_EKS:
        p->way.eks = arg;
        return 0;
    case KEY_INSECURE:
        p->way.kube.insecure = true;
        return 0;
    default:
        return err_set(err, ERR_CONFIG, "option %d is not known", key);
    }
}

static int open_stage(void *state, struct stage *s, struct err *err)
{
    struct program *p = state;
    if (!p->cluster || !*p->cluster || strpbrk(p->cluster, "/ \t\n"))
        return err_set(err, ERR_CONFIG, "--cluster NAME is needed: a name without '/' and spaces, as in the fleet file");
    own_str char *source = xasprintf("report-k8s/%s", p->cluster);
    stage_set_source(s, source);
    if (p->dry_run && !stage_in_pipe(s))
        return err_set(err, ERR_CONFIG, "--dry-run does not go with --journal");
    p->stage = s;
    p->picture.cluster = xstrdup(p->cluster);
    if (p->dry_run)
        return 0;
    if (p->fleet_path && !reach_ask_fleet(&p->way, &p->fleet, p->fleet_path, p->cluster, err))
        return -1;
    p->reach = reach_new(stage_loop(s), &p->way, p->fleet.region, err);
    return p->reach ? 0 : -1;
}

static int fold(void *state, struct stage *s, const struct event *e, struct err *err)
{
    struct program *p = state;
    (void)s;
    return picture_fold(&p->picture, e, err);
}

static void tell(struct program *p)
{
    struct notes notes = {0};
    picture_notes(&p->picture, &notes);
    teller_tell(p->teller, &notes);
    p->picture.changed = false;
    if (p->ending && teller_idle(p->teller))
        stage_exit(p->stage, teller_failed(p->teller) ? EXIT_AGAIN : EXIT_DONE);
    notes_release(&notes);
}

static void on_due(void *context)
{
    tell(context);
}

/* Where the cluster is: now there is somebody to tell. */
static void begin(struct program *p, struct kube_access *access)
{
    log_info("reporting to %s", access->where);
    p->teller = teller_new(p->stage, access);
    teller_on_due(p->teller, on_due, p);
    if (p->ending || !stage_in_pipe(p->stage))
        tell(p);
}

static void reached(void *context, struct kube_access *access, const struct err *err)
{
    struct program *p = context;
    if (!err)
        begin(p, access);
    else if (err->kind == ERR_CONFIG || stage_in_pipe(p->stage))
        stage_fail(p->stage, err);
    else if (!str_equal(p->unreached, err->text)) {
        str_replace(&p->unreached, err->text);
        log_warn("cannot be told anything yet, and is tried again: %s", err->text);
    }
}

static void start(void *state, struct stage *s)
{
    struct program *p = state;
    if (p->dry_run) {
        stage_for_people(s);
        return;
    }
    reach_start(p->reach, reached, p);
}

static void react(void *state, struct stage *s)
{
    struct program *p = state;
    if (p->teller && !stage_in_pipe(s) && p->picture.changed)
        tell(p);
}

static void print_notes(struct program *p)
{
    struct notes notes = {0};
    picture_notes(&p->picture, &notes);
    for (size_t i = 0; i < notes.count; i++) {
        struct saying s;
        saying_make(&s, &notes.items[i], moment_now());
        own_str char *line = xasprintf("%s %s %s\n", s.patch ? "PATCH" : "POST", s.path, s.body);
        stage_print(p->stage, line);
        saying_release(&s);
    }
    notes_release(&notes);
}

static void finish(void *state, struct stage *s)
{
    struct program *p = state;
    if (p->dry_run) {
        print_notes(p);
        stage_exit(s, EXIT_DONE);
        return;
    }
    p->ending = true;
    if (p->teller)
        tell(p);
}

static void close_stage(void *state)
{
    struct program *p = state;
    teller_free(p->teller);
    picture_release(&p->picture);
    reach_free(p->reach);
    fleet_release(&p->fleet);
    free(p->unreached);
}

static const struct argp_option options[] = {
    {"cluster", KEY_CLUSTER, "NAME", 0, "Name of the cluster, as in the events; the source is report-k8s/NAME", 0},
    {"kubeconfig", KEY_KUBECONFIG, "FILE", 0, "Else $KUBECONFIG, else ~/.kube/config, else the cluster that this runs in", 0},
    {"context", KEY_CONTEXT, "NAME", 0, "Of the kubeconfig, else its current-context", 0},
    {"in-cluster", KEY_IN_CLUSTER, NULL, 0, "Use the service account of the pod that this runs in", 0},
    {"eks", KEY_EKS, "NAME", 0, "The EKS cluster of this name (or ARN): asked of AWS, with the credentials that apply-aws would find", 0},
    {"fleet", KEY_FLEET, "FILE", 0, "Take what is not said here from the member NAME of this fleet file", 0},
    {"dry-run", KEY_DRY_RUN, NULL, 0, "In a pipe: print the requests, send none", 0},
    {"insecure-skip-tls-verify", KEY_INSECURE, NULL, 0, "Let pass what the kubeconfig says under that name", 0},
    {0},
};

static const char *const reads[] = {"build-podinfo", "plan-rules", "apply-aws", ".", NULL};

int main(int argc, char **argv)
{
    struct program p = {0};
    const struct stage_program program = {
        .name = "report-k8s",
        .manual = "Writes back to one cluster: Ingress status, readiness gates, Events.\v"
                  "Exit codes: 0 done, 100 a person must change something, 111 (in a pipe) something could not be written.",
        .operands = "[FILE...]",
        .options = options,
        .option = option,
        .folds = picture_types,
        .reads = reads,
        .open = open_stage,
        .fold = fold,
        .start = start,
        .react = react,
        .finish = finish,
        .close = close_stage,
    };
    return stage_run(&program, &p, argc, argv);
}
