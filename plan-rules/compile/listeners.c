/* Step 7: the listeners of the load balancer with their rules and default actions. */
#include "plan-rules/compile/join.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/compile.h"
#include "plan-rules/compile/limits.h"

/* ---- drafts of everybody who needs any ---- */

static bool answered_by_rules(const struct build *b, const struct port_wish *p)
{
    return p->https || !b->merged.redirected;
}

/* What of its rules is looked at: nothing where it only listens on redirected ports. */
static int draft_member(struct build *b, struct member *m)
{
    bool any = false, https = false;
    for (size_t i = 0; i < m->ports_count; i++) {
        any = any || answered_by_rules(b, &m->ports[i]);
        https = https || m->ports[i].https;
    }
    if (!any)
        return 0;
    if (member_draft(b, m, https ? DRAFT_WITH_AUTH : DRAFT_WITHOUT_AUTH))
        return -1;
    for (size_t i = 0; i < m->drafts_count; i++)
        if (rule_fits(&m->drafts[i].rule, &m->fault))
            return -1;
    return 0;
}

static bool draft_all(struct build *b)
{
    bool good = true;
    for (size_t i = 0; i < b->count; i++) {
        struct member *m = b->members[i];
        if (m->out || !draft_member(b, m))
            continue;
        m->rejected = m->out = true;
        good = false;
    }
    return good;
}

/* ---- one listener ---- */

/* The Ingresses, and what the operator said of them. */
static void because_of(const struct build *b, const struct joined *j, struct strs *because)
{
    for (size_t i = 0; i < j->count; i++) {
        const struct member *m = j->parts[i].member;
        if (m->cause)
            strs_add(because, m->cause);
        trace_add_traffic(&b->c->world->traces, b->group, m->name, because);
    }
    strs_sort_unique(because);
}

static void not_found(struct actions *out)
{
    struct action *a = actions_add(out, "fixed-response");
    a->config = xstrdup("{\"ContentType\":\"text/plain\",\"StatusCode\":\"404\"}");
}

static void redirect_to(struct actions *out, int port)
{
    struct action *a = actions_add(out, "redirect");
    a->config = xasprintf("{\"Port\":\"%d\",\"Protocol\":\"HTTPS\",\"StatusCode\":\"HTTP_301\"}", port);
}

/* The tags of the members on this port, not of all. */
static void listener_tags(struct build *b, const struct merged_port *port, struct listener *l)
{
    char number[16];
    struct pairs user = {0};
    for (size_t i = 0; i < b->count; i++) {
        const struct member *m = b->members[i];
        if (m->out || !member_port(m, port->port))
            continue;
        for (size_t k = 0; k < m->tags.count; k++)
            pairs_set(&user, m->tags.items[k].key, m->tags.items[k].value);
        if (m->cause)
            strs_add(&l->because, m->cause);
        trace_add_traffic(&b->c->world->traces, b->group, m->name, &l->because);
    }
    snprintf(number, sizeof number, "%d", port->port);
    if (b->c->set.listener_tags)
        tags_make(&b->c->set, &(struct tracking){b->identity, b->gid, number}, &user, &l->tags);
    pairs_release(&user);
    strs_sort_unique(&l->because);
}

static void rule_tags(struct build *b, const struct joined *j, struct rule *r)
{
    tags_make(&b->c->set, &(struct tracking){b->identity, b->gid, NULL}, &j->parts[0].member->tags, &r->tags);
}

static bool shadowed(const struct joined_list *list, const bool *kept, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (kept[i] && rule_shadows(&list->items[i].parts[0].draft->rule, &list->items[at].parts[0].draft->rule))
            return true;
    return false;
}

/* The transforms are those of whose action holds. */
static const struct draft *lead_of(const struct joined *j)
{
    for (size_t i = 0; i < j->count; i++)
        if (!j->parts[i].draft->substitute)
            return j->parts[i].draft;
    return j->parts[0].draft;
}

/* Of all who ask for the rule, the first place answers for it. */
static void add_owners(const struct joined *j, struct merged_port *port, size_t upto)
{
    size_t place = j->parts[0].member->place;
    for (size_t i = 1; i < j->count; i++)
        place = j->parts[i].member->place < place ? j->parts[i].member->place : place;
    while (port->owners_count < upto) {
        ARRAY_GROW(port->owners, port->owners_count, port->owners_cap);
        port->owners[port->owners_count++] = place;
    }
}

static void add_rule(struct build *b, const struct joined *j, struct merged_port *port, struct listener *l)
{
    struct rule r = {0};
    struct fault unused;
    conditions_copy(&r, &j->parts[0].draft->rule);
    r.transforms = xstrdup_or_null(lead_of(j)->rule.transforms);
    joined_actions(j, port, &r.actions);
    because_of(b, j, &r.because);
    rule_tags(b, j, &r);
    rule_split(&r, l, &unused); /* fits: checked with the draft */
    add_owners(j, port, l->rules_count);
    rule_release(&r);
}

static void add_rules(struct build *b, const struct joined_list *list, struct merged_port *port, struct listener *l)
{
    bool *kept = xcalloc(list->count + 1, sizeof *kept);
    for (size_t i = 0; i < list->count; i++) {
        kept[i] = !shadowed(list, kept, i);
        if (kept[i])
            add_rule(b, &list->items[i], port, l);
    }
    free(kept);
}

static bool fill_answers(struct build *b, struct merged_port *port, struct listener *l)
{
    struct joined_list rules = {0};
    struct joined fallback = {0};
    bool good = join_rules(b, port, &rules) && join_default(b, port, &fallback);
    if (good) {
        add_rules(b, &rules, port, l);
        if (fallback.count)
            joined_actions(&fallback, port, &l->default_actions);
        else
            not_found(&l->default_actions);
    }
    joined_list_release(&rules);
    joined_release(&fallback);
    return good;
}

static bool make_listener(struct build *b, struct merged_port *port, struct listener *l)
{
    l->port = port->port;
    l->protocol = xstrdup(port->https ? "HTTPS" : "HTTP");
    if (port->https)
        l->ssl_policy = xstrdup(port->policy ? port->policy->ssl_policy : b->c->set.default_ssl_policy);
    for (size_t i = 0; i < port->certificates.count; i++)
        strs_add(&l->certificates, port->certificates.items[i]);
    l->mutual_authentication = xstrdup_or_null(port->mutual_text);
    pairs_copy(&l->attributes, &port->attributes);
    listener_tags(b, port, l);
    if (port->https || !b->merged.redirected)
        return fill_answers(b, port, l);
    redirect_to(&l->default_actions, (int)b->merged.redirected->ssl_redirect);
    return true;
}

/* ---- target groups that something forwards to, and the weights between them ---- */

static void mark_used(struct build *b, const struct actions *list)
{
    for (size_t i = 0; i < list->count; i++)
        for (size_t k = 0; k < list->items[i].groups_count; k++)
            for (struct made_group *g = b->made; g; g = g->hh.next)
                if (str_starts(list->items[i].groups[k].group, "@targetgroup/") &&
                    strcmp(list->items[i].groups[k].group + 13, g->group.name) == 0)
                    g->used = true;
}

static bool has_targets(void *context, const struct group_weight *w)
{
    const struct stack *s = context;
    if (!str_starts(w->group, "@targetgroup/"))
        return true;
    for (size_t i = 0; i < s->target_groups_count; i++)
        if (strcmp(s->target_groups[i].name, w->group + 13) == 0)
            return s->target_groups[i].targets_count > 0;
    return false;
}

static int by_name(const void *a, const void *b)
{
    const struct target_group *x = a, *y = b;
    return strcmp(x->name, y->name);
}

static void each_actions(struct stack *s, void (*fn)(void *, struct actions *), void *context)
{
    for (size_t i = 0; i < s->listeners_count; i++) {
        fn(context, &s->listeners[i].default_actions);
        for (size_t k = 0; k < s->listeners[i].rules_count; k++)
            fn(context, &s->listeners[i].rules[k].actions);
    }
}

static void mark_fn(void *context, struct actions *list)
{
    mark_used(context, list);
}

static void weigh_fn(void *context, struct actions *list)
{
    for (size_t i = 0; i < list->count; i++)
        if (strcmp(list->items[i].type, "forward") == 0)
            shares_set(&list->items[i], has_targets, context);
}

static void take_groups(struct build *b, struct stack *out)
{
    each_actions(out, mark_fn, b);
    for (struct made_group *g = b->made; g; g = g->hh.next) {
        if (!g->used)
            continue;
        *stack_add_target_group(out) = g->group;
        g->group = (struct target_group){0};
    }
    if (out->target_groups_count)
        qsort(out->target_groups, out->target_groups_count, sizeof *out->target_groups, by_name);
    each_actions(out, weigh_fn, out);
}

bool listeners_make(struct build *b, struct stack *out)
{
    if (!draft_all(b))
        return false;
    for (size_t i = 0; i < b->merged.ports_count; i++)
        if (!make_listener(b, &b->merged.ports[i], stack_add_listener(out)))
            return false;
    take_groups(b, out);
    return true;
}
