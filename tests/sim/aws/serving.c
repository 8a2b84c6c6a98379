/* What load balancers really do, as against what Describe shows. An Application Load Balancer gathers the edits of its
 * listeners and rules: they take effect together, about ten seconds after the first of them. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

void structure_edited(struct aws *a, struct resource *lb)
{
    a->version++;
    if (lb && lb->edited_ms == 0)
        lb->edited_ms = mono_ms();
    plane_touch(a->plane);
}

/* ---- the picture of a load balancer, as it was when the edits took effect ---- */

static struct node *rules_of(struct aws *a, const struct resource *listener)
{
    struct node *rules = node_new("Rules", NULL);
    size_t count = 0;
    struct resource **sorted = resources_sorted(a, RULE, listener, &count);
    for (size_t i = 0; i < count; i++)
        if (node_int_or(sorted[i]->fields, "Priority", 0) > 0)
            node_add(rules, node_clone(sorted[i]->fields));
    free(sorted);
    return rules;
}

static struct node *picture_of(struct aws *a, const struct resource *lb)
{
    struct node *all = node_new("Listeners", NULL);
    resource_each (l, a, LISTENER, lb) {
        struct node *one = node_add(all, node_clone(l->fields));
        node_put(one, rules_of(a, l));
        struct node *sni = node_clone(l->certificates);
        str_replace(&sni->name, "Sni");
        node_put(one, sni);
    }
    return all;
}

int64_t serving_settle(struct aws *a)
{
    int64_t wait = -1, window = a->set.rule_window_ms;
    resource_each (lb, a, LOAD_BALANCER, NULL) {
        int64_t left = lb->edited_ms ? lb->edited_ms + window - mono_ms() : -1;
        if (lb->edited_ms && left <= 0) {
            node_free(lb->serving);
            lb->serving = picture_of(a, lb);
            lb->edited_ms = 0;
            plane_touch(a->plane);
        } else if (lb->edited_ms && (wait < 0 || left < wait)) {
            wait = left;
        }
    }
    return wait;
}

/* ---- for /state ---- */

static void write_forward(struct aws *a, struct json_out *o, const struct node *actions)
{
    json_open_array(o, "forward");
    node_each (action, actions)
        node_each (t, node_get(node_get(action, "ForwardConfig"), "TargetGroups")) {
            const struct resource *g = resource_find(a, TARGET_GROUP, node_str(t, "TargetGroupArn"));
            json_open_object(o, NULL);
            json_add_str(o, "group", g ? node_str(g->fields, "TargetGroupName") : NULL);
            json_add_int(o, "weight", node_int_or(t, "Weight", 1));
            json_close_object(o);
        }
    json_close_array(o);
}

void serving_json(struct aws *a, struct json_out *o, const struct resource *lb)
{
    json_add_bool(o, "editsPending", lb->edited_ms != 0);
    json_open_array(o, "serving");
    node_each (l, lb->serving) {
        json_open_object(o, NULL);
        json_add_int(o, "port", node_int_or(l, "Port", 0));
        json_add_str(o, "protocol", node_str(l, "Protocol"));
        own_str char *at = a->plane ? plane_endpoint(a->plane, lb, node_int_or(l, "Port", 0)) : NULL;
        json_add_str(o, "endpoint", at);
        json_open_array(o, "rules");
        node_each (rule, node_get(l, "Rules")) {
            json_open_object(o, NULL);
            json_add_int(o, "priority", node_int_or(rule, "Priority", 0));
            write_forward(a, o, node_get(rule, "Actions"));
            json_close_object(o);
        }
        json_close_array(o);
        write_forward(a, o, node_get(l, "DefaultActions"));
        json_close_object(o);
    }
    json_close_array(o);
}
