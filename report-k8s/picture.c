#include "report-k8s/picture.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/annotations.h"
#include "lib/model/observed.h"
#include "lib/model/plan.h"
#include "lib/model/records.h"

/* ---- Ingresses ---- */

static void ingress_drop(struct picture *p, const char *key)
{
    struct picture_ingress *i = NULL;
    HASH_FIND_STR(p->ingresses, key, i);
    if (!i)
        return;
    HASH_DEL(p->ingresses, i);
    free(i->key);
    free(i->namespace);
    free(i->name);
    free(i->uid);
    free(i->stack);
    free(i);
}

/* The class's group, else the annotation's, else the Ingress alone (RULES: which group). */
static char *stack_of(const struct ingress *i)
{
    own_json *params = i->class_params ? json_parse(i->class_params, strlen(i->class_params), NULL) : NULL;
    const char *group = json_str(json_path(params, "group", "name", NULL));
    if (!group)
        group = pairs_get(&i->annotations, ANNOTATION_PREFIX "group.name");
    return group ? xstrdup(group) : xasprintf("%s/%s", i->id.namespace, i->id.name);
}

static void said_forget(struct picture *p, const char *key);

/* What was said of an object that is gone says nothing of the next one of its name. */
static void forget_object(struct picture *p, const char *kind, const char *namespace, const char *name)
{
    own_str char *prefix = xasprintf("%s/%s/%s/%s/", p->cluster, namespace, kind, name);
    struct picture_said *s, *next;
    HASH_ITER (hh, p->said, s, next)
        if (str_starts(s->key, prefix))
            said_forget(p, s->key);
}

static void problem_drop(struct picture *p, const char *key);

static int fold_ingress(struct picture *p, const struct event *e, struct err *err)
{
    struct ingress said = {0};
    if (ingress_decode(&said, e->data, err))
        return -1;
    if (strcmp(said.id.cluster, p->cluster) == 0) {
        own_str char *key = xasprintf("%s/%s", said.id.namespace, said.id.name);
        ingress_drop(p, key);
        if (strcmp(e->type, "ingress.put") == 0) {
            struct picture_ingress *i = xcalloc(1, sizeof *i);
            *i = (struct picture_ingress){.key = xstrdup(key), .stack = stack_of(&said)};
            i->namespace = xstrdup(said.id.namespace);
            i->name = xstrdup(said.id.name);
            i->uid = xstrdup_or_null(said.id.uid);
            HASH_ADD_KEYPTR(hh, p->ingresses, i->key, strlen(i->key), i);
        } else {
            own_str char *rejected = xasprintf("rejected %s", e->subject);
            problem_drop(p, rejected);
            forget_object(p, "ingress", said.id.namespace, said.id.name);
        }
    }
    ingress_release(&said);
    return 0;
}

/* ---- pods with gates ---- */

static void pod_drop(struct picture *p, const char *key)
{
    struct picture_pod *pod = NULL;
    HASH_FIND_STR(p->pods, key, pod);
    if (!pod)
        return;
    HASH_DEL(p->pods, pod);
    strs_release(&pod->gates);
    free(pod->key);
    free(pod->namespace);
    free(pod->name);
    free(pod->uid);
    free(pod->target);
    free(pod);
}

static void pod_put(struct picture *p, const struct podinfo *said, const char *key)
{
    struct strs gates = {0};
    for (size_t i = 0; i < said->readiness_gates.count; i++)
        if (str_starts(said->readiness_gates.items[i], GATE_PREFIX))
            strs_add(&gates, said->readiness_gates.items[i]);
    if (!gates.count || !said->pod)
        return;
    struct picture_pod *pod = xcalloc(1, sizeof *pod);
    *pod = (struct picture_pod){.key = xstrdup(key), .gates = gates};
    pod->namespace = xstrdup(said->namespace);
    pod->name = xstrdup(said->pod);
    pod->uid = xstrdup_or_null(said->pod_uid);
    pod->target = xasprintf("%s:%d", said->address, said->target_port);
    HASH_ADD_KEYPTR(hh, p->pods, pod->key, strlen(pod->key), pod);
}

static void forget_pod(struct picture *p, const char *key)
{
    struct picture_pod *pod = NULL;
    HASH_FIND_STR(p->pods, key, pod);
    if (pod)
        forget_object(p, "pod", pod->namespace, pod->name);
}

static int fold_pod(struct picture *p, const struct event *e, struct err *err)
{
    struct podinfo said = {0};
    if (podinfo_decode(&said, e->data, err))
        return -1;
    if (strcmp(said.cluster, p->cluster) == 0) {
        if (strcmp(e->type, "podinfo.delete") == 0)
            forget_pod(p, e->subject);
        pod_drop(p, e->subject);
        if (strcmp(e->type, "podinfo.put") == 0)
            pod_put(p, &said, e->subject);
    }
    podinfo_release(&said);
    return 0;
}

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
    free(t->name);
    free(t->dns);
    free(t->cause);
    free(t);
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
    const char *stack = pairs_get(&tags, "ingress.k8s.aws/stack");
    if (o.value && stack) {
        struct picture_thing *t = xcalloc(1, sizeof *t);
        *t = (struct picture_thing){.arn = xstrdup(o.id), .stack = xstrdup(stack), .cause = event_reference(e)};
        t->name = xstrdup_or_null(json_str(json_get(o.value, "TargetGroupName")));
        t->dns = xstrdup_or_null(json_str(json_get(o.value, "DNSName")));
        HASH_ADD_KEYPTR(hh, p->things, t->arn, strlen(t->arn), t);
    }
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

/* ---- what is rejected or held ---- */

static void problem_drop(struct picture *p, const char *key)
{
    struct picture_problem *b = NULL;
    HASH_FIND_STR(p->problems, key, b);
    if (!b)
        return;
    HASH_DEL(p->problems, b);
    free(b->key);
    free(b->reason);
    free(b->cause);
    free(b);
}

static void problem_put(struct picture *p, const char *key, const char *reason, const struct event *e)
{
    problem_drop(p, key);
    struct picture_problem *b = xcalloc(1, sizeof *b);
    *b = (struct picture_problem){.key = xstrdup(key), .reason = xstrdup(reason), .cause = event_reference(e)};
    HASH_ADD_KEYPTR(hh, p->problems, b->key, strlen(b->key), b);
}

static int fold_rejected(struct picture *p, const struct event *e, struct err *err)
{
    struct rejection said = {0};
    if (rejection_decode(&said, e->data, err))
        return -1;
    own_str char *key = xasprintf("rejected %s", e->subject);
    own_str char *reason = said.field ? xasprintf("%s: %s", said.field, said.reason) : xstrdup(said.reason);
    if (strcmp(said.cluster, p->cluster) == 0 && strcmp(said.kind, "Ingress") == 0)
        problem_put(p, key, reason, e);
    rejection_release(&said);
    return 0;
}

static int fold_accepted(struct picture *p, const struct event *e, struct err *err)
{
    own_str char *key = xasprintf("rejected %s", e->subject);
    own_str char *said = xasprintf("%s/event/rejected", e->subject);
    (void)err;
    problem_drop(p, key);
    said_forget(p, said); /* the same again is news */
    return 0;
}

static int fold_held(struct picture *p, const struct event *e, struct err *err)
{
    struct plan_state said = {0};
    if (plan_state_decode(&said, e->data, err))
        return -1;
    own_str char *key = xasprintf("held %s", e->subject);
    problem_put(p, key, said.reason ? said.reason : "a plan is held", e);
    plan_state_release(&said);
    return 0;
}

static int fold_let_go(struct picture *p, const struct event *e, struct err *err)
{
    own_str char *key = xasprintf("held %s", e->subject);
    (void)err;
    problem_drop(p, key);
    return 0;
}

/* ---- what was told ---- */

static void said_forget(struct picture *p, const char *key)
{
    struct picture_said *s = NULL;
    HASH_FIND_STR(p->said, key, s);
    if (!s)
        return;
    HASH_DEL(p->said, s);
    free(s->key);
    free(s->value);
    free(s);
}

static int fold_done(struct picture *p, const struct event *e, struct err *err)
{
    struct report said = {0};
    if (report_decode(&said, e->data, err))
        return -1;
    if (strcmp(said.cluster, p->cluster) == 0) {
        own_str char *key = report_subject(&said);
        said_forget(p, key);
        struct picture_said *s = xcalloc(1, sizeof *s);
        *s = (struct picture_said){.key = xstrdup(key), .value = xstrdup(said.value)};
        HASH_ADD_KEYPTR(hh, p->said, s->key, strlen(s->key), s);
    }
    report_release(&said);
    return 0;
}

/* ---- all of it ---- */

static const struct folding {
    const char *type;
    int (*fold)(struct picture *p, const struct event *e, struct err *err);
} foldings[] = {
    {"ingress.put", fold_ingress},   {"ingress.delete", fold_ingress},    {"podinfo.put", fold_pod},      {"podinfo.delete", fold_pod},
    {"aws.observed", fold_observed}, {"aws.gone", fold_observed},         {"target.health", fold_health}, {"plan.rejected", fold_rejected},
    {"plan.held", fold_held},        {"ingress.accepted", fold_accepted}, {"plan.batch", fold_let_go},    {"plan.settled", fold_let_go},
    {"report.done", fold_done},
};

const char *const picture_types[] = {"ingress.put",  "ingress.delete",   "podinfo.put",   "podinfo.delete", "aws.observed",
                                     "aws.gone",     "target.health",    "plan.rejected", "plan.held",      "plan.batch",
                                     "plan.settled", "ingress.accepted", "report.done",   "report.failed",  NULL};

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
    while (p->ingresses)
        ingress_drop(p, p->ingresses->key);
    while (p->pods)
        pod_drop(p, p->pods->key);
    while (p->targets)
        target_drop(p, p->targets);
    while (p->things)
        thing_drop(p, p->things->arn);
    while (p->problems)
        problem_drop(p, p->problems->key);
    while (p->said)
        said_forget(p, p->said->key);
    free(p->cluster);
}
