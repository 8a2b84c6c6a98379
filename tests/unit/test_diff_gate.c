/* Health gates weight, and a unit waits after a failure. */
/* links: plan-rules/ tests/unit/diff_model.o tests/unit/diff_calls.o tests/unit/diff_held.o tests/unit/diff_wanted.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/gate.h"
#include "plan-rules/diff/settle.h"
#include "tests/unit/diff_model.h"
#include "tests/unit/diff_wanted.h"

/* ---- one rule, two clusters ---- */

static void add_cluster(struct stack *s, const char *cluster, int asked)
{
    own_str char *name = xasprintf("tg-%s", cluster);
    wanted_group(s, name, cluster, 4)->source.backend = xasprintf("%s/default/web:80", cluster);
    wanted_share(s, name, cluster, asked);
}

/* Without green where that is negative. */
static struct stack web(int blue, int green)
{
    struct stack s = wanted_stack();
    add_cluster(&s, "blue", blue);
    if (green >= 0)
        add_cluster(&s, "green", green);
    return s;
}

/* "blue 100 green 0": the weights that the gate lets through. */
static char *gated(struct model *m, struct stack *s, struct gate *g)
{
    struct aws aws;
    own_buf text = {0};
    aws_init(&aws, &m->world);
    gate_open(g, &m->world, &aws, s);
    gate_weights(g, s);
    const struct action *a = wanted_forward(s);
    for (size_t i = 0; i < a->groups_count; i++)
        buf_addf(&text, "%s%s %d", i ? " " : "", a->groups[i].cluster, a->groups[i].weight);
    gate_release(g);
    aws_release(&aws);
    return buf_take(&text);
}

static void expect(struct model *m, int blue, int green, const char *weights)
{
    struct stack s = web(blue, green);
    struct gate g;
    own_str char *got = gated(m, &s, &g);
    assert_string_equal(got, weights);
    stack_release(&s);
}

/* Gates, plans and carries it out. */
static void carry_out(struct model *m, int blue, int green)
{
    struct stack s = web(blue, green);
    struct gate g;
    struct aws aws;
    struct batch_make make = {0};
    free(gated(m, &s, &g));
    aws_init(&aws, &m->world);
    diff_resolve(&s, &aws);
    struct diff d = {.world = &m->world, .aws = &aws, .want = &s, .make = &make};
    diff_stack(&d);
    model_apply(m, &make.batch);
    diff_release(&d);
    batch_make_release(&make);
    aws_release(&aws);
    stack_release(&s);
}

static void health(struct model *m, const char *cluster, int count, const char *state)
{
    own_str char *group = xasprintf("tg-%s", cluster);
    for (int i = 1; i <= count; i++) {
        own_str char *address = wanted_address(cluster, i);
        own_str char *target = xasprintf("%s:8080", address);
        model_health(m, group, target, state);
    }
}

/* Registered, and not read since. */
static void registered(struct model *m, const char *cluster, int count)
{
    for (int i = 1; i <= count; i++) {
        own_str char *address = wanted_address(cluster, i);
        own_str char *subject = xasprintf("tg-%s/%s:8080", cluster, address);
        own_str char *data = xasprintf("{\"groupArn\":\"a\",\"group\":\"tg-%s\",\"id\":\"%s\",\"port\":8080,\"state\":\"initial\","
                                       "\"reason\":\"Elb.RegistrationInProgress\"}",
                                       cluster, address);
        model_say(m, "apply-aws", "target.health", subject, data);
    }
}

static void seconds_pass(struct model *m, int seconds)
{
    m->second += seconds;
    model_say(m, "plan-rules", "timer.fired", NULL, "{}");
}

static int setup(void **state)
{
    struct model *m = xcalloc(1, sizeof *m);
    model_open(m, "{\"unhealthy-after\":\"30s\"}");
    *state = m;
    return 0;
}

static int teardown(void **state)
{
    model_close(*state);
    free(*state);
    return 0;
}

static void test_new_rule_has_what_is_asked(void **state)
{
    expect(*state, 90, 10, "blue 90 green 10");
}

static void test_new_cluster_joins_at_nothing(void **state)
{
    struct model *m = *state;
    carry_out(m, 100, -1);
    health(m, "blue", 4, "healthy");
    expect(m, 100, 100, "blue 100 green 0");
    carry_out(m, 100, 100);
    health(m, "green", 4, "initial");
    expect(m, 100, 100, "blue 100 green 0");
    health(m, "green", 1, "healthy"); /* one of four is not half */
    expect(m, 100, 100, "blue 100 green 0");
    health(m, "green", 2, "healthy");
    expect(m, 100, 100, "blue 100 green 0"); /* not long enough yet */
    seconds_pass(m, 10);
    expect(m, 100, 100, "blue 100 green 100");
}

/* Once it has fallen, it must be well for a while: what flaps stays where it is. */
static void test_flapping_health_does_not_flap_weights(void **state)
{
    struct model *m = *state;
    carry_out(m, 100, 100);
    health(m, "blue", 4, "healthy");
    health(m, "green", 4, "unhealthy");
    seconds_pass(m, 31);
    carry_out(m, 100, 100);
    for (int i = 0; i < 5; i++) {
        health(m, "green", 4, "healthy");
        seconds_pass(m, 5);
        expect(m, 100, 100, "blue 100 green 0");
        health(m, "green", 4, "unhealthy");
        seconds_pass(m, 40);
        expect(m, 100, 100, "blue 100 green 0");
    }
    health(m, "green", 4, "healthy");
    struct stack s = web(100, 100);
    struct gate g;
    own_str char *now = gated(m, &s, &g);
    assert_string_equal(now, "blue 100 green 0");
    assert_int_equal(g.wake.us, m->world.now.us + 8 * 1000000); /* the second of four, which is half, was the third last event */
    stack_release(&s);
    seconds_pass(m, 10);
    carry_out(m, 100, 100);
    for (int i = 0; i < 5; i++) { /* up again, short falls do not take it down */
        health(m, "green", 4, "unhealthy");
        seconds_pass(m, 15);
        expect(m, 100, 100, "blue 100 green 100");
        health(m, "green", 1, "healthy");
        expect(m, 100, 100, "blue 100 green 100");
    }
}

static void says_ready(struct model *m, const char *cluster, int count, const char *ready)
{
    for (int i = 1; i <= count; i++) {
        own_str char *address = wanted_address(cluster, i);
        own_str char *subject = xasprintf("%s/default/web:80/%s:8080", cluster, address);
        own_str char *data = xasprintf("{\"cluster\":\"%s\",\"namespace\":\"default\",\"service\":\"web\",\"port\":80,\"address\":\"%s\","
                                       "\"family\":\"ipv4\",\"targetPort\":8080,\"ready\":%s}",
                                       cluster, address, ready);
        model_say(m, "build-podinfo", "podinfo.put", subject, data);
    }
}

/* Nor does a probe in the cluster that flaps do it, while the load balancer's own finds the targets healthy. */
static void test_flapping_readiness_does_not_flap_weights(void **state)
{
    struct model *m = *state;
    carry_out(m, 100, 0);
    health(m, "blue", 4, "healthy");
    health(m, "green", 4, "healthy");
    seconds_pass(m, 60);
    expect(m, 100, 100, "blue 100 green 100");
    says_ready(m, "green", 4, "false");
    says_ready(m, "green", 4, "true");
    expect(m, 100, 100, "blue 100 green 0");
    seconds_pass(m, 10);
    expect(m, 100, 100, "blue 100 green 100");
}

/* Where hundreds of groups wait to be read, that is no illness; from the first reading on it counts. */
static void test_what_was_not_read_lowers_nothing(void **state)
{
    struct model *m = *state;
    carry_out(m, 100, 100);
    health(m, "blue", 4, "healthy");
    registered(m, "green", 4);
    seconds_pass(m, 300);
    expect(m, 100, 100, "blue 100 green 100");
    health(m, "green", 4, "initial");
    seconds_pass(m, 25);
    expect(m, 100, 100, "blue 100 green 100");
    seconds_pass(m, 5);
    expect(m, 100, 100, "blue 100 green 0");
    carry_out(m, 100, 100);
    registered(m, "green", 4); /* nor is it health */
    seconds_pass(m, 300);
    expect(m, 100, 100, "blue 100 green 0");
}

/* With rise-step a group gets its weight in steps, from when that is on record. */
static void test_rises_in_steps(void **state)
{
    (void)state;
    struct model m;
    model_open(&m, "{\"healthy-after\":0,\"rise-step\":\"40%\",\"rise-every\":\"60s\"}");
    carry_out(&m, 100, -1);
    health(&m, "blue", 4, "healthy");
    carry_out(&m, 100, 50);
    health(&m, "green", 4, "healthy");
    struct stack s = web(100, 50);
    struct aws aws;
    struct gate g;
    aws_init(&aws, &m.world);
    gate_open(&g, &m.world, &aws, &s);
    gate_weights(&g, &s);
    assert_int_equal(g.rises.count, 1);
    assert_string_equal(g.rises.items[0], "tg-green");
    gate_release(&g);
    aws_release(&aws);
    stack_release(&s);
    model_say(&m, "plan-rules", "traffic.rising", "tg-green", "{\"group\":\"tg-green\",\"cluster\":\"green\",\"stack\":\"default/web\"}");
    expect(&m, 100, 50, "blue 100 green 20");
    seconds_pass(&m, 58);
    expect(&m, 100, 50, "blue 100 green 20");
    carry_out(&m, 100, 50);
    seconds_pass(&m, 1);
    expect(&m, 100, 50, "blue 100 green 40");
    expect(&m, 100, 1, "blue 100 green 1"); /* never nothing */
    health(&m, "blue", 4, "unhealthy");
    seconds_pass(&m, 30);
    expect(&m, 100, 50, "blue 0 green 40"); /* who is alone has all of it */
    seconds_pass(&m, 60);
    expect(&m, 100, 50, "blue 0 green 50");
    model_close(&m);
}

static void test_unhealthy_for_long_falls_to_nothing(void **state)
{
    struct model *m = *state;
    carry_out(m, 100, 100);
    health(m, "blue", 4, "healthy");
    health(m, "green", 4, "unhealthy");
    struct stack s = web(100, 100);
    struct gate g;
    own_str char *now = gated(m, &s, &g);
    assert_string_equal(now, "blue 100 green 100");
    assert_int_equal(g.wake.us, m->world.now.us + 30 * 1000000);
    stack_release(&s);
    seconds_pass(m, 30);
    expect(m, 100, 100, "blue 100 green 0");
    health(m, "green", 1, "healthy"); /* has weight as yet: comes back at once */
    expect(m, 100, 100, "blue 100 green 100");
}

/* The same gate on the way back as on the way in. */
static void test_comes_back_through_the_gate(void **state)
{
    struct model *m = *state;
    carry_out(m, 100, 100);
    health(m, "blue", 4, "healthy");
    health(m, "green", 4, "unhealthy");
    seconds_pass(m, 30);
    carry_out(m, 100, 100);
    health(m, "green", 1, "healthy");
    expect(m, 100, 100, "blue 100 green 0");
    health(m, "green", 2, "healthy");
    seconds_pass(m, 10);
    expect(m, 100, 100, "blue 100 green 100");
}

static void test_never_all_nothing(void **state)
{
    struct model *m = *state;
    carry_out(m, 60, 40);
    health(m, "blue", 4, "unhealthy");
    health(m, "green", 4, "unhealthy");
    seconds_pass(m, 60);
    expect(m, 60, 40, "blue 60 green 40");
    expect(m, 0, 0, "blue 100 green 100"); /* as if nobody had asked */
}

static void test_unknown_health_lowers_nothing(void **state)
{
    struct model *m = *state;
    carry_out(m, 100, 100);
    m->second += 600;
    expect(m, 100, 100, "blue 100 green 100");
    health(m, "green", 3, "unhealthy"); /* of the fourth nothing is known */
    seconds_pass(m, 600);
    expect(m, 100, 100, "blue 100 green 100");
}

/* Of a cluster with two groups behind the rule: no weight moves while one of them serves. */
static void test_others_serve_where_a_cluster_has_nobody(void **state)
{
    struct model *m = *state;
    struct aws aws;
    struct gate g;
    carry_out(m, 100, 100);
    health(m, "blue", 4, "healthy");
    health(m, "green", 4, "healthy");
    struct stack s = web(100, 100);
    const struct target_group *canary = wanted_group(&s, "canary", "blue", 0);
    wanted_share(&s, "canary", "blue", 100);
    aws_init(&aws, &m->world);
    gate_open(&g, &m->world, &aws, &s);
    assert_false(gate_others_serve(&g, canary));
    health(m, "blue", 4, "unhealthy");
    assert_true(gate_others_serve(&g, canary));
    health(m, "green", 4, "unhealthy");
    assert_false(gate_others_serve(&g, canary));
    gate_release(&g);
    aws_release(&aws);
    stack_release(&s);
}

static void test_needed(void **state)
{
    const struct model *m = *state;
    assert_int_equal(settle_healthy_needed(&m->world.fleet, 4), 2);
    assert_int_equal(settle_healthy_needed(&m->world.fleet, 5), 3);
    assert_int_equal(settle_healthy_needed(&m->world.fleet, 1), 1);
    struct model other;
    model_open(&other, "{\"healthy-share\":\"100%\",\"healthy-count\":3,\"settle-time\":0,\"unhealthy-after\":5}");
    assert_int_equal(settle_healthy_needed(&other.world.fleet, 5), 5);
    assert_int_equal(settle_healthy_needed(&other.world.fleet, 2), 2);
    assert_int_equal(settle_time_ms(&other.world.fleet), 0);
    assert_int_equal(settle_unhealthy_after_ms(&other.world.fleet), 5000);
    assert_int_equal(settle_healthy_after_ms(&other.world.fleet), 5000 / 3);
    model_close(&other);
}

/* ---- units ---- */

#define BATCH(attempt)                                                                                                                     \
    "{\"unit\":\"targets/x\",\"attempt\":" attempt                                                                                         \
    ",\"calls\":[{\"id\":\"1\",\"service\":\"s\",\"action\":\"A\",\"parameters\":{\"B\":1}}]}"

static void batch_done(struct model *m, const char *outcome)
{
    own_str char *data = xasprintf("{\"batch\":\"plan-rules#%020d\",\"unit\":\"targets/x\",\"outcome\":\"%s\"}", (int)m->number, outcome);
    model_say(m, "apply-aws", "batch.done", "targets/x", data);
}

static void test_unit_waits_longer_each_time(void **state)
{
    struct model *m = *state;
    struct batch none = {0};
    model_say(m, "plan-rules", "plan.batch", "targets/x", BATCH("0"));
    const struct unit *u = unit_find(m->world.units, "targets/x");
    assert_int_equal(u->state, UNIT_IN_FLIGHT);
    batch_done(m, "failed");
    assert_int_equal(u->state, UNIT_FAILED);
    assert_int_equal(unit_retry_at(u).us - m->world.now.us, 1000000);
    assert_int_equal(unit_next_attempt(u, &none), 1);
    model_say(m, "plan-rules", "plan.batch", "targets/x", BATCH("5"));
    batch_done(m, "interrupted");
    assert_int_equal(unit_retry_at(u).us - m->world.now.us, 32 * 1000000);
    model_say(m, "plan-rules", "plan.batch", "targets/x", BATCH("20"));
    batch_done(m, "failed");
    assert_int_equal(unit_retry_at(u).us - m->world.now.us, 300 * 1000000);
    assert_int_equal(unit_next_attempt(u, &none), 21);
}

/* A batch that was done and did not help is not sent again at once. */
static void test_unit_does_not_spin(void **state)
{
    struct model *m = *state;
    struct batch same = {0}, other = {0};
    struct call *c = batch_add_call(&same);
    *c = (struct call){.id = xstrdup("1"), .service = xstrdup("s"), .action = xstrdup("A"), .parameters = xstrdup("{\"B\":1}")};
    c = batch_add_call(&other);
    *c = (struct call){.id = xstrdup("1"), .service = xstrdup("s"), .action = xstrdup("A"), .parameters = xstrdup("{\"B\":2}")};
    model_say(m, "plan-rules", "plan.batch", "targets/x", BATCH("0"));
    batch_done(m, "done");
    const struct unit *u = unit_find(m->world.units, "targets/x");
    assert_int_equal(u->state, UNIT_DONE);
    assert_int_equal(unit_repeat_at(u, &same).us - m->world.now.us, 1000000);
    assert_int_equal(unit_next_attempt(u, &same), 1);
    assert_int_equal(unit_repeat_at(u, &other).us, 0);
    assert_int_equal(unit_next_attempt(u, &other), 0);
    batch_release(&same);
    batch_release(&other);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_new_rule_has_what_is_asked),
        TEST(test_new_cluster_joins_at_nothing),
        TEST(test_flapping_health_does_not_flap_weights),
        TEST(test_flapping_readiness_does_not_flap_weights),
        TEST(test_what_was_not_read_lowers_nothing),
        TEST(test_rises_in_steps),
        TEST(test_unhealthy_for_long_falls_to_nothing),
        TEST(test_comes_back_through_the_gate),
        TEST(test_never_all_nothing),
        TEST(test_unknown_health_lowers_nothing),
        TEST(test_others_serve_where_a_cluster_has_nobody),
        TEST(test_needed),
        TEST(test_unit_waits_longer_each_time),
        TEST(test_unit_does_not_spin),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
