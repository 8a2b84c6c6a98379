#include "plan-rules/diff/takeover.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/compile.h"
#include "plan-rules/diff/owner.h"

enum { WEIGHT_MOST = 100 };

struct candidate { /* a rule that several clusters share */
    struct taken_rule rule;
    bool otherwise; /* its weights are not those that are asked for */
};

struct known { /* a target group that AWS has, and who wants it */
    const char *arn;
    const struct target_group *group;
};

struct finding {
    const struct world *world;
    const struct aws *aws;
    const struct stack *want;
    struct known *known;
    size_t known_count;
    struct candidate *items;
    size_t count, cap;
};

bool takeover_is_due(const struct world *w, const struct aws *aws, const struct stack *want)
{
    own_str char *unit = xasprintf("loadbalancer/%s", want->id);
    return !unit_find(w->units, unit) && !world_taken(w, want->id) && diff_find_balancer(aws, want);
}

/* ---- whose a group is ---- */

static const char *arn_of(const struct aws *aws, const struct target_group *g)
{
    const struct aws_item *item = g->arn ? NULL : diff_find_group(aws, g);
    return item ? item->id : g->arn;
}

static void find_known(struct finding *f)
{
    f->known = xcalloc(f->want->target_groups_count + 1, sizeof *f->known);
    for (size_t i = 0; i < f->want->target_groups_count; i++) {
        const char *arn = arn_of(f->aws, &f->want->target_groups[i]);
        if (arn)
            f->known[f->known_count++] = (struct known){arn, &f->want->target_groups[i]};
    }
}

static const struct target_group *wanted_group(const struct finding *f, const char *arn)
{
    for (size_t i = 0; i < f->known_count; i++)
        if (strcmp(f->known[i].arn, arn) == 0)
            return f->known[i].group;
    return NULL;
}

static const char *cluster_of(const struct finding *f, const char *arn)
{
    const struct target_group *g = wanted_group(f, arn);
    const struct aws_item *item = aws_find(&f->aws->groups, "", arn);
    const char *member = item ? owner_member(&f->world->fleet, &item->tags) : NULL;
    return member ? member : g ? g->cluster : NULL;
}

/* ---- one rule ---- */

static int sum_of(const struct taken_rule *r, const char *cluster)
{
    int sum = 0;
    for (size_t i = 0; i < r->shares_count; i++)
        sum += str_equal(r->shares[i].cluster, cluster) ? r->shares[i].weight : 0;
    return sum;
}

/* The first group of its cluster: each cluster is looked at once. */
static bool is_first(const struct taken_rule *r, size_t nth)
{
    for (size_t i = 0; i < nth; i++)
        if (str_equal(r->shares[i].cluster, r->shares[nth].cluster))
            return false;
    return true;
}

/* A group of the user's that nobody is known to want belongs to none. */
static int clusters_of(const struct taken_rule *r)
{
    int count = 0;
    for (size_t i = 0; i < r->shares_count; i++)
        count += *r->shares[i].cluster && is_first(r, i);
    return count;
}

static int asked_in(const struct actions *list, const char *reference)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->items[i].groups_count; k++)
            if (strcmp(list->items[i].groups[k].group, reference) == 0)
                return list->items[i].groups[k].asked;
    return -1;
}

/* What is asked of a group's cluster now; what is not known yet would be asked for in full. */
static int asked_of(const struct finding *f, const char *arn)
{
    const struct target_group *g = wanted_group(f, arn);
    own_str char *reference = g && !g->arn ? xasprintf("@targetgroup/%s", g->name) : xstrdup(arn);
    int asked = -1;
    for (size_t i = 0; asked < 0 && i < f->want->listeners_count; i++) {
        const struct listener *l = &f->want->listeners[i];
        asked = asked_in(&l->default_actions, reference);
        for (size_t k = 0; asked < 0 && k < l->rules_count; k++)
            asked = asked_in(&l->rules[k].actions, reference);
    }
    return asked < 0 ? WEIGHT_MOST : asked;
}

static bool is_as_asked(const struct finding *f, const struct taken_rule *r)
{
    int first = sum_of(r, r->shares[0].cluster), first_asked = asked_of(f, r->shares[0].group), most = first_asked;
    for (size_t i = 1; i < r->shares_count; i++) {
        int asked = asked_of(f, r->shares[i].group);
        if (sum_of(r, r->shares[i].cluster) * first_asked != first * asked)
            return false;
        most = asked > most ? asked : most;
    }
    return most > 0;
}

static void fill_rule(const struct finding *f, struct candidate *c, const struct action *a)
{
    for (size_t i = 0; i < a->groups_count; i++) {
        const char *cluster = cluster_of(f, a->groups[i].group);
        const struct target_group *g = wanted_group(f, a->groups[i].group);
        ARRAY_GROW(c->rule.shares, c->rule.shares_count, c->rule.shares_cap);
        c->rule.shares[c->rule.shares_count++] = (struct taken_share){
            .group = xstrdup(a->groups[i].group),
            .cluster = xstrdup(cluster ? cluster : ""),
            .weight = a->groups[i].has_weight ? a->groups[i].weight : 1,
        };
        c->rule.ingress = c->rule.ingress ? c->rule.ingress : xstrdup_or_null(g ? g->ingress : NULL);
    }
}

static void release_rule(struct taken_rule *r)
{
    for (size_t i = 0; i < r->shares_count; i++) {
        free(r->shares[i].group);
        free(r->shares[i].cluster);
    }
    free(r->shares);
    free(r->rule);
    free(r->ingress);
}

static void add_rule(struct finding *f, const char *rule, const struct json *actions)
{
    struct actions now = {0};
    struct candidate c = {0};
    if (actions_decode(&now, actions, NULL) == 0 && now.count && now.items[now.count - 1].groups_count > 1)
        fill_rule(f, &c, &now.items[now.count - 1]);
    actions_release(&now);
    if (clusters_of(&c.rule) < 2) {
        release_rule(&c.rule);
        return;
    }
    c.rule.rule = xstrdup(rule);
    c.otherwise = !is_as_asked(f, &c.rule);
    ARRAY_GROW(f->items, f->count, f->cap);
    f->items[f->count++] = c;
}

static void gather(struct finding *f)
{
    const struct aws_item *balancer = diff_find_balancer(f->aws, f->want);
    size_t listeners = 0, rules = 0;
    const struct aws_item *l = balancer ? aws_children(&f->aws->listeners, balancer->id, &listeners) : NULL;
    for (size_t i = 0; i < listeners; i++) {
        add_rule(f, l[i].id, json_get(l[i].value, "DefaultActions"));
        const struct aws_item *r = aws_children(&f->aws->rules, l[i].id, &rules);
        for (size_t k = 0; k < rules; k++)
            if (!json_bool_or(json_get(r[k].value, "IsDefault"), false))
                add_rule(f, r[k].id, json_get(r[k].value, "Actions"));
    }
}

/* ---- what an Ingress's clusters get ---- */

static int divisor(int a, int b)
{
    return b ? divisor(b, a % b) : a;
}

/* In the operator's range, by the common divisor or by rounding, never to nothing. */
static int in_range(const struct taken_rule *r, int sum)
{
    int most = 0, common = 0;
    for (size_t i = 0; i < r->shares_count; i++) {
        int other = sum_of(r, r->shares[i].cluster);
        most = other > most ? other : most;
        common = divisor(common, other);
    }
    if (most <= WEIGHT_MOST)
        return sum;
    if (most / common <= WEIGHT_MOST)
        return sum / common;
    int scaled = (sum * WEIGHT_MOST + most / 2) / most;
    return sum && !scaled ? 1 : scaled;
}

static struct taken_ingress *add_ingress(struct taken *t, const struct candidate *c)
{
    ARRAY_GROW(t->ingresses, t->ingresses_count, t->ingresses_cap);
    struct taken_ingress *in = &t->ingresses[t->ingresses_count++];
    *in = (struct taken_ingress){.ingress = xstrdup(c->rule.ingress)};
    for (size_t i = 0; i < c->rule.shares_count; i++) {
        const char *cluster = c->rule.shares[i].cluster;
        if (!is_first(&c->rule, i))
            continue;
        ARRAY_GROW(in->weights, in->weights_count, in->weights_cap);
        in->weights[in->weights_count++] = (struct cluster_weight){xstrdup(cluster), in_range(&c->rule, sum_of(&c->rule, cluster))};
    }
    return in;
}

/* Just these numbers come of the Ingress's weights: each cluster has one group, with its cluster's number. */
static bool follows(const struct taken_rule *r, const struct taken_ingress *in)
{
    for (size_t i = 0; i < r->shares_count; i++)
        if (!is_first(r, i) || taken_weight(in, r->shares[i].cluster) != r->shares[i].weight)
            return false;
    return true;
}

/* What concerns one rule of an Ingress concerns them all. */
static bool concerns(const struct finding *f, const struct candidate *c)
{
    for (size_t i = 0; c->rule.ingress && i < f->count; i++)
        if (f->items[i].otherwise && str_equal(f->items[i].rule.ingress, c->rule.ingress))
            return true;
    return c->otherwise;
}

static void take(struct taken *t, struct candidate *c)
{
    struct taken_ingress *in = c->rule.ingress ? taken_ingress_find(t, c->rule.ingress) : NULL;
    if (c->rule.ingress && !in)
        in = add_ingress(t, c);
    if (in && follows(&c->rule, in))
        return;
    ARRAY_GROW(t->rules, t->rules_count, t->rules_cap);
    t->rules[t->rules_count++] = c->rule;
    c->rule = (struct taken_rule){0};
}

bool takeover_find(struct taken *t, const struct world *w, const struct aws *aws, const struct stack *want)
{
    struct finding f = {.world = w, .aws = aws, .want = want};
    find_known(&f);
    gather(&f);
    for (size_t i = 0; i < f.count; i++)
        if (concerns(&f, &f.items[i]))
            take(t, &f.items[i]);
    for (size_t i = 0; i < f.count; i++)
        release_rule(&f.items[i].rule);
    free(f.items);
    free(f.known);
    t->stack = xstrdup(want->id);
    return t->ingresses_count || t->rules_count;
}

/* ---- just these numbers ---- */

static const struct taken_rule *rule_taken(const struct diff *d, const char *rule)
{
    const struct taken *t = world_taken(d->world, d->want->id);
    for (size_t i = 0; t && i < t->rules_count; i++)
        if (strcmp(t->rules[i].rule, rule) == 0)
            return &t->rules[i];
    return NULL;
}

static const struct taken_share *share_of(const struct taken_rule *r, const char *group)
{
    for (size_t i = 0; i < r->shares_count; i++)
        if (strcmp(r->shares[i].group, group) == 0)
            return &r->shares[i];
    return NULL;
}

/* Where nobody wanted the groups then, whoever wants one now. */
static const char *ingress_of(const struct diff *d, const struct taken_rule *r)
{
    for (size_t i = 0; !r->ingress && i < d->want->target_groups_count; i++) {
        const char *arn = arn_of(d->aws, &d->want->target_groups[i]);
        if (arn && share_of(r, arn) && d->want->target_groups[i].ingress)
            return d->want->target_groups[i].ingress;
    }
    return r->ingress ? r->ingress : "";
}

/* The same groups, and no word of the operator on any of their clusters. */
static bool still_holds(const struct diff *d, const struct taken_rule *r, const struct action *a)
{
    const char *ingress = ingress_of(d, r);
    if (a->groups_count != r->shares_count)
        return false;
    for (size_t i = 0; i < a->groups_count; i++) {
        const struct taken_share *s = share_of(r, a->groups[i].group);
        if (!s || operator_weight(d->world, d->want->id, ingress, s->cluster) >= 0)
            return false;
    }
    return true;
}

static bool is_closed(const struct action *a, const char *cluster)
{
    for (size_t i = 0; i < a->groups_count; i++)
        if (str_equal(a->groups[i].cluster, cluster) && a->groups[i].asked > 0 && a->groups[i].weight > 0)
            return false;
    return true;
}

/* Its asked weight is 0 as well: nobody closed it. */
static bool is_asked(const struct action *a, const char *cluster)
{
    for (size_t i = 0; i < a->groups_count; i++)
        if (str_equal(a->groups[i].cluster, cluster))
            return a->groups[i].asked > 0;
    return false;
}

static int kept_weight(const struct taken_rule *r, const struct action *a, const struct group_weight *g)
{
    const struct taken_share *s = share_of(r, g->group);
    return is_asked(a, s->cluster) && is_closed(a, s->cluster) ? 0 : s->weight;
}

void takeover_keep(const struct diff *d, const char *rule, struct actions *want)
{
    const struct taken_rule *r = rule_taken(d, rule);
    struct action *a = r && want->count ? &want->items[want->count - 1] : NULL;
    int sum = 0;
    if (!a || !still_holds(d, r, a))
        return;
    int *kept = xcalloc(a->groups_count, sizeof *kept);
    for (size_t i = 0; i < a->groups_count; i++)
        sum += kept[i] = kept_weight(r, a, &a->groups[i]);
    for (size_t i = 0; sum && i < a->groups_count; i++) { /* never all nothing */
        a->groups[i].weight = kept[i];
        a->groups[i].has_weight = true;
    }
    free(kept);
}
