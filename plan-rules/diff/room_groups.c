/* The target groups behind a load balancer, each counted once. AWS does not say whether a call that changes an action is
 * counted with the groups that it takes away: both together must fit. Where those of before and those of after do not,
 * routing calls are made one after the other, each as soon as it fits, first who answers 503, then whoever leaves most room.
 * Where none fits:
 *   1 a rule that nobody wants goes, best one that lets a group go
 *   2 a rule lets go of the groups that it will not keep, but for one if it would keep none: who is left serves
 *   3 one that has let go gets its first new group beside its last old one, and lets go of that one
 *   4 a rule that is to stay as it is lends the place of one of its groups, and gets it back at the end
 *   5 a rule of one group lets go of it: it answers 503 until its next call, which comes at once
 * How: room_way.c. */
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/room_inner.h"

const struct json *room_actions(const struct json *of)
{
    const struct json *actions = json_get(of, "Actions");
    return actions ? actions : json_get(of, "DefaultActions");
}

void room_read_groups(const struct json *actions, struct strs *to)
{
    struct actions list = {0};
    if (actions_decode(&list, actions, NULL) == 0)
        for (size_t i = 0; i < list.count; i++)
            for (size_t k = 0; k < list.items[i].groups_count; k++)
                strs_add(to, list.items[i].groups[k].group);
    actions_release(&list);
    strs_sort_unique(to);
}

/* ---- who holds what ---- */

size_t room_holders_of(const struct order *o, const char *group)
{
    struct behind *b = NULL;
    HASH_FIND_STR(o->behind, group, b);
    return b ? b->holders : 0;
}

static struct behind *behind_of(struct order *o, const char *group)
{
    struct behind *b = NULL;
    HASH_FIND_STR(o->behind, group, b);
    if (b)
        return b;
    b = xcalloc(1, sizeof *b);
    b->name = xstrdup(group);
    HASH_ADD_KEYPTR(hh, o->behind, b->name, strlen(b->name), b);
    return b;
}

static struct holder *holder_of(struct order *o, const char *id)
{
    struct holder *h = NULL;
    HASH_FIND_STR(o->holders, id, h);
    if (h)
        return h;
    h = xcalloc(1, sizeof *h);
    h->id = xstrdup(id);
    HASH_ADD_KEYPTR(hh, o->holders, h->id, strlen(h->id), h);
    return h;
}

void room_hold(struct order *o, struct holder *h, const struct strs *groups)
{
    struct strs now = {0};
    for (size_t i = 0; i < groups->count; i++) {
        strs_add(&now, groups->items[i]);
        o->standing += behind_of(o, groups->items[i])->holders++ == 0;
    }
    for (size_t i = 0; i < h->groups.count; i++)
        o->standing -= --behind_of(o, h->groups.items[i])->holders == 0;
    strs_release(&h->groups);
    h->groups = now;
}

static void let_go(struct order *o, const char *id)
{
    room_hold(o, holder_of(o, id), &(struct strs){0});
}

static void look_at(struct order *o, const struct aws_item *item)
{
    struct strs groups = {0};
    struct holder *h = holder_of(o, item->id);
    h->actions = room_actions(item->value);
    h->ours = owner_ours(&o->d->world->fleet, &item->tags);
    room_read_groups(h->actions, &groups);
    room_hold(o, h, &groups);
    strs_release(&groups);
}

static void look(struct order *o)
{
    size_t listeners, rules;
    const struct aws_item *l = aws_children(&o->d->aws->listeners, o->d->balancer->id, &listeners);
    for (size_t i = 0; i < listeners; i++) {
        look_at(o, &l[i]);
        const struct aws_item *r = aws_children(&o->d->aws->rules, l[i].id, &rules);
        for (size_t k = 0; k < rules; k++)
            if (atoi(aws_text(&r[k], "Priority")) > 0)
                look_at(o, &r[k]);
    }
}

/* Groups that nobody but this one holds, and `keep` does not have: NULL keeps none. */
size_t room_freed_by(const struct order *o, const struct holder *h, const struct strs *keep)
{
    size_t count = 0;
    for (size_t i = 0; i < h->groups.count; i++)
        count += room_holders_of(o, h->groups.items[i]) == 1 && !(keep && strs_has(keep, h->groups.items[i]));
    return count;
}

bool room_fits(const struct order *o, const struct strs *groups)
{
    size_t fresh = 0;
    for (size_t i = 0; i < groups->count; i++)
        fresh += room_holders_of(o, groups->items[i]) == 0;
    return !fresh || o->standing + fresh <= o->d->limit.of[QUOTA_GROUPS];
}

/* ---- the steps ---- */

static void take_step(struct order *o, size_t call, const char *id, const struct json *p)
{
    struct step *s = &o->steps[o->count++];
    s->call = call;
    s->holder = holder_of(o, id);
    s->holder->changes = true;
    room_read_groups(room_actions(p), &s->groups);
}

static void take_steps(struct order *o)
{
    const struct batch *b = &o->d->make->batch;
    o->steps = xcalloc(b->calls_count + 1, sizeof *o->steps); /* and one that lends */
    for (size_t i = 0; i < o->d->rules.count; i++)
        holder_of(o, o->d->rules.items[i].item->id)->changes = true;
    for (size_t i = 0; i < b->calls_count; i++) {
        own_json *p = json_parse(b->calls[i].parameters, strlen(b->calls[i].parameters), NULL);
        const char *rule = json_str(json_get(p, "RuleArn")), *listener = json_str(json_get(p, "ListenerArn"));
        if (str_starts(b->calls[i].action, "Delete"))
            let_go(o, rule ? rule : listener ? listener : ""); /* gone first: room_make */
        else if (room_actions(p))
            take_step(o, i, str_starts(b->calls[i].action, "Create") ? b->calls[i].id : rule ? rule : listener, p);
    }
    o->left = o->count;
}

static bool fits_at_once(const struct order *o)
{
    struct strs fresh = {0};
    for (size_t i = 0; i < o->count; i++)
        for (size_t k = 0; k < o->steps[i].groups.count; k++)
            if (!room_holders_of(o, o->steps[i].groups.items[k]))
                strs_add(&fresh, o->steps[i].groups.items[k]);
    strs_sort_unique(&fresh);
    bool fits = !fresh.count || o->standing + fresh.count <= o->d->limit.of[QUOTA_GROUPS];
    strs_release(&fresh);
    return fits;
}

/* Else no order helps: nobody lets go of anything for it. */
static bool fits_at_last(const struct order *o)
{
    struct strs all = {0};
    for (const struct holder *h = o->holders; h; h = h->hh.next)
        for (size_t i = 0; i < h->groups.count && !h->changes; i++)
            strs_add(&all, h->groups.items[i]);
    for (size_t i = 0; i < o->count; i++)
        for (size_t k = 0; k < o->steps[i].groups.count; k++)
            strs_add(&all, o->steps[i].groups.items[k]);
    strs_sort_unique(&all);
    bool fits = all.count <= o->d->limit.of[QUOTA_GROUPS];
    strs_release(&all);
    return fits;
}

/* Behind the call made before it. */
void room_chain(struct order *o, struct call *c)
{
    if (o->before && strcmp(o->before, c->id) != 0 && !strs_has(&c->needs, o->before))
        strs_add(&c->needs, o->before);
    str_replace(&o->before, c->id);
}

/* What it needs is made already. */
static bool is_ready(const struct order *o, const struct step *s)
{
    const struct call *calls = o->d->make->batch.calls;
    for (size_t i = 0; i < o->count && !s->done; i++)
        if (!o->steps[i].done && strs_has(&calls[s->call].needs, calls[o->steps[i].call].id))
            return false;
    return !s->done;
}

/* Groups more that stand behind the load balancer when it is done; least of all where nobody serves now. */
static long growth(const struct order *o, const struct step *s)
{
    long fresh = 0;
    if (s->holder->actions && !s->holder->groups.count)
        return -(long)o->d->limit.of[QUOTA_GROUPS];
    for (size_t i = 0; i < s->groups.count; i++)
        fresh += room_holders_of(o, s->groups.items[i]) == 0;
    return fresh - (long)room_freed_by(o, s->holder, &s->groups);
}

static bool step_that_fits(struct order *o)
{
    struct step *best = NULL;
    for (size_t i = 0; i < o->count; i++) {
        struct step *s = &o->steps[i];
        if (is_ready(o, s) && room_fits(o, &s->groups) && (!best || growth(o, s) < growth(o, best)))
            best = s;
    }
    if (!best)
        return false;
    if (!strs_equal(&best->groups, &best->holder->groups))
        room_chain(o, &o->d->make->batch.calls[best->call]);
    room_hold(o, best->holder, &best->groups);
    best->done = true;
    o->left--;
    return true;
}

static bool remove_doomed(struct order *o)
{
    struct dooms *list = &o->d->rules;
    size_t best = list->count, most = 0;
    for (size_t i = 0; i < list->count; i++) {
        size_t freed = room_freed_by(o, holder_of(o, list->items[i].item->id), NULL);
        if (best == list->count || freed > most) {
            most = freed;
            best = i;
        }
    }
    if (best == list->count)
        return false;
    struct doomed one = list->items[best];
    memmove(list->items + best, list->items + best + 1, (list->count - best - 1) * sizeof *list->items);
    list->count--;
    room_chain(o, diff_remove(o->d, QUOTA_RULES, &one));
    let_go(o, one.item->id);
    free(one.what);
    return true;
}

/* ---- all ---- */

static void release(struct order *o)
{
    struct holder *h, *next;
    struct behind *b, *other;
    HASH_ITER (hh, o->holders, h, next) {
        HASH_DEL(o->holders, h);
        strs_release(&h->groups);
        free(h->id);
        free(h);
    }
    HASH_ITER (hh, o->behind, b, other) {
        HASH_DEL(o->behind, b);
        free(b->name);
        free(b);
    }
    for (size_t i = 0; i < o->count; i++)
        strs_release(&o->steps[i].groups);
    free(o->steps);
    free(o->before);
}

void room_order_groups(struct diff *d)
{
    struct order o = {.d = d};
    if (!d->make->batch.calls_count)
        return;
    look(&o);
    take_steps(&o);
    if (!fits_at_once(&o) && fits_at_last(&o))
        while (o.left && (step_that_fits(&o) || remove_doomed(&o) || room_one_lets_go(&o, KEEPS_SOME) || room_one_exchanges(&o) ||
                          room_one_lends(&o) || room_one_lets_go(&o, KEEPS_NONE)))
            ;
    release(&o);
}
