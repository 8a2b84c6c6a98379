/* The target groups behind a load balancer, each counted once. Where those of before and those of after do not fit
 * together, routing calls are made one after the other, each as soon as what stands after it fits. Where none fits:
 *   1 a rule that nobody wants goes, best one that lets a group go
 *   2 a rule that is to be changed first loses the groups that it will not keep; with none left it answers 503 */
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/room.h"

struct holder { /* a rule, or a listener with its default action */
    char *id;   /* ARN; of what is to be made the id of its call */
    struct strs groups;
    const struct json *actions; /* as observed, borrowed; NULL: not there yet */
    UT_hash_handle hh;
};

struct step {
    size_t call; /* index in the batch */
    char *holder;
    struct strs groups;
    bool done, aside;
};

struct order {
    struct diff *d;
    struct holder *holders;
    struct step *steps;
    size_t count, left;
    char *before; /* id of the call made last */
};

const struct json *room_actions(const struct json *of)
{
    const struct json *actions = json_get(of, "Actions");
    return actions ? actions : json_get(of, "DefaultActions");
}

static void read_groups(const struct json *actions, struct strs *to)
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

static void hold(struct order *o, const char *id, const struct strs *groups)
{
    struct holder *h = holder_of(o, id);
    strs_release(&h->groups);
    for (size_t i = 0; i < groups->count; i++)
        strs_add(&h->groups, groups->items[i]);
}

static void look_at(struct order *o, const struct aws_item *item)
{
    struct holder *h = holder_of(o, item->id);
    h->actions = room_actions(item->value);
    read_groups(h->actions, &h->groups);
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

/* Groups behind the load balancer if `id` held these. */
static size_t count_with(const struct order *o, const char *id, const struct strs *groups)
{
    struct strs all = {0};
    for (const struct holder *h = o->holders; h; h = h->hh.next)
        for (size_t i = 0; strcmp(h->id, id) != 0 && i < h->groups.count; i++)
            strs_add(&all, h->groups.items[i]);
    for (size_t i = 0; groups && i < groups->count; i++)
        strs_add(&all, groups->items[i]);
    strs_sort_unique(&all);
    size_t count = all.count;
    strs_release(&all);
    return count;
}

/* ---- the steps ---- */

static void take_steps(struct order *o)
{
    const struct batch *b = &o->d->make->batch;
    o->steps = xcalloc(b->calls_count + 1, sizeof *o->steps);
    for (size_t i = 0; i < b->calls_count; i++) {
        own_json *p = json_parse(b->calls[i].parameters, strlen(b->calls[i].parameters), NULL);
        const char *rule = json_str(json_get(p, "RuleArn")), *listener = json_str(json_get(p, "ListenerArn"));
        if (str_starts(b->calls[i].action, "Delete")) {
            hold(o, rule ? rule : listener ? listener : "", &(struct strs){0}); /* gone first: room_make */
        } else if (room_actions(p)) {
            struct step *s = &o->steps[o->count++];
            bool creates = str_starts(b->calls[i].action, "Create");
            s->call = i;
            s->holder = xstrdup(creates ? b->calls[i].id : rule ? rule : listener);
            read_groups(room_actions(p), &s->groups);
        }
    }
    o->left = o->count;
}

static bool fits_at_once(const struct order *o)
{
    struct strs all = {0};
    for (const struct holder *h = o->holders; h; h = h->hh.next)
        for (size_t i = 0; i < h->groups.count; i++)
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
static void chain(struct order *o, struct call *c)
{
    if (o->before && strcmp(o->before, c->id) != 0 && !strs_has(&c->needs, o->before))
        strs_add(&c->needs, o->before);
    str_replace(&o->before, c->id);
}

/* What it needs is made already. */
static bool is_ready(const struct order *o, const struct step *s)
{
    const struct call *calls = o->d->make->batch.calls;
    for (size_t i = 0; i < o->count; i++)
        if (!o->steps[i].done && strs_has(&calls[s->call].needs, calls[o->steps[i].call].id))
            return false;
    return !s->done;
}

static bool step_that_fits(struct order *o)
{
    for (size_t i = 0; i < o->count; i++) {
        struct step *s = &o->steps[i];
        if (!is_ready(o, s) || count_with(o, s->holder, &s->groups) > o->d->limit.of[QUOTA_GROUPS])
            continue;
        chain(o, &o->d->make->batch.calls[s->call]);
        hold(o, s->holder, &s->groups);
        s->done = true;
        o->left--;
        return true;
    }
    return false;
}

static bool remove_doomed(struct order *o)
{
    struct dooms *list = &o->d->rules;
    size_t best = list->count, least = (size_t)-1;
    for (size_t i = 0; i < list->count; i++) {
        size_t with = count_with(o, list->items[i].item->id, NULL);
        if (with < least) {
            least = with;
            best = i;
        }
    }
    if (best == list->count)
        return false;
    struct doomed one = list->items[best];
    memmove(list->items + best, list->items + best + 1, (list->count - best - 1) * sizeof *list->items);
    list->count--;
    chain(o, diff_remove(o->d, QUOTA_RULES, &one));
    hold(o, one.item->id, &(struct strs){0});
    free(one.what);
    return true;
}

/* ---- standing aside ---- */

/* The observed actions with only those groups of the last one that `keep` has. */
static void encode_aside(const struct holder *h, const struct strs *keep, struct json_out *o, const char *member)
{
    struct actions now = {0}, aside = {0};
    actions_decode(&now, h->actions, NULL);
    const struct action *last = now.count ? &now.items[now.count - 1] : NULL;
    struct action *a = actions_add(&aside, keep->count ? "forward" : "fixed-response");
    if (!keep->count)
        a->config = xstrdup("{\"ContentType\":\"text/plain\",\"StatusCode\":\"503\"}");
    for (size_t i = 0; last && i < last->groups_count; i++) {
        if (!strs_has(keep, last->groups[i].group))
            continue;
        struct group_weight *g = action_add_group(a, last->groups[i].group);
        g->has_weight = last->groups[i].has_weight;
        g->weight = last->groups[i].weight;
    }
    actions_encode(&aside, o, member);
    actions_release(&now);
    actions_release(&aside);
}

static void keep_of(const struct holder *h, const struct step *s, struct strs *keep)
{
    for (size_t i = 0; i < h->groups.count; i++)
        if (strs_has(&s->groups, h->groups.items[i]))
            strs_add(keep, h->groups.items[i]);
}

static void stand_aside(struct order *o, struct step *s, const struct strs *keep)
{
    struct holder *h = holder_of(o, s->holder);
    bool rule = strcmp(o->d->make->batch.calls[s->call].action, "ModifyRule") == 0;
    struct json_out *out = call_begin(o->d->make, SERVICE_ELB, rule ? "ModifyRule" : "ModifyListener", LANE_RULES);
    json_add_str(out, rule ? "RuleArn" : "ListenerArn", s->holder);
    encode_aside(h, keep, out, rule ? "Actions" : "DefaultActions");
    struct call *c = call_end(o->d->make, &o->d->want->because,
                              "the load balancer has as many target groups as it may: a rule lets go of its old ones for a moment");
    const struct strs *needs = &o->d->make->batch.calls[s->call].needs;
    for (size_t i = 0; i < needs->count; i++) /* no earlier than what ends it could come */
        strs_add(&c->needs, needs->items[i]);
    chain(o, c);
    hold(o, s->holder, keep);
    s->aside = true;
}

/* Whoever keeps most. */
static bool one_stands_aside(struct order *o)
{
    struct step *best = NULL;
    struct strs best_keep = {0};
    for (size_t i = 0; i < o->count; i++) {
        struct step *s = &o->steps[i];
        struct strs keep = {0};
        if (s->done || s->aside || !holder_of(o, s->holder)->actions)
            continue;
        keep_of(holder_of(o, s->holder), s, &keep);
        if (!best || keep.count > best_keep.count) {
            strs_release(&best_keep);
            best = s;
            best_keep = keep;
        } else {
            strs_release(&keep);
        }
    }
    if (best)
        stand_aside(o, best, &best_keep);
    strs_release(&best_keep);
    return best != NULL;
}

/* ---- all ---- */

static void release(struct order *o)
{
    struct holder *h, *next;
    HASH_ITER (hh, o->holders, h, next) {
        HASH_DEL(o->holders, h);
        strs_release(&h->groups);
        free(h->id);
        free(h);
    }
    for (size_t i = 0; i < o->count; i++) {
        strs_release(&o->steps[i].groups);
        free(o->steps[i].holder);
    }
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
    if (!fits_at_once(&o))
        while (o.left && (step_that_fits(&o) || remove_doomed(&o) || one_stands_aside(&o)))
            ;
    release(&o);
}
