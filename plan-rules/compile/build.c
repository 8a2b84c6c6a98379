/* Steps 4 to 9 and 13 for one group, over again without those who were rejected, until nobody is. */
#include "plan-rules/compile/build.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/quota.h"

static void free_made(struct build *b)
{
    struct made_group *g, *next;
    HASH_ITER (hh, b->made, g, next) {
        HASH_DEL(b->made, g);
        target_group_release(&g->group);
        free(g->key);
        free(g);
    }
}

static size_t count_in(const struct build *b)
{
    size_t count = 0;
    for (size_t i = 0; i < b->count; i++)
        count += !b->members[i]->out;
    return count;
}

static void note_members(const struct build *b, struct stack *out)
{
    const struct fleet *fleet = &b->c->world->fleet;
    for (size_t i = 0; i < b->count; i++)
        if (!b->members[i]->out && b->members[i]->cause)
            strs_add(&out->because, b->members[i]->cause);
    strs_sort_unique(&out->because);
    if (out->front)
        strs_add_all(&out->front->because, &out->because);
    for (size_t c = 0; c < fleet->clusters_count; c++) {
        bool has = false;
        for (size_t i = 0; i < b->count && !has; i++)
            has = !b->members[i]->out && b->members[i]->cluster_index == (int)c;
        if (has)
            strs_add(&out->clusters, fleet->clusters[c].name);
    }
}

enum pass { PASS_DONE, PASS_AGAIN, PASS_NOTHING };

static enum pass pass(struct build *b, struct stack *out)
{
    free_made(b);
    merged_release(&b->merged);
    merge_members(b);
    if (!count_in(b))
        return PASS_NOTHING;
    const char *type = b->merged.addressed ? b->merged.addressed->ip_address_type : "ipv4";
    b->dualstack = str_starts(type, "dualstack");
    if (!balancer_make(b, out) || !front_make(b, out) || !listeners_make(b, out) || !quota_keep(b, out))
        return PASS_AGAIN;
    note_members(b, out);
    networking_of_stack(b, out);
    return PASS_DONE;
}

bool build_stack(struct build *b, struct stack *out)
{
    quota_places(b);
    for (;;) {
        enum pass did = pass(b, out);
        if (did == PASS_DONE)
            return true;
        stack_release(out);
        if (did == PASS_NOTHING)
            return false;
    }
}

void build_release(struct build *b)
{
    free_made(b);
    merged_release(&b->merged);
    free(b->identity);
    free(b->members);
}
