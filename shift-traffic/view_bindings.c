/* The TargetGroupBindings of a view: which groups that a person made a cluster fills. */
#include "shift-traffic/view_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/records.h"

static void binding_drop(struct view *v, struct view_binding *b)
{
    HASH_DEL(v->bindings, b);
    free(b->key);
    free(b->cluster);
    free(b->group);
    free(b);
}

char *view_group_name(const char *arn)
{
    static const char kind[] = ":targetgroup/";
    const char *name = arn ? strstr(arn, kind) : NULL;
    return name ? xstrndup(name + strlen(kind), strcspn(name + strlen(kind), "/")) : NULL;
}

static char *group_of(const struct binding *b)
{
    own_json *spec = b->spec ? json_parse(b->spec, strlen(b->spec), NULL) : NULL;
    char *name = view_group_name(json_str(json_get(spec, "targetGroupARN")));
    return name ? name : xstrdup(json_str_or(json_get(spec, "targetGroupName"), ""));
}

void view_fold_binding(struct view *v, const struct event *e)
{
    struct binding said = {0};
    struct view_binding *b = NULL;
    if (binding_decode(&said, e->data, NULL))
        return;
    HASH_FIND_STR(v->bindings, e->subject, b);
    bool absent = str_equal(json_str(json_get(e->data, "reason")), "absent"); /* what was registered through it stays */
    if (b && !absent)
        binding_drop(v, b);
    if (strcmp(e->type, "binding.put") == 0) {
        b = xcalloc(1, sizeof *b);
        *b = (struct view_binding){.key = xstrdup(e->subject), .cluster = xstrdup(said.id.cluster), .group = group_of(&said)};
        HASH_ADD_KEYPTR(hh, v->bindings, b->key, strlen(b->key), b);
    }
    binding_release(&said);
}

void view_fold_drained(struct view *v, const struct event *e)
{
    struct drained said = {0};
    if (drained_decode(&said, e->data, NULL))
        return;
    size_t kept = 0;
    for (size_t i = 0; i < v->emptied.count; i++) {
        if (strcmp(v->emptied.items[i], e->subject) == 0)
            free(v->emptied.items[i]);
        else
            v->emptied.items[kept++] = v->emptied.items[i];
    }
    v->emptied.count = kept;
    if (!said.ended)
        strs_add(&v->emptied, e->subject);
    drained_release(&said);
}

void view_release_bindings(struct view *v)
{
    while (v->bindings)
        binding_drop(v, v->bindings);
    strs_release(&v->emptied);
}

/* ---- looking ---- */

static const struct view_group *targets_of(const struct view *v, const char *group)
{
    for (const struct view_group *g = v->groups; g; g = g->hh.next) {
        own_str char *name = view_group_name(g->arn);
        if (str_equal(name, group))
            return g;
    }
    return NULL;
}

/* What a forgotten cluster had there goes with the next plan of those who fill it on. */
static bool is_left_to_others(const struct view *v, const struct view_binding *b)
{
    own_str char *subject = xasprintf("fleet/%s", b->cluster);
    for (const struct view_binding *o = view_word(v, "forget", subject) ? v->bindings : NULL; o; o = o->hh.next)
        if (strcmp(o->cluster, b->cluster) != 0 && strcmp(o->group, b->group) == 0)
            return true;
    return false;
}

struct view_bound view_bound(const struct view *v, const char *cluster)
{
    struct view_bound all = {0};
    for (const struct view_binding *b = v->bindings; b; b = b->hh.next) {
        own_str char *emptied = xasprintf("%s/%s", b->group, cluster);
        const struct view_group *g = strcmp(b->cluster, cluster) == 0 ? targets_of(v, b->group) : NULL;
        if (!g || is_left_to_others(v, b))
            continue;
        all.draining += g->draining;
        if (!g->active || strs_has(&v->emptied, emptied))
            continue;
        all.registered += g->active;
        all.first = all.first ? all.first : b;
    }
    return all;
}
