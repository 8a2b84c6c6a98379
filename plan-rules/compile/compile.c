/* From the world to stacks: every Ingress alone, then group by group, then the bindings. The steps and
 * their numbers are those of docs/RULES.md. */
#include "plan-rules/compile/compile.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/bindings.h"
#include "plan-rules/compile/build.h"
#include "plan-rules/compile/region.h"
#include "plan-rules/quotas.h"

/* One Ingress, in its newest form or, where that was rejected, in the form last accepted. */
struct candidate {
    struct member m;
    const struct world_ingress *newest;
    const struct world_ingress *last; /* accepted and different; NULL: none */
    bool known;                       /* was accepted once, in whatever form */
    bool on_last;
    struct fault fault; /* of the newest form, while on_last */
};

struct candidates {
    struct candidate *items;
    size_t count;
};

/* ---- step 1: whose Ingresses ---- */

static void consider(struct compiler *c, enum compile_memory memory, const struct world_ingress *i, struct candidates *out)
{
    struct world_ingress *accepted = NULL;
    if (!world_counts(c->world, i->record.id.cluster))
        return;
    struct candidate *new = &out->items[out->count++];
    new->newest = i;
    if (memory == COMPILE_LAST_GOOD)
        HASH_FIND_STR(c->world->accepted, i->key, accepted);
    new->known = accepted != NULL;
    new->last = accepted && !i->accepted ? accepted : NULL;
    member_open(c, &new->m, i);
    new->m.settled = memory == COMPILE_LAST_GOOD && i->accepted;
}

static void gather_all(struct compiler *c, enum compile_memory memory, struct candidates *out)
{
    out->items = xcalloc(HASH_COUNT(c->world->ingresses) + 1, sizeof *out->items);
    for (struct world_ingress *i = c->world->ingresses; i; i = i->hh.next)
        consider(c, memory, i, out);
}

static void gather_some(struct compiler *c, const struct strs *keys, struct candidates *out)
{
    out->items = xcalloc(keys->count + 1, sizeof *out->items);
    for (size_t k = 0; k < keys->count; k++) {
        struct world_ingress *i = NULL;
        HASH_FIND_STR(c->world->ingresses, keys->items[k], i);
        if (i)
            consider(c, COMPILE_LAST_GOOD, i, out);
    }
}

/* ---- step 2: into groups ---- */

/* NULL last; then group.order, name, cluster. */
static int by_group(const void *a, const void *b)
{
    const struct member *x = *(struct member *const *)a, *y = *(struct member *const *)b;
    int order;
    if (!x->group || !y->group)
        return (x->group == NULL) - (y->group == NULL);
    order = strcmp(x->group, y->group);
    if (!order)
        order = (x->order > y->order) - (x->order < y->order);
    if (!order)
        order = strcmp(x->name, y->name);
    return order ? order : x->cluster_index - y->cluster_index;
}

static void build_group(struct compiler *c, struct member **members, size_t count, struct stacks *wanted)
{
    const struct member *first = members[0];
    struct build b = {
        .c = c,
        .group = first->group,
        .gid = first->explicit_group ? first->group : first->name,
        .explicit_group = first->explicit_group,
        .count = count,
    };
    bool apart = c->set.per_cluster && !first->explicit_group;
    b.identity = apart ? fleet_identity(c->set.fleet, first->in->id.cluster) : xstrdup(c->set.fleet);
    b.members = xcalloc(count, sizeof(struct member *));
    memcpy(b.members, members, count * sizeof(struct member *));
    struct stack s = {0};
    if (build_stack(&b, &s)) {
        ARRAY_GROW(wanted->items, wanted->count, wanted->cap);
        wanted->items[wanted->count++] = s;
    }
    build_release(&b);
}

static void build_groups(struct compiler *c, struct candidates *all, struct stacks *wanted)
{
    struct member **order = xcalloc(all->count + 1, sizeof *order);
    size_t end;
    for (size_t i = 0; i < all->count; i++)
        order[i] = &all->items[i].m;
    qsort(order, all->count, sizeof *order, by_group);
    for (size_t i = 0; i < all->count && order[i]->group; i = end) {
        for (end = i + 1; end < all->count && order[end]->group && strcmp(order[end]->group, order[i]->group) == 0;)
            end++;
        build_group(c, order + i, end - i, wanted);
    }
    free(order);
}

/* ---- the last good form ---- */

static bool failed(const struct member *m)
{
    return m->out || m->rejected;
}

/* Puts the form last accepted in place of those that cannot be served; false when there is none to put. */
static bool fall_back(struct compiler *c, struct candidates *all)
{
    bool any = false;
    for (size_t i = 0; i < all->count; i++) {
        struct candidate *n = &all->items[i];
        if (n->on_last || !n->last || !failed(&n->m))
            continue;
        n->fault = n->m.fault;
        n->on_last = any = true;
    }
    for (size_t i = 0; any && i < all->count; i++) { /* all anew: the others may have lost to it */
        struct candidate *n = &all->items[i];
        const struct world_ingress *form = n->on_last ? n->last : n->newest;
        member_release(&n->m);
        member_open(c, &n->m, form);
        n->m.settled = n->on_last || n->newest->accepted;
    }
    return any;
}

/* ---- step 13: load balancers per Region ---- */

/* Of a network load balancer that finds no room, those who want it. False: the Region has room for all of them. */
static bool leave_out(struct compiler *c, enum quota kind, struct candidates *all, const struct stacks *wanted)
{
    struct strs ids = {0};
    struct fault fault;
    region_full(c, kind, wanted, &ids, &fault);
    for (size_t i = 0; i < all->count; i++) {
        struct member *m = &all->items[i].m;
        bool asks = kind == QUOTA_BALANCERS || str_equal(m->front.said[FRONT_ENABLE], "true");
        if (!m->group || !strs_has(&ids, m->group) || m->rejected || !asks)
            continue;
        m->fault = fault;
        m->rejected = m->out = true;
    }
    bool any = ids.count > 0;
    strs_release(&ids);
    return any;
}

/* ---- what is rejected ---- */

struct rejected *rejections_add(struct rejections *r, const struct object_name *id, const char *kind, const struct fault *f)
{
    ARRAY_GROW(r->items, r->count, r->cap);
    struct rejected *new = &r->items[r->count++];
    *new = (struct rejected){0};
    new->what = (struct rejection){
        .cluster = xstrdup_or_null(id->cluster),
        .kind = xstrdup(kind),
        .namespace = xstrdup_or_null(id->namespace),
        .name = xstrdup_or_null(id->name),
        .field = *f->field ? xstrdup(f->field) : NULL,
        .value = *f->value ? xstrdup(f->value) : NULL,
        .reason = xstrdup(*f->reason ? f->reason : "the object cannot be served"),
    };
    new->question = *f->question ? xstrdup(f->question) : NULL;
    return new;
}

static void note_rejections(const struct candidates *all, struct rejections *rejected)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct candidate *n = &all->items[i];
        if (!failed(&n->m) && !n->on_last)
            continue;
        struct rejected *r = rejections_add(rejected, &n->newest->record.id, "Ingress", n->on_last ? &n->fault : &n->m.fault);
        r->cause = xstrdup_or_null(n->newest->cause);
        r->stack = xstrdup_or_null(n->m.group);
        r->served = n->on_last && !failed(&n->m);
        r->held = (n->known || r->question) && failed(&n->m);
    }
}

static int by_object(const void *a, const void *b)
{
    const struct rejection *x = &((const struct rejected *)a)->what, *y = &((const struct rejected *)b)->what;
    int order = strcmp(x->cluster, y->cluster);
    if (!order)
        order = strcmp(x->kind, y->kind);
    if (!order)
        order = strcmp(x->namespace, y->namespace);
    return order ? order : strcmp(x->name, y->name);
}

/* ---- all ---- */

static int by_id(const void *a, const void *b)
{
    return strcmp(((const struct stack *)a)->id, ((const struct stack *)b)->id);
}

static void compile_ingresses(struct compiler *c, struct candidates *all, struct stacks *wanted, struct rejections *rejected)
{
    build_groups(c, all, wanted);
    while (leave_out(c, QUOTA_BALANCERS, all, wanted) || leave_out(c, QUOTA_NETWORK_BALANCERS, all, wanted) || fall_back(c, all)) {
        stacks_release(wanted);
        build_groups(c, all, wanted);
    }
    note_rejections(all, rejected);
    for (size_t i = 0; i < all->count; i++)
        member_release(&all->items[i].m);
    free(all->items);
    if (wanted->count)
        qsort(wanted->items, wanted->count, sizeof *wanted->items, by_id);
}

static void sort_rejections(struct rejections *rejected)
{
    if (rejected->count)
        qsort(rejected->items, rejected->count, sizeof *rejected->items, by_object);
}

void compile_wanted(struct world *w, enum compile_memory memory, struct stacks *wanted, struct rejections *rejected)
{
    struct compiler c = {.world = w, .needs = &rejected->needs};
    struct candidates all = {0};
    if (!w->fleet.name)
        return;
    world_sort(w);
    settings_read(&c.set, &w->fleet);
    gather_all(&c, memory, &all);
    compile_ingresses(&c, &all, wanted, rejected);
    bindings_compile(&c, wanted, rejected);
    settings_release(&c.set);
    sort_rejections(rejected);
}

/* ---- some of it ---- */

void compile_some(struct world *w, const struct strs *keys, struct stacks *wanted, struct rejections *rejected)
{
    struct compiler c = {.world = w, .needs = &rejected->needs};
    struct candidates some = {0};
    settings_read(&c.set, &w->fleet);
    gather_some(&c, keys, &some);
    compile_ingresses(&c, &some, wanted, rejected);
    settings_release(&c.set);
    sort_rejections(rejected);
}

void compile_bindings(struct world *w, struct stacks *wanted, struct rejections *rejected)
{
    struct compiler c = {.world = w, .needs = &rejected->needs};
    settings_read(&c.set, &w->fleet);
    bindings_compile(&c, wanted, rejected);
    settings_release(&c.set);
    sort_rejections(rejected);
}

char *compile_group(const struct world *w, const struct ingress *in)
{
    return member_group(&w->fleet, in);
}

void compile_targets(struct world *w, struct target_group *g)
{
    struct compiler c = {.world = w};
    settings_read(&c.set, &w->fleet);
    endpoints_fill(&c, g);
    settings_release(&c.set);
}

static size_t balancers_there(const struct world *w, bool network)
{
    size_t count, there = 0;
    const struct world_observed **all = world_all(w, "elasticloadbalancing/loadbalancer", &count);
    for (size_t i = 0; i < count; i++)
        there += str_equal(json_str(json_get(all[i]->value, "Type")), "network") == network;
    free(all);
    return there;
}

bool compile_has_room(const struct world *w, size_t balancers, size_t fronts)
{
    struct quotas limit;
    quotas_read(&limit, w);
    return balancers + balancers_there(w, false) <= limit.of[QUOTA_BALANCERS] &&
           (!fronts || fronts + balancers_there(w, true) <= limit.of[QUOTA_NETWORK_BALANCERS]);
}

bool rejections_hold(const struct rejections *r, const char *stack)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->items[i].held && str_equal(r->items[i].stack, stack))
            return true;
    return false;
}

void stacks_release(struct stacks *s)
{
    for (size_t i = 0; i < s->count; i++)
        stack_release(&s->items[i]);
    free(s->items);
    *s = (struct stacks){0};
}

void rejections_release(struct rejections *r)
{
    for (size_t i = 0; i < r->count; i++) {
        rejection_release(&r->items[i].what);
        free(r->items[i].cause);
        free(r->items[i].stack);
        free(r->items[i].question);
    }
    ask_needs_release(&r->needs);
    free(r->items);
    *r = (struct rejections){0};
}
