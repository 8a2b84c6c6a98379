/* Step 14: what the security groups before a target group's targets must let in. For the load balancer of an Ingress that is
 * the ports of targets, health checks and target control, from the load balancer's own group; for a TargetGroupBinding what its
 * spec.networking says. Which security groups these are is found when it is planned (plan_security.c). */
#include "plan-rules/compile/build.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/bindings.h"
#include "plan-rules/compile/cidr.h"

enum { PORT_MOST = 65535 };

/* ---- of an Ingress ---- */

/* The group that stands for the load balancer: the shared one, or the managed one where there is none. NULL: it has only groups
 * that people named, and nobody asked for rules. free with free(). */
static char *source_of(const struct build *b, const struct stack *s)
{
    for (size_t i = 0; i < s->groups_count; i++) {
        const struct security_group *g = &s->groups[i];
        if (g->shared)
            return g->id ? xstrdup(g->id) : xasprintf("@securitygroup/%s", g->name);
    }
    return s->groups_count && !b->merged.groups ? xasprintf("@securitygroup/%s", s->groups[0].name) : NULL;
}

static void open_ports(struct target_group *g, const char *source, int from, int to)
{
    struct opening *o = target_group_add_opening(g, "tcp");
    o->what.from_port = from;
    o->what.to_port = to;
    o->what.group = xstrdup(source);
}

static void open_group(const struct build *b, struct target_group *g, const char *source)
{
    int64_t health;
    if (b->c->set.all_ports) {
        open_ports(g, source, 0, PORT_MOST);
        return;
    }
    open_ports(g, source, 0, 0);
    if (g->health_port && parse_int(g->health_port, 32, &health) == 0)
        open_ports(g, source, (int)health, (int)health);
    if (g->control_port)
        open_ports(g, source, g->control_port, g->control_port);
}

void networking_of_stack(const struct build *b, struct stack *s)
{
    own_str char *source = source_of(b, s);
    for (size_t i = 0; source && i < s->target_groups_count; i++)
        if (!s->target_groups[i].arn)
            open_group(b, &s->target_groups[i], source);
}

/* ---- of a TargetGroupBinding ---- */

struct peer { /* one of spec.networking.ingress[].from */
    const char *cidr, *group;
};

static int read_peer(const struct json *from, struct peer *p, struct fault *f)
{
    static const char field[] = "spec.networking.ingress.from";
    *p = (struct peer){json_str(json_path(from, "ipBlock", "cidr", NULL)), json_str(json_path(from, "securityGroup", "groupID", NULL))};
    if (!p->cidr == !p->group)
        return fault_set(f, field, NULL, "each peer must have an ipBlock.cidr or a securityGroup.groupID, and not both");
    if (p->cidr && !cidr_good(p->cidr))
        return fault_set(f, field, p->cidr, "'%s' is no address block: write it as 10.0.0.0/8 or 2001:db8::/32", p->cidr);
    if (p->group && !str_starts(p->group, "sg-"))
        return fault_set(f, field, p->group, "'%s' is no id of a security group: it must begin with sg-", p->group);
    return 0;
}

static int read_protocol(const struct json *port, const char **out, struct fault *f)
{
    const char *protocol = json_str_or(json_get(port, "protocol"), "TCP");
    *out = strcmp(protocol, "TCP") == 0 ? "tcp" : strcmp(protocol, "UDP") == 0 ? "udp" : NULL;
    return *out ? 0 : fault_set(f, "spec.networking.ingress.ports", protocol, "protocol must be TCP or UDP");
}

/* A number, a container port's name, or nothing: then all of them. */
static int read_port(const struct json *port, struct opening *o, struct fault *f)
{
    const struct json *value = json_get(port, "port");
    int64_t number;
    if (!value || json_kind(value) == JSON_NULL) {
        o->what.to_port = PORT_MOST;
        return 0;
    }
    if (json_str(value) && *json_str(value)) {
        o->port_name = xstrdup(json_str(value));
        return 0;
    }
    if (json_int(value, &number) || number < 1 || number > PORT_MOST)
        return fault_set(f, "spec.networking.ingress.ports", NULL, "port must be from 1 to 65535, or the name of a container port");
    o->what.from_port = o->what.to_port = (int)number;
    return 0;
}

static int open_port(struct target_group *g, const struct peer *p, const struct json *port, struct fault *f)
{
    const char *protocol;
    if (read_protocol(port, &protocol, f))
        return -1;
    struct opening *o = target_group_add_opening(g, protocol);
    o->what.group = xstrdup_or_null(p->group);
    *(p->cidr && strchr(p->cidr, ':') ? &o->what.cidr_v6 : &o->what.cidr) = xstrdup_or_null(p->cidr);
    return read_port(port, o, f);
}

/* Without ports: all of TCP, as the resource's own description has it. */
static int read_rule(const struct json *rule, struct target_group *g, struct fault *f)
{
    const struct json *ports = json_get(rule, "ports");
    struct peer p;
    json_each (from, json_get(rule, "from")) {
        if (read_peer(from, &p, f) || (!json_count(ports) && open_port(g, &p, NULL, f)))
            return -1;
        json_each (port, ports)
            if (open_port(g, &p, port, f))
                return -1;
    }
    return 0;
}

int networking_of_binding(const struct json *networking, struct target_group *g, struct fault *f)
{
    json_each (rule, json_get(networking, "ingress"))
        if (read_rule(rule, g, f))
            return -1;
    return 0;
}
