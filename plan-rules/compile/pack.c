/* Two neighbours with one answer are one rule if all their conditions but one are equal: a request meets
 * "C and (f in A)" or "C and (f in B)" exactly when it meets "C and (f in A or B)", and no rule stands between. */
#include "plan-rules/compile/pack.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/limits.h"

/* ---- the same answer ---- */

static bool same_group(const struct group_weight *a, const struct group_weight *b)
{
    return str_equal(a->group, b->group) && str_equal(a->cluster, b->cluster) && a->weight == b->weight && a->has_weight == b->has_weight &&
           a->own == b->own && a->has_own == b->has_own && a->asked == b->asked;
}

static bool same_action(const struct action *a, const struct action *b)
{
    if (!str_equal(a->type, b->type) || !str_equal(a->config, b->config) || a->groups_count != b->groups_count ||
        a->has_stickiness != b->has_stickiness || a->sticky != b->sticky || a->sticky_seconds != b->sticky_seconds)
        return false;
    for (size_t i = 0; i < a->groups_count; i++)
        if (!same_group(&a->groups[i], &b->groups[i]))
            return false;
    return true;
}

static bool same_answer(const struct rule *a, const struct rule *b)
{
    if (a->actions.count != b->actions.count || !str_equal(a->transforms, b->transforms) || !pairs_equal(&a->tags, &b->tags))
        return false;
    for (size_t i = 0; i < a->actions.count; i++)
        if (!same_action(&a->actions.items[i], &b->actions.items[i]))
            return false;
    return true;
}

/* ---- all conditions equal but one ---- */

static bool same_subject(const struct condition *a, const struct condition *b)
{
    const char *x = a->header_name ? a->header_name : "", *y = b->header_name ? b->header_name : "";
    return strcmp(a->field, b->field) == 0 && strcasecmp(x, y) == 0;
}

static bool within(const struct strs *a, const struct strs *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!strs_has(b, a->items[i]))
            return false;
    return true;
}

static bool has_pair(const struct pairs *list, const struct pair *p)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].key, p->key) == 0 && strcmp(list->items[i].value, p->value) == 0)
            return true;
    return false;
}

static bool pairs_within(const struct pairs *a, const struct pairs *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!has_pair(b, &a->items[i]))
            return false;
    return true;
}

static bool same_values(const struct condition *a, const struct condition *b)
{
    return within(&a->values, &b->values) && within(&b->values, &a->values) && within(&a->regex_values, &b->regex_values) &&
           within(&b->regex_values, &a->regex_values) && pairs_within(&a->query, &b->query) && pairs_within(&b->query, &a->query);
}

/* A condition holds either values or expressions. */
static bool same_kind(const struct condition *a, const struct condition *b)
{
    return (a->regex_values.count > 0) == (b->regex_values.count > 0);
}

/* The place of the only condition that differs; -1 when more do, or it cannot be widened. Equal rules: any place. */
static int only_difference(const struct rule *a, const struct rule *b)
{
    int at = -1;
    if (!a->conditions_count || a->conditions_count != b->conditions_count)
        return -1;
    for (size_t i = 0; i < a->conditions_count; i++) {
        const struct condition *x = &a->conditions[i], *y = &b->conditions[i];
        if (!same_subject(x, y))
            return -1;
        if (same_values(x, y))
            continue;
        if (at >= 0 || !same_kind(x, y))
            return -1;
        at = (int)i;
    }
    return at < 0 ? 0 : at;
}

/* ---- one rule of two ---- */

static void widen(struct condition *into, const struct condition *from)
{
    for (size_t i = 0; i < from->values.count; i++)
        if (!strs_has(&into->values, from->values.items[i]))
            strs_add(&into->values, from->values.items[i]);
    for (size_t i = 0; i < from->regex_values.count; i++)
        if (!strs_has(&into->regex_values, from->regex_values.items[i]))
            strs_add(&into->regex_values, from->regex_values.items[i]);
    for (size_t i = 0; i < from->query.count; i++)
        if (!has_pair(&into->query, &from->query.items[i]))
            condition_add_query(into, from->query.items[i].key, from->query.items[i].value);
}

static bool fits(const struct rule *r)
{
    return rule_values(r) <= LIMIT_RULE_VALUES && rule_wildcards(r) <= LIMIT_RULE_WILDCARDS;
}

bool rule_absorb(struct rule *into, const struct rule *from)
{
    struct rule both = {0};
    int at = same_answer(into, from) ? only_difference(into, from) : -1;
    if (at < 0)
        return false;
    conditions_copy(&both, into);
    widen(&both.conditions[at], &from->conditions[at]);
    bool good = fits(&both);
    if (good) {
        widen(&into->conditions[at], &from->conditions[at]);
        for (size_t i = 0; i < from->because.count; i++)
            strs_add(&into->because, from->because.items[i]);
        strs_sort_unique(&into->because);
    }
    rule_release(&both);
    return good;
}

static void take_out(struct listener *l, size_t *owners, size_t at)
{
    rule_release(&l->rules[at]);
    l->rules_count--;
    memmove(&l->rules[at], &l->rules[at + 1], (l->rules_count - at) * sizeof *l->rules);
    memmove(&owners[at], &owners[at + 1], (l->rules_count - at) * sizeof *owners);
}

size_t rules_pack(struct listener *l, size_t *owners, size_t most)
{
    size_t fewer = 0;
    for (size_t i = l->rules_count; i > 1 && fewer < most; i--) {
        size_t first = i - 2, second = i - 1;
        if (!rule_absorb(&l->rules[first], &l->rules[second]))
            continue;
        owners[first] = owners[first] < owners[second] ? owners[first] : owners[second];
        take_out(l, owners, second);
        fewer++;
    }
    return fewer;
}
