#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "apply-aws/world.h"

/* Values are kept as text, which takes a tenth of the room; the last few that were looked at also as trees. */
struct world_open {
    struct thing *things[WORLD_OPEN];
    size_t turn;
};

static void forget_value(struct world *w, struct thing *t)
{
    for (size_t i = 0; w->open && t->value && i < WORLD_OPEN; i++)
        if (w->open->things[i] == t)
            w->open->things[i] = NULL;
    json_free(t->value);
    t->value = NULL;
}

const struct json *world_value(const struct world *w, const struct thing *t)
{
    union {
        const struct thing *in;
        struct thing *out;
    } thing = {t};
    if (!t || t->value)
        return t ? t->value : NULL;
    struct thing **place = &w->open->things[w->open->turn++ % WORLD_OPEN];
    if (*place) {
        json_free((*place)->value);
        (*place)->value = NULL;
    }
    *place = thing.out;
    thing.out->value = json_parse(t->text, strlen(t->text), NULL);
    return t->value;
}

static void thing_free(struct world *w, struct thing *t)
{
    forget_value(w, t);
    free(t->text);
    free(t->subject);
    free(t->service);
    free(t->resource);
    free(t->id);
    free(t);
}

void world_forget_dropped(struct world *w)
{
    struct dropped *d, *next;
    HASH_ITER (hh, w->dropped, d, next) {
        HASH_DEL(w->dropped, d);
        free(d->subject);
        free(d);
    }
}

void world_release(struct world *w)
{
    world_forget_dropped(w);
    struct thing *thing, *next_thing;
    HASH_ITER (hh, w->things, thing, next_thing) {
        HASH_DEL(w->things, thing);
        thing_free(w, thing);
    }
    world_release_targets(w);
    free(w->open);
    w->open = NULL;
}

void world_put(struct world *w, const struct observed *what, const char *value)
{
    if (value[0] != '{')
        return;
    own_str char *subject = observed_subject(what->service, what->resource, what->id);
    struct thing *t;
    HASH_FIND_STR(w->things, subject, t);
    if (!w->open)
        w->open = xcalloc(1, sizeof *w->open);
    if (!t) {
        t = xcalloc(1, sizeof *t);
        t->subject = xstrdup(subject);
        t->service = xstrdup(what->service);
        t->resource = xstrdup(what->resource);
        t->id = xstrdup(what->id);
        HASH_ADD_KEYPTR(hh, w->things, t->subject, strlen(t->subject), t);
    }
    forget_value(w, t);
    str_replace(&t->text, value);
    t->clock = ++w->clock;
}

static void remember_dropped(struct world *w, const char *subject)
{
    struct dropped *d;
    HASH_FIND_STR(w->dropped, subject, d);
    if (!d) {
        d = xcalloc(1, sizeof *d);
        d->subject = xstrdup(subject);
        HASH_ADD_KEYPTR(hh, w->dropped, d->subject, strlen(d->subject), d);
    }
    d->clock = ++w->clock;
}

bool world_is_newer(const struct world *w, const struct observed *what, uint64_t since)
{
    own_str char *subject = observed_subject(what->service, what->resource, what->id);
    struct thing *t;
    struct dropped *d;
    HASH_FIND_STR(w->things, subject, t);
    HASH_FIND_STR(w->dropped, subject, d);
    return (t && t->clock > since) || (d && d->clock > since);
}

void world_drop(struct world *w, const char *service, const char *resource, const char *id)
{
    own_str char *subject = observed_subject(service, resource, id);
    struct thing *t;
    HASH_FIND_STR(w->things, subject, t);
    if (!t)
        return;
    HASH_DEL(w->things, t);
    thing_free(w, t);
    remember_dropped(w, subject);
}

const struct json *world_get(const struct world *w, const char *service, const char *resource, const char *id)
{
    own_str char *subject = observed_subject(service, resource, id);
    struct thing *t;
    HASH_FIND_STR(w->things, subject, t);
    return t ? world_value(w, t) : NULL;
}

const struct json *world_by_arn(const struct world *w, const char *arn)
{
    const char *resource = arn_resource(arn);
    return resource ? world_get(w, "elasticloadbalancing", resource, arn) : NULL;
}

/* Cheap, and true of all that have it. The names of ELBv2's things stand in their ARNs. */
static bool may_have(const struct thing *t, const char *member, const char *text)
{
    return strstr(str_ends(member, "Name") && arn_resource(t->id) ? t->id : t->text, text) != NULL;
}

const struct thing *world_find(const struct world *w, const char *resource, const char *member, const char *text)
{
    for (const struct thing *t = w->things; t; t = t->hh.next)
        if (strcmp(t->resource, resource) == 0 && may_have(t, member, text) &&
            str_equal(json_str(json_get(world_value(w, t), member)), text))
            return t;
    return NULL;
}

static const struct {
    const char *kind, *resource;
} arn_kinds[] = {
    {":loadbalancer/", "LoadBalancer"}, {":targetgroup/", "TargetGroup"}, {":listener/", "Listener"}, {":listener-rule/", "Rule"}};

const char *arn_resource(const char *arn)
{
    for (size_t i = 0; i < COUNT_OF(arn_kinds) && str_starts(arn, "arn:"); i++)
        if (strstr(arn, arn_kinds[i].kind))
            return arn_kinds[i].resource;
    return NULL;
}

char *arn_name(const char *arn)
{
    for (size_t i = 0; i < COUNT_OF(arn_kinds) && str_starts(arn, "arn:"); i++) {
        const char *at = strstr(arn, arn_kinds[i].kind);
        if (!at)
            continue;
        at += strlen(arn_kinds[i].kind);
        if (strcmp(arn_kinds[i].resource, "TargetGroup") != 0)
            at += strcspn(at, "/") + 1; /* app/NAME/…, net/NAME/… */
        return xstrndup(at, strcspn(at, "/"));
    }
    return NULL;
}

const char *resource_id_member(const char *resource)
{
    static const struct {
        const char *resource, *member;
    } ids[] = {{"LoadBalancer", "LoadBalancerArn"},
               {"TargetGroup", "TargetGroupArn"},
               {"Listener", "ListenerArn"},
               {"Rule", "RuleArn"},
               {"SecurityGroup", "GroupId"},
               {"Instance", "InstanceId"},
               {"NetworkInterface", "NetworkInterfaceId"},
               {"Subnet", "SubnetId"},
               {"Vpc", "VpcId"},
               {"RouteTable", "RouteTableId"},
               {"AvailabilityZone", "ZoneId"},
               {"Certificate", "CertificateArn"},
               {"TrustStore", "TrustStoreArn"},
               {"WebACL", "ARN"}};
    for (size_t i = 0; i < COUNT_OF(ids); i++)
        if (strcmp(ids[i].resource, resource) == 0)
            return ids[i].member;
    return NULL;
}
