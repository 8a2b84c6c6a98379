/* The planner as a stage sees it: what it emits, when, and what it waits for. */
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

#include "plan-rules/unit.h"
#include "tests/unit/diff_stage.h"

/* ---- the tests ---- */

static void test_first_plan_in_a_daemon(void **state)
{
    stage_until_settled(*state);
}

/* In a pipe everything goes out at once; what is not there yet is named. */
static void test_first_plan_in_a_pipe(void **state)
{
    struct stage *s = *state;
    s->in_pipe = true;
    stage_reacts(s, "plan.batch securitygroup/k8s-traffic-prod\nplan.batch loadbalancer/default/web\n"
                    "plan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
    assert_true(stage_last_batch_has(s, "\"TargetGroupArn\":\"@targetgroup/tg-green\""));
}

static void test_nothing_before_fleet_and_aws(void **state)
{
    struct stage *s = *state;
    s->model.world.aws_synced = false;
    stage_reacts(s, "");
}

static void test_a_unit_in_flight_is_left_alone(void **state)
{
    struct stage *s = *state;
    stage_reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    stage_reacts(s, "");
}

static void test_targets_do_not_wait_for_structure(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    s->asked[1] = 10;
    s->pods = 2;
    stage_reacts(s, "plan.batch loadbalancer/default/web\nplan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
}

static void test_a_failed_unit_waits_and_others_go_on(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    s->asked[1] = 10;
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_ends(s, 0, "failed");
    s->pods = 2;
    stage_reacts(s, "plan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
    assert_true(s->wake.us > 0);
    stage_time_passes(s, 1);
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "\"attempt\":1"));
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
}

static void stand_aside(struct stage *s)
{
    struct batch b = {0};
    *batch_add_call(&b) = (struct call){
        .id = xstrdup("1"),
        .action = xstrdup("ModifyListener"),
        .parameters =
            xstrdup("{\"ListenerArn\":\"@listener/web/80\",\"DefaultActions\":[{\"Type\":\"fixed-response\",\"FixedResponseConfig\":{"
                    "\"StatusCode\":\"503\",\"MessageBody\":\"No target group for a moment\"}}]}"),
    };
    model_apply(&s->model, &b);
    batch_release(&b);
}

/* Who answers 503 to make room for others is put right at once, however often it failed. */
static void test_who_stands_aside_is_not_waited_for(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    s->asked[1] = 10;
    for (int i = 0; i < 4; i++) {
        stage_reacts(s, "plan.batch loadbalancer/default/web\n");
        stage_ends(s, 0, "failed");
        if (i < 3)
            stage_time_passes(s, 1 << i);
    }
    stage_time_passes(s, 1);
    stage_reacts(s, "");
    stand_aside(s);
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_ends(s, 0, "failed");
    stage_reacts(s, "");
    assert_int_equal(stage_wakes_in_s(s), 1);
    stage_time_passes(s, 1);
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
}

static void test_drain_waits_for_the_weight(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    model_say(&s->model, "shift-traffic", "traffic.drain", "fleet", "{\"scope\":\"fleet\",\"cluster\":\"green\"}");
    s->asked[1] = 0;
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weights"));
    stage_reacts(s, ""); /* the weight is on its way: nobody is deregistered */
    stage_time_passes(s, 60);
    stage_reacts(s, "");
}

static void test_drain_to_the_end(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    model_say(&s->model, "shift-traffic", "traffic.drain", "fleet", "{\"scope\":\"fleet\",\"cluster\":\"green\"}");
    s->asked[1] = 0;
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
    assert_in_range(stage_wakes_in_s(s), 8, 10);
    stage_time_passes(s, 10);
    stage_reacts(s, "traffic.drained tg-green\nplan.batch targets/tg-green\n");
    assert_true(stage_last_batch_has(s, "DeregisterTargets"));
    stage_does_and_reacts(s, "");
    model_say(&s->model, "shift-traffic", "traffic.weights", "fleet",
              "{\"scope\":\"fleet\",\"weights\":[{\"cluster\":\"blue\",\"weight\":50}]}");
    s->asked[0] = 50;
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n"); /* while another change settles, it stays empty */
    model_say(&s->model, "shift-traffic", "traffic.resume", "fleet", "{\"scope\":\"fleet\",\"cluster\":\"green\"}");
    s->asked[1] = 100;
    stage_reacts(s, "traffic.drained tg-green\nplan.batch targets/tg-green\n"); /* no weight before it is healthy */
    assert_true(stage_last_batch_has(s, "RegisterTargets"));
    stage_does_and_reacts(s, "");
    model_health(&s->model, "tg-green", "10.2.0.1:8080", "healthy");
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weight of green from 0 to"));
}

/* Before the first step it is put on record that it begins; the others follow by the clock. */
static void test_a_group_rises_in_steps(void **state)
{
    struct stage *s = *state;
    model_close(&s->model);
    model_open(&s->model, "{\"healthy-after\":0,\"rise-step\":50,\"rise-every\":\"20s\"}");
    stage_until_settled(s);
    model_health(&s->model, "tg-green", "10.2.0.1:8080", "unhealthy");
    stage_time_passes(s, 30);
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
    model_health(&s->model, "tg-green", "10.2.0.1:8080", "healthy");
    stage_reacts(s, "traffic.rising tg-green\n");
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weight of green from 0 to 50"));
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
    assert_in_range(stage_wakes_in_s(s), 14, 19);
    stage_time_passes(s, 20);
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weight of green from 50 to 100"));
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
    assert_int_equal(stage_wakes_in_s(s), -1);
}

/* A weight goes out while a target group waits to be removed, and while its removal is in flight. */
static void test_weights_do_not_wait_for_removals(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    s->wants[1] = NULL;
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_false(stage_last_batch_has(s, "DeleteTargetGroup"));
    stage_does_and_reacts(s, "");
    s->wants[1] = "green";
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
    s->wants[1] = NULL;
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_ends(s, 0, "done");
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.batch removal/default/web\n");
    s->wants[1] = "green";
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
}

static void test_a_removal_unsettles(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    s->wants[1] = NULL;
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "");
    assert_in_range(stage_wakes_in_s(s), 5, 10);
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.batch removal/default/web\n");
    assert_false(stage_last_batch_has(s, "waitMs"));
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
}

/* The new group stands beside the old one at weight 0 until it is healthy; then the old one goes, after the settle time. */
static void test_a_replacement_waits_for_health(void **state)
{
    struct stage *s = *state;
    stage_until_blue_stands(s);
    model_health(&s->model, "tg-blue", "10.1.0.1:8080", "healthy");
    s->type = "instance";
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "\"TargetGroupArn\":\"@targetgroup/tg-blue-instance\",\"Weight\":0"));
    assert_true(stage_last_batch_has(s, "/tg-blue/"));
    stage_does_and_reacts(s, "plan.batch targets/tg-blue-instance\n");
    stage_ends(s, 0, "done");
    stage_time_passes(s, 60);
    stage_reacts(s, "");
    model_health(&s->model, "tg-blue-instance", "10.1.0.1:8080", "healthy");
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_false(stage_last_batch_has(s, "/tg-blue/"));
    stage_does_and_reacts(s, "");
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.batch removal/default/web\n");
    assert_true(stage_last_batch_has(s, "DeleteTargetGroup"));
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
}

/* Nobody serves any more: nothing to wait for. */
static void test_a_dead_group_is_replaced_at_once(void **state)
{
    struct stage *s = *state;
    stage_until_blue_stands(s);
    model_health(&s->model, "tg-blue", "10.1.0.1:8080", "unhealthy");
    s->type = "instance";
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_false(stage_last_batch_has(s, "/tg-blue/"));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, diff_stage_setup, diff_stage_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_first_plan_in_a_daemon),
        TEST(test_first_plan_in_a_pipe),
        TEST(test_nothing_before_fleet_and_aws),
        TEST(test_a_unit_in_flight_is_left_alone),
        TEST(test_targets_do_not_wait_for_structure),
        TEST(test_a_failed_unit_waits_and_others_go_on),
        TEST(test_who_stands_aside_is_not_waited_for),
        TEST(test_drain_waits_for_the_weight),
        TEST(test_drain_to_the_end),
        TEST(test_a_group_rises_in_steps),
        TEST(test_weights_do_not_wait_for_removals),
        TEST(test_a_removal_unsettles),
        TEST(test_a_replacement_waits_for_health),
        TEST(test_a_dead_group_is_replaced_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
