/* Who asks, and whether it may. */
#include <stdio.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

#define ANONYMOUS "system:anonymous"

static const char *token_user(const struct sim *s, const char *token)
{
    for (size_t i = 0; i < s->set.token_count; i++)
        if (!strcmp(s->set.tokens[i].text, token))
            return s->set.tokens[i].user;
    return eks_accepts(s, token) ? "eks" : NULL;
}

bool access_authenticate(struct call *c)
{
    const char *header = sim_header(c->r, "Authorization");
    if (header && str_starts(header, "Bearer ")) {
        c->user = token_user(c->sim, header + strlen("Bearer "));
        if (!c->user)
            reply_status(c, &(struct status){.code = 401, .reason = "Unauthorized", .message = "Unauthorized"});
        return c->user != NULL;
    }
    c->user = sim_client_name(c->r, c->user_name, sizeof c->user_name) ? c->user_name : ANONYMOUS;
    return true;
}

static bool matches(const struct denial *d, const struct call *c)
{
    char qualified[128];
    const struct kind *k = c->target.kind;
    bool verb = !strcmp(d->verb, "*") || !strcmp(d->verb, c->verb);
    bool resource = !strcmp(d->resource, "*") || !strcmp(d->resource, k->plural) || !strcmp(d->resource, kind_qualified(k, qualified));
    return verb && resource && (!d->namespace[0] || !strcmp(d->namespace, c->target.namespace));
}

static bool denied(const struct call *c)
{
    if (!strcmp(c->user, ANONYMOUS))
        return true;
    for (size_t i = 0; i < c->sim->denial_count; i++)
        if (matches(&c->sim->denials[i], c))
            return true;
    return false;
}

static void reply_forbidden(struct call *c)
{
    char qualified[128];
    const struct target *t = &c->target;
    own_str char *scope = t->namespace[0] ? xasprintf("in the namespace \"%s\"", t->namespace) : xstrdup("at the cluster scope");
    own_str char *object = t->name[0] ? xasprintf(" \"%s\"", t->name) : xstrdup("");
    own_str char *message =
        xasprintf("%s%s is forbidden: User \"%s\" cannot %s resource \"%s%s%s\" in API group \"%s\" %s", kind_qualified(t->kind, qualified),
                  object, c->user, c->verb, t->kind->plural, t->subresource[0] ? "/" : "", t->subresource, t->kind->group, scope);
    reply_status(c, &(struct status){.code = 403,
                                     .reason = "Forbidden",
                                     .message = message,
                                     .group = t->kind->group,
                                     .kind = t->kind->plural,
                                     .name = t->name[0] ? t->name : NULL});
}

bool access_allows(const struct call *c)
{
    return !denied(c);
}

bool access_authorize(struct call *c)
{
    if (!denied(c))
        return true;
    reply_forbidden(c);
    return false;
}

int access_deny(struct sim *s, const char *rule, struct err *err)
{
    struct denial d = {0};
    if (s->denial_count == SIM_MAX_RULES)
        return err_set(err, ERR_CONFIG, "more than %d rules that deny", SIM_MAX_RULES);
    if (sscanf(rule, "%15s %127s %255s", d.verb, d.resource, d.namespace) < 2)
        return err_set(err, ERR_CONFIG, "cannot deny '%s': write VERB RESOURCE [NAMESPACE], as in 'list secrets'", rule);
    s->denials[s->denial_count++] = d;
    return 0;
}
