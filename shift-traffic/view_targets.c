/* The targets of a view, and for each target group how many there are of each sort. */
#include "shift-traffic/view_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

/* ---- groups ---- */

static struct view_group *group_of(struct view *v, const char *arn)
{
    struct view_group *g = NULL;
    HASH_FIND_STR(v->groups, arn, g);
    if (g)
        return g;
    g = xcalloc(1, sizeof *g);
    g->arn = xstrdup(arn);
    HASH_ADD_KEYPTR(hh, v->groups, g->arn, strlen(g->arn), g);
    return g;
}

static void count(struct view *v, const struct target_health *t, int by)
{
    struct view_group *g = group_of(v, t->group_arn);
    bool draining = target_health_leaving(t);
    g->draining += draining ? by : 0;
    g->active += draining ? 0 : by;
    g->healthy += strcmp(t->state, "healthy") == 0 ? by : 0;
    if (g->draining || g->active)
        return;
    HASH_DEL(v->groups, g);
    free(g->arn);
    free(g);
}

const struct view_group *view_group(const struct view *v, const char *group_arn)
{
    struct view_group *g = NULL;
    if (group_arn)
        HASH_FIND_STR(v->groups, group_arn, g);
    return g;
}

/* ---- targets ---- */

static void target_drop(struct view *v, struct view_target *t)
{
    HASH_DEL(v->targets, t);
    count(v, &t->record, -1);
    target_health_release(&t->record);
    free(t->key);
    free(t);
}

void view_fold_health(struct view *v, const struct event *e)
{
    struct target_health said = {0};
    struct view_target *t = NULL;
    if (target_health_decode(&said, e->data, NULL))
        return;
    own_str char *key = target_health_subject(&said);
    HASH_FIND_STR(v->targets, key, t);
    if (t)
        target_drop(v, t);
    if (strcmp(said.state, "gone") == 0) {
        target_health_release(&said);
        return;
    }
    t = xcalloc(1, sizeof *t);
    t->key = xstrdup(key);
    t->record = said;
    HASH_ADD_KEYPTR(hh, v->targets, t->key, strlen(t->key), t);
    count(v, &t->record, 1);
}

void view_release_targets(struct view *v)
{
    struct view_target *t, *next;
    HASH_ITER (hh, v->targets, t, next)
        target_drop(v, t);
}
