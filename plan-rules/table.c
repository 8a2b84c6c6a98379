#include "plan-rules/table.h"

#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

/* ---- when ---- */

static void add_values(struct buf *to, const struct strs *values, const char *mark)
{
    for (size_t i = 0; i < values->count; i++)
        buf_addf(to, " %s%s%s", i ? "or " : "", mark, values->items[i]);
}

static const char *field_word(const char *field)
{
    static const char *const words[][2] = {{"host-header", "host"},           {"path-pattern", "path"},  {"http-header", "header"},
                                           {"http-request-method", "method"}, {"query-string", "query"}, {"source-ip", "from"}};
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(words[i][0], field) == 0)
            return words[i][1];
    return field;
}

static void add_condition(struct buf *to, const struct condition *c)
{
    buf_add_str(to, field_word(c->field));
    if (c->header_name)
        buf_addf(to, " %s:", c->header_name);
    add_values(to, &c->values, "");
    add_values(to, &c->regex_values, "~");
    for (size_t i = 0; i < c->query.count; i++)
        buf_addf(to, " %s%s%s%s", i ? "or " : "", c->query.items[i].key, *c->query.items[i].key ? "=" : "", c->query.items[i].value);
}

void table_add_conditions(struct buf *to, const struct rule *r)
{
    for (size_t i = 0; i < r->conditions_count; i++) {
        buf_add_str(to, i ? ", " : "");
        add_condition(to, &r->conditions[i]);
    }
}

/* ---- what then ---- */

static const struct target_group *group_named(const struct stack *s, const char *reference)
{
    const char *name = str_starts(reference, "@targetgroup/") ? strchr(reference, '/') + 1 : NULL;
    for (size_t i = 0; name && i < s->target_groups_count; i++)
        if (strcmp(s->target_groups[i].name, name) == 0)
            return &s->target_groups[i];
    return NULL;
}

static void add_group(struct buf *to, const struct stack *s, const struct group_weight *w, size_t of)
{
    const struct target_group *g = group_named(s, w->group);
    if (of > 1)
        buf_addf(to, "%d ", w->weight);
    if (!g) {
        buf_add_str(to, w->group);
        return;
    }
    buf_addf(to, "%s %s (%zu target%s)", g->cluster ? g->cluster : "", g->name, g->targets_count, g->targets_count == 1 ? "" : "s");
}

void table_add_answer(struct buf *to, const struct action *a)
{
    own_json *config = a->config ? json_parse(a->config, strlen(a->config), NULL) : NULL;
    const char *parts[] = {"StatusCode", "Protocol", "Host", "Port", "Path", "Query", "MessageBody", "Issuer", "UserPoolArn"};
    buf_add_str(to, a->type);
    for (size_t i = 0; i < COUNT_OF(parts); i++) {
        const char *value = json_str(json_get(config, parts[i]));
        if (value && *value)
            buf_addf(to, " %s", value);
    }
}

static void add_actions(struct buf *to, const struct stack *s, const struct actions *list)
{
    for (size_t i = 0; i < list->count; i++) {
        const struct action *a = &list->items[i];
        buf_add_str(to, i ? ", then " : "");
        if (strcmp(a->type, "forward") != 0)
            table_add_answer(to, a);
        for (size_t k = 0; k < a->groups_count; k++) {
            buf_add_str(to, k ? ", " : "");
            add_group(to, s, &a->groups[k], a->groups_count);
        }
    }
}

/* ---- all of it ---- */

static void add_listener(struct buf *to, const struct stack *s, const struct listener *l)
{
    buf_addf(to, "  port %d %s", l->port, l->protocol);
    if (l->certificates.count)
        buf_addf(to, ", %zu certificate%s", l->certificates.count, l->certificates.count == 1 ? "" : "s");
    buf_add_char(to, '\n');
    for (size_t i = 0; i < l->rules_count; i++) {
        own_buf when = {0};
        table_add_conditions(&when, &l->rules[i]);
        buf_addf(to, "    %4zu  %-50s  ", i + 1, buf_str(&when));
        add_actions(to, s, &l->rules[i].actions);
        buf_add_char(to, '\n');
    }
    buf_addf(to, "    %4s  %-50s  ", "-", "anything else");
    add_actions(to, s, &l->default_actions);
    buf_add_char(to, '\n');
}

static void add_binding(struct buf *to, const struct stack *s)
{
    for (size_t i = 0; i < s->target_groups_count; i++) {
        const struct target_group *g = &s->target_groups[i];
        buf_addf(to, "  %s %s (%zu target%s)\n", g->cluster ? g->cluster : "", g->arn ? g->arn : "", g->targets_count,
                 g->targets_count == 1 ? "" : "s");
    }
}

static void add_front(struct buf *to, const struct stack *front)
{
    buf_addf(to, "  in front of it %s, network, %s, %s\n", front->name, front->scheme, front->ip_address_type);
    for (size_t i = 0; i < front->listeners_count; i++)
        buf_addf(to, "    port %d %s to port %d\n", front->listeners[i].port, front->listeners[i].protocol,
                 front->target_groups[i].targets[0].port);
}

void table_add(const struct stack *s, struct buf *to)
{
    if (s->has_load_balancer)
        buf_addf(to, "%s  %s, %s, %s\n", s->id, s->name, s->scheme, s->ip_address_type);
    else
        buf_addf(to, "%s\n", s->id);
    for (size_t i = 0; i < s->listeners_count; i++)
        add_listener(to, s, &s->listeners[i]);
    if (s->front)
        add_front(to, s->front);
    if (!s->has_load_balancer)
        add_binding(to, s);
}
