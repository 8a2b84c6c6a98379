#include "report-k8s/picture_inner.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/batch.h"
#include "lib/model/observed.h"

/* ---- AWS ---- */

static void thing_drop(struct picture *p, const char *arn)
{
    struct picture_thing *t = NULL;
    HASH_FIND_STR(p->things, arn, t);
    if (!t)
        return;
    HASH_DEL(p->things, t);
    free(t->arn);
    free(t->stack);
    free(t->owner);
    free(t->name);
    free(t->of);
    free(t->dns);
    free(t->cause);
    free(t);
}

static char *lower(const char *text)
{
    char *copy = xstrdup_or_null(text);
    for (char *c = copy; c && *c; c++)
        *c = (char)tolower((unsigned char)*c);
    return copy;
}

static void thing_keep(struct picture *p, const struct observed *o, const struct pairs *tags, const struct event *e)
{
    const char *owner = pairs_get(tags, "elbv2.k8s.aws/cluster");
    struct picture_thing *t = xcalloc(1, sizeof *t);
    *t = (struct picture_thing){.arn = xstrdup(o->id), .cause = event_reference(e)};
    t->stack = xstrdup(pairs_get(tags, "ingress.k8s.aws/stack"));
    t->owner = xstrdup_or_null(owner ? owner : pairs_get(tags, "ingress.k8s.aws/cluster"));
    t->name = xstrdup_or_null(json_str(json_get(o->value, "TargetGroupName")));
    t->of = xstrdup_or_null(pairs_get(tags, "ingress.k8s.aws/resource"));
    t->dns = lower(json_str(json_get(o->value, "DNSName")));
    t->front = str_equal(json_str(json_get(o->value, "Type")), "network");
    HASH_ADD_KEYPTR(hh, p->things, t->arn, strlen(t->arn), t);
}

static int fold_observed(struct picture *p, const struct event *e, struct err *err)
{
    struct observed o;
    struct pairs tags = {0};
    if (observed_decode(&o, e->data, err))
        return -1;
    if (strcmp(o.resource, "LoadBalancer") != 0 && strcmp(o.resource, "TargetGroup") != 0)
        return 0;
    thing_drop(p, o.id);
    pairs_decode_tags(&tags, json_get(o.value, "Tags"));
    if (o.value && pairs_get(&tags, "ingress.k8s.aws/stack"))
        thing_keep(p, &o, &tags, e);
    pairs_release(&tags);
    return 0;
}

static struct picture_target *target_get(struct picture *p, const char *key)
{
    struct picture_target *t = NULL;
    HASH_FIND_STR(p->targets, key, t);
    if (t)
        return t;
    t = xcalloc(1, sizeof *t);
    t->key = xstrdup(key);
    HASH_ADD_KEYPTR(hh, p->targets, t->key, strlen(t->key), t);
    return t;
}

static void health_drop(struct picture_target *t, const char *group)
{
    for (struct picture_health **at = &t->health; *at; at = &(*at)->next) {
        struct picture_health *h = *at;
        if (group && strcmp(h->group, group) != 0)
            continue;
        *at = h->next;
        free(h->group);
        free(h->state);
        free(h->reason);
        free(h->cause);
        free(h);
        return;
    }
}

static void target_drop(struct picture *p, struct picture_target *t)
{
    while (t->health)
        health_drop(t, NULL);
    HASH_DEL(p->targets, t);
    free(t->key);
    free(t);
}

static int fold_health(struct picture *p, const struct event *e, struct err *err)
{
    struct target_health said = {0};
    if (target_health_decode(&said, e->data, err))
        return -1;
    own_str char *key = xasprintf("%s:%d", said.id, said.port);
    struct picture_target *t = target_get(p, key);
    health_drop(t, said.group_name);
    if (strcmp(said.state, "gone") != 0) {
        struct picture_health *h = xcalloc(1, sizeof *h);
        *h = (struct picture_health){.group = xstrdup(said.group_name), .state = xstrdup(said.state), .next = t->health};
        h->reason = xstrdup_or_null(said.reason);
        h->cause = event_reference(e);
        t->health = h;
    }
    if (!t->health)
        target_drop(p, t);
    target_health_release(&said);
    return 0;
}

static int fold_aws_synced(struct picture *p, const struct event *e, struct err *err)
{
    (void)e;
    (void)err;
    p->aws_known = true;
    return 0;
}

bool health_is_leaving(const struct picture_health *h)
{
    return target_health_leaving(&(struct target_health){.state = h->state});
}

/* ---- what was told ---- */

struct picture_said *said_get(const struct picture *p, const char *key)
{
    struct picture_said *s = NULL;
    HASH_FIND_STR(p->said, key, s);
    return s;
}

static void said_drop(struct picture *p, struct picture_said *s)
{
    HASH_DEL(p->said, s);
    free(s->key);
    free(s->value);
    free(s->uid);
    free(s);
}

void said_forget_object(struct picture *p, const char *kind, const char *namespace, const char *name)
{
    own_str char *prefix = xasprintf("%s/%s/%s/%s/", p->cluster, namespace, kind, name);
    struct picture_said *s, *next;
    HASH_ITER (hh, p->said, s, next)
        if (str_starts(s->key, prefix))
            said_drop(p, s);
}

static void said_keep(struct picture *p, const struct report *said)
{
    own_str char *key = report_subject(said);
    struct picture_said *s = said_get(p, key);
    if (!s) {
        s = xcalloc(1, sizeof *s);
        s->key = xstrdup(key);
        HASH_ADD_KEYPTR(hh, p->said, s->key, strlen(s->key), s);
    }
    s->times = str_equal(s->value, said->value) ? s->times + 1 : 1;
    s->over = false;
    str_replace(&s->value, said->value);
    str_replace(&s->uid, said->uid);
}

static int fold_done(struct picture *p, const struct event *e, struct err *err)
{
    struct report said = {0};
    if (report_decode(&said, e->data, err))
        return -1;
    if (strcmp(said.cluster, p->cluster) == 0)
        said_keep(p, &said);
    if (strcmp(said.kind, "Pod") == 0 && strcmp(said.cluster, p->cluster) == 0)
        pods_told(p, &said);
    report_release(&said);
    return 0;
}

/* ---- all of it ---- */

static const struct folding {
    const char *type;
    picture_fold_fn *fold;
} foldings[] = {
    {"fleet.configured", fold_fleet},
    {"cluster.bookmark", fold_bookmark},
    {"ingress.put", fold_ingress},
    {"ingress.delete", fold_ingress},
    {"binding.put", fold_binding},
    {"binding.delete", fold_binding},
    {"finalizers.put", fold_finalizers},
    {"finalizers.delete", fold_finalizers},
    {"podinfo.put", fold_pod},
    {"podinfo.delete", fold_pod},
    {"aws.observed", fold_observed},
    {"aws.gone", fold_observed},
    {"aws.synced", fold_aws_synced},
    {"target.health", fold_health},
    {"plan.rejected", fold_rejected},
    {"ingress.accepted", fold_accepted},
    {"plan.held", fold_held},
    {"plan.batch", fold_batch},
    {"batch.done", fold_batch_done},
    {"plan.settled", fold_settled},
    {"traffic.drained", fold_drained},
    {"report.done", fold_done},
};

const char *const picture_types[] = {
    "fleet.configured", "cluster.bookmark",  "ingress.put",   "ingress.delete", "binding.put",     "binding.delete",
    "finalizers.put",   "finalizers.delete", "podinfo.put",   "podinfo.delete", "aws.observed",    "aws.gone",
    "aws.synced",       "target.health",     "plan.rejected", "plan.held",      "plan.batch",      "plan.settled",
    "ingress.accepted", "batch.done",        "report.done",   "report.failed",  "traffic.drained", NULL,
};

int picture_fold(struct picture *p, const struct event *e, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(foldings); i++)
        if (e->subject && strcmp(foldings[i].type, e->type) == 0) {
            p->changed = true;
            return foldings[i].fold(p, e, err);
        }
    return 0;
}

void picture_release(struct picture *p)
{
    objects_release(p);
    plan_release(p);
    drained_release_all(p);
    while (p->targets)
        target_drop(p, p->targets);
    while (p->things)
        thing_drop(p, p->things->arn);
    while (p->said)
        said_drop(p, p->said);
    free(p->cluster);
}
