#include "lib/model/annotations.h"

#include <stddef.h>
#include <string.h>

#include "lib/base/mem.h"

enum { NAME_MAX_LEN = 64 };

/* One that ends with '.' is followed by a name of the user's own. Sorted. */
static const char *const names[] = {
    "acm-pca-arn",
    "actions.",
    "auth-idp-cognito",
    "auth-idp-oidc",
    "auth-on-unauthenticated-request",
    "auth-scope",
    "auth-session-cookie",
    "auth-session-timeout",
    "auth-type",
    "backend-protocol",
    "backend-protocol-version",
    "certificate-arn",
    "conditions.",
    "create-acm-cert",
    "customer-owned-ipv4-pool",
    "enable-frontend-nlb",
    "frontend-nlb-attributes",
    "frontend-nlb-eip-allocations",
    "frontend-nlb-healthcheck-healthy-threshold-count",
    "frontend-nlb-healthcheck-interval-seconds",
    "frontend-nlb-healthcheck-path",
    "frontend-nlb-healthcheck-port",
    "frontend-nlb-healthcheck-protocol",
    "frontend-nlb-healthcheck-success-codes",
    "frontend-nlb-healthcheck-timeout-seconds",
    "frontend-nlb-healthcheck-unhealthy-threshold-count",
    "frontend-nlb-listener-port-mapping",
    "frontend-nlb-scheme",
    "frontend-nlb-security-groups",
    "frontend-nlb-subnets",
    "frontend-nlb-tags",
    "group.name",
    "group.order",
    "healthcheck-interval-seconds",
    "healthcheck-path",
    "healthcheck-port",
    "healthcheck-protocol",
    "healthcheck-timeout-seconds",
    "healthy-threshold-count",
    "inbound-cidrs",
    "ip-address-type",
    "ipam-ipv4-pool-id",
    "jwt-validation",
    "listen-ports",
    "listener-attributes.",
    "load-balancer-attributes",
    "load-balancer-name",
    "manage-backend-security-group-rules",
    "minimum-load-balancer-capacity",
    "multi-cluster-target-group",
    "mutual-authentication",
    "scheme",
    "security-group-prefix-lists",
    "security-groups",
    "shield-advanced-protection",
    "ssl-policy",
    "ssl-redirect",
    "subnets",
    "success-codes",
    "tags",
    "target-control-port.",
    "target-group-attributes",
    "target-node-labels",
    "target-type",
    "transforms.",
    "unhealthy-threshold-count",
    "use-regex-path-match",
    "waf-acl-id",
    "wafv2-acl-arn",
    "wafv2-acl-name",
    "web-acl-id",
};

bool annotation_known(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        size_t len = strlen(names[i]);
        bool open = names[i][len - 1] == '.';

        if (open ? !strncmp(name, names[i], len) && name[len] : !strcmp(name, names[i]))
            return true;
    }
    return false;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;

    return ab < c ? ab : c;
}

/* How many letters must be put in, taken out or exchanged (Levenshtein). b is shorter than NAME_MAX_LEN. */
static size_t distance(const char *a, const char *b)
{
    size_t len = strlen(b), row[NAME_MAX_LEN + 1];

    for (size_t j = 0; j <= len; j++)
        row[j] = j;
    for (size_t i = 0; a[i]; i++) {
        size_t before = row[0]; /* of the row above, one to the left */

        row[0] = i + 1;
        for (size_t j = 0; j < len; j++) {
            size_t above = row[j + 1];

            row[j + 1] = least(above + 1, row[j] + 1, before + (a[i] != b[j]));
            before = above;
        }
    }
    return row[len];
}

const char *annotation_nearest(const char *name)
{
    size_t best = strlen(name) / 3 + 1;
    const char *nearest = NULL;

    if (strlen(name) >= NAME_MAX_LEN)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        size_t far = distance(name, names[i]);

        if (far < best) {
            best = far;
            nearest = names[i];
        }
    }
    return nearest;
}
