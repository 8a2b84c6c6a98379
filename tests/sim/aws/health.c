/* Targets and their health, which is a matter of time, or of what a test says. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

static struct resource *find(struct call *c)
{
    const char *arn = node_str(c->in, "TargetGroupArn");
    struct resource *g = resource_find(c->aws, TARGET_GROUP, arn);
    if (!g)
        call_fail(c, "TargetGroupNotFound", "Target group '%s' not found", arn ? arn : "");
    return g;
}

const char *load_balancer_state(const struct aws *a, const struct resource *lb)
{
    return mono_ms() - lb->made_ms < a->set.provision_ms ? "provisioning" : "active";
}

/* ---- targets ---- */

void target_release(struct target *t)
{
    free(t->id);
    free(t->zone);
    free(t->forced);
    free(t->reason);
    probe_free(t->probe);
}

/* AWS's own time, scaled, where none was asked for. */
static int64_t drain_ms(const struct aws *a, const struct resource *group)
{
    if (a->set.drain_ms >= 0)
        return a->set.drain_ms;
    return (int64_t)((double)node_int_or(group->attributes, "deregistration_delay.timeout_seconds", 300) * 1000 / a->set.time_scale);
}

static int64_t healthy_ms(const struct aws *a, const struct resource *group)
{
    if (a->set.healthy_ms >= 0)
        return a->set.healthy_ms;
    return a->plane ? 0 : (int64_t)((double)node_int_or(group->fields, "HealthCheckIntervalSeconds", 30) * 1000 / a->set.time_scale);
}

struct target *target_find(struct resource *group, const char *id, int64_t port)
{
    for (size_t i = 0; i < group->target_count; i++)
        if (group->targets[i].port == port && !strcmp(group->targets[i].id, id))
            return &group->targets[i];
    return NULL;
}

void targets_expire(struct aws *a, struct resource *group)
{
    size_t kept = 0;
    for (size_t i = 0; i < group->target_count; i++) {
        struct target *t = &group->targets[i];
        if (t->draining_ms && mono_ms() - t->draining_ms >= drain_ms(a, group))
            target_release(t);
        else
            group->targets[kept++] = *t;
    }
    group->target_count = kept;
}

const char *target_state(const struct aws *a, struct resource *group, const struct target *t)
{
    if (t->draining_ms)
        return "draining";
    if (!group_user(a, group))
        return "unused";
    if (t->forced)
        return t->forced;
    if (mono_ms() - t->registered_ms < healthy_ms(a, group))
        return "initial";
    if (!target_is_reached(a, group, t))
        return "unhealthy";
    return t->probe ? probe_state(t->probe) : "healthy";
}

static const char *target_reason(const struct aws *a, struct resource *group, const struct target *t)
{
    if (t->draining_ms)
        return NULL;
    if (!t->forced && !target_is_reached(a, group, t))
        return "Target.Timeout";
    return t->forced || !t->probe ? t->reason : probe_reason(t->probe);
}

/* ---- for the data plane ---- */

static size_t count_healthy(const struct aws *a, struct resource *group, size_t *registered)
{
    size_t healthy = 0;
    *registered = 0;
    for (size_t i = 0; i < group->target_count; i++) {
        *registered += group->targets[i].draining_ms == 0;
        healthy += strcmp(target_state(a, group, &group->targets[i]), "healthy") == 0;
    }
    return healthy;
}

bool group_fails_open(const struct aws *a, struct resource *group)
{
    static const char unhealthy_routing[] = "target_group_health.unhealthy_state_routing.minimum_healthy_targets";
    own_str char *count = xasprintf("%s.count", unhealthy_routing), *percentage = xasprintf("%s.percentage", unhealthy_routing);
    size_t registered = 0, healthy = count_healthy(a, group, &registered);
    size_t least = (size_t)node_int_or(group->attributes, count, 1), share = (size_t)node_int_or(group->attributes, percentage, 0);
    return healthy < least || healthy * 100 < share * registered;
}

void probes_follow(struct aws *a)
{
    resource_each (g, a, TARGET_GROUP, NULL) {
        bool grpc = str_equal(node_str(g->fields, "ProtocolVersion"), "GRPC");
        bool used = group_user(a, g) && !grpc && str_equal(node_str(g->fields, "TargetType"), "ip");
        for (size_t i = 0; i < g->target_count; i++) {
            struct target *t = &g->targets[i];
            bool wanted = used && !t->draining_ms;
            if (wanted == (t->probe != NULL))
                continue;
            probe_free(t->probe);
            t->probe = wanted ? probe_new(a->plane, g, t->id, t->port) : NULL;
        }
    }
}

int64_t load_balancer_targets(const struct aws *a, const struct resource *lb)
{
    int64_t count = 0;
    resource_each (g, a, TARGET_GROUP, NULL)
        if (g->target_count && group_user(a, g) == lb)
            count += (int64_t)g->target_count;
    return count;
}

static int64_t port_of(const struct resource *g, const struct node *target)
{
    return node_int_or(target, "Port", node_int_or(g->fields, "Port", 0));
}

/* 10/8, 172.16/12, 192.168/16 and 100.64/10: what may be a target without being in the VPC's own range. */
static bool private_address(const struct aws *a, const char *text)
{
    struct in_addr in;
    if (inet_pton(AF_INET, text, &in) != 1)
        return false;
    uint32_t n = ntohl(in.s_addr);
    if (a->plane && n >> 24 == 127)
        return true; /* what listens there plays the pods */
    return n >> 24 == 10 || n >> 20 == 0xac1 || n >> 16 == 0xc0a8 || n >> 22 == 0x64400000 >> 22;
}

/* An application load balancer that is active and listens there; one for each group. */
static int check_balancer(struct call *c, const struct resource *g, const struct node *target)
{
    const char *id = node_str_or(target, "Id", "");
    const struct resource *lb = resource_find(c->aws, LOAD_BALANCER, id);
    bool listens = false;
    if (!lb || load_balancer_is_network(lb) || strcmp(load_balancer_state(c->aws, lb), "active") != 0)
        return call_fail(c, "InvalidTarget", "The target '%s' is not an active application load balancer", id);
    resource_each (l, c->aws, LISTENER, lb)
        listens = listens || node_int_or(l->fields, "Port", 0) == port_of(g, target);
    if (!listens)
        return call_invalid(c,
                            "If the target type is ALB, the target must have at least one listener that matches the target group port or "
                            "any specified port overrides");
    for (size_t i = 0; i < g->target_count; i++)
        if (!g->targets[i].draining_ms && (strcmp(g->targets[i].id, id) != 0 || g->targets[i].port != port_of(g, target)))
            return call_fail(c, "TooManyTargets", "A target group of target type 'alb' takes one target");
    return 0;
}

const struct resource *group_leading_to(const struct aws *a, const struct resource *lb, int64_t port)
{
    resource_each (g, a, TARGET_GROUP, NULL)
        for (size_t i = 0; i < g->target_count; i++)
            if (!g->targets[i].draining_ms && strcmp(g->targets[i].id, lb->arn) == 0 && (!port || port == g->targets[i].port))
                return g;
    return NULL;
}

static int check_target(struct call *c, const struct resource *g, const struct node *target)
{
    const char *id = node_str_or(target, "Id", ""), *type = node_str_or(g->fields, "TargetType", "");
    int64_t port = port_of(g, target);
    if (port < 1 || port > 65535)
        return call_invalid(c, "Port '%lld' of target '%s' must be between 1 and 65535", (long long)port, id);
    if (!strcmp(type, "alb"))
        return check_balancer(c, g, target);
    if (!strcmp(type, "instance"))
        return str_starts(id, "i-")
                   ? 0
                   : call_fail(c, "InvalidTarget", "The following targets are not in a running state and cannot be registered: '%s'", id);
    struct in6_addr v6;
    if (!private_address(c->aws, id) && inet_pton(AF_INET6, id, &v6) != 1)
        return call_invalid(c, "The IP address '%s' is not a valid IPv4 address or is not in the VPC's ranges", id);
    return 0;
}

static int check_limits(struct call *c, struct resource *g, int64_t fresh)
{
    const struct resource *lb = group_user(c->aws, g);
    int64_t per_group = limit_get(c->aws, "targets-per-target-group"), per_lb = limit_get(c->aws, "targets-per-application-load-balancer");
    if (fresh && (int64_t)g->target_count + fresh > per_group)
        return call_fail(c, "TooManyTargets", "The maximum number of targets per target group '%lld' has been reached",
                         (long long)per_group);
    if (fresh && lb && !load_balancer_is_network(lb) && load_balancer_targets(c->aws, lb) + fresh > per_lb)
        return call_fail(c, "TooManyTargets", "The maximum number of targets per load balancer '%lld' has been reached", (long long)per_lb);
    return 0;
}

/* One id may be registered with a load balancer's groups so many times. */
static int check_registrations(struct call *c, struct resource *g, const char *id)
{
    const struct resource *lb = group_user(c->aws, g);
    int64_t count = 1, max = limit_get(c->aws, "target-id-registrations-per-application-load-balancer");
    resource_each (other, c->aws, TARGET_GROUP, NULL)
        for (size_t i = 0; lb && group_user(c->aws, other) == lb && i < other->target_count; i++)
            count += strcmp(other->targets[i].id, id) == 0;
    return count > max ? call_fail(c, "TooManyRegistrationsForTargetId",
                                   "The maximum number of registrations of target '%s' per load balancer '%lld' has been reached", id,
                                   (long long)max)
                       : 0;
}

static void register_one(struct resource *g, const struct node *target)
{
    const char *id = node_str(target, "Id");
    struct target *t = target_find(g, id, port_of(g, target));
    if (t && !t->draining_ms)
        return;
    if (!t) {
        ARRAY_GROW(g->targets, g->target_count, g->target_cap);
        t = &g->targets[g->target_count++];
        *t = (struct target){.id = xstrdup(id), .port = port_of(g, target)};
    }
    str_replace(&t->zone, node_str(target, "AvailabilityZone"));
    str_replace(&t->forced, NULL);
    probe_free(t->probe);
    t->probe = NULL;
    t->draining_ms = 0;
    t->registered_ms = mono_ms();
}

HANDLER(RegisterTargets)
{
    struct resource *g = find(c);
    const struct node *list = node_get(c->in, "Targets");
    int64_t fresh = 0;
    if (!g)
        return -1;
    targets_expire(c->aws, g);
    const struct resource *lb = group_user(c->aws, g);
    int64_t most = limit_get(c->aws, "target-id-registrations-per-application-load-balancer");
    bool crowded = lb && load_balancer_targets(c->aws, lb) + (int64_t)node_count(list) > most;
    node_each (m, list) {
        if (check_target(c, g, m))
            return -1;
        bool known = target_find(g, node_str(m, "Id"), port_of(g, m)) != NULL;
        if (!known && crowded && check_registrations(c, g, node_str(m, "Id")))
            return -1;
        fresh += !known;
    }
    if (check_limits(c, g, fresh))
        return -1;
    node_each (m, list)
        register_one(g, m);
    plane_touch(c->aws->plane);
    return 0;
}

HANDLER(DeregisterTargets)
{
    struct resource *g = find(c);
    if (!g)
        return -1;
    bool used = group_user(c->aws, g) != NULL;
    node_each (m, node_get(c->in, "Targets")) {
        struct target *t = target_find(g, node_str_or(m, "Id", ""), port_of(g, m));
        if (t && !t->draining_ms)
            t->draining_ms = used ? mono_ms() : 1;
    }
    targets_expire(c->aws, g);
    plane_touch(c->aws->plane);
    return 0;
}

/* ---- DescribeTargetHealth ---- */

static const struct {
    const char *state, *reason, *description;
} reasons[] = {
    {"initial", "Elb.RegistrationInProgress", "Target registration is in progress"},
    {"unhealthy", "Target.FailedHealthChecks", "Health checks failed"},
    {"draining", "Target.DeregistrationInProgress", "Target deregistration is in progress"},
    {"unused", "Target.NotInUse", "Target group is not configured to receive traffic from the load balancer"},
    {"unavailable", "Elb.InternalError", "Target health is unavailable"},
};

static void write_state(struct call *c, const char *state, const char *reason)
{
    buf_add_str(&c->out, "<TargetHealth>");
    xml_text(&c->out, "State", state);
    for (size_t i = 0; i < COUNT_OF(reasons); i++) {
        if (strcmp(reasons[i].state, state) != 0)
            continue;
        xml_text(&c->out, "Reason", reason ? reason : reasons[i].reason);
        xml_text(&c->out, "Description", reasons[i].description);
    }
    buf_add_str(&c->out, "</TargetHealth>");
}

static void write_target(struct call *c, const char *id, int64_t port, const char *zone)
{
    buf_add_str(&c->out, "<member><Target>");
    xml_text(&c->out, "Id", id);
    xml_int(&c->out, "Port", port);
    xml_text(&c->out, "AvailabilityZone", zone);
    buf_add_str(&c->out, "</Target>");
}

static void write_one(struct call *c, struct resource *g, const struct target *t)
{
    const char *port = node_str_or(g->fields, "HealthCheckPort", "traffic-port");
    write_target(c, t->id, t->port, t->zone);
    if (!strcmp(port, "traffic-port"))
        xml_int(&c->out, "HealthCheckPort", t->port);
    else
        xml_text(&c->out, "HealthCheckPort", port);
    write_state(c, target_state(c->aws, g, t), target_reason(c->aws, g, t));
    buf_add_str(&c->out, "</member>");
}

static void write_unknown(struct call *c, const struct resource *g, const struct node *m)
{
    write_target(c, node_str_or(m, "Id", ""), port_of(g, m), node_str(m, "AvailabilityZone"));
    buf_add_str(&c->out, "<TargetHealth><State>unused</State><Reason>Target.NotRegistered</Reason>"
                         "<Description>Target is not registered to the target group</Description></TargetHealth></member>");
}

HANDLER(DescribeTargetHealth)
{
    struct resource *g = find(c);
    const struct node *list = node_get(c->in, "Targets");
    if (!g)
        return -1;
    targets_expire(c->aws, g);
    buf_add_str(&c->out, "<TargetHealthDescriptions>");
    for (size_t i = 0; !list && i < g->target_count; i++)
        write_one(c, g, &g->targets[i]);
    node_each (m, list) {
        const struct target *t = target_find(g, node_str_or(m, "Id", ""), port_of(g, m));
        if (t)
            write_one(c, g, t);
        else
            write_unknown(c, g, m);
    }
    buf_add_str(&c->out, "</TargetHealthDescriptions>");
    return 0;
}
