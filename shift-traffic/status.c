#include "shift-traffic/status.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "shift-traffic/route.h"
#include "shift-traffic/watching.h"

/* ---- for people ---- */

static void write_cluster(const struct view *v, const char *name, struct buf *to)
{
    const struct traffic *drain = view_drain(v, NULL, name);
    own_str char *subject = xasprintf("fleet/%s", name);
    const struct traffic *forget = view_word(v, "forget", subject);
    const char *stale = view_stale(v, name);
    int asked = view_asked(v, NULL, name);
    buf_addf(to, "  %-20s", name);
    if (forget)
        buf_addf(to, " forgotten by %s", forget->user ? forget->user : "somebody");
    else if (drain)
        buf_addf(to, " drained by %s%s%s", drain->user ? drain->user : "somebody", drain->reason ? ": " : "",
                 drain->reason ? drain->reason : "");
    else if (asked >= 0)
        buf_addf(to, " weight %d by the operator", asked);
    else
        buf_add_str(to, " weight as its Ingresses say");
    if (stale)
        buf_addf(to, "; not heard: %s", stale);
    buf_add_str(to, "\n");
}

static void write_share(const struct route_share *s, struct buf *to)
{
    buf_addf(to, "      %-20s weight %-4d healthy %d/%d", s->cluster ? s->cluster : s->group, s->weight, s->healthy, s->active);
    if (s->asked >= 0)
        buf_addf(to, " asked %d", s->asked);
    if (s->draining)
        buf_addf(to, " draining %d", s->draining);
    if (s->why)
        buf_addf(to, "  (%s)", s->why);
    buf_add_str(to, "\n");
}

static void write_routes(const struct routes *r, struct buf *to)
{
    const char *balancer = "";
    for (size_t i = 0; i < r->count; i++) {
        const struct route *route = &r->items[i];
        if (strcmp(balancer, route->balancer) != 0)
            buf_addf(to, "load balancer %s (%s)\n", route->balancer, route->stack);
        balancer = route->balancer;
        buf_addf(to, "  :%d %s\n", route->port, route->match);
        for (size_t k = 0; k < route->shares_count; k++)
            write_share(&route->shares[k], to);
    }
}

static void write_units(const struct view *v, struct buf *to)
{
    for (const struct view_unit *u = v->units; u; u = u->hh.next) {
        if (u->held)
            buf_addf(to, "held %s: %s\n", u->name, u->held);
        if (u->failed)
            buf_addf(to, "failed %s: %s\n", u->name, u->failed);
        if (u->batch)
            buf_addf(to, "being changed %s: %s\n", u->name, u->batch);
    }
}

static void write_table(const struct view *v, const struct routes *r, struct buf *to)
{
    buf_addf(to, "fleet %s\n", v->fleet.name ? v->fleet.name : "not configured yet: start plan-rules with --fleet FILE");
    for (size_t i = 0; i < v->fleet.clusters_count; i++)
        write_cluster(v, v->fleet.clusters[i].name, to);
    if (!v->aws_read)
        buf_add_str(to, "AWS was not read yet: see that apply-aws runs\n");
    write_routes(r, to);
    write_units(v, to);
}

/* ---- for machines ---- */

static void add_clusters(const struct view *v, struct json_out *o)
{
    json_open_array(o, "clusters");
    for (size_t i = 0; i < v->fleet.clusters_count; i++) {
        const char *name = v->fleet.clusters[i].name;
        json_open_object(o, NULL);
        json_add_str(o, "name", name);
        json_add_bool(o, "drained", view_drain(v, NULL, name));
        if (view_asked(v, NULL, name) >= 0)
            json_add_int(o, "asked", view_asked(v, NULL, name));
        json_add_str(o, "stale", view_stale(v, name));
        json_close_object(o);
    }
    json_close_array(o);
}

static void add_share(const struct route_share *s, struct json_out *o)
{
    json_open_object(o, NULL);
    json_add_str(o, "cluster", s->cluster);
    json_add_str(o, "targetGroup", s->group);
    json_add_str(o, "ingress", s->ingress);
    json_add_int(o, "weight", s->weight);
    if (s->asked >= 0)
        json_add_int(o, "asked", s->asked);
    json_add_int(o, "healthy", s->healthy);
    json_add_int(o, "registered", s->active);
    json_add_int(o, "draining", s->draining);
    json_add_str(o, "why", s->why);
    json_close_object(o);
}

static void add_routes(const struct routes *r, struct json_out *o)
{
    json_open_array(o, "rules");
    for (size_t i = 0; i < r->count; i++) {
        const struct route *route = &r->items[i];
        json_open_object(o, NULL);
        json_add_str(o, "loadBalancer", route->balancer);
        json_add_str(o, "stack", route->stack);
        json_add_int(o, "port", route->port);
        json_add_str(o, "match", route->match);
        json_open_array(o, "shares");
        for (size_t k = 0; k < route->shares_count; k++)
            add_share(&route->shares[k], o);
        json_close_array(o);
        json_close_object(o);
    }
    json_close_array(o);
}

static void add_units(const struct view *v, struct json_out *o)
{
    json_open_array(o, "units");
    for (const struct view_unit *u = v->units; u; u = u->hh.next) {
        if (!u->held && !u->failed && !u->batch)
            continue;
        json_open_object(o, NULL);
        json_add_str(o, "unit", u->name);
        json_add_str(o, "inFlight", u->batch);
        json_add_str(o, "held", u->held);
        json_add_str(o, "failed", u->failed);
        json_close_object(o);
    }
    json_close_array(o);
}

static void write_json(const struct view *v, const struct routes *r, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "fleet", v->fleet.name);
    json_add_bool(&o, "awsRead", v->aws_read);
    add_clusters(v, &o);
    add_routes(r, &o);
    add_units(v, &o);
    json_close_object(&o);
    buf_add_str(to, "\n");
}

void status_write(const struct view *v, enum status_form form, struct buf *to)
{
    struct routes routes = {0};
    routes_of(&routes, v);
    if (form == STATUS_JSON)
        write_json(v, &routes, to);
    else
        write_table(v, &routes, to);
    routes_release(&routes);
}

/* ---- the command ---- */

struct status {
    enum status_form form;
    enum status_how how;
    struct buf last; /* what was printed */
};

static void print(const struct status *s)
{
    if (s->how == STATUS_WATCH && s->form == STATUS_TABLE)
        fputs(isatty(STDOUT_FILENO) ? "\033[H\033[2J" : "\n", stdout);
    fputs(buf_str(&s->last), stdout);
    fflush(stdout);
}

static void look(void *context, struct watching *w, const struct view *v)
{
    struct status *s = context;
    struct buf now = {0};
    status_write(v, s->form, &now);
    if (strcmp(buf_str(&now), buf_str(&s->last)) != 0) {
        buf_release(&s->last);
        s->last = now;
        print(s);
    } else {
        buf_release(&now);
    }
    if (s->how == STATUS_ONCE)
        watching_end(w, 0);
}

int status_run(const struct hub_address *at, enum status_form form, enum status_how how, struct err *err)
{
    struct status s = {.form = form, .how = how};
    int code = watching_run(
        &(struct watching_plan){
            .at = at,
            .follow = how == STATUS_WATCH,
            .look = look,
            .context = &s,
        },
        err);
    buf_release(&s.last);
    return code;
}
