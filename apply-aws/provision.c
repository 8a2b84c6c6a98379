#include "apply-aws/provision.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "apply-aws/value.h"

enum { EVERY_MS = 5000, SOON_MS = 500, MOST = 20 };

struct provision {
    struct apply *apply;
    struct loop_timer *timer;
    bool armed, reading;
    int looks;
    uint64_t since;
};

static bool is_provisioning(const struct json *value)
{
    return str_equal(json_str(json_path(value, "State", "Code", NULL)), "provisioning");
}

static size_t list_them(const struct apply *a, struct json_out *o)
{
    size_t count = 0;
    for (const struct thing *t = a->world.things; t && count < MOST; t = t->hh.next)
        if (strcmp(t->resource, "LoadBalancer") == 0 && is_provisioning(world_value(&a->world, t)) &&
            apply_is_ours(a, json_get(world_value(&a->world, t), "Tags"))) {
            json_add_str(o, NULL, t->id);
            count++;
        }
    return count;
}

static void take(struct provision *p, const struct json *item)
{
    struct apply *a = p->apply;
    const char *arn = json_str_or(json_get(item, "LoadBalancerArn"), "");
    const struct json *held = world_by_arn(&a->world, arn);
    struct observed what = {.service = "elasticloadbalancing", .resource = "LoadBalancer", .id = arn, .asof = a->last_call};
    if (!held || is_provisioning(item) || world_is_newer(&a->world, &what, p->since))
        return;
    own_str char *state = json_text(json_get(item, "State")), *zones = json_text(json_get(item, "AvailabilityZones"));
    own_str char *active = state ? value_with(held, "State", state) : NULL;
    own_json *tree = active ? json_parse(active, strlen(active), NULL) : NULL;
    own_str char *value = tree && zones ? value_with(tree, "AvailabilityZones", zones) : NULL; /* now with their addresses */
    if (value || active)
        say_observed(a, NULL, &what, value ? value : active);
}

static void arm(struct provision *p)
{
    p->armed = true;
    loop_timer_in(p->timer, p->looks++ < 4 ? SOON_MS << p->looks : EVERY_MS);
}

static void on_read(void *context, const struct aws_result *r)
{
    struct provision *p = context;
    own_json *tree = r->answer ? json_parse(r->answer, strlen(r->answer), NULL) : NULL;
    p->reading = false;
    json_each (item, json_get(tree, "LoadBalancers"))
        take(p, item);
    provision_watch(p->apply);
}

static void look(void *context)
{
    struct provision *p = context;
    own_buf out = {0};
    struct json_out o = json_out(&out);
    p->armed = false;
    json_open_object(&o, NULL);
    json_open_array(&o, "LoadBalancerArns");
    size_t count = list_them(p->apply, &o);
    json_close_array(&o);
    json_close_object(&o);
    if (!count)
        return;
    p->reading = true;
    p->since = p->apply->world.clock;
    aws_call(p->apply->client,
             &(struct aws_request){.service = "elasticloadbalancing", .action = "DescribeLoadBalancers", .parameters = buf_str(&out)},
             on_read, p);
}

void provision_watch(struct apply *a)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    if (a->provision && (a->provision->armed || a->provision->reading))
        return;
    json_open_array(&o, NULL);
    bool any = list_them(a, &o) > 0;
    if (!a->provision && any) {
        a->provision = xcalloc(1, sizeof *a->provision);
        a->provision->apply = a;
        a->provision->timer = loop_timer_add(stage_loop(a->stage), look, a->provision);
    }
    if (any)
        arm(a->provision);
    else if (a->provision)
        a->provision->looks = 0;
}

void provision_stop(struct apply *a)
{
    if (!a->provision)
        return;
    loop_timer_remove(a->provision->timer);
    free(a->provision);
    a->provision = NULL;
}
