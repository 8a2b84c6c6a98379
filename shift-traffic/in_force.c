#include "shift-traffic/in_force.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "shift-traffic/route.h"

struct part { /* of one cluster in one rule */
    const char *cluster;
    int weight; /* in force */
    int asked;
};

enum { PARTS_MOST = 16 };

struct parts {
    struct part items[PARTS_MOST];
    size_t count;
};

static struct part *part_of(struct parts *p, const char *cluster)
{
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->items[i].cluster, cluster) == 0)
            return &p->items[i];
    if (p->count == PARTS_MOST)
        return NULL;
    p->items[p->count] = (struct part){.cluster = cluster};
    return &p->items[p->count++];
}

/* False: nobody said a weight for some cluster of it. */
static bool gather(struct parts *p, const struct view *v, const struct route *r)
{
    for (size_t i = 0; i < r->shares_count; i++) {
        const struct route_share *s = &r->shares[i];
        struct part *part = s->cluster ? part_of(p, s->cluster) : NULL;
        if (!part || s->asked < 0)
            return false;
        part->weight += s->weight;
        part->asked = view_drain(v, r->stack, s->cluster) ? 0 : s->asked;
    }
    return p->count > 1;
}

/* Within one in a hundred: ELBv2 takes whole weights. */
static bool as_asked(const struct parts *p)
{
    long weights = 0, asked = 0;
    for (size_t i = 0; i < p->count; i++) {
        weights += p->items[i].weight;
        asked += p->items[i].asked;
    }
    for (size_t i = 0; weights && asked && i < p->count; i++)
        if (labs(p->items[i].weight * asked - p->items[i].asked * weights) * 100 > weights * asked)
            return false;
    return true;
}

static bool in_scope(const struct route *r, const char *scope)
{
    const char *name = strchr(scope, '/');
    return !name || strcmp(name + 1, r->stack) == 0;
}

bool in_force(const struct view *v, const char *scope)
{
    struct routes routes = {0};
    bool all = !view_in_flight(v);
    routes_of(&routes, v);
    for (size_t i = 0; all && i < routes.count; i++) {
        struct parts parts = {0};
        if (in_scope(&routes.items[i], scope) && gather(&parts, v, &routes.items[i]))
            all = as_asked(&parts);
    }
    routes_release(&routes);
    return all;
}
