/* Step 8: the target group of one Service port, as one Ingress of one cluster wants it. */
#include "plan-rules/compile/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/limits.h"
#include "plan-rules/compile/names.h"

/* All that goes into making one. */
struct order {
    struct build *b;
    struct member *m;
    const struct world_service *s;
    const struct service_port *port;
    const char *written; /* the port as the Ingress writes it */
    struct notes notes;  /* the Service's over the Ingress's */
    struct fault *f;
};

const struct service_port *service_port_find(const struct service *s, const struct port_written *port)
{
    for (size_t i = 0; i < s->ports_count; i++) {
        char number[16];
        snprintf(number, sizeof number, "%d", s->ports[i].port);
        if (str_equal(port->is_name ? s->ports[i].name : number, port->text))
            return &s->ports[i];
    }
    return NULL;
}

static int one_of(const struct order *o, const char *suffix, const char *const *allowed, const char *usual, char **out)
{
    const char *value = notes_get(&o->notes, suffix);
    *out = xstrdup(value ? value : usual);
    for (size_t i = 0; allowed[i]; i++)
        if (strcmp(*out, allowed[i]) == 0)
            return 0;
    char field[128];
    snprintf(field, sizeof field, "%s%s", NOTE_PREFIX, suffix);
    return fault_set(o->f, field, *out, "%s must be %s or %s%s%s", suffix, allowed[0], allowed[1], allowed[2] ? " or " : "",
                     allowed[2] ? allowed[2] : "");
}

static int number_of(const struct order *o, const char *suffix, int usual, int *out)
{
    int64_t value = usual;
    if (notes_int(&o->notes, suffix, &value, o->f) < 0)
        return -1;
    *out = (int)value;
    if (!value) { /* 0 would read as: not given */
        char field[128];
        snprintf(field, sizeof field, "%s%s", NOTE_PREFIX, suffix);
        return fault_set(o->f, field, "0", "%s must not be 0", suffix);
    }
    return 0;
}

/* ---- one member each ---- */

static int set_type(const struct order *o, struct target_group *g)
{
    const char *type = params_str(o->m, "targetType");
    if (!type || !*type)
        type = notes_get(&o->notes, "target-type");
    if (!type)
        type = o->b->c->set.default_target_type;
    g->target_type = xstrdup(type);
    if (strcmp(type, "instance") != 0 && strcmp(type, "ip") != 0)
        return fault_set(o->f, NOTE_PREFIX "target-type", type, "target-type must be 'instance' or 'ip'");
    if (strcmp(type, "ip") == 0 && !o->b->c->set.ip_targets)
        return fault_set(o->f, NOTE_PREFIX "target-type", type, "ip targets are switched off by the fleet's gate EnableIPTargetType");
    return 0;
}

static int set_protocols(const struct order *o, struct target_group *g)
{
    static const char *const protocols[] = {"HTTP", "HTTPS", NULL};
    static const char *const versions[] = {"HTTP1", "HTTP2", "GRPC", NULL};
    return one_of(o, "backend-protocol", protocols, "HTTP", &g->protocol) ||
                   one_of(o, "backend-protocol-version", versions, "HTTP1", &g->protocol_version)
               ? -1
               : 0;
}

static bool is_instance(const struct target_group *g)
{
    return strcmp(g->target_type, "instance") == 0;
}

/* A named target port may differ from pod to pod: the group then says 1, each target its own. */
static int numeric_target_port(const struct service_port *p)
{
    return p->target_is_name ? 1 : p->target_port && *p->target_port ? atoi(p->target_port) : p->port;
}

static int set_port(const struct order *o, struct target_group *g)
{
    g->port = is_instance(g) ? o->port->node_port : numeric_target_port(o->port);
    if (g->port)
        return 0;
    return fault_set(o->f, "spec.rules.backend.service.port", o->written,
                     "port '%s' of Service '%s' has no %s: with target-type instance the Service must be of type NodePort or LoadBalancer",
                     o->written, o->s->record.id.name, is_instance(g) ? "node port" : "target port");
}

static int set_family(const struct order *o, struct target_group *g)
{
    if (!strs_has(&o->s->record.ip_families, "IPv6"))
        return 0;
    g->ip_address_type = xstrdup("ipv6");
    if (o->b->dualstack)
        return 0;
    return fault_set(o->f, NOTE_PREFIX "ip-address-type", NULL,
                     "Service '%s' has IPv6 addresses: the load balancer must have ip-address-type dualstack", o->s->record.id.name);
}

static int health_port_by_name(const struct order *o, struct target_group *g, const char *name)
{
    const struct service_port *p = service_port_find(&o->s->record, &(struct port_written){name, true});
    const char *field = NOTE_PREFIX "healthcheck-port";
    if (!p)
        return fault_set(o->f, field, name, "healthcheck-port must be 'traffic-port', a number or a port's name of Service '%s'",
                         o->s->record.id.name);
    if (!is_instance(g) && p->target_is_name)
        return fault_set(o->f, field, name,
                         "healthcheck-port '%s' leads to a named targetPort, which may differ from pod to pod: give a number", name);
    int port = is_instance(g) ? p->node_port : numeric_target_port(p);
    if (!port)
        return fault_set(o->f, field, name, "port '%s' of Service '%s' has no node port", name, o->s->record.id.name);
    g->health_port = xasprintf("%d", port);
    return 0;
}

static int set_health_port(const struct order *o, struct target_group *g)
{
    int64_t number;
    const char *port = notes_get(&o->notes, "healthcheck-port");
    if (!port || strcmp(port, "traffic-port") == 0) {
        g->health_port = xstrdup("traffic-port");
        return 0;
    }
    if (parse_int(port, 32, &number))
        return health_port_by_name(o, g, port);
    if (number < 1 || number > 65535)
        return fault_set(o->f, NOTE_PREFIX "healthcheck-port", port, "healthcheck-port must be from 1 to 65535");
    g->health_port = xasprintf("%d", (int)number);
    return 0;
}

static void set_matcher(const struct order *o, struct target_group *g)
{
    bool grpc = strcmp(g->protocol_version, "GRPC") == 0;
    const char *codes = notes_get(&o->notes, "success-codes");
    if (grpc)
        g->matcher_grpc = xstrdup(codes ? codes : "12");
    else
        g->matcher_http = xstrdup(codes ? codes : "200");
}

static int set_health(const struct order *o, struct target_group *g)
{
    static const char *const protocols[] = {"HTTP", "HTTPS", NULL};
    bool grpc = strcmp(g->protocol_version, "GRPC") == 0;
    const char *path = notes_get(&o->notes, "healthcheck-path");
    g->health_path = xstrdup(path ? path : grpc ? "/AWS.ALB/healthcheck" : "/");
    set_matcher(o, g);
    if (set_health_port(o, g) || one_of(o, "healthcheck-protocol", protocols, g->protocol, &g->health_protocol) ||
        number_of(o, "healthcheck-interval-seconds", 15, &g->health_interval_s) ||
        number_of(o, "healthcheck-timeout-seconds", 5, &g->health_timeout_s) ||
        number_of(o, "healthy-threshold-count", 2, &g->healthy_count) || number_of(o, "unhealthy-threshold-count", 2, &g->unhealthy_count))
        return -1;
    return 0;
}

static int set_control_port(const struct order *o, struct target_group *g)
{
    char suffix[160], field[192];
    int64_t port = 0;
    snprintf(suffix, sizeof suffix, "target-control-port.%s.%s", o->s->record.id.name, o->written);
    snprintf(field, sizeof field, "%s%s", NOTE_PREFIX, suffix);
    int got = notes_int(&o->notes, suffix, &port, o->f);
    if (got <= 0)
        return got;
    if (port < 1 || port > 65535)
        return fault_set(o->f, field, notes_get(&o->notes, suffix), "a target control port must be from 1 to 65535");
    if (is_instance(g))
        return fault_set(o->f, field, notes_get(&o->notes, suffix), "a target control port needs target-type ip");
    g->control_port = (int)port;
    return 0;
}

static int set_attributes(const struct order *o, struct target_group *g)
{
    const char *suffix = "target-group-attributes";
    if (notes_map(&o->notes, suffix, &g->attributes, o->f) < 0)
        return -1;
    pairs_sort(&g->attributes);
    return limit_attributes(&g->attributes, NOTE_PREFIX "target-group-attributes", o->f);
}

/* The Ingress's tags, over them the Service's, over those the class's. */
static int user_tags(const struct order *o, struct pairs *user)
{
    struct notes service = {.first = &o->s->record.annotations}, ingress = {.first = &o->m->in->annotations};
    const struct strs *external = &o->b->c->set.external_tags;
    if (notes_map(&ingress, "tags", user, o->f) < 0 || notes_map(&service, "tags", user, o->f) < 0)
        return -1;
    params_pairs(json_get(o->m->params, "tags"), user);
    for (size_t i = 0; i < user->count; i++)
        if (strs_has(external, user->items[i].key))
            return fault_set(o->f, NOTE_PREFIX "tags", user->items[i].key,
                             "tag key '%s' is managed elsewhere (fleet option external-managed-tags): take it out", user->items[i].key);
    return limit_tags(user, &o->b->c->set.default_tags, NOTE_PREFIX "tags", o->f);
}

static int set_tags(const struct order *o, struct target_group *g)
{
    struct pairs user = {0};
    own_str char *identity = fleet_identity(o->b->c->set.fleet, o->m->in->id.cluster);
    int bad = user_tags(o, &user);
    if (!bad)
        tags_make(&o->b->c->set, &(struct tracking){identity, o->b->gid, g->resource_id}, &user, &g->tags);
    pairs_release(&user);
    return bad;
}

static void set_name(const struct order *o, struct target_group *g)
{
    char port[16], control[16];
    own_str char *identity = fleet_identity(o->b->c->set.fleet, o->m->in->id.cluster);
    const struct object_name *in = &o->m->in->id, *s = &o->s->record.id;
    snprintf(port, sizeof port, "%d", g->port);
    snprintf(control, sizeof control, "%d", g->control_port);
    const char *parts[] = {identity,       o->b->gid,   in->namespace,       in->name, s->uid ? s->uid : "", o->written, port,
                           g->target_type, g->protocol, g->protocol_version, control};
    own_str char *hash = name_hash(parts, g->control_port ? 11 : 10);
    g->name = name_made(s->namespace, s->name, hash);
}

static int set_targets(const struct order *o, struct target_group *g)
{
    const struct object_name *s = &o->s->record.id;
    g->source = (struct target_source){
        .backend = xasprintf("%s/%s/%s:%d", s->cluster, s->namespace, s->name, o->port->port),
        .cluster = xstrdup(s->cluster),
        .family = xstrdup(g->ip_address_type ? g->ip_address_type : "ipv4"),
        .instance = is_instance(g),
        .node_port = o->port->node_port,
    };
    if (g->source.instance && notes_map(&o->notes, "target-node-labels", &g->source.node_labels, o->f) < 0)
        return -1;
    endpoints_fill(o->b->c, g);
    return 0;
}

static int check_multi_cluster(const struct order *o, struct target_group *g)
{
    bool on;
    struct notes service = {.first = &o->s->record.annotations};
    (void)g;
    return notes_bool(&o->m->notes, "multi-cluster-target-group", &on, o->f) < 0 ||
                   notes_bool(&service, "multi-cluster-target-group", &on, o->f) < 0
               ? -1
               : 0;
}

static int fill(const struct order *o, struct target_group *g)
{
    static int (*const steps[])(const struct order *, struct target_group *) = {
        set_type, set_protocols, set_port, set_family, set_health, set_control_port, set_attributes, set_tags, check_multi_cluster,
    };
    g->cluster = xstrdup(o->m->in->id.cluster);
    g->ingress = xstrdup(o->m->name);
    g->resource_id = xasprintf("%s-%s:%s", o->m->name, o->s->record.id.name, o->written);
    for (size_t i = 0; i < COUNT_OF(steps); i++)
        if (steps[i](o, g))
            return -1;
    if (limit_target_group(g, o->f))
        return -1;
    set_name(o, g);
    strs_add(&g->because, o->m->cause ? o->m->cause : "");
    strs_add(&g->because, o->s->cause ? o->s->cause : "");
    return set_targets(o, g);
}

static void refuse_port(struct member *m, const struct service *s, const char *written)
{
    own_buf has = {0};
    for (size_t i = 0; i < s->ports_count; i++) {
        const struct service_port *p = &s->ports[i];
        buf_addf(&has, "%s%d", i ? ", " : "; it has ", p->port);
        if (p->name && *p->name)
            buf_addf(&has, " (%s)", p->name);
    }
    fault_set(&m->fault, "spec.rules.backend.service.port", written, "Service '%s/%s' has no port '%s'%s", s->id.namespace, s->id.name,
              written, buf_str(&has));
}

const struct target_group *target_group_for(struct build *b, struct member *m, const struct world_service *s,
                                            const struct port_written *port)
{
    const struct object_name *id = &s->record.id;
    own_str char *key = xasprintf("%s %s-%s:%s", m->in->id.cluster, m->name, id->name, port->text);
    struct made_group *made = NULL;
    HASH_FIND_STR(b->made, key, made);
    if (made)
        return &made->group;
    struct order o = {b, m, s, service_port_find(&s->record, port), port->text, {&s->record.annotations, &m->in->annotations}, &m->fault};
    if (!o.port) {
        refuse_port(m, &s->record, port->text);
        return NULL;
    }
    made = xcalloc(1, sizeof *made);
    if (fill(&o, &made->group)) {
        target_group_release(&made->group);
        free(made);
        return NULL;
    }
    made->key = xstrdup(key);
    HASH_ADD_KEYPTR(hh, b->made, made->key, strlen(made->key), made);
    return &made->group;
}
