/* Step 7: what need not become a rule: a redirect of a request to itself, and what is never reached. */
#include "plan-rules/compile/join.h"

#include <stdio.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

static const struct condition *condition_on(const struct rule *r, const char *field)
{
    for (size_t i = 0; i < r->conditions_count; i++)
        if (strcmp(r->conditions[i].field, field) == 0)
            return &r->conditions[i];
    return NULL;
}

/* Says the same as the request: absent, the placeholder, or the value itself. */
static bool same(const struct json *config, const char *member, const char *placeholder, const char *value)
{
    const char *text = json_str(json_get(config, member));
    return !text || strcmp(text, placeholder) == 0 || (value && strcmp(text, value) == 0);
}

static bool same_of(const struct json *config, const char *member, const char *placeholder, const struct condition *c)
{
    const char *text = json_str(json_get(config, member));
    return same(config, member, placeholder, NULL) || (c && strs_has(&c->values, text));
}

bool redirects_to_itself(const struct draft *d, const struct merged_port *port)
{
    char number[16];
    if (strcmp(d->action.type, "redirect") != 0)
        return false;
    const struct condition *path = condition_on(&d->rule, "path-pattern");
    own_json *config = json_parse(d->action.config, strlen(d->action.config), NULL);
    snprintf(number, sizeof number, "%d", port->port);
    if (path && path->regex_values.count)
        return false;
    return same_of(config, "Host", "#{host}", condition_on(&d->rule, "host-header")) && same_of(config, "Path", "/#{path}", path) &&
           same(config, "Port", "#{port}", number) && same(config, "Protocol", "#{protocol}", port->https ? "HTTPS" : "HTTP") &&
           same(config, "Query", "#{query}", NULL);
}

/* ---- never reached ---- */

/* Everything that `later` lets through on this field, `earlier` does too. */
static bool covers(const struct condition *earlier, const struct condition *later)
{
    if (!earlier || strs_has(&earlier->values, "/*") || strs_has(&earlier->values, "*"))
        return true;
    if (!later)
        return false;
    for (size_t i = 0; i < later->values.count; i++)
        if (!strs_has(&earlier->values, later->values.items[i]))
            return false;
    for (size_t i = 0; i < later->regex_values.count; i++)
        if (!strs_has(&earlier->regex_values, later->regex_values.items[i]))
            return false;
    return true;
}

bool rule_shadows(const struct rule *earlier, const struct rule *later)
{
    for (size_t i = 0; i < earlier->conditions_count; i++) {
        const char *field = earlier->conditions[i].field;
        if (strcmp(field, "host-header") != 0 && strcmp(field, "path-pattern") != 0)
            return false;
        if (!covers(&earlier->conditions[i], condition_on(later, field)))
            return false;
    }
    return true;
}
