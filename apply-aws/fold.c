/* READS of apply-aws: how each event changes the state. */
#include <stdlib.h>
#include <string.h>
#include <utlist.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/wanted.h"

#include "apply-aws/answer.h"
#include "apply-aws/apply.h"
#include "apply-aws/budget.h"

typedef int fold_fn(struct apply *a, const struct event *e, struct err *err);

/* ---- what AWS holds ---- */

static int fold_observed(struct apply *a, const struct event *e, struct err *err)
{
    struct observed o;
    if (observed_decode(&o, e->data, err))
        return -1;
    const char *member = resource_id_member(o.resource);
    if (!o.id && member)
        o.id = json_str(json_get(o.value, member));
    if (!o.id)
        return err_set(err, ERR_INPUT, "member 'id' is missing, and '%s' has no id of its own", o.resource);
    own_str char *value = json_text(o.value);
    if (strcmp(o.resource, WANTED_ANSWER) == 0)
        answer_fold_said(a, o.service, o.id);
    else if (value)
        world_put(&a->world, &o, value);
    return 0;
}

static int fold_gone(struct apply *a, const struct event *e, struct err *err)
{
    struct observed o;
    if (observed_decode(&o, e->data, err))
        return -1;
    if (!o.id)
        return err_set(err, ERR_INPUT, "member 'id' is missing");
    if (strcmp(o.resource, WANTED_ANSWER) == 0)
        answer_fold_said(a, o.service, o.id);
    world_drop(&a->world, o.service, o.resource, o.id);
    return 0;
}

static int fold_health(struct apply *a, const struct event *e, struct err *err)
{
    struct target_health t = {0};
    int failed = target_health_decode(&t, e->data, err);
    if (!failed)
        world_put_health(&a->world, &t);
    target_health_release(&t);
    return failed;
}

static int fold_synced(struct apply *a, const struct event *e, struct err *err)
{
    struct synced s;
    if (synced_decode(&s, e->data, err))
        return -1;
    a->synced = true;
    if (!a->fleet.account)
        a->fleet.account = xstrdup_or_null(s.account);
    return 0;
}

static int fold_call_done(struct apply *a, const struct event *e, struct err *err)
{
    struct call_result r = {0};
    int failed = call_result_decode(&r, e->data, err);
    for (struct pending *p = a->pending; p && !failed; p = p->next)
        if (str_equal(p->ref, r.batch) && r.call && !strs_has(&p->done, r.call))
            strs_add(&p->done, r.call);
    call_result_release(&r);
    free(a->last_call);
    a->last_call = event_reference(e);
    return failed;
}

/* ---- what is wanted ---- */

static int fold_fleet(struct apply *a, const struct event *e, struct err *err)
{
    struct fleet fleet = {0};
    if (fleet_decode(&fleet, e->data, err)) {
        fleet_release(&fleet);
        return -1;
    }
    if (!fleet.account)
        fleet.account = xstrdup_or_null(a->fleet.account);
    fleet_release(&a->fleet);
    a->fleet = fleet;
    budget_set(a);
    return 0;
}

static bool from_planner(const char *source)
{
    return strcmp(source, "plan-rules") == 0 || str_starts(source, "plan-rules/");
}

static int fold_batch(struct apply *a, const struct event *e, struct err *err)
{
    if (!from_planner(e->source))
        return err_set(err, ERR_INPUT, "plan.batch comes from '%s': only those of plan-rules are acted on", e->source);
    struct pending *p = xcalloc(1, sizeof *p);
    if (batch_decode(&p->batch, e->data, err)) {
        batch_release(&p->batch);
        free(p);
        return -1;
    }
    p->apply = a;
    p->ref = event_reference(e);
    DL_APPEND(a->pending, p);
    return 0;
}

void pending_remove(struct apply *a, struct pending *p)
{
    DL_DELETE(a->pending, p);
    batch_release(&p->batch);
    strs_release(&p->done);
    free(p->ref);
    free(p);
}

static int fold_batch_done(struct apply *a, const struct event *e, struct err *err)
{
    struct batch_result r = {0};
    int failed = batch_result_decode(&r, e->data, err);
    struct pending *p, *next;
    DL_FOREACH_SAFE(a->pending, p, next)
    {
        if (!failed && str_equal(p->ref, r.batch) && !p->begun)
            pending_remove(a, p);
    }
    batch_result_release(&r);
    return failed;
}

static int fold_wanted(struct apply *a, const struct event *e, struct err *err)
{
    if (!from_planner(e->source))
        return err_set(err, ERR_INPUT, "aws.wanted comes from '%s': only plan-rules asks", e->source);
    return stage_in_pipe(a->stage) ? 0 : answer_fold_wanted(a, e, err);
}

static const struct {
    const char *type;
    fold_fn *fold;
    bool own; /* the state has it already when it comes back */
} folds[] = {
    {"aws.observed", fold_observed, true}, {"aws.gone", fold_gone, true},         {"target.health", fold_health, true},
    {"aws.synced", fold_synced, true},     {"call.done", fold_call_done, false},  {"fleet.configured", fold_fleet, false},
    {"plan.batch", fold_batch, false},     {"batch.done", fold_batch_done, true}, {"aws.wanted", fold_wanted, false},
};

int apply_fold(void *state, struct stage *s, const struct event *e, struct err *err)
{
    struct apply *a = state;
    bool own = a->live && strcmp(e->source, stage_source(s)) == 0;
    for (size_t i = 0; i < COUNT_OF(folds); i++)
        if (strcmp(folds[i].type, e->type) == 0)
            return own && folds[i].own ? 0 : folds[i].fold(a, e, err);
    return 0;
}

bool apply_is_ours(const struct apply *a, const struct json *tags)
{
    struct pairs pairs = {0};
    pairs_decode_tags(&pairs, tags);
    const char *cluster = pairs_get(&pairs, "elbv2.k8s.aws/cluster");
    size_t len = a->fleet.name ? strlen(a->fleet.name) : 0;
    bool ours = cluster && len && strncmp(cluster, a->fleet.name, len) == 0 && (cluster[len] == '\0' || cluster[len] == '/');
    pairs_release(&pairs);
    return ours;
}
