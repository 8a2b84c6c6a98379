#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "apply-aws/effects_inner.h"

static struct target_health target_of(const char *group_arn, const char *group_name, const struct json *target, int default_port)
{
    union { /* the record owns its text; here all of it is borrowed */
        const char *in;
        char *out;
    } arn = {group_arn}, name = {group_name}, id = {json_str_or(json_get(target, "Id"), "")},
      zone = {json_str(json_get(target, "AvailabilityZone"))};
    return (struct target_health){.group_arn = arn.out,
                                  .group_name = name.out,
                                  .id = id.out,
                                  .zone = zone.out,
                                  .port = (int)json_int_or(json_get(target, "Port"), default_port)};
}

static void targets_become(struct effect *e, const char *state, const char *reason)
{
    const char *arn = effects_param(e, "TargetGroupArn");
    own_str char *name = arn_name(arn);
    own_str char *state_text = xstrdup(state);
    own_str char *reason_text = xstrdup(reason);
    int port = (int)json_int_or(json_get(world_by_arn(&e->apply->world, arn), "Port"), 0);
    bool joins = strcmp(state, "initial") == 0;
    json_each (target, json_get(e->parameters, "Targets")) {
        struct target_health t = target_of(arn, name ? name : "", target, port);
        struct target_health held = {0};
        bool known = world_health(&e->apply->world, &t, &held);
        if (joins && known && strcmp(held.state, "draining") != 0)
            continue; /* it is registered already */
        own_str char *zone = xstrdup_or_null(held.zone);
        t.zone = t.zone ? t.zone : zone;
        t.state = state_text;
        t.reason = reason_text;
        say_health(e->apply, e->cause, &t);
    }
}

void effects_registered(struct effect *e)
{
    targets_become(e, "initial", "Elb.RegistrationInProgress");
}

void effects_deregistered(struct effect *e)
{
    if (e->answer)
        targets_become(e, "draining", "Target.DeregistrationInProgress");
    else
        effects_gone(e);
}

static bool in_answer(const struct json *answer, const struct target_health *held)
{
    json_each (d, json_get(answer, "TargetHealthDescriptions")) {
        const struct json *target = json_get(d, "Target");
        if (str_equal(json_str(json_get(target, "Id")), held->id) && json_int_or(json_get(target, "Port"), -1) == held->port)
            return true;
    }
    return false;
}

static void say_vanished(struct apply *a, const char *cause, const struct health_read *read)
{
    own_str char *name = arn_name(read->group_arn);
    const struct held_group *g = name ? world_group(&a->world, name) : NULL;
    for (size_t i = g ? g->count : 0; i-- > 0;) { /* from the end: what is told goes, and the group after its last one */
        const struct held_target *held = g->targets[i];
        struct target_health t = held_health(g, held);
        own_str char *group = xstrdup(g->name);
        own_str char *id = xstrdup(held->id);
        char state[] = "gone";
        if (held->clock > read->since || in_answer(read->answer, &t))
            continue;
        own_str char *arn = xstrdup_or_null(t.group_arn);
        t = (struct target_health){.group_arn = arn, .group_name = group, .id = id, .port = t.port, .zone = t.zone, .state = state};
        say_health(a, cause, &t);
    }
}

void effects_say_health(struct apply *a, const char *cause, const struct health_read *read)
{
    own_str char *name = arn_name(read->group_arn);
    json_each (d, json_get(read->answer, "TargetHealthDescriptions")) {
        struct target_health t = target_of(read->group_arn, name ? name : "", json_get(d, "Target"), 0);
        own_str char *state = xstrdup(json_str_or(json_path(d, "TargetHealth", "State", NULL), "unavailable"));
        own_str char *reason = xstrdup_or_null(json_str(json_path(d, "TargetHealth", "Reason", NULL)));
        t.state = state;
        t.reason = reason;
        if (!world_health_is_newer(&a->world, &t, read->since))
            say_health(a, cause, &t);
    }
    say_vanished(a, cause, read);
}
