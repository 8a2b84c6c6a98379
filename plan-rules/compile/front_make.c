/* Step 5, the network load balancer in front: with a TCP listener for each port, and behind each a target group of type alb whose only
 * target is the group's load balancer. What cannot be had rejects who asked for it; else those who want one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/build.h"
#include "plan-rules/compile/names.h"
#include "plan-rules/quotas.h"

enum {
    NAME_LEFT = 28,      /* of the name of the load balancer behind it */
    TARGETS_A_PORT = 50, /* so many targets a load balancer counts for in each zone, */
    TARGETS_ACROSS = 100 /* or with cross-zone load balancing in all ("Quotas for your Network Load Balancers") */
};

/* ---- whom to blame ---- */

static bool blames(const struct member *m, enum front_note note)
{
    return note == FRONT_ENABLE ? str_equal(m->front.said[FRONT_ENABLE], "true") : m->front.said[note] != NULL;
}

/* Those who say this; those who want it at all where nobody does. Gives false. */
static bool blame(struct build *b, enum front_note note, const struct fault *f)
{
    size_t hit = 0;
    for (int all = note == FRONT_ENABLE; all < 2 && !hit; all++)
        for (size_t i = 0; i < b->count; i++) {
            struct member *m = b->members[i];
            if (m->out || !blames(m, all ? FRONT_ENABLE : note))
                continue;
            m->fault = *f;
            m->rejected = m->out = true;
            hit++;
        }
    return false;
}

static bool refuse(struct build *b, enum front_note note, const char *value, const char *reason)
{
    struct fault f = {0};
    own_str char *field = xasprintf("%s%s", NOTE_PREFIX, front_suffix(note));
    fault_set(&f, field, value, "%s", reason);
    return blame(b, note, &f);
}

/* ---- what was said ---- */

static const char *said(const struct build *b, enum front_note note, const char *usual)
{
    const struct member *by = b->merged.front.by[note];
    return by ? by->front.said[note] : usual;
}

static void said_list(const struct build *b, enum front_note note, struct strs *out)
{
    const struct member *by = b->merged.front.by[note];
    if (by)
        notes_list(&by->notes, front_suffix(note), out);
}

static void said_map(const struct build *b, enum front_note note, struct pairs *out)
{
    struct fault unused;
    const struct member *by = b->merged.front.by[note];
    if (by)
        notes_map(&by->notes, front_suffix(note), out, &unused);
    pairs_sort(out);
}

/* Its own tags alone, without the fleet's default ones; else those of the load balancer behind it. */
static void make_tags(const struct build *b, const char *resource, struct pairs *out)
{
    struct pairs own = {0};
    struct settings set = b->c->set;
    bool alone = b->merged.front.by[FRONT_TAGS] != NULL;
    said_map(b, FRONT_TAGS, &own);
    if (alone)
        set.default_tags = (struct pairs){0};
    tags_make(&set, &(struct tracking){b->identity, b->gid, resource}, alone ? &own : &b->merged.tags, out);
    pairs_release(&own);
}

/* ---- the load balancer ---- */

static bool set_plain(struct build *b, struct stack *behind)
{
    struct stack *s = behind->front = xcalloc(1, sizeof *s);
    s->id = xstrdup(b->group);
    s->has_load_balancer = s->network = true;
    s->shield = s->capacity_units = -1;
    s->scheme = xstrdup(said(b, FRONT_SCHEME, b->c->set.default_scheme));
    s->ip_address_type = xstrdup(behind->ip_address_type);
    own_str char *head = xstrndup(behind->name, NAME_LEFT);
    s->name = xasprintf("%s-nlb", head);
    said_map(b, FRONT_ATTRIBUTES, &s->attributes);
    make_tags(b, "FrontendNlb", &s->tags);
    if (strcmp(s->ip_address_type, "ipv4") == 0 || strcmp(s->ip_address_type, "dualstack") == 0)
        return true;
    return refuse(b, FRONT_ENABLE, s->ip_address_type,
                  "a network load balancer has ip-address-type ipv4 or dualstack, not that of the load balancer behind it");
}

static bool set_network(struct build *b, struct stack *behind)
{
    struct fault f = {0};
    struct strs subnets = {0}, groups = {0};
    said_list(b, FRONT_SUBNETS, &subnets);
    said_list(b, FRONT_GROUPS, &groups);
    bool good = !subnets_choose_front(b, behind, &subnets, &f) || blame(b, FRONT_SUBNETS, &f);
    if (good)
        good = !security_choose_front(b, behind, &groups, &f) || blame(b, FRONT_GROUPS, &f);
    strs_release(&subnets);
    strs_release(&groups);
    return good;
}

static bool set_addresses(struct build *b, struct stack *s)
{
    said_list(b, FRONT_ADDRESSES, &s->allocations);
    if (!s->allocations.count)
        return true;
    if (strcmp(s->scheme, "internet-facing") != 0)
        return refuse(b, FRONT_ADDRESSES, s->allocations.items[0],
                      "Elastic IP addresses are for an internet-facing network load balancer, and this one is internal: set "
                      "frontend-nlb-scheme, or leave them out");
    if (s->allocations.count == s->subnets.count)
        return true;
    own_str char *reason = xasprintf("as many Elastic IP addresses as subnets are needed: %zu are given, and it has %zu subnets",
                                     s->allocations.count, s->subnets.count);
    return refuse(b, FRONT_ADDRESSES, NULL, reason);
}

/* ---- ports ---- */

/* Each port is one registration of the load balancer behind. */
static size_t ports_most(const struct build *b, const struct stack *s, enum quota *which)
{
    struct quotas limit;
    bool across = str_equal(pairs_get(&s->attributes, "load_balancing.cross_zone.enabled"), "true");
    quotas_read(&limit, b->c->world);
    size_t by_targets = limit.of[QUOTA_NETWORK_TARGETS] / (across ? TARGETS_ACROSS : TARGETS_A_PORT);
    *which = by_targets < limit.of[QUOTA_NETWORK_LISTENERS] ? QUOTA_NETWORK_TARGETS : QUOTA_NETWORK_LISTENERS;
    return *which == QUOTA_NETWORK_TARGETS ? by_targets : limit.of[QUOTA_NETWORK_LISTENERS];
}

/* Gives how many of its ports nobody before it has. */
static size_t count_new(const struct member *m, struct strs *counted)
{
    size_t before = counted->count;
    for (size_t i = 0; i < m->front.ports.count; i++) {
        char text[16];
        snprintf(text, sizeof text, "%d", m->front.ports.items[i].port);
        if (!strs_has(counted, text))
            strs_add(counted, text);
    }
    return counted->count - before;
}

static void reject_port(struct member *m, size_t most, enum quota which)
{
    const struct quota_words *q = &quota_words[which];
    fault_set(&m->fault, NOTE_PREFIX "frontend-nlb-listener-port-mapping", notes_get(&m->notes, "frontend-nlb-listener-port-mapping"),
              "the network load balancer may have %zu listeners to a load balancer (quota %s, which %s): map fewer ports, all Ingresses of "
              "the group taken together",
              most, q->name, q->raise);
    m->rejected = m->out = true;
}

/* By place: who is served already goes before who is new (quota.c). */
static bool check_ports(struct build *b, const struct stack *s)
{
    enum quota which;
    struct strs counted = {0};
    bool good = true;
    size_t most = ports_most(b, s, &which);
    for (size_t place = 0; good && place < b->count; place++)
        for (size_t i = 0; i < b->count; i++) {
            struct member *m = b->members[i];
            if (m->place != place || m->out)
                continue;
            good = !count_new(m, &counted) || counted.count <= most;
            if (!good)
                reject_port(m, most, which);
        }
    strs_release(&counted);
    return good;
}

/* ---- target groups and listeners ---- */

static void name_group(const struct build *b, const struct front_port *p, struct target_group *g)
{
    char port[16];
    const struct object_name *id = &b->merged.first->in->id;
    snprintf(port, sizeof port, "%d", p->port);
    const char *parts[] = {b->identity, b->gid, port, g->target_type, g->protocol, g->health_port, g->health_protocol};
    own_str char *hash = name_hash(parts, COUNT_OF(parts));
    g->name = b->explicit_group ? name_made(b->gid, NULL, hash) : name_made(id->namespace, id->name, hash);
}

static void make_group(const struct build *b, const struct stack *behind, const struct front_port *p)
{
    struct target_group *g = stack_add_target_group(behind->front);
    g->resource_id = xasprintf("FrontendNlb-tg-TCP-%d", p->port);
    g->protocol = xstrdup("TCP");
    g->target_type = xstrdup("alb");
    g->port = p->port;
    g->health_protocol = xstrdup(said(b, FRONT_HEALTH_PROTOCOL, "HTTP"));
    g->health_port = xstrdup(said(b, FRONT_HEALTH_PORT, "traffic-port"));
    g->health_path = xstrdup(said(b, FRONT_HEALTH_PATH, "/"));
    g->matcher_http = xstrdup(said(b, FRONT_HEALTH_CODES, "200"));
    g->health_interval_s = atoi(said(b, FRONT_HEALTH_INTERVAL, "15"));
    g->health_timeout_s = atoi(said(b, FRONT_HEALTH_TIMEOUT, "5"));
    g->healthy_count = atoi(said(b, FRONT_HEALTHY_COUNT, "2"));
    g->unhealthy_count = atoi(said(b, FRONT_UNHEALTHY_COUNT, "2"));
    make_tags(b, g->resource_id, &g->tags);
    name_group(b, p, g);
    struct target *t = target_group_add_target(g);
    t->id = xasprintf("@loadbalancer/%s", behind->name);
    t->port = p->to;
    strs_add(&g->because, p->first->cause ? p->first->cause : "");
}

static void make_listener(const struct build *b, struct stack *front, const struct front_port *p)
{
    struct listener *l = stack_add_listener(front);
    own_str char *resource = xasprintf("FrontendNlb-ls-TCP-%d", p->port);
    own_str char *group = xasprintf("@targetgroup/%s", front->target_groups[front->target_groups_count - 1].name);
    l->port = p->port;
    l->protocol = xstrdup("TCP");
    if (b->c->set.listener_tags)
        make_tags(b, resource, &l->tags);
    action_add_group(actions_add(&l->default_actions, "forward"), group);
    strs_add(&l->because, p->first->cause ? p->first->cause : "");
}

static bool make_ports(struct build *b, struct stack *behind)
{
    if (!check_ports(b, behind->front))
        return false;
    if (atoi(said(b, FRONT_HEALTH_TIMEOUT, "5")) >= atoi(said(b, FRONT_HEALTH_INTERVAL, "15")))
        return refuse(b, b->merged.front.by[FRONT_HEALTH_TIMEOUT] ? FRONT_HEALTH_TIMEOUT : FRONT_HEALTH_INTERVAL, NULL,
                      "the timeout of a health check must be shorter than its interval (15 seconds where none is given)");
    for (size_t i = 0; i < b->merged.front.ports.count; i++) {
        make_group(b, behind, &b->merged.front.ports.items[i]);
        make_listener(b, behind->front, &b->merged.front.ports.items[i]);
    }
    return true;
}

bool front_make(struct build *b, struct stack *out)
{
    return !b->merged.front.wanted || (set_plain(b, out) && set_network(b, out) && set_addresses(b, out->front) && make_ports(b, out));
}
