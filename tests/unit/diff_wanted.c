#include "tests/unit/diff_wanted.h"

#include <string.h>

#include "lib/base/mem.h"

struct stack wanted_stack(void)
{
    struct stack s = {.has_load_balancer = true, .shield = -1, .capacity_units = -1};
    s.id = xstrdup("default/web");
    s.name = xstrdup("web");
    s.scheme = xstrdup("internal");
    s.ip_address_type = xstrdup("ipv4");
    pairs_set(&s.tags, "elbv2.k8s.aws/cluster", "prod");
    pairs_set(&s.tags, "ingress.k8s.aws/stack", "default/web");
    struct listener *l = stack_add_listener(&s);
    l->port = 80;
    l->protocol = xstrdup("HTTP");
    actions_add(&l->default_actions, "forward");
    return s;
}

struct action *wanted_forward(struct stack *s)
{
    return &s->listeners[0].default_actions.items[0];
}

char *wanted_address(const char *cluster, int number)
{
    return xasprintf("10.%d.0.%d", strcmp(cluster, "blue") == 0 ? 1 : 2, number);
}

struct target_group *wanted_group(struct stack *s, const char *name, const char *cluster, int targets)
{
    struct target_group *g = stack_add_target_group(s);
    own_str char *identity = xasprintf("prod/%s", cluster);
    g->name = xstrdup(name);
    g->cluster = xstrdup(cluster);
    g->protocol = xstrdup("HTTP");
    g->target_type = xstrdup("ip");
    g->port = 8080;
    pairs_set(&g->tags, "elbv2.k8s.aws/cluster", identity);
    pairs_set(&g->tags, "ingress.k8s.aws/stack", "default/web");
    for (int i = 1; i <= targets; i++) {
        struct target *t = target_group_add_target(g);
        t->id = wanted_address(cluster, i);
        t->port = 8080;
    }
    return g;
}

void wanted_share(struct stack *s, const char *name, const char *cluster, int asked)
{
    own_str char *reference = xasprintf("@targetgroup/%s", name);
    struct group_weight *g = action_add_group(wanted_forward(s), reference);
    g->cluster = xstrdup(cluster);
    g->asked = asked;
    g->has_weight = true;
    g->weight = 1;
}
