#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "apply-aws/effects.h"
#include "apply-aws/observe_inner.h"
#include "apply-aws/sweep.h"
#include "apply-aws/value.h"

void found_put(struct observation *o, const char *service, const char *resource, const struct json *item)
{
    const char *member = resource_id_member(resource);
    const char *id = json_str(json_get(item, member ? member : "Region"));
    struct found *f;
    if (!id)
        return;
    HASH_FIND_STR(o->found, id, f);
    if (!f) {
        f = xcalloc(1, sizeof *f);
        f->id = xstrdup(id);
        f->service = service;
        f->resource = resource;
        HASH_ADD_KEYPTR(hh, o->found, f->id, strlen(f->id), f);
    }
    free(f->value);
    f->value = json_text(item);
}

void found_set(struct observation *o, const char *id, const char *member, const char *raw)
{
    struct found *f;
    HASH_FIND_STR(o->found, id, f);
    if (!f)
        return;
    own_json *value = json_parse(f->value, strlen(f->value), NULL);
    free(f->value);
    f->value = value_with(value, member, raw);
}

/* What this endpoint did not tell stays as it was known. */
static void keep_unread(struct found *f, const struct json *held)
{
    static const char *const members[] = {"Tags", "Attributes", "Certificates"};
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        own_json *value = json_parse(f->value, strlen(f->value), NULL);
        own_str char *old = json_text(json_get(held, members[i]));
        if (!old || json_get(value, members[i]))
            continue;
        free(f->value);
        f->value = value_with(value, members[i], old);
    }
}

static bool has_all_of(const struct json *a, const struct json *b, const char *but)
{
    json_each (member, a)
        if (strcmp(json_name(member), but) != 0 && !json_equal(member, json_get(b, json_name(member))))
            return false;
    return true;
}

/* Which load balancer a group serves follows from calls of ours, and only a reading tells it: all groups may differ at once in
 * that, and each is told when its own turn comes. */
static bool differs_in_users_only(const struct found *f, const struct json *value, const struct json *held)
{
    static const char users[] = "LoadBalancerArns";
    return strcmp(f->resource, "TargetGroup") == 0 && has_all_of(value, held, users) && has_all_of(held, value, users);
}

static void tell_found(struct observation *o, struct found *f)
{
    const struct json *held = world_get(&o->apply->world, f->service, f->resource, f->id);
    struct observed what = {.service = f->service, .resource = f->resource, .id = f->id, .asof = o->asof};
    if (world_is_newer(&o->apply->world, &what, o->since))
        return; /* a call of ours went ahead of this read */
    if (held && strcmp(f->resource, "Listener") != 0)
        keep_unread(f, held);
    own_json *value = json_parse(f->value, strlen(f->value), NULL);
    bool same = json_equal(value, held);
    if (o->scope.lists && held && !same && differs_in_users_only(f, value, held))
        return;
    if (o->drift ? !sweep_confirms(o->apply, &what, same ? NULL : value) : same)
        return;
    say_observed(o->apply, o->cause, &what, f->value);
}

static bool is_within_vpc(const struct scope *s, const struct thing *t)
{
    static const char *const around[] = {"Vpc", "Subnet", "RouteTable", "AvailabilityZone"};
    for (size_t i = 0; i < COUNT_OF(around) && s->surroundings; i++)
        if (strcmp(around[i], t->resource) == 0)
            return true;
    return s->lists && (strcmp(t->resource, "LoadBalancer") == 0 || strcmp(t->resource, "TargetGroup") == 0);
}

/* Whether this observation would have found it, were it still there. */
static bool is_within(const struct observation *o, const struct thing *t)
{
    if (strcmp(t->resource, "Instance") == 0) /* only those that were asked for are known */
        return strs_has(&o->scope.instances, t->id) && !strs_has(&o->unread, t->resource);
    if (o->scope.everything || strs_has(&o->unread, t->resource))
        return o->scope.everything && !strs_has(&o->unread, t->resource);
    own_str char *name = arn_name(t->id);
    if (is_within_vpc(&o->scope, t))
        return true;
    if (strcmp(t->resource, "TargetGroup") == 0)
        return name && strs_has(&o->scope.target_groups, name);
    if (strcmp(t->resource, "SecurityGroup") == 0)
        return strs_has(&o->scope.security_groups, t->id) ||
               strs_has(&o->scope.security_groups, json_str_or(json_get(world_value(&o->apply->world, t), "GroupName"), ""));
    return name && strs_has(&o->scope.load_balancers, name);
}

/* Resources that an observation reads; certificates and the like are told by others. */
static bool is_read(const struct thing *t)
{
    static const char *const resources[] = {"Vpc",          "Subnet",      "RouteTable", "SecurityGroup", "AvailabilityZone",
                                            "LoadBalancer", "TargetGroup", "Listener",   "Rule",          "Instance"};
    for (size_t i = 0; i < COUNT_OF(resources); i++)
        if (strcmp(resources[i], t->resource) == 0)
            return true;
    return false;
}

static void tell_missing_thing(struct observation *o, const struct thing *t)
{
    own_str char *id = xstrdup(t->id);
    own_str char *service = xstrdup(t->service);
    own_str char *resource = xstrdup(t->resource);
    struct observed what = {.service = service, .resource = resource, .id = id, .asof = o->asof};
    if (world_is_newer(&o->apply->world, &what, o->since) || (o->drift && !sweep_confirms_missing(o->apply, &what)))
        return;
    if (strcmp(resource, "TargetGroup") == 0)
        effects_say_health(o->apply, o->cause, &(struct health_read){id, NULL, o->since});
    say_missing(o->apply, o->cause, &what);
}

static void tell_missing(struct observation *o)
{
    struct thing *t, *next;
    HASH_ITER (hh, o->apply->world.things, t, next) {
        struct found *f;
        HASH_FIND_STR(o->found, t->id, f);
        if (f || !is_read(t) || !is_within(o, t))
            continue;
        tell_missing_thing(o, t);
    }
}

void observe_tell(struct observation *o)
{
    for (struct found *f = o->found; f; f = f->hh.next)
        tell_found(o, f);
    for (struct found_health *h = o->health; h; h = h->next) {
        own_json *answer = json_parse(h->answer, strlen(h->answer), NULL);
        effects_say_health(o->apply, o->cause, &(struct health_read){h->arn, answer, o->since});
    }
    tell_missing(o);
}
