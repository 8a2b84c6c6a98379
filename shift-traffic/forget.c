#include "shift-traffic/forget.h"

#include <string.h>

#include "lib/base/err.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "shift-traffic/route.h"
#include "shift-traffic/watching.h"

enum { LOOK_AGAIN_MS = 500, STANDS_AFTER_MS = 5000 };

static size_t groups_of(const struct view *v, const char *cluster)
{
    size_t count = 0;
    for (const struct view_thing *t = v->things; t; t = t->hh.next)
        count += strcmp(t->resource, "TargetGroup") == 0 && str_equal(route_cluster(v, t->arn), cluster);
    return count;
}

/* ---- before ---- */

struct checking {
    const char *cluster;
    bool forced;
    struct err *err;
};

/* How many rules only this cluster serves; each is said. */
static size_t say_alone(const struct view *v, const char *cluster)
{
    struct routes routes = {0};
    size_t count = 0;
    routes_of(&routes, v);
    for (size_t i = 0; i < routes.count; i++) {
        const struct route *r = &routes.items[i];
        if (!route_only(r, cluster))
            continue;
        if (!count++)
            log_warn("only %s serves these rules:", cluster);
        log_warn("  %s :%d %s", r->balancer, r->port, r->match);
    }
    routes_release(&routes);
    return count;
}

static void check(void *context, struct watching *w, const struct view *v)
{
    struct checking *c = context;
    int code = EXIT_ACT;
    if (!v->aws_read)
        err_set(c->err, ERR_CONFIG, "AWS was not read yet, so nobody knows what only %s can serve: see that apply-aws runs", c->cluster);
    else if (fleet_index(&v->fleet, c->cluster) < 0 && !groups_of(v, c->cluster))
        err_set(c->err, ERR_CONFIG, "nothing is known of a cluster '%s': no fleet file names it, and AWS holds no target group of it",
                c->cluster);
    else if (!c->forced && say_alone(v, c->cluster))
        err_set(c->err, ERR_CONFIG, "%s is not forgotten: these rules would go; let another cluster serve them first, or add --force",
                c->cluster);
    else
        code = EXIT_DONE;
    watching_end(w, code);
}

int forget_check(const struct hub_address *at, const char *cluster, bool forced, struct err *err)
{
    struct checking c = {cluster, forced, err};
    return watching_run(&(struct watching_plan){.at = at, .look = check, .context = &c}, err) == EXIT_DONE ? 0 : -1;
}

/* ---- after ---- */

struct leaving {
    const char *cluster;
    size_t left; /* said last */
    int bound;   /* registered in groups that a person made, when it was looked last */
    int64_t since_ms;
};

/* What plan-rules takes out of such groups it takes at once; what is left then came there on another way. */
static bool bound_stand(struct leaving *l, const struct view *v)
{
    struct view_bound bound = view_bound(v, l->cluster);
    if (!l->since_ms || bound.registered != l->bound || view_in_flight(v))
        l->since_ms = mono_ms();
    l->bound = bound.registered;
    return !bound.registered || mono_ms() - l->since_ms >= STANDS_AFTER_MS;
}

static void say_end(const struct leaving *l, const struct view *v)
{
    struct view_bound bound = view_bound(v, l->cluster);
    log_info("%s is forgotten: AWS holds nothing of it", l->cluster);
    if (bound.first)
        log_warn("target group %s, which %s fills, still has %d targets: they did not come from there", bound.first->group,
                 bound.first->key, bound.registered);
}

static void look(void *context, struct watching *w, const struct view *v)
{
    struct leaving *l = context;
    size_t left = groups_of(v, l->cluster);
    bool stand = bound_stand(l, v);
    if (!left && stand && !view_in_flight(v)) {
        say_end(l, v);
        watching_end(w, EXIT_DONE);
    } else if (left && left != l->left) {
        log_info("waiting: %zu target group%s of %s left", left, left > 1 ? "s" : "", l->cluster);
    }
    l->left = left;
}

static void stand(const struct leaving *l, const char *what)
{
    log_warn("%s; it goes on, and %zu target group%s of %s left", what, l->left, l->left == 1 ? " is" : "s are", l->cluster);
}

static void on_timeout(void *context, const struct view *v)
{
    (void)v;
    stand(context, "not all gone in time");
}

static void on_interrupt(void *context, const struct view *v)
{
    (void)v;
    stand(context, "no longer waiting");
}

int forget_wait(const struct hub_address *at, const char *cluster, int64_t timeout_ms, struct err *err)
{
    struct leaving l = {.cluster = cluster};
    return watching_run(
        &(struct watching_plan){
            .at = at,
            .follow = true,
            .again_ms = LOOK_AGAIN_MS,
            .timeout_ms = timeout_ms,
            .look = look,
            .timeout = on_timeout,
            .interrupt = on_interrupt,
            .context = &l,
        },
        err);
}
