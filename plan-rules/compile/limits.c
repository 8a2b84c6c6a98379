#include "plan-rules/compile/limits.h"

#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* Characters, not bytes. */
static size_t letters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xC0) != 0x80;
    return count;
}

int limit_load_balancer_name(const char *name, struct fault *f)
{
    const char *field = "alb.ingress.kubernetes.io/load-balancer-name";
    size_t len = strlen(name);
    if (!len || len > 32)
        return fault_set(f, field, name, "a load balancer's name has 1 to 32 characters, this one has %zu", len);
    for (const char *c = name; *c; c++)
        if ((!isalnum((unsigned char)*c) || (unsigned char)*c > 127) && *c != '-')
            return fault_set(f, field, name, "a load balancer's name has only letters A-Z a-z, digits and '-'");
    if (name[0] == '-' || name[len - 1] == '-' || strncmp(name, "internal-", 9) == 0)
        return fault_set(f, field, name, "a load balancer's name neither begins nor ends with '-' and does not begin with 'internal-'");
    return 0;
}

/* Punctuation, symbols and marks beyond ASCII, as far as people type them: AWS takes letters, digits and spaces of any script. */
static const struct {
    uint32_t first, last;
} symbols[] = {
    {0x80, 0x9F},     {0xA1, 0xA9},     {0xAB, 0xB1},     {0xB4, 0xB4},     {0xB6, 0xB8},     {0xBB, 0xBB},     {0xBF, 0xBF},
    {0xD7, 0xD7},     {0xF7, 0xF7},     {0x300, 0x36F},   {0x200B, 0x2027}, {0x202A, 0x202E}, {0x2030, 0x205E}, {0x20A0, 0x20FF},
    {0x2190, 0x245F}, {0x2500, 0x2775}, {0x2794, 0x2BFF}, {0x3001, 0x3004}, {0x3008, 0x3020}, {0xFE00, 0xFE0F}, {0x1F000, 0x1FAFF},
};

/* The character that valid UTF-8 goes on with, and the text behind it. */
static uint32_t next_letter(const char **text)
{
    const unsigned char *c = (const unsigned char *)*text;
    int more = *c >= 0xF0 ? 3 : *c >= 0xE0 ? 2 : *c >= 0xC0 ? 1 : 0;
    uint32_t letter = more ? *c & (0x3Fu >> more) : *c;
    for (c++; more && (*c & 0xC0) == 0x80; more--, c++)
        letter = letter << 6 | (*c & 0x3Fu);
    *text = (const char *)c;
    return letter;
}

static bool is_symbol(uint32_t letter)
{
    for (size_t i = 0; i < COUNT_OF(symbols); i++)
        if (letter >= symbols[i].first && letter <= symbols[i].last)
            return true;
    return false;
}

static bool tag_text_good(const char *text)
{
    while (*text) {
        uint32_t letter = next_letter(&text);
        bool good = letter < 128 ? isalnum((int)letter) || strchr(" _.:/=+-@", (int)letter) : !is_symbol(letter);
        if (!good)
            return false;
    }
    return true;
}

static int limit_tag(const struct pair *tag, const char *field, struct fault *f)
{
    size_t key = letters(tag->key);
    if (!key || key > 128)
        return fault_set(f, field, tag->key, "a tag's key has 1 to 128 characters, this one has %zu", key);
    if (letters(tag->value) > 256)
        return fault_set(f, field, tag->key, "a tag's value has at most 256 characters, that of '%s' has %zu", tag->key,
                         letters(tag->value));
    if (!tag_text_good(tag->key) || !tag_text_good(tag->value))
        return fault_set(f, field, tag->key, "a tag has only letters, digits, spaces and _.:/=+-@");
    if (strncmp(tag->key, "aws:", 4) == 0)
        return fault_set(f, field, tag->key, "tag keys that begin with 'aws:' are reserved");
    return 0;
}

int limit_tags(const struct pairs *tags, const struct pairs *usual, const char *field, struct fault *f)
{
    size_t all = tags->count;
    for (size_t i = 0; i < tags->count; i++)
        if (limit_tag(&tags->items[i], field, f))
            return -1;
    for (size_t i = 0; i < usual->count; i++)
        all += pairs_get(tags, usual->items[i].key) == NULL;
    if (all + LIMIT_TAGS_TAKEN > LIMIT_TAGS)
        return fault_set(f, field, NULL,
                         "a resource has at most %d tags, and %d of them say whose it is: %zu are given, and the fleet's default-tags make "
                         "them %zu. Give fewer",
                         LIMIT_TAGS, LIMIT_TAGS_TAKEN, tags->count, all);
    return 0;
}

int limit_attributes(const struct pairs *attributes, const char *field, struct fault *f)
{
    for (size_t i = 0; i < attributes->count; i++) {
        const struct pair *a = &attributes->items[i];
        if (letters(a->key) > 256 || letters(a->value) > 1024)
            return fault_set(f, field, a->key, "an attribute's key has at most 256 characters and its value 1024");
        for (const char *c = a->key; *c; c++)
            if (!isalnum((unsigned char)*c) && *c != '.' && *c != '_')
                return fault_set(f, field, a->key, "an attribute's key has only letters, digits, '.' and '_'");
    }
    return 0;
}

/* ---- target groups ---- */

static int between(int value, int least, int most, const char *suffix, struct fault *f)
{
    char field[96], text[16];
    if (value >= least && value <= most)
        return 0;
    snprintf(field, sizeof field, "alb.ingress.kubernetes.io/%s", suffix);
    snprintf(text, sizeof text, "%d", value);
    return fault_set(f, field, text, "%s must be from %d to %d", suffix, least, most);
}

int limit_target_group(const struct target_group *g, struct fault *f)
{
    size_t path = letters(g->health_path ? g->health_path : "/");
    if (between(g->health_interval_s, 5, 300, "healthcheck-interval-seconds", f) ||
        between(g->health_timeout_s, 2, 120, "healthcheck-timeout-seconds", f) ||
        between(g->healthy_count, 2, 10, "healthy-threshold-count", f) ||
        between(g->unhealthy_count, 2, 10, "unhealthy-threshold-count", f))
        return -1;
    if (!path || path > 1024)
        return fault_set(f, "alb.ingress.kubernetes.io/healthcheck-path", g->health_path, "a health check path has 1 to 1024 characters");
    return 0;
}

/* ---- actions ---- */

static int limit_forward(const struct action *a, const char *field, struct fault *f)
{
    if (a->groups_count > LIMIT_ACTION_GROUPS)
        return fault_set(f, field, NULL, "an action forwards to at most %d target groups, this one to %zu", LIMIT_ACTION_GROUPS,
                         a->groups_count);
    for (size_t i = 0; i < a->groups_count; i++)
        if (a->groups[i].own < 0 || a->groups[i].own > 999)
            return fault_set(f, field, NULL, "a weight must be from 0 to 999, this one is %d", a->groups[i].own);
    return 0;
}

static int limit_fixed_response(const struct json *config, const char *field, struct fault *f)
{
    const char *code = json_str_or(json_get(config, "StatusCode"), "");
    if (strlen(code) != 3 || !strchr("245", code[0]) || !isdigit((unsigned char)code[1]) || !isdigit((unsigned char)code[2]))
        return fault_set(f, field, code, "statusCode of a fixed response must be 2xx, 4xx or 5xx");
    if (letters(json_str_or(json_get(config, "MessageBody"), "")) > 1024)
        return fault_set(f, field, NULL, "messageBody of a fixed response has at most 1024 characters");
    if (letters(json_str_or(json_get(config, "ContentType"), "")) > 32)
        return fault_set(f, field, NULL, "contentType of a fixed response has at most 32 characters");
    return 0;
}

static int redirect_part(const struct json *config, const char *name, size_t least, const char *field, struct fault *f)
{
    const char *value = json_str(json_get(config, name));
    if (!value || (letters(value) >= least && letters(value) <= 128))
        return 0;
    return fault_set(f, field, value, "%s of a redirect has %zu to 128 characters", name, least);
}

static bool redirect_port_good(const char *port)
{
    int64_t number = 0;
    if (!port || strcmp(port, "#{port}") == 0)
        return true;
    for (const char *c = port; *c; c++) {
        if (!isdigit((unsigned char)*c) || number > 65535)
            return false;
        number = number * 10 + (*c - '0');
    }
    return number >= 1 && number <= 65535;
}

static int limit_redirect(const struct json *config, const char *field, struct fault *f)
{
    const char *code = json_str_or(json_get(config, "StatusCode"), "");
    const char *protocol = json_str(json_get(config, "Protocol"));
    if (strcmp(code, "HTTP_301") != 0 && strcmp(code, "HTTP_302") != 0)
        return fault_set(f, field, code, "statusCode of a redirect must be HTTP_301 or HTTP_302");
    if (protocol && strcmp(protocol, "HTTP") != 0 && strcmp(protocol, "HTTPS") != 0 && strcmp(protocol, "#{protocol}") != 0)
        return fault_set(f, field, protocol, "protocol of a redirect must be HTTP, HTTPS or #{protocol}");
    if (!redirect_port_good(json_str(json_get(config, "Port"))))
        return fault_set(f, field, json_str(json_get(config, "Port")), "port of a redirect must be from 1 to 65535 or #{port}");
    if (redirect_part(config, "Host", 1, field, f) || redirect_part(config, "Path", 1, field, f))
        return -1;
    return redirect_part(config, "Query", 0, field, f);
}

int limit_action(const struct action *a, const char *field, struct fault *f)
{
    if (strcmp(a->type, "forward") == 0)
        return limit_forward(a, field, f);
    own_json *config = a->config ? json_parse(a->config, strlen(a->config), NULL) : NULL;
    if (strcmp(a->type, "fixed-response") == 0)
        return limit_fixed_response(config, field, f);
    if (strcmp(a->type, "redirect") == 0)
        return limit_redirect(config, field, f);
    return 0;
}

/* ---- conditions ---- */

static size_t wildcards(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == '*' || *text == '?';
    return count;
}

size_t rule_values(const struct rule *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->conditions_count; i++)
        count += r->conditions[i].values.count + r->conditions[i].regex_values.count + r->conditions[i].query.count;
    return count;
}

size_t rule_wildcards(const struct rule *r)
{
    size_t count = 0;
    for (size_t i = 0; i < r->conditions_count; i++) {
        const struct condition *c = &r->conditions[i];
        for (size_t k = 0; k < c->values.count; k++)
            count += wildcards(c->values.items[k]);
        for (size_t k = 0; k < c->query.count; k++)
            count += wildcards(c->query.items[k].key) + wildcards(c->query.items[k].value);
    }
    return count;
}

static int limit_value(const char *value, size_t most, const char *what, const char *field, struct fault *f)
{
    if (letters(value) <= most)
        return 0;
    return fault_set(f, field, value, "a %s has at most %zu characters, this one has %zu", what, most, letters(value));
}

static int limit_condition(const struct condition *c, const char *field, struct fault *f)
{
    size_t most = strcmp(c->field, "http-request-method") == 0 ? 40 : 128;
    if (c->header_name && limit_value(c->header_name, 40, "header name", field, f))
        return -1;
    for (size_t i = 0; i < c->values.count; i++)
        if (limit_value(c->values.items[i], most, "condition value", field, f))
            return -1;
    for (size_t i = 0; i < c->regex_values.count; i++)
        if (limit_value(c->regex_values.items[i], 128, "regular expression", field, f))
            return -1;
    for (size_t i = 0; i < c->query.count; i++)
        if (limit_value(c->query.items[i].key, 128, "query key", field, f) ||
            limit_value(c->query.items[i].value, 128, "query value", field, f))
            return -1;
    return 0;
}

int limit_conditions(const struct rule *r, const char *field, struct fault *f)
{
    for (size_t i = 0; i < r->conditions_count; i++)
        if (limit_condition(&r->conditions[i], field, f))
            return -1;
    return 0;
}

int limit_transforms(const struct json *rewrites, const char *field, struct fault *f)
{
    json_each (r, rewrites) {
        if (limit_value(json_str_or(json_get_fold(r, "regex"), ""), 1024, "rewrite's expression", field, f) ||
            limit_value(json_str_or(json_get_fold(r, "replace"), ""), 1024, "rewrite's replacement", field, f))
            return -1;
    }
    return 0;
}
