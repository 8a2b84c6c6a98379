#include "lib/model/taken.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/field.h"

static const struct field weight_fields[] = {
    FIELD_IN(struct cluster_weight, cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct cluster_weight, weight, "weight", FIELD_INT, FIELD_NEEDED),
};
static const struct shape weight_shape = SHAPE_OF(struct cluster_weight, weight_fields);

static const struct field ingress_fields[] = {
    FIELD_IN(struct taken_ingress, ingress, "ingress", FIELD_STR, FIELD_NEEDED),
    FIELD_MANY_IN(struct taken_ingress, weights, "weights", &weight_shape),
};
static const struct shape ingress_shape = SHAPE_OF(struct taken_ingress, ingress_fields);

static const struct field share_fields[] = {
    FIELD_IN(struct taken_share, group, "group", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct taken_share, cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct taken_share, weight, "weight", FIELD_INT, FIELD_NEEDED),
};
static const struct shape share_shape = SHAPE_OF(struct taken_share, share_fields);

static const struct field rule_fields[] = {
    FIELD_IN(struct taken_rule, rule, "rule", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct taken_rule, ingress, "ingress", FIELD_STR, FIELD_OPTIONAL),
    FIELD_MANY_IN(struct taken_rule, shares, "shares", &share_shape),
};
static const struct shape rule_shape = SHAPE_OF(struct taken_rule, rule_fields);

static const struct field fields[] = {
    FIELD_IN(struct taken, stack, "stack", FIELD_STR, FIELD_NEEDED),
    FIELD_MANY_IN(struct taken, ingresses, "ingresses", &ingress_shape),
    FIELD_MANY_IN(struct taken, rules, "rules", &rule_shape),
};
static const struct shape shape = SHAPE_OF(struct taken, fields);

static int check(const struct taken *t, struct err *err)
{
    for (size_t i = 0; i < t->ingresses_count; i++)
        for (size_t k = 0; k < t->ingresses[i].weights_count; k++) {
            const struct cluster_weight *w = &t->ingresses[i].weights[k];
            if (w->weight < 0 || w->weight > 100)
                return err_set(err, ERR_INPUT, "weight of cluster '%s' must be 0 to 100, is %d", w->cluster, w->weight);
        }
    return 0;
}

int taken_decode(struct taken *t, const struct json *data, struct err *err)
{
    if (shape_decode(&shape, t, data, err))
        return -1;
    if (!check(t, err))
        return 0;
    taken_release(t);
    return -1;
}

void taken_encode(const struct taken *t, struct buf *to)
{
    shape_encode(&shape, t, to);
}

void taken_release(struct taken *t)
{
    shape_release(&shape, t);
}

/* ---- on the way up ---- */

static const struct field rising_fields[] = {
    FIELD_IN(struct rising, group, "group", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct rising, cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct rising, stack, "stack", FIELD_STR, FIELD_NEEDED),
};
static const struct shape rising_shape = SHAPE_OF(struct rising, rising_fields);

int rising_decode(struct rising *r, const struct json *data, struct err *err)
{
    return shape_decode(&rising_shape, r, data, err);
}

void rising_encode(const struct rising *r, struct buf *to)
{
    shape_encode(&rising_shape, r, to);
}

void rising_release(struct rising *r)
{
    shape_release(&rising_shape, r);
}

static const struct field drained_fields[] = {
    FIELD_IN(struct drained, group, "group", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct drained, cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct drained, stack, "stack", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct drained, backend, "backend", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct drained, ended, "ended", FIELD_BOOL, FIELD_OPTIONAL),
};
static const struct shape drained_shape = SHAPE_OF(struct drained, drained_fields);

int drained_decode(struct drained *d, const struct json *data, struct err *err)
{
    return shape_decode(&drained_shape, d, data, err);
}

void drained_encode(const struct drained *d, struct buf *to)
{
    shape_encode(&drained_shape, d, to);
}

void drained_release(struct drained *d)
{
    shape_release(&drained_shape, d);
}

/* ---- what it says ---- */

struct taken_ingress *taken_ingress_find(const struct taken *t, const char *ingress)
{
    for (size_t i = 0; i < t->ingresses_count; i++)
        if (str_equal(t->ingresses[i].ingress, ingress))
            return &t->ingresses[i];
    return NULL;
}

int taken_weight(const struct taken_ingress *i, const char *cluster)
{
    for (size_t k = 0; i && k < i->weights_count; k++)
        if (str_equal(i->weights[k].cluster, cluster))
            return i->weights[k].weight;
    return -1;
}

/* ---- resume ---- */

static void resume_ingress(struct taken_ingress *i, const char *cluster)
{
    size_t kept = 0;
    for (size_t k = 0; k < i->weights_count; k++) {
        if (i->weights[k].weight == 0 && str_equal(i->weights[k].cluster, cluster))
            free(i->weights[k].cluster);
        else
            i->weights[kept++] = i->weights[k];
    }
    i->weights_count = kept;
}

static bool gives_nothing(const struct taken_rule *r, const char *cluster)
{
    bool there = false;
    for (size_t i = 0; i < r->shares_count; i++) {
        if (!str_equal(r->shares[i].cluster, cluster))
            continue;
        if (r->shares[i].weight)
            return false;
        there = true;
    }
    return there;
}

static void resume_rules(struct taken *t, const char *cluster)
{
    size_t kept = 0;
    for (size_t i = 0; i < t->rules_count; i++) {
        if (gives_nothing(&t->rules[i], cluster))
            shape_release(&rule_shape, &t->rules[i]);
        else
            t->rules[kept++] = t->rules[i];
    }
    t->rules_count = kept;
}

void taken_resume(struct taken *t, const char *scope, const char *cluster)
{
    const char *name = strchr(scope, '/');
    bool all = strcmp(scope, "fleet") == 0 || (name && str_equal(name + 1, t->stack));
    for (size_t i = 0; i < t->ingresses_count; i++)
        if (all || (str_starts(scope, "ingress/") && str_equal(name + 1, t->ingresses[i].ingress)))
            resume_ingress(&t->ingresses[i], cluster);
    if (all)
        resume_rules(t, cluster);
}
