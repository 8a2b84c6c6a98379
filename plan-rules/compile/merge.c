/* Step 4: the members of a group agree on what they share. One after the other in group order; whoever
 * contradicts an earlier one is left out, with what contradicts what. */
#include "plan-rules/compile/build.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/limits.h"

/* ---- settings that must be equal where they are given ---- */

enum kind { KIND_TEXT, KIND_NUMBER };

static const struct {
    const char *suffix;
    enum kind kind;
    size_t value;   /* in struct member */
    size_t speaker; /* in struct merged */
} agreed[] = {
#define TEXT(suffix, member_, speaker_)                                                                                                    \
    {                                                                                                                                      \
        suffix, KIND_TEXT, offsetof(struct member, member_), offsetof(struct merged, speaker_)                                             \
    }
#define NUMBER(suffix, member_, speaker_)                                                                                                  \
    {                                                                                                                                      \
        suffix, KIND_NUMBER, offsetof(struct member, member_), offsetof(struct merged, speaker_)                                           \
    }
    TEXT("load-balancer-name", lb_name, named),
    TEXT("scheme", scheme, schemed),
    TEXT("ip-address-type", ip_address_type, addressed),
    TEXT("customer-owned-ipv4-pool", customer_owned_pool, pooled),
    NUMBER("shield-advanced-protection", shield, shielded),
    NUMBER("manage-backend-security-group-rules", manage_backend_rules, managed),
    NUMBER("ssl-redirect", ssl_redirect, redirected),
};

static const char *text_of(const struct member *m, size_t at)
{
    return *(char *const *)(const void *)((const char *)m + at);
}

static int64_t number_of(const struct member *m, size_t at)
{
    return *(const int64_t *)(const void *)((const char *)m + at);
}

static const struct member **speaker_of(struct merged *g, size_t at)
{
    return (const struct member **)(void *)((char *)g + at);
}

int merge_conflict(struct member *m, const char *suffix, const char *value, const struct member *other, const char *theirs)
{
    own_str char *field = xasprintf("%s%s", NOTE_PREFIX, suffix);
    return fault_set(&m->fault, field, value, "%s '%s' contradicts '%s' of Ingress '%s' in cluster '%s': members of one group must agree",
                     suffix, value ? value : "", theirs ? theirs : "", other->name, other->in->id.cluster);
}

static bool speaks(const struct merged *g, const struct member *m, size_t i)
{
    if (agreed[i].speaker == offsetof(struct merged, managed) && !g->with_groups)
        return false;
    return agreed[i].kind == KIND_TEXT ? text_of(m, agreed[i].value) != NULL : number_of(m, agreed[i].value) >= 0;
}

static int check_agreed(struct merged *g, struct member *m, size_t i)
{
    const struct member *other = *speaker_of(g, agreed[i].speaker);
    if (!other || !speaks(g, m, i))
        return 0;
    if (agreed[i].kind == KIND_TEXT) {
        const char *mine = text_of(m, agreed[i].value), *theirs = text_of(other, agreed[i].value);
        return strcmp(mine, theirs) == 0 ? 0 : merge_conflict(m, agreed[i].suffix, mine, other, theirs);
    }
    int64_t mine = number_of(m, agreed[i].value), theirs = number_of(other, agreed[i].value);
    if (mine == theirs)
        return 0;
    own_str char *a = xasprintf("%lld", (long long)mine), *b = xasprintf("%lld", (long long)theirs);
    return merge_conflict(m, agreed[i].suffix, a, other, b);
}

/* ---- settings with a rule of their own ---- */

static bool same_set(const struct strs *a, const struct strs *b)
{
    for (size_t i = 0; i < a->count; i++)
        if (!strs_has(b, a->items[i]))
            return false;
    for (size_t i = 0; i < b->count; i++)
        if (!strs_has(a, b->items[i]))
            return false;
    return true;
}

static bool speaks_of_subnets(const struct member *m)
{
    return m->class_subnets || m->subnets.count;
}

static int check_subnets(struct merged *g, struct member *m)
{
    const struct member *o = g->subnets;
    if (!o || !speaks_of_subnets(m))
        return 0;
    if (o->class_subnets || m->class_subnets)
        return json_equal(o->class_subnets, m->class_subnets) ? 0 : merge_conflict(m, "subnets", "of its class", o, "");
    return same_set(&o->subnets, &m->subnets) ? 0 : merge_conflict(m, "subnets", m->subnets.items[0], o, o->subnets.items[0]);
}

static int check_groups(struct merged *g, struct member *m)
{
    const struct member *o = g->groups;
    if (!o || !m->security_groups.count || strs_equal(&o->security_groups, &m->security_groups))
        return 0;
    return merge_conflict(m, "security-groups", m->security_groups.items[0], o, o->security_groups.items[0]);
}

static int check_capacity(struct merged *g, struct member *m)
{
    if (g->first && g->first->class_capacity >= 0)
        return 0; /* the first member's class decides for all */
    if (!g->capacity || m->capacity < 0 || g->capacity->capacity == m->capacity)
        return 0;
    return merge_conflict(m, "minimum-load-balancer-capacity", notes_get(&m->notes, "minimum-load-balancer-capacity"), g->capacity,
                          notes_get(&g->capacity->notes, "minimum-load-balancer-capacity"));
}

static int check_ipam(struct merged *g, struct member *m)
{
    if (g->first && g->first->class_ipam_pool)
        return 0;
    if (!g->ipam || !m->ipam_pool || strcmp(g->ipam->ipam_pool, m->ipam_pool) == 0)
        return 0;
    return merge_conflict(m, "ipam-ipv4-pool-id", m->ipam_pool, g->ipam, g->ipam->ipam_pool);
}

/* By name when anybody gives one, else by ARN. */
static const char *acl_of(const struct merged *g, const struct member *m)
{
    const char *name = m->web_acl_name && *m->web_acl_name ? m->web_acl_name : NULL;
    return g->acl_by_name ? name : m->web_acl_arn;
}

static bool acl_none(const char *acl)
{
    return !*acl || strcmp(acl, "none") == 0;
}

static int check_acl(const struct merged *g, struct member *m)
{
    const char *mine = acl_of(g, m), *theirs = g->acl ? acl_of(g, g->acl) : NULL;
    if (!mine || !theirs || strcmp(mine, theirs) == 0 || (acl_none(mine) && acl_none(theirs)))
        return 0;
    return merge_conflict(m, g->acl_by_name ? "wafv2-acl-name" : "wafv2-acl-arn", mine, g->acl, theirs);
}

/* Key by key; a key that the first member's class gives is not looked at. */
static int check_pairs(const struct pairs *merged, const struct pairs *mine, const struct pairs *decided, struct member *m,
                       const char *suffix)
{
    for (size_t i = 0; i < mine->count; i++) {
        const char *key = mine->items[i].key, *theirs = pairs_get(merged, key);
        if (!theirs || strcmp(theirs, mine->items[i].value) == 0 || (decided && pairs_get(decided, key)))
            continue;
        own_str char *field = xasprintf("%s%s", NOTE_PREFIX, suffix);
        return fault_set(&m->fault, field, key, "%s: '%s' is '%s' here and '%s' in an earlier Ingress of the group", suffix, key,
                         mine->items[i].value, theirs);
    }
    return 0;
}

static void add_pairs(struct pairs *to, const struct pairs *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (!pairs_get(to, from->items[i].key))
            pairs_set(to, from->items[i].key, from->items[i].value);
}

/* ---- ports ---- */

static struct merged_port *find_port(const struct merged *g, int port)
{
    for (size_t i = 0; i < g->ports_count; i++)
        if (g->ports[i].port == port)
            return &g->ports[i];
    return NULL;
}

struct merged_port *merged_port(const struct build *b, int port)
{
    return find_port(&b->merged, port);
}

static bool speaks_of_sources(const struct member *m)
{
    return m->cidrs.count || m->cidrs_v6.count;
}

static int check_port(const struct merged_port *g, const struct port_wish *p, struct member *m)
{
    if (g->https != p->https)
        return merge_conflict(m, "listen-ports", p->https ? "HTTPS" : "HTTP", g->first, g->https ? "HTTPS" : "HTTP");
    if (g->sources && speaks_of_sources(m) &&
        !(strs_equal(&g->sources->cidrs, &m->cidrs) && strs_equal(&g->sources->cidrs_v6, &m->cidrs_v6)))
        return merge_conflict(m, "inbound-cidrs", notes_get(&m->notes, "inbound-cidrs"), g->sources,
                              notes_get(&g->sources->notes, "inbound-cidrs"));
    if (g->prefixes && m->prefix_lists.count && !strs_equal(&g->prefixes->prefix_lists, &m->prefix_lists))
        return merge_conflict(m, "security-group-prefix-lists", m->prefix_lists.items[0], g->prefixes, g->prefixes->prefix_lists.items[0]);
    if (p->https && g->policy && m->ssl_policy && strcmp(g->policy->ssl_policy, m->ssl_policy) != 0)
        return merge_conflict(m, "ssl-policy", m->ssl_policy, g->policy, g->policy->ssl_policy);
    if (g->mutual && p->mutual_authentication && strcmp(g->mutual_text, p->mutual_authentication) != 0)
        return merge_conflict(m, "mutual-authentication", p->mutual_authentication, g->mutual, g->mutual_text);
    return 0;
}

/* What the class of the first member that has the port says about its listener. */
static void class_attributes(const struct member *first, const struct port_wish *p, struct pairs *out)
{
    json_each (l, first ? json_get(first->params, "listeners") : NULL) {
        if (json_int_or(json_get(l, "port"), 0) == p->port &&
            strcmp(json_str_or(json_get(l, "protocol"), ""), p->https ? "HTTPS" : "HTTP") == 0)
            params_pairs(json_get(l, "listenerAttributes"), out);
    }
}

static int check_ports(struct merged *g, struct member *m)
{
    int bad = 0;
    for (size_t i = 0; i < m->ports_count && !bad; i++) {
        struct pairs decided = {0};
        const struct port_wish *p = &m->ports[i];
        const struct merged_port *known = find_port(g, p->port);
        class_attributes(known ? known->first : m, p, &decided);
        if (known)
            bad = check_port(known, p, m) || check_pairs(&known->attributes, &p->attributes, &decided, m, "listener-attributes");
        pairs_release(&decided);
    }
    return bad ? -1 : 0;
}

static void add_certificates(struct merged_port *g, const struct member *m)
{
    for (size_t i = 0; i < m->certificates.count; i++)
        if (!strs_has(&g->certificates, m->certificates.items[i]))
            strs_add(&g->certificates, m->certificates.items[i]);
}

static void apply_port(struct merged *g, const struct member *m, const struct port_wish *p)
{
    struct merged_port *port = find_port(g, p->port);
    if (!port) {
        ARRAY_GROW(g->ports, g->ports_count, g->ports_cap);
        port = &g->ports[g->ports_count++];
        *port = (struct merged_port){.port = p->port, .https = p->https, .first = m};
    }
    if (!port->sources && speaks_of_sources(m))
        port->sources = m;
    if (!port->prefixes && m->prefix_lists.count)
        port->prefixes = m;
    if (p->https && !port->policy && m->ssl_policy)
        port->policy = m;
    if (!port->mutual && p->mutual_authentication) {
        port->mutual = m;
        port->mutual_text = p->mutual_authentication;
    }
    if (p->https)
        add_certificates(port, m);
    add_pairs(&port->attributes, &p->attributes);
}

/* ---- one member ---- */

/* Who manages the rules of targets' groups is only asked where the group has security groups of its own. */
static int check_managed(const struct merged *g, struct member *m)
{
    if (!g->with_groups || !*m->manage_unreadable.reason)
        return 0;
    m->fault = m->manage_unreadable;
    return -1;
}

static int check_member(struct merged *g, struct member *m)
{
    for (size_t i = 0; i < COUNT_OF(agreed); i++)
        if (check_agreed(g, m, i))
            return -1;
    if (check_subnets(g, m) || check_groups(g, m) || check_capacity(g, m) || check_ipam(g, m) || check_acl(g, m) || check_managed(g, m) ||
        check_pairs(&g->tags, &m->tags, NULL, m, "tags") ||
        check_pairs(&g->attributes, &m->lb_attributes, g->first ? &g->first->class_lb_attributes : NULL, m, "load-balancer-attributes"))
        return -1;
    return check_ports(g, m) || front_check(&g->front, m) ? -1 : 0;
}

static void set_once(const struct member **speaker, const struct member *m, bool says)
{
    if (!*speaker && says)
        *speaker = m;
}

static void apply_member(struct merged *g, const struct member *m)
{
    set_once(&g->first, m, true);
    for (size_t i = 0; i < COUNT_OF(agreed); i++)
        set_once(speaker_of(g, agreed[i].speaker), m, speaks(g, m, i));
    set_once(&g->subnets, m, speaks_of_subnets(m));
    set_once(&g->groups, m, m->security_groups.count > 0);
    set_once(&g->capacity, m, m->capacity >= 0);
    set_once(&g->ipam, m, m->ipam_pool != NULL);
    set_once(&g->acl, m, acl_of(g, m) != NULL);
    add_pairs(&g->tags, &m->tags);
    add_pairs(&g->attributes, &m->lb_attributes);
    for (size_t i = 0; i < m->ports_count; i++)
        apply_port(g, m, &m->ports[i]);
    front_apply(&g->front, m);
}

/* What somebody says changes how the others are read. */
static struct merged look_around(const struct build *b)
{
    struct merged seen = {0};
    for (size_t i = 0; i < b->count; i++) {
        const struct member *m = b->members[i];
        if (m->out)
            continue;
        seen.acl_by_name = seen.acl_by_name || (m->web_acl_name && *m->web_acl_name);
        seen.with_groups = seen.with_groups || m->security_groups.count > 0;
        front_look_around(&seen.front, m);
    }
    return seen;
}

/* Whether there is a frontend NLB, front_agree says at last. */
static bool same_view(const struct merged *a, const struct merged *b)
{
    return a->acl_by_name == b->acl_by_name && a->with_groups == b->with_groups;
}

static int by_port(const void *a, const void *b)
{
    const struct merged_port *x = a, *y = b;
    return x->port - y->port;
}

/* The class of the first member has the last word on attributes, for a listener that of the first who has it. */
static void apply_class(struct merged *g)
{
    const struct member *first = g->first;
    for (size_t i = 0; first && i < first->class_lb_attributes.count; i++)
        pairs_set(&g->attributes, first->class_lb_attributes.items[i].key, first->class_lb_attributes.items[i].value);
    for (size_t i = 0; i < g->ports_count; i++) {
        struct port_wish like = {.port = g->ports[i].port, .https = g->ports[i].https};
        class_attributes(g->ports[i].first, &like, &g->ports[i].attributes);
        pairs_sort(&g->ports[i].attributes);
    }
    pairs_sort(&g->attributes);
}

/* The load balancer bears the tags of all. */
static int check_tags(const struct build *b, struct member *m)
{
    struct pairs all = {0};
    add_pairs(&all, &b->merged.tags);
    add_pairs(&all, &m->tags);
    int bad = limit_tags(&all, &b->c->set.default_tags, NOTE_PREFIX "tags", &m->fault);
    pairs_release(&all);
    return bad;
}

static void merge_once(struct build *b, const struct merged *seen)
{
    merged_release(&b->merged);
    b->merged = *seen;
    for (size_t i = 0; i < b->count; i++) {
        struct member *m = b->members[i];
        m->out = m->rejected;
        if (m->out)
            continue;
        m->fault = (struct fault){0};
        m->out = check_member(&b->merged, m) || check_tags(b, m);
        if (!m->out)
            apply_member(&b->merged, m);
    }
}

enum { LOOKS_MOST = 4 };

/* Over again where only somebody who was left out said what changed how the others were read. */
void merge_members(struct build *b)
{
    struct merged *g = &b->merged, seen, thought;
    int looks = 0;
    for (size_t i = 0; i < b->count; i++)
        b->members[i]->out = b->members[i]->rejected;
    seen = look_around(b);
    do {
        thought = seen;
        merge_once(b, &thought);
        seen = look_around(b);
        seen.front = thought.front;
    } while (!same_view(&seen, &thought) && ++looks < LOOKS_MOST);
    if (g->ports_count)
        qsort(g->ports, g->ports_count, sizeof *g->ports, by_port);
    apply_class(g);
    front_agree(&g->front);
}

void merged_release(struct merged *g)
{
    for (size_t i = 0; i < g->ports_count; i++) {
        strs_release(&g->ports[i].certificates);
        pairs_release(&g->ports[i].attributes);
        free(g->ports[i].owners);
    }
    free(g->ports);
    pairs_release(&g->attributes);
    pairs_release(&g->tags);
    front_agreed_release(&g->front);
    memset(g, 0, sizeof *g);
}
