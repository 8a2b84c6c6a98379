/* How full the fleet's load balancers and security groups are, counted in what was read. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "apply-aws/survey_inner.h"

enum quota { RULES, LISTENERS, CERTIFICATES, GROUPS, TARGETS, QUOTAS };

static const struct {
    const char *what, *quota;
} quotas[QUOTAS] = {
    [RULES] = {"rules per load balancer", "rules-per-application-load-balancer"},
    [LISTENERS] = {"listeners per load balancer", "listeners-per-application-load-balancer"},
    [CERTIFICATES] = {"certificates per load balancer", "certificates-per-application-load-balancer"},
    [GROUPS] = {"target groups per load balancer", "target-groups-per-application-load-balancer"},
    [TARGETS] = {"targets per load balancer", "targets-per-application-load-balancer"},
};

/* One load balancer of ours. */
struct tally {
    char *name; /* the key */
    size_t used[QUOTAS];
    UT_hash_handle hh;
};

/* ---- load balancers ---- */

static struct tally *tally_balancers(const struct apply *a)
{
    struct tally *all = NULL;
    for (const struct thing *t = a->world.things; t; t = t->hh.next) {
        if (strcmp(t->resource, "LoadBalancer") != 0 || !strstr(t->id, ":loadbalancer/app/") ||
            !apply_is_ours(a, json_get(world_value(&a->world, t), "Tags")))
            continue;
        char *name = arn_name(t->id);
        if (!name)
            continue;
        struct tally *b = xcalloc(1, sizeof *b);
        b->name = name;
        HASH_ADD_KEYPTR(hh, all, b->name, strlen(b->name), b);
    }
    return all;
}

static struct tally *tally_of(struct tally *all, const char *arn)
{
    own_str char *name = arn ? arn_name(arn) : NULL;
    struct tally *found = NULL;
    if (name)
        HASH_FIND_STR(all, name, found);
    return found;
}

static void count_group(struct tally *all, const struct apply *a, const struct thing *t)
{
    const struct json *users = json_get(world_value(&a->world, t), "LoadBalancerArns");
    struct tally *b = tally_of(all, json_str(json_first(users)));
    own_str char *name = arn_name(t->id);
    const struct held_group *held = name ? world_group(&a->world, name) : NULL;
    if (!b)
        return;
    b->used[GROUPS]++;
    b->used[TARGETS] += held ? held->count : 0;
}

/* The default certificate of a listener does not count. */
static void count_listener(struct tally *all, const struct apply *a, const struct thing *t)
{
    struct tally *b = tally_of(all, t->id);
    size_t certificates = json_count(json_get(world_value(&a->world, t), "Certificates"));
    if (!b)
        return;
    b->used[LISTENERS]++;
    b->used[CERTIFICATES] += certificates ? certificates - 1 : 0;
}

static void count_all(struct tally *all, const struct apply *a)
{
    for (const struct thing *t = a->world.things; t; t = t->hh.next) {
        struct tally *b = strcmp(t->resource, "Rule") == 0 ? tally_of(all, t->id) : NULL;
        if (b)
            b->used[RULES]++;
        else if (strcmp(t->resource, "Listener") == 0)
            count_listener(all, a, t);
        else if (strcmp(t->resource, "TargetGroup") == 0)
            count_group(all, a, t);
    }
}

static void tell_fullest(struct survey *s, const struct tally *all, enum quota q)
{
    const struct tally *fullest = all;
    for (const struct tally *b = all; b; b = b->hh.next)
        if (b->used[q] > fullest->used[q])
            fullest = b;
    survey_say_use(s, &(struct use){.what = quotas[q].what,
                                    .quota = quotas[q].quota,
                                    .whose = fullest && fullest->used[q] ? fullest->name : NULL,
                                    .used = fullest ? fullest->used[q] : 0});
}

static void tally_free_all(struct tally *all)
{
    struct tally *b, *next;
    HASH_ITER (hh, all, b, next) {
        HASH_DEL(all, b);
        free(b->name);
        free(b);
    }
}

/* ---- security groups ---- */

/* IPv4 and IPv6 have a quota each; what names a group or a prefix list counts in both (a list by its size, which is not read: as one). */
static size_t rules_inward(const struct json *group)
{
    size_t four = 0, six = 0;
    json_each (permission, json_get(group, "IpPermissions")) {
        size_t both = json_count(json_get(permission, "UserIdGroupPairs")) + json_count(json_get(permission, "PrefixListIds"));
        four += both + json_count(json_get(permission, "IpRanges"));
        six += both + json_count(json_get(permission, "Ipv6Ranges"));
    }
    return four > six ? four : six;
}

static void tell_security_groups(struct survey *s, const struct apply *a)
{
    own_str char *fullest = NULL;
    struct use use = {.what = "rules per security group", .usual = 60};
    for (const struct thing *t = a->world.things; t; t = t->hh.next) {
        const struct json *group = strcmp(t->resource, "SecurityGroup") == 0 ? world_value(&a->world, t) : NULL;
        size_t rules = group && apply_is_ours(a, json_get(group, "Tags")) ? rules_inward(group) : 0;
        if (rules <= use.used)
            continue;
        str_replace(&fullest, json_str_or(json_get(group, "GroupName"), t->id));
        use.used = rules;
    }
    use.whose = fullest;
    survey_say_use(s, &use);
}

void survey_tell_uses(struct survey *s, const struct apply *a)
{
    struct tally *all = tally_balancers(a);
    count_all(all, a);
    for (enum quota q = 0; q < QUOTAS; q++)
        tell_fullest(s, all, q);
    tally_free_all(all);
    tell_security_groups(s, a);
}
