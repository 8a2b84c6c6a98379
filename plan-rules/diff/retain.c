#include "plan-rules/diff/retain.h"

#include <stdlib.h>
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
        return member && str_equal(item->stack, d->want->id);
    if (d->mode == DIFF_ADD_ONLY)
        return member && !world_synced(d->world, member);
    return d->gate && gate_replaced_too_early(d->gate, want, group_arn);
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

/* ---- where there is no room for the old ones beside the new ones ---- */

static const char *cluster_of(const struct diff *d, const char *group)
{
    const struct aws_item *item = aws_find(&d->aws->groups, "", group);
    return item ? owner_member(&d->world->fleet, &item->tags) : NULL;
}

static bool serves(const struct diff *d, const struct action *want, const struct group_weight *g)
{
    return !strs_has(&d->gate->closed, g->group) && (want->groups_count == 1 || weight_of(g) > 0);
}

static bool somebody_serves(const struct diff *d, const struct action *want)
{
    for (size_t i = 0; i < want->groups_count; i++)
        if (serves(d, want, &want->groups[i]))
            return true;
    return false;
}

/* It is asked for, and has somebody who may become healthy. */
static bool may_come(const struct diff *d, const struct group_weight *g)
{
    for (size_t i = 0; i < d->want->target_groups_count; i++) {
        const struct target_group *t = &d->want->target_groups[i];
        const struct aws_item *item = diff_find_group(d->aws, t);
        own_str char *reference = xasprintf("@targetgroup/%s", t->name ? t->name : "");
        if (str_equal(item ? item->id : reference, g->group))
            return g->asked > 0 && t->targets_count;
    }
    return false;
}

static bool others_may_come(const struct diff *d, const struct action *want, const char *cluster)
{
    for (size_t i = 0; i < want->groups_count; i++)
        if (!str_equal(want->groups[i].cluster, cluster) && may_come(d, &want->groups[i]))
            return true;
    return false;
}

/* The old one with most weight, whose cluster goes on serving by it. */
static const char *server_of(const struct action *have, const struct strs *old)
{
    const char *best = NULL;
    int most = 0;
    for (size_t i = 0; i < have->groups_count; i++) {
        if (!strs_has(old, have->groups[i].group) || weight_of(&have->groups[i]) <= most)
            continue;
        most = weight_of(&have->groups[i]);
        best = have->groups[i].group;
    }
    return best;
}

static void keep_of_cluster(const struct diff *d, struct strs *old, const char *cluster)
{
    struct strs kept = {0};
    for (size_t i = 0; i < old->count; i++)
        if (str_equal(cluster_of(d, old->items[i]), cluster))
            strs_add(&kept, old->items[i]);
    strs_release(old);
    *old = kept;
}

/* Its new groups come when the others serve. */
static void put_off(struct action *want, const char *cluster)
{
    size_t left = 0;
    for (size_t i = 0; i < want->groups_count; i++) {
        if (str_equal(want->groups[i].cluster, cluster)) {
            free(want->groups[i].group);
            free(want->groups[i].cluster);
        } else {
            want->groups[left++] = want->groups[i];
        }
    }
    want->groups_count = left;
}

static size_t not_counted(const struct diff *d, const struct strs *old)
{
    size_t count = 0;
    for (size_t i = 0; i < old->count; i++)
        count += !strs_has(&d->retained, old->items[i]);
    return count;
}

/* Clusters take turns: one serves by its old groups while the others' new ones get healthy, and then the other way round.
 * A cluster that is alone keeps its old ones where there is a place for them. */
static void give_way(struct diff *d, struct action *want, const struct action *have, struct strs *old)
{
    const char *server = somebody_serves(d, want) ? NULL : server_of(have, old);
    if (!server) {
        strs_release(old);
        return;
    }
    const char *cluster = cluster_of(d, server);
    if (others_may_come(d, want, cluster)) {
        keep_of_cluster(d, old, cluster);
        put_off(want, cluster);
    } else if (!room_takes(d, not_counted(d, old))) {
        strs_release(old);
    }
}

/* ---- all ---- */

static void find_old(const struct diff *d, const struct action *want, const struct action *have, struct strs *old)
{
    size_t most = d->mode == DIFF_ALL ? GROUPS_AN_ACTION : (size_t)-1;
    for (size_t i = 0; i < have->groups_count && want->groups_count + old->count < most; i++)
        if (!find_group(want, have->groups[i].group) && must_stay(d, want, have->groups[i].group))
            strs_add(old, have->groups[i].group);
}

static void add_old(struct diff *d, struct action *want, const struct action *have, const struct strs *old)
{
    keep_weights(d, want, have);
    for (size_t i = 0; i < old->count; i++) {
        strs_add(&d->retained, old->items[i]);
        struct group_weight *g = action_add_group(want, old->items[i]);
        g->weight = weight_of(find_group(have, old->items[i]));
        g->has_weight = true;
    }
}

void retain_groups(struct diff *d, struct actions *want, const struct actions *have)
{
    struct strs old = {0};
    struct action *a = forward_of(want);
    const struct action *b = forward_of(have);
    if (b)
        find_old(d, a ? a : &(struct action){0}, b, &old);
    if (old.count && a && d->mode == DIFF_ALL && d->tight)
        give_way(d, a, b, &old);
    if (old.count && !a) /* what stands in for a missing backend yields */
        copy_all(want, have);
    else if (old.count)
        add_old(d, a, b, &old);
    strs_release(&old);
}
