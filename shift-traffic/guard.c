#include "shift-traffic/guard.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "shift-traffic/parts.h"

enum { RATIO_USUAL = 50 };

struct weighing {
    const struct view *view;
    const struct view_change *change;
    int ratio;      /* capacity-ratio, in percent */
    int64_t lacks;  /* the rule that lacks most, and … */
    char *sentence; /* … what is to be said of it */
};

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

static struct sums sum_up(struct parts *p, const struct weighing *w, const struct route *r)
{
    struct sums all = {0};
    for (size_t i = 0; i < p->count; i++) {
        p->items[i].after = view_weight(w->view, &(struct view_place){r->stack, p->items[i].ingress}, p->items[i].cluster, w->change);
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

static void weigh(struct weighing *w, const struct route *r)
{
    struct parts p;
    parts_of(&p, w->view, r);
    const struct sums all = sum_up(&p, w, r);
    const struct part *one = weak(&p, &all, w->ratio);
    int64_t lacks = one ? needed(&all, one, w->ratio) - one->healthy : 0;
    if (lacks <= w->lacks)
        return;
    w->lacks = lacks;
    free(w->sentence);
    w->sentence = xasprintf("%s would get %d%% of %s :%d %s with %d of %d healthy targets, and needs %d (capacity-ratio %d%%)",
                            one->cluster, (int)(one->after * 100 / all.after), r->balancer, r->port, r->match, (int)one->healthy,
                            (int)all.healthy, (int)(one->healthy + lacks), w->ratio);
}

char *guard_objection(const struct view *v, const struct view_change *c)
{
    struct routes routes = {0};
    struct weighing w = {.view = v, .change = c, .ratio = fleet_option_percent(&v->fleet, "capacity-ratio", RATIO_USUAL)};
    routes_of(&routes, v);
    for (size_t i = 0; i < routes.count; i++)
        if (route_in_scope(&routes.items[i], c->scope))
            weigh(&w, &routes.items[i]);
    routes_release(&routes);
    return w.sentence;
}
