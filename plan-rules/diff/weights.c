#include "plan-rules/diff/weights.h"

#include <string.h>

#include "lib/base/mem.h"

/* The word that drains it in one of the scopes, with force where it is there; NULL: none. */
static const struct world_traffic *drained_by(const struct world *w, const char *stack, const char *cluster)
{
    const char *const kinds[] = {"fleet", "group/", strchr(stack, '/') ? "ingress/" : NULL};
    const struct world_traffic *found = NULL;
    for (size_t i = 0; i < COUNT_OF(kinds) && kinds[i]; i++) {
        own_str char *key = xasprintf("drain %s%s %s", kinds[i], i ? stack : "", cluster);
        const struct world_traffic *t = world_traffic(w, key);
        if (t && (!found || t->record.force))
            found = t;
    }
    return found;
}

bool weights_drained(const struct world *w, const char *stack, const char *cluster)
{
    return drained_by(w, stack, cluster) != NULL;
}

bool weights_forced(const struct world *w, const char *stack, const char *cluster)
{
    const struct world_traffic *drain = drained_by(w, stack, cluster);
    return drain && drain->record.force;
}

const char *weights_drain_cause(const struct world *w, const char *stack, const char *cluster)
{
    const struct world_traffic *drain = drained_by(w, stack, cluster);
    return drain ? drain->cause : NULL;
}

bool weights_held(const struct world *w, const char *stack)
{
    own_str char *group = xasprintf("hold group/%s", stack ? stack : "");
    own_str char *ingress = xasprintf("hold ingress/%s", stack ? stack : "");
    return world_traffic(w, "hold fleet") || world_traffic(w, group) || world_traffic(w, ingress);
}
