#include "plan-rules/diff/target_room.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"

struct registered {
    const char *stack; /* borrowed */
    size_t count;
    UT_hash_handle hh;
};

static struct registered *behind(struct target_rooms *r, const char *stack)
{
    struct registered *s = NULL;
    HASH_FIND_STR(r->stacks, stack, s);
    if (s)
        return s;
    s = xcalloc(1, sizeof *s);
    s->stack = stack;
    HASH_ADD_KEYPTR(hh, r->stacks, s->stack, strlen(s->stack), s);
    return s;
}

static size_t registered_of(const struct world *w, const char *group)
{
    size_t registered = 0;
    for (const struct world_health *h = world_health_of(w, group); h; h = h->hh.next)
        registered += target_is_registered(h);
    return registered;
}

void target_rooms_open(struct target_rooms *r, const struct world *w)
{
    quotas_read(&r->limit, w);
}

void target_rooms_count(struct target_rooms *r, const struct world *w, const struct aws *aws, const struct stack *s)
{
    struct registered *count = behind(r, s->id);
    count->count = 0;
    for (size_t i = 0; i < s->target_groups_count; i++) {
        const struct aws_item *item = diff_find_group(aws, &s->target_groups[i]);
        count->count += item ? registered_of(w, aws_text(item, "TargetGroupName")) : 0;
    }
}

void target_rooms_release(struct target_rooms *r)
{
    struct registered *s, *next;
    HASH_ITER (hh, r->stacks, s, next) {
        HASH_DEL(r->stacks, s);
        free(s);
    }
}

static size_t left(size_t limit, size_t taken)
{
    return limit > taken ? limit - taken : 0;
}

static size_t registered_now(const struct targets_now *now)
{
    size_t registered = 0;
    for (size_t i = 0; i < now->count; i++)
        registered += target_is_registered(now->health[i]);
    return registered;
}

size_t target_room(struct target_rooms *r, const struct target_plan *t, const struct targets_now *now)
{
    struct registered *s = behind(r, t->stack);
    if (t->single)
        return left(1, registered_now(now));
    r->of_group = left(r->limit.of[QUOTA_GROUP_TARGETS], registered_now(now));
    r->of_balancer = left(r->limit.of[QUOTA_TARGETS], s->count);
    size_t room = r->of_group < r->of_balancer ? r->of_group : r->of_balancer;
    size_t joins = left(t->wanted_count, registered_now(now));
    s->count += joins < room ? joins : room; /* the next group of this load balancer finds less */
    return room;
}
