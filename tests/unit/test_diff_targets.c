/* Targets: what is wanted against what is registered; one batch for all that a group needs. */
/* links: plan-rules/ tests/unit/diff_model.o tests/unit/diff_calls.o tests/unit/diff_held.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/targets.h"
#include "tests/unit/diff_model.h"

#define GROUP_ARN "arn:aws:elasticloadbalancing:eu-west-1:111122223333:targetgroup/tg-blue/1"

static size_t room_left = 1000, without_room;

static int setup(void **state)
{
    struct model *m = xcalloc(1, sizeof *m);
    model_open(m, "{}");
    pairs_set(&m->names, "@targetgroup/tg-blue", GROUP_ARN);
    model_say(m, "apply-aws", "aws.observed", "elasticloadbalancing/targetgroup/" GROUP_ARN,
              "{\"service\":\"elasticloadbalancing\",\"resource\":\"TargetGroup\",\"value\":{\"TargetGroupArn\":\"" GROUP_ARN
              "\",\"TargetGroupName\":\"tg-blue\",\"Protocol\":\"HTTP\",\"TargetType\":\"ip\",\"Tags\":["
              "{\"Key\":\"elbv2.k8s.aws/cluster\",\"Value\":\"prod/blue\"}]}}");
    *state = m;
    return 0;
}

static int teardown(void **state)
{
    model_close(*state);
    free(*state);
    return 0;
}

static void pod(struct model *m, const char *word, const char *address)
{
    own_str char *subject = xasprintf("blue/default/web:80/%s:8080", address);
    own_str char *data = xasprintf("{\"cluster\":\"blue\",\"namespace\":\"default\",\"service\":\"web\",\"port\":80,\"address\":\"%s\","
                                   "\"targetPort\":8080,\"ready\":true}",
                                   address);
    model_say(m, "build-podinfo", word, subject, data);
}

/* A stack with one target group and targets 10.0.0.FIRST … 10.0.0.LAST; cause is the event that brought each. */
static struct stacks wanted(int first, int last)
{
    struct stacks all = {.items = xcalloc(1, sizeof *all.items), .count = 1, .cap = 1};
    struct stack *s = &all.items[0];
    s->id = xstrdup("default/web");
    struct target_group *g = stack_add_target_group(s);
    g->name = xstrdup("tg-blue");
    g->cluster = xstrdup("blue");
    g->protocol = xstrdup("HTTP");
    g->target_type = xstrdup("ip");
    pairs_set(&g->tags, "elbv2.k8s.aws/cluster", "prod/blue");
    for (int i = first; i <= last; i++) {
        struct target *t = target_group_add_target(g);
        t->id = xasprintf("10.0.%d.%d", i / 250, i % 250);
        t->port = 8080;
        t->cause = xasprintf("build-podinfo#%d", i);
    }
    return all;
}

static void release(struct stacks *all)
{
    for (size_t i = 0; i < all->count; i++)
        stack_release(&all->items[i]);
    free(all->items);
}

/* "DeregisterTargets 2; RegisterTargets 1 <1" : the calls, the number of targets in each, and what each needs. */
static char *plan(struct model *m, struct stacks all)
{
    struct aws aws;
    struct target_plans plans = {0};
    struct batch_make make = {0};
    aws_init(&aws, &m->world);
    target_plans_add(&plans, &m->world, &aws, &all.items[0], &all.items[0].target_groups[0]);
    target_plans_close(&plans);
    struct targets_now now;
    targets_now_open(&now, &m->world, "tg-blue");
    now.room = room_left;
    without_room = target_plan_diff(&plans.items[0], &m->world, &now, &make);
    own_buf text = {0};
    for (size_t i = 0; i < make.batch.calls_count; i++) {
        const struct call *c = &make.batch.calls[i];
        own_json *p = json_parse(c->parameters, strlen(c->parameters), NULL);
        buf_addf(&text, "%s%s %zu", i ? "; " : "", c->action, json_count(json_get(p, "Targets")));
        for (size_t k = 0; k < c->needs.count; k++)
            buf_addf(&text, " <%s", c->needs.items[k]);
        assert_string_equal(c->lane, c->action[0] == 'R' ? "register" : "deregister");
    }
    model_apply(m, &make.batch);
    targets_now_release(&now);
    batch_make_release(&make);
    target_plans_release(&plans);
    aws_release(&aws);
    release(&all);
    return buf_take(&text);
}

static void expect(struct model *m, struct stacks all, const char *calls)
{
    own_str char *got = plan(m, all);
    assert_string_equal(got, calls);
}

static void test_first(void **state)
{
    expect(*state, wanted(1, 3), "RegisterTargets 3");
    expect(*state, wanted(1, 3), "");
    expect(*state, wanted(1, 5), "RegisterTargets 2");
}

static void test_a_call_holds_two_hundred(void **state)
{
    expect(*state, wanted(1, 450), "RegisterTargets 200; RegisterTargets 200; RegisterTargets 50");
}

/* A pod that is gone leaves at once; it does not wait for those that come. */
static void test_pod_gone(void **state)
{
    struct model *m = *state;
    pod(m, "podinfo.put", "10.0.0.1");
    expect(m, wanted(1, 2), "RegisterTargets 2");
    pod(m, "podinfo.delete", "10.0.0.1");
    expect(m, wanted(2, 3), "DeregisterTargets 1; RegisterTargets 1");
}

/* One that only leaves (drained, not ready) goes after those that replace it. */
static void test_pod_leaves(void **state)
{
    struct model *m = *state;
    pod(m, "podinfo.put", "10.0.0.1");
    expect(m, wanted(1, 2), "RegisterTargets 2");
    expect(m, wanted(2, 3), "RegisterTargets 1; DeregisterTargets 1 <1");
}

static void test_draining_is_registered_again(void **state)
{
    struct model *m = *state;
    expect(m, wanted(1, 2), "RegisterTargets 2");
    model_health(m, "tg-blue", "10.0.0.1:8080", "draining");
    model_health(m, "tg-blue", "10.0.0.9:8080", "draining");
    model_health(m, "tg-blue", "10.0.0.2:8080", "gone");
    expect(m, wanted(1, 2), "RegisterTargets 2");
}

static void test_unread_cluster_loses_nothing(void **state)
{
    struct model *m = *state;
    expect(m, wanted(1, 2), "RegisterTargets 2");
    struct world_cluster *blue = NULL;
    HASH_FIND_STR(m->world.clusters, "blue", blue);
    blue->synced = false;
    expect(m, wanted(2, 3), "RegisterTargets 1");
}

static void test_stale_cluster_is_planned_from_what_is_known(void **state)
{
    struct model *m = *state;
    expect(m, wanted(1, 2), "RegisterTargets 2");
    model_say(m, "build-podinfo", "cluster.stale", "blue", "{\"cluster\":\"blue\",\"reason\":\"gone\"}");
    expect(m, wanted(1, 2), "");
}

/* Each registration names the event that brought the pod, each deregistration the one that took it. */
static void test_because(void **state)
{
    struct model *m = *state;
    expect(m, wanted(1, 1), "RegisterTargets 1");
    pod(m, "podinfo.put", "10.0.0.1");
    pod(m, "podinfo.delete", "10.0.0.1");
    own_str char *cause = xasprintf("build-podinfo#%020d", (int)m->number);
    struct stacks all = wanted(7, 7);
    struct aws aws;
    struct target_plans plans = {0};
    struct batch_make make = {0};
    aws_init(&aws, &m->world);
    target_plans_add(&plans, &m->world, &aws, &all.items[0], &all.items[0].target_groups[0]);
    target_plans_close(&plans);
    struct targets_now now;
    targets_now_open(&now, &m->world, "tg-blue");
    now.room = room_left;
    without_room = target_plan_diff(&plans.items[0], &m->world, &now, &make);
    assert_int_equal(make.batch.calls_count, 2);
    assert_string_equal(make.batch.calls[0].because.items[0], cause);
    assert_string_equal(make.batch.calls[1].because.items[0], "build-podinfo#7");
    targets_now_release(&now);
    batch_make_release(&make);
    target_plans_release(&plans);
    aws_release(&aws);
    release(&all);
}

/* At the quota: who leaves goes first, no more than needed, and the unhealthy before the healthy. */
static void test_full(void **state)
{
    struct model *m = *state;
    expect(m, wanted(1, 4), "RegisterTargets 4");
    model_health(m, "tg-blue", "10.0.0.2:8080", "unhealthy");
    for (int i = 1; i <= 3; i += 2) {
        own_str char *target = xasprintf("10.0.0.%d:8080", i);
        model_health(m, "tg-blue", target, "healthy");
    }
    room_left = 1;
    expect(m, wanted(4, 6), "DeregisterTargets 1; RegisterTargets 1; RegisterTargets 1 <1; DeregisterTargets 2 <2 <3");
    assert_int_equal(without_room, 0);
    const struct world_health *unhealthy = world_health(&m->world, "tg-blue", "10.0.0.2", 8080);
    assert_string_equal(unhealthy->record.state, "draining");
    room_left = 0;
    expect(m, wanted(4, 8), "");
    assert_int_equal(without_room, 2);
    room_left = 1000;
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_first),
        TEST(test_a_call_holds_two_hundred),
        TEST(test_pod_gone),
        TEST(test_pod_leaves),
        TEST(test_draining_is_registered_again),
        TEST(test_unread_cluster_loses_nothing),
        TEST(test_stale_cluster_is_planned_from_what_is_known),
        TEST(test_because),
        TEST(test_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
