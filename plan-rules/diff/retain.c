#include "plan-rules/diff/retain.h"

#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/gate.h"
#include "plan-rules/diff/owner.h"
#include "plan-rules/diff/room.h"

enum { GROUPS_AN_ACTION = 5 };

static bool must_stay(const struct diff *d, const struct action *want, const char *group_arn)
{
    const struct aws_item *item = aws_find(&d->aws->groups, "", group_arn);
    const char *member = item ? owner_member(&d->world->fleet, &item->tags) : NULL;
    if (d->mode == DIFF_KEEP)
        return member && str_equal(owner_stack(&item->tags), d->want->id);
    if (d->mode == DIFF_ADD_ONLY)
        return member && !world_synced(d->world, member);
    return d->gate && want->groups_count < GROUPS_AN_ACTION && gate_replaced_too_early(d->gate, want, group_arn) && room_to_retain(d);
}

static struct action *forward_of(const struct actions *a)
{
    struct action *last = a->count ? &a->items[a->count - 1] : NULL;
    return last && strcmp(last->type, "forward") == 0 ? last : NULL;
}

static struct group_weight *find_group(const struct action *a, const char *group)
{
    for (size_t i = 0; i < a->groups_count; i++)
        if (strcmp(a->groups[i].group, group) == 0)
            return &a->groups[i];
    return NULL;
}

static int weight_of(const struct group_weight *g)
{
    return g->has_weight ? g->weight : 1;
}

static bool has_retained(const struct diff *d, const struct action *want, const struct action *have)
{
    for (size_t i = 0; i < have->groups_count; i++)
        if (!find_group(want, have->groups[i].group) && must_stay(d, want, have->groups[i].group))
            return true;
    return false;
}

static void keep_weights(const struct diff *d, struct action *want, const struct action *have)
{
    int largest = 0;
    for (size_t i = 0; i < have->groups_count; i++)
        largest = weight_of(&have->groups[i]) > largest ? weight_of(&have->groups[i]) : largest;
    for (size_t i = 0; i < want->groups_count; i++) {
        const struct group_weight *now = find_group(have, want->groups[i].group);
        want->groups[i].weight = now ? weight_of(now) : d->in_pipe ? largest : 0;
        want->groups[i].has_weight = true;
    }
}

static void copy_all(struct actions *to, const struct actions *from)
{
    actions_release(to);
    for (size_t i = 0; i < from->count; i++) {
        struct action copy;
        action_copy(&copy, &from->items[i]);
        ARRAY_GROW(to->items, to->count, to->cap);
        to->items[to->count++] = copy;
    }
}

void retain_groups(struct diff *d, struct actions *want, const struct actions *have)
{
    struct action *a = forward_of(want);
    const struct action *b = forward_of(have);
    if (!b || !has_retained(d, a ? a : &(struct action){0}, b))
        return;
    if (!a) { /* what stands in for a missing backend yields */
        copy_all(want, have);
        return;
    }
    keep_weights(d, a, b);
    for (size_t i = 0; i < b->groups_count; i++) {
        if (find_group(a, b->groups[i].group) || !must_stay(d, a, b->groups[i].group))
            continue;
        strs_add(&d->retained, b->groups[i].group);
        struct group_weight *g = action_add_group(a, b->groups[i].group);
        g->weight = weight_of(&b->groups[i]);
        g->has_weight = true;
    }
}
