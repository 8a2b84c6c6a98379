#include "lib/model/annotations.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

enum { NAME_MAX_LEN = 64, VALUE_SHOWN = 80 };

const struct annotation annotation_table[] = {
    {"acm-pca-arn", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"actions.", .type = ANNOTATION_OBJECT, .place = ANNOTATION_INGRESS},
    {"auth-idp-cognito", .type = ANNOTATION_OBJECT, .place = ANNOTATION_BOTH},
    {"auth-idp-oidc", .type = ANNOTATION_OBJECT, .place = ANNOTATION_BOTH},
    {"auth-on-unauthenticated-request", .type = ANNOTATION_WORD, .place = ANNOTATION_BOTH, .words = "deny|allow|authenticate"},
    {"auth-scope", .type = ANNOTATION_TEXT, .place = ANNOTATION_BOTH},
    {"auth-session-cookie", .type = ANNOTATION_TEXT, .place = ANNOTATION_BOTH},
    {"auth-session-timeout", .type = ANNOTATION_NUMBER, .place = ANNOTATION_BOTH, .least = 1, .most = 604800},
    {"auth-type", .type = ANNOTATION_WORD, .place = ANNOTATION_BOTH, .words = "none|cognito|oidc"},
    {"backend-protocol", .type = ANNOTATION_WORD, .place = ANNOTATION_BOTH, .words = "HTTP|HTTPS"},
    {"backend-protocol-version", .type = ANNOTATION_WORD, .place = ANNOTATION_BOTH, .words = "HTTP1|HTTP2|GRPC"},
    {"certificate-arn", .type = ANNOTATION_LIST, .place = ANNOTATION_INGRESS},
    {"conditions.", .type = ANNOTATION_ARRAY, .place = ANNOTATION_INGRESS},
    {"create-acm-cert", .type = ANNOTATION_BOOL, .place = ANNOTATION_INGRESS},
    {"customer-owned-ipv4-pool", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"dry-run-plan", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"enable-frontend-nlb", .type = ANNOTATION_BOOL, .place = ANNOTATION_INGRESS},
    {"frontend-nlb-attributes", .type = ANNOTATION_MAP, .place = ANNOTATION_INGRESS},
    {"frontend-nlb-eip-allocations", .type = ANNOTATION_LIST, .place = ANNOTATION_INGRESS},
    {"frontend-nlb-healthcheck-healthy-threshold-count", .type = ANNOTATION_NUMBER, .place = ANNOTATION_INGRESS, .least = 2, .most = 10},
    {"frontend-nlb-healthcheck-interval-seconds", .type = ANNOTATION_NUMBER, .place = ANNOTATION_INGRESS, .least = 5, .most = 300},
    {"frontend-nlb-healthcheck-path", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"frontend-nlb-healthcheck-port", .type = ANNOTATION_PORT, .place = ANNOTATION_INGRESS},
    {"frontend-nlb-healthcheck-protocol", .type = ANNOTATION_WORD, .place = ANNOTATION_INGRESS, .words = "HTTP|HTTPS"},
    {"frontend-nlb-healthcheck-success-codes", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"frontend-nlb-healthcheck-timeout-seconds", .type = ANNOTATION_NUMBER, .place = ANNOTATION_INGRESS, .least = 2, .most = 120},
    {"frontend-nlb-healthcheck-unhealthy-threshold-count", .type = ANNOTATION_NUMBER, .place = ANNOTATION_INGRESS, .least = 2, .most = 10},
    {"frontend-nlb-listener-port-mapping", .type = ANNOTATION_MAP, .place = ANNOTATION_INGRESS},
    {"frontend-nlb-scheme", .type = ANNOTATION_WORD, .place = ANNOTATION_INGRESS, .words = "internal|internet-facing"},
    {"frontend-nlb-security-groups", .type = ANNOTATION_LIST, .place = ANNOTATION_INGRESS},
    {"frontend-nlb-subnets", .type = ANNOTATION_LIST, .place = ANNOTATION_INGRESS},
    {"frontend-nlb-tags", .type = ANNOTATION_MAP, .place = ANNOTATION_INGRESS},
    {"group.name", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"group.order", .type = ANNOTATION_NUMBER, .place = ANNOTATION_INGRESS, .least = -1000, .most = 1000},
    {"healthcheck-interval-seconds", .type = ANNOTATION_NUMBER, .place = ANNOTATION_BOTH, .least = 5, .most = 300},
    {"healthcheck-path", .type = ANNOTATION_TEXT, .place = ANNOTATION_BOTH},
    {"healthcheck-port", .type = ANNOTATION_PORT, .place = ANNOTATION_BOTH},
    {"healthcheck-protocol", .type = ANNOTATION_WORD, .place = ANNOTATION_BOTH, .words = "HTTP|HTTPS"},
    {"healthcheck-timeout-seconds", .type = ANNOTATION_NUMBER, .place = ANNOTATION_BOTH, .least = 2, .most = 120},
    {"healthy-threshold-count", .type = ANNOTATION_NUMBER, .place = ANNOTATION_BOTH, .least = 2, .most = 10},
    {"inbound-cidrs", .type = ANNOTATION_LIST, .place = ANNOTATION_INGRESS},
    {"ip-address-type", .type = ANNOTATION_WORD, .place = ANNOTATION_INGRESS, .words = "ipv4|dualstack|dualstack-without-public-ipv4"},
    {"ipam-ipv4-pool-id", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"jwt-validation", .type = ANNOTATION_OBJECT, .place = ANNOTATION_INGRESS},
    {"listen-ports", .type = ANNOTATION_ARRAY, .place = ANNOTATION_INGRESS},
    {"listener-attributes.", .type = ANNOTATION_MAP, .place = ANNOTATION_INGRESS},
    {"load-balancer-attributes", .type = ANNOTATION_MAP, .place = ANNOTATION_INGRESS},
    {"load-balancer-name", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"manage-backend-security-group-rules", .type = ANNOTATION_BOOL, .place = ANNOTATION_INGRESS},
    {"minimum-load-balancer-capacity", .type = ANNOTATION_MAP, .place = ANNOTATION_INGRESS},
    {"multi-cluster-target-group", .type = ANNOTATION_BOOL, .place = ANNOTATION_BOTH},
    {"mutual-authentication", .type = ANNOTATION_ARRAY, .place = ANNOTATION_INGRESS},
    {"scheme", .type = ANNOTATION_WORD, .place = ANNOTATION_INGRESS, .words = "internal|internet-facing"},
    {"security-group-prefix-lists", .type = ANNOTATION_LIST, .place = ANNOTATION_INGRESS},
    {"security-groups", .type = ANNOTATION_LIST, .place = ANNOTATION_INGRESS},
    {"shield-advanced-protection", .type = ANNOTATION_BOOL, .place = ANNOTATION_INGRESS},
    {"ssl-policy", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"ssl-redirect", .type = ANNOTATION_NUMBER, .place = ANNOTATION_INGRESS, .least = 1, .most = 65535},
    {"subnets", .type = ANNOTATION_LIST, .place = ANNOTATION_INGRESS},
    {"success-codes", .type = ANNOTATION_TEXT, .place = ANNOTATION_BOTH},
    {"tags", .type = ANNOTATION_MAP, .place = ANNOTATION_BOTH},
    {"target-control-port.", .type = ANNOTATION_NUMBER, .place = ANNOTATION_BOTH, .least = 1, .most = 65535},
    {"target-group-attributes", .type = ANNOTATION_MAP, .place = ANNOTATION_BOTH},
    {"target-node-labels", .type = ANNOTATION_MAP, .place = ANNOTATION_BOTH},
    {"target-type", .type = ANNOTATION_WORD, .place = ANNOTATION_BOTH, .words = "instance|ip"},
    {"transforms.", .type = ANNOTATION_ARRAY, .place = ANNOTATION_INGRESS},
    {"unhealthy-threshold-count", .type = ANNOTATION_NUMBER, .place = ANNOTATION_BOTH, .least = 2, .most = 10},
    {"use-regex-path-match", .type = ANNOTATION_BOOL, .place = ANNOTATION_INGRESS},
    {"waf-acl-id", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"wafv2-acl-arn", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"wafv2-acl-name", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
    {"web-acl-id", .type = ANNOTATION_TEXT, .place = ANNOTATION_INGRESS},
};

const size_t annotation_table_count = COUNT_OF(annotation_table);

static bool is_open(const struct annotation *a)
{
    return a->name[strlen(a->name) - 1] == '.';
}

const struct annotation *annotation_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(annotation_table); i++) {
        const struct annotation *a = &annotation_table[i];
        size_t len = strlen(a->name);

        if (is_open(a) ? !strncmp(name, a->name, len) && name[len] : !strcmp(name, a->name))
            return a;
    }
    return NULL;
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
    for (size_t i = 0; i < COUNT_OF(annotation_table); i++) {
        size_t far = distance(name, annotation_table[i].name);

        if (far < best) {
            best = far;
            nearest = annotation_table[i].name;
        }
    }
    return nearest;
}

/* ---- values ---- */

/* One of "a|b|c". */
static bool is_word(const char *value, const char *words)
{
    size_t len = strlen(value);

    for (const char *at = words; len && at; at = strchr(at, '|'), at = at ? at + 1 : NULL)
        if (strcspn(at, "|") == len && !strncmp(at, value, len))
            return true;
    return false;
}

static bool is_number(const char *value, int64_t least, int64_t most)
{
    char *end;
    const char *digits = value + (*value == '+' || *value == '-');

    if (!*digits || digits[strspn(digits, "0123456789")])
        return false;
    errno = 0;
    long long n = strtoll(value, &end, 10);
    return !errno && !*end && n >= least && n <= most;
}

/* A number is a port's number; a name is like http-admin. */
static bool is_port(const char *value)
{
    static const char name[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

    if (*value && !value[strspn(value, "+-0123456789")])
        return is_number(value, 1, 65535);
    return *value && !value[strspn(value, name)];
}

/* Where the item that begins here ends: at a comma that is not escaped. */
static size_t item_len(const char *at)
{
    size_t i = 0;

    while (at[i] && at[i] != ',')
        i += at[i] == '\\' && at[i + 1] ? 2 : 1;
    return i;
}

/* key=value after key=value; a comma behind the last is let pass. */
static bool is_map(const char *value)
{
    for (const char *at = value + strspn(value, " "); *at; at += strspn(at, " ")) {
        size_t len = item_len(at), equals = strcspn(at, "=");

        if (equals >= len || !equals)
            return false;
        at += len;
        at += *at == ',';
    }
    return true;
}

static bool is_json(const char *value, enum json_kind kind)
{
    own_json *tree = json_parse_go(value, strlen(value), NULL);

    return tree && (json_kind(tree) == kind || json_kind(tree) == JSON_NULL);
}

static bool is_good(const struct annotation *a, const char *value)
{
    switch (a->type) {
    case ANNOTATION_WORD:
        return is_word(value, a->words);
    case ANNOTATION_BOOL:
        return is_word(value, "1|t|T|TRUE|true|True|0|f|F|FALSE|false|False");
    case ANNOTATION_NUMBER:
        return is_number(value, a->least, a->most);
    case ANNOTATION_PORT:
        return is_port(value);
    case ANNOTATION_MAP:
        return is_map(value);
    case ANNOTATION_OBJECT:
        return is_json(value, JSON_OBJECT);
    case ANNOTATION_ARRAY:
        return is_json(value, JSON_ARRAY);
    case ANNOTATION_TEXT:
    case ANNOTATION_LIST:
        break;
    }
    return true;
}

static void say_words(struct buf *to, const char *words)
{
    const char *before = "";

    for (const char *at = words; *at; at += *at == '|') {
        size_t len = strcspn(at, "|");

        buf_addf(to, "%s'%.*s'", before, (int)len, at);
        at += len;
        before = strchr(*at ? at + 1 : at, '|') ? ", " : " or ";
    }
}

static void say_wanted(struct buf *to, const struct annotation *a)
{
    static const char *const wanted[] = {
        [ANNOTATION_BOOL] = "'true' or 'false'",
        [ANNOTATION_PORT] = "'traffic-port', a port's number or its name",
        [ANNOTATION_MAP] = "KEY=VALUE pairs with commas between them, a comma in a value written '\\,'",
        [ANNOTATION_OBJECT] = "a JSON object",
        [ANNOTATION_ARRAY] = "a JSON array",
    };

    if (a->type == ANNOTATION_WORD)
        say_words(to, a->words);
    else if (a->type == ANNOTATION_NUMBER)
        buf_addf(to, "a whole number from %lld to %lld", (long long)a->least, (long long)a->most);
    else
        buf_add_str(to, wanted[a->type]);
}

static void say_unknown(struct buf *to, const char *name)
{
    const char *near = annotation_nearest(name);

    buf_addf(to, "'" ANNOTATION_PREFIX "%s' is not known, and has no effect", name);
    if (near)
        buf_addf(to, ": '" ANNOTATION_PREFIX "%s%s' is", near, str_ends(near, ".") ? "NAME" : "");
}

/* So much of a value as is shown, never half a letter of UTF-8. */
static int shown_len(const char *value)
{
    size_t len = strlen(value), i = len < VALUE_SHOWN ? len : VALUE_SHOWN;

    while (i < len && i && ((unsigned char)value[i] & 0xc0) == 0x80)
        i--;
    return (int)i;
}

static void say_wrong(struct buf *to, const struct annotation *a, const char *name, const char *value)
{
    int len = shown_len(value);

    buf_addf(to, "'" ANNOTATION_PREFIX "%s' is '%.*s'%s: it must be ", name, len, value, value[len] ? "…" : "");
    say_wanted(to, a);
}

void annotation_check(const char *name, const char *value, enum annotation_place on, struct buf *to)
{
    const struct annotation *a = annotation_find(name);

    if (!a)
        say_unknown(to, name);
    else if (!(a->place & on))
        buf_addf(to, "'" ANNOTATION_PREFIX "%s' has no effect on a Service: it counts on an Ingress", name);
    else if (!is_good(a, value))
        say_wrong(to, a, name, value);
}
