/* Step 6: what must hold for a rule: the host, the path by its type, and conditions.NAME. */
#include "plan-rules/compile/build.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/limits.h"
#include "plan-rules/compile/shape.h"

/* Hosts and paths are gathered and come last; the others stand in the order of the annotation. */
struct gathered {
    struct strs hosts, host_regexes, paths, path_regexes;
    struct rule *rule;
};

static void add_once(struct strs *to, const char *value)
{
    if (!strs_has(to, value))
        strs_add(to, value);
}

static void gathered_release(struct gathered *g)
{
    strs_release(&g->hosts);
    strs_release(&g->host_regexes);
    strs_release(&g->paths);
    strs_release(&g->path_regexes);
}

/* ---- the path ---- */

static int exact_path(const char *path, struct gathered *g, struct fault *f)
{
    if (strpbrk(path, "*?"))
        return fault_set(f, "spec.rules.http.paths.path", path, "a path of type Exact has neither '*' nor '?': use ImplementationSpecific");
    add_once(&g->paths, path);
    return 0;
}

static int prefix_path(const char *path, struct gathered *g, struct fault *f)
{
    if (strcmp(path, "/") == 0) {
        add_once(&g->paths, "/*");
        return 0;
    }
    if (strpbrk(path, "*?"))
        return fault_set(f, "spec.rules.http.paths.path", path,
                         "a path of type Prefix has neither '*' nor '?': use ImplementationSpecific");
    own_str char *bare = xstrdup(path);
    if (str_ends(bare, "/"))
        bare[strlen(bare) - 1] = '\0';
    own_str char *below = xasprintf("%s/*", bare);
    add_once(&g->paths, bare);
    add_once(&g->paths, below);
    return 0;
}

static int free_path(struct member *m, const char *path, struct gathered *g, struct fault *f)
{
    bool regex = false;
    if (notes_bool(&m->notes, "use-regex-path-match", &regex, f) < 0)
        return -1;
    if (regex)
        add_once(&g->path_regexes, path + 1);
    else
        add_once(&g->paths, path);
    return 0;
}

static int read_path(struct member *m, const struct ingress_path *p, struct gathered *g, struct fault *f)
{
    const char *type = p->path_type ? p->path_type : "ImplementationSpecific";
    bool exact = strcmp(type, "Exact") == 0, prefix = strcmp(type, "Prefix") == 0;
    if (!exact && !prefix && strcmp(type, "ImplementationSpecific") != 0)
        return fault_set(f, "spec.rules.http.paths.pathType", type, "pathType must be Exact, Prefix or ImplementationSpecific");
    if (!p->path || !*p->path)
        return 0;
    if (exact)
        return exact_path(p->path, g, f);
    return prefix ? prefix_path(p->path, g, f) : free_path(m, p->path, g, f);
}

/* ---- conditions.NAME ---- */

/* Values and regexValues: exactly one of them must hold something. */
static int read_either(const struct reader *r, const struct json *config, struct strs *values, struct strs *regexes)
{
    struct strs plain = {0}, regex = {0};
    int bad = read_strs(r, config, "values", &plain) || read_strs(r, config, "regexValues", &regex) ? -1 : 0;
    if (!bad && (plain.count > 0) == (regex.count > 0))
        bad = reader_fault(r, "a condition must have either values or regexValues");
    for (size_t i = 0; !bad && i < plain.count; i++)
        add_once(values, plain.items[i]);
    for (size_t i = 0; !bad && i < regex.count; i++)
        add_once(regexes, regex.items[i]);
    strs_release(&plain);
    strs_release(&regex);
    return bad;
}

typedef int condition_fn(const struct reader *r, const struct json *config, struct gathered *g);

static int read_host(const struct reader *r, const struct json *config, struct gathered *g)
{
    return read_either(r, config, &g->hosts, &g->host_regexes);
}

static int read_path_pattern(const struct reader *r, const struct json *config, struct gathered *g)
{
    return read_either(r, config, &g->paths, &g->path_regexes);
}

static int read_header(const struct reader *r, const struct json *config, struct gathered *g)
{
    const char *name;
    struct condition *c = rule_add_condition(g->rule, "http-header");
    if (read_str(r, config, "httpHeaderName", &name))
        return -1;
    if (!name || !*name)
        return reader_fault(r, "httpHeaderConfig must name the header in httpHeaderName");
    c->header_name = xstrdup(name);
    return read_either(r, config, &c->values, &c->regex_values);
}

static int read_values(const struct reader *r, const struct json *config, struct condition *c)
{
    struct strs values = {0};
    int bad = read_strs(r, config, "values", &values);
    for (size_t i = 0; !bad && i < values.count; i++)
        add_once(&c->values, values.items[i]);
    strs_release(&values);
    return bad ? bad : c->values.count ? 0 : reader_fault(r, "values must not be empty");
}

static int read_method(const struct reader *r, const struct json *config, struct gathered *g)
{
    return read_values(r, config, rule_add_condition(g->rule, "http-request-method"));
}

static bool looks_like_address(const char *text)
{
    char address[64];
    unsigned char bytes[16];
    size_t len = strcspn(text, "/");
    if (len >= sizeof address)
        return false;
    memcpy(address, text, len);
    address[len] = '\0';
    return inet_pton(strchr(address, ':') ? AF_INET6 : AF_INET, address, bytes) == 1;
}

static int read_source(const struct reader *r, const struct json *config, struct gathered *g)
{
    struct condition *c = rule_add_condition(g->rule, "source-ip");
    if (read_values(r, config, c))
        return -1;
    for (size_t i = 0; i < c->values.count; i++)
        if (!looks_like_address(c->values.items[i]))
            return reader_fault(r, "source-ip '%s' is no address block: write it as 10.0.0.0/8", c->values.items[i]);
    return 0;
}

static int read_query(const struct reader *r, const struct json *config, struct gathered *g)
{
    const struct json *list;
    struct condition *c = rule_add_condition(g->rule, "query-string");
    if (read_array(r, config, "values", &list))
        return -1;
    json_each (pair, list) {
        const char *key, *value;
        if (want_object(r, pair) || read_str(r, pair, "key", &key) || read_str(r, pair, "value", &value))
            return -1;
        if (!value || !*value)
            return reader_fault(r, "each of a query-string's values must have a value");
        condition_add_query(c, key ? key : "", value);
    }
    return c->query.count ? 0 : reader_fault(r, "values must not be empty");
}

static const struct {
    const char *field;
    const char *config;
    condition_fn *read;
} fields[] = {
    {"host-header", "hostHeaderConfig", read_host},    {"path-pattern", "pathPatternConfig", read_path_pattern},
    {"http-header", "httpHeaderConfig", read_header},  {"http-request-method", "httpRequestMethodConfig", read_method},
    {"query-string", "queryStringConfig", read_query}, {"source-ip", "sourceIPConfig", read_source},
};

/* Fields that nobody knows are let pass, as the incumbent does. */
static int read_condition(const struct reader *r, const struct json *entry, struct gathered *g)
{
    const char *field;
    if (want_object(r, entry) || shape_check(r, entry, SHAPED_CONDITION) || read_str(r, entry, "field", &field))
        return -1;
    for (size_t i = 0; field && i < COUNT_OF(fields); i++) {
        const struct json *config;
        if (strcmp(fields[i].field, field) != 0)
            continue;
        if (read_object(r, entry, fields[i].config, &config))
            return -1;
        if (!config)
            return reader_fault(r, "a condition on %s needs %s", field, fields[i].config);
        return fields[i].read(r, config, g);
    }
    return 0;
}

static int read_note(struct member *m, const char *service, struct gathered *g, struct fault *f)
{
    own_str char *suffix = xasprintf("conditions.%s", service);
    own_str char *field = xasprintf("%s%s", NOTE_PREFIX, suffix);
    own_json *list = NULL;
    int got = notes_json(&m->notes, suffix, &list, f);
    if (got <= 0)
        return got;
    struct reader r = {field, notes_get(&m->notes, suffix), f};
    if (want_array(&r, list))
        return -1;
    json_each (entry, list) {
        if (read_condition(&r, entry, g))
            return -1;
    }
    return limit_conditions(g->rule, field, f);
}

/* ---- all of a rule ---- */

static void add_values(struct rule *r, const char *field, const struct strs *values, const struct strs *regexes)
{
    if (!values->count && !regexes->count)
        return;
    struct condition *c = rule_add_condition(r, field);
    for (size_t i = 0; i < values->count; i++)
        strs_add(&c->values, values->items[i]);
    for (size_t i = 0; i < regexes->count; i++)
        strs_add(&c->regex_values, regexes->items[i]);
}

static int assemble(const struct gathered *g, const char *service, struct fault *f)
{
    struct strs everything = {0};
    own_str char *field = xasprintf("%sconditions.%s", NOTE_PREFIX, service);
    if (g->hosts.count && g->host_regexes.count)
        return fault_set(f, field, NULL, "hosts and regular expressions for hosts cannot be mixed in one rule");
    if (g->paths.count && g->path_regexes.count)
        return fault_set(f, field, NULL, "paths and regular expressions for paths cannot be mixed in one rule");
    add_values(g->rule, "host-header", &g->hosts, &g->host_regexes);
    add_values(g->rule, "path-pattern", &g->paths, &g->path_regexes);
    if (!g->rule->conditions_count) {
        strs_add(&everything, "/*");
        add_values(g->rule, "path-pattern", &everything, &g->path_regexes);
        strs_release(&everything);
    }
    return limit_conditions(g->rule, "spec.rules", f);
}

int conditions_read(struct member *m, const struct ingress_rule *rule, const struct ingress_path *p, struct rule *out)
{
    struct fault *f = &m->fault;
    struct gathered g = {.rule = out};
    const char *service = p->backend.service ? p->backend.service : "";
    if (rule->host && *rule->host)
        strs_add(&g.hosts, rule->host);
    int bad = read_path(m, p, &g, f) || read_note(m, service, &g, f) || assemble(&g, service, f) ? -1 : 0;
    gathered_release(&g);
    return bad;
}

int conditions_check(struct member *m, const char *service)
{
    struct rule unused = {0};
    struct gathered g = {.rule = &unused};
    int bad = read_note(m, service, &g, &m->fault);
    gathered_release(&g);
    rule_release(&unused);
    return bad;
}

/* ---- equal conditions, equal text ---- */

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *one_key(const struct condition *c)
{
    struct rule alone = {0};
    own_buf text = {0};
    struct json_out o = json_out(&text);
    struct condition *copy = rule_add_condition(&alone, c->field);
    copy->header_name = xstrdup_or_null(c->header_name);
    for (char *h = copy->header_name; h && *h; h++)
        *h = (char)(*h >= 'A' && *h <= 'Z' ? *h + 32 : *h);
    for (size_t i = 0; i < c->values.count; i++)
        strs_add(&copy->values, c->values.items[i]);
    for (size_t i = 0; i < c->regex_values.count; i++)
        strs_add(&copy->regex_values, c->regex_values.items[i]);
    for (size_t i = 0; i < c->query.count; i++)
        condition_add_query(copy, c->query.items[i].key, c->query.items[i].value);
    strs_sort_unique(&copy->values);
    strs_sort_unique(&copy->regex_values);
    conditions_encode(&alone, &o, NULL);
    rule_release(&alone);
    return buf_take(&text);
}

char *conditions_key(const struct rule *r)
{
    struct buf all = {0};
    char **keys = xcalloc(r->conditions_count + 1, sizeof *keys);
    for (size_t i = 0; i < r->conditions_count; i++)
        keys[i] = one_key(&r->conditions[i]);
    qsort(keys, r->conditions_count, sizeof *keys, by_text);
    for (size_t i = 0; i < r->conditions_count; i++) {
        buf_add_str(&all, keys[i]);
        free(keys[i]);
    }
    free(keys);
    return buf_take(&all);
}
