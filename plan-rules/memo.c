#include "plan-rules/memo_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/targets.h"

const char memo_bindings[] = "~";
const char memo_in_doubt[] = "?";

/* ---- parts ---- */

struct part *memo_part(const struct memo *m, const char *id)
{
    struct part *p = NULL;
    HASH_FIND_STR(m->parts, id, p);
    return p;
}

static struct part *part_get(struct memo *m, const char *id)
{
    struct part *p = memo_part(m, id);
    if (p)
        return p;
    p = xcalloc(1, sizeof *p);
    p->id = xstrdup(id);
    HASH_ADD_KEYPTR(hh, m->parts, p->id, strlen(p->id), p);
    return p;
}

static const char *part_of_stack(const char *stack)
{
    return !stack ? memo_in_doubt : str_starts(stack, "targetgroupbinding/") ? memo_bindings : stack;
}

static void drop_groups(struct memo *m, const struct part *p)
{
    struct part_group *g, *next;
    HASH_ITER (hh, m->groups, g, next) {
        if (p && g->part != p)
            continue;
        HASH_DEL(m->groups, g);
        waiting_clear(&g->waiting);
        free(g->name);
        free(g);
    }
}

static void part_free(struct memo *m, struct part *p)
{
    HASH_DEL(m->parts, p);
    stacks_release(&p->wanted);
    rejections_release(&p->rejected);
    ask_needs_release(&p->guards);
    strs_release(&p->ingresses);
    strs_release(&p->closed);
    strs_release(&p->open);
    memo_doors_drop(p);
    waiting_clear(&p->waiting);
    free(p->id);
    free(p);
}

void memo_place_free(struct memo *m, struct place *p)
{
    HASH_DEL(m->places, p);
    strs_release(&p->parts);
    free(p->key);
    free(p);
}

void memo_forget(struct memo *m)
{
    struct part *p, *next;
    struct place *at, *next_place;
    drop_groups(m, NULL);
    HASH_ITER (hh, m->parts, p, next)
        part_free(m, p);
    HASH_ITER (hh, m->places, at, next_place)
        memo_place_free(m, at);
    free(m->order);
    strs_release(&m->leftovers);
    ask_needs_release(&m->doors.needs);
    aws_release(&m->aws);
    *m = (struct memo){0};
}

/* ---- which Ingress belongs where ---- */

static void belong(struct memo *m, struct place *at, const char *id)
{
    if (strs_has(&at->parts, id))
        return;
    strs_add(&at->parts, id);
    strs_add(&part_get(m, id)->ingresses, at->key);
}

void memo_place(struct memo *m, const struct world *w, const char *key)
{
    struct world_ingress *newest = NULL, *accepted = NULL;
    HASH_FIND_STR(w->ingresses, key, newest);
    HASH_FIND_STR(w->accepted, key, accepted);
    if (!newest)
        return;
    struct place *at = xcalloc(1, sizeof *at);
    at->key = xstrdup(key);
    HASH_ADD_KEYPTR(hh, m->places, at->key, strlen(at->key), at);
    own_str char *group = compile_group(w, &newest->record);
    own_str char *before = accepted ? compile_group(w, &accepted->record) : NULL;
    belong(m, at, part_of_stack(group));
    if (accepted)
        belong(m, at, part_of_stack(before));
}

/* ---- compiling ---- */

static void clear_wanted(struct part *p)
{
    stacks_release(&p->wanted);
    rejections_release(&p->rejected);
    memo_doors_stale(p);
    p->anew = p->structure = p->all_groups = true;
}

/* Each stack and each rejection to the part that it belongs to; the lists are empty after. */
static void hand_out(struct memo *m, struct stacks *wanted, struct rejections *rejected)
{
    for (size_t i = 0; i < wanted->count; i++) {
        struct part *p = part_get(m, part_of_stack(wanted->items[i].id));
        ARRAY_GROW(p->wanted.items, p->wanted.count, p->wanted.cap);
        p->wanted.items[p->wanted.count++] = wanted->items[i];
    }
    for (size_t i = 0; i < rejected->count; i++) {
        struct part *p = part_get(m, part_of_stack(rejected->items[i].stack));
        ARRAY_GROW(p->rejected.items, p->rejected.count, p->rejected.cap);
        p->rejected.items[p->rejected.count++] = rejected->items[i];
    }
    for (size_t i = 0; i < rejected->needs.count; i++) {
        struct ask_needs *to = &part_get(m, part_of_stack(rejected->needs.items[i].stack))->rejected.needs;
        ARRAY_GROW(to->items, to->count, to->cap);
        to->items[to->count++] = rejected->needs.items[i];
    }
    m->asks = true;
    free(wanted->items);
    free(rejected->items);
    free(rejected->needs.items);
}

static int by_id(const void *a, const void *b)
{
    return strcmp((*(struct part *const *)a)->id, (*(struct part *const *)b)->id);
}

static void set_order(struct memo *m)
{
    m->count = 0;
    m->order = xrealloc(m->order, (HASH_COUNT(m->parts) + 1) * sizeof *m->order);
    for (struct part *p = m->parts; p; p = p->hh.next)
        m->order[m->count++] = p;
    if (m->count)
        qsort(m->order, m->count, sizeof(struct part *), by_id);
}

/* ---- target groups by name ---- */

static void name_group(struct memo *m, struct part *p, const char *name)
{
    struct part_group *g = NULL;
    HASH_FIND_STR(m->groups, name, g);
    if (g)
        return;
    g = xcalloc(1, sizeof *g);
    g->name = xstrdup(name);
    g->part = p;
    HASH_ADD_KEYPTR(hh, m->groups, g->name, strlen(g->name), g);
}

static void name_wanted(struct memo *m, struct part *p, const struct stack *s)
{
    for (size_t i = 0; s && i < s->target_groups_count; i++) {
        const struct target_group *g = &s->target_groups[i];
        const struct aws_item *item = diff_find_group(&m->aws, g);
        own_str char *name = target_group_seen_name(g, item);
        name_group(m, p, name);
    }
}

/* Those that are wanted, under the name that AWS has, and those that are left of the stack. */
static void name_groups(struct memo *m, struct part *p)
{
    size_t count;
    const struct aws_item *const *left = aws_groups_of(&m->aws, p->id, &count);
    drop_groups(m, p);
    for (size_t i = 0; i < p->wanted.count; i++) {
        name_wanted(m, p, &p->wanted.items[i]);
        name_wanted(m, p, p->wanted.items[i].front);
    }
    for (size_t i = 0; i < count; i++)
        name_group(m, p, aws_text(left[i], "TargetGroupName"));
}

/* ---- all anew ---- */

/* A binding fills a group that is ours: two parts want something of it. */
static bool bindings_meddle(const struct memo *m, const struct world *w)
{
    const struct part *b = memo_part(m, memo_bindings);
    for (size_t i = 0; b && i < b->wanted.count; i++) {
        for (size_t k = 0; k < b->wanted.items[i].target_groups_count; k++) {
            const struct aws_item *item = diff_find_group(&m->aws, &b->wanted.items[i].target_groups[k]);
            if (item && owner_ours(&w->fleet, &item->tags))
                return true;
        }
    }
    return false;
}

static size_t balancers(const struct memo *m)
{
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++)
        count += m->order[i]->wanted.count > 0 && m->order[i]->wanted.items[0].has_load_balancer;
    return count;
}

static size_t fronts(const struct memo *m)
{
    size_t count = 0;
    for (size_t i = 0; i < m->count; i++)
        count += m->order[i]->wanted.count > 0 && m->order[i]->wanted.items[0].front != NULL;
    return count;
}

/* Parts that go by themselves are the rule; a fleet with a stack for each cluster, full Regions and bindings to our own
 * groups are not. */
static bool is_whole(const struct memo *m, const struct world *w)
{
    return fleet_keeps_apart(&w->fleet) || bindings_meddle(m, w) || !compile_has_room(w, balancers(m), fronts(m));
}

static void rebuild(struct memo *m, struct world *w)
{
    struct stacks wanted = {0};
    struct rejections rejected = {0};
    memo_forget(m);
    aws_init(&m->aws, w);
    compile_wanted(w, COMPILE_LAST_GOOD, &wanted, &rejected);
    for (const struct world_ingress *i = w->ingresses; i; i = i->hh.next)
        memo_place(m, w, i->key);
    hand_out(m, &wanted, &rejected);
    set_order(m);
    for (size_t i = 0; i < m->count; i++) {
        struct part *p = m->order[i];
        p->anew = p->structure = p->all_groups = true;
        name_groups(m, p);
    }
    m->ready = m->stacks_changed = m->doors.dirty = true;
    m->whole = is_whole(m, w);
}

/* ---- some anew ---- */

/* All parts that share an Ingress with these, and all their Ingresses. */
static void close_over(struct memo *m, struct again *a, struct strs *keys)
{
    for (size_t i = 0; i < a->ids.count; i++) {
        const struct part *p = memo_part(m, a->ids.items[i]);
        for (size_t k = 0; p && k < p->ingresses.count; k++) {
            struct place *at = NULL;
            HASH_FIND_STR(m->places, p->ingresses.items[k], at);
            strs_add(keys, p->ingresses.items[k]);
            for (size_t n = 0; at && n < at->parts.count; n++)
                memo_again(a, at->parts.items[n]);
        }
    }
    strs_sort_unique(keys);
}

static bool drop_if_empty(struct memo *m, const char *id)
{
    struct part *p = memo_part(m, id);
    if (!p || p->ingresses.count || p->wanted.count || p->rejected.count)
        return false;
    drop_groups(m, p);
    part_free(m, p);
    m->doors.dirty = true;
    return true;
}

static void compile_again(struct memo *m, struct world *w, struct again *a)
{
    struct strs keys = {0};
    struct stacks wanted = {0};
    struct rejections rejected = {0};
    if (a->bindings)
        clear_wanted(part_get(m, memo_bindings));
    if (a->bindings)
        compile_bindings(w, &wanted, &rejected);
    hand_out(m, &wanted, &rejected);
    wanted = (struct stacks){0};
    rejected = (struct rejections){0};
    close_over(m, a, &keys);
    for (size_t i = 0; i < a->ids.count; i++)
        clear_wanted(part_get(m, a->ids.items[i]));
    compile_some(w, &keys, &wanted, &rejected);
    hand_out(m, &wanted, &rejected);
    strs_release(&keys);
}

static void refresh_parts(struct memo *m, struct world *w, struct again *a)
{
    compile_again(m, w, a);
    m->stacks_changed = true;
    for (size_t i = 0; i < a->ids.count; i++)
        drop_if_empty(m, a->ids.items[i]);
    set_order(m);
    for (size_t i = 0; i < m->count; i++)
        if (m->order[i]->anew)
            name_groups(m, m->order[i]);
}

static bool refresh_some(struct memo *m, struct world *w)
{
    struct again a = {.bindings = w->touched.words[TOUCHED_BINDING] != NULL};
    bool known = memo_touch(m, w, &a);
    bool compiles = a.ids.count || a.bindings;
    if (known && compiles)
        refresh_parts(m, w, &a);
    if (known && (compiles || m->stacks_changed))
        m->whole = is_whole(m, w);
    memo_touch_plans(m, w);
    strs_release(&a.ids);
    return known;
}

void memo_refresh(struct memo *m, struct world *w)
{
    bool some = m->ready && !m->whole && !w->touched.all && refresh_some(m, w);
    if (!some || m->whole)
        rebuild(m, w);
    touched_clear(&w->touched);
}
