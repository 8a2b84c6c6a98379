/* Steps 3 and 4 for the network load balancer in front: what an Ingress says, and what the members agree on. */
#include "plan-rules/compile/front.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"
#include "lib/model/annotations.h"

#include "plan-rules/compile/build.h"
#include "plan-rules/compile/limits.h"

struct setting;

struct saying { /* one setting of one Ingress */
    const struct setting *of;
    const struct notes *notes;
    const char *text; /* as written */
    struct fault *f;
};

/* Gives it in one spelling; NULL with the fault. */
typedef char *spell_fn(const struct saying *s);

struct setting {
    const char *suffix;
    spell_fn *spell;
};

static char *field_of(const struct saying *s)
{
    return xasprintf("%s%s", NOTE_PREFIX, s->of->suffix);
}

static int wrong(const struct saying *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static int wrong(const struct saying *s, const char *fmt, ...)
{
    char text[512];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    own_str char *field = field_of(s);
    return fault_set(s->f, field, s->text, "%s %s", s->of->suffix, text);
}

/* ---- one spelling ---- */

static char *spell_bool(const struct saying *s)
{
    bool on = false;
    return notes_bool(s->notes, s->of->suffix, &on, s->f) < 0 ? NULL : xstrdup(on ? "true" : "false");
}

/* As lib/model's table of annotations has it: one of its words, a number within its limits. */
static bool is_as_listed(const struct saying *s)
{
    own_buf why = {0};
    annotation_check(s->of->suffix, s->text, ANNOTATION_INGRESS, &why);
    if (!why.len)
        return true;
    own_str char *field = field_of(s);
    fault_set(s->f, field, s->text, "%s", buf_str(&why));
    return false;
}

static char *spell_word(const struct saying *s)
{
    return is_as_listed(s) ? xstrdup(s->text) : NULL;
}

static char *spell_number(const struct saying *s)
{
    int64_t number = 0;
    if (!is_as_listed(s) || notes_int(s->notes, s->of->suffix, &number, s->f) < 0)
        return NULL;
    return xasprintf("%d", (int)number);
}

static char *joined_list(const struct strs *list)
{
    struct buf out = {0};
    for (size_t i = 0; i < list->count; i++)
        buf_addf(&out, "%s%s", i ? "," : "", list->items[i]);
    return buf_take(&out);
}

static char *spell_list(const struct saying *s)
{
    struct strs list = {0};
    notes_list(s->notes, s->of->suffix, &list);
    char *out = list.count ? joined_list(&list) : NULL;
    if (!out)
        wrong(s, "must name at least one: or leave it out");
    strs_release(&list);
    return out;
}

static char *spell_set(const struct saying *s)
{
    struct strs list = {0};
    own_str char *in_order = spell_list(s);
    if (!in_order)
        return NULL;
    parse_list(in_order, &list);
    strs_sort_unique(&list);
    char *out = joined_list(&list);
    strs_release(&list);
    return out;
}

static bool are_addresses(const struct saying *s, const struct strs *list)
{
    struct strs once = {0};
    bool good = true;
    for (size_t i = 0; i < list->count && good; i++) {
        if (!str_starts(list->items[i], "eipalloc-"))
            good = !wrong(s, "must list allocation ids of Elastic IP addresses, as eipalloc-…: '%s' is none", list->items[i]);
        else if (strs_has(&once, list->items[i]))
            good = !wrong(s, "lists '%s' twice", list->items[i]);
        strs_add(&once, list->items[i]);
    }
    strs_release(&once);
    return good;
}

static char *spell_addresses(const struct saying *s)
{
    struct strs list = {0};
    notes_list(s->notes, s->of->suffix, &list);
    bool good = are_addresses(s, &list);
    strs_release(&list);
    return good ? spell_set(s) : NULL;
}

static char *joined_map(struct pairs *map)
{
    struct buf out = {0};
    pairs_sort(map);
    for (size_t i = 0; i < map->count; i++)
        buf_addf(&out, "%s%s=%s", i ? "," : "", map->items[i].key, map->items[i].value);
    return buf_take(&out);
}

/* dns_record.client_routing_policy: the only attribute of a network load balancer whose words are few. */
static bool is_policy(const char *value)
{
    static const char *const words[] = {"any_availability_zone", "availability_zone_affinity", "partial_availability_zone_affinity"};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(value, words[i]) == 0)
            return true;
    return false;
}

static char *spell_attributes(const struct saying *s)
{
    struct pairs map = {0};
    own_str char *field = field_of(s);
    int bad = notes_map(s->notes, s->of->suffix, &map, s->f) < 0 || limit_attributes(&map, field, s->f);
    const char *policy = pairs_get(&map, "dns_record.client_routing_policy");
    if (!bad && policy && !is_policy(policy))
        bad = wrong(s,
                    "has dns_record.client_routing_policy '%s': it must be any_availability_zone, availability_zone_affinity or "
                    "partial_availability_zone_affinity",
                    policy);
    char *out = bad ? NULL : joined_map(&map);
    pairs_release(&map);
    return out;
}

static char *spell_tags(const struct saying *s)
{
    struct pairs map = {0}, none = {0};
    own_str char *field = field_of(s);
    int bad = notes_map(s->notes, s->of->suffix, &map, s->f) < 0 || limit_tags(&map, &none, field, s->f);
    char *out = bad ? NULL : joined_map(&map);
    pairs_release(&map);
    return out;
}

static char *spell_port(const struct saying *s)
{
    int64_t port;
    if (strcmp(s->text, "traffic-port") == 0)
        return xstrdup(s->text);
    if (parse_int(s->text, 32, &port) || port < 1 || port > 65535) {
        wrong(s, "must be 'traffic-port' or a port from 1 to 65535");
        return NULL;
    }
    return xasprintf("%d", (int)port);
}

static char *spell_path(const struct saying *s)
{
    if (*s->text == '/' && strlen(s->text) <= 1024)
        return xstrdup(s->text);
    wrong(s, "must be a path: '/', and at most 1024 characters in all");
    return NULL;
}

static char *spell_codes(const struct saying *s)
{
    if (*s->text && strspn(s->text, "0123456789,-") == strlen(s->text))
        return xstrdup(s->text);
    wrong(s, "must be status codes, as 200, 200,202 or 200-299");
    return NULL;
}

static const struct setting settings[FRONT_NOTES] = {
    [FRONT_ENABLE] = {"enable-frontend-nlb", spell_bool},
    [FRONT_SCHEME] = {"frontend-nlb-scheme", spell_word},
    [FRONT_SUBNETS] = {"frontend-nlb-subnets", spell_set},
    [FRONT_GROUPS] = {"frontend-nlb-security-groups", spell_list},
    [FRONT_ADDRESSES] = {"frontend-nlb-eip-allocations", spell_addresses},
    [FRONT_ATTRIBUTES] = {"frontend-nlb-attributes", spell_attributes},
    [FRONT_TAGS] = {"frontend-nlb-tags", spell_tags},
    [FRONT_HEALTH_PORT] = {"frontend-nlb-healthcheck-port", spell_port},
    [FRONT_HEALTH_PROTOCOL] = {"frontend-nlb-healthcheck-protocol", spell_word},
    [FRONT_HEALTH_PATH] = {"frontend-nlb-healthcheck-path", spell_path},
    [FRONT_HEALTH_CODES] = {"frontend-nlb-healthcheck-success-codes", spell_codes},
    [FRONT_HEALTH_INTERVAL] = {"frontend-nlb-healthcheck-interval-seconds", spell_number},
    [FRONT_HEALTH_TIMEOUT] = {"frontend-nlb-healthcheck-timeout-seconds", spell_number},
    [FRONT_HEALTHY_COUNT] = {"frontend-nlb-healthcheck-healthy-threshold-count", spell_number},
    [FRONT_UNHEALTHY_COUNT] = {"frontend-nlb-healthcheck-unhealthy-threshold-count", spell_number},
};

const char *front_suffix(enum front_note note)
{
    return settings[note].suffix;
}

/* ---- which port leads where ---- */

static const char mapping[] = "frontend-nlb-listener-port-mapping";

static struct front_port *port_at(const struct front_ports *list, int port)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i].port == port)
            return &list->items[i];
    return NULL;
}

static void add_port(struct front_ports *list, struct front_port one)
{
    ARRAY_GROW(list->items, list->count, list->cap);
    list->items[list->count++] = one;
}

static int read_pair(struct member *m, const struct pair *pair, struct fault *f)
{
    int64_t port, to;
    if (parse_int(pair->key, 32, &port) || parse_int(pair->value, 32, &to) || port < 1 || port > 65535 || to < 1 || to > 65535)
        return fault_set(f, NOTE_PREFIX "frontend-nlb-listener-port-mapping", notes_get(&m->notes, mapping),
                         "%s must be written as PORT=PORT, with commas between: that of the network load balancer, then that of the load "
                         "balancer behind it, each from 1 to 65535",
                         mapping);
    if (member_port(m, (int)to)) /* others are no affair of this Ingress */
        add_port(&m->front.ports, (struct front_port){(int)port, (int)to, NULL});
    return 0;
}

static int read_ports(struct member *m, struct fault *f)
{
    struct pairs map = {0};
    int got = notes_map(&m->notes, mapping, &map, f), bad = got < 0 ? -1 : 0;
    for (size_t i = 0; !bad && i < map.count; i++)
        bad = read_pair(m, &map.items[i], f);
    for (size_t i = 0; !got && i < m->ports_count; i++)
        add_port(&m->front.ports, (struct front_port){m->ports[i].port, m->ports[i].port, NULL});
    pairs_release(&map);
    return bad;
}

/* ---- one Ingress ---- */

static int read_setting(struct member *m, enum front_note note, struct fault *f)
{
    const struct setting *of = &settings[note];
    struct saying s = {of, &m->notes, notes_get(&m->notes, of->suffix), f};
    if (!s.text)
        return 0;
    m->front.said[note] = of->spell(&s);
    return m->front.said[note] ? 0 : -1;
}

int front_read(struct member *m)
{
    if (read_setting(m, FRONT_ENABLE, &m->fault))
        return -1;
    for (enum front_note note = FRONT_ENABLE + 1; note < FRONT_NOTES; note++)
        if (read_setting(m, note, &m->front.fault))
            return 0;
    read_ports(m, &m->front.fault);
    return 0;
}

void front_wish_release(struct front_wish *w)
{
    for (size_t i = 0; i < FRONT_NOTES; i++)
        free(w->said[i]);
    free(w->ports.items);
    *w = (struct front_wish){0};
}

/* ---- agreement ---- */

void front_look_around(struct front_agreed *g, const struct member *m)
{
    g->wanted = g->wanted || str_equal(m->front.said[FRONT_ENABLE], "true");
}

static int check_setting(const struct front_agreed *g, struct member *m, enum front_note note)
{
    const struct member *other = g->by[note];
    const char *mine = m->front.said[note];
    if (!mine || !other || other == m || strcmp(mine, other->front.said[note]) == 0)
        return 0;
    return merge_conflict(m, front_suffix(note), notes_get(&m->notes, front_suffix(note)), other,
                          notes_get(&other->notes, front_suffix(note)));
}

static int check_port(const struct front_agreed *g, struct member *m, const struct front_port *p)
{
    const struct front_port *there = port_at(&g->ports, p->port);
    if (!there || there->to == p->to)
        return 0;
    own_str char *mine = xasprintf("%d=%d", p->port, p->to), *theirs = xasprintf("%d=%d", there->port, there->to);
    return merge_conflict(m, mapping, mine, there->first, theirs);
}

int front_check(const struct front_agreed *g, struct member *m)
{
    if (check_setting(g, m, FRONT_ENABLE))
        return -1;
    if (!g->wanted)
        return 0;
    if (*m->front.fault.reason) {
        m->fault = m->front.fault;
        return -1;
    }
    for (enum front_note note = FRONT_ENABLE + 1; note < FRONT_NOTES; note++)
        if (check_setting(g, m, note))
            return -1;
    for (size_t i = 0; i < m->front.ports.count; i++)
        if (check_port(g, m, &m->front.ports.items[i]))
            return -1;
    return 0;
}

static int by_port(const void *a, const void *b)
{
    return ((const struct front_port *)a)->port - ((const struct front_port *)b)->port;
}

void front_apply(struct front_agreed *g, const struct member *m)
{
    for (enum front_note note = 0; note < FRONT_NOTES; note++)
        if (!g->by[note] && m->front.said[note])
            g->by[note] = m;
    for (size_t i = 0; i < m->front.ports.count; i++) {
        struct front_port p = m->front.ports.items[i];
        p.first = m;
        if (!port_at(&g->ports, p.port))
            add_port(&g->ports, p);
    }
}

void front_agree(struct front_agreed *g)
{
    const struct member *m = g->by[FRONT_ENABLE];
    g->wanted = m && strcmp(m->front.said[FRONT_ENABLE], "true") == 0;
    if (g->ports.count)
        qsort(g->ports.items, g->ports.count, sizeof *g->ports.items, by_port);
}

void front_agreed_release(struct front_agreed *g)
{
    free(g->ports.items);
    *g = (struct front_agreed){0};
}
