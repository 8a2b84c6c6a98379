#include "shift-traffic/in_force.h"

#include <stdlib.h>
#include <string.h>

#include "shift-traffic/parts.h"

/* The operator said a weight for one of the clusters, and there are several. */
static bool is_asked(const struct parts *p, const struct route *r)
{
    bool said = false;
    for (size_t i = 0; i < p->count; i++)
        said = said || p->items[i].said;
    for (size_t i = 0; i < r->shares_count; i++)
        if (!r->shares[i].cluster)
            return false;
    return said && p->count > 1;
}

/* Within one in a hundred: ELBv2 takes whole weights. */
static bool as_asked(const struct parts *p)
{
    int64_t weights = 0, asked = 0;
    for (size_t i = 0; i < p->count; i++) {
        weights += p->items[i].weight;
        asked += p->items[i].wanted;
    }
    for (size_t i = 0; weights && asked && i < p->count; i++)
        if (llabs(p->items[i].weight * asked - p->items[i].wanted * weights) * 100 > weights * asked)
            return false;
    return true;
}

bool in_force(const struct view *v, const char *scope)
{
    struct routes routes = {0};
    bool all = !view_in_flight(v);
    routes_of(&routes, v);
    for (size_t i = 0; all && i < routes.count; i++) {
        struct parts parts;
        parts_of(&parts, v, &routes.items[i]);
        if (route_in_scope(&routes.items[i], scope) && is_asked(&parts, &routes.items[i]))
            all = as_asked(&parts);
    }
    routes_release(&routes);
    return all;
}
