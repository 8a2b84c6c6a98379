/* The planner as a stage sees it: what it emits, when, and what it waits for. */
/* clang-format off */
/* links: tests/unit/diff_model.o plan-rules/plan.o plan-rules/diff/weights.o plan-rules/diff/targets.o plan-rules/diff/gate.o plan-rules/diff/hold.o plan-rules/diff/settle.o plan-rules/compile/shares.o plan-rules/diff/diff.o plan-rules/diff/diff_security.o plan-rules/diff/diff_group.o plan-rules/diff/diff_balancer.o plan-rules/diff/diff_listener.o plan-rules/diff/diff_remove.o plan-rules/diff/rules_diff.o plan-rules/diff/retain.o plan-rules/diff/same.o plan-rules/diff/owner.o plan-rules/diff/priorities.o plan-rules/diff/aws.o plan-rules/diff/batch_make.o plan-rules/world.o plan-rules/fold.o plan-rules/fold_aws.o plan-rules/unit.o plan-rules/trace.o */
/* clang-format on */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "plan-rules/compile/compile.h"
#include "plan-rules/desired.h"
#include "plan-rules/plan.h"
#include "tests/unit/diff_model.h"

/* ---- a stage that gathers what is emitted, and a compiler that wants what the test says ---- */

struct stage {
    struct model model;
    bool in_pipe;
    struct moment wake;
    struct buf said;      /* "plan.batch targets/x" and so on, one a line, since the last look */
    struct strs batches;  /* data of every plan.batch since the last look */
    const char *wants[2]; /* clusters behind the stack default/web; NULL: nobody */
    int asked[2];
    int pods;
    bool held_by_compiler;
    const char *type; /* of every target group; NULL: ip */
};

static struct stage *the_stage;

void stage_emit(struct stage *s, const struct stage_event *e)
{
    buf_addf(&s->said, "%s %s\n", e->type, e->subject);
    if (strcmp(e->type, "plan.batch") == 0)
        strs_add(&s->batches, e->data);
    model_say(&s->model, "plan-rules", e->type, e->subject, e->data);
}

bool stage_in_pipe(const struct stage *s)
{
    return s->in_pipe;
}

uint64_t stage_horizon(const struct stage *s)
{
    return s->model.number;
}

void stage_wake_at(struct stage *s, struct moment at)
{
    s->wake = at;
}

/* Another target type needs another group, under another name. */
static char *group_name(const struct stage *st, const char *cluster)
{
    return xasprintf("tg-%s%s%s", cluster, st->type ? "-" : "", st->type ? st->type : "");
}

static void add_group(const struct stage *st, struct stack *s, const char *cluster)
{
    struct target_group *g = stack_add_target_group(s);
    own_str char *identity = xasprintf("prod/%s", cluster);
    g->name = group_name(st, cluster);
    g->cluster = xstrdup(cluster);
    g->protocol = xstrdup("HTTP");
    g->target_type = xstrdup(st->type ? st->type : "ip");
    g->port = 8080;
    pairs_set(&g->tags, "elbv2.k8s.aws/cluster", identity);
    pairs_set(&g->tags, "ingress.k8s.aws/stack", "default/web");
    pairs_set(&g->tags, "ingress.k8s.aws/resource", "default/web-web:80");
    strs_add(&g->because, "build-podinfo#1");
    for (int i = 1; i <= st->pods; i++) {
        struct target *t = target_group_add_target(g);
        t->id = xasprintf("10.%d.0.%d", cluster[0] == 'b' ? 1 : 2, i);
        t->port = 8080;
    }
}

static void add_shared(struct stack *s)
{
    struct security_group *g = stack_add_security_group(s);
    g->name = xstrdup("k8s-traffic-prod");
    g->description = xstrdup("[k8s] Shared Backend SecurityGroup for LoadBalancer");
    g->shared = true;
    pairs_set(&g->tags, "elbv2.k8s.aws/cluster", "prod");
    pairs_set(&g->tags, "elbv2.k8s.aws/resource", "backend-sg");
    strs_add(&s->security_groups, "@securitygroup/k8s-traffic-prod");
}

static void web(const struct stage *st, struct stack *s)
{
    *s = (struct stack){.has_load_balancer = true, .shield = -1, .capacity_units = -1};
    s->id = xstrdup("default/web");
    s->name = xstrdup("web");
    s->scheme = xstrdup("internal");
    s->ip_address_type = xstrdup("ipv4");
    strs_add(&s->because, "build-podinfo#2");
    pairs_set(&s->tags, "elbv2.k8s.aws/cluster", "prod");
    pairs_set(&s->tags, "ingress.k8s.aws/stack", "default/web");
    add_shared(s);
    struct listener *l = stack_add_listener(s);
    l->port = 80;
    l->protocol = xstrdup("HTTP");
    struct action *a = actions_add(&l->default_actions, "forward");
    for (size_t i = 0; i < 2 && st->wants[i]; i++) {
        own_str char *name = group_name(st, st->wants[i]);
        own_str char *reference = xasprintf("@targetgroup/%s", name);
        struct group_weight *g = action_add_group(a, reference);
        g->cluster = xstrdup(st->wants[i]);
        g->asked = st->asked[i];
        g->has_weight = true;
        g->weight = 1;
        add_group(st, s, st->wants[i]);
    }
}

void compile_wanted(struct world *w, enum compile_memory memory, struct stacks *wanted, struct rejections *rejected)
{
    (void)w;
    (void)rejected;
    assert_int_equal(memory, COMPILE_LAST_GOOD);
    if (!the_stage->wants[0])
        return;
    wanted->items = xcalloc(1, sizeof *wanted->items);
    wanted->count = 1;
    web(the_stage, &wanted->items[0]);
}

void stacks_release(struct stacks *s)
{
    for (size_t i = 0; i < s->count; i++)
        stack_release(&s->items[i]);
    free(s->items);
}

void rejections_emit(const struct world *w, const struct rejections *r, struct stage *s)
{
    (void)w, (void)r, (void)s;
}

void accepted_emit(const struct world *w, const struct rejections *r, struct stage *s)
{
    (void)w, (void)r, (void)s;
}

void rejections_release(struct rejections *r)
{
    (void)r;
}

bool rejections_hold(const struct rejections *r, const char *stack)
{
    (void)r, (void)stack;
    return the_stage->held_by_compiler;
}

/* ---- the words of the tests ---- */

/* Plans once, and compares what was said. */
static void reacts(struct stage *s, const char *said)
{
    the_stage = s;
    buf_clear(&s->said);
    strs_release(&s->batches);
    plan_react(&s->model.world, s);
    assert_string_equal(buf_str(&s->said), said);
}

/* apply-aws does the batch of that number of the last look, and says how it ended. */
static void ends(struct stage *s, size_t number, const char *outcome)
{
    struct batch b = {0};
    own_json *data = json_parse(s->batches.items[number], strlen(s->batches.items[number]), NULL);
    assert_int_equal(batch_decode(&b, data, NULL), 0);
    own_str char *reference = xstrdup(unit_find(s->model.world.units, b.unit)->batch);
    if (strcmp(outcome, "done") == 0)
        model_apply(&s->model, &b);
    own_str char *result = xasprintf("{\"batch\":\"%s\",\"unit\":\"%s\",\"outcome\":\"%s\"}", reference, b.unit, outcome);
    model_say(&s->model, "apply-aws", "batch.done", b.unit, result);
    batch_release(&b);
}

static void time_passes(struct stage *s, int seconds)
{
    s->model.second += seconds;
    model_say(&s->model, "plan-rules", "timer.fired", NULL, "{}");
}

static int64_t wakes_in_s(const struct stage *s)
{
    return s->wake.us ? (s->wake.us - s->model.world.now.us) / 1000000 : -1;
}

static bool last_batch_has(const struct stage *s, const char *text)
{
    return s->batches.count && strstr(s->batches.items[s->batches.count - 1], text);
}

/* Everything made, registered and healthy. */
static void until_settled(struct stage *s)
{
    reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    ends(s, 0, "done");
    reacts(s, "plan.batch loadbalancer/default/web\n");
    ends(s, 0, "done");
    reacts(s, "plan.settled loadbalancer/default/web\nplan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
    ends(s, 0, "done");
    ends(s, 1, "done");
    model_health(&s->model, "tg-blue", "10.1.0.1:8080", "healthy");
    model_health(&s->model, "tg-green", "10.2.0.1:8080", "healthy");
    reacts(s, "");
    assert_int_equal(s->wake.us, 0);
}

static int setup(void **state)
{
    struct stage *s = xcalloc(1, sizeof *s);
    model_open(&s->model, "{}");
    s->wants[0] = "blue";
    s->wants[1] = "green";
    s->asked[0] = s->asked[1] = 100;
    s->pods = 1;
    *state = s;
    return 0;
}

static int teardown(void **state)
{
    struct stage *s = *state;
    model_close(&s->model);
    buf_release(&s->said);
    strs_release(&s->batches);
    free(s);
    return 0;
}

/* ---- the tests ---- */

static void test_first_plan_in_a_daemon(void **state)
{
    until_settled(*state);
}

/* In a pipe everything goes out at once; what is not there yet is named. */
static void test_first_plan_in_a_pipe(void **state)
{
    struct stage *s = *state;
    s->in_pipe = true;
    reacts(s, "plan.batch securitygroup/k8s-traffic-prod\nplan.batch loadbalancer/default/web\n"
              "plan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
    assert_true(last_batch_has(s, "\"TargetGroupArn\":\"@targetgroup/tg-green\""));
}

static void test_nothing_before_fleet_and_aws(void **state)
{
    struct stage *s = *state;
    s->model.world.aws_synced = false;
    reacts(s, "");
}

static void test_a_unit_in_flight_is_left_alone(void **state)
{
    struct stage *s = *state;
    reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    reacts(s, "");
}

static void test_targets_do_not_wait_for_structure(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    s->asked[1] = 10;
    s->pods = 2;
    reacts(s, "plan.batch loadbalancer/default/web\nplan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
}

static void test_a_failed_unit_waits_and_others_go_on(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    s->asked[1] = 10;
    reacts(s, "plan.batch loadbalancer/default/web\n");
    ends(s, 0, "failed");
    s->pods = 2;
    reacts(s, "plan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
    assert_true(s->wake.us > 0);
    time_passes(s, 1);
    reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(last_batch_has(s, "\"attempt\":1"));
    ends(s, 0, "done");
    reacts(s, "plan.settled loadbalancer/default/web\n");
}

static void test_drain_waits_for_the_weight(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    model_say(&s->model, "shift-traffic", "traffic.drain", "fleet", "{\"scope\":\"fleet\",\"cluster\":\"green\"}");
    s->asked[1] = 0;
    reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(last_batch_has(s, "weights"));
    reacts(s, ""); /* the weight is on its way: nobody is deregistered */
    time_passes(s, 60);
    reacts(s, "");
}

static void test_drain_to_the_end(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    model_say(&s->model, "shift-traffic", "traffic.drain", "fleet", "{\"scope\":\"fleet\",\"cluster\":\"green\"}");
    s->asked[1] = 0;
    reacts(s, "plan.batch loadbalancer/default/web\n");
    ends(s, 0, "done");
    reacts(s, "plan.settled loadbalancer/default/web\n");
    assert_in_range(wakes_in_s(s), 8, 10);
    time_passes(s, 10);
    reacts(s, "plan.batch targets/tg-green\n");
    assert_true(last_batch_has(s, "DeregisterTargets"));
    ends(s, 0, "done");
    reacts(s, "");
    model_say(&s->model, "shift-traffic", "traffic.resume", "fleet", "{\"scope\":\"fleet\",\"cluster\":\"green\"}");
    s->asked[1] = 100;
    reacts(s, "plan.batch targets/tg-green\n"); /* no weight before it is healthy */
    assert_true(last_batch_has(s, "RegisterTargets"));
    ends(s, 0, "done");
    reacts(s, "");
    model_health(&s->model, "tg-green", "10.2.0.1:8080", "healthy");
    reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(last_batch_has(s, "weight of green from 0 to 100"));
}

static void test_a_load_balancer_is_not_deleted_unseen(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    s->wants[0] = NULL;
    time_passes(s, 10);
    reacts(s, "plan.held removal/default/web\n");
    reacts(s, ""); /* said once */
    model_say(&s->model, "shift-traffic", "traffic.release", "fleet", "{\"scope\":\"fleet\"}");
    reacts(s, "plan.batch removal/default/web\n");
    assert_true(last_batch_has(s, "DeleteLoadBalancer"));
}

static void test_a_watched_delete_lets_it_go(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    s->wants[0] = NULL;
    model_say(&s->model, "build-podinfo", "ingress.delete", "blue/default/ingress/web",
              "{\"cluster\":\"blue\",\"namespace\":\"default\",\"name\":\"web\"}");
    reacts(s, "plan.batch removal/default/web\n"); /* settled long ago */
    assert_true(last_batch_has(s, "DeleteLoadBalancer"));
    assert_true(last_batch_has(s, "\"because\":[\"build-podinfo#"));
    assert_false(last_batch_has(s, "waitMs"));
    ends(s, 0, "done");
    reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    ends(s, 0, "done");
    time_passes(s, 10);
    reacts(s, "plan.batch removal/default/web\n");
    assert_true(last_batch_has(s, "DeleteTargetGroup"));
    ends(s, 0, "done");
    reacts(s, "");
}

/* A weight goes out while a target group waits to be removed, and while its removal is in flight. */
static void test_weights_do_not_wait_for_removals(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    s->wants[1] = NULL;
    reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_false(last_batch_has(s, "DeleteTargetGroup"));
    ends(s, 0, "done");
    reacts(s, "");
    s->wants[1] = "green";
    reacts(s, "plan.batch loadbalancer/default/web\n");
    ends(s, 0, "done");
    reacts(s, "plan.settled loadbalancer/default/web\n");
    s->wants[1] = NULL;
    reacts(s, "plan.batch loadbalancer/default/web\n");
    ends(s, 0, "done");
    time_passes(s, 10);
    reacts(s, "plan.batch removal/default/web\n");
    s->wants[1] = "green";
    reacts(s, "plan.batch loadbalancer/default/web\n");
}

static void test_a_removal_unsettles(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    s->wants[1] = NULL;
    reacts(s, "plan.batch loadbalancer/default/web\n");
    ends(s, 0, "done");
    reacts(s, "");
    assert_in_range(wakes_in_s(s), 5, 10);
    time_passes(s, 10);
    reacts(s, "plan.batch removal/default/web\n");
    assert_false(last_batch_has(s, "waitMs"));
    ends(s, 0, "done");
    reacts(s, "plan.settled loadbalancer/default/web\n");
}

/* The new group stands beside the old one at weight 0 until it is healthy; then the old one goes, after the settle time. */
static void test_a_replacement_waits_for_health(void **state)
{
    struct stage *s = *state;
    s->wants[1] = NULL;
    reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    ends(s, 0, "done");
    reacts(s, "plan.batch loadbalancer/default/web\n");
    ends(s, 0, "done");
    reacts(s, "plan.settled loadbalancer/default/web\nplan.batch targets/tg-blue\n");
    ends(s, 0, "done");
    model_health(&s->model, "tg-blue", "10.1.0.1:8080", "healthy");
    s->type = "instance";
    reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_true(last_batch_has(s, "\"TargetGroupArn\":\"@targetgroup/tg-blue-instance\",\"Weight\":0"));
    assert_true(last_batch_has(s, "/tg-blue/"));
    ends(s, 0, "done");
    reacts(s, "plan.batch targets/tg-blue-instance\n");
    ends(s, 0, "done");
    time_passes(s, 60);
    reacts(s, "");
    model_health(&s->model, "tg-blue-instance", "10.1.0.1:8080", "healthy");
    reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_false(last_batch_has(s, "/tg-blue/"));
    ends(s, 0, "done");
    reacts(s, "");
    time_passes(s, 10);
    reacts(s, "plan.batch removal/default/web\n");
    assert_true(last_batch_has(s, "DeleteTargetGroup"));
    ends(s, 0, "done");
    reacts(s, "plan.settled loadbalancer/default/web\n");
}

/* Nobody serves any more: nothing to wait for. */
static void test_a_dead_group_is_replaced_at_once(void **state)
{
    struct stage *s = *state;
    s->wants[1] = NULL;
    reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    ends(s, 0, "done");
    reacts(s, "plan.batch loadbalancer/default/web\n");
    ends(s, 0, "done");
    reacts(s, "plan.settled loadbalancer/default/web\nplan.batch targets/tg-blue\n");
    ends(s, 0, "done");
    model_health(&s->model, "tg-blue", "10.1.0.1:8080", "unhealthy");
    s->type = "instance";
    reacts(s, "plan.batch loadbalancer/default/web\n");
    assert_false(last_batch_has(s, "/tg-blue/"));
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
    until_settled(s);
    says_ingress(s, "blue", "ingress.put", NULL);
    says_ingress(s, "blue", "ingress.delete", "absent");
    reacts(s, "plan.held ingresses/default/web\n");
    reacts(s, "");
    time_passes(s, 301);
    assert_true(has_ingress(s, "blue"));
    model_say(&s->model, "shift-traffic", "traffic.release", "ingress/default/web", "{\"scope\":\"ingress/default/web\"}");
    assert_false(has_ingress(s, "blue"));
    s->wants[0] = NULL;
    reacts(s, "plan.batch removal/default/web\n"); /* it was let go once: that is enough */
    assert_true(last_batch_has(s, "DeleteLoadBalancer"));
}

static void test_a_missing_ingress_comes_back(void **state)
{
    struct stage *s = *state;
    says_ingress(s, "blue", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.delete", "absent");
    says_ingress(s, "green", "ingress.put", NULL);
    time_passes(s, 301);
    assert_true(has_ingress(s, "green"));
}

/* Its rules keep what serves them elsewhere: the grace time is enough. */
static void test_a_missing_ingress_with_a_twin_goes(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    says_ingress(s, "blue", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.delete", "absent");
    reacts(s, "plan.held ingresses/default/web\n");
    assert_in_range(wakes_in_s(s), 290, 300);
    time_passes(s, 290);
    assert_true(has_ingress(s, "green"));
    time_passes(s, 15);
    assert_false(has_ingress(s, "green"));
    assert_true(has_ingress(s, "blue"));
}

/* An Ingress is left that nobody saw deleted: the load balancer stays. */
static void test_all_must_be_seen_deleted(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    says_ingress(s, "blue", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.put", NULL);
    says_ingress(s, "green", "ingress.delete", NULL);
    s->wants[0] = NULL;
    reacts(s, "plan.held removal/default/web\n");
    says_ingress(s, "blue", "ingress.delete", NULL);
    reacts(s, "plan.batch removal/default/web\n");
}

/* What was let go once is no word on what is held later. */
static void test_a_release_is_not_for_ever(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    model_say(&s->model, "shift-traffic", "traffic.release", "fleet", "{\"scope\":\"fleet\"}");
    s->wants[0] = NULL;
    reacts(s, "plan.held removal/default/web\n");
    model_say(&s->model, "shift-traffic", "traffic.release", "group/other", "{\"scope\":\"group/other\"}");
    reacts(s, "");
    model_say(&s->model, "shift-traffic", "traffic.release", "fleet", "{\"scope\":\"fleet\"}");
    reacts(s, "plan.batch removal/default/web\n");
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
    s->wants[1] = NULL;
    reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    ends(s, 0, "done");
    reacts(s, "plan.batch loadbalancer/default/web\n");
    ends(s, 0, "done");
    reacts(s, "plan.settled loadbalancer/default/web\nplan.batch targets/tg-blue\n");
    ends(s, 0, "done");
    model_health(&s->model, "tg-blue", "10.1.0.1:8080", "healthy");
    says_pod(s, "podinfo.put", ",\"ready\":true,\"serving\":true,\"terminating\":false");
    says_pod(s, "podinfo.delete", ",\"reason\":\"absent\"");
    assert_non_null(s->model.world.backends);
    time_passes(s, 301);
    assert_null(s->model.world.backends);
    s->pods = 0;
    reacts(s, "plan.held targets/tg-blue\n");
    reacts(s, "");
    model_say(&s->model, "shift-traffic", "traffic.release", "ingress/default/web", "{\"scope\":\"ingress/default/web\"}");
    reacts(s, "plan.batch targets/tg-blue\n");
    assert_true(last_batch_has(s, "DeregisterTargets"));
}

static void test_deleted_targets_are_not_held(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    says_pod(s, "podinfo.put", ",\"ready\":true,\"serving\":true,\"terminating\":false");
    says_pod(s, "podinfo.delete", "");
    assert_null(s->model.world.backends);
    s->pods = 0;
    reacts(s, "plan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
}

static void test_a_kept_stack_loses_nothing(void **state)
{
    struct stage *s = *state;
    until_settled(s);
    s->held_by_compiler = true;
    s->wants[1] = NULL; /* green's Ingress cannot be compiled */
    reacts(s, "");
    s->wants[0] = NULL;
    reacts(s, "");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_first_plan_in_a_daemon),
        TEST(test_first_plan_in_a_pipe),
        TEST(test_nothing_before_fleet_and_aws),
        TEST(test_a_unit_in_flight_is_left_alone),
        TEST(test_targets_do_not_wait_for_structure),
        TEST(test_a_failed_unit_waits_and_others_go_on),
        TEST(test_drain_waits_for_the_weight),
        TEST(test_drain_to_the_end),
        TEST(test_a_load_balancer_is_not_deleted_unseen),
        TEST(test_a_watched_delete_lets_it_go),
        TEST(test_weights_do_not_wait_for_removals),
        TEST(test_a_removal_unsettles),
        TEST(test_a_replacement_waits_for_health),
        TEST(test_a_dead_group_is_replaced_at_once),
        TEST(test_a_missing_ingress_waits_for_the_operator),
        TEST(test_a_missing_ingress_comes_back),
        TEST(test_a_missing_ingress_with_a_twin_goes),
        TEST(test_all_must_be_seen_deleted),
        TEST(test_a_release_is_not_for_ever),
        TEST(test_missing_targets_are_held),
        TEST(test_deleted_targets_are_not_held),
        TEST(test_a_kept_stack_loses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
