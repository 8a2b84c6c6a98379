#include <string.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

/* metav1.LabelSelectorRequirement: 1, 0, or -1 when it is none. */
typedef int operator_fn(const char *label, const struct json *values);

static bool among(const char *label, const struct json *values)
{
    json_each (value, values) {
        if (str_equal(label, json_str(value)))
            return true;
    }
    return false;
}

static int is_in(const char *label, const struct json *values)
{
    return json_count(values) ? label && among(label, values) : -1;
}

static int is_not_in(const char *label, const struct json *values)
{
    return json_count(values) ? !label || !among(label, values) : -1;
}

static int exists(const char *label, const struct json *values)
{
    return json_count(values) ? -1 : label != NULL;
}

static int exists_not(const char *label, const struct json *values)
{
    return json_count(values) ? -1 : label == NULL;
}

static const struct {
    const char *name;
    operator_fn *holds;
} operators[] = {
    {"In", is_in},
    {"NotIn", is_not_in},
    {"Exists", exists},
    {"DoesNotExist", exists_not},
};

static int expression_holds(const struct json *e, const struct pairs *labels)
{
    const char *key = json_str(json_get(e, "key")), *name = json_str(json_get(e, "operator"));
    for (size_t i = 0; key && i < COUNT_OF(operators); i++) {
        if (str_equal(name, operators[i].name))
            return operators[i].holds(pairs_get(labels, key), json_get(e, "values"));
    }
    return -1;
}

static bool is_kind(const struct json *node, enum json_kind kind)
{
    return json_kind(node) == kind || json_kind(node) == JSON_ABSENT || json_kind(node) == JSON_NULL;
}

int selector_matches(const struct json *selector, const struct pairs *labels)
{
    int all = 1;
    if (!is_kind(selector, JSON_OBJECT) || !is_kind(json_get(selector, "matchLabels"), JSON_OBJECT) ||
        !is_kind(json_get(selector, "matchExpressions"), JSON_ARRAY))
        return -1;
    json_each (wanted, json_get(selector, "matchLabels")) {
        if (!json_str(wanted))
            return -1;
        all = all && str_equal(json_str(wanted), pairs_get(labels, json_name(wanted)));
    }
    json_each (expression, json_get(selector, "matchExpressions")) {
        int holds = expression_holds(expression, labels);
        if (holds < 0)
            return -1;
        all = all && holds;
    }
    return all;
}
