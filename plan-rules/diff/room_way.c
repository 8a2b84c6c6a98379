/* Where no routing call fits as it is planned: what rules do on the way to it. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/room_inner.h"

#define ASIDE "No target group for a moment"

bool room_stands_aside(const struct aws_item *item)
{
    json_each (a, room_actions(item->value))
        if (str_equal(json_str(json_path(a, "FixedResponseConfig", "MessageBody", NULL)), ASIDE))
            return true;
    return false;
}

/* ---- on the way ---- */

static const struct group_weight *find_group(const struct actions *list, const char *group)
{
    const struct action *last = list->count ? &list->items[list->count - 1] : NULL;
    for (size_t i = 0; last && i < last->groups_count; i++)
        if (strcmp(last->groups[i].group, group) == 0)
            return &last->groups[i];
    return NULL;
}

static int weight_of(const struct group_weight *g)
{
    return !g ? 0 : g->has_weight ? g->weight : 1;
}

/* The last action forwards to these: with the weights that are wanted, of others with those they have. */
static void forward_to(struct action *last, const struct strs *groups, const struct actions *now)
{
    struct action copy, only = {0};
    int sum = 0;
    action_copy(&copy, last);
    for (size_t i = 0; i < groups->count; i++) {
        const struct group_weight *g = find_group(&(struct actions){.items = &copy, .count = 1}, groups->items[i]);
        struct group_weight *to = action_add_group(&only, groups->items[i]);
        to->has_weight = true;
        sum += to->weight = weight_of(g ? g : find_group(now, groups->items[i]));
    }
    for (size_t i = 0; i < only.groups_count && !sum; i++)
        only.groups[i].weight = 1;
    only.type = xstrdup(copy.type);
    only.has_stickiness = copy.has_stickiness;
    only.sticky = copy.sticky;
    only.sticky_seconds = copy.sticky_seconds;
    action_release(&copy);
    action_release(last);
    *last = only;
}

/* What is wanted, with a login before it and all, but with only these groups. */
static void encode_only(const struct order *o, const struct step *s, const struct strs *groups, struct json_out *out, const char *member)
{
    struct actions now = {0}, want = {0};
    const char *text = o->d->make->batch.calls[s->call].parameters;
    own_json *p = json_parse(text, strlen(text), NULL);
    actions_decode(&now, s->holder->actions, NULL);
    actions_decode(&want, room_actions(p), NULL);
    if (groups->count) {
        forward_to(&want.items[want.count - 1], groups, &now);
    } else {
        actions_release(&want);
        actions_add(&want, "fixed-response")->config =
            xstrdup("{\"ContentType\":\"text/plain\",\"StatusCode\":\"503\",\"MessageBody\":\"" ASIDE "\"}");
    }
    actions_encode(&want, out, member);
    actions_release(&now);
    actions_release(&want);
}

static void change_to(struct order *o, struct step *s, const struct strs *groups)
{
    bool rule = strcmp(o->d->make->batch.calls[s->call].action, "ModifyRule") == 0;
    struct json_out *out = call_begin(o->d->make, SERVICE_ELB, rule ? "ModifyRule" : "ModifyListener", LANE_RULES);
    json_add_str(out, rule ? "RuleArn" : "ListenerArn", s->holder->id);
    encode_only(o, s, groups, out, rule ? "Actions" : "DefaultActions");
    struct call *c = call_end(o->d->make, &o->d->want->because,
                              "the load balancer has as many target groups as it may: old ones of a rule make room for new ones");
    const struct strs *needs = &o->d->make->batch.calls[s->call].needs;
    for (size_t i = 0; i < needs->count; i++) /* no earlier than what ends it could come */
        if (!strs_has(&c->needs, needs->items[i]))
            strs_add(&c->needs, needs->items[i]);
    room_chain(o, c);
    room_hold(o, s->holder, groups);
}

/* One of these groups that serves. */
static const char *one_of(const struct json *actions, const struct strs *groups)
{
    struct actions list = {0};
    const char *best = groups->items[0];
    actions_decode(&list, actions, NULL);
    for (size_t i = groups->count; i > 0; i--)
        if (weight_of(find_group(&list, groups->items[i - 1])) > 0)
            best = groups->items[i - 1];
    actions_release(&list);
    return best;
}

/* What it keeps of its groups while it makes room: never none of several. */
static void keep_of(const struct step *s, struct strs *keep)
{
    const struct strs *now = &s->holder->groups;
    for (size_t i = 0; i < now->count; i++)
        if (strs_has(&s->groups, now->items[i]))
            strs_add(keep, now->items[i]);
    if (!keep->count && now->count > 1)
        strs_add(keep, one_of(s->holder->actions, now));
}

/* How many hold what it would let go: the fewer, the sooner there is room. */
static size_t company(const struct order *o, const struct step *s, const struct strs *keep)
{
    size_t least = (size_t)-1;
    for (size_t i = 0; i < s->holder->groups.count; i++) {
        size_t holders = room_holders_of(o, s->holder->groups.items[i]);
        if (!strs_has(keep, s->holder->groups.items[i]) && holders < least)
            least = holders;
    }
    return least;
}

bool room_one_lets_go(struct order *o, enum keeping how)
{
    struct step *best = NULL;
    struct strs best_keep = {0};
    for (size_t i = 0; i < o->count; i++) {
        struct step *s = &o->steps[i];
        struct strs keep = {0};
        if (s->done || !s->holder->actions)
            continue;
        keep_of(s, &keep);
        if (keep.count < s->holder->groups.count && (how == KEEPS_NONE) == !keep.count &&
            (!best || company(o, s, &keep) < company(o, best, &best_keep))) {
            strs_release(&best_keep);
            best = s;
            best_keep = keep;
        } else {
            strs_release(&keep);
        }
    }
    if (best)
        change_to(o, best, &best_keep);
    strs_release(&best_keep);
    return best != NULL;
}

static bool exchange(struct order *o, struct step *s)
{
    struct strs both = {0}, first = {0};
    const struct call *c = &o->d->make->batch.calls[s->call];
    own_json *p = json_parse(c->parameters, strlen(c->parameters), NULL);
    strs_add(&first, one_of(room_actions(p), &s->groups));
    strs_add(&both, s->holder->groups.items[0]);
    strs_add(&both, first.items[0]);
    bool goes = room_fits(o, &both);
    if (goes) {
        change_to(o, s, &both);
        change_to(o, s, &first);
    }
    strs_release(&both);
    strs_release(&first);
    return goes;
}

/* The last old group of a rule gives way to its first new one. */
bool room_one_exchanges(struct order *o)
{
    for (size_t i = 0; i < o->count; i++) {
        struct step *s = &o->steps[i];
        const struct strs *now = &s->holder->groups;
        if (!s->done && s->holder->actions && now->count == 1 && !strs_has(&s->groups, now->items[0]) && exchange(o, s))
            return true;
    }
    return false;
}

/* ---- lending ---- */

/* With a login before it, it could not be written again as it is: AWS does not tell its secret. */
static bool may_lend(const struct order *o, const struct holder *h)
{
    return h->ours && !h->changes && strstr(h->id, ":listener-rule/") && json_count(h->actions) == 1 && h->groups.count > 1 &&
           room_freed_by(o, h, NULL) > 1;
}

/* Nothing is lent before what is to stand in the place is made. */
static void need_what_it_needs(const struct order *o, const struct step *s)
{
    const struct call *calls = o->d->make->batch.calls;
    for (size_t i = 0; i < calls[s->call].needs.count && !s->done; i++) {
        const char *need = calls[s->call].needs.items[i];
        bool made = true;
        for (size_t k = 0; k < o->count; k++)
            made = made && (o->steps[k].done || strcmp(calls[o->steps[k].call].id, need) != 0);
        if (made)
            call_needs(o->d->make, need);
    }
}

/* The call that gives it back what it has now. */
static struct step *add_return(struct order *o, struct holder *h)
{
    struct actions now = {0};
    struct step *s = &o->steps[o->count++];
    *s = (struct step){.call = o->d->make->batch.calls_count, .holder = h};
    struct json_out *out = call_begin(o->d->make, SERVICE_ELB, "ModifyRule", LANE_RULES);
    json_add_str(out, "RuleArn", h->id);
    actions_decode(&now, h->actions, NULL);
    actions_encode(&now, out, "Actions");
    call_end(o->d->make, &o->d->want->because, "a rule that lent the place of a target group gets it back");
    for (size_t i = 0; i + 1 < o->count; i++)
        need_what_it_needs(o, &o->steps[i]);
    room_read_groups(h->actions, &s->groups);
    actions_release(&now);
    o->left++;
    return s;
}

bool room_one_lends(struct order *o)
{
    for (struct holder *h = o->holders; h && !o->lent; h = h->hh.next) {
        struct strs keep = {0};
        if (!may_lend(o, h))
            continue;
        strs_add(&keep, one_of(h->actions, &h->groups));
        change_to(o, add_return(o, h), &keep);
        strs_release(&keep);
        return o->lent = true;
    }
    return false;
}
