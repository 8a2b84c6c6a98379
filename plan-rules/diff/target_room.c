#include "plan-rules/diff/target_room.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>

#include "lib/base/mem.h"

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

static size_t registered_of(const struct world_health *const *health, size_t count)
{
    size_t registered = 0;
    for (size_t i = 0; i < count; i++)
        registered += target_is_registered(health[i]);
    return registered;
}

void target_rooms_open(struct target_rooms *r, const struct world *w, const struct target_plans *plans,
                       const struct world_health *const *all, size_t count)
{
    quotas_read(&r->limit, w);
    for (size_t i = 0; i < plans->count; i++) {
        const struct target_plan *t = &plans->items[i];
        size_t some;
        const struct world_health *const *health = targets_health_of(all, count, t->name, &some);
        behind(r, t->stack)->count += registered_of(health, some);
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

size_t target_room(struct target_rooms *r, const struct target_plan *t, const struct targets_now *now)
{
    struct registered *s = behind(r, t->stack);
    r->of_group = left(r->limit.of[QUOTA_GROUP_TARGETS], registered_of(now->health, now->count));
    r->of_balancer = left(r->limit.of[QUOTA_TARGETS], s->count);
    size_t room = r->of_group < r->of_balancer ? r->of_group : r->of_balancer;
    size_t joins = left(t->wanted_count, registered_of(now->health, now->count));
    s->count += joins < room ? joins : room; /* the next group of this load balancer finds less */
    return room;
}
