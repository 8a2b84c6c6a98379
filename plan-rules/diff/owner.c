#include "plan-rules/diff/owner.h"

#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/records.h"

static const char KEY_CLUSTER[] = "elbv2.k8s.aws/cluster";
static const char KEY_CLUSTER_OLD[] = "ingress.k8s.aws/cluster";
static const char KEY_STACK[] = "ingress.k8s.aws/stack";
static const char KEY_RESOURCE[] = "ingress.k8s.aws/resource";
static const char KEY_SHARED_RESOURCE[] = "elbv2.k8s.aws/resource";
static const char SHARED_GROUP[] = "backend-sg";

static const char *cluster_of(const struct pairs *tags)
{
    const char *cluster = pairs_get(tags, KEY_CLUSTER);
    return cluster ? cluster : pairs_get(tags, KEY_CLUSTER_OLD);
}

bool owner_same(const struct pairs *have, const struct pairs *want)
{
    const char *cluster = cluster_of(want);
    if (!cluster || !str_equal(cluster, cluster_of(have)))
        return false;
    static const char *const keys[] = {KEY_STACK, KEY_RESOURCE, KEY_SHARED_RESOURCE};
    for (size_t i = 0; i < COUNT_OF(keys); i++)
        if (!str_equal(pairs_get(have, keys[i]), pairs_get(want, keys[i])))
            return false;
    return true;
}

/* What stands behind FLEET/, or the fleet's own name. */
static const char *name_in(const struct fleet *f, const struct pairs *tags)
{
    const char *cluster = cluster_of(tags);
    if (!cluster || !f->name)
        return NULL;
    size_t len = strlen(f->name);
    return strncmp(cluster, f->name, len) == 0 && cluster[len] == '/' ? cluster + len + 1 : strcmp(cluster, f->name) == 0 ? cluster : NULL;
}

const char *owner_member(const struct fleet *f, const struct pairs *tags)
{
    const char *name = name_in(f, tags);
    int at = name ? fleet_index(f, name) : -1;
    return at < 0 ? NULL : f->clusters[at].name;
}

bool owner_ours(const struct fleet *f, const struct pairs *tags)
{
    const char *name = name_in(f, tags);
    return name && (strcmp(name, f->name) == 0 || owner_member(f, tags) || strs_has(&f->forgotten, name));
}

char *owner_stack(const struct fleet *f, const struct pairs *tags)
{
    const char *stack = pairs_get(tags, KEY_STACK);
    const char *member = stack && fleet_keeps_apart(f) ? owner_member(f, tags) : NULL;
    char *apart = member ? ingress_stack_apart(member, stack) : NULL;
    return apart ? apart : xstrdup_or_null(stack);
}

const char *owner_resource(const struct pairs *tags)
{
    return pairs_get(tags, KEY_RESOURCE);
}

bool owner_front(const struct pairs *tags)
{
    const char *resource = pairs_get(tags, KEY_RESOURCE);
    return resource && str_starts(resource, "FrontendNlb");
}

bool owner_shared_group(const struct fleet *f, const struct pairs *tags)
{
    return f->name && str_equal(cluster_of(tags), f->name) && str_equal(pairs_get(tags, KEY_SHARED_RESOURCE), SHARED_GROUP);
}

/* Written by controllers of the past; nobody adds or removes them any more. */
static const char *const old_keys[] = {
    "kubernetes.io/cluster-name", "kubernetes.io/namespace",    "kubernetes.io/ingress-name",
    "kubernetes.io/service-name", "kubernetes.io/service-port", KEY_CLUSTER_OLD,
};

static bool left_alone(const struct fleet *f, enum owner_resource of, const char *key)
{
    if (str_starts(key, "aws:") || str_starts(key, "kubernetes.io/cluster/"))
        return true;
    if (of == OWNER_RULE && strcmp(key, KEY_RESOURCE) == 0)
        return true; /* held the rule's priority once */
    for (size_t i = 0; i < COUNT_OF(old_keys); i++)
        if (strcmp(key, old_keys[i]) == 0)
            return true;
    json_each (managed, fleet_option(f, "external-managed-tags"))
        if (str_equal(json_str(managed), key))
            return true;
    return false;
}

void owner_tags_diff(const struct fleet *f, enum owner_resource of, const struct pairs *want, const struct pairs *have, struct pairs *add,
                     struct strs *remove)
{
    for (size_t i = 0; i < want->count; i++) {
        const struct pair *p = &want->items[i];
        if (!left_alone(f, of, p->key) && !str_equal(pairs_get(have, p->key), p->value))
            pairs_set(add, p->key, p->value);
    }
    for (size_t i = 0; i < have->count; i++) {
        const char *key = have->items[i].key;
        if (!left_alone(f, of, key) && !pairs_get(want, key))
            strs_add(remove, key);
    }
    pairs_sort(add);
    strs_sort_unique(remove);
}
