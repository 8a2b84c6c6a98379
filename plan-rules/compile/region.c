#include "plan-rules/compile/region.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/owner.h"

/* What AWS has of load balancers of one kind, as far as it counts here. */
struct there {
    enum quota kind;
    size_t wanted, others; /* of this fleet; of nobody in it */
    bool *is_observed;     /* of each wanted stack */
};

/* The load balancer of this kind that a stack wants; NULL: none. */
static const struct stack *balancer_of(const struct stack *s, enum quota kind)
{
    return kind == QUOTA_NETWORK_BALANCERS ? s->front : s->has_load_balancer ? s : NULL;
}

static void look_at(const struct compiler *c, const struct stacks *wanted, const struct json *balancer, struct there *t)
{
    struct pairs tags = {0};
    bool network = str_equal(json_str(json_get(balancer, "Type")), "network");
    if (network != (t->kind == QUOTA_NETWORK_BALANCERS) || str_equal(json_str(json_get(balancer, "Type")), "gateway"))
        return;
    pairs_decode_tags(&tags, json_get(balancer, "Tags"));
    t->others += !owner_ours(&c->world->fleet, &tags);
    for (size_t i = 0; i < wanted->count; i++) {
        const struct stack *s = balancer_of(&wanted->items[i], t->kind);
        t->is_observed[i] = t->is_observed[i] || (s && owner_same(&tags, &s->tags));
    }
    pairs_release(&tags);
}

static void look(const struct compiler *c, const struct stacks *wanted, struct there *t)
{
    size_t count;
    const struct world_observed **all = world_all(c->world, "elasticloadbalancing/loadbalancer", &count);
    for (size_t i = 0; i < count; i++)
        look_at(c, wanted, all[i]->value, t);
    for (size_t i = 0; i < wanted->count; i++)
        t->wanted += balancer_of(&wanted->items[i], t->kind) != NULL;
    free(all);
}

static void explain(const struct there *t, size_t limit, struct fault *f)
{
    const struct quota_words *q = &quota_words[t->kind];
    bool network = t->kind == QUOTA_NETWORK_BALANCERS;
    fault_set(f, network ? NOTE_PREFIX "enable-frontend-nlb" : NOTE_PREFIX "group.name", NULL,
              "the Region would have %zu %s (%zu of this fleet, %zu of others) and may have %zu (quota %s, which %s): %s",
              t->wanted + t->others, q->what, t->wanted, t->others, limit, q->name, q->raise,
              network ? "leave it out, or ask AWS for more" : "give the Ingress the group.name of a group that is there");
}

size_t region_full(const struct compiler *c, enum quota kind, const struct stacks *wanted, struct strs *out, struct fault *f)
{
    struct quotas limit;
    if (compile_has_room(c->world, wanted->count, wanted->count))
        return 0;
    quotas_read(&limit, c->world);
    struct there t = {.kind = kind, .is_observed = xcalloc(wanted->count + 1, sizeof(bool))};
    look(c, wanted, &t);
    size_t all = t.wanted + t.others, most = limit.of[kind];
    for (size_t i = wanted->count; i > 0 && all > most; i--) {
        if (t.is_observed[i - 1] || !balancer_of(&wanted->items[i - 1], kind))
            continue;
        strs_add(out, wanted->items[i - 1].id);
        all--;
    }
    if (out->count)
        explain(&t, most, f);
    free(t.is_observed);
    return out->count;
}
