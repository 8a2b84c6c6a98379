/* Step 5: the load balancer itself, once its members agree. What cannot be had of AWS rejects those
 * members that asked for it, or all when nobody in particular did. */
#include "plan-rules/compile/build.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/names.h"

typedef bool blamed_fn(const struct build *b, const struct member *m);

/* Rejects those to blame; everybody when none is. */
static void blame(struct build *b, const struct fault *f, blamed_fn *blamed)
{
    size_t hit = 0;
    for (int everybody = 0; everybody < 2 && !hit; everybody++) {
        for (size_t i = 0; i < b->count; i++) {
            struct member *m = b->members[i];
            if (m->out || (!everybody && !blamed(b, m)))
                continue;
            m->fault = *f;
            m->rejected = m->out = true;
            hit++;
        }
    }
}

static bool names_subnets(const struct build *b, const struct member *m)
{
    (void)b;
    return m->class_subnets || m->subnets.count;
}

static bool wants_dualstack(const struct build *b, const struct member *m)
{
    return b->dualstack && m->ip_address_type != NULL;
}

static bool names_groups(const struct build *b, const struct member *m)
{
    (void)b;
    return m->security_groups.count > 0;
}

static bool names_acl(const struct build *b, const struct member *m)
{
    (void)b;
    return m->web_acl_name && *m->web_acl_name;
}

/* ---- name ---- */

static void set_name(struct build *b, struct stack *out)
{
    const struct object_name *id = &b->merged.first->in->id;
    const char *parts[] = {b->identity, b->gid, out->scheme};
    own_str char *hash = name_hash(parts, 3);
    if (b->merged.named)
        out->name = xstrdup(b->merged.named->lb_name);
    else
        out->name = b->explicit_group ? name_made(b->gid, NULL, hash) : name_made(id->namespace, id->name, hash);
}

/* ---- web ACL ---- */

/* NULL with the fault. */
static const char *acl_by_name(const struct build *b, const struct member *m, struct fault *f)
{
    const char *field = NOTE_PREFIX "wafv2-acl-name", *arn = NULL;
    const struct ask q = {.service = "wafv2", .resource = "WebACL", .by = "name", .value = m->web_acl_name};
    const struct asker who = ask_of_member(m);
    const struct strs *ids;
    enum answer answer = ask_for(b->c, &who, &q, &ids);
    if (answer == ANSWER_WAITS) {
        ask_waits(f, field, &q);
        return NULL;
    }
    if (answer == ANSWER_FOUND)
        arn = ids->items[0];
    else if (answer == ANSWER_UNASKED)
        arn = world_named(b->c->world, "wafv2/webacl", "Name", m->web_acl_name);
    if (!arn)
        fault_set(f, field, m->web_acl_name, "there is no regional web ACL named '%s'", m->web_acl_name);
    return arn;
}

static int set_acl(struct build *b, struct stack *out, struct fault *f)
{
    const struct member *m = b->merged.acl;
    if (!m)
        return 0;
    const char *name = m->web_acl_name && *m->web_acl_name ? m->web_acl_name : NULL;
    const char *acl = name ? name : m->web_acl_arn;
    if (!*acl || strcmp(acl, "none") == 0) {
        out->web_acl_arn = b->c->set.web_acls ? xstrdup("none") : NULL;
        return 0;
    }
    if (name)
        acl = acl_by_name(b, m, f);
    if (!acl)
        return -1;
    out->web_acl_arn = b->c->set.web_acls ? xstrdup(acl) : NULL;
    return 0;
}

/* ---- the rest ---- */

static void set_pool(struct build *b, struct stack *out)
{
    const struct member *first = b->merged.first;
    const char *pool = first->class_ipam_pool ? first->class_ipam_pool : b->merged.ipam ? b->merged.ipam->ipam_pool : NULL;
    own_buf text = {0};
    struct json_out o = json_out(&text);
    if (b->merged.pooled)
        out->customer_owned_pool = xstrdup(b->merged.pooled->customer_owned_pool);
    if (!pool)
        return;
    json_open_object(&o, NULL);
    json_add_str(&o, "Ipv4IpamPoolId", pool);
    json_close_object(&o);
    out->ipam_pools = xstrdup(buf_str(&text));
}

static void set_plain(struct build *b, struct stack *out)
{
    const struct merged *g = &b->merged;
    out->id = xstrdup(b->group);
    out->has_load_balancer = true;
    out->scheme = xstrdup(g->schemed ? g->schemed->scheme : b->c->set.default_scheme);
    out->ip_address_type = xstrdup(g->addressed ? g->addressed->ip_address_type : "ipv4");
    out->shield = g->shielded && b->c->set.shield ? (int)g->shielded->shield : -1;
    out->capacity_units = !b->c->set.capacity             ? -1
                          : g->first->class_capacity >= 0 ? g->first->class_capacity
                          : g->capacity                   ? g->capacity->capacity
                                                          : -1;
    pairs_copy(&out->attributes, &g->attributes);
    tags_make(&b->c->set, &(struct tracking){b->identity, b->gid, "LoadBalancer"}, &g->tags, &out->tags);
    set_name(b, out);
    set_pool(b, out);
}

/* IPv6 that the subnets lack is the fault of who asked for it, where without it all would be well. */
static void blame_subnets(struct build *b, const struct fault *f)
{
    struct strs unused = {0};
    struct fault without = {0};
    bool dualstack = b->dualstack;
    blamed_fn *blamed = names_subnets;
    b->dualstack = false;
    if (dualstack && !b->merged.subnets && subnets_choose(b, &unused, &without) == 0)
        blamed = wants_dualstack;
    b->dualstack = dualstack;
    strs_release(&unused);
    blame(b, f, blamed);
}

/* ---- what listeners need of the group as a whole ---- */

/* ssl-redirect must lead to an HTTPS listener of the group. */
static bool check_redirect(struct build *b)
{
    struct fault f = {0};
    const struct member *r = b->merged.redirected;
    const struct merged_port *p = r ? merged_port(b, (int)r->ssl_redirect) : NULL;
    bool good = true;
    if (!r || (p && p->https))
        return true;
    fault_set(&f, NOTE_PREFIX "ssl-redirect", notes_get(&r->notes, "ssl-redirect"),
              "ssl-redirect leads to port %d, where no HTTPS listener is", (int)r->ssl_redirect);
    for (size_t i = 0; i < b->count; i++) {
        struct member *m = b->members[i];
        if (m->out || m->ssl_redirect < 0)
            continue;
        m->fault = f;
        m->rejected = m->out = true;
        good = false;
    }
    return good;
}

static bool check_certificates(struct build *b)
{
    bool good = true;
    for (size_t i = 0; i < b->merged.ports_count; i++) {
        const struct merged_port *p = &b->merged.ports[i];
        for (size_t k = 0; p->https && !p->certificates.count && k < b->count; k++) {
            struct member *m = b->members[k];
            if (m->out || !member_port(m, p->port))
                continue;
            fault_set(&m->fault, NOTE_PREFIX "certificate-arn", NULL,
                      "the HTTPS listener on port %d has no certificate: name one, or give hosts by which one can be found", p->port);
            m->rejected = m->out = true;
            good = false;
        }
    }
    return good;
}

bool balancer_make(struct build *b, struct stack *out)
{
    struct fault f = {0};
    if (!check_redirect(b) || !check_certificates(b))
        return false;
    set_plain(b, out);
    if (set_acl(b, out, &f)) {
        blame(b, &f, names_acl);
        return false;
    }
    if (subnets_choose(b, &out->subnets, &f)) {
        blame_subnets(b, &f);
        return false;
    }
    if (security_choose(b, out, &f)) {
        blame(b, &f, names_groups);
        return false;
    }
    return true;
}
