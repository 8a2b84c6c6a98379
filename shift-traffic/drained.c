#include "shift-traffic/drained.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "shift-traffic/route.h"
#include "shift-traffic/watching.h"

enum { LOOK_AGAIN_MS = 500, STANDS_AFTER_MS = 3000 };

/* ---- how far it is ---- */

static bool group_is_kept(const struct view *v, const struct routes *r, const char *cluster, const char *group_arn)
{
    struct view_thing *group = NULL;
    HASH_FIND_STR(v->things, group_arn, group);
    const char *name = group ? json_str(json_get(group->value, "TargetGroupName")) : NULL;
    for (size_t i = 0; name && i < r->count; i++) {
        if (!route_only(&r->items[i], cluster))
            continue;
        for (size_t k = 0; k < r->items[i].shares_count; k++)
            if (strcmp(r->items[i].shares[k].group, name) == 0)
                return true;
    }
    return false;
}

static void count_rules(struct drain_state *d, const struct routes *r, const char *cluster)
{
    for (size_t i = 0; i < r->count; i++) {
        bool only = route_only(&r->items[i], cluster), sends = false;
        for (size_t k = 0; k < r->items[i].shares_count; k++)
            sends |= r->items[i].shares[k].weight > 0 && str_equal(r->items[i].shares[k].cluster, cluster);
        d->kept += only;
        d->rules += sends && !only;
    }
}

static void count_targets(struct drain_state *d, const struct view *v, const struct routes *r, const char *cluster)
{
    for (const struct view_group *g = v->groups; g; g = g->hh.next) {
        if (!str_equal(route_cluster(v, g->arn), cluster))
            continue;
        d->draining += g->draining;
        d->registered += g->active;
        d->kept_here += group_is_kept(v, r, cluster, g->arn) ? g->active : 0;
    }
    struct view_bound bound = view_bound(v, cluster);
    d->draining += bound.draining;
    d->registered += bound.registered;
    d->kept_here += bound.registered;
    d->kept += bound.first != NULL;
}

struct drain_state drain_state_of(const struct view *v, const char *cluster)
{
    struct drain_state d = {.busy = view_in_flight(v)};
    struct routes routes = {0};
    routes_of(&routes, v);
    count_rules(&d, &routes, cluster);
    count_targets(&d, v, &routes, cluster);
    routes_release(&routes);
    for (const struct view_unit *u = v->units; u && !d.held; u = u->hh.next)
        d.held = u->held;
    return d;
}

void drain_state_say(const struct drain_state *d, const char *cluster, struct buf *to)
{
    if (d->rules)
        buf_addf(to, "%d rule%s still send%s to %s; ", d->rules, d->rules > 1 ? "s" : "", d->rules > 1 ? "" : "s", cluster);
    if (d->registered)
        buf_addf(to, "%d target%s registered; ", d->registered, d->registered > 1 ? "s are" : " is");
    if (d->draining)
        buf_addf(to, "%d target%s draining; ", d->draining, d->draining > 1 ? "s are" : " is");
    if (d->held)
        buf_addf(to, "held: %s; ", d->held);
    if (to->len) { /* the last "; " */
        to->len -= 2;
        to->data[to->len] = 0;
    }
}

/* ---- the wait ---- */

struct waiting {
    const struct drain_wait *wait;
    struct buf said;  /* the newest line on stderr */
    int64_t since_ms; /* nothing has changed since then */
    struct drain_state last;
};

static void say(struct waiting *w, const struct drain_state *d)
{
    struct buf line = {0};
    drain_state_say(d, w->wait->cluster, &line);
    if (line.len && strcmp(buf_str(&line), buf_str(&w->said)) != 0)
        log_info("waiting: %s", buf_str(&line));
    buf_release(&w->said);
    w->said = line;
}

/* Nothing new for so long, and no batch in flight: what stands is what stays. plan-rules waits for the settle time itself. */
static int64_t stands_after_ms(const struct view *v)
{
    int64_t settle_ms = 0;
    if (duration_parse(&settle_ms, fleet_option_str(&v->fleet, "settle-time", "10s"), NULL))
        settle_ms = 10 * 1000;
    return settle_ms + STANDS_AFTER_MS;
}

static bool stands_still(struct waiting *w, const struct view *v, const struct drain_state *d)
{
    bool same = w->last.rules == d->rules && w->last.registered == d->registered && w->last.draining == d->draining && !d->busy;
    if (!same || !w->since_ms)
        w->since_ms = mono_ms();
    w->last = *d;
    w->last.held = NULL; /* not ours to keep */
    return mono_ms() - w->since_ms >= stands_after_ms(v);
}

/* All that is left is what nobody else can serve. */
static void say_kept(const struct waiting *w, const struct view *v)
{
    const char *cluster = w->wait->cluster;
    struct routes routes = {0};
    struct view_bound bound = view_bound(v, cluster);
    log_warn("only %s can serve these rules, so its targets stay; 'shift-traffic drain %s --force' takes them too:", cluster, cluster);
    routes_of(&routes, v);
    for (size_t i = 0; i < routes.count; i++)
        if (route_only(&routes.items[i], cluster))
            log_warn("  %s :%d %s", routes.items[i].balancer, routes.items[i].port, routes.items[i].match);
    routes_release(&routes);
    if (bound.first)
        log_warn("  target group %s, which a person made and %s fills", bound.first->group, bound.first->key);
}

static void look(void *context, struct watching *watching, const struct view *v)
{
    struct waiting *w = context;
    struct drain_state d = drain_state_of(v, w->wait->cluster);
    bool drained = v->aws_read && !d.busy && !d.rules && !d.registered && !d.draining;
    bool still = stands_still(w, v, &d);
    say(w, &d);
    if (drained && (!d.kept || w->wait->forced)) {
        log_info("%s is drained: none of its targets is registered; it can be switched off", w->wait->cluster);
        watching_end(watching, EXIT_DONE);
    } else if (still && d.kept && d.registered == d.kept_here && !d.draining && !d.rules) {
        say_kept(w, v);
        watching_end(watching, EXIT_AGAIN);
    }
}

static void stand(const struct waiting *w, const char *what)
{
    log_warn("%s; the drain stands and goes on, 'shift-traffic resume %s' ends it: %s", what, w->wait->cluster, buf_str(&w->said));
}

static void on_timeout(void *context, const struct view *v)
{
    (void)v;
    stand(context, "not drained in time");
}

static void on_interrupt(void *context, const struct view *v)
{
    (void)v;
    stand(context, "no longer waiting");
}

int drained_wait(const struct drain_wait *wait, struct err *err)
{
    struct waiting w = {.wait = wait};
    int code = watching_run(
        &(struct watching_plan){
            .at = wait->at,
            .follow = true,
            .again_ms = LOOK_AGAIN_MS,
            .timeout_ms = wait->timeout_ms,
            .look = look,
            .timeout = on_timeout,
            .interrupt = on_interrupt,
            .context = &w,
        },
        err);
    buf_release(&w.said);
    return code;
}
