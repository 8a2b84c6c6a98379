#include "plan-rules/diff/aws.h"

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/owner.h"

static int by_parent_and_id(const void *a, const void *b)
{
    const struct aws_item *x = a, *y = b;
    int order = strcmp(x->parent, y->parent);
    return order ? order : strcmp(x->id, y->id);
}

static const struct {
    const char *kind;
    size_t list; /* in struct aws */
    const char *parent_member;
} kinds[] = {
    {"elasticloadbalancing/loadbalancer", offsetof(struct aws, balancers), NULL},
    {"elasticloadbalancing/listener", offsetof(struct aws, listeners), "LoadBalancerArn"},
    {"elasticloadbalancing/rule", offsetof(struct aws, rules), "ListenerArn"},
    {"elasticloadbalancing/targetgroup", offsetof(struct aws, groups), NULL},
    {"ec2/securitygroup", offsetof(struct aws, security_groups), NULL},
};

static struct aws_items *list_of(struct aws *a, size_t kind)
{
    return (struct aws_items *)(void *)((char *)a + kinds[kind].list);
}

static void read_item(struct aws_item *item, const struct fleet *f, const struct world_observed *o, const char *parent_member)
{
    *item = (struct aws_item){.id = o->id, .cause = o->cause, .value = o->value};
    item->parent = xstrdup(parent_member ? json_str_or(json_get(o->value, parent_member), "") : "");
    pairs_decode_tags(&item->tags, json_get(o->value, "Tags"));
    const char *resource = owner_resource(&item->tags);
    item->stack = owner_stack(f, &item->tags);
    item->stack = item->stack ? item->stack : xstrdup("");
    item->resource = resource ? resource : "";
}

static void load(struct aws_items *to, const struct world *w, size_t kind)
{
    size_t count;
    const struct world_observed **all = world_all(w, kinds[kind].kind, &count);
    for (size_t i = 0; i < count; i++) {
        ARRAY_GROW(to->items, to->count, to->cap);
        read_item(&to->items[to->count++], &w->fleet, all[i], kinds[kind].parent_member);
    }
    free(all);
    if (kinds[kind].parent_member && to->count)
        qsort(to->items, to->count, sizeof *to->items, by_parent_and_id);
}

/* ---- target groups by stack, and by what they are for ---- */

static int by_stack_and_id(const void *a, const void *b)
{
    const struct aws_item *x = *(const struct aws_item *const *)a, *y = *(const struct aws_item *const *)b;
    int order = strcmp(x->stack, y->stack);
    return order ? order : strcmp(x->id, y->id);
}

static int by_stack_and_resource(const void *a, const void *b)
{
    const struct aws_item *x = *(const struct aws_item *const *)a, *y = *(const struct aws_item *const *)b;
    int order = strcmp(x->stack, y->stack);
    return order ? order : strcmp(x->resource, y->resource);
}

static int by_owner_and_id(const void *a, const void *b)
{
    const struct aws_item *x = *(const struct aws_item *const *)a, *y = *(const struct aws_item *const *)b;
    int order = by_stack_and_resource(a, b);
    return order ? order : strcmp(x->id, y->id);
}

static const struct aws_item **sorted(const struct aws_items *groups, int (*by)(const void *, const void *))
{
    const struct aws_item **all = xcalloc(groups->count + 1, sizeof *all);
    for (size_t i = 0; i < groups->count; i++)
        all[i] = &groups->items[i];
    if (groups->count)
        qsort(all, groups->count, sizeof *all, by);
    return all;
}

static void index_groups(struct aws *a)
{
    free(a->by_stack);
    free(a->by_owner);
    a->by_stack = sorted(&a->groups, by_stack_and_id);
    a->by_owner = sorted(&a->groups, by_owner_and_id);
}

void aws_init(struct aws *a, const struct world *w)
{
    *a = (struct aws){.fleet = &w->fleet};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        load(list_of(a, i), w, i);
    index_groups(a);
}

static int by_stack_alone(const void *a, const void *b)
{
    const struct aws_item *x = *(const struct aws_item *const *)a, *y = *(const struct aws_item *const *)b;
    return strcmp(x->stack, y->stack);
}

/* How many of `all` stand before the key; with `equal` those that equal it count too. */
static size_t how_many(const struct aws_item **all, size_t count, const struct aws_item *key, int (*by)(const void *, const void *),
                       bool equal)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = by(&all[middle], &key);
        if (order < 0 || (equal && !order))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct aws_item *const *aws_groups_of(const struct aws *a, const char *stack, size_t *count)
{
    const struct aws_item key = {.stack = (char *)(uintptr_t)stack};
    size_t first = how_many(a->by_stack, a->groups.count, &key, by_stack_alone, false);
    *count = how_many(a->by_stack, a->groups.count, &key, by_stack_alone, true) - first;
    return a->by_stack + first;
}

const struct aws_item *const *aws_groups_for(const struct aws *a, const char *stack, const char *resource, size_t *count)
{
    const struct aws_item key = {.stack = (char *)(uintptr_t)stack, .resource = resource};
    size_t first = how_many(a->by_owner, a->groups.count, &key, by_stack_and_resource, false);
    *count = how_many(a->by_owner, a->groups.count, &key, by_stack_and_resource, true) - first;
    return a->by_owner + first;
}

static void item_release(struct aws_item *item)
{
    pairs_release(&item->tags);
    free(item->parent);
    free(item->stack);
}

static void items_release(struct aws_items *of)
{
    for (size_t i = 0; i < of->count; i++)
        item_release(&of->items[i]);
    free(of->items);
}

void aws_release(struct aws *a)
{
    items_release(&a->balancers);
    items_release(&a->listeners);
    items_release(&a->rules);
    items_release(&a->groups);
    items_release(&a->security_groups);
    free(a->by_stack);
    free(a->by_owner);
    memset(a, 0, sizeof *a);
}

static size_t first_not_before(const struct aws_items *of, const struct aws_item *key)
{
    size_t low = 0, high = of->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (by_parent_and_id(&of->items[middle], key) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct aws_item *aws_children(const struct aws_items *of, const char *parent, size_t *count)
{
    size_t first = first_not_before(of, &(struct aws_item){.parent = (char *)(uintptr_t)parent, .id = ""});
    size_t end = first;
    while (end < of->count && strcmp(of->items[end].parent, parent) == 0)
        end++;
    *count = end - first;
    return *count ? &of->items[first] : NULL;
}

const struct aws_item *aws_find(const struct aws_items *of, const char *parent, const char *id)
{
    size_t at = first_not_before(of, &(struct aws_item){.parent = (char *)(uintptr_t)parent, .id = id});
    if (at == of->count || strcmp(of->items[at].parent, parent) != 0 || strcmp(of->items[at].id, id) != 0)
        return NULL;
    return &of->items[at];
}

/* ---- one of them anew ---- */

static size_t kind_at(const char *kind)
{
    size_t k = 0;
    while (k < COUNT_OF(kinds) && strcmp(kinds[k].kind, kind) != 0)
        k++;
    return k;
}

static struct aws_item *item_of(const struct aws_items *list, const char *id)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].id, id) == 0)
            return &list->items[i];
    return NULL;
}

static void take_out(struct aws_items *list, struct aws_item *item)
{
    size_t at = (size_t)(item - list->items);
    item_release(item);
    memmove(item, item + 1, (list->count - at - 1) * sizeof *item);
    list->count--;
}

static void put_in(struct aws_items *list, struct aws_item new)
{
    size_t at = first_not_before(list, &new);
    ARRAY_GROW(list->items, list->count, list->cap);
    memmove(list->items + at + 1, list->items + at, (list->count - at) * sizeof *list->items);
    list->items[at] = new;
    list->count++;
}

bool aws_refresh(struct aws *a, const struct world *w, const char *kind, const char *id)
{
    size_t k = kind_at(kind);
    if (k == COUNT_OF(kinds))
        return false;
    struct aws_items *list = list_of(a, k);
    struct aws_item *old = item_of(list, id), new;
    const struct world_observed *o = world_observed(w, kind, id);
    if (old)
        take_out(list, old);
    if (o) {
        read_item(&new, a->fleet, o, kinds[k].parent_member);
        put_in(list, new);
    }
    if (list == &a->groups)
        index_groups(a);
    return true;
}

const char *aws_stack_of(const struct aws *a, const char *kind, const char *id)
{
    const struct aws_item *item = NULL;
    if (strcmp(kind, "elasticloadbalancing/rule") == 0) {
        item = item_of(&a->rules, id);
        item = item ? item_of(&a->listeners, item->parent) : NULL;
        item = item ? item_of(&a->balancers, item->parent) : NULL;
    } else if (strcmp(kind, "elasticloadbalancing/listener") == 0) {
        item = item_of(&a->listeners, id);
        item = item ? item_of(&a->balancers, item->parent) : NULL;
    } else {
        size_t k = kind_at(kind);
        item = k < COUNT_OF(kinds) ? item_of((const struct aws_items *)(const void *)((const char *)a + kinds[k].list), id) : NULL;
    }
    return item && *item->stack && owner_ours(a->fleet, &item->tags) ? item->stack : NULL;
}

const struct aws_item *aws_group_named(const struct aws *a, const char *name)
{
    for (size_t i = 0; i < a->groups.count; i++)
        if (strcmp(aws_text(&a->groups.items[i], "TargetGroupName"), name) == 0)
            return &a->groups.items[i];
    return NULL;
}

const char *aws_text(const struct aws_item *item, const char *member)
{
    return json_str_or(json_get(item->value, member), "");
}

char *aws_arn_name(const char *arn)
{
    const char *last = strrchr(arn, '/');
    const char *start = last;
    while (start && start > arn && start[-1] != '/')
        start--;
    return last ? xstrndup(start, (size_t)(last - start)) : xstrdup(arn);
}
