/* Targets and their health, by group. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "apply-aws/world.h"

/* The same text once: states, reasons and zones are few. */
static const char *word(struct world *w, const char *text)
{
    struct word *known;
    if (!text)
        return NULL;
    HASH_FIND_STR(w->words, text, known);
    if (!known) {
        known = xcalloc(1, sizeof *known);
        known->text = xstrdup(text);
        HASH_ADD_KEYPTR(hh, w->words, known->text, strlen(known->text), known);
    }
    return known->text;
}

static void group_free(struct world *w, struct held_group *g)
{
    HASH_DEL(w->groups, g);
    for (size_t i = 0; i < g->count; i++)
        free(g->targets[i]);
    free(g->targets);
    free(g->name);
    free(g->arn);
    free(g);
}

void world_release_targets(struct world *w)
{
    struct held_group *g, *next_group;
    struct word *known, *next_word;
    HASH_ITER (hh, w->groups, g, next_group)
        group_free(w, g);
    HASH_ITER (hh, w->words, known, next_word) {
        HASH_DEL(w->words, known);
        free(known->text);
        free(known);
    }
}

const struct held_group *world_group(const struct world *w, const char *name)
{
    struct held_group *g;
    HASH_FIND_STR(w->groups, name, g);
    return g;
}

/* The first place in g that is not before it; *there: it is at that place. */
static size_t place_of(const struct held_group *g, const struct target_health *t, bool *there)
{
    size_t from = 0, to = g->count;
    *there = false;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const struct held_target *h = g->targets[middle];
        int order = strcmp(h->id, t->id);
        order = order ? order : (h->port > t->port) - (h->port < t->port);
        if (order == 0)
            *there = true;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static const struct held_target *find(const struct world *w, const struct target_health *t, const struct held_group **group)
{
    bool there = false;
    *group = world_group(w, t->group_name);
    size_t at = *group ? place_of(*group, t, &there) : 0;
    return there ? (*group)->targets[at] : NULL;
}

struct target_health held_health(const struct held_group *g, const struct held_target *t)
{
    union { /* the record owns its text; here all of it is borrowed */
        const char *in;
        char *out;
    } zone = {t->zone}, state = {t->state}, reason = {t->reason}, id = {t->id};
    return (struct target_health){.group_arn = g->arn,
                                  .group_name = g->name,
                                  .id = id.out,
                                  .port = t->port,
                                  .zone = zone.out,
                                  .state = state.out,
                                  .reason = reason.out};
}

bool world_health(const struct world *w, const struct target_health *t, struct target_health *out)
{
    const struct held_group *g;
    const struct held_target *held = find(w, t, &g);
    if (held)
        *out = held_health(g, held);
    return held != NULL;
}

bool world_health_is_newer(const struct world *w, const struct target_health *t, uint64_t since)
{
    const struct held_group *g;
    const struct held_target *held = find(w, t, &g);
    return held && held->clock > since;
}

static struct held_group *group_for(struct world *w, const struct target_health *t)
{
    struct held_group *g;
    HASH_FIND_STR(w->groups, t->group_name, g);
    if (!g) {
        g = xcalloc(1, sizeof *g);
        g->name = xstrdup(t->group_name);
        HASH_ADD_KEYPTR(hh, w->groups, g->name, strlen(g->name), g);
    }
    if (t->group_arn && !str_equal(g->arn, t->group_arn))
        str_replace(&g->arn, t->group_arn);
    return g;
}

static void insert(struct held_group *g, size_t at, struct held_target *t)
{
    ARRAY_GROW(g->targets, g->count, g->cap);
    memmove(&g->targets[at + 1], &g->targets[at], (g->count - at) * sizeof *g->targets);
    g->targets[at] = t;
    g->count++;
}

static void take_out(struct world *w, struct held_group *g, size_t at)
{
    free(g->targets[at]);
    memmove(&g->targets[at], &g->targets[at + 1], (g->count - at - 1) * sizeof *g->targets);
    if (--g->count == 0)
        group_free(w, g);
}

void world_put_health(struct world *w, const struct target_health *t)
{
    struct held_group *g = group_for(w, t);
    bool there, gone = strcmp(t->state, "gone") == 0;
    size_t at = place_of(g, t, &there);
    if (gone && there)
        take_out(w, g, at);
    else if (gone && !g->count)
        group_free(w, g);
    if (gone)
        return;
    if (!there) {
        struct held_target *fresh = xcalloc(1, sizeof *fresh + strlen(t->id) + 1);
        fresh->port = t->port;
        strcpy(fresh->id, t->id);
        insert(g, at, fresh);
    }
    struct held_target *held = g->targets[at];
    held->clock = ++w->clock;
    held->zone = word(w, t->zone);
    held->state = word(w, t->state);
    held->reason = word(w, t->reason);
}
