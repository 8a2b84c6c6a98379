#include "plan-rules/diff/doors.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/permission.h"

/* ---- rules ---- */

static void door_rule_release(struct door_rule *r)
{
    permission_release(&r->what);
    free(r->group);
    free(r->cause);
}

void door_rules_release(struct door_rules *r)
{
    for (size_t i = 0; i < r->count; i++)
        door_rule_release(&r->items[i]);
    free(r->items);
    *r = (struct door_rules){0};
}

static void add_rule(struct door_rules *to, const char *group, const struct permission *what, const char *cause)
{
    ARRAY_GROW(to->items, to->count, to->cap);
    struct door_rule *r = &to->items[to->count++];
    *r = (struct door_rule){.group = xstrdup(group), .cause = xstrdup_or_null(cause)};
    permission_copy(&r->what, what);
}

void door_rules_add(struct door_rules *to, const struct door_rules *from)
{
    for (size_t i = 0; i < from->count; i++)
        add_rule(to, from->items[i].group, &from->items[i].what, from->items[i].cause);
}

static int by_text(const char *a, const char *b)
{
    return strcmp(a ? a : "", b ? b : "");
}

/* Group, protocol and source. */
static int by_source(const struct door_rule *x, const struct door_rule *y)
{
    int order = strcmp(x->group, y->group);
    order = order ? order : by_text(x->what.protocol, y->what.protocol);
    order = order ? order : by_text(x->what.group, y->what.group);
    order = order ? order : by_text(x->what.cidr, y->what.cidr);
    return order ? order : by_text(x->what.cidr_v6, y->what.cidr_v6);
}

static int by_rule(const void *a, const void *b)
{
    const struct door_rule *x = a, *y = b;
    int order = by_source(x, y);
    order = order ? order : (x->what.from_port > y->what.from_port) - (x->what.from_port < y->what.from_port);
    order = order ? order : (x->what.to_port > y->what.to_port) - (x->what.to_port < y->what.to_port);
    return order ? order : by_text(x->cause, y->cause);
}

/* Into the one before it, or false. */
static bool lay_together(struct door_rule *to, const struct door_rule *r, bool ranges)
{
    if (by_source(to, r) != 0)
        return false;
    if (ranges && to->what.group) {
        to->what.to_port = r->what.to_port > to->what.to_port ? r->what.to_port : to->what.to_port;
        return true;
    }
    return to->what.from_port == r->what.from_port && to->what.to_port == r->what.to_port;
}

void door_rules_close(struct door_rules *r, const struct fleet *f)
{
    bool ranges = !fleet_option_bool(f, "disable-restricted-sg-rules", false);
    size_t kept = 0;
    if (r->count)
        qsort(r->items, r->count, sizeof *r->items, by_rule);
    for (size_t i = 0; i < r->count; i++) {
        if (kept && lay_together(&r->items[kept - 1], &r->items[i], ranges))
            door_rule_release(&r->items[i]);
        else
            r->items[kept++] = r->items[i];
    }
    r->count = kept;
    if (kept && kept < r->cap) { /* one for each target came in */
        r->items = xrealloc(r->items, kept * sizeof *r->items);
        r->cap = kept;
    }
}

bool door_rules_equal(const struct door_rules *a, const struct door_rules *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(a->items[i].group, b->items[i].group) == 0 && permission_equal(&a->items[i].what, &b->items[i].what);
    return same;
}

/* ---- the door of one target group ---- */

struct making {
    struct door *door;
    const struct world *world;
    const struct target_group *group;
    struct look look;
};

static int named_port(const struct podinfo *pod, const struct opening *o)
{
    for (size_t i = 0; pod && i < pod->ports_count; i++) {
        const struct container_port *p = &pod->ports[i];
        bool udp = str_equal(p->protocol, "UDP");
        if (str_equal(p->name, o->port_name) && udp == (strcmp(o->what.protocol, "udp") == 0))
            return p->port;
    }
    return 0;
}

/* What this opening comes to at one target; false where it has no port of that name. */
static bool meant(const struct opening *o, const struct target *t, const struct podinfo *pod, struct permission *out)
{
    *out = o->what; /* a view */
    if (o->port_name)
        out->from_port = out->to_port = named_port(pod, o);
    else if (!out->from_port && !out->to_port)
        out->from_port = out->to_port = t->port;
    return out->to_port > 0;
}

/* Of several the first in the alphabet, in whatever order they came. */
static void tell(struct making *m, const struct target *t)
{
    own_str char *problem = xasprintf("target %s cannot be reached: %s", t->id, m->look.why);
    if (!m->door->problem || strcmp(problem, m->door->problem) < 0)
        str_replace(&m->door->problem, problem);
}

static void open_target(struct making *m, const struct target *t, const struct podinfo *pod, enum before where, const char *group)
{
    struct permission p;
    for (size_t i = 0; i < m->group->openings_count && where != BEFORE_NOTHING; i++) {
        if (!meant(&m->group->openings[i], t, pod, &p))
            continue;
        if (where == BEFORE_GROUP)
            add_rule(&m->door->rules, group, &p, t->cause);
        else if (!permissions_have(&m->door->doubts, &p))
            permission_copy(security_group_add_permission(&m->door->doubts), &p);
    }
    if (where == BEFORE_WRONG)
        tell(m, t);
}

/* ---- its targets ---- */

static const struct target *target_of(const struct target_group *g, const struct podinfo *pod)
{
    size_t low = 0, high = g->targets_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct target *t = &g->targets[middle];
        int order = strcmp(t->id, pod->address);
        order = order ? order : (t->port > pod->target_port) - (t->port < pod->target_port);
        if (!order)
            return t;
        *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
    }
    return NULL;
}

/* One address is outside of the VPC: no group of ours stands before it. */
static bool is_elsewhere(const struct target *t)
{
    return str_equal(t->zone, "all");
}

static void open_pods(struct making *m)
{
    const struct world_backend *b = m->group->source.backend ? world_backend(m->world, m->group->source.backend) : NULL;
    for (const struct world_pod *p = b ? b->pods : NULL; p; p = p->hh.next) {
        const struct target *t = p->record.address ? target_of(m->group, &p->record) : NULL;
        const char *group = NULL;
        if (!t || is_elsewhere(t))
            continue;
        m->look.cause = t->cause;
        enum before where = interface_of_pod(&m->look, &p->record, &group);
        open_target(m, t, &p->record, where, group);
    }
}

static void open_instances(struct making *m)
{
    for (size_t i = 0; i < m->group->targets_count; i++) {
        const struct target *t = &m->group->targets[i];
        const char *group = NULL;
        m->look.cause = t->cause;
        enum before where = interface_of_instance(&m->look, t->id, &group);
        open_target(m, t, NULL, where, group);
    }
}

void door_make(struct door *d, const struct world *w, const struct target_group *g)
{
    struct making m = {
        .door = d,
        .world = w,
        .group = g,
        .look = {.world = w, .cluster = g->cluster ? g->cluster : "", .needs = &d->needs},
    };
    if (g->openings_count && g->source.instance)
        open_instances(&m);
    else if (g->openings_count)
        open_pods(&m);
    door_rules_close(&d->rules, &w->fleet);
    ask_needs_sort(&d->needs);
}

static bool same_doubts(const struct security_group *a, const struct security_group *b)
{
    for (size_t i = 0; i < a->permissions_count; i++)
        if (!permissions_have(b, &a->permissions[i]))
            return false;
    return a->permissions_count == b->permissions_count;
}

bool door_equal(const struct door *a, const struct door *b)
{
    return door_rules_equal(&a->rules, &b->rules) && same_doubts(&a->doubts, &b->doubts) && ask_needs_equal(&a->needs, &b->needs) &&
           str_equal(a->problem, b->problem);
}

void door_release(struct door *d)
{
    door_rules_release(&d->rules);
    security_group_release(&d->doubts);
    ask_needs_release(&d->needs);
    free(d->problem);
    free(d->name);
    *d = (struct door){0};
}
