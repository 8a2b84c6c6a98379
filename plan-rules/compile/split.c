/* Step 10: AWS takes five values and five wildcards a rule. A rule with more becomes several neighbours
 * with the same action, which answer the same requests; where that is impossible it is refused. */
#include "plan-rules/compile/join.h"

#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/limits.h"

enum { SPLIT_MOST = 2000 }; /* rules out of one */

static size_t condition_size(const struct condition *c)
{
    return c->values.count + c->regex_values.count + c->query.count;
}

/* The condition with the most values; NULL when none has two. */
static size_t largest(const struct rule *r)
{
    size_t best = 0;
    for (size_t i = 1; i < r->conditions_count; i++)
        if (condition_size(&r->conditions[i]) > condition_size(&r->conditions[best]))
            best = i;
    return best;
}

/* values[from..to) of one list */
static void cut_strs(struct strs *s, size_t from, size_t to)
{
    struct strs kept = {0};
    for (size_t i = from; i < to && i < s->count; i++)
        strs_add(&kept, s->items[i]);
    strs_release(s);
    *s = kept;
}

static void cut_query(struct condition *c, size_t from, size_t to)
{
    struct condition kept = {0};
    for (size_t i = from; i < to && i < c->query.count; i++)
        condition_add_query(&kept, c->query.items[i].key, c->query.items[i].value);
    pairs_release(&c->query);
    c->query = kept.query;
}

/* A rule has either values, expressions or a query in one condition. */
static void cut(struct condition *c, size_t from, size_t to)
{
    if (c->query.count)
        cut_query(c, from, to);
    else if (c->regex_values.count)
        cut_strs(&c->regex_values, from, to);
    else
        cut_strs(&c->values, from, to);
}

static int too_many(const struct rule *r, struct fault *f)
{
    size_t values = rule_values(r), wild = rule_wildcards(r);
    if (values > LIMIT_RULE_VALUES)
        return fault_set(f, "spec.rules", NULL, "a rule has at most %d condition values and cannot be split further: %zu",
                         LIMIT_RULE_VALUES, values);
    return fault_set(f, "spec.rules", NULL, "a rule has at most %d wildcards ('*', '?') and cannot be split further: %zu",
                     LIMIT_RULE_WILDCARDS, wild);
}

/* How many values of the largest condition the first part takes: what room the others leave, else half. */
static size_t first_share(const struct rule *r, size_t at)
{
    size_t size = condition_size(&r->conditions[at]), others = rule_values(r) - size;
    size_t room = others < LIMIT_RULE_VALUES ? LIMIT_RULE_VALUES - others : 0;
    return room && room < size ? room : size / 2;
}

typedef void part_fn(const struct rule *part, void *context);

static int split(const struct rule *r, part_fn *add, void *context, struct fault *f)
{
    if (rule_values(r) <= LIMIT_RULE_VALUES && rule_wildcards(r) <= LIMIT_RULE_WILDCARDS) {
        add(r, context);
        return 0;
    }
    size_t at = largest(r);
    if (!r->conditions_count || condition_size(&r->conditions[at]) < 2)
        return too_many(r, f);
    size_t size = condition_size(&r->conditions[at]), share = first_share(r, at);
    int bad = 0;
    for (int second = 0; second < 2 && !bad; second++) {
        struct rule part = {0};
        conditions_copy(&part, r);
        cut(&part.conditions[at], second ? share : 0, second ? size : share);
        bad = split(&part, add, context, f);
        rule_release(&part);
    }
    return bad;
}

static void add_to_listener(const struct rule *part, void *context)
{
    conditions_copy(listener_add_rule(context), part);
}

static void count_part(const struct rule *part, void *context)
{
    (void)part;
    ++*(size_t *)context;
}

static void finish(const struct rule *whole, struct rule *r)
{
    r->transforms = xstrdup_or_null(whole->transforms);
    pairs_copy(&r->tags, &whole->tags);
    for (size_t i = 0; i < whole->because.count; i++)
        strs_add(&r->because, whole->because.items[i]);
    for (size_t i = 0; i < whole->actions.count; i++) {
        struct action *a = actions_add(&r->actions, "");
        action_release(a);
        action_copy(a, &whole->actions.items[i]);
    }
}

int rule_split(const struct rule *whole, struct listener *l, struct fault *f)
{
    size_t before = l->rules_count;
    if (split(whole, add_to_listener, l, f))
        return -1;
    for (size_t i = before; i < l->rules_count; i++)
        finish(whole, &l->rules[i]);
    return 0;
}

int rule_fits(const struct rule *whole, struct fault *f)
{
    size_t parts = 0;
    if (split(whole, count_part, &parts, f))
        return -1;
    if (parts > SPLIT_MOST)
        return fault_set(f, "spec.rules", NULL, "the rule would become %zu rules", parts);
    return 0;
}
