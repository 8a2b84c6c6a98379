/* NAME     plan-rules: from what clusters and AWS say to batches of ELBv2 calls
 * READS    ingress.* service.* podinfo.* node.* binding.* cluster.* of build-podinfo, traffic.* of
 *          shift-traffic, aws.* target.health call.* batch.done budget.report of apply-aws, its own events
 * WRITES   fleet.configured (with --fleet), plan.batch, plan.rejected, plan.held, plan.settled, aws.wanted,
 *          ingress.accepted, traffic.taken, traffic.rising, traffic.drained; with --desired the wanted load balancers, one a line;
 *          with --diff what would change, for people
 * STATE    none on disk; struct world is a fold of what was read
 * OPTIONS  --desired  --format json|table  --diff  --fleet FILE  --assume-synced  --journal ENDPOINT  --replay FILE  --replay-from SEQUENCE
 *          --journal-key FILE  --journal-server-key FILE: for a journal at tcp://
 * EXIT     0 done, 100 a person must act, 111 a member cluster was not read to the end
 * EXAMPLE  build-podinfo --fleet fleet.yaml objects.jsonl | plan-rules --desired */

#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "lib/model/elb.h"
#include "lib/model/fleet.h"

#include "plan-rules/compile/compile.h"
#include "plan-rules/desired.h"
#include "plan-rules/memo.h"
#include "plan-rules/plan.h"
#include "plan-rules/world.h"

struct plan {
    struct world world;
    struct memo memo;
    const char *fleet_file;
    bool desired, diff;
    enum desired_format format;
};

enum { KEY_DESIRED = 0x100, KEY_FORMAT, KEY_DIFF, KEY_FLEET, KEY_ASSUME_SYNCED };

static const struct argp_option options[] = {
    {"desired", KEY_DESIRED, NULL, 0, "Print the wanted load balancers, one a line, and plan nothing", 0},
    {"format", KEY_FORMAT, "json|table", 0, "How --desired prints: json for programs (the default), table for people", 0},
    {"diff", KEY_DIFF, NULL, 0, "Print for people what AWS lacks, and what it has too much: + rule, ~ weight, - target; plan nothing", 0},
    {"fleet", KEY_FLEET, "FILE", 0, "The fleet; told as fleet.configured when it differs from the last one", 0},
    {"assume-synced", KEY_ASSUME_SYNCED, NULL, 0, "Take every member cluster as read to the end", 0},
    {0},
};

static int choose_format(struct plan *p, const char *name, struct err *err)
{
    bool table = strcmp(name, "table") == 0;
    if (!table && strcmp(name, "json") != 0)
        return err_set(err, ERR_CONFIG, "--format must be json or table, not '%s'", name);
    p->format = table ? DESIRED_TABLE : DESIRED_JSON;
    return 0;
}

static int option(void *state, int key, const char *arg, struct err *err)
{
    struct plan *p = state;
    if (key == KEY_DESIRED)
        p->desired = true;
    else if (key == KEY_DIFF)
        p->diff = true;
    else if (key == KEY_FORMAT)
        return choose_format(p, arg, err);
    else if (key == KEY_FLEET)
        p->fleet_file = arg;
    else if (key == KEY_ASSUME_SYNCED)
        p->world.assume_synced = true;
    return 0;
}

static const char *const folds[] = {
    "fleet.configured", "ingress.",    "service.",   "podinfo.",      "node.",    "binding.", "cluster.",   "aws.observed",
    "aws.gone",         "aws.synced",  "aws.wanted", "target.health", "traffic.", "plan.",    "batch.done", "call.",
    "budget.",          "timer.fired", NULL,
};

/* apply-aws, next in the pipe, needs these too. */
static const char *const passes[] = {
    "fleet.configured", "aws.", "target.health", "plan.", "ingress.accepted", "call.", "batch.done", NULL,
};

static const char *const given[] = {"fleet.configured", NULL};

static const char *const reads[] = {"build-podinfo", "shift-traffic", "apply-aws", ".", NULL};

static int fold(void *state, struct stage *s, const struct event *e, struct err *err)
{
    struct plan *p = state;
    (void)s;
    return world_fold(&p->world, e, err);
}

static void start(void *state, struct stage *s)
{
    struct plan *p = state;
    p->world.whole_only = !stage_in_pipe(s);
    if (p->format == DESIRED_TABLE || p->diff)
        stage_for_people(s);
    if (p->fleet_file)
        fleet_tell(s, p->fleet_file, &p->world.told);
}

static void react(void *state, struct stage *s)
{
    struct plan *p = state;
    if (p->desired)
        desired_print(&p->world, s, p->format);
    else if (p->diff)
        plan_show(&p->world, s);
    else
        plan_react(&p->world, &p->memo, s);
}

static void finish(void *state, struct stage *s)
{
    struct plan *p = state;
    stage_exit(s, world_all_synced(&p->world) ? EXIT_DONE : EXIT_AGAIN);
}

static void release(void *state)
{
    struct plan *p = state;
    memo_forget(&p->memo);
    world_release(&p->world);
}

static const struct stage_program program = {
    .name = "plan-rules",
    .manual = "Folds what build-podinfo says of the clusters and what AWS said, and writes batches of ELBv2 calls.",
    .operands = "[FILE...]",
    .options = options,
    .option = option,
    .folds = folds,
    .passes = passes,
    .reads = reads,
    .given = given,
    .pure = true,
    .fold = fold,
    .start = start,
    .react = react,
    .finish = finish,
    .hangup = start,
    .close = release,
};

int main(int argc, char **argv)
{
    struct plan plan = {0};
    return stage_run(&program, &plan, argc, argv);
}
