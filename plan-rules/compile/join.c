#include "plan-rules/compile/join.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/limits.h"

/* The rules of one Ingress name, in whatever clusters. */
struct strand {
    const char *name;
    struct joined_list rules;
};

struct strands {
    struct strand *items;
    size_t count, cap;
};

static struct strand *strand_of(struct strands *u, const char *name)
{
    for (size_t i = u->count; i > 0; i--)
        if (strcmp(u->items[i - 1].name, name) == 0)
            return &u->items[i - 1];
    ARRAY_GROW(u->items, u->count, u->cap);
    struct strand *new = &u->items[u->count++];
    *new = (struct strand){.name = name};
    return new;
}

static void add_part(struct joined *j, struct member *m, const struct draft *d)
{
    ARRAY_GROW(j->parts, j->count, j->cap);
    j->parts[j->count++] = (struct part){m, d};
}

static struct joined *insert_at(struct joined_list *l, size_t at)
{
    ARRAY_GROW(l->items, l->count, l->cap);
    memmove(&l->items[at + 1], &l->items[at], (l->count - at) * sizeof *l->items);
    l->count++;
    l->items[at] = (struct joined){0};
    return &l->items[at];
}

/* ---- may they be one? ---- */

/* The first draft that is no substitute, or NULL. */
static const struct part *first_real(const struct joined *j)
{
    for (size_t i = 0; i < j->count; i++)
        if (!j->parts[i].draft->substitute)
            return &j->parts[i];
    return NULL;
}

static bool is_forward(const struct draft *d)
{
    return strcmp(d->action.type, "forward") == 0;
}

static size_t count_groups(const struct joined *j, const struct draft *more)
{
    struct strs groups = {0};
    for (size_t i = 0; i <= j->count; i++) {
        const struct draft *d = i < j->count ? j->parts[i].draft : more;
        for (size_t k = 0; k < d->action.groups_count; k++)
            strs_add(&groups, d->action.groups[k].group);
    }
    strs_sort_unique(&groups);
    size_t count = groups.count;
    strs_release(&groups);
    return count;
}

static int refuse(struct member *m, const struct part *first, const char *what)
{
    return fault_set(&m->fault, "spec.rules", NULL, "the same rule has %s in cluster '%s', which serves it: make them equal", what,
                     first->member->in->id.cluster);
}

/* The login, where each cluster's Secret is its own. */
static char *auth_key(const struct part *p)
{
    const struct action *auth = &p->draft->auth;
    struct buf key = {0};
    own_str char *own = xasprintf("@secret/%s/", p->member->in->id.cluster);
    buf_addf(&key, "%s ", auth->type ? auth->type : "");
    for (const char *c = auth->config ? auth->config : ""; *c;) {
        if (str_starts(c, own)) {
            buf_add_str(&key, "@secret//");
            c += strlen(own);
        } else {
            buf_add_char(&key, *c++);
        }
    }
    return buf_take(&key);
}

static bool same_auth(const struct part *a, const struct part *b)
{
    own_str char *x = auth_key(a), *y = auth_key(b);
    return strcmp(x, y) == 0;
}

static int check_part(const struct joined *j, struct member *m, const struct draft *d, const struct merged_port *port)
{
    const struct part *first = first_real(j);
    if (!first || d->substitute)
        return 0;
    const struct draft *e = first->draft;
    if (strcmp(e->action.type, d->action.type) != 0 || !str_equal(e->action.config, d->action.config))
        return refuse(m, first, "another kind of action");
    if (!str_equal(e->rule.transforms, d->rule.transforms))
        return refuse(m, first, "other transforms");
    if (port->https && !same_auth(first, &(struct part){m, d}))
        return refuse(m, first, "another login or token check");
    size_t groups = count_groups(j, d);
    if (groups > LIMIT_ACTION_GROUPS)
        return fault_set(&m->fault, "spec.rules", NULL,
                         "with this cluster's, the rule would forward to %zu target groups: an action holds at most %d", groups,
                         LIMIT_ACTION_GROUPS);
    return 0;
}

/* ---- joining one member into its unit ---- */

static size_t find_equal(const struct joined_list *l, const struct draft *d)
{
    for (size_t i = 0; i < l->count; i++)
        if (strcmp(l->items[i].parts[0].draft->conditions_key, d->conditions_key) == 0)
            return i;
    return l->count;
}

static bool has_member(const struct joined *j, const struct member *m)
{
    for (size_t i = 0; i < j->count; i++)
        if (j->parts[i].member == m)
            return true;
    return false;
}

/* A rule that others have too joins theirs; what only this cluster has follows its predecessor here. */
static int join_member(struct joined_list *l, struct member *m, const struct merged_port *port)
{
    size_t after = 0; /* one past the place of the predecessor */
    for (size_t i = 0; i < m->drafts_count; i++) {
        const struct draft *d = &m->drafts[i];
        if (redirects_to_itself(d, port))
            continue;
        size_t at = find_equal(l, d);
        if (at < l->count && has_member(&l->items[at], m))
            continue; /* the same conditions twice: never reached */
        if (at == l->count) {
            at = after;
            insert_at(l, at);
        } else if (check_part(&l->items[at], m, d, port)) {
            return -1;
        }
        add_part(&l->items[at], m, d);
        after = at + 1;
    }
    return 0;
}

static bool serves(const struct member *m, const struct merged_port *port)
{
    return !m->out && member_port(m, port->port);
}

static void flatten(struct strands *u, struct joined_list *out)
{
    for (size_t i = 0; i < u->count; i++) {
        struct joined_list *l = &u->items[i].rules;
        for (size_t k = 0; k < l->count; k++) {
            ARRAY_GROW(out->items, out->count, out->cap);
            out->items[out->count++] = l->items[k];
        }
        free(l->items);
    }
    free(u->items);
}

bool join_rules(struct build *b, const struct merged_port *port, struct joined_list *out)
{
    struct strands units = {0};
    bool good = true;
    for (size_t i = 0; i < b->count; i++) {
        struct member *m = b->members[i];
        if (!serves(m, port) || !join_member(&strand_of(&units, m->name)->rules, m, port))
            continue;
        m->rejected = m->out = true;
        good = false;
    }
    flatten(&units, out);
    return good;
}

bool join_default(struct build *b, const struct merged_port *port, struct joined *out)
{
    bool good = true;
    for (size_t i = 0; i < b->count; i++) {
        struct member *m = b->members[i];
        if (!serves(m, port) || !m->fallback.action.type)
            continue;
        const struct member *first = out->count ? out->parts[0].member : m;
        if (strcmp(first->name, m->name) != 0)
            fault_set(&m->fault, "spec.defaultBackend", NULL, "Ingress '%s' has a default backend on port %d already: a listener has one",
                      first->name, port->port);
        else if (!check_part(out, m, &m->fallback, port)) {
            add_part(out, m, &m->fallback);
            continue;
        }
        m->rejected = m->out = true;
        good = false;
    }
    return good;
}

/* ---- what they do together ---- */

static int by_cluster(const void *a, const void *b)
{
    const struct part *x = a, *y = b;
    return x->member->cluster_index - y->member->cluster_index;
}

/* A group that is alone in its cluster has all of the cluster's weight, whatever own weight is written. */
static void level_lone(struct action *shared, const struct action *from)
{
    if (from->groups_count == 1)
        shared->groups[shared->groups_count - 1].own = 1;
}

static void add_groups(struct action *to, const struct action *from)
{
    for (size_t i = 0; i < from->groups_count; i++) {
        struct group_weight *g = action_add_group(to, from->groups[i].group);
        char *group = g->group;
        *g = from->groups[i];
        g->group = group;
        g->cluster = xstrdup_or_null(from->groups[i].cluster);
    }
}

/* Every cluster that forwards, in fleet order; how sticky it is says the first. */
static void join_forward(const struct joined *j, const struct draft *lead, struct actions *out)
{
    struct action *a = actions_add(out, "forward");
    size_t forwards = 0;
    struct part *parts = xcalloc(j->count, sizeof *parts);
    memcpy(parts, j->parts, j->count * sizeof *parts);
    qsort(parts, j->count, sizeof *parts, by_cluster);
    a->has_stickiness = lead->action.has_stickiness;
    a->sticky = lead->action.sticky;
    a->sticky_seconds = lead->action.sticky_seconds;
    for (size_t i = 0; i < j->count; i++)
        forwards += is_forward(parts[i].draft);
    for (size_t i = 0; i < j->count; i++) {
        if (!is_forward(parts[i].draft))
            continue;
        add_groups(a, &parts[i].draft->action);
        if (forwards > 1)
            level_lone(a, &parts[i].draft->action);
    }
    free(parts);
}

static void add_copy(struct actions *out, const struct action *from)
{
    struct action *a = actions_add(out, from->type);
    a->config = xstrdup_or_null(from->config);
}

void joined_actions(const struct joined *j, const struct merged_port *port, struct actions *out)
{
    const struct part *real = first_real(j);
    const struct draft *lead = real ? real->draft : j->parts[0].draft;
    if (port->https && lead->auth.type)
        add_copy(out, &lead->auth);
    if (is_forward(lead))
        join_forward(j, lead, out);
    else
        add_copy(out, &lead->action);
}

void joined_release(struct joined *j)
{
    free(j->parts);
    *j = (struct joined){0};
}

void joined_list_release(struct joined_list *l)
{
    for (size_t i = 0; i < l->count; i++)
        joined_release(&l->items[i]);
    free(l->items);
    *l = (struct joined_list){0};
}
