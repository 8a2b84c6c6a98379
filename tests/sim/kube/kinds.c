#include <stdio.h>
#include <string.h>

/* own */
#include "tests/sim/kube/kinds.h"

enum { N = KIND_NAMESPACED, C = KIND_CUSTOM, G = KIND_GENERATION, S = KIND_STATUS };

#define EMPTY ",\"spec\":{},\"status\":{}"
#define LB    ",\"spec\":{},\"status\":{\"loadBalancer\":{}}"

const struct kind kinds[] = {
    {"", "v1", "pods", "Pod", N | S | G, ",\"spec\":{\"containers\":null},\"status\":{}"},
    {"", "v1", "services", "Service", N | S, LB},
    {"", "v1", "nodes", "Node", S, EMPTY},
    {"", "v1", "namespaces", "Namespace", S, EMPTY},
    {"", "v1", "secrets", "Secret", N, ""},
    {"", "v1", "configmaps", "ConfigMap", N, ""},
    {"", "v1", "events", "Event", N, ""},
    {"discovery.k8s.io", "v1", "endpointslices", "EndpointSlice", N | G, ",\"addressType\":\"\",\"endpoints\":null,\"ports\":null"},
    {"networking.k8s.io", "v1", "ingresses", "Ingress", N | S | G, LB},
    {"networking.k8s.io", "v1", "ingressclasses", "IngressClass", G, ",\"spec\":{}"},
    {"coordination.k8s.io", "v1", "leases", "Lease", N, ",\"spec\":{}"},
    {"events.k8s.io", "v1", "events", "Event", N, ",\"eventTime\":null"},
    {"elbv2.k8s.aws", "v1beta1", "targetgroupbindings", "TargetGroupBinding", N | C | S | G, ""},
    {"elbv2.k8s.aws", "v1beta1", "ingressclassparams", "IngressClassParams", C | G, ""},
    {"apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", S | G, EMPTY},
};
const size_t kind_count = sizeof kinds / sizeof *kinds;

/* Takes the next piece of the path between slashes; false at its end, or when the piece is too long. */
static bool piece(const char **path, char *to, size_t size)
{
    while (**path == '/')
        ++*path;
    size_t len = strcspn(*path, "/");
    if (len == 0 || len >= size)
        return false;
    memcpy(to, *path, len);
    to[len] = '\0';
    *path += len;
    return true;
}

static const struct kind *find(const char *group, const char *version, const char *plural)
{
    for (size_t i = 0; i < kind_count; i++)
        if (!strcmp(kinds[i].group, group) && !strcmp(kinds[i].version, version) && !strcmp(kinds[i].plural, plural))
            return &kinds[i];
    return NULL;
}

static bool group_and_version(const char **path, char group[256], char version[64])
{
    char root[8];
    group[0] = '\0';
    if (!piece(path, root, sizeof root))
        return false;
    if (strcmp(root, "api") != 0 && (strcmp(root, "apis") != 0 || !piece(path, group, 256)))
        return false;
    return piece(path, version, 64);
}

int target_parse(struct target *t, const char *path)
{
    char group[256], version[64], plural[256];
    *t = (struct target){0};
    if (!group_and_version(&path, group, version) || !piece(&path, plural, sizeof plural))
        return -1;
    const char *after = path;
    char inner[256];
    if (!strcmp(plural, "namespaces") && piece(&after, t->namespace, sizeof t->namespace) && piece(&after, inner, sizeof inner) &&
        find(group, version, inner)) {
        path = after;
        memcpy(plural, inner, sizeof plural);
    } else {
        t->namespace[0] = '\0';
    }
    t->kind = find(group, version, plural);
    if (!t->kind || (t->namespace[0] && !(t->kind->flags & KIND_NAMESPACED)))
        return -1;
    if (piece(&path, t->name, sizeof t->name))
        piece(&path, t->subresource, sizeof t->subresource);
    return t->name[0] && (t->kind->flags & KIND_NAMESPACED) && !t->namespace[0] ? -1 : 0;
}

const struct kind *kind_by_plural(const char *name)
{
    char qualified[128];
    for (size_t i = 0; i < kind_count; i++)
        if (!strcmp(kinds[i].plural, name) || !strcmp(kind_qualified(&kinds[i], qualified), name))
            return &kinds[i];
    return NULL;
}

const struct kind *kind_by_object(const char *api_version, const char *kind)
{
    char own[128];
    for (size_t i = 0; i < kind_count; i++)
        if (!strcmp(kinds[i].name, kind) && !strcmp(kind_api_version(&kinds[i], own), api_version))
            return &kinds[i];
    return NULL;
}

char *kind_api_version(const struct kind *k, char to[128])
{
    snprintf(to, 128, "%s%s%s", k->group, k->group[0] ? "/" : "", k->version);
    return to;
}

char *kind_qualified(const struct kind *k, char to[128])
{
    snprintf(to, 128, "%s%s%s", k->plural, k->group[0] ? "." : "", k->group);
    return to;
}
