#include "plan-rules/diff/undo.h"

#include <stdlib.h>

#include "lib/base/mem.h"

/* ---- walks in one order ---- */

typedef void actions_fn(struct undo *u, struct actions *list);
typedef void source_fn(struct undo *u, char **group);

static void each_actions(struct undo *u, actions_fn *fn)
{
    u->count = 0;
    for (size_t i = 0; i < u->of->listeners_count; i++) {
        fn(u, &u->of->listeners[i].default_actions);
        for (size_t k = 0; k < u->of->listeners[i].rules_count; k++)
            fn(u, &u->of->listeners[i].rules[k].actions);
    }
}

static size_t each_source(struct undo *u, source_fn *fn)
{
    size_t count = 0;
    for (size_t i = 0; i < u->of->groups_count; i++)
        for (size_t k = 0; k < u->of->groups[i].permissions_count; k++, count++)
            if (fn)
                fn(u, &u->of->groups[i].permissions[k].group);
    return count;
}

/* ---- aside ---- */

static void count_one(struct undo *u, struct actions *list)
{
    (void)list;
    u->count++;
}

static void put_aside(struct undo *u, struct actions *list)
{
    struct actions copies = {0};
    for (size_t i = 0; i < list->count; i++) {
        struct action copy;
        action_copy(&copy, &list->items[i]);
        ARRAY_GROW(copies.items, copies.count, copies.cap);
        copies.items[copies.count++] = copy;
    }
    u->actions[u->count++] = *list;
    *list = copies;
}

static void source_aside(struct undo *u, char **group)
{
    *u->sources++ = *group;
    *group = xstrdup_or_null(*group);
}

void undo_open(struct undo *u, struct stack *s)
{
    *u = (struct undo){.of = s};
    each_actions(u, count_one);
    u->actions = xcalloc(u->count + 1, sizeof *u->actions);
    each_actions(u, put_aside);
    u->security_groups = s->security_groups;
    s->security_groups = (struct strs){0};
    for (size_t i = 0; i < u->security_groups.count; i++)
        strs_add(&s->security_groups, u->security_groups.items[i]);
    size_t sources = each_source(u, NULL);
    u->sources = xcalloc(sources + 1, sizeof *u->sources);
    each_source(u, source_aside);
    u->sources -= sources;
}

/* ---- back ---- */

static void put_back(struct undo *u, struct actions *list)
{
    actions_release(list);
    *list = u->actions[u->count++];
}

static void source_back(struct undo *u, char **group)
{
    free(*group);
    *group = *u->sources++;
}

void undo_close(struct undo *u)
{
    each_actions(u, put_back);
    free(u->actions);
    strs_release(&u->of->security_groups);
    u->of->security_groups = u->security_groups;
    size_t sources = each_source(u, source_back);
    free(u->sources - sources);
}
