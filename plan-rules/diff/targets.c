#include "plan-rules/diff/targets.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"

/* ---- what is wanted ---- */

static struct target_plan *plan_for(struct target_plans *p, const char *reference)
{
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->items[i].reference, reference) == 0)
            return &p->items[i];
    ARRAY_GROW(p->items, p->count, p->cap);
    struct target_plan *t = &p->items[p->count++];
    *t = (struct target_plan){.reference = xstrdup(reference)};
    return t;
}

/* A group of nobody in particular may hold targets of any member. */
static bool keeps_unwanted(const struct world *w, const struct target_group *g)
{
    return g->cluster && !g->arn ? !world_synced(w, g->cluster) : !world_all_synced(w);
}

char *target_group_seen_name(const struct target_group *g, const struct aws_item *item)
{
    const char *seen = item ? aws_text(item, "TargetGroupName") : "";
    return *seen ? xstrdup(seen) : g->arn ? aws_arn_name(g->arn) : xstrdup(g->name);
}

struct target_plan *target_plans_add(struct target_plans *p, const struct world *w, const struct aws *aws, const struct stack *s,
                                     const struct target_group *g)
{
    const struct aws_item *item = diff_find_group(aws, g);
    own_str char *reference = item ? xstrdup(item->id) : g->arn ? xstrdup(g->arn) : xasprintf("@targetgroup/%s", g->name);
    struct target_plan *t = plan_for(p, reference);
    if (!t->name) {
        t->name = target_group_seen_name(g, item);
        t->observed = item != NULL || g->arn;
        t->stack = s->id;
        t->cluster = g->cluster;
        t->single = str_equal(g->target_type, "alb");
        t->group = g;
    }
    t->keep_unwanted = t->keep_unwanted || keeps_unwanted(w, g);
    if (g->arn && g->cluster && !strs_has(&t->clusters, g->cluster))
        strs_add(&t->clusters, g->cluster);
    for (size_t i = 0; i < g->because.count; i++)
        strs_add(&t->because, g->because.items[i]);
    for (size_t i = 0; i < g->targets_count; i++) {
        const struct target *one = &g->targets[i];
        ARRAY_GROW(t->wanted, t->wanted_count, t->wanted_cap);
        t->wanted[t->wanted_count++] = (struct wanted_target){g->cluster, one->id, one->port, one->zone, one->cause};
    }
    return t;
}

static int by_target(const void *a, const void *b)
{
    const struct wanted_target *x = a, *y = b;
    int order = strcmp(x->id, y->id);
    return order ? order : x->port - y->port;
}

void target_plan_close(struct target_plan *t)
{
    size_t kept = 0;
    if (t->wanted_count)
        qsort(t->wanted, t->wanted_count, sizeof *t->wanted, by_target);
    for (size_t i = 0; i < t->wanted_count; i++)
        if (!kept || by_target(&t->wanted[kept - 1], &t->wanted[i]) != 0)
            t->wanted[kept++] = t->wanted[i];
    t->wanted_count = kept;
    strs_sort_unique(&t->because);
}

static int by_name(const void *a, const void *b)
{
    const struct target_plan *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order ? order : strcmp(x->reference, y->reference);
}

void target_plans_close(struct target_plans *p)
{
    for (size_t i = 0; i < p->count; i++)
        target_plan_close(&p->items[i]);
    if (p->count)
        qsort(p->items, p->count, sizeof *p->items, by_name);
}

void target_plans_release(struct target_plans *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->items[i].name);
        free(p->items[i].reference);
        free(p->items[i].wanted);
        strs_release(&p->items[i].clusters);
        strs_release(&p->items[i].because);
    }
    free(p->items);
    memset(p, 0, sizeof *p);
}

/* ---- what is registered ---- */

static int by_key(const void *a, const void *b)
{
    const struct world_health *const *x = a, *const *y = b;
    return strcmp((*x)->key, (*y)->key);
}

void targets_now_open(struct targets_now *now, const struct world *w, const char *group)
{
    const struct world_health *first = world_health_of(w, group);
    *now = (struct targets_now){.health = xcalloc((first ? HASH_COUNT(first) : 0) + 1, sizeof *now->health)};
    for (const struct world_health *h = first; h; h = h->hh.next)
        now->health[now->count++] = h;
    if (now->count)
        qsort(now->health, now->count, sizeof *now->health, by_key);
}

void targets_now_release(struct targets_now *now)
{
    free(now->health);
    *now = (struct targets_now){0};
}

/* ---- the calls ---- */

bool target_is_registered(const struct world_health *h)
{
    return h && !target_health_leaving(&h->record);
}

bool target_is_wanted(const struct target_plan *t, const struct world_health *h)
{
    struct wanted_target key = {.id = h->record.id, .port = h->record.port};
    return t->wanted_count && bsearch(&key, t->wanted, t->wanted_count, sizeof *t->wanted, by_target);
}

static void write_call(const struct target_plan *t, struct batch_make *make, const char *action, const struct wanted_target *some,
                       size_t count)
{
    bool registers = strcmp(action, "RegisterTargets") == 0;
    struct strs because = {0};
    struct json_out *o = call_begin(make, SERVICE_ELB, action, registers ? LANE_REGISTER : LANE_DEREGISTER);
    json_add_str(o, "TargetGroupArn", t->reference);
    json_open_array(o, "Targets");
    for (size_t i = 0; i < count; i++) {
        json_open_object(o, NULL);
        json_add_str(o, "Id", some[i].id);
        json_add_int(o, "Port", some[i].port);
        json_add_str(o, "AvailabilityZone", some[i].zone);
        json_close_object(o);
        if (some[i].cause)
            strs_add(&because, some[i].cause);
    }
    json_close_array(o);
    strs_sort_unique(&because);
    call_end(make, because.count ? &because : &t->because, "%zu target%s of %s%s%s %s", count, count == 1 ? "" : "s", t->stack,
             t->cluster ? " in " : "", t->cluster ? t->cluster : "", registers ? "to be served" : "no longer to be served");
    strs_release(&because);
}

struct some_targets {
    struct wanted_target *items;
    size_t count, cap;
};

static void add_some(struct some_targets *to, struct wanted_target one)
{
    ARRAY_GROW(to->items, to->count, to->cap);
    to->items[to->count++] = one;
}

/* Up to 200 a call, each behind these calls. */
static void write_some(const struct target_plan *t, struct batch_make *make, const char *action, const struct some_targets *some,
                       const struct strs *behind)
{
    for (size_t i = 0; i < some->count; i += TARGETS_A_CALL) {
        size_t rest = some->count - i;
        write_call(t, make, action, some->items + i, rest < TARGETS_A_CALL ? rest : TARGETS_A_CALL);
        for (size_t k = 0; behind && k < behind->count; k++)
            call_needs(make, behind->items[k]);
    }
}

/* Those who join, in two parts where not all find room at once, and those who leave: pods that are gone, those that leave
 * to make room, those that leave behind what replaces them. */
struct moves {
    struct some_targets join, join_late, gone, first, left;
};

static void sort_away(const struct target_plan *t, const struct world *w, const struct world_health *h, struct moves *m)
{
    if (!target_is_registered(h) || target_is_wanted(t, h) || t->keep_unwanted)
        return;
    const struct trace *end = trace_endpoint(&w->traces, h->record.id, h->record.port);
    struct wanted_target one = {.id = h->record.id, .port = h->record.port, .cause = end ? end->cause : NULL};
    add_some(end && end->ended ? &m->gone : &m->left, one);
}

static bool is_healthy(const struct target_plan *t, const struct world *w, const struct wanted_target *one)
{
    const struct world_health *h = world_health(w, t->name, one->id, one->port);
    return h && strcmp(h->record.state, "healthy") == 0;
}

/* So many of those who leave go first, the unhealthy before the healthy. */
static void go_first(const struct target_plan *t, const struct world *w, struct moves *m, size_t needed)
{
    for (int healthy = 0; healthy < 2; healthy++) {
        size_t kept = 0;
        for (size_t i = 0; i < m->left.count; i++) {
            struct wanted_target one = m->left.items[i];
            if (m->first.count < needed && (healthy || !is_healthy(t, w, &one)))
                add_some(&m->first, one);
            else
                m->left.items[kept++] = one;
        }
        m->left.count = kept;
    }
}

/* Gives how many find no room. */
static size_t make_room(const struct target_plan *t, const struct world *w, struct moves *m, size_t room)
{
    size_t joining = m->join.count;
    if (joining <= room)
        return 0;
    size_t late = joining - room;
    if (m->gone.count < late)
        go_first(t, w, m, late - m->gone.count);
    size_t places = m->gone.count + m->first.count, find_one = late < places ? late : places;
    for (size_t i = room; i < room + find_one; i++)
        add_some(&m->join_late, m->join.items[i]);
    m->join.count = room;
    return late - find_one;
}

static void ids_from(const struct batch_make *make, size_t first, struct strs *ids)
{
    for (size_t i = first; i < make->batch.calls_count; i++)
        strs_add(ids, make->batch.calls[i].id);
}

static void write_moves(const struct target_plan *t, struct batch_make *make, const struct moves *m)
{
    struct strs out = {0}, in = {0};
    write_some(t, make, "DeregisterTargets", &m->gone, NULL);
    write_some(t, make, "DeregisterTargets", &m->first, NULL);
    ids_from(make, 0, &out);
    size_t begin = make->batch.calls_count;
    write_some(t, make, "RegisterTargets", &m->join, NULL);
    write_some(t, make, "RegisterTargets", &m->join_late, &out);
    ids_from(make, begin, &in);
    write_some(t, make, "DeregisterTargets", &m->left, &in);
    strs_release(&out);
    strs_release(&in);
}

size_t target_plan_diff(const struct target_plan *t, const struct world *w, const struct targets_now *now, struct batch_make *make)
{
    struct moves m = {0};
    for (size_t i = 0; i < now->count; i++)
        sort_away(t, w, now->health[i], &m);
    for (size_t i = 0; i < t->wanted_count; i++)
        if (!target_is_registered(world_health(w, t->name, t->wanted[i].id, t->wanted[i].port)))
            add_some(&m.join, t->wanted[i]);
    size_t without = make_room(t, w, &m, now->room);
    write_moves(t, make, &m);
    struct some_targets *all[] = {&m.join, &m.join_late, &m.gone, &m.first, &m.left};
    for (size_t i = 0; i < COUNT_OF(all); i++)
        free(all[i]->items);
    return without;
}
