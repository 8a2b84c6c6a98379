/* Who has weight on the load balancer now. */
#include "plan-rules/diff/gate.h"

#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/owner.h"

bool gate_has_weight(const struct action *a, size_t nth)
{
    return a->groups_count == 1 || !a->groups[nth].has_weight || a->groups[nth].weight > 0;
}

static const char *member_of(const struct gate *g, const char *group)
{
    const struct aws_item *item = aws_find(&g->aws->groups, "", group);
    return item ? owner_member(&g->world->fleet, &item->tags) : NULL;
}

/* Another cluster has weight in the same action. */
static bool has_company(const struct gate *g, const struct action *a, size_t nth)
{
    const char *member = a->groups_count > 1 ? member_of(g, a->groups[nth].group) : NULL;
    for (size_t i = 0; a->groups_count > 1 && i < a->groups_count; i++)
        if (gate_has_weight(a, i) && !str_equal(member_of(g, a->groups[i].group), member))
            return true;
    return false;
}

static void add_groups(struct gate *g, const struct action *a)
{
    for (size_t k = 0; k < a->groups_count; k++) {
        bool company = has_company(g, a, k);
        if (gate_has_weight(a, k))
            strs_add(&g->open, a->groups[k].group);
        if (company)
            strs_add(gate_has_weight(a, k) ? &g->beside : &g->spared, a->groups[k].group);
    }
}

static void open_groups(struct gate *g, const struct json *actions)
{
    struct actions now = {0};
    if (actions_decode(&now, actions, NULL) == 0)
        for (size_t i = 0; i < now.count; i++)
            add_groups(g, &now.items[i]);
    actions_release(&now);
}

void gate_open(struct gate *g, const struct world *w, const struct aws *aws, const struct stack *want)
{
    *g = (struct gate){.world = w, .aws = aws, .want = want};
    const struct aws_item *balancer = diff_find_balancer(aws, want);
    size_t listeners = 0, rules = 0;
    const struct aws_item *l = balancer ? aws_children(&aws->listeners, balancer->id, &listeners) : NULL;
    for (size_t i = 0; i < listeners; i++) {
        open_groups(g, json_get(l[i].value, "DefaultActions"));
        const struct aws_item *r = aws_children(&aws->rules, l[i].id, &rules);
        for (size_t k = 0; k < rules; k++)
            open_groups(g, json_get(r[k].value, "Actions"));
    }
    strs_sort_unique(&g->open);
}

void gate_open_again(struct gate *g, const struct gate *like, const struct strs *open)
{
    *g = (struct gate){.world = like->world, .aws = like->aws, .want = like->want, .in_pipe = like->in_pipe};
    for (size_t i = 0; i < open->count; i++)
        strs_add(&g->open, open->items[i]);
}
