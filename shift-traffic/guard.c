#include "shift-traffic/guard.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "shift-traffic/parts.h"

enum { RATIO_USUAL = 50, WEIGHT_USUAL = 100 };

static const struct {
    const char *text;
    enum guard guard;
} words[] = {{"off", GUARD_OFF}, {"warn", GUARD_WARN}, {"wait", GUARD_WAIT}};

int guard_parse(enum guard *g, const char *text, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(words[i].text, text) == 0) {
            *g = words[i].guard;
            return 0;
        }
    return err_set(err, ERR_CONFIG, "the guard must be off, warn or wait, not '%s'", text);
}

enum guard guard_of(enum guard said, const struct fleet *fleet)
{
    enum guard by_fleet = GUARD_OFF;
    guard_parse(&by_fleet, fleet_option_str(fleet, "capacity-guard", "off"), NULL);
    return said != GUARD_UNSAID ? said : by_fleet;
}

/* ---- one rule ---- */

struct sums { /* over all clusters of the rule */
    int64_t weight, after, healthy;
};

static int64_t after_of(const struct part *p, const struct guard_change *c)
{
    if (str_equal(c->drained, p->cluster) || p->drained)
        return 0;
    for (size_t i = 0; i < c->weights_count; i++)
        if (strcmp(c->weights[i].cluster, p->cluster) == 0)
            return c->weights[i].weight;
    return p->asked < 0 ? WEIGHT_USUAL : p->asked;
}

static struct sums sum_up(struct parts *p, const struct guard_change *c)
{
    struct sums all = {0};
    for (size_t i = 0; i < p->count; i++) {
        p->items[i].after = after_of(&p->items[i], c);
        all.weight += p->items[i].weight;
        all.after += p->items[i].after;
        all.healthy += p->items[i].healthy;
    }
    return all;
}

static int64_t needed(const struct sums *all, const struct part *of, int ratio)
{
    int64_t whole = all->after * 100;
    return (of->after * all->healthy * ratio + whole - 1) / whole;
}

/* Who gets a larger part and has too few to take it; NULL: nobody. */
static const struct part *weak(const struct parts *p, const struct sums *all, int ratio)
{
    if (p->count < 2 || !all->weight || !all->after || !all->healthy)
        return NULL;
    for (size_t i = 0; i < p->count; i++) {
        const struct part *one = &p->items[i];
        bool grows = one->after * all->weight > one->weight * all->after;
        if (grows && one->healthy < needed(all, one, ratio))
            return one;
    }
    return NULL;
}

/* ---- all rules ---- */

struct worst {
    int64_t lacks;
    char *sentence;
};

static void weigh(struct worst *w, const struct route *r, struct parts *p, const struct guard_change *c)
{
    int ratio = c->ratio;
    const struct sums all = sum_up(p, c);
    const struct part *one = weak(p, &all, ratio);
    int64_t lacks = one ? needed(&all, one, ratio) - one->healthy : 0;
    if (lacks <= w->lacks)
        return;
    w->lacks = lacks;
    free(w->sentence);
    w->sentence = xasprintf("%s would get %d%% of %s :%d %s with %d of %d healthy targets, and needs %d (capacity-ratio %d%%)",
                            one->cluster, (int)(one->after * 100 / all.after), r->balancer, r->port, r->match, (int)one->healthy,
                            (int)all.healthy, (int)(one->healthy + lacks), ratio);
}

char *guard_objection(const struct view *v, const struct guard_change *c)
{
    struct routes routes = {0};
    struct guard_change change = *c;
    struct worst worst = {0};
    change.ratio = fleet_option_percent(&v->fleet, "capacity-ratio", RATIO_USUAL);
    routes_of(&routes, v);
    for (size_t i = 0; i < routes.count; i++) {
        struct parts parts;
        if (!route_in_scope(&routes.items[i], c->scope))
            continue;
        parts_of(&parts, v, &routes.items[i]);
        weigh(&worst, &routes.items[i], &parts, &change);
    }
    routes_release(&routes);
    return worst.sentence;
}
