#include "plan-rules/diff/weights.h"

#include <string.h>

#include "lib/base/mem.h"

static bool drained_in(const struct world *w, const char *scope, const char *cluster)
{
    own_str char *key = xasprintf("drain %s %s", scope, cluster);
    return world_traffic(w, key) != NULL;
}

bool weights_drained(const struct world *w, const char *stack, const char *cluster)
{
    own_str char *group = xasprintf("group/%s", stack);
    own_str char *ingress = xasprintf("ingress/%s", stack);
    return drained_in(w, "fleet", cluster) || drained_in(w, group, cluster) || (strchr(stack, '/') && drained_in(w, ingress, cluster));
}

bool weights_held(const struct world *w, const char *stack)
{
    own_str char *group = xasprintf("hold group/%s", stack ? stack : "");
    own_str char *ingress = xasprintf("hold ingress/%s", stack ? stack : "");
    return world_traffic(w, "hold fleet") || world_traffic(w, group) || world_traffic(w, ingress);
}
