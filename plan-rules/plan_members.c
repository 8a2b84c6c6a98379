/* A cluster that serves though the fleet file does not name it, or is forgotten though it does: told once, as plan.held of
 * cluster/NAME, with the word that ends it; plan.settled when that is over. */
#include "plan-rules/plan_inner.h"

#include <string.h>

#include "lib/base/mem.h"

static const char UNIT[] = "cluster/";

/* NULL: nothing is the matter. free with free(). */
static char *matter_of(const struct world *w, const char *cluster)
{
    bool told = fleet_index(&w->told, cluster) >= 0, serves = fleet_index(&w->fleet, cluster) >= 0;
    if (serves && !told)
        return xasprintf("the fleet file does not name %s any more, and what it serves stays: 'shift-traffic forget %s' takes it out",
                         cluster, cluster);
    if (told && !serves)
        return xasprintf("%s is forgotten, and the fleet file names it: take it out there, or 'shift-traffic resume %s' lets it in again",
                         cluster, cluster);
    return NULL;
}

static void tell(struct planner *p, const char *cluster)
{
    own_str char *unit = xasprintf("%s%s", UNIT, cluster);
    own_str char *reason = matter_of(p->world, cluster);
    const struct unit *u = unit_find(p->world->units, unit);
    if (reason && (!u || !u->held || !str_equal(u->held_reason, reason)))
        plan_say_state(p, "plan.held", unit, reason);
    else if (!reason && u && u->held)
        plan_say_state(p, "plan.settled", unit, NULL);
}

void plan_members(struct planner *p)
{
    struct strs names = {0};
    for (size_t i = 0; i < p->world->fleet.clusters_count; i++)
        strs_add(&names, p->world->fleet.clusters[i].name);
    for (size_t i = 0; i < p->world->fleet.forgotten.count; i++)
        strs_add(&names, p->world->fleet.forgotten.items[i]);
    for (const struct unit *u = p->world->units; u; u = u->hh.next)
        if (str_starts(u->name, UNIT))
            strs_add(&names, u->name + strlen(UNIT));
    strs_sort_unique(&names);
    for (size_t i = 0; i < names.count; i++)
        tell(p, names.items[i]);
    strs_release(&names);
}
