/* Actions and conditions of listeners and rules, encode beside decode, under AWS's names
 * (data types Action, ForwardActionConfig, RuleCondition of ELBv2 2015-12-01). */
#include "lib/model/elb.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

static const struct {
    const char *type;
    const char *member;
} configs[] = {
    {"fixed-response", "FixedResponseConfig"},
    {"redirect", "RedirectConfig"},
    {"authenticate-cognito", "AuthenticateCognitoConfig"},
    {"authenticate-oidc", "AuthenticateOidcConfig"},
    {"jwt-validation", "JwtValidationConfig"},
};

static const char *config_member(const char *type)
{
    for (size_t i = 0; i < COUNT_OF(configs); i++)
        if (strcmp(configs[i].type, type) == 0)
            return configs[i].member;
    return NULL;
}

/* ---- actions ---- */

struct action *actions_add(struct actions *a, const char *type)
{
    ARRAY_GROW(a->items, a->count, a->cap);
    struct action *new = &a->items[a->count++];
    memset(new, 0, sizeof *new);
    new->type = xstrdup(type);
    return new;
}

struct group_weight *action_add_group(struct action *a, const char *group)
{
    ARRAY_GROW(a->groups, a->groups_count, a->groups_cap);
    struct group_weight *new = &a->groups[a->groups_count++];
    memset(new, 0, sizeof *new);
    new->group = xstrdup(group);
    new->own = 1;
    new->asked = 100;
    return new;
}

void action_release(struct action *a)
{
    free(a->type);
    free(a->config);
    for (size_t i = 0; i < a->groups_count; i++) {
        free(a->groups[i].group);
        free(a->groups[i].cluster);
    }
    free(a->groups);
    memset(a, 0, sizeof *a);
}

void actions_release(struct actions *a)
{
    for (size_t i = 0; i < a->count; i++)
        action_release(&a->items[i]);
    free(a->items);
    memset(a, 0, sizeof *a);
}

void action_copy(struct action *to, const struct action *from)
{
    *to = (struct action){
        .type = xstrdup_or_null(from->type),
        .config = xstrdup_or_null(from->config),
        .has_stickiness = from->has_stickiness,
        .sticky = from->sticky,
        .sticky_seconds = from->sticky_seconds,
    };
    for (size_t i = 0; i < from->groups_count; i++) {
        const struct group_weight *g = &from->groups[i];
        struct group_weight *new = action_add_group(to, g->group);
        char *group = new->group;
        *new = *g;
        new->group = group;
        new->cluster = xstrdup_or_null(g->cluster);
    }
}

enum { WEIGHT_MOST = 999 };

/* Two clusters may name one group: AWS takes it once, with the sum of their weights. */
static bool same_group(const struct group_weight *a, const struct group_weight *b)
{
    return strcmp(a->group, b->group) == 0 && a->cluster && b->cluster && strcmp(a->cluster, b->cluster) != 0;
}

static void encode_group(const struct action *a, size_t at, struct json_out *o)
{
    const struct group_weight *g = &a->groups[at];
    int weight = g->weight;
    for (size_t i = 0; i < at; i++)
        if (same_group(&a->groups[i], g))
            return;
    for (size_t i = at + 1; i < a->groups_count; i++)
        if (same_group(g, &a->groups[i]))
            weight += a->groups[i].weight;
    json_open_object(o, NULL);
    json_add_str(o, "TargetGroupArn", g->group);
    if (g->has_weight)
        json_add_int(o, "Weight", weight > WEIGHT_MOST ? WEIGHT_MOST : weight);
    json_close_object(o);
}

static void encode_forward(const struct action *a, struct json_out *o)
{
    json_open_object(o, "ForwardConfig");
    json_open_array(o, "TargetGroups");
    for (size_t i = 0; i < a->groups_count; i++)
        encode_group(a, i, o);
    json_close_array(o);
    if (a->has_stickiness) {
        json_open_object(o, "TargetGroupStickinessConfig");
        json_add_bool(o, "Enabled", a->sticky);
        if (a->sticky_seconds)
            json_add_int(o, "DurationSeconds", a->sticky_seconds);
        json_close_object(o);
    }
    json_close_object(o);
}

void actions_encode(const struct actions *list, struct json_out *o, const char *name)
{
    json_open_array(o, name);
    for (size_t i = 0; i < list->count; i++) {
        const struct action *a = &list->items[i];
        json_open_object(o, NULL);
        json_add_str(o, "Type", a->type);
        json_add_int(o, "Order", (int64_t)i + 1);
        if (strcmp(a->type, "forward") == 0)
            encode_forward(a, o);
        else
            json_add_raw(o, config_member(a->type), a->config);
        json_close_object(o);
    }
    json_close_array(o);
}

static void decode_stickiness(struct action *a, const struct json *config)
{
    if (json_kind(config) != JSON_OBJECT)
        return;
    a->has_stickiness = true;
    a->sticky = json_bool_or(json_get(config, "Enabled"), false);
    a->sticky_seconds = json_int_or(json_get(config, "DurationSeconds"), 0);
}

static void decode_groups(struct action *a, const struct json *groups)
{
    json_each (g, groups) {
        const char *arn = json_str(json_get(g, "TargetGroupArn"));
        if (!arn)
            continue;
        struct group_weight *new = action_add_group(a, arn);
        const struct json *weight = json_get(g, "Weight");
        new->has_weight = json_kind(weight) == JSON_NUMBER;
        new->weight = (int)json_int_or(weight, 1);
    }
}

static int decode_action(struct action *a, const struct json *value, struct err *err)
{
    if (strcmp(a->type, "forward") == 0) {
        const struct json *config = json_get(value, "ForwardConfig");
        decode_groups(a, json_get(config, "TargetGroups"));
        decode_stickiness(a, json_get(config, "TargetGroupStickinessConfig"));
        const char *arn = json_str(json_get(value, "TargetGroupArn"));
        if (!a->groups_count && arn)
            action_add_group(a, arn);
        return 0;
    }
    const char *member = config_member(a->type);
    if (!member)
        return err_set(err, ERR_INPUT, "action of unknown type '%s'", a->type);
    a->config = json_text(json_get(value, member));
    return 0;
}

/* The element that AWS would do first among those not taken yet (Order; as they stand when there is none). */
static const struct json *next_action(const struct json *array, int64_t after, int64_t *order)
{
    const struct json *best = NULL;
    int64_t place = 0, least = INT64_MAX;
    json_each (value, array) {
        place++;
        int64_t at = json_int_or(json_get(value, "Order"), 0) * 1000 + place;
        if (at > after && at < least) {
            least = at;
            best = value;
        }
    }
    *order = least;
    return best;
}

int actions_decode(struct actions *a, const struct json *array, struct err *err)
{
    int64_t after = 0;
    const struct json *value;
    while ((value = next_action(array, after, &after))) {
        const char *type = json_str(json_get(value, "Type"));
        if (!type)
            return err_set(err, ERR_INPUT, "action without 'Type'");
        if (decode_action(actions_add(a, type), value, err))
            return -1;
    }
    return 0;
}

/* ---- conditions ---- */

static const struct {
    const char *field;
    const char *member;
} fields[] = {
    {"host-header", "HostHeaderConfig"},   {"path-pattern", "PathPatternConfig"},
    {"http-header", "HttpHeaderConfig"},   {"http-request-method", "HttpRequestMethodConfig"},
    {"query-string", "QueryStringConfig"}, {"source-ip", "SourceIpConfig"},
};

static const char *field_member(const char *field)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (strcmp(fields[i].field, field) == 0)
            return fields[i].member;
    return NULL;
}

struct condition *rule_add_condition(struct rule *r, const char *field)
{
    ARRAY_GROW(r->conditions, r->conditions_count, r->conditions_cap);
    struct condition *new = &r->conditions[r->conditions_count++];
    memset(new, 0, sizeof *new);
    new->field = xstrdup(field);
    return new;
}

void condition_add_query(struct condition *c, const char *key, const char *value)
{
    ARRAY_GROW(c->query.items, c->query.count, c->query.cap);
    c->query.items[c->query.count++] = (struct pair){.key = xstrdup(key), .value = xstrdup(value)};
}

static void condition_release(struct condition *c)
{
    free(c->field);
    free(c->header_name);
    strs_release(&c->values);
    strs_release(&c->regex_values);
    pairs_release(&c->query);
}

void rule_release(struct rule *r)
{
    for (size_t i = 0; i < r->conditions_count; i++)
        condition_release(&r->conditions[i]);
    free(r->conditions);
    actions_release(&r->actions);
    free(r->transforms);
    pairs_release(&r->tags);
    strs_release(&r->because);
    memset(r, 0, sizeof *r);
}

void conditions_copy(struct rule *to, const struct rule *from)
{
    for (size_t i = 0; i < from->conditions_count; i++) {
        const struct condition *c = &from->conditions[i];
        struct condition *new = rule_add_condition(to, c->field);
        new->header_name = xstrdup_or_null(c->header_name);
        for (size_t k = 0; k < c->values.count; k++)
            strs_add(&new->values, c->values.items[k]);
        for (size_t k = 0; k < c->regex_values.count; k++)
            strs_add(&new->regex_values, c->regex_values.items[k]);
        for (size_t k = 0; k < c->query.count; k++)
            condition_add_query(new, c->query.items[k].key, c->query.items[k].value);
    }
}

static void encode_query(const struct condition *c, struct json_out *o)
{
    json_open_array(o, "Values");
    for (size_t i = 0; i < c->query.count; i++) {
        json_open_object(o, NULL);
        if (*c->query.items[i].key)
            json_add_str(o, "Key", c->query.items[i].key);
        json_add_str(o, "Value", c->query.items[i].value);
        json_close_object(o);
    }
    json_close_array(o);
}

static void encode_condition(const struct condition *c, struct json_out *o)
{
    json_open_object(o, NULL);
    json_add_str(o, "Field", c->field);
    json_open_object(o, field_member(c->field));
    json_add_str(o, "HttpHeaderName", c->header_name);
    if (c->query.count)
        encode_query(c, o);
    else if (c->values.count)
        strs_encode(&c->values, o, "Values");
    if (c->regex_values.count)
        strs_encode(&c->regex_values, o, "RegexValues");
    json_close_object(o);
    json_close_object(o);
}

void conditions_encode(const struct rule *r, struct json_out *o, const char *name)
{
    json_open_array(o, name);
    for (size_t i = 0; i < r->conditions_count; i++)
        encode_condition(&r->conditions[i], o);
    json_close_array(o);
}

static void decode_query(struct condition *c, const struct json *values)
{
    json_each (v, values) {
        condition_add_query(c, json_str_or(json_get(v, "Key"), ""), json_str_or(json_get(v, "Value"), ""));
    }
}

static int decode_condition(struct rule *r, const struct json *value, struct err *err)
{
    const char *field = json_str(json_get(value, "Field"));
    const char *member = field ? field_member(field) : NULL;
    if (!member)
        return err_set(err, ERR_INPUT, "condition on unknown field '%s'", field ? field : "");
    struct condition *c = rule_add_condition(r, field);
    const struct json *config = json_get(value, member);
    const struct json *from = json_kind(config) == JSON_OBJECT ? config : value; /* old rules say only Values */
    c->header_name = xstrdup_or_null(json_str(json_get(from, "HttpHeaderName")));
    if (strcmp(field, "query-string") == 0)
        decode_query(c, json_get(from, "Values"));
    else
        strs_decode(&c->values, json_get(from, "Values"));
    strs_decode(&c->regex_values, json_get(from, "RegexValues"));
    return 0;
}

int rule_decode(struct rule *r, const struct json *value, struct err *err)
{
    json_each (c, json_get(value, "Conditions")) {
        if (decode_condition(r, c, err))
            return -1;
    }
    if (actions_decode(&r->actions, json_get(value, "Actions"), err))
        return -1;
    const struct json *transforms = json_get(value, "Transforms");
    if (json_count(transforms))
        r->transforms = json_text(transforms);
    pairs_decode_tags(&r->tags, json_get(value, "Tags"));
    return 0;
}
