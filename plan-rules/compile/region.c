#include "plan-rules/compile/region.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/owner.h"
#include "plan-rules/quotas.h"

/* What AWS has of load balancers, as far as it counts here. */
struct there {
    size_t others;     /* of nobody in this fleet */
    bool *is_observed; /* of each wanted stack */
};

static void look_at(const struct compiler *c, const struct stacks *wanted, const struct json *balancer, struct there *t)
{
    struct pairs tags = {0};
    if (!str_equal(json_str_or(json_get(balancer, "Type"), "application"), "application"))
        return;
    pairs_decode_tags(&tags, json_get(balancer, "Tags"));
    t->others += !owner_ours(&c->world->fleet, &tags);
    for (size_t i = 0; i < wanted->count; i++)
        t->is_observed[i] = t->is_observed[i] || owner_same(&tags, &wanted->items[i].tags);
    pairs_release(&tags);
}

static void look(const struct compiler *c, const struct stacks *wanted, struct there *t)
{
    size_t count;
    const struct world_observed **all = world_all(c->world, "elasticloadbalancing/loadbalancer", &count);
    for (size_t i = 0; i < count; i++)
        look_at(c, wanted, all[i]->value, t);
    free(all);
}

static void explain(const struct stacks *wanted, const struct there *t, size_t limit, struct fault *f)
{
    const struct quota_words *q = &quota_words[QUOTA_BALANCERS];
    fault_set(
        f, NOTE_PREFIX "group.name", NULL,
        "the Region would have %zu application load balancers (%zu of this fleet, %zu of others) and may have %zu (quota %s, which %s): "
        "give the Ingress the group.name of a group that is there",
        wanted->count + t->others, wanted->count, t->others, limit, q->name, q->raise);
}

size_t region_full(const struct compiler *c, const struct stacks *wanted, struct strs *out, struct fault *f)
{
    struct quotas limit;
    if (compile_has_room(c->world, wanted->count))
        return 0;
    quotas_read(&limit, c->world);
    struct there t = {.is_observed = xcalloc(wanted->count + 1, sizeof(bool))};
    look(c, wanted, &t);
    size_t all = wanted->count + t.others, most = limit.of[QUOTA_BALANCERS];
    for (size_t i = wanted->count; i > 0 && all > most; i--) {
        if (t.is_observed[i - 1])
            continue;
        strs_add(out, wanted->items[i - 1].id);
        all--;
    }
    if (out->count)
        explain(wanted, &t, most, f);
    free(t.is_observed);
    return out->count;
}
