#include "report-k8s/picture_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/fleet.h"
#include "lib/model/plan.h"

/* ---- the fleet ---- */

int fold_fleet(struct picture *p, const struct event *e, struct err *err)
{
    struct fleet fleet = {0};
    if (fleet_decode(&fleet, e->data, err))
        return -1;
    str_replace(&p->fleet, fleet.name);
    p->apart = fleet_keeps_apart(&fleet);
    fleet_release(&fleet);
    return 0;
}

/* ---- how far plan-rules has come ---- */

static void see(struct picture *p, const struct event *e)
{
    int64_t horizon = json_int_or(json_get(e->data, "horizon"), 0);
    if (horizon > 0 && (uint64_t)horizon > p->seen)
        p->seen = (uint64_t)horizon;
}

/* Where there is nothing to do it says nothing; what stood before a whole minute has been folded in that time. */
int fold_bookmark(struct picture *p, const struct event *e, struct err *err)
{
    (void)err;
    if (strcmp(e->source, "build-podinfo") != 0 || strcmp(e->subject, p->cluster) != 0)
        return 0;
    if (p->marked > p->seen)
        p->seen = p->marked;
    p->marked = e->sequence;
    return 0;
}

/* ---- units ---- */

static struct picture_unit *unit_get(struct picture *p, const char *key)
{
    struct picture_unit *u = NULL;
    HASH_FIND_STR(p->units, key, u);
    if (u)
        return u;
    u = xcalloc(1, sizeof *u);
    u->key = xstrdup(key);
    HASH_ADD_KEYPTR(hh, p->units, u->key, strlen(u->key), u);
    return u;
}

static void let_go(struct picture *p, const char *unit)
{
    own_str char *key = xasprintf("held %s", unit);
    problem_drop(p, key);
}

int fold_batch(struct picture *p, const struct event *e, struct err *err)
{
    struct picture_unit *u = unit_get(p, e->subject);
    (void)err;
    u->open = true;
    u->settled = false;
    see(p, e);
    let_go(p, e->subject);
    return 0;
}

int fold_batch_done(struct picture *p, const struct event *e, struct err *err)
{
    (void)err;
    unit_get(p, e->subject)->open = !str_equal(json_str(json_get(e->data, "outcome")), "done");
    return 0;
}

int fold_settled(struct picture *p, const struct event *e, struct err *err)
{
    (void)err;
    unit_get(p, e->subject)->settled = true;
    see(p, e);
    let_go(p, e->subject);
    return 0;
}

/* ---- what is rejected or held ---- */

void problem_drop(struct picture *p, const char *key)
{
    struct picture_problem *b = NULL;
    HASH_FIND_STR(p->problems, key, b);
    if (!b)
        return;
    HASH_DEL(p->problems, b);
    free(b->key);
    free(b->reason);
    free(b->cause);
    strs_release(&b->groups);
    free(b);
}

static struct picture_problem *problem_put(struct picture *p, const char *key, const char *reason, const struct event *e)
{
    problem_drop(p, key);
    struct picture_problem *b = xcalloc(1, sizeof *b);
    *b = (struct picture_problem){.key = xstrdup(key), .reason = xstrdup(reason), .cause = event_reference(e)};
    HASH_ADD_KEYPTR(hh, p->problems, b->key, strlen(b->key), b);
    return b;
}

int fold_rejected(struct picture *p, const struct event *e, struct err *err)
{
    struct rejection said = {0};
    if (rejection_decode(&said, e->data, err))
        return -1;
    own_str char *key = xasprintf("rejected %s", e->subject);
    own_str char *reason = said.field ? xasprintf("%s: %s", said.field, said.reason) : xstrdup(said.reason);
    if (strcmp(said.cluster, p->cluster) == 0 && (strcmp(said.kind, "Ingress") == 0 || strcmp(said.kind, "TargetGroupBinding") == 0))
        problem_put(p, key, reason, e);
    rejection_release(&said);
    return 0;
}

int fold_accepted(struct picture *p, const struct event *e, struct err *err)
{
    own_str char *key = xasprintf("rejected %s", e->subject);
    own_str char *said = xasprintf("%s/event/rejected", e->subject);
    struct picture_said *told = said_get(p, said);
    (void)err;
    problem_drop(p, key);
    if (told)
        told->over = true;
    return 0;
}

int fold_held(struct picture *p, const struct event *e, struct err *err)
{
    struct plan_state said = {0};
    if (plan_state_decode(&said, e->data, err))
        return -1;
    own_str char *key = xasprintf("held %s", e->subject);
    struct picture_problem *b = problem_put(p, key, said.reason ? said.reason : "a plan is held", e);
    b->groups = said.groups; /* takes them */
    said.groups = (struct strs){0};
    plan_state_release(&said);
    see(p, e);
    unit_get(p, e->subject)->settled = false;
    return 0;
}

void plan_release(struct picture *p)
{
    struct picture_unit *u, *next;
    HASH_ITER (hh, p->units, u, next) {
        HASH_DEL(p->units, u);
        free(u->key);
        free(u);
    }
    while (p->problems)
        problem_drop(p, p->problems->key);
    free(p->fleet);
}
