#include "plan-rules/compile/shape.h"

#include <strings.h>

enum shape_type { SHAPE_TEXT, SHAPE_NUMBER, SHAPE_TRUTH, SHAPE_PORT, SHAPE_TEXTS, SHAPE_OBJECT, SHAPE_OBJECTS };

struct shape {
    const char *name; /* NULL: the end */
    enum shape_type type;
    const struct shape *of; /* of the object, or of each in the list */
};

static const struct shape fixed_response[] = {
    {"contentType", SHAPE_TEXT, 0}, {"messageBody", SHAPE_TEXT, 0}, {"statusCode", SHAPE_TEXT, 0}, {0}};
static const struct shape redirect[] = {{"host", SHAPE_TEXT, 0},
                                        {"path", SHAPE_TEXT, 0},
                                        {"port", SHAPE_TEXT, 0},
                                        {"protocol", SHAPE_TEXT, 0},
                                        {"query", SHAPE_TEXT, 0},
                                        {"statusCode", SHAPE_TEXT, 0},
                                        {0}};
static const struct shape stickiness[] = {{"enabled", SHAPE_TRUTH, 0}, {"durationSeconds", SHAPE_NUMBER, 0}, {0}};
static const struct shape tuple[] = {{"targetGroupARN", SHAPE_TEXT, 0}, {"targetGroupName", SHAPE_TEXT, 0}, {"serviceName", SHAPE_TEXT, 0},
                                     {"servicePort", SHAPE_PORT, 0},    {"weight", SHAPE_NUMBER, 0},        {0}};
static const struct shape forward[] = {
    {"targetGroups", SHAPE_OBJECTS, tuple}, {"targetGroupStickinessConfig", SHAPE_OBJECT, stickiness}, {0}};

static const struct shape action[] = {{"type", SHAPE_TEXT, 0},
                                      {"targetGroupARN", SHAPE_TEXT, 0},
                                      {"targetGroupName", SHAPE_TEXT, 0},
                                      {"fixedResponseConfig", SHAPE_OBJECT, fixed_response},
                                      {"redirectConfig", SHAPE_OBJECT, redirect},
                                      {"forwardConfig", SHAPE_OBJECT, forward},
                                      {0}};

static const struct shape either[] = {{"values", SHAPE_TEXTS, 0}, {"regexValues", SHAPE_TEXTS, 0}, {0}};
static const struct shape header[] = {{"httpHeaderName", SHAPE_TEXT, 0}, {"values", SHAPE_TEXTS, 0}, {"regexValues", SHAPE_TEXTS, 0}, {0}};
static const struct shape values[] = {{"values", SHAPE_TEXTS, 0}, {0}};
static const struct shape key_value[] = {{"key", SHAPE_TEXT, 0}, {"value", SHAPE_TEXT, 0}, {0}};
static const struct shape query[] = {{"values", SHAPE_OBJECTS, key_value}, {0}};

static const struct shape condition[] = {{"field", SHAPE_TEXT, 0},
                                         {"hostHeaderConfig", SHAPE_OBJECT, either},
                                         {"pathPatternConfig", SHAPE_OBJECT, either},
                                         {"httpHeaderConfig", SHAPE_OBJECT, header},
                                         {"httpRequestMethodConfig", SHAPE_OBJECT, values},
                                         {"queryStringConfig", SHAPE_OBJECT, query},
                                         {"sourceIPConfig", SHAPE_OBJECT, values},
                                         {0}};

static const struct shape rewrite[] = {{"regex", SHAPE_TEXT, 0}, {"replace", SHAPE_TEXT, 0}, {0}};
static const struct shape rewrites[] = {{"rewrites", SHAPE_OBJECTS, rewrite}, {0}};

static const struct shape transform[] = {
    {"type", SHAPE_TEXT, 0}, {"urlRewriteConfig", SHAPE_OBJECT, rewrites}, {"hostHeaderRewriteConfig", SHAPE_OBJECT, rewrites}, {0}};

static const struct shape *const of[] = {[SHAPED_ACTION] = action, [SHAPED_CONDITION] = condition, [SHAPED_TRANSFORM] = transform};

static const struct {
    enum json_kind kind, also;
    const char *must_be;
} types[] = {
    [SHAPE_TEXT] = {JSON_STRING, JSON_STRING, "a string"},           [SHAPE_NUMBER] = {JSON_NUMBER, JSON_NUMBER, "a number"},
    [SHAPE_TRUTH] = {JSON_BOOL, JSON_BOOL, "true or false"},         [SHAPE_PORT] = {JSON_NUMBER, JSON_STRING, "a number or a name"},
    [SHAPE_TEXTS] = {JSON_ARRAY, JSON_ARRAY, "a list of strings"},   [SHAPE_OBJECT] = {JSON_OBJECT, JSON_OBJECT, "an object"},
    [SHAPE_OBJECTS] = {JSON_ARRAY, JSON_ARRAY, "a list of objects"},
};

/* One value; null is as good as not there. */
static bool is_of(const struct json *node, enum shape_type type)
{
    enum json_kind kind = json_kind(node);
    return kind == JSON_NULL || kind == types[type].kind || kind == types[type].also;
}

static int check_object(const struct reader *r, const struct json *object, const struct shape *members);

static int check_inside(const struct reader *r, const struct json *list, const struct shape *s)
{
    enum shape_type one = s->type == SHAPE_TEXTS ? SHAPE_TEXT : SHAPE_OBJECT;
    json_each (node, list) {
        if (!is_of(node, one))
            return reader_fault(r, "member '%s' must be %s", s->name, types[s->type].must_be);
        if (one == SHAPE_OBJECT && check_object(r, node, s->of))
            return -1;
    }
    return 0;
}

static int check_member(const struct reader *r, const struct json *node, const struct shape *s)
{
    if (!is_of(node, s->type))
        return reader_fault(r, "member '%s' must be %s", s->name, types[s->type].must_be);
    if (s->type == SHAPE_OBJECT)
        return check_object(r, node, s->of);
    return s->type == SHAPE_TEXTS || s->type == SHAPE_OBJECTS ? check_inside(r, node, s) : 0;
}

static int check_object(const struct reader *r, const struct json *object, const struct shape *members)
{
    if (json_kind(object) != JSON_OBJECT)
        return 0;
    json_each (node, object) {
        for (const struct shape *s = members; s->name; s++)
            if (strcasecmp(json_name(node), s->name) == 0 && check_member(r, node, s))
                return -1;
    }
    return 0;
}

int shape_check(const struct reader *r, const struct json *object, enum shaped what)
{
    return check_object(r, object, of[what]);
}
