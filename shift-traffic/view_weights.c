/* What holds for a cluster at a place: the operator's word, narrowest scope first, what was taken over, its Ingress's annotation. */
#include "shift-traffic/view_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

/* The scopes that a word about the place may have, narrowest first. A stack with a slash is an Ingress that is alone. */
struct scopes {
    char *items[3];
    size_t count;
};

static struct scopes scopes_of(const struct view_place *at)
{
    struct scopes s = {0};
    bool alone = at && strchr(at->stack, '/');
    const char *ingress = at && at->ingress ? at->ingress : alone ? at->stack : NULL;
    if (ingress)
        s.items[s.count++] = xasprintf("ingress/%s", ingress);
    if (at && !alone)
        s.items[s.count++] = xasprintf("group/%s", at->stack);
    s.items[s.count++] = xstrdup("fleet");
    return s;
}

static void scopes_release(struct scopes *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->items[i]);
}

const struct traffic *view_drain(const struct view *v, const struct view_place *at, const char *cluster)
{
    struct scopes scopes = scopes_of(at);
    const struct traffic *found = NULL;
    for (size_t n = scopes.count; n-- && !found;) {
        own_str char *subject = xasprintf("%s/%s", scopes.items[n], cluster);
        found = view_word(v, "drain", subject);
    }
    scopes_release(&scopes);
    return found;
}

static int weight_among(const struct cluster_weight *weights, size_t count, const char *cluster)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(weights[i].cluster, cluster) == 0)
            return weights[i].weight;
    return -1;
}

static int asked(const struct view *v, const struct scopes *scopes, const char *cluster, const struct view_change *change)
{
    int weight = -1;
    for (size_t i = 0; weight < 0 && i < scopes->count; i++) {
        const struct traffic *said = view_word(v, "weights", scopes->items[i]);
        if (change && change->weights_count && strcmp(change->scope, scopes->items[i]) == 0)
            weight = weight_among(change->weights, change->weights_count, cluster);
        else if (said)
            weight = weight_among(said->weights, said->weights_count, cluster);
    }
    return weight;
}

int view_asked(const struct view *v, const struct view_place *at, const char *cluster)
{
    struct scopes scopes = scopes_of(at);
    int weight = asked(v, &scopes, cluster, NULL);
    scopes_release(&scopes);
    return weight;
}

/* ---- what nobody said ---- */

static int taken_over(const struct view *v, const struct view_place *at, const char *cluster)
{
    struct view_taken *t = NULL;
    HASH_FIND_STR(v->taken, at->stack, t);
    const struct taken_ingress *i = t && at->ingress ? taken_ingress_find(&t->record, at->ingress) : NULL;
    return i ? taken_weight(i, cluster) : -1;
}

static int annotated(const struct view *v, const struct view_place *at, const char *cluster)
{
    struct view_ingress *i = NULL;
    own_str char *key = xasprintf("%s/%s", cluster, at->ingress ? at->ingress : "");
    HASH_FIND_STR(v->ingresses, key, i);
    return i ? i->weight : WEIGHT_USUAL;
}

static bool drains(const struct view_change *change, const struct scopes *scopes, const char *cluster)
{
    for (size_t i = 0; change && i < scopes->count; i++)
        if (strcmp(change->scope, scopes->items[i]) == 0)
            return str_equal(change->drained, cluster);
    return false;
}

int view_weight(const struct view *v, const struct view_place *at, const char *cluster, const struct view_change *change)
{
    struct scopes scopes = scopes_of(at);
    int weight = drains(change, &scopes, cluster) || view_drain(v, at, cluster) ? 0 : asked(v, &scopes, cluster, change);
    scopes_release(&scopes);
    if (weight < 0)
        weight = taken_over(v, at, cluster);
    return weight < 0 ? annotated(v, at, cluster) : weight;
}

/* ---- taken over ---- */

static bool rules_name(const struct taken *t, const char *cluster)
{
    for (size_t i = 0; i < t->rules_count; i++)
        for (size_t k = 0; k < t->rules[i].shares_count; k++)
            if (str_equal(t->rules[i].shares[k].cluster, cluster))
                return true;
    return false;
}

bool view_taken_over(const struct view *v, const struct view_place *at, const char *cluster)
{
    struct view_taken *t = NULL;
    HASH_FIND_STR(v->taken, at->stack, t);
    if (!t || view_asked(v, at, cluster) >= 0 || view_drain(v, at, cluster))
        return false;
    for (size_t i = 0; i < t->record.ingresses_count; i++)
        if (taken_weight(&t->record.ingresses[i], cluster) >= 0)
            return true;
    return rules_name(&t->record, cluster);
}
