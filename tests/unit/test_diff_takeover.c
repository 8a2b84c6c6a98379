/* A load balancer that exists, and a journal that knows nothing of it: its weights are taken over and hold. */
/* clang-format off */
/* links: tests/unit/diff_stage.o tests/unit/diff_wanted.o tests/unit/diff_model.o tests/unit/diff_calls.o tests/unit/diff_held.o plan-rules/plan.o plan-rules/plan_say.o plan-rules/plan_members.o plan-rules/show.o plan-rules/table.o plan-rules/plan_shared.o plan-rules/plan_stack.o plan-rules/plan_targets.o plan-rules/plan_leave.o plan-rules/plan_bound.o plan-rules/memo.o plan-rules/memo_touch.o plan-rules/diff/undo.o plan-rules/diff/weights.o plan-rules/diff/targets.o plan-rules/diff/target_room.o plan-rules/diff/gate.o plan-rules/diff/gate_now.o plan-rules/diff/rising.o plan-rules/diff/hold.o plan-rules/diff/settle.o plan-rules/compile/shares.o plan-rules/diff/diff.o plan-rules/diff/diff_security.o plan-rules/diff/diff_group.o plan-rules/diff/diff_balancer.o plan-rules/diff/diff_front.o plan-rules/diff/diff_listener.o plan-rules/diff/diff_remove.o plan-rules/diff/rules_diff.o plan-rules/diff/retain.o plan-rules/diff/takeover.o plan-rules/diff/room.o plan-rules/diff/room_groups.o plan-rules/diff/room_way.o plan-rules/quotas.o plan-rules/diff/same.o plan-rules/diff/owner.o plan-rules/diff/priorities.o plan-rules/diff/aws.o plan-rules/diff/batch_make.o plan-rules/world.o plan-rules/world_absent.o plan-rules/budget.o plan-rules/budget_allot.o plan-rules/proposals.o plan-rules/plan_budget.o plan-rules/fold.o plan-rules/fold_pods.o plan-rules/fold_traffic.o plan-rules/members.o plan-rules/fold_aws.o plan-rules/touched.o plan-rules/unit.o plan-rules/trace.o plan-rules/asked.o plan-rules/plan_ask.o plan-rules/memo_doors.o plan-rules/plan_doors.o plan-rules/plan_security.o plan-rules/diff/doors.o plan-rules/diff/interface.o plan-rules/compile/cidr.o plan-rules/compile/notes.o plan-rules/compile/fault.o plan-rules/plan_front.o plan-rules/plan_guards.o plan-rules/compile/ask.o */
/* clang-format on */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/compile.h"
#include "plan-rules/diff/takeover.h"
#include "tests/unit/diff_stage.h"

/* Blue and green stand with these weights; then the journal is lost. */
static void stand_and_lose(struct stage *s, int blue, int green)
{
    s->asked[0] = blue;
    s->asked[1] = green;
    stage_until_settled(s);
    units_release(&s->model.world.units);
    s->asked[0] = s->asked[1] = 100; /* as the Ingresses say */
}

static const struct taken *taken(const struct stage *s)
{
    return world_taken(&s->model.world, "default/web");
}

static void says(struct stage *s, const char *type, const char *subject, const char *data)
{
    model_say(&s->model, "shift-traffic", type, subject, data);
}

static void test_what_is_asked_for_anyway_is_not_taken_over(void **state)
{
    struct stage *s = *state;
    stand_and_lose(s, 100, 100);
    stage_reacts(s, "plan.settled loadbalancer/default/web\n");
    assert_null(taken(s));
}

static void test_weights_are_taken_over_and_hold(void **state)
{
    struct stage *s = *state;
    stand_and_lose(s, 90, 10);
    stage_reacts(s, "traffic.taken default/web\n");
    assert_int_equal(taken(s)->rules_count, 1);
    stage_reacts(s, "plan.settled loadbalancer/default/web\n");
    stage_reacts(s, "");
}

/* "blue 90 green 10, 0 rules": what is on record for the Ingress, and how many rules by their numbers. */
static void expect_taken(struct stage *s, int blue, int green, const char *record)
{
    s->ingress = "default/web";
    stand_and_lose(s, blue, green);
    stage_reacts(s, "traffic.taken default/web\n");
    const struct taken_ingress *in = taken_ingress_find(taken(s), "default/web");
    own_str char *got =
        xasprintf("blue %d green %d, %d rules", taken_weight(in, "blue"), taken_weight(in, "green"), (int)taken(s)->rules_count);
    assert_string_equal(got, record);
}

static void test_as_the_operator_would_have_said_it(void **state)
{
    expect_taken(*state, 90, 10, "blue 90 green 10, 0 rules");
}

/* Each weight in the text ten times as large. */
static struct json *ten_times(const struct json *value)
{
    static const char mark[] = "\"Weight\":";
    own_str char *text = json_text(value);
    own_buf out = {0};
    const char *at = text;
    for (const char *hit; (hit = strstr(at, mark)); at = hit) {
        hit += strlen(mark);
        hit += strspn(hit, "0123456789");
        buf_add(&out, at, (size_t)(hit - at));
        buf_add_str(&out, "0");
    }
    buf_add_str(&out, at);
    return json_parse(buf_str(&out), out.len, NULL);
}

/* Weights that were scaled: the ratio, and the numbers beside it. */
static void test_numbers_that_the_operator_could_not_say(void **state)
{
    struct stage *s = *state;
    struct world_kind *k = NULL;
    s->ingress = "default/web";
    stand_and_lose(s, 90, 10);
    HASH_FIND_STR(s->model.world.kinds, "elasticloadbalancing/listener", k);
    assert_non_null(k);
    struct json *larger = ten_times(k->items->value);
    json_free(k->items->value);
    k->items->value = larger;
    stage_reacts(s, "traffic.taken default/web\n");
    const struct taken_ingress *in = taken_ingress_find(taken(s), "default/web");
    assert_int_equal(taken_weight(in, "blue"), 9);
    assert_int_equal(taken_weight(in, "green"), 1);
    assert_int_equal(taken(s)->rules_count, 1);
    assert_int_equal(taken(s)->rules[0].shares[0].weight, 900);
    assert_string_equal(taken(s)->rules[0].ingress, "default/web");
    stage_reacts(s, "plan.settled loadbalancer/default/web\n");
}

static void test_what_was_planned_once_is_not_taken_over(void **state)
{
    struct stage *s = *state;
    s->asked[1] = 10;
    stage_until_settled(s);
    s->asked[1] = 100;
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weight of green from 10 to 100"));
}

static void test_one_cluster_has_nothing_to_take_over(void **state)
{
    struct stage *s = *state;
    stage_until_blue_stands(s);
    units_release(&s->model.world.units);
    stage_reacts(s, "plan.settled loadbalancer/default/web\n");
    s->wants[1] = "green"; /* and a cluster that joins passes the health gate */
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "\"Weight\":0"));
}

static void test_health_still_counts(void **state)
{
    struct stage *s = *state;
    stand_and_lose(s, 90, 10);
    stage_reacts(s, "traffic.taken default/web\n");
    stage_reacts(s, "plan.settled loadbalancer/default/web\n");
    model_health(&s->model, "tg-green", "10.2.0.1:8080", "unhealthy");
    stage_time_passes(s, 31);
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weight of green from 10 to 0"));
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
    model_health(&s->model, "tg-green", "10.2.0.1:8080", "healthy");
    stage_time_passes(s, 60);
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weight of green from 0 to 10"));
}

static void test_the_operator_says_otherwise(void **state)
{
    struct stage *s = *state;
    stand_and_lose(s, 100, 0);
    stage_reacts(s, "traffic.taken default/web\n");
    stage_reacts(s, "plan.settled loadbalancer/default/web\n");
    says(s, "traffic.weights", "fleet", "{\"scope\":\"fleet\",\"weights\":[{\"cluster\":\"green\",\"weight\":50}]}");
    s->asked[1] = 50;
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weight of green from 0 to 50"));
}

static void test_resume_ends_what_looked_like_a_drain(void **state)
{
    struct stage *s = *state;
    stand_and_lose(s, 100, 0);
    stage_reacts(s, "traffic.taken default/web\n");
    stage_reacts(s, "plan.settled loadbalancer/default/web\n");
    says(s, "traffic.resume", "fleet/blue", "{\"scope\":\"fleet\",\"cluster\":\"blue\"}");
    stage_reacts(s, ""); /* blue stood at more than nothing */
    says(s, "traffic.resume", "fleet/green", "{\"scope\":\"fleet\",\"cluster\":\"green\"}");
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weight of green from 0 to 100"));
}

/* Half a batch was done when the journal was lost: each rule keeps its own numbers. */
static void test_words_of_the_record(void **state)
{
    struct stage *s = *state;
    struct world *w = &s->model.world;
    model_say(&s->model, "plan-rules", "traffic.taken", "shop",
              "{\"stack\":\"shop\",\"ingresses\":[{\"ingress\":\"ns/web\",\"weights\":[{\"cluster\":\"blue\",\"weight\":90},"
              "{\"cluster\":\"green\",\"weight\":0}]}],\"rules\":[{\"rule\":\"r1\",\"shares\":[{\"group\":\"a\",\"cluster\":\"green\","
              "\"weight\":0}]},{\"rule\":\"r2\",\"shares\":[{\"group\":\"a\",\"cluster\":\"green\",\"weight\":1}]}]}");
    const struct taken *t = world_taken(w, "shop");
    assert_int_equal(taken_weight(taken_ingress_find(t, "ns/web"), "blue"), 90);
    assert_int_equal(taken_weight(taken_ingress_find(t, "ns/web"), "green"), 0);
    assert_int_equal(taken_weight(taken_ingress_find(t, "ns/other"), "blue"), -1);
    says(s, "traffic.resume", "group/other/green", "{\"scope\":\"group/other\",\"cluster\":\"green\"}");
    assert_int_equal(t->rules_count, 2);
    says(s, "traffic.resume", "ingress/ns/web/green", "{\"scope\":\"ingress/ns/web\",\"cluster\":\"green\"}");
    assert_int_equal(taken_weight(taken_ingress_find(t, "ns/web"), "green"), -1);
    says(s, "traffic.resume", "group/shop/green", "{\"scope\":\"group/shop\",\"cluster\":\"green\"}");
    assert_int_equal(t->rules_count, 1);
    assert_string_equal(t->rules[0].rule, "r2");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, diff_stage_setup, diff_stage_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_asked_for_anyway_is_not_taken_over),
        TEST(test_weights_are_taken_over_and_hold),
        TEST(test_as_the_operator_would_have_said_it),
        TEST(test_numbers_that_the_operator_could_not_say),
        TEST(test_what_was_planned_once_is_not_taken_over),
        TEST(test_one_cluster_has_nothing_to_take_over),
        TEST(test_health_still_counts),
        TEST(test_the_operator_says_otherwise),
        TEST(test_resume_ends_what_looked_like_a_drain),
        TEST(test_words_of_the_record),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
