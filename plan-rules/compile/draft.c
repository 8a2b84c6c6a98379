/* Step 6: the rules of one Ingress, alone and in its own order. */
#include "plan-rules/compile/build.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

/* Exact paths first, then prefixes from the longest, then the rest; otherwise as written. */
static int rank(const struct ingress_path *p)
{
    if (str_equal(p->path_type, "Exact"))
        return 0;
    return str_equal(p->path_type, "Prefix") ? 1 : 2;
}

static bool before(const struct ingress_path *a, const struct ingress_path *b)
{
    int x = rank(a), y = rank(b);
    if (x != y || x != 1)
        return x < y;
    return strlen(a->path ? a->path : "") > strlen(b->path ? b->path : "");
}

/* Stable: a path moves only before those that it must precede. */
static const struct ingress_path **sorted_paths(const struct ingress_rule *r)
{
    const struct ingress_path **order = xcalloc(r->paths_count + 1, sizeof *order);
    for (size_t i = 0; i < r->paths_count; i++) {
        size_t at = i;
        for (; at > 0 && before(&r->paths[i], order[at - 1]); at--)
            order[at] = order[at - 1];
        order[at] = &r->paths[i];
    }
    return order;
}

static int draft_backend(struct build *b, struct member *m, const struct backend *to, struct draft *d, enum draft_auth auth)
{
    return action_read(b, m, to, d) || auth_read(b, m, d, auth) ? -1 : 0;
}

static int draft_path(struct build *b, struct member *m, const struct ingress_rule *r, const struct ingress_path *p, enum draft_auth auth)
{
    ARRAY_GROW(m->drafts, m->drafts_count, m->drafts_cap);
    struct draft *d = &m->drafts[m->drafts_count++];
    memset(d, 0, sizeof *d);
    if (conditions_read(m, r, p, &d->rule) || transforms_read(m, p->backend.service ? p->backend.service : "", &d->rule.transforms))
        return -1;
    d->conditions_key = conditions_key(&d->rule);
    return draft_backend(b, m, &p->backend, d, auth);
}

static int draft_rule(struct build *b, struct member *m, const struct ingress_rule *r, enum draft_auth auth)
{
    if (!r->has_http)
        return 0;
    const struct ingress_path **paths = sorted_paths(r);
    int bad = 0;
    for (size_t i = 0; i < r->paths_count && !bad; i++)
        bad = draft_path(b, m, r, paths[i], auth);
    free(paths);
    return bad;
}

/* Its conditions and transforms mean nothing there, but must be readable. */
static int draft_default(struct build *b, struct member *m, enum draft_auth auth)
{
    const struct backend *to = &m->in->default_backend;
    own_str char *unused = NULL;
    if (!m->in->has_default)
        return 0;
    if (to->service && (conditions_check(m, to->service) || transforms_read(m, to->service, &unused)))
        return -1;
    return draft_backend(b, m, to, &m->fallback, auth);
}

int member_draft(struct build *b, struct member *m, enum draft_auth auth)
{
    member_forget_drafts(m);
    m->drafted = true;
    for (size_t i = 0; i < m->in->rules_count; i++)
        if (draft_rule(b, m, &m->in->rules[i], auth))
            return -1;
    return draft_default(b, m, auth);
}
