/* What each event does to the world. A table of types; a handler decodes, then changes one table. */
#include "plan-rules/fold.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/batch.h"
#include "lib/model/plan.h"

/* ---- absence: what a list did not have, and nobody saw deleted, stays for a grace time ---- */

static bool absence_is(const struct event *e)
{
    return str_equal(json_str(json_get(e->data, "reason")), "absent");
}

bool fold_absence(struct world *w, const struct event *e, struct moment *absent)
{
    if (!absence_is(e))
        return false;
    if (!absent->us)
        *absent = event_clock(e);
    world_absent_until(w, *absent);
    return true;
}

/* A record's put and delete, which differ only in names. */
#define RECORD(noun, head, touches)                                                                                                        \
    static int noun##_put(struct world *w, const struct event *e, struct err *err)                                                         \
    {                                                                                                                                      \
        struct noun record = {0};                                                                                                          \
        if (noun##_decode(&record, e->data, err)) {                                                                                        \
            noun##_release(&record);                                                                                                       \
            return -1;                                                                                                                     \
        }                                                                                                                                  \
        own_str char *key = noun##_subject(&record);                                                                                       \
        struct world_##noun *slot = SLOT(noun, w->head, key, e, noun##_release);                                                           \
        slot->record = record;                                                                                                             \
        slot->at = event_clock(e);                                                                                                         \
        slot->absent = (struct moment){0};                                                                                                 \
        touched_add(&w->touched, touches, slot->key);                                                                                      \
        return 0;                                                                                                                          \
    }                                                                                                                                      \
    static int noun##_delete(struct world *w, const struct event *e, struct err *err)                                                      \
    {                                                                                                                                      \
        if (!e->subject)                                                                                                                   \
            return err_set(err, ERR_INPUT, "'%s' without a subject", e->type);                                                             \
        struct world_##noun *slot = NULL;                                                                                                  \
        HASH_FIND_STR(w->head, e->subject, slot);                                                                                          \
        if (!slot || !fold_absence(w, e, &slot->absent))                                                                                   \
            DROP(noun, w->head, e->subject, noun##_release);                                                                               \
        touched_add(&w->touched, touches, e->subject);                                                                                     \
        return 0;                                                                                                                          \
    }

RECORD(service, services, TOUCHED_SERVICE)
RECORD(node, nodes, TOUCHED_NODE)
RECORD(binding, bindings, TOUCHED_BINDING)
RECORD(ingress, ingresses, TOUCHED_INGRESS)

static int ingress_gone(struct world *w, const struct event *e, struct err *err)
{
    if (ingress_delete(w, e, err))
        return -1;
    if (absence_is(e))
        return 0;
    DROP(ingress, w->accepted, e->subject, ingress_release);
    world_forget_rejection(w, e->subject);
    return 0;
}

static int binding_gone(struct world *w, const struct event *e, struct err *err)
{
    if (binding_delete(w, e, err))
        return -1;
    if (absence_is(e))
        return 0;
    world_forget_rejection(w, e->subject);
    return 0;
}

/* ---- fleet and clusters ---- */

static int fleet_configured(struct world *w, const struct event *e, struct err *err)
{
    struct fleet fleet = {0};
    if (fleet_decode(&fleet, e->data, err)) {
        fleet_release(&fleet);
        return -1;
    }
    fleet_release(&w->fleet);
    fleet_release(&w->told);
    w->told = fleet;
    if (fleet_decode(&w->fleet, e->data, err))
        return -1;
    w->touched.all = true;
    free(w->fleet_cause);
    w->fleet_cause = event_reference(e);
    return 0;
}

static struct world_cluster *cluster_slot(struct world *w, const char *name)
{
    struct world_cluster *c = NULL;
    HASH_FIND_STR(w->clusters, name, c);
    if (c)
        return c;
    c = xcalloc(1, sizeof *c);
    c->name = xstrdup(name);
    HASH_ADD_KEYPTR(hh, w->clusters, c->name, strlen(c->name), c);
    return c;
}

static void cluster_says(struct world *w, const struct event *e, const struct cluster_state *state)
{
    struct world_cluster *c = cluster_slot(w, state->cluster);
    bool stale = strcmp(e->type, "cluster.stale") == 0;
    if (strcmp(e->type, "cluster.synced") == 0) {
        w->touched.all = w->touched.all || !c->synced;
        c->synced = true;
    }
    if (stale && !c->stale)
        c->since = event_clock(e);
    if (stale || strcmp(e->type, "cluster.listing") != 0) {
        c->stale = stale;
        str_replace(&c->reason, stale ? state->reason : NULL);
    }
    if (state->uid)
        str_replace(&c->uid, state->uid);
}

static int cluster_state(struct world *w, const struct event *e, struct err *err)
{
    struct cluster_state state = {0};
    int bad = cluster_state_decode(&state, e->data, err);
    if (!bad)
        cluster_says(w, e, &state);
    cluster_state_release(&state);
    return bad;
}

/* ---- batches in flight ---- */

static void batch_drop(struct world *w, const char *unit)
{
    struct world_batch *b = NULL;
    HASH_FIND_STR(w->batches, unit, b);
    if (!b)
        return;
    HASH_DEL(w->batches, b);
    free(b->unit);
    free(b->reference);
    free(b);
}

static int plan_batch(struct world *w, const struct event *e, struct err *err)
{
    if (!e->subject)
        return err_set(err, ERR_INPUT, "'plan.batch' without a subject");
    batch_drop(w, e->subject);
    struct world_batch *b = xcalloc(1, sizeof *b);
    b->unit = xstrdup(e->subject);
    b->reference = event_reference(e);
    b->at = event_clock(e);
    HASH_ADD_KEYPTR(hh, w->batches, b->unit, strlen(b->unit), b);
    return 0;
}

static int batch_done(struct world *w, const struct event *e, struct err *err)
{
    struct batch_result result = {0};
    int bad = batch_result_decode(&result, e->data, err);
    const char *current = !bad && result.unit ? world_batch(w, result.unit) : NULL;
    if (current && str_equal(current, result.batch))
        batch_drop(w, result.unit);
    batch_result_release(&result);
    return bad;
}

/* ---- its own words ---- */

static int plan_rejected(struct world *w, const struct event *e, struct err *err)
{
    struct rejection said = {0};
    int bad = rejection_decode(&said, e->data, err);
    if (!bad) {
        own_str char *key = rejection_subject(&said);
        world_forget_rejection(w, key);
        touched_add(&w->touched, str_equal(said.kind, "Ingress") ? TOUCHED_INGRESS : TOUCHED_BINDING, key);
        struct world_rejection *r = xcalloc(1, sizeof *r);
        r->key = xstrdup(key);
        r->cause = event_reference(e);
        r->reason = xstrdup_or_null(said.reason);
        HASH_ADD_KEYPTR(hh, w->rejections, r->key, strlen(r->key), r);
    }
    rejection_release(&said);
    return bad;
}

/* The newest form of an Ingress against the one last accepted. */
static void compare_accepted(struct world *w, const char *key)
{
    struct world_ingress *now = NULL, *before = NULL;
    own_buf a = {0}, b = {0};
    HASH_FIND_STR(w->ingresses, key, now);
    HASH_FIND_STR(w->accepted, key, before);
    if (!now)
        return;
    if (before) {
        ingress_encode(&now->record, &a);
        ingress_encode(&before->record, &b);
    }
    now->accepted = before && strcmp(buf_str(&a), buf_str(&b)) == 0;
}

static int ingress_said(struct world *w, const struct event *e, struct err *err)
{
    struct ingress named = {0};
    if (ingress_put(w, e, err))
        return -1;
    if (ingress_decode(&named, e->data, err) == 0) {
        own_str char *key = ingress_subject(&named);
        compare_accepted(w, key);
    }
    ingress_release(&named);
    return 0;
}

static int accept_ingress(struct world *w, const struct event *e, struct err *err)
{
    struct ingress record = {0};
    if (ingress_accepted_decode(&record, e->data, err)) {
        ingress_release(&record);
        return -1;
    }
    own_str char *key = ingress_subject(&record);
    struct world_ingress *slot = SLOT(ingress, w->accepted, key, e, ingress_release);
    slot->record = record;
    slot->at = event_clock(e);
    compare_accepted(w, key);
    world_forget_rejection(w, key);
    touched_add(&w->touched, TOUCHED_INGRESS, key);
    return 0;
}

static const struct {
    const char *type;
    fold_fn *fold;
} handlers[] = {
    {"ingress.put", ingress_said},
    {"ingress.delete", ingress_gone},
    {"service.put", service_put},
    {"service.delete", service_delete},
    {"node.put", node_put},
    {"node.delete", node_delete},
    {"binding.put", binding_put},
    {"binding.delete", binding_gone},
    {"podinfo.put", fold_podinfo_put},
    {"podinfo.delete", fold_podinfo_delete},
    {"fleet.configured", fleet_configured},
    {"cluster.listing", cluster_state},
    {"cluster.synced", cluster_state},
    {"cluster.bookmark", cluster_state},
    {"cluster.stale", cluster_state},
    {"aws.observed", fold_aws_observed},
    {"aws.gone", fold_aws_observed},
    {"aws.synced", fold_aws_synced},
    {"aws.wanted", asked_fold_wanted},
    {"target.health", fold_target_health},
    {"plan.batch", plan_batch},
    {"batch.done", batch_done},
    {"traffic.weights", fold_traffic},
    {"traffic.drain", fold_traffic},
    {"traffic.resume", fold_traffic},
    {"traffic.hold", fold_traffic},
    {"traffic.release", fold_traffic},
    {"traffic.forget", fold_traffic},
    {"traffic.taken", fold_taken},
    {"traffic.rising", fold_rising},
    {"traffic.drained", fold_drained},
    {"plan.rejected", plan_rejected},
    {"ingress.accepted", accept_ingress},
};

int world_fold(struct world *w, const struct event *e, struct err *err)
{
    struct moment at = event_clock(e);
    if (at.us > w->now.us)
        w->now = at;
    if (w->absent_due.us && w->absent_due.us <= w->now.us)
        world_sweep(w);
    units_fold(&w->units, e);
    budget_fold(&w->budget, e);
    if (e->subject && (str_starts(e->type, "plan.") || strcmp(e->type, "batch.done") == 0))
        touched_add(&w->touched, TOUCHED_UNIT, e->subject);
    trace_fold(&w->traces, w, e);
    touched_trace(&w->touched, e);
    int bad = 0;
    for (size_t i = 0; i < COUNT_OF(handlers); i++)
        if (strcmp(handlers[i].type, e->type) == 0)
            bad = handlers[i].fold(w, e, err);
    world_members(w, e);
    return bad;
}
