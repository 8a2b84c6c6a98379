/* Conditions of a rule, as maps of nginx: each condition a variable that is 1 where one of its values matches. */
#include <ctype.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

/* Backslashes and quotes as nginx's parser wants them. */
static void add_escaped(struct buf *to, char c)
{
    if (c == '\\' || c == '"')
        buf_add_char(to, '\\');
    buf_add_char(to, c);
}

void quote_pattern(struct buf *to, const char *prefix, const char *text)
{
    buf_addf(to, "\"%s", prefix);
    for (; *text; text++)
        add_escaped(to, *text);
    buf_add_char(to, '"');
}

void quote_text(struct buf *to, const char *text)
{
    buf_add_char(to, '"');
    for (; *text; text++) {
        if (*text == '$')
            buf_add_str(to, "${alb_dollar}");
        else
            add_escaped(to, *text);
    }
    buf_add_char(to, '"');
}

/* * and ? as they match within `any` ("." or a class), all else as it stands. */
static void add_wildcards(struct buf *to, const char *text, const char *any)
{
    for (; *text; text++) {
        if (*text == '*')
            buf_addf(to, "%s*", any);
        else if (*text == '?')
            buf_add_str(to, any);
        else if (isalnum((unsigned char)*text) || (unsigned char)*text >= 0x80 || strchr("/_-:%~@,;<>=&!'\" ", *text))
            buf_add_char(to, *text);
        else
            buf_addf(to, "\\%c", *text);
    }
}

/* ---- the kinds of conditions ---- */

static void write_values(struct buf *to, const struct node *config, const char *flags)
{
    node_each (v, node_get(config, "Values")) {
        own_buf pattern = {0};
        buf_add_char(&pattern, '^');
        add_wildcards(&pattern, v->value, ".");
        buf_add_char(&pattern, '$');
        quote_pattern(to, flags, buf_str(&pattern));
        buf_add_str(to, " 1;");
    }
    node_each (v, node_get(config, "RegexValues")) {
        quote_pattern(to, flags, v->value);
        buf_add_str(to, " 1;");
    }
}

static void write_host(struct buf *to, const char *variable, const struct node *config)
{
    buf_addf(to, "map $alb_host $%s {default 0;", variable);
    write_values(to, config, "~*");
    buf_add_str(to, "}\n");
}

static void write_path(struct buf *to, const char *variable, const struct node *config)
{
    buf_addf(to, "map $alb_path $%s {default 0;", variable);
    write_values(to, config, "~");
    buf_add_str(to, "}\n");
}

static void write_header(struct buf *to, const char *variable, const struct node *config)
{
    buf_add_str(to, "map $http_");
    for (const char *c = node_str_or(config, "HttpHeaderName", ""); *c; c++)
        buf_add_char(to, isalnum((unsigned char)*c) ? (char)tolower((unsigned char)*c) : '_');
    buf_addf(to, " $%s {default 0;", variable);
    write_values(to, config, "~*");
    buf_add_str(to, "}\n");
}

static void write_method(struct buf *to, const char *variable, const struct node *config)
{
    buf_addf(to, "map $request_method $%s {default 0;", variable);
    write_values(to, config, "~");
    buf_add_str(to, "}\n");
}

/* Without a key: the value of any key, or a word that stands alone. */
static void write_query(struct buf *to, const char *variable, const struct node *config)
{
    buf_addf(to, "map $args $%s {default 0;", variable);
    node_each (v, node_get(config, "Values")) {
        own_buf pattern = {0};
        buf_add_str(&pattern, "(^|&)");
        if (node_str_or(v, "Key", "")[0]) {
            add_wildcards(&pattern, node_str(v, "Key"), "[^=&]");
            buf_add_char(&pattern, '=');
        } else {
            buf_add_str(&pattern, "([^=&]*=)?");
        }
        add_wildcards(&pattern, node_str_or(v, "Value", ""), "[^&]");
        buf_add_str(&pattern, "(&|$)");
        quote_pattern(to, "~*", buf_str(&pattern));
        buf_add_str(to, " 1;");
    }
    buf_add_str(to, "}\n");
}

static void write_source(struct buf *to, const char *variable, const struct node *config)
{
    buf_addf(to, "geo $remote_addr $%s {default 0;", variable);
    node_each (v, node_get(config, "Values"))
        buf_addf(to, "%s 1;", v->value);
    buf_add_str(to, "}\n");
}

static const struct {
    const char *field, *config;
    void (*write)(struct buf *to, const char *variable, const struct node *config);
} kinds[] = {
    {"host-header", "HostHeaderConfig", write_host},    {"path-pattern", "PathPatternConfig", write_path},
    {"http-header", "HttpHeaderConfig", write_header},  {"http-request-method", "HttpRequestMethodConfig", write_method},
    {"query-string", "QueryStringConfig", write_query}, {"source-ip", "SourceIpConfig", write_source},
};

static void write_one(struct buf *to, const char *variable, const struct node *condition)
{
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (str_equal(kinds[i].field, node_str(condition, "Field")))
            kinds[i].write(to, variable, node_get(condition, kinds[i].config));
}

void match_write(struct scope *s, const char *name, const struct node *conditions)
{
    own_buf all = {0}, ones = {0};
    int number = 0;
    node_each (condition, conditions) {
        own_str char *variable = xasprintf("%s_%s_c%d", s->prefix, name, number++);
        write_one(s->maps, variable, condition);
        buf_addf(&all, "$%s", variable);
        buf_add_char(&ones, '1');
    }
    buf_addf(s->maps, "map \"%s\" $%s_%s {default 0; \"%s\" 1;}\n", buf_str(&all), s->prefix, name, buf_str(&ones));
}
