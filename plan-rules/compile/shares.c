/* Step 9: what part of a rule's requests each target group gets. In its cluster a group has its own
 * weight; each cluster's sum is brought to the same and multiplied with the cluster's weight. */
#include "plan-rules/compile/compile.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/build.h"

enum { WEIGHT_MOST = 999, SHARES_CLUSTERS = 16 };

struct share { /* of one cluster */
    const char *cluster;
    int64_t asked;
    int64_t sum; /* of own weights */
    bool serves;
};

struct shares {
    struct share items[SHARES_CLUSTERS];
    size_t count;
};

static struct share *share_of(struct shares *s, const char *cluster)
{
    for (size_t i = 0; i < s->count; i++)
        if (str_equal(s->items[i].cluster, cluster))
            return &s->items[i];
    if (s->count == SHARES_CLUSTERS)
        return NULL;
    s->items[s->count] = (struct share){.cluster = cluster};
    return &s->items[s->count++];
}

static int64_t gcd(int64_t a, int64_t b)
{
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static void gather(struct shares *s, const struct action *a, shares_serves_fn *serves, void *context)
{
    for (size_t i = 0; i < a->groups_count; i++) {
        const struct group_weight *g = &a->groups[i];
        struct share *of = share_of(s, g->cluster);
        if (!of)
            continue;
        of->asked = g->asked;
        of->sum += g->own;
        if (g->own > 0 && serves(context, g))
            of->serves = true;
    }
}

/* Nobody asked for: as if nobody had said anything. Empty: 0 while another serves and is asked for. */
static void settle(struct shares *s)
{
    bool asked = false;
    size_t serving = 0;
    for (size_t i = 0; i < s->count; i++)
        asked = asked || s->items[i].asked > 0;
    for (size_t i = 0; i < s->count; i++) {
        if (!asked)
            s->items[i].asked = 100;
        serving += s->items[i].serves && s->items[i].asked > 0;
    }
    for (size_t i = 0; i < s->count; i++)
        if (!s->items[i].serves && serving)
            s->items[i].asked = 0;
}

static int64_t common(const struct shares *s)
{
    int64_t all = 1;
    for (size_t i = 0; i < s->count; i++)
        if (s->items[i].sum > 0)
            all = all / gcd(all, s->items[i].sum) * s->items[i].sum;
    return all;
}

/* A group that several clusters name stands in the action once, with the sum of its weights. */
static int64_t heaviest(const struct action *a, const int64_t *weights)
{
    int64_t most = 0;
    for (size_t i = 0; i < a->groups_count; i++) {
        int64_t sum = 0;
        for (size_t k = 0; k < a->groups_count; k++)
            sum += strcmp(a->groups[i].group, a->groups[k].group) == 0 ? weights[k] : 0;
        most = sum > most ? sum : most;
    }
    return most;
}

/* Into AWS's range: by the common divisor, then by rounding down, never to nothing. */
static void fit(const struct action *a, int64_t *weights)
{
    int64_t most = heaviest(a, weights), divisor = 0;
    for (size_t i = 0; i < a->groups_count; i++)
        divisor = gcd(divisor, weights[i]);
    if (most <= WEIGHT_MOST)
        return;
    for (size_t i = 0; i < a->groups_count; i++)
        weights[i] /= divisor;
    most /= divisor;
    for (size_t i = 0; most > WEIGHT_MOST && i < a->groups_count; i++) {
        int64_t scaled = (int64_t)((__int128)weights[i] * WEIGHT_MOST / most);
        weights[i] = weights[i] && !scaled ? 1 : scaled;
    }
}

static void keep_own(struct action *a)
{
    for (size_t i = 0; i < a->groups_count; i++) {
        a->groups[i].has_weight = a->groups[i].has_own;
        a->groups[i].weight = a->groups[i].own;
    }
}

void shares_set(struct action *a, shares_serves_fn *serves, void *context)
{
    struct shares s = {0};
    gather(&s, a, serves, context);
    if (s.count < 2) {
        keep_own(a);
        return;
    }
    settle(&s);
    int64_t all = common(&s);
    int64_t *weights = xcalloc(a->groups_count, sizeof *weights);
    for (size_t i = 0; i < a->groups_count; i++) {
        const struct share *of = share_of(&s, a->groups[i].cluster);
        if (of && of->sum)
            weights[i] = of->asked * a->groups[i].own * (all / of->sum);
    }
    fit(a, weights);
    for (size_t i = 0; i < a->groups_count; i++) {
        a->groups[i].has_weight = true;
        a->groups[i].weight = (int)weights[i];
    }
    free(weights);
}

/* ---- what is asked of a cluster ---- */

static const struct world_traffic *said(const struct world *w, const char *word, const char *scope, const char *cluster)
{
    own_buf key = {0};
    buf_addf(&key, "%s %s", word, scope);
    if (cluster)
        buf_addf(&key, " %s", cluster);
    return world_traffic(w, buf_str(&key));
}

static bool weight_said(const struct world *w, const char *scope, const char *cluster, int *out)
{
    const struct world_traffic *t = said(w, "weights", scope, NULL);
    for (size_t i = 0; t && i < t->record.weights_count; i++) {
        if (strcmp(t->record.weights[i].cluster, cluster) == 0) {
            *out = t->record.weights[i].weight;
            return true;
        }
    }
    return false;
}

int operator_weight(const struct world *w, const char *group, const char *name, const char *cluster)
{
    own_str char *by_ingress = xasprintf("ingress/%s", name);
    own_str char *by_group = xasprintf("group/%s", group);
    const char *scopes[] = {by_ingress, by_group, "fleet"};
    int weight = -1;
    for (size_t i = 0; w->traffic && i < COUNT_OF(scopes); i++)
        if (said(w, "drain", scopes[i], cluster))
            return 0;
    for (size_t i = 0; w->traffic && i < COUNT_OF(scopes); i++)
        if (weight_said(w, scopes[i], cluster, &weight))
            break;
    return weight;
}

int asked_weight(const struct world *w, const char *group, const char *name, const char *cluster, int annotated)
{
    int weight = operator_weight(w, group, name, cluster);
    const struct taken *taken = weight < 0 ? world_taken(w, group) : NULL;
    if (taken)
        weight = taken_weight(taken_ingress_find(taken, name), cluster);
    return weight < 0 ? annotated : weight;
}
