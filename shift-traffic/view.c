#include "shift-traffic/view_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/batch.h"
#include "lib/model/records.h"

/* ---- the operator's words ---- */

static void word_drop(struct view *v, const char *key)
{
    struct view_word *w = NULL;
    HASH_FIND_STR(v->words, key, w);
    if (!w)
        return;
    HASH_DEL(v->words, w);
    traffic_release(&w->said);
    free(w->key);
    free(w);
}

static void word_put(struct view *v, char *key, struct traffic *said)
{
    word_drop(v, key);
    struct view_word *w = xcalloc(1, sizeof *w);
    w->key = key;
    w->said = *said;
    HASH_ADD_KEYPTR(hh, v->words, w->key, strlen(w->key), w);
}

static const struct verb {
    const char *type;
    const char *word;
    bool ends; /* it ends what the word began */
} verbs[] = {
    {"traffic.weights", "weights", false}, {"traffic.drain", "drain", false}, {"traffic.resume", "drain", true},
    {"traffic.hold", "hold", false},       {"traffic.release", "hold", true}, {"traffic.forget", "forget", false},
};

static void taken_drop(struct view *v, struct view_taken *t)
{
    HASH_DEL(v->taken, t);
    taken_release(&t->record);
    free(t->stack);
    free(t);
}

static void fold_taken(struct view *v, const struct event *e)
{
    struct view_taken *t = NULL;
    struct taken record = {0};
    if (taken_decode(&record, e->data, NULL))
        return;
    HASH_FIND_STR(v->taken, record.stack, t);
    if (t)
        taken_drop(v, t);
    t = xcalloc(1, sizeof *t);
    t->stack = xstrdup(record.stack);
    t->record = record;
    HASH_ADD_KEYPTR(hh, v->taken, t->stack, strlen(t->stack), t);
}

static void resume_others(struct view *v, const struct traffic *said)
{
    own_str char *subject = traffic_subject(said);
    own_str char *forget = xasprintf("forget %s", subject);
    word_drop(v, forget);
    for (struct view_taken *t = v->taken; t; t = t->hh.next)
        taken_resume(&t->record, said->scope, said->cluster);
}

static void fold_word(struct view *v, const struct event *e)
{
    struct traffic said = {0};
    const struct verb *verb = verbs;
    while (verb < verbs + COUNT_OF(verbs) && strcmp(verb->type, e->type) != 0)
        verb++;
    if (verb == verbs + COUNT_OF(verbs) || traffic_decode(&said, e->data, NULL))
        return;
    own_str char *subject = traffic_subject(&said);
    own_str char *key = xasprintf("%s %s", verb->word, subject);
    if (!verb->ends) {
        word_put(v, xstrdup(key), &said);
        return;
    }
    word_drop(v, key);
    if (strcmp(e->type, "traffic.resume") == 0)
        resume_others(v, &said);
    traffic_release(&said);
}

/* ---- fleet and clusters ---- */

static void fold_fleet(struct view *v, const struct event *e)
{
    struct fleet fleet = {0};
    if (fleet_decode(&fleet, e->data, NULL))
        return;
    fleet_release(&v->fleet);
    v->fleet = fleet;
}

static void fold_cluster(struct view *v, const struct event *e)
{
    struct cluster_state said = {0};
    if (cluster_state_decode(&said, e->data, NULL))
        return;
    struct view_cluster *c = NULL;
    HASH_FIND_STR(v->clusters, said.cluster, c);
    if (!c) {
        c = xcalloc(1, sizeof *c);
        c->name = xstrdup(said.cluster);
        HASH_ADD_KEYPTR(hh, v->clusters, c->name, strlen(c->name), c);
    }
    bool stale = strcmp(e->type, "cluster.stale") == 0;
    str_replace(&c->stale, !stale ? NULL : said.reason ? said.reason : "not heard");
    cluster_state_release(&said);
}

/* ---- what AWS holds ---- */

static void thing_drop(struct view *v, struct view_thing *t)
{
    HASH_DEL(v->things, t);
    json_free(t->value);
    free(t->resource);
    free(t->arn);
    free(t);
}

static void unit_drop(struct view *v, struct view_unit *u)
{
    HASH_DEL(v->units, u);
    free(u->name);
    free(u->batch);
    free(u->held);
    free(u->failed);
    free(u);
}

/* With a target group goes what was still to be said of its targets. */
static void targets_gone(struct view *v, const char *group_arn)
{
    struct view_unit *u = NULL;
    own_str char *name = view_group_name(group_arn);
    own_str char *unit = xasprintf("targets/%s", name ? name : "");
    if (name)
        HASH_FIND_STR(v->units, unit, u);
    if (u)
        unit_drop(v, u);
}

static bool of_interest(const struct observed *o)
{
    static const char *const resources[] = {"LoadBalancer", "Listener", "Rule", "TargetGroup"};
    for (size_t i = 0; i < COUNT_OF(resources); i++)
        if (strcmp(resources[i], o->resource) == 0)
            return true;
    return false;
}

static void fold_thing(struct view *v, const struct event *e)
{
    struct observed o;
    struct view_thing *t = NULL;
    if (observed_decode(&o, e->data, NULL) || !of_interest(&o))
        return;
    HASH_FIND_STR(v->things, o.id, t);
    if (t)
        thing_drop(v, t);
    if (!o.value) {
        targets_gone(v, o.id);
        return;
    }
    own_str char *text = json_text(o.value);
    t = xcalloc(1, sizeof *t);
    t->arn = xstrdup(o.id);
    t->resource = xstrdup(o.resource);
    t->value = json_parse(text, strlen(text), NULL);
    HASH_ADD_KEYPTR(hh, v->things, t->arn, strlen(t->arn), t);
}

static void fold_synced(struct view *v, const struct event *e)
{
    (void)e;
    v->aws_read = true;
}

/* ---- what plan-rules does about it ---- */

static struct view_unit *unit_of(struct view *v, const char *name)
{
    struct view_unit *u = NULL;
    HASH_FIND_STR(v->units, name, u);
    if (u)
        return u;
    u = xcalloc(1, sizeof *u);
    u->name = xstrdup(name);
    HASH_ADD_KEYPTR(hh, v->units, u->name, strlen(u->name), u);
    return u;
}

static void fold_batch(struct view *v, const struct event *e)
{
    struct view_unit *u = unit_of(v, e->subject);
    free(u->batch);
    u->batch = event_reference(e);
    str_replace(&u->held, NULL);
}

static void fold_settled(struct view *v, const struct event *e)
{
    struct view_unit *u = unit_of(v, e->subject);
    str_replace(&u->held, NULL);
    str_replace(&u->failed, NULL);
}

static void fold_held(struct view *v, const struct event *e)
{
    str_replace(&unit_of(v, e->subject)->held, json_str_or(json_get(e->data, "reason"), "held"));
}

static void fold_done(struct view *v, const struct event *e)
{
    struct view_unit *u = unit_of(v, e->subject);
    const char *batch = json_str(json_get(e->data, "batch"));
    bool whole = strcmp(json_str_or(json_get(e->data, "outcome"), "failed"), "done") == 0;
    if (!u->batch || !batch || strcmp(u->batch, batch) != 0)
        return; /* of an older one */
    str_replace(&u->batch, NULL);
    str_replace(&u->failed, whole ? NULL : json_str_or(json_get(e->data, "reason"), "not all was done"));
}

/* ---- all of it ---- */

static const struct folding {
    const char *type; /* ends in '.': every one that starts so */
    void (*fold)(struct view *v, const struct event *e);
} foldings[] = {
    {"fleet.configured", fold_fleet},
    {"traffic.taken", fold_taken},
    {"traffic.drained", view_fold_drained},
    {"traffic.", fold_word},
    {"cluster.", fold_cluster},
    {"aws.observed", fold_thing},
    {"aws.gone", fold_thing},
    {"aws.synced", fold_synced},
    {"target.health", view_fold_health},
    {"plan.batch", fold_batch},
    {"plan.settled", fold_settled},
    {"plan.held", fold_held},
    {"batch.done", fold_done},
    {"ingress.accepted", view_fold_ingress},
    {"ingress.delete", view_fold_ingress},
    {"binding.", view_fold_binding},
};

const char *const view_types[] = {
    "fleet.configured", "traffic.",         "cluster.",       "aws.observed", "aws.gone",
    "aws.synced",       "target.health",    "plan.batch",     "plan.settled", "plan.held",
    "batch.done",       "ingress.accepted", "ingress.delete", "binding.",     NULL,
};

void view_fold(struct view *v, const struct event *e)
{
    for (size_t i = 0; i < COUNT_OF(foldings); i++) {
        const char *type = foldings[i].type;
        size_t len = strlen(type);
        if (type[len - 1] == '.' ? str_starts(e->type, type) : strcmp(e->type, type) == 0) {
            if (e->subject)
                foldings[i].fold(v, e);
            return;
        }
    }
}

void view_release(struct view *v)
{
    struct view_word *w, *next_word;
    struct view_taken *taken, *next_taken;
    struct view_cluster *c, *next_cluster;
    struct view_thing *thing, *next_thing;
    struct view_unit *u, *next_unit;
    HASH_ITER (hh, v->words, w, next_word)
        word_drop(v, w->key);
    HASH_ITER (hh, v->taken, taken, next_taken)
        taken_drop(v, taken);
    HASH_ITER (hh, v->clusters, c, next_cluster) {
        HASH_DEL(v->clusters, c);
        free(c->name);
        free(c->stale);
        free(c);
    }
    HASH_ITER (hh, v->things, thing, next_thing)
        thing_drop(v, thing);
    view_release_targets(v);
    view_release_ingresses(v);
    view_release_bindings(v);
    HASH_ITER (hh, v->units, u, next_unit)
        unit_drop(v, u);
    fleet_release(&v->fleet);
}

/* ---- looking ---- */

const struct traffic *view_word(const struct view *v, const char *word, const char *subject)
{
    struct view_word *w = NULL;
    own_str char *key = xasprintf("%s %s", word, subject);
    HASH_FIND_STR(v->words, key, w);
    return w ? &w->said : NULL;
}

const char *view_stale(const struct view *v, const char *cluster)
{
    struct view_cluster *c = NULL;
    HASH_FIND_STR(v->clusters, cluster, c);
    return c ? c->stale : NULL;
}

const struct view_unit *view_unit(const struct view *v, const char *name)
{
    struct view_unit *u = NULL;
    HASH_FIND_STR(v->units, name, u);
    return u;
}

bool view_in_flight(const struct view *v)
{
    for (const struct view_unit *u = v->units; u; u = u->hh.next)
        if (u->batch)
            return true;
    return false;
}
