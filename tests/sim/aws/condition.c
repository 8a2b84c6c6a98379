/* Conditions of rules: checked, counted, and brought into the form that Describe shows. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

static const struct field {
    const char *name, *config;
    bool legacy; /* may be given as Values, and is shown so too */
    bool many;   /* more than one condition of it in a rule */
} fields[] = {
    {"host-header", "HostHeaderConfig", true, false}, {"path-pattern", "PathPatternConfig", true, false},
    {"http-header", "HttpHeaderConfig", false, true}, {"query-string", "QueryStringConfig", false, true},
    {"source-ip", "SourceIpConfig", false, false},    {"http-request-method", "HttpRequestMethodConfig", false, false},
};

static const struct field *field_of(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (!strcmp(fields[i].name, name))
            return &fields[i];
    return NULL;
}

struct count {
    int64_t values, wildcards;
};

static int count_text(struct call *c, const char *text, struct count *n)
{
    if (strlen(text) > 128)
        return call_invalid(c, "Condition value '%s' is longer than 128 characters", text);
    for (; *text; text++)
        n->wildcards += *text == '*' || *text == '?';
    return 0;
}

static int count_list(struct call *c, const struct node *list, struct count *n)
{
    node_each (m, list) {
        n->values++;
        if (m->value ? count_text(c, m->value, n)
                     : (count_text(c, node_str_or(m, "Key", ""), n) || count_text(c, node_str_or(m, "Value", ""), n)))
            return -1;
    }
    return 0;
}

/* Values and the field's Config become both, where the field is old enough to have both. */
static int take_values(struct call *c, struct node *condition, const struct field *f)
{
    const struct node *values = node_get(condition, "Values"), *config = node_get(condition, f->config);
    if (values && config)
        return call_invalid(c, "You cannot provide both Values and '%s' for a condition of type '%s'", f->config, f->name);
    if (values && !f->legacy)
        return call_invalid(c, "A condition of type '%s' needs '%s'", f->name, f->config);
    if (values) {
        struct node *made = node_new(f->config, NULL);
        node_add(made, node_clone(values));
        node_put(condition, made);
    } else if (f->legacy && node_get(config, "Values")) {
        node_put(condition, node_clone(node_get(config, "Values")));
    }
    return 0;
}

static int check_values(struct call *c, const struct node *condition, const struct field *f, struct count *n)
{
    const struct node *config = node_get(condition, f->config);
    const struct node *values = node_get(config, "Values"), *regex = node_get(config, "RegexValues");
    if (node_count(values) + node_count(regex) == 0)
        return call_invalid(c, "A condition value must be specified for a condition of type '%s'", f->name);
    if (!strcmp(f->name, "http-header") && !node_str(config, "HttpHeaderName"))
        return call_invalid(c, "A condition of type 'http-header' needs HttpHeaderName");
    struct count regexes = {0}; /* whose stars are no wildcards */
    if (count_list(c, regex, &regexes))
        return -1;
    n->values += regexes.values;
    return count_list(c, values, n);
}

static bool repeated(const struct node *list, const struct node *condition)
{
    node_each (other, list) {
        if (other == condition)
            return false;
        if (str_equal(node_str(other, "Field"), node_str(condition, "Field")))
            return true;
    }
    return false;
}

static int take_one(struct call *c, struct node *condition, const struct node *list, struct count *n)
{
    const struct field *f = field_of(node_str_or(condition, "Field", ""));
    if (!f)
        return call_invalid(
            c,
            "Condition field '%s' must be one of '[path-pattern, host-header, http-header, http-request-method, query-string, source-ip]'",
            node_str_or(condition, "Field", ""));
    if (!f->many && repeated(list, condition))
        return call_invalid(c, "A rule can only have one '%s' condition", f->name);
    if (take_values(c, condition, f))
        return -1;
    return check_values(c, condition, f, n);
}

struct node *conditions_take(struct call *c, const struct node *list)
{
    struct node *conditions = node_clone(list);
    struct count n = {0};
    int64_t values = limit_get(c->aws, "condition-values-per-alb-rule"), wildcards = limit_get(c->aws, "condition-wildcards-per-alb-rule");
    bool failed = node_count(conditions) == 0;
    if (failed)
        call_invalid(c, "A condition must be specified");
    for (struct node *m = failed ? NULL : conditions->first; m && !failed; m = m->next)
        failed = take_one(c, m, conditions, &n) != 0;
    if (!failed && n.values > values)
        failed = call_invalid(c, "A rule can only have '%lld' condition values", (long long)values) != 0;
    if (!failed && n.wildcards > wildcards)
        failed = call_invalid(c, "A rule can only have '%lld' condition wildcards", (long long)wildcards) != 0;
    if (!failed)
        return conditions;
    node_free(conditions);
    return NULL;
}
