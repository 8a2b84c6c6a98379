/* nginx's configuration: what is common, the targets of each group, then maps and a server for each listener. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

static void write_head(const struct plane *p, struct buf *to)
{
    buf_addf(to,
             "daemon off;\n%spid %s/nginx.pid;\nerror_log %s/error.log warn;\nworker_processes 1;\nevents { worker_connections 4096; }\n",
             geteuid() == 0 ? "user root;\n" : "", p->dir, p->dir);
    buf_addf(
        to,
        "http {\nlog_format alb escape=json '{\"time\":\"$msec\",\"loadBalancer\":\"$alb_name\",\"port\":$alb_port,\"rule\":\"$alb_rule\","
        "\"group\":\"$alb_group_name\",\"target\":\"$upstream_addr\",\"status\":$status,\"targetStatus\":\"$upstream_status\","
        "\"client\":\"$remote_addr\",\"method\":\"$request_method\",\"host\":\"$http_host\",\"uri\":\"$request_uri\"}';\n"
        "access_log %s/access.log alb;\n",
        p->dir);
    static const char *const temporary[] = {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"};
    for (size_t i = 0; i < COUNT_OF(temporary); i++)
        buf_addf(to, "%s_temp_path %s/tmp_%s;\n", temporary[i], p->dir, temporary[i]);
    buf_add_str(to, "variables_hash_max_size 65536; variables_hash_bucket_size 256; map_hash_max_size 65536; map_hash_bucket_size 256;\n"
                    "server_tokens off; keepalive_timeout 0; client_max_body_size 0; underscores_in_headers on;\n"
                    "large_client_header_buffers 8 64k;\n"
                    "proxy_http_version 1.1; proxy_next_upstream off; proxy_request_buffering off; proxy_connect_timeout 10s;\n"
                    "geo $alb_dollar {default \"$\";}\n"
                    "map $http_host $alb_host {default \"\"; \"~^(?<alb_h>[^:]*)\" $alb_h;}\n"
                    "map $request_uri $alb_path {default \"\"; \"~^(?<alb_p>[^?]*)\" $alb_p;}\n"
                    "map $alb_path $alb_path_rest {default \"\"; \"~^/(?<alb_q>.*)\" $alb_q;}\n"
                    "map $http_upgrade $alb_connection {default upgrade; \"\" \"\";}\n");
}

/* ---- target groups ---- */

static const char *last_part(const char *arn)
{
    const char *slash = strrchr(arn, '/');
    return slash ? slash + 1 : arn;
}

static bool serves(struct aws *a, struct resource *g, const struct target *t, bool open)
{
    const char *state = target_state(a, g, t);
    return strcmp(state, "healthy") == 0 || (open && !t->draining_ms);
}

static void write_address(struct buf *to, const struct target *t)
{
    buf_addf(to, strchr(t->id, ':') ? "[%s]:%lld" : "%s:%lld", t->id, (long long)t->port);
}

static void write_pool(struct aws *a, struct buf *to, struct resource *g)
{
    const char *algorithm = node_str_or(g->attributes, "load_balancing.algorithm.type", "");
    bool open = group_fails_open(a, g), any = false;
    for (size_t i = 0; i < g->target_count; i++) {
        if (!serves(a, g, &g->targets[i], open))
            continue;
        if (!any)
            buf_addf(to, "upstream pool_%s {%s", last_part(g->arn),
                     !strcmp(algorithm, "least_outstanding_requests") ? "least_conn;"
                     : !strcmp(algorithm, "weighted_random")          ? "random;"
                                                                      : "");
        any = true;
        buf_add_str(to, "server ");
        write_address(to, &g->targets[i]);
        buf_add_str(to, " max_fails=0;");
    }
    if (any)
        buf_add_str(to, "}\n");
    g->pooled = any;
}

/* Cookies that keep a client with a target; only of targets that serve. */
static void write_sticky(struct aws *a, struct buf *to, struct resource *g, bool back)
{
    bool open = group_fails_open(a, g);
    int64_t lasts = node_int_or(g->attributes, "stickiness.lb_cookie.duration_seconds", 86400);
    if (!str_equal(node_str(g->attributes, "stickiness.enabled"), "true"))
        return;
    for (size_t i = 0; i < g->target_count; i++) {
        const struct target *t = &g->targets[i];
        if (!serves(a, g, t, open))
            continue;
        own_buf address = {0};
        char id[17];
        write_address(&address, t);
        resource_id(id, g->arn, buf_str(&address), 0);
        if (back)
            buf_addf(to, "\"g%s %s\" \"AWSALB=%s; Max-Age=%lld; Path=/\";", last_part(g->arn), buf_str(&address), id, (long long)lasts);
        else
            buf_addf(to, "\"g%s %s\" %s;", last_part(g->arn), id, buf_str(&address));
    }
}

#define group_each(g, a, p) world_each(a, (p)->aws) resource_each (g, a, TARGET_GROUP, NULL)

static void write_groups(struct plane *p, struct buf *to)
{
    group_each(g, a, p) write_pool(a, to, g);
    buf_add_str(to, "map $alb_group $alb_pool {default \"\";");
    group_each(g, a, p) if (g->pooled) buf_addf(to, "g%s pool_%s;", last_part(g->arn), last_part(g->arn));
    buf_add_str(to, "}\nmap $alb_group $alb_group_name {default \"\";");
    group_each(g, a, p) buf_addf(to, "g%s %s;", last_part(g->arn), node_str(g->fields, "TargetGroupName"));
    buf_add_str(to, "}\nmap $alb_group $alb_scheme {default http;");
    group_each(g, a, p) if (str_equal(node_str(g->fields, "Protocol"), "HTTPS")) buf_addf(to, "g%s https;", last_part(g->arn));
    buf_add_str(to, "}\nmap \"$alb_group $cookie_AWSALB\" $alb_kept {default \"\";");
    group_each(g, a, p) write_sticky(a, to, g, false);
    buf_add_str(to, "}\nmap \"$alb_group $upstream_addr\" $alb_keep {default \"\";");
    group_each(g, a, p) write_sticky(a, to, g, true);
    buf_add_str(to, "}\nmap $alb_kept $alb_to {default $alb_kept; \"\" $alb_pool;}\n");
}

/* ---- one listener ---- */

struct picked {
    char name[16];
    const char *arn;
    struct route route;
};

static void write_choice(struct scope *s, const char *what, const struct picked *all, size_t count, size_t offset, const char *otherwise)
{
    buf_addf(s->maps, "map $%s_pick $%s_%s {default \"%s\";", s->prefix, s->prefix, what, otherwise);
    for (size_t i = 0; i < count; i++) {
        const char *value = (const char *)&all[i].route + offset;
        if (*value)
            buf_addf(s->maps, "%s \"%s\";", all[i].name, value);
    }
    buf_add_str(s->maps, "}\n");
}

/* The first rule that matches: a row of ones and noughts, and where the first one stands. */
static void write_pick(struct scope *s, const struct picked *all, size_t rules)
{
    buf_add_str(s->maps, "map \"");
    for (size_t i = 0; i < rules; i++)
        buf_addf(s->maps, "${%s_%s}", s->prefix, all[i].name);
    buf_addf(s->maps, "\" $%s_pick {default d;", s->prefix);
    for (size_t i = 0; i < rules; i++)
        buf_addf(s->maps, "\"~^0{%zu}1\" %s;", i, all[i].name);
    buf_addf(s->maps, "}\nmap $%s_pick $%s_rule {default default;", s->prefix, s->prefix);
    for (size_t i = 0; i < rules; i++)
        buf_addf(s->maps, "%s \"%s\";", all[i].name, all[i].arn);
    buf_add_str(s->maps, "}\n");
}

static void write_choices(struct scope *s, const struct picked *all, size_t count)
{
    write_pick(s, all, count - 1);
    write_choice(s, "act", all, count, offsetof(struct route, act), "pass");
    write_choice(s, "group", all, count, offsetof(struct route, group), "");
    write_choice(s, "uri", all, count, offsetof(struct route, uri), "");
    write_choice(s, "host", all, count, offsetof(struct route, host), "");
    write_choice(s, "to", all, count, offsetof(struct route, to), "");
    write_choice(s, "stuck", all, count, offsetof(struct route, stuck), "");
}

/* Rules in their order, then the default actions as the last of them. Gives how many; free with free(). */
static size_t write_rules(struct scope *s, struct picked **out)
{
    size_t count = 0, cap = 0;
    struct picked *all = NULL;
    own_node *last = node_new("", NULL);
    struct node *actions = node_clone(node_get(s->listener, "DefaultActions"));
    str_replace(&actions->name, "Actions");
    node_add(last, actions);
    node_each (rule, node_get(s->listener, "Rules")) {
        ARRAY_GROW(all, count, cap);
        struct picked *p = &all[count];
        snprintf(p->name, sizeof p->name, "r%zu", count++);
        p->arn = node_str(rule, "RuleArn");
        match_write(s, p->name, node_get(rule, "Conditions"));
        route_write(s, p->name, rule, &p->route);
    }
    ARRAY_GROW(all, count, cap);
    snprintf(all[count].name, sizeof all[count].name, "d");
    all[count].arn = "default";
    route_write(s, "d", last, &all[count].route);
    *out = all;
    return count + 1;
}

static void add_certificate(struct scope *s, const char *arn, bool fallback)
{
    struct err err = {0};
    own_str char *file = certs_file(s->plane, arn, &err);
    if (!file) {
        log_error("%s", err.text);
        return;
    }
    if (fallback)
        buf_addf(s->maps, "default %s;", file);
    else
        certs_names(s->plane, arn, s->maps, file);
}

/* Which certificate: by the name that the client asks for. */
static void write_certificates(struct scope *s)
{
    const struct node *list = node_get(s->listener, "Certificates");
    buf_addf(s->maps, "map $ssl_server_name $%s_cert { hostnames;", s->prefix);
    if (list && list->first)
        add_certificate(s, node_str_or(list->first, "CertificateArn", ""), true);
    node_each (m, node_get(s->listener, "Sni"))
        add_certificate(s, m->value, false);
    buf_add_str(s->maps, "}\n");
}

static void write_server(struct scope *s, struct buf *to, int64_t port)
{
    bool secure = str_equal(node_str(s->listener, "Protocol"), "HTTPS");
    bool http2 = secure && !str_equal(node_str(s->lb->attributes, "routing.http2.enabled"), "false");
    const char *x = s->prefix;
    own_str char *at = plane_endpoint(s->plane, s->lb, port);
    buf_addf(to, "server {\n  listen %s%s%s;\n", at, secure ? " ssl" : "", http2 ? " http2" : "");
    if (secure)
        buf_addf(to, "  ssl_certificate $%s_cert; ssl_certificate_key $%s_cert; ssl_protocols TLSv1.2 TLSv1.3;\n", x, x);
    buf_addf(to, "  set $alb_name \"%s\"; set $alb_port %lld; set $alb_rule $%s_rule; set $alb_group $%s_group;\n",
             node_str(s->lb->fields, "LoadBalancerName"), (long long)port, x, x);
    buf_addf(to, "%s  location / {\n%s", buf_str(s->beside), buf_str(s->inside));
    buf_addf(to,
             "    if ($%s_act = go301) { return 301 $%s_to; }\n    if ($%s_act = go302) { return 302 $%s_to; }\n"
             "    if ($%s_act = deny) { return 401; }\n    if ($alb_to = \"\") { return 503; }\n",
             x, x, x, x, x);
    buf_addf(to,
             "    add_header Set-Cookie $%s_stuck always; add_header Set-Cookie $alb_keep always;\n"
             "    proxy_set_header Host $%s_host; proxy_set_header Connection $alb_connection; proxy_set_header Upgrade $http_upgrade;\n"
             "    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_set_header X-Forwarded-Proto $scheme;\n"
             "    proxy_set_header X-Forwarded-Port %lld; proxy_set_header X-Amzn-Trace-Id \"Root=1-$request_id\";\n"
             "    proxy_read_timeout %ss; proxy_pass $alb_scheme://$alb_to$%s_uri;\n  }\n}\n",
             x, x, (long long)port, node_str_or(s->lb->attributes, "idle_timeout.timeout_seconds", "60"), x);
}

static void write_listener(struct plane *p, struct buf *to, const struct resource *lb, const struct node *listener, int number)
{
    own_buf maps = {0}, inside = {0}, beside = {0};
    struct scope s = {.plane = p, .maps = &maps, .inside = &inside, .beside = &beside, .lb = lb, .listener = listener};
    struct picked *all = NULL;
    snprintf(s.prefix, sizeof s.prefix, "l%d", number);
    size_t count = write_rules(&s, &all);
    write_choices(&s, all, count);
    if (str_equal(node_str(listener, "Protocol"), "HTTPS"))
        write_certificates(&s);
    buf_add_str(to, buf_str(&maps));
    write_server(&s, to, node_int_or(listener, "Port", 0));
    free(all);
}

void config_write(struct plane *p, struct buf *to)
{
    int number = 0;
    write_head(p, to);
    own_buf servers = {0};
    world_each(a, p->aws)
        resource_each (lb, a, LOAD_BALANCER, NULL) if (strcmp(load_balancer_state(a, lb), "active") == 0 && !load_balancer_is_network(lb))
            node_each (l, lb->serving) write_listener(p, &servers, lb, l, number++);
    write_groups(p, to);
    buf_add_str(to, buf_str(&servers));
}
