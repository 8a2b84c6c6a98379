/* GET /: a small page for people, with load balancers, rules, weights and the health of targets. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

static const char head[] =
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" "
    "content=\"2\"><title>sim-aws</title><style>"
    "body{font:14px/1.5 system-ui,sans-serif;margin:2em;max-width:70em;color:#223}h1{font-size:20px}h2{font-size:16px;margin:1.5em 0 .3em}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.2em .8em .2em 0;border-top:1px solid #dde}"
    "th{font-weight:600}code{font-size:13px}.healthy{color:#060}.unhealthy{color:#b00}.initial,.draining,.provisioning{color:#a60}"
    ".unused{color:#888}</style></head><body><h1>Simulated load balancers</h1>\n";

static void cell(struct buf *to, const char *text)
{
    buf_add_str(to, "<td>");
    xml_escape(to, text ? text : "");
    buf_add_str(to, "</td>");
}

static void word(struct buf *to, const char *state)
{
    buf_addf(to, "<span class=\"%s\">", state);
    xml_escape(to, state);
    buf_add_str(to, "</span>");
}

/* ---- conditions and actions in few words ---- */

static void write_texts(struct buf *to, const struct node *n, bool *comma)
{
    if (n->value && strcmp(n->name, "Field") != 0) {
        buf_add_str(to, *comma ? ", " : "");
        xml_escape(to, n->value);
        *comma = true;
    }
    node_each (child, n)
        write_texts(to, child, comma);
}

static void write_conditions(struct buf *to, const struct node *conditions)
{
    buf_add_str(to, "<td>");
    node_each (m, conditions) {
        bool comma = false;
        xml_escape(to, node_str_or(m, "Field", ""));
        buf_add_str(to, " <code>");
        node_each (part, m)
            if (strcmp(part->name, "Values") != 0)
                write_texts(to, part, &comma);
        buf_add_str(to, "</code><br>");
    }
    buf_add_str(to, conditions && conditions->first ? "</td>" : "otherwise</td>");
}

static void write_actions(struct aws *a, struct buf *to, const struct node *actions)
{
    buf_add_str(to, "<td>");
    node_each (action, actions) {
        const char *type = node_str_or(action, "Type", "");
        if (strcmp(type, "forward") != 0) {
            xml_escape(to, type);
            buf_add_str(to, "<br>");
        }
        node_each (t, node_get(node_get(action, "ForwardConfig"), "TargetGroups")) {
            const struct resource *g = resource_find(a, TARGET_GROUP, node_str(t, "TargetGroupArn"));
            buf_addf(to, "%s × ", node_str_or(t, "Weight", "1"));
            xml_escape(to, g ? node_str_or(g->fields, "TargetGroupName", "") : "gone");
            buf_add_str(to, "<br>");
        }
    }
    buf_add_str(to, "</td>");
}

static void write_rule(struct aws *a, struct buf *to, const char *priority, const struct node *conditions, const struct node *actions)
{
    buf_add_str(to, "<tr>");
    cell(to, priority);
    write_conditions(to, conditions);
    write_actions(a, to, actions);
    buf_add_str(to, "</tr>\n");
}

/* ---- the parts ---- */

static void write_listener(struct aws *a, struct buf *to, const struct resource *lb, const struct resource *l)
{
    size_t count = 0;
    own_str char *at = a->plane ? plane_endpoint(a->plane, lb, node_int_or(l->fields, "Port", 0)) : NULL;
    struct resource **rules = resources_sorted(a, RULE, l, &count);
    buf_addf(to, "<p>%s:%s %s</p><table><tr><th>priority</th><th>where</th><th>what</th></tr>\n", node_str_or(l->fields, "Protocol", ""),
             node_str_or(l->fields, "Port", ""), at ? at : "");
    for (size_t i = 0; i < count; i++)
        if (node_int_or(rules[i]->fields, "Priority", 0) > 0)
            write_rule(a, to, node_str(rules[i]->fields, "Priority"), node_get(rules[i]->fields, "Conditions"),
                       node_get(rules[i]->fields, "Actions"));
    write_rule(a, to, "default", NULL, node_get(l->fields, "DefaultActions"));
    buf_add_str(to, "</table>\n");
    free(rules);
}

static void write_load_balancer(struct aws *a, struct buf *to, const struct resource *lb)
{
    buf_add_str(to, "<h2>");
    xml_escape(to, node_str_or(lb->fields, "LoadBalancerName", ""));
    buf_add_str(to, " ");
    word(to, load_balancer_state(a, lb));
    buf_add_str(to, lb->edited_ms ? " (edits wait to take effect)</h2>\n" : "</h2>\n");
    resource_each (l, a, LISTENER, lb)
        write_listener(a, to, lb, l);
}

static void write_group(struct aws *a, struct buf *to, struct resource *g)
{
    targets_expire(a, g);
    buf_add_str(to, "<tr>");
    cell(to, node_str(g->fields, "TargetGroupName"));
    buf_add_str(to, "<td>");
    for (size_t i = 0; i < g->target_count; i++) {
        buf_addf(to, "<code>%s:%lld</code> ", g->targets[i].id, (long long)g->targets[i].port);
        word(to, target_state(a, g, &g->targets[i]));
        buf_add_str(to, "<br>");
    }
    buf_add_str(to, "</td></tr>\n");
}

void page_write(struct aws *root, struct buf *to)
{
    buf_add_str(to, head);
    world_each(a, root)
    {
        serving_settle(a);
        buf_addf(to, "<p>Account %s, Region %s</p>\n", a->set.account, a->set.region);
        resource_each (lb, a, LOAD_BALANCER, NULL)
            write_load_balancer(a, to, lb);
        buf_add_str(to, "<h2>Target groups</h2><table><tr><th>name</th><th>targets</th></tr>\n");
        resource_each (g, a, TARGET_GROUP, NULL)
            write_group(a, to, g);
        buf_add_str(to, "</table>\n");
    }
    buf_addf(to, "<p>%llu requests so far. <a href=\"/state\">The same as JSON</a></p></body></html>\n",
             (unsigned long long)root->requests);
}
