/* NAME     build-podinfo: from Kubernetes objects to the records that plans are made of
 * READS    object.* cluster.* of watch-k8s/CLUSTER, fleet.configured of plan-rules
 * WRITES   podinfo.put/delete   one endpoint behind one port of one Service, joined with its pod
 *          service.put/delete   Services that an Ingress of ours or a TargetGroupBinding refers to
 *          ingress.put/delete   Ingresses of ours, with their class parameters and Secrets' keys
 *          node.put/delete, binding.put/delete, object.rejected, object.warning, and the cluster.* passed on
 * STATE    none on disk; struct view is a fold of what was read. Only changes are written.
 * OPTIONS  --fleet FILE  --journal ENDPOINT  --replay FILE  --replay-from SEQUENCE
 *          --journal-key FILE  --journal-server-key FILE: for a journal at tcp://
 * EXIT     0 done, 100 a person must act, 111 try again
 * EXAMPLE  watch-k8s --cluster blue --once | build-podinfo --fleet fleet.yaml | plan-rules --desired */

#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "lib/model/fleet.h"

#include "build-podinfo/view.h"

struct podinfo_stage {
    struct view view;
    struct stage *stage;
    const struct event *cause; /* being folded */
    const char *fleet_file;
};

enum { KEY_FLEET = 0x100 };

static const struct argp_option options[] = {
    {"fleet", KEY_FLEET, "FILE", 0, "In a pipe: the fleet, told as fleet.configured before all else", 0},
    {0},
};

static int option(void *state, int key, const char *arg, struct err *err)
{
    struct podinfo_stage *p = state;
    (void)err;
    if (key == KEY_FLEET)
        p->fleet_file = arg;
    return 0;
}

/* What goes because an object was missing in a list, and not seen deleted, says so too. */
static bool is_absence(const struct podinfo_stage *p, const char *type)
{
    return str_ends(type, ".delete") && p->cause && strcmp(p->cause->type, "object.delete") == 0 &&
           str_equal(json_str(json_get(p->cause->data, "reason")), "absent");
}

static void say(void *context, const char *type, const char *subject, const char *data)
{
    struct podinfo_stage *p = context;
    const char *end = strrchr(data, '}');
    own_buf marked = {0};
    if (is_absence(p, type) && end) {
        buf_add(&marked, data, (size_t)(end - data));
        buf_addf(&marked, "%s\"reason\":\"absent\"}", end > data + 1 ? "," : "");
        data = buf_str(&marked);
    }
    stage_emit(p->stage, &(struct stage_event){.type = type, .subject = subject, .cause = p->cause, .data = data});
}

static int open_stage(void *state, struct stage *s, struct err *err)
{
    struct podinfo_stage *p = state;
    if (p->fleet_file && !stage_in_pipe(s))
        return err_set(err, ERR_CONFIG, "--fleet is for pipes: with --journal the fleet is what plan-rules was given");
    p->stage = s;
    p->view.say = say;
    p->view.context = p;
    return 0;
}

static int fold(void *state, struct stage *s, const struct event *e, struct err *err)
{
    struct podinfo_stage *p = state;
    if (str_starts(e->type, "cluster.") && strcmp(e->source, stage_source(s)) == 0)
        return 0; /* passed on by ourselves */
    p->cause = e;
    int bad = view_fold(&p->view, e, err);
    p->cause = NULL;
    return bad;
}

static void start(void *state, struct stage *s)
{
    struct podinfo_stage *p = state;
    if (p->fleet_file)
        fleet_tell(s, p->fleet_file, NULL);
}

static void finish(void *state, struct stage *s)
{
    struct podinfo_stage *p = state;
    view_end(&p->view);
    stage_exit(s, EXIT_DONE);
}

static void release(void *state)
{
    struct podinfo_stage *p = state;
    view_release(&p->view);
}

static const char *const folds[] = {"object.put", "object.delete", "cluster.", "fleet.configured", NULL};
static const char *const passes[] = {"fleet.configured", NULL};
static const char *const reads[] = {"watch-k8s/", "plan-rules", NULL};

static const struct stage_program program = {
    .name = "build-podinfo",
    .manual = "Joins Ingresses, Services, EndpointSlices and Pods to the records that plans are made of, and writes what changes.",
    .operands = "[FILE...]",
    .options = options,
    .option = option,
    .folds = folds,
    .passes = passes,
    .reads = reads,
    .pure = true,
    .open = open_stage,
    .fold = fold,
    .start = start,
    .finish = finish,
    .close = release,
};

int main(int argc, char **argv)
{
    struct podinfo_stage state = {0};
    return stage_run(&program, &state, argc, argv);
}
