#include "plan-rules/diff/aws.h"

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

static void load(struct aws_items *to, const struct world *w, const char *kind, const char *parent_member)
{
    size_t count;
    const struct world_observed **all = world_all(w, kind, &count);
    for (size_t i = 0; i < count; i++) {
        ARRAY_GROW(to->items, to->count, to->cap);
        struct aws_item *item = &to->items[to->count++];
        const struct json *value = all[i]->value;
        *item = (struct aws_item){.id = all[i]->id, .cause = all[i]->cause, .value = value};
        item->parent = parent_member ? json_str_or(json_get(value, parent_member), "") : "";
        pairs_decode_tags(&item->tags, json_get(value, "Tags"));
    }
    free(all);
    if (parent_member && to->count)
        qsort(to->items, to->count, sizeof *to->items, by_parent_and_id);
}

/* ---- target groups by stack ---- */

static int by_stack_and_id(const void *a, const void *b)
{
    const struct aws_item *x = *(const struct aws_item *const *)a, *y = *(const struct aws_item *const *)b;
    const char *s = owner_stack(&x->tags), *t = owner_stack(&y->tags);
    int order = strcmp(s ? s : "", t ? t : "");
    return order ? order : strcmp(x->id, y->id);
}

static void index_groups(struct aws *a)
{
    free(a->by_stack);
    a->by_stack = xcalloc(a->groups.count + 1, sizeof *a->by_stack);
    for (size_t i = 0; i < a->groups.count; i++)
        a->by_stack[i] = &a->groups.items[i];
    if (a->groups.count)
        qsort(a->by_stack, a->groups.count, sizeof *a->by_stack, by_stack_and_id);
}

void aws_init(struct aws *a, const struct world *w)
{
    memset(a, 0, sizeof *a);
    load(&a->balancers, w, "elasticloadbalancing/loadbalancer", NULL);
    load(&a->listeners, w, "elasticloadbalancing/listener", "LoadBalancerArn");
    load(&a->rules, w, "elasticloadbalancing/rule", "ListenerArn");
    load(&a->groups, w, "elasticloadbalancing/targetgroup", NULL);
    load(&a->security_groups, w, "ec2/securitygroup", NULL);
    index_groups(a);
}

static int stack_of(const struct aws_item *item, const char *stack)
{
    const char *of = owner_stack(&item->tags);
    return strcmp(of ? of : "", stack);
}

const struct aws_item *const *aws_groups_of(const struct aws *a, const char *stack, size_t *count)
{
    size_t low = 0, high = a->groups.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stack_of(a->by_stack[middle], stack) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    size_t end = low;
    while (end < a->groups.count && stack_of(a->by_stack[end], stack) == 0)
        end++;
    *count = end - low;
    return a->by_stack + low;
}

static void items_release(struct aws_items *of)
{
    for (size_t i = 0; i < of->count; i++)
        pairs_release(&of->items[i].tags);
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
    size_t first = first_not_before(of, &(struct aws_item){.parent = parent, .id = ""});
    size_t end = first;
    while (end < of->count && strcmp(of->items[end].parent, parent) == 0)
        end++;
    *count = end - first;
    return *count ? &of->items[first] : NULL;
}

const struct aws_item *aws_find(const struct aws_items *of, const char *parent, const char *id)
{
    size_t at = first_not_before(of, &(struct aws_item){.parent = parent, .id = id});
    if (at == of->count || strcmp(of->items[at].parent, parent) != 0 || strcmp(of->items[at].id, id) != 0)
        return NULL;
    return &of->items[at];
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
