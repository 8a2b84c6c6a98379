#include "plan-rules/diff/same.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

/* ---- configs: what AWS assumes when a member is left out (data type Action's configs) ---- */

static const struct {
    const char *type;
    const char *member;
    const char *assumed; /* JSON text */
} assumed[] = {
    {"redirect", "Protocol", "\"#{protocol}\""},
    {"redirect", "Port", "\"#{port}\""},
    {"redirect", "Host", "\"#{host}\""},
    {"redirect", "Path", "\"/#{path}\""},
    {"redirect", "Query", "\"#{query}\""},
    {"authenticate-oidc", "SessionCookieName", "\"AWSELBAuthSessionCookie\""},
    {"authenticate-oidc", "Scope", "\"openid\""},
    {"authenticate-oidc", "SessionTimeout", "604800"},
    {"authenticate-oidc", "OnUnauthenticatedRequest", "\"authenticate\""},
    {"authenticate-oidc", "AuthenticationRequestExtraParams", "{}"},
    {"authenticate-cognito", "SessionCookieName", "\"AWSELBAuthSessionCookie\""},
    {"authenticate-cognito", "Scope", "\"openid\""},
    {"authenticate-cognito", "SessionTimeout", "604800"},
    {"authenticate-cognito", "OnUnauthenticatedRequest", "\"authenticate\""},
    {"authenticate-cognito", "AuthenticationRequestExtraParams", "{}"},
};

static bool is_hidden(const char *member)
{
    return strcmp(member, "ClientSecret") == 0 || strcmp(member, "UseExistingClientSecret") == 0;
}

/* What stands in a Secret is not ours to know: AWS holds the value, we the reference. */
static bool is_reference(const struct json *value)
{
    const char *text = json_str(value);
    return text && str_starts(text, "@secret/");
}

static bool is_assumed(const char *type, const struct json *value)
{
    own_str char *text = json_text(value);
    for (size_t i = 0; i < COUNT_OF(assumed); i++)
        if (strcmp(assumed[i].type, type) == 0 && strcmp(assumed[i].member, json_name(value)) == 0)
            return strcmp(text, assumed[i].assumed) == 0;
    return strcmp(text, "\"\"") == 0;
}

/* Every member of a is in b, or says what is assumed anyway. */
static bool config_within(const char *type, const struct json *a, const struct json *b)
{
    json_each (member, a) {
        const struct json *other = json_get(b, json_name(member));
        if (is_hidden(json_name(member)) || (other && (is_reference(member) || is_reference(other))))
            continue;
        if (other ? !json_equal(member, other) : !is_assumed(type, member))
            return false;
    }
    return true;
}

static struct json *parse(const char *text)
{
    return text ? json_parse(text, strlen(text), NULL) : NULL;
}

static bool same_config(const struct action *want, const struct action *have)
{
    own_json *a = parse(want->config), *b = parse(have->config);
    return config_within(want->type, a, b) && config_within(want->type, b, a);
}

/* ---- forward ---- */

static const struct group_weight *find_group(const struct action *a, const char *group)
{
    for (size_t i = 0; i < a->groups_count; i++)
        if (strcmp(a->groups[i].group, group) == 0)
            return &a->groups[i];
    return NULL;
}

static int weight_of(const struct group_weight *g)
{
    return g->has_weight ? g->weight : 1;
}

enum weights_matter { WEIGHTS_MATTER, WEIGHTS_ASIDE };

static bool same_groups(const struct action *want, const struct action *have, enum weights_matter matter)
{
    if (want->groups_count != have->groups_count)
        return false;
    for (size_t i = 0; i < want->groups_count; i++) {
        const struct group_weight *g = &want->groups[i], *h = find_group(have, g->group);
        if (!h || (matter == WEIGHTS_MATTER && want->groups_count > 1 && weight_of(g) != weight_of(h)))
            return false;
    }
    return true;
}

static bool same_stickiness(const struct action *want, const struct action *have)
{
    bool a = want->has_stickiness && want->sticky, b = have->has_stickiness && have->sticky;
    return a == b && (!a || want->sticky_seconds == have->sticky_seconds);
}

static bool same_with(const struct actions *want, const struct actions *have, enum weights_matter matter)
{
    if (want->count != have->count)
        return false;
    for (size_t i = 0; i < want->count; i++) {
        const struct action *a = &want->items[i], *b = &have->items[i];
        if (strcmp(a->type, b->type) != 0)
            return false;
        bool forward = strcmp(a->type, "forward") == 0;
        if (forward ? !same_groups(a, b, matter) || !same_stickiness(a, b) : !same_config(a, b))
            return false;
    }
    return true;
}

bool same_actions(const struct actions *want, const struct actions *have)
{
    return same_with(want, have, WEIGHTS_MATTER);
}

bool same_but_weights(const struct actions *want, const struct actions *have)
{
    return same_with(want, have, WEIGHTS_ASIDE);
}

/* ---- transforms, mutual authentication ---- */

static const struct json *find_transform(const struct json *list, const char *type)
{
    json_each (t, list)
        if (str_equal(json_str(json_get(t, "Type")), type))
            return t;
    return NULL;
}

bool same_transforms(const char *want, const char *have)
{
    own_json *a = parse(want), *b = parse(have);
    if (json_count(a) != json_count(b))
        return false;
    json_each (t, a) {
        const struct json *other = find_transform(b, json_str(json_get(t, "Type")));
        if (!other || !json_equal(t, other))
            return false;
    }
    return true;
}

bool same_mutual_authentication(const char *want, const struct json *have)
{
    static const char *const members[] = {"TrustStoreArn", "IgnoreClientCertificateExpiry", "AdvertiseTrustStoreCaNames"};
    static const char *const assume[] = {"\"\"", "false", "\"off\""};
    own_json *a = parse(want);
    const char *mode = json_str_or(json_get(a, "Mode"), "off");
    if (strcmp(mode, json_str_or(json_get(have, "Mode"), "off")) != 0)
        return false;
    for (size_t i = 0; strcmp(mode, "off") != 0 && i < COUNT_OF(members); i++) {
        own_str char *x = json_text(json_get(a, members[i])), *y = json_text(json_get(have, members[i]));
        if (strcmp(x ? x : assume[i], y ? y : assume[i]) != 0)
            return false;
    }
    return true;
}

/* ---- conditions ---- */

static void add_lower(struct buf *to, const char *text)
{
    for (; *text; text++)
        buf_add_char(to, *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text);
}

static void add_sorted(struct buf *to, struct strs *values)
{
    if (values->count > 1)
        strs_sort_unique(values);
    for (size_t i = 0; i < values->count; i++) {
        buf_add_char(to, '\x1f');
        buf_add_str(to, values->items[i]);
    }
}

static void add_values(const struct condition *c, struct strs *values)
{
    bool fold = strcmp(c->field, "host-header") == 0;
    for (size_t i = 0; i < c->values.count; i++) {
        own_buf value = {0};
        if (fold)
            add_lower(&value, c->values.items[i]);
        strs_add(values, fold ? buf_str(&value) : c->values.items[i]);
    }
}

static char *condition_text(const struct condition *c)
{
    own_buf text = {0};
    struct strs values = {0};
    buf_add_str(&text, c->field);
    buf_add_char(&text, '\x1e');
    add_lower(&text, c->header_name ? c->header_name : "");
    add_values(c, &values);
    for (size_t i = 0; i < c->regex_values.count; i++) {
        own_str char *value = xasprintf("~%s", c->regex_values.items[i]);
        strs_add(&values, value);
    }
    for (size_t i = 0; i < c->query.count; i++) {
        own_str char *value = xasprintf("%s\x1d%s", c->query.items[i].key, c->query.items[i].value);
        strs_add(&values, value);
    }
    add_sorted(&text, &values);
    strs_release(&values);
    return buf_take(&text);
}

void same_conditions_key(const struct rule *r, struct buf *to)
{
    struct strs all = {0};
    for (size_t i = 0; i < r->conditions_count; i++) {
        own_str char *text = condition_text(&r->conditions[i]);
        strs_add(&all, text);
    }
    add_sorted(to, &all);
    strs_release(&all);
}
