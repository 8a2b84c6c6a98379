#include "plan-rules/show.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/aws.h"
#include "plan-rules/table.h"

/* ---- words ---- */

/* "+" for what comes, "-" for what goes, "~" for what changes. */
static const char *sign_of(const char *action)
{
    static const char *const comes[] = {"Create", "Add", "Register", "Authorize", "Associate"};
    static const char *const goes[] = {"Delete", "Remove", "Deregister", "Revoke", "Disassociate"};
    for (size_t i = 0; i < COUNT_OF(comes); i++)
        if (str_starts(action, comes[i]))
            return "+";
    for (size_t i = 0; i < COUNT_OF(goes); i++)
        if (str_starts(action, goes[i]))
            return "-";
    return "~";
}

/* NAME of @targetgroup/NAME or of an ARN. */
static char *short_name(const char *reference)
{
    return str_starts(reference, "@targetgroup/") ? xstrdup(reference + strlen("@targetgroup/")) : aws_arn_name(reference);
}

static void add_forward(struct buf *to, const struct action *a)
{
    for (size_t i = 0; i < a->groups_count; i++) {
        own_str char *name = short_name(a->groups[i].group);
        buf_add_str(to, i ? ", " : "");
        if (a->groups_count > 1)
            buf_addf(to, "%d ", a->groups[i].has_weight ? a->groups[i].weight : 1);
        buf_add_str(to, name);
    }
}

static void add_answer(struct buf *to, const struct actions *list)
{
    for (size_t i = 0; i < list->count; i++) {
        buf_add_str(to, i ? ", then " : "");
        if (list->items[i].groups_count)
            add_forward(to, &list->items[i]);
        else
            table_add_answer(to, &list->items[i]);
    }
}

/* ---- rules and listeners: what is there against what is wanted ---- */

static const struct json *observed(const struct world *w, const char *kind, const char *arn)
{
    const struct world_observed *o = arn ? world_observed(w, kind, arn) : NULL;
    return o ? o->value : NULL;
}

static const struct group_weight *same_group(const struct action *a, const char *group)
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

/* Both lead to the same groups: only weights differ. */
static bool only_weights(const struct action *want, const struct action *have)
{
    bool same = want->groups_count > 0 && want->groups_count == have->groups_count;
    for (size_t i = 0; same && i < want->groups_count; i++)
        same = same_group(have, want->groups[i].group) != NULL;
    return same;
}

static void add_weights(struct buf *to, const char *where, const struct action *want, const struct action *have)
{
    for (size_t i = 0; i < want->groups_count; i++) {
        const struct group_weight *g = &want->groups[i], *h = same_group(have, g->group);
        own_str char *name = short_name(g->group);
        if (weight_of(g) != weight_of(h))
            buf_addf(to, "  ~ weight %d → %d of %s, %s\n", weight_of(h), weight_of(g), name, where);
    }
}

static void add_change(struct buf *to, const char *where, const struct json *want, const struct json *have)
{
    struct actions now = {0}, then = {0};
    actions_decode(&then, want, NULL);
    actions_decode(&now, have, NULL);
    const struct action *a = then.count ? &then.items[then.count - 1] : NULL, *b = now.count ? &now.items[now.count - 1] : NULL;
    if (a && b && then.count == now.count && only_weights(a, b)) {
        add_weights(to, where, a, b);
    } else {
        buf_addf(to, "  ~ %s: ", where);
        add_answer(to, &now);
        buf_add_str(to, " → ");
        add_answer(to, &then);
        buf_add_char(to, '\n');
    }
    actions_release(&now);
    actions_release(&then);
}

/* "rule 100, host a.example.com, path /v1" */
static char *rule_words(const struct json *value, const char *priority)
{
    struct rule r = {0};
    own_buf text = {0};
    buf_addf(&text, "rule %s, ", priority);
    if (rule_decode(&r, value, NULL) == 0 && r.conditions_count)
        table_add_conditions(&text, &r);
    else
        buf_add_str(&text, "everything");
    rule_release(&r);
    return buf_take(&text);
}

static void show_rule(const struct world *w, const struct call *c, const struct json *p, struct buf *to)
{
    const struct json *have = observed(w, "elasticloadbalancing/rule", json_str(json_get(p, "RuleArn")));
    own_str char *number =
        have ? xstrdup(json_str_or(json_get(have, "Priority"), "")) : xasprintf("%d", (int)json_int_or(json_get(p, "Priority"), 0));
    own_str char *now = rule_words(have ? have : p, number);
    if (strcmp(c->action, "ModifyRule") != 0) {
        struct actions answer = {0};
        actions_decode(&answer, json_get(have ? have : p, "Actions"), NULL);
        buf_addf(to, "  %s %s: ", sign_of(c->action), now);
        add_answer(to, &answer);
        buf_add_char(to, '\n');
        actions_release(&answer);
        return;
    }
    if (json_get(p, "Conditions")) {
        own_str char *then = rule_words(p, number);
        buf_addf(to, "  ~ %s → %s\n", now, then);
    }
    if (json_get(p, "Actions"))
        add_change(to, now, json_get(p, "Actions"), json_get(have, "Actions"));
    if (json_get(p, "Transforms") || json_get(p, "ResetTransforms"))
        buf_addf(to, "  ~ transforms of %s\n", now);
}

static void show_listener(const struct world *w, const struct call *c, const struct json *p, struct buf *to)
{
    const struct json *have = observed(w, "elasticloadbalancing/listener", json_str(json_get(p, "ListenerArn")));
    own_str char *where = xasprintf("port %d, anything else", (int)json_int_or(json_get(have, "Port"), 0));
    if (json_get(p, "Protocol"))
        buf_addf(to, "  ~ %s\n", c->reason);
    if (json_get(p, "DefaultActions"))
        add_change(to, where, json_get(p, "DefaultActions"), json_get(have, "DefaultActions"));
}

/* ---- the others ---- */

static void show_targets(const struct world *w, const struct call *c, const struct json *p, struct buf *to)
{
    own_str char *group = short_name(json_str_or(json_get(p, "TargetGroupArn"), ""));
    (void)w;
    json_each (t, json_get(p, "Targets"))
        buf_addf(to, "  %s target %s:%d of %s\n", sign_of(c->action), json_str_or(json_get(t, "Id"), ""),
                 (int)json_int_or(json_get(t, "Port"), 0), group);
}

static void show_order(const struct world *w, const struct call *c, const struct json *p, struct buf *to)
{
    (void)c;
    json_each (one, json_get(p, "RulePriorities")) {
        const struct json *have = observed(w, "elasticloadbalancing/rule", json_str(json_get(one, "RuleArn")));
        own_str char *now = rule_words(have, json_str_or(json_get(have, "Priority"), ""));
        buf_addf(to, "  ~ place %s → %d of %s\n", json_str_or(json_get(have, "Priority"), ""),
                 (int)json_int_or(json_get(one, "Priority"), 0), now);
    }
}

static void show_other(const struct world *w, const struct call *c, const struct json *p, struct buf *to)
{
    (void)w, (void)p;
    const char *text = str_starts(c->reason, "nobody wants ") ? c->reason + strlen("nobody wants ") : c->reason;
    static const char *const endings[] = {" is wanted and not there", " any more"};
    size_t len = strlen(text);
    for (size_t i = 0; i < COUNT_OF(endings); i++)
        len = str_ends(text, endings[i]) ? strlen(text) - strlen(endings[i]) : len;
    buf_addf(to, "  %s %.*s\n", sign_of(c->action), (int)len, text);
}

static const struct {
    const char *action;
    void (*show)(const struct world *w, const struct call *c, const struct json *p, struct buf *to);
} shows[] = {
    {"CreateRule", show_rule},           {"ModifyRule", show_rule},         {"DeleteRule", show_rule},
    {"SetRulePriorities", show_order},   {"ModifyListener", show_listener}, {"RegisterTargets", show_targets},
    {"DeregisterTargets", show_targets},
};

static void show_call(const struct world *w, const struct call *c, struct buf *to)
{
    own_json *p = json_parse(c->parameters, strlen(c->parameters), NULL);
    for (size_t i = 0; i < COUNT_OF(shows); i++)
        if (strcmp(shows[i].action, c->action) == 0) {
            shows[i].show(w, c, p, to);
            return;
        }
    show_other(w, c, p, to);
}

void show_batch(const struct world *w, const struct batch *b, struct buf *to)
{
    const char *slash = strchr(b->unit, '/');
    buf_addf(to, "%s\n", str_starts(b->unit, "loadbalancer/") ? slash + 1 : b->unit);
    for (size_t i = 0; i < b->calls_count; i++)
        show_call(w, &b->calls[i], to);
}
