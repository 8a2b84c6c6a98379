/* Step 6: who may pass: a login (Cognito, OIDC) or a token (JWT) in front of the action, on HTTPS only. */
#include "plan-rules/compile/build.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/arn.h"

enum idp { IDP_COGNITO, IDP_OIDC };

struct text_member {
    const char *name;
    const char *member;
};

static const struct text_member cognito[] = {
    {"userPoolARN", "UserPoolArn"}, {"userPoolClientID", "UserPoolClientId"}, {"userPoolDomain", "UserPoolDomain"}};

static const struct text_member oidc[] = {{"issuer", "Issuer"},
                                          {"authorizationEndpoint", "AuthorizationEndpoint"},
                                          {"tokenEndpoint", "TokenEndpoint"},
                                          {"userInfoEndpoint", "UserInfoEndpoint"}};

static const struct {
    const char *type;
    const char *suffix;
    const char *action;
    const struct text_member *members;
    size_t count;
} idps[] = {
    [IDP_COGNITO] = {"cognito", "auth-idp-cognito", "authenticate-cognito", cognito, COUNT_OF(cognito)},
    [IDP_OIDC] = {"oidc", "auth-idp-oidc", "authenticate-oidc", oidc, COUNT_OF(oidc)},
};

/* All that is said about logins. */
struct login {
    struct member *m;
    struct notes notes; /* the lone Service's over the Ingress's */
    const struct settings *set;
    const char *type;
    const char *scope, *cookie, *unauthenticated;
    int64_t timeout;
    struct json *idp[COUNT_OF(idps)]; /* owned */
    struct fault *f;
};

/* ---- the annotations ---- */

static int check_idp(const struct reader *r, const struct json *idp, enum idp kind)
{
    const char *unused;
    const struct json *extra;
    if (want_object(r, idp))
        return -1;
    for (size_t i = 0; i < idps[kind].count; i++)
        if (read_str(r, idp, idps[kind].members[i].name, &unused))
            return -1;
    if (kind == IDP_OIDC && read_str(r, idp, "secretName", &unused))
        return -1;
    if (read_object(r, idp, "authenticationRequestExtraParams", &extra))
        return -1;
    json_each (p, extra) {
        if (json_kind(p) != JSON_STRING && json_kind(p) != JSON_NULL)
            return reader_fault(r, "authenticationRequestExtraParams must hold strings");
    }
    return 0;
}

static int read_idp(struct login *l, enum idp kind)
{
    own_str char *field = xasprintf("%s%s", NOTE_PREFIX, idps[kind].suffix);
    int got = notes_json(&l->notes, idps[kind].suffix, &l->idp[kind], l->f);
    if (got <= 0)
        return got;
    struct reader r = {field, notes_get(&l->notes, idps[kind].suffix), l->f};
    return check_idp(&r, l->idp[kind], kind);
}

static const char *text_or(const struct notes *n, const char *suffix, const char *usual)
{
    const char *text = notes_get(n, suffix);
    return text ? text : usual;
}

static int read_login(struct login *l)
{
    l->type = text_or(&l->notes, "auth-type", "none");
    l->scope = text_or(&l->notes, "auth-scope", "openid");
    l->cookie = text_or(&l->notes, "auth-session-cookie", "AWSELBAuthSessionCookie");
    l->unauthenticated = text_or(&l->notes, "auth-on-unauthenticated-request", "authenticate");
    l->timeout = 604800;
    if (strcmp(l->type, "none") != 0 && strcmp(l->type, "cognito") != 0 && strcmp(l->type, "oidc") != 0)
        return fault_set(l->f, NOTE_PREFIX "auth-type", l->type, "auth-type must be none, cognito or oidc");
    if (read_idp(l, IDP_COGNITO) < 0 || read_idp(l, IDP_OIDC) < 0)
        return -1;
    return notes_long(&l->notes, "auth-session-timeout", &l->timeout, l->f) < 0 ? -1 : 0;
}

/* ---- the action ---- */

static const struct secret_info *find_secret(const struct login *l, const char *name)
{
    const struct ingress *in = l->m->in;
    for (size_t i = 0; i < in->secrets_count; i++)
        if (strcmp(in->secrets[i].name, name) == 0)
            return &in->secrets[i];
    return NULL;
}

static int check_secret(const struct login *l, const struct secret_info *s, const char *name)
{
    const char *field = NOTE_PREFIX "auth-idp-oidc";
    const char *ns = l->m->in->id.namespace;
    if (!s)
        return fault_set(l->f, field, name, "Secret '%s/%s' does not exist", ns, name);
    if (!pairs_get(&s->keys, "clientID") && !pairs_get(&s->keys, "clientId"))
        return fault_set(l->f, field, name, "Secret '%s/%s' has no key 'clientID'", ns, name);
    if (!pairs_get(&s->keys, "clientSecret"))
        return fault_set(l->f, field, name, "Secret '%s/%s' has no key 'clientSecret'", ns, name);
    for (size_t i = 0; i < l->set->secret_labels.count; i++) {
        const struct pair *p = &l->set->secret_labels.items[i];
        if (!str_equal(pairs_get(&s->labels, p->key), p->value))
            return fault_set(l->f, field, name, "Secret '%s/%s' lacks the label %s=%s that the fleet requires", ns, name, p->key, p->value);
    }
    return 0;
}

static void add_secret(const struct login *l, struct json_out *o, const char *member, const char *name, const char *key)
{
    own_str char *reference = xasprintf("@secret/%s/%s/%s/%s", l->m->in->id.cluster, l->m->in->id.namespace, name, key);
    json_add_str(o, member, reference);
}

static int add_client(const struct login *l, struct json_out *o)
{
    const char *name = json_str_or(json_get_fold(l->idp[IDP_OIDC], "secretName"), "");
    const struct secret_info *s = find_secret(l, name);
    if (check_secret(l, s, name))
        return -1;
    add_secret(l, o, "ClientId", name, pairs_get(&s->keys, "clientID") ? "clientID" : "clientId");
    add_secret(l, o, "ClientSecret", name, "clientSecret");
    return 0;
}

static void add_extra(struct json_out *o, const struct json *idp)
{
    const struct json *extra = json_get_fold(idp, "authenticationRequestExtraParams");
    if (!json_count(extra))
        return;
    json_open_object(o, "AuthenticationRequestExtraParams");
    json_each (p, extra) {
        json_add_str(o, json_name(p), json_str_or(p, ""));
    }
    json_close_object(o);
}

static int add_idp(const struct login *l, enum idp kind, struct json_out *o)
{
    for (size_t i = 0; i < idps[kind].count; i++) {
        const struct text_member *t = &idps[kind].members[i];
        const char *value = json_str_or(json_get_fold(l->idp[kind], t->name), "");
        if (!*value) {
            own_str char *field = xasprintf("%s%s", NOTE_PREFIX, idps[kind].suffix);
            return fault_set(l->f, field, NULL, "'%s' must have %s", field, t->name);
        }
        if (strcmp(t->name, "userPoolARN") == 0 && arn_check(ARN_USER_POOL, value, NOTE_PREFIX "auth-idp-cognito", l->f))
            return -1;
        json_add_str(o, t->member, value);
    }
    if (kind == IDP_OIDC && add_client(l, o))
        return -1;
    add_extra(o, l->idp[kind]);
    return 0;
}

static int write_login(const struct login *l, enum idp kind, struct action *out)
{
    own_buf text = {0};
    struct json_out o = json_out(&text);
    if (!json_count(l->idp[kind])) {
        own_str char *field = xasprintf("%s%s", NOTE_PREFIX, idps[kind].suffix);
        return fault_set(l->f, field, NULL, "auth-type %s needs the annotation '%s'", l->type, field);
    }
    json_open_object(&o, NULL);
    if (add_idp(l, kind, &o))
        return -1;
    json_add_str(&o, "SessionCookieName", l->cookie);
    json_add_str(&o, "Scope", l->scope);
    json_add_int(&o, "SessionTimeout", l->timeout);
    json_add_str(&o, "OnUnauthenticatedRequest", l->unauthenticated);
    json_close_object(&o);
    out->type = xstrdup(idps[kind].action);
    out->config = xstrdup(buf_str(&text));
    return 0;
}

/* ---- tokens ---- */

static int need(const struct reader *r, const struct json *object, const char *name, const char **out)
{
    if (read_str(r, object, name, out))
        return -1;
    return *out && **out ? 0 : reader_fault(r, "%s must be given", name);
}

static int add_claim(const struct reader *r, const struct json *claim, struct json_out *o)
{
    const char *format, *name;
    struct strs values = {0};
    if (want_object(r, claim) || need(r, claim, "format", &format) || need(r, claim, "name", &name))
        return -1;
    int bad = read_strs(r, claim, "values", &values);
    if (!bad && !values.count)
        bad = reader_fault(r, "claim '%s' must have values", name);
    if (!bad) {
        json_open_object(o, NULL);
        json_add_str(o, "Format", format);
        json_add_str(o, "Name", name);
        strs_encode(&values, o, "Values");
        json_close_object(o);
    }
    strs_release(&values);
    return bad;
}

static int write_jwt(const struct reader *r, const struct json *jwt, struct action *out)
{
    const char *keys, *issuer;
    const struct json *claims;
    own_buf text = {0};
    struct json_out o = json_out(&text);
    if (want_object(r, jwt) || need(r, jwt, "jwksEndpoint", &keys) || need(r, jwt, "issuer", &issuer) ||
        read_array(r, jwt, "additionalClaims", &claims))
        return -1;
    json_open_object(&o, NULL);
    json_add_str(&o, "JwksEndpoint", keys);
    json_add_str(&o, "Issuer", issuer);
    if (json_count(claims)) {
        json_open_array(&o, "AdditionalClaims");
        json_each (claim, claims) {
            if (add_claim(r, claim, &o))
                return -1;
        }
        json_close_array(&o);
    }
    json_close_object(&o);
    out->type = xstrdup("jwt-validation");
    out->config = xstrdup(buf_str(&text));
    return 0;
}

static int read_jwt(struct login *l, struct action *out)
{
    own_json *jwt = NULL;
    int got = notes_json(&l->m->notes, "jwt-validation", &jwt, l->f);
    if (got <= 0)
        return got;
    struct reader r = {NOTE_PREFIX "jwt-validation", notes_get(&l->m->notes, "jwt-validation"), l->f};
    if (strcmp(l->type, "none") != 0)
        return reader_fault(&r, "a rule takes either a login (auth-type %s) or jwt-validation, not both", l->type);
    return write_jwt(&r, jwt, out);
}

int auth_read(struct build *b, struct member *m, struct draft *d, enum draft_auth auth)
{
    struct login l = {.m = m, .notes = {&m->in->annotations, NULL}, .set = &b->c->set, .f = &m->fault};
    if (d->alone)
        l.notes = (struct notes){&d->alone->record.annotations, &m->in->annotations};
    int bad = read_login(&l);
    if (!bad && auth == DRAFT_WITH_AUTH) {
        bad = read_jwt(&l, &d->auth);
        if (!bad && strcmp(l.type, "none") != 0)
            bad = write_login(&l, strcmp(l.type, "oidc") == 0 ? IDP_OIDC : IDP_COGNITO, &d->auth);
    }
    for (size_t i = 0; i < COUNT_OF(idps); i++)
        json_free(l.idp[i]);
    return bad;
}
