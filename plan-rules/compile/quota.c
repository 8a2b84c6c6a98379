#include "plan-rules/compile/quota.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/pack.h"
#include "plan-rules/quotas.h"

enum { HEADS_MOST = 4 }; /* named in a sentence */

struct numbers {
    size_t of[QUOTAS_OF_BALANCER];
};

/* Something that counts once, whoever uses it. */
struct thing {
    char *key;
    size_t targets;
    bool taken;
    UT_hash_handle hh;
};

/* Who needs what: each thing is on the account of the first place that asks for it. */
struct tally {
    struct build *b;
    struct quotas limit;
    struct member **order; /* by place */
    struct numbers *by_place;
    struct thing *groups, *others;
};

/* ---- places ---- */

void quota_places(struct build *b)
{
    size_t place = 0;
    for (int anew = 0; anew < 2; anew++)
        for (size_t i = 0; i < b->count; i++)
            if (b->members[i]->settled == !anew)
                b->members[i]->place = place++;
}

/* ---- counting ---- */

static struct thing *thing_of(struct thing **set, const char *key)
{
    struct thing *t = NULL;
    HASH_FIND_STR(*set, key, t);
    if (t)
        return t;
    t = xcalloc(1, sizeof *t);
    t->key = xstrdup(key);
    HASH_ADD_KEYPTR(hh, *set, t->key, strlen(t->key), t);
    return t;
}

static void things_free(struct thing **set)
{
    struct thing *t, *next;
    HASH_ITER (hh, *set, t, next) {
        HASH_DEL(*set, t);
        free(t->key);
        free(t);
    }
}

static void note_groups(struct tally *t, const struct actions *list)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->items[i].groups_count; k++)
            thing_of(&t->groups, list->items[i].groups[k].group);
}

/* The target groups that something really forwards to, with their targets. */
static void note_stack(struct tally *t, const struct stack *s)
{
    for (size_t i = 0; i < s->listeners_count; i++) {
        note_groups(t, &s->listeners[i].default_actions);
        for (size_t k = 0; k < s->listeners[i].rules_count; k++)
            note_groups(t, &s->listeners[i].rules[k].actions);
    }
    for (size_t i = 0; i < s->target_groups_count; i++) {
        own_str char *key = xasprintf("@targetgroup/%s", s->target_groups[i].name);
        thing_of(&t->groups, key)->targets = s->target_groups[i].targets_count;
    }
}

static void count_draft(struct tally *t, const struct draft *d, struct numbers *n)
{
    for (size_t i = 0; i < d->action.groups_count; i++) {
        struct thing *group = NULL;
        HASH_FIND_STR(t->groups, d->action.groups[i].group, group);
        if (!group || group->taken)
            continue;
        group->taken = true;
        n->of[QUOTA_GROUPS]++;
        n->of[QUOTA_TARGETS] += group->targets;
    }
}

/* What it lets in at this port, if it is the first that says so and nobody named security groups. */
static void count_sources(const struct tally *t, const struct member *m, const struct merged_port *p, struct numbers *n)
{
    if (t->b->merged.groups)
        return;
    if (p->sources == m) {
        n->of[QUOTA_SOURCES] += m->cidrs.count;
        n->of[QUOTA_SOURCES_V6] += t->b->dualstack ? m->cidrs_v6.count : 0;
    }
    if (p->prefixes == m)
        n->of[QUOTA_SOURCES] += m->prefix_lists.count;
    if (p->first == m && !p->sources && !p->prefixes) {
        n->of[QUOTA_SOURCES]++;
        n->of[QUOTA_SOURCES_V6] += t->b->dualstack;
    }
}

static void count_port(struct tally *t, const struct member *m, const struct port_wish *p, struct numbers *n)
{
    const struct merged_port *all = merged_port(t->b, p->port);
    own_str char *number = xasprintf("%d", p->port);
    struct thing *port = thing_of(&t->others, number);
    n->of[QUOTA_LISTENERS] += !port->taken;
    port->taken = true;
    if (all)
        count_sources(t, m, all, n);
    for (size_t i = 0; p->https && all && i < m->certificates.count; i++) {
        own_str char *key = xasprintf("%d %s", p->port, m->certificates.items[i]);
        struct thing *certificate = thing_of(&t->others, key);
        n->of[QUOTA_CERTIFICATES] += !certificate->taken && strcmp(all->certificates.items[0], m->certificates.items[i]) != 0;
        certificate->taken = true;
    }
}

static void count_member(struct tally *t, const struct member *m, struct numbers *n)
{
    for (size_t i = 0; i < m->ports_count; i++)
        count_port(t, m, &m->ports[i], n);
    for (size_t i = 0; i < m->drafts_count; i++)
        count_draft(t, &m->drafts[i], n);
    count_draft(t, &m->fallback, n);
}

static void count_all(struct tally *t, const struct stack *s)
{
    struct build *b = t->b;
    note_stack(t, s);
    for (size_t i = 0; i < b->count; i++)
        t->order[b->members[i]->place] = b->members[i];
    for (size_t i = 0; i < b->count; i++)
        if (!t->order[i]->out)
            count_member(t, t->order[i], &t->by_place[i]);
    for (size_t i = 0; i < b->merged.ports_count; i++)
        for (size_t k = 0; k < b->merged.ports[i].owners_count; k++)
            t->by_place[b->merged.ports[i].owners[k]].of[QUOTA_RULES]++;
}

static void add(struct numbers *to, const struct numbers *n)
{
    for (int q = 0; q < QUOTAS_OF_BALANCER; q++)
        to->of[q] += n->of[q];
}

/* The first quota that is exceeded, or QUOTAS_OF_BALANCER. Who is served already stays, however many targets there are. */
static enum quota exceeded(const struct numbers *n, const struct quotas *limit, const struct member *m)
{
    for (int q = 0; q < QUOTAS_OF_BALANCER; q++)
        if (n->of[q] > limit->of[q] && !(q == QUOTA_TARGETS && m->settled))
            return (enum quota)q;
    return QUOTAS_OF_BALANCER;
}

/* ---- packing ---- */

static void pack(struct build *b, struct stack *s, size_t limit)
{
    size_t rules = 0;
    for (size_t i = 0; i < s->listeners_count; i++)
        rules += s->listeners[i].rules_count;
    for (size_t i = s->listeners_count; i > 0 && rules > limit; i--) {
        struct merged_port *port = &b->merged.ports[i - 1];
        rules -= rules_pack(&s->listeners[i - 1], port->owners, rules - limit);
        port->owners_count = s->listeners[i - 1].rules_count;
    }
}

/* ---- rejecting ---- */

static void reject(struct member *m)
{
    m->rejected = m->out = true;
}

/* Who is too large for any load balancer. */
static bool reject_giants(struct tally *t)
{
    bool any = false;
    for (size_t i = 0; i < t->b->count; i++) {
        struct member *m = t->order[i];
        enum quota q = m->out ? QUOTAS_OF_BALANCER : exceeded(&t->by_place[i], &t->limit, m);
        if (q == QUOTAS_OF_BALANCER)
            continue;
        fault_set(&m->fault, "spec", NULL,
                  "this Ingress alone needs %zu %s, and a load balancer may have %zu (quota %s, which %s): split it in several, each with "
                  "another " NOTE_PREFIX "group.name",
                  t->by_place[i].of[q], quota_words[q].what, t->limit.of[q], quota_words[q].name, quota_words[q].raise);
        reject(m);
        any = true;
    }
    return any;
}

/* Into how many load balancers those from this place on would go, in their order, and whom each would begin with. */
static size_t balancers_for(const struct tally *t, size_t from, struct buf *heads)
{
    struct numbers sum = {0};
    size_t count = 0;
    for (size_t i = from; i < t->b->count; i++) {
        struct numbers with = sum;
        if (t->order[i]->out)
            continue;
        add(&with, &t->by_place[i]);
        bool fits = count && exceeded(&with, &t->limit, t->order[i]) == QUOTAS_OF_BALANCER;
        sum = fits ? with : t->by_place[i];
        if (!fits && ++count > 1 && count <= HEADS_MOST)
            buf_addf(heads, "%s '%s'", count == 2 ? " (the next one from" : ", from", t->order[i]->name);
    }
    if (heads->len)
        buf_add_str(heads, count > HEADS_MOST ? ", and so on)" : " on)");
    return count;
}

static size_t members_from(const struct tally *t, size_t from)
{
    size_t count = 0;
    for (size_t i = from; i < t->b->count; i++)
        count += !t->order[i]->out;
    return count;
}

static void reject_from(struct tally *t, size_t from, enum quota q)
{
    struct numbers all = {0};
    own_buf heads = {0};
    size_t members = members_from(t, from), more = balancers_for(t, from, &heads);
    struct fault f;
    for (size_t i = 0; i < t->b->count; i++)
        add(&all, &t->by_place[i]);
    fault_set(
        &f, NOTE_PREFIX "group.name", t->b->group,
        "the load balancer of '%s' would have %zu %s and may have %zu (quota %s, which %s). The %zu Ingress%s from '%s' on %s left out: "
        "with %zu other group name%s for %s all fit%s",
        t->b->group, all.of[q], quota_words[q].what, t->limit.of[q], quota_words[q].name, quota_words[q].raise, members,
        members == 1 ? "" : "es", t->order[from]->name, members == 1 ? "is" : "are", more, more == 1 ? "" : "s",
        members == 1 ? "it" : "them", buf_str(&heads));
    for (size_t i = from; i < t->b->count; i++) {
        if (t->order[i]->out)
            continue;
        t->order[i]->fault = f;
        reject(t->order[i]);
    }
}

static bool check(struct tally *t)
{
    struct numbers sum = {0};
    if (reject_giants(t))
        return false;
    for (size_t i = 0; i < t->b->count; i++) {
        if (t->order[i]->out)
            continue;
        add(&sum, &t->by_place[i]);
        enum quota q = exceeded(&sum, &t->limit, t->order[i]);
        if (q == QUOTAS_OF_BALANCER)
            continue;
        reject_from(t, i, q);
        return false;
    }
    return true;
}

bool quota_keep(struct build *b, struct stack *out)
{
    struct tally t = {.b = b};
    quotas_read(&t.limit, b->c->world);
    t.order = xcalloc(b->count + 1, sizeof *t.order);
    t.by_place = xcalloc(b->count + 1, sizeof *t.by_place);
    pack(b, out, t.limit.of[QUOTA_RULES]);
    count_all(&t, out);
    bool good = check(&t);
    things_free(&t.groups);
    things_free(&t.others);
    free(t.order);
    free(t.by_place);
    return good;
}
