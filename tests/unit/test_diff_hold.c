/* What the planner holds back, and what lets it go: deletions, absences, the operator. */
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

static void test_a_load_balancer_is_not_deleted_unseen(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    s->wants[0] = NULL;
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.held removal/default/web\n");
    stage_reacts(s, ""); /* said once */
    model_say(&s->model, "shift-traffic", "traffic.release", "fleet", "{\"scope\":\"fleet\"}");
    stage_reacts(s, "plan.batch removal/default/web\n");
    assert_true(stage_last_batch_has(s, "DeleteLoadBalancer"));
}

#define NLB "arn:aws:elasticloadbalancing:eu-west-1:111122223333:loadbalancer/net/front/1"

static void stands_in_front(struct stage *s)
{
    model_say(&s->model, "apply-aws", "aws.observed", "elasticloadbalancing/loadbalancer/" NLB,
              "{\"service\":\"elasticloadbalancing\",\"resource\":\"LoadBalancer\",\"value\":{\"LoadBalancerArn\":\"" NLB
              "\",\"LoadBalancerName\":\"front\",\"Type\":\"network\",\"Scheme\":\"internal\",\"Tags\":["
              "{\"Key\":\"elbv2.k8s.aws/cluster\",\"Value\":\"prod\"},{\"Key\":\"ingress.k8s.aws/stack\",\"Value\":\"default/web\"},"
              "{\"Key\":\"ingress.k8s.aws/resource\",\"Value\":\"FrontendNlb\"}]}}");
}

/* What stands in front of it no more than itself. */
static void test_nor_what_stands_in_front(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    stands_in_front(s);
    s->wants[0] = NULL;
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.held removal/default/web\nplan.held frontend-removal/default/web\n");
    model_say(&s->model, "shift-traffic", "traffic.release", "fleet", "{\"scope\":\"fleet\"}");
    stage_reacts(s, "plan.batch removal/default/web\nplan.batch frontend-removal/default/web\n");
}

/* That nobody wants one in front any more was said by a change. */
static void test_but_alone_it_goes(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    stands_in_front(s);
    stage_reacts(s, "plan.batch frontend-removal/default/web\n");
    assert_true(stage_last_batch_has(s, "DeleteLoadBalancer"));
    assert_true(stage_last_batch_has(s, "loadbalancer/net/front"));
}

static void test_a_watched_delete_lets_it_go(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    s->wants[0] = NULL;
    model_say(&s->model, "build-podinfo", "ingress.delete", "blue/default/ingress/web",
              "{\"cluster\":\"blue\",\"namespace\":\"default\",\"name\":\"web\"}");
    stage_reacts(s, "plan.batch removal/default/web\n"); /* settled long ago */
    assert_true(stage_last_batch_has(s, "DeleteLoadBalancer"));
    assert_true(stage_last_batch_has(s, "\"because\":[\"build-podinfo#"));
    assert_false(stage_last_batch_has(s, "waitMs"));
    stage_does_and_reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    stage_ends(s, 0, "done");
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.batch removal/default/web\n");
    assert_true(stage_last_batch_has(s, "DeleteTargetGroup"));
    stage_does_and_reacts(s, "");
}

static void says_ingress(struct stage *s, const char *cluster, const char *type, const char *reason)
{
    own_str char *subject = xasprintf("%s/default/ingress/web", cluster);
    own_str char *data = xasprintf("{\"cluster\":\"%s\",\"namespace\":\"default\",\"name\":\"web\"%s%s%s}", cluster,
                                   reason ? ",\"reason\":\"" : "", reason ? reason : "", reason ? "\"" : "");
    model_say(&s->model, "build-podinfo", type, subject, data);
}

static bool has_ingress(const struct stage *s, const char *cluster)
{
    own_str char *key = xasprintf("%s/default/ingress/web", cluster);
    struct world_ingress *i = NULL;
    HASH_FIND_STR(s->model.world.ingresses, key, i);
    return i != NULL;
}

/* Missing in a list is not deleted: it stays, the operator is told, and lets it go. */
static void test_a_missing_ingress_waits_for_the_operator(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    says_ingress(s, "blue", "ingress.put", NULL);
    says_ingress(s, "blue", "ingress.delete", "absent");
    stage_reacts(s, "plan.held ingresses/default/web\n");
    stage_reacts(s, "");
    stage_time_passes(s, 301);
    assert_true(has_ingress(s, "blue"));
    model_say(&s->model, "shift-traffic", "traffic.release", "ingress/default/web", "{\"scope\":\"ingress/default/web\"}");
    assert_false(has_ingress(s, "blue"));
    s->wants[0] = NULL;
    stage_reacts(s, "plan.settled ingresses/default/web\nplan.batch removal/default/web\n"); /* it was let go once: that is enough */
    assert_true(stage_last_batch_has(s, "DeleteLoadBalancer"));
}

static void test_a_missing_ingress_comes_back(void **state)
{
    struct stage *s = *state;
    says_ingress(s, "blue", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.delete", "absent");
    says_ingress(s, "green", "ingress.put", NULL);
    stage_time_passes(s, 301);
    assert_true(has_ingress(s, "green"));
}

/* Its rules keep what serves them elsewhere: the grace time is enough. */
static void test_a_missing_ingress_with_a_twin_goes(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    says_ingress(s, "blue", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.delete", "absent");
    stage_reacts(s, "plan.held ingresses/default/web\n");
    assert_in_range(stage_wakes_in_s(s), 290, 300);
    stage_time_passes(s, 290);
    assert_true(has_ingress(s, "green"));
    stage_time_passes(s, 15);
    assert_false(has_ingress(s, "green"));
    assert_true(has_ingress(s, "blue"));
}

/* An Ingress is left that nobody saw deleted: the load balancer stays. */
static void test_all_must_be_seen_deleted(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    says_ingress(s, "blue", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.delete", NULL);
    s->wants[0] = NULL;
    stage_reacts(s, "plan.held removal/default/web\n");
    says_ingress(s, "blue", "ingress.delete", NULL);
    stage_reacts(s, "plan.batch removal/default/web\n");
}

/* Whichever came first. */
static void test_the_first_by_name_is_told(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    says_ingress(s, "green", "ingress.put", NULL);
    says_ingress(s, "blue", "ingress.put", NULL);
    s->wants[0] = NULL;
    stage_reacts(s, "plan.held removal/default/web\n");
    assert_non_null(strstr(unit_find(s->model.world.units, "removal/default/web")->held_reason, "Ingress blue/default/ingress/web was"));
}

/* What was let go once is no word on what is held later. */
static void test_a_release_is_not_for_ever(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    model_say(&s->model, "shift-traffic", "traffic.release", "fleet", "{\"scope\":\"fleet\"}");
    s->wants[0] = NULL;
    stage_reacts(s, "plan.held removal/default/web\n");
    model_say(&s->model, "shift-traffic", "traffic.release", "group/other", "{\"scope\":\"group/other\"}");
    stage_reacts(s, "");
    model_say(&s->model, "shift-traffic", "traffic.release", "fleet", "{\"scope\":\"fleet\"}");
    stage_reacts(s, "plan.batch removal/default/web\n");
}

static void says_pod(struct stage *s, const char *type, const char *more)
{
    own_str char *data = xasprintf("{\"cluster\":\"blue\",\"namespace\":\"default\",\"service\":\"web\",\"portName\":\"\",\"port\":80,"
                                   "\"address\":\"10.1.0.1\",\"family\":\"ipv4\",\"targetPort\":8080%s}",
                                   more);
    model_say(&s->model, "build-podinfo", type, "blue/default/web:80/10.1.0.1:8080", data);
}

/* The last healthy target behind a rule, gone from a list only. */
static void test_missing_targets_are_held(void **state)
{
    struct stage *s = *state;
    stage_until_blue_stands(s);
    model_health(&s->model, "tg-blue", "10.1.0.1:8080", "healthy");
    says_pod(s, "podinfo.put", ",\"ready\":true,\"serving\":true,\"terminating\":false");
    says_pod(s, "podinfo.delete", ",\"reason\":\"absent\"");
    assert_non_null(s->model.world.backends);
    stage_time_passes(s, 301);
    assert_null(s->model.world.backends);
    s->pods = 0;
    stage_reacts(s, "plan.held targets/tg-blue\n");
    stage_reacts(s, "");
    model_say(&s->model, "shift-traffic", "traffic.release", "ingress/default/web", "{\"scope\":\"ingress/default/web\"}");
    stage_reacts(s, "plan.batch targets/tg-blue\n");
    assert_true(stage_last_batch_has(s, "DeregisterTargets"));
}

static void test_deleted_targets_are_not_held(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    says_pod(s, "podinfo.put", ",\"ready\":true,\"serving\":true,\"terminating\":false");
    says_pod(s, "podinfo.delete", "");
    assert_null(s->model.world.backends);
    s->pods = 0;
    stage_reacts(s, "plan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
}

/* ---- the last targets of a cluster ---- */

static void blue_empties(struct stage *s, const char *reason)
{
    stage_until_settled(s);
    says_pod(s, "podinfo.put", ",\"ready\":true,\"serving\":true,\"terminating\":false");
    says_pod(s, "podinfo.delete", reason);
    s->empty = "blue";
}

/* Its pods serve for their grace: requests leave first. */
static void test_the_last_target_leaves_behind_its_weight(void **state)
{
    struct stage *s = *state;
    blue_empties(s, "");
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(stage_last_batch_has(s, "weight of blue from 100 to 0"));
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
    assert_in_range(stage_wakes_in_s(s), 8, 10);
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.batch targets/tg-blue\n");
    assert_true(stage_last_batch_has(s, "DeregisterTargets"));
}

/* Its address may be another pod's by then. */
static void test_but_it_does_not_wait_for_ever(void **state)
{
    struct stage *s = *state;
    blue_empties(s, "");
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_reacts(s, "");
    assert_in_range(stage_wakes_in_s(s), 28, 30);
    stage_time_passes(s, 30);
    stage_reacts(s, "plan.batch targets/tg-blue\n");
}

/* Where the other cluster has nobody healthy, no weight would move. */
static void test_nor_where_nobody_else_serves(void **state)
{
    struct stage *s = *state;
    blue_empties(s, "");
    model_health(&s->model, "tg-green", "10.2.0.1:8080", "unhealthy");
    stage_reacts(s, "plan.batch targets/tg-blue\nplan.batch loadbalancer/default/web\n");
}

/* Missing in a list: what served through the grace time may well serve on. */
static void test_an_absent_target_leaves_behind_its_weight(void **state)
{
    struct stage *s = *state;
    blue_empties(s, ",\"reason\":\"absent\"");
    stage_time_passes(s, 301);
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.batch targets/tg-blue\n");
}

/* Not ready is not gone: it may well answer. */
static void test_a_target_that_is_not_ready_leaves_behind_its_weight(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    says_pod(s, "podinfo.put", ",\"ready\":true");
    says_pod(s, "podinfo.put", ",\"ready\":false");
    s->empty = "blue";
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\n");
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.batch targets/tg-blue\n");
}

/* Requests for web would come to it. */
static void test_an_address_that_is_another_pods_leaves_at_once(void **state)
{
    struct stage *s = *state;
    blue_empties(s, "");
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    model_say(&s->model, "build-podinfo", "podinfo.put", "blue/default/other:80/10.1.0.1:8080",
              "{\"cluster\":\"blue\",\"namespace\":\"default\",\"service\":\"other\",\"port\":80,\"address\":\"10.1.0.1\","
              "\"family\":\"ipv4\",\"targetPort\":8080}");
    stage_reacts(s, "plan.batch targets/tg-blue\n");
}

/* Its old group is not kept for a new one that nobody will fill. */
static void test_what_replaces_an_emptied_group_has_no_weight(void **state)
{
    struct stage *s = *state;
    blue_empties(s, "");
    s->type = "instance", s->retyped = "blue";
    stage_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "");
    stage_time_passes(s, 10);
    stage_reacts(s, "plan.batch removal/default/web\n");
    assert_true(stage_last_batch_has(s, "DeleteTargetGroup"));
}

static void test_a_kept_stack_loses_nothing(void **state)
{
    struct stage *s = *state;
    stage_until_settled(s);
    s->held_by_compiler = true;
    s->wants[1] = NULL; /* green's Ingress cannot be compiled */
    stage_reacts(s, "");
    s->wants[0] = NULL;
    stage_reacts(s, "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, diff_stage_setup, diff_stage_teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_a_load_balancer_is_not_deleted_unseen),
        TEST(test_nor_what_stands_in_front),
        TEST(test_but_alone_it_goes),
        TEST(test_a_watched_delete_lets_it_go),
        TEST(test_a_missing_ingress_waits_for_the_operator),
        TEST(test_a_missing_ingress_comes_back),
        TEST(test_a_missing_ingress_with_a_twin_goes),
        TEST(test_all_must_be_seen_deleted),
        TEST(test_the_first_by_name_is_told),
        TEST(test_a_release_is_not_for_ever),
        TEST(test_missing_targets_are_held),
        TEST(test_deleted_targets_are_not_held),
        TEST(test_the_last_target_leaves_behind_its_weight),
        TEST(test_but_it_does_not_wait_for_ever),
        TEST(test_nor_where_nobody_else_serves),
        TEST(test_an_absent_target_leaves_behind_its_weight),
        TEST(test_a_target_that_is_not_ready_leaves_behind_its_weight),
        TEST(test_an_address_that_is_another_pods_leaves_at_once),
        TEST(test_what_replaces_an_emptied_group_has_no_weight),
        TEST(test_a_kept_stack_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
