/* A ramp's steps, the conditions that end it, the guard before each, and whether AWS has what was asked for. */
/* links: shift-traffic/ */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "shift-traffic/abort_if.h"
#include "shift-traffic/guard.h"
#include "shift-traffic/in_force.h"
#include "shift-traffic/ramp_steps.h"

/* ---- steps ---- */

/* "green 0 10 20 …" for each cluster; or the sentence that refuses it. */
static char *steps_of(const char *line)
{
    char text[200], *words[8], *rest = NULL;
    size_t count = 0;
    struct ramp_steps r;
    struct err err = {0};
    struct buf out = {0};
    strcpy(text, line);
    for (char *w = strtok_r(text, " ", &rest); w; w = strtok_r(NULL, " ", &rest))
        words[count++] = w;
    if (ramp_steps_parse(&r, (const char *const *)words, count, &err)) {
        ramp_steps_release(&r);
        return xstrdup(err.text);
    }
    for (size_t i = 0; i < r.count; i++) {
        buf_addf(&out, "%s%s", i ? " " : "", r.moves[i].cluster);
        for (int n = 0; n <= ramp_steps_last(&r); n++)
            buf_addf(&out, " %d", ramp_steps_weight(&r, &r.moves[i], n));
    }
    buf_addf(&out, " every %d", (int)r.every_ms);
    ramp_steps_release(&r);
    return buf_take(&out);
}

static void test_steps(void **state)
{
    static const char *const table[][2] = {
        {"green 0 50 100 every 120000", "green=0..100 step=50 every=2m"},
        {"green 0 10 20 30 every 60000", "green=0..30"},
        {"green 0 30 60 90 100 every 60000", "green=0..100 step=30"},
        {"green 100 40 0 every 500", "step=60 every=500ms green=100..0"},
        {"green 0 25 50 75 100 blue 100 75 50 25 0 every 60000", "green=0..100 blue=100..0 step=25"},
        {"green 0 50 100 blue 20 15 10 every 60000", "green=0..100 blue=20..10 step=50"},
        {"step 0 100 every 60000", "step=0..100 step=100"}, /* a cluster may be named so */
        {"'ramp' needs at least one CLUSTER=FROM..TO, as in green=0..100 step=10 every=2m", "step=10"},
        {"'green=50' is no ramp: write CLUSTER=FROM..TO with weights from 0 to 100, as in green=0..100", "green=50"},
        {"'green=0..101' is no ramp: write CLUSTER=FROM..TO with weights from 0 to 100, as in green=0..100", "green=0..101"},
        {"'=0..10' is no ramp: write CLUSTER=FROM..TO with weights from 0 to 100, as in green=0..100", "=0..10"},
        {"cluster 'green' is given two ramps", "green=0..10 green=10..0"},
        {"step '0' must be a whole number from 1 to 100", "green=0..10 step=0"},
        {"'green' is no part of a ramp: write CLUSTER=FROM..TO, step=N or every=DURATION", "green"},
        {"the ramp ends where it begins: 'shift-traffic weights green=5' sets a weight", "green=5..5"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        own_str char *got = steps_of(table[i][1]);
        assert_string_equal(got, table[i][0]);
    }
}

/* ---- what is seen ---- */

static void see(struct view *v, const char *type, const char *subject, const char *data)
{
    struct err err = {0};
    own_str char *line =
        xasprintf("{\"specversion\":\"1.0\",\"id\":\"00000000000000000001\",\"source\":\"x\",\"type\":\"%s\",\"subject\":\"%s\","
                  "\"time\":\"2026-11-22T08:26:00.000000Z\",\"data\":%s}",
                  type, subject, data);
    own_event e = {0};
    if (event_decode(&e, line, strlen(line), &err))
        fail_msg("%s", err.text);
    view_fold(v, &e);
}

static void see_thing(struct view *v, const char *resource, const char *arn, const char *value)
{
    own_str char *data =
        xasprintf("{\"service\":\"elasticloadbalancing\",\"resource\":\"%s\",\"id\":\"%s\",\"value\":%s}", resource, arn, value);
    see(v, "aws.observed", arn, data);
}

static void see_group(struct view *v, const char *cluster)
{
    own_str char *arn = xasprintf("tg-%s", cluster);
    own_str char *value = xasprintf("{\"TargetGroupName\":\"%s\",\"Tags\":[{\"Key\":\"elbv2.k8s.aws/cluster\",\"Value\":\"prod/%s\"},"
                                    "{\"Key\":\"ingress.k8s.aws/resource\",\"Value\":\"default/web-app-site:80\"}]}",
                                    arn, cluster);
    see_thing(v, "TargetGroup", arn, value);
}

static void see_rule(struct view *v, int blue, int green)
{
    own_str char *value =
        xasprintf("{\"ListenerArn\":\"l\",\"Priority\":\"1\",\"Conditions\":[],\"Actions\":[{\"Type\":\"forward\",\"ForwardConfig\":"
                  "{\"TargetGroups\":[{\"TargetGroupArn\":\"tg-blue\",\"Weight\":%d},{\"TargetGroupArn\":\"tg-green\",\"Weight\":%d}]}}]}",
                  blue, green);
    see_thing(v, "Rule", "r", value);
}

static void see_target(struct view *v, const char *cluster, int number, const char *health)
{
    own_str char *data = xasprintf("{\"groupArn\":\"tg-%s\",\"group\":\"tg-%s\",\"id\":\"10.0.0.%d\",\"port\":80,\"state\":\"%s\"}",
                                   cluster, cluster, number, health);
    own_str char *subject = xasprintf("tg-%s/10.0.0.%d:80", cluster, number);
    see(v, "target.health", subject, data);
}

static struct view seen(void)
{
    struct view v = {0};
    see(&v, "fleet.configured", "prod", "{\"fleet\":\"prod\",\"clusters\":[\"blue\",\"green\"]}");
    see_thing(&v, "LoadBalancer", "lb", "{\"LoadBalancerName\":\"lb\",\"Tags\":[{\"Key\":\"ingress.k8s.aws/stack\",\"Value\":\"shop\"}]}");
    see_thing(&v, "Listener", "l", "{\"LoadBalancerArn\":\"lb\",\"Port\":80,\"DefaultActions\":[]}");
    see_group(&v, "blue");
    see_group(&v, "green");
    return v;
}

/* One that is served, before one Service; weight NULL: no annotation. */
static void see_ingress(struct view *v, const char *key, const char *service, const char *weight)
{
    own_str char *cluster = xstrndup(key, strcspn(key, "/"));
    own_str char *annotation = weight ? xasprintf("{\"headgate.io/cluster-weight\":\"%s\"}", weight) : xstrdup("{}");
    own_str char *data = xasprintf("{\"cluster\":\"%s\",\"namespace\":\"default\",\"name\":\"%s\",\"ingress\":{\"cluster\":\"%s\","
                                   "\"namespace\":\"default\",\"name\":\"%s\",\"annotations\":%s,\"rules\":[{\"http\":true,\"paths\":[{"
                                   "\"path\":\"/\",\"backend\":{\"service\":\"%s\",\"port\":\"80\"}}]}]}}",
                                   cluster, strrchr(key, '/') + 1, cluster, strrchr(key, '/') + 1, annotation, service);
    own_str char *subject = xasprintf("%s/default/ingress/%s", cluster, strrchr(key, '/') + 1);
    see(v, "ingress.accepted", subject, data);
}

static void holds(const struct view *v, const char *condition, const char *sentence)
{
    struct abort_if c;
    struct err err = {0};
    if (abort_if_parse(&c, condition, &err)) {
        assert_string_equal(err.text, sentence);
        return;
    }
    own_str char *got = abort_if_holds(&c, v, "green");
    assert_string_equal(got ? got : "no", sentence);
}

static void test_conditions(void **state)
{
    struct view v = seen();
    (void)state;
    holds(&v, "healthy<1%", "0 of 0 targets of green are healthy, 1% are needed");
    for (int i = 1; i <= 5; i++)
        see_target(&v, "green", i, "healthy");
    see_target(&v, "blue", 1, "unhealthy");
    holds(&v, "healthy<100%", "no");
    see_target(&v, "green", 5, "unhealthy");
    holds(&v, "healthy<80%", "no");
    holds(&v, "healthy<81%", "4 of 5 targets of green are healthy, 81% are needed");
    holds(&v, "healthy<5", "4 of 5 targets of green are healthy, 5 are needed");
    see_target(&v, "green", 5, "draining"); /* leaves: not one of those that must be healthy */
    holds(&v, "healthy<100%", "no");
    see_target(&v, "green", 5, "gone");
    holds(&v, "healthy<4", "no");
    holds(&v, "stale", "no");
    see(&v, "cluster.stale", "green", "{\"cluster\":\"green\",\"reason\":\"connection refused\"}");
    holds(&v, "stale", "green is not heard: connection refused");
    see(&v, "plan.held", "cluster/red", "{\"unit\":\"cluster/red\",\"reason\":\"is named no more\"}");
    holds(&v, "held", "no");
    see(&v, "plan.held", "targets/a", "{\"unit\":\"targets/a\",\"reason\":\"many would leave\"}");
    holds(&v, "held", "targets/a is held: many would leave");
    holds(&v, "failed", "no");
    for (size_t i = 0; i < 4; i++) {
        static const char *const wrong[] = {"healthy<0%", "healthy<101%", "healthy>3", "sick"};
        own_str char *sentence = xasprintf("'%s' is no condition: write 'healthy<80%%', 'healthy<3', stale, held or failed", wrong[i]);
        holds(&v, wrong[i], sentence);
    }
    view_release(&v);
}

static void test_in_force(void **state)
{
    struct view v = seen();
    (void)state;
    see_rule(&v, 100, 100);
    assert_true(in_force(&v, "fleet")); /* nobody asked for anything */
    see(&v, "traffic.weights", "fleet",
        "{\"scope\":\"fleet\",\"weights\":[{\"cluster\":\"blue\",\"weight\":90},{\"cluster\":\"green\",\"weight\":10}]}");
    assert_false(in_force(&v, "fleet"));
    assert_false(in_force(&v, "group/shop"));
    assert_true(in_force(&v, "group/other"));
    see_rule(&v, 270, 30); /* by the actions' own weights */
    assert_true(in_force(&v, "fleet"));
    see(&v, "plan.batch", "loadbalancer/shop", "{\"unit\":\"loadbalancer/shop\",\"horizon\":1,\"calls\":[]}");
    assert_false(in_force(&v, "fleet")); /* something is on its way */
    view_release(&v);
}

/* A word about one Ingress of a named group, whose name and Service both have dashes. */
static void test_an_ingress_of_a_group(void **state)
{
    static const char word[] = "{\"scope\":\"ingress/default/web-app\",\"weights\":[{\"cluster\":\"green\",\"weight\":10}]}";
    struct view v = seen();
    (void)state;
    see_rule(&v, 100, 100);
    see_ingress(&v, "blue/web", "app-other", NULL);
    see_ingress(&v, "green/web", "app-other", NULL);
    assert_string_equal(view_ingress_of(&v, "green", "default/web-app-site:80"), "default/web"); /* the only one */
    see_ingress(&v, "blue/web-app", "site", NULL);
    see_ingress(&v, "green/web-app", "site", NULL);
    assert_string_equal(view_ingress_of(&v, "green", "default/web-app-site:80"), "default/web-app");
    assert_string_equal(view_ingress_of(&v, "green", "default/web-app-other:80"), "default/web");
    assert_null(view_ingress_of(&v, "green", "default/other-site:80"));
    see(&v, "traffic.weights", "ingress/default/web-app", word);
    assert_false(in_force(&v, "ingress/default/web-app"));
    assert_false(in_force(&v, "group/shop"));
    assert_true(in_force(&v, "ingress/default/web"));
    see_rule(&v, 100, 10);
    assert_true(in_force(&v, "ingress/default/web-app"));
    see(&v, "traffic.weights", "fleet", "{\"scope\":\"fleet\",\"weights\":[{\"cluster\":\"green\",\"weight\":50}]}");
    assert_true(in_force(&v, "fleet")); /* the narrower one holds */
    see(&v, "ingress.delete", "green/default/ingress/web-app", "{\"cluster\":\"green\",\"namespace\":\"default\",\"name\":\"web-app\"}");
    assert_string_equal(view_ingress_of(&v, "green", "default/web-app-site:80"), "default/web");
    view_release(&v);
}

/* ---- the guard ---- */

static void healthy_are(struct view *v, int blue, int green)
{
    for (int i = 1; i <= 10; i++) {
        see_target(v, "blue", i, i <= blue ? "healthy" : "unhealthy");
        see_target(v, "green", i, i <= green ? "healthy" : "unhealthy");
    }
}

static void objects(const struct view *v, int blue, int green, const char *sentence)
{
    struct cluster_weight weights[] = {{(char *)(uintptr_t) "blue", blue}, {(char *)(uintptr_t) "green", green}};
    const struct view_change change = {.scope = "fleet", .weights = weights, .weights_count = 2};
    own_str char *got = guard_objection(v, &change);
    assert_string_equal(got ? got : "", sentence);
}

static void test_guard(void **state)
{
    struct view v = seen();
    (void)state;
    see_rule(&v, 100, 0);
    objects(&v, 0, 100, ""); /* of health nothing is known */
    healthy_are(&v, 10, 10);
    objects(&v, 0, 100, "");
    healthy_are(&v, 10, 9);
    objects(&v, 0, 100, "green would get 100% of lb :80 default with 9 of 19 healthy targets, and needs 10 (capacity-ratio 50%)");
    objects(&v, 10, 90, "");
    objects(&v, 100, 0, ""); /* who loses needs nobody */
    healthy_are(&v, 10, 1);
    objects(&v, 90, 10, "");
    objects(&v, 50, 50, "green would get 50% of lb :80 default with 1 of 11 healthy targets, and needs 3 (capacity-ratio 50%)");
    struct view_change drain = {.scope = "fleet", .drained = "blue"};
    own_str char *got = guard_objection(&v, &drain);
    assert_string_equal(got, "green would get 100% of lb :80 default with 1 of 11 healthy targets, and needs 6 (capacity-ratio 50%)");
    drain.scope = "group/other";
    assert_null(guard_objection(&v, &drain));
    see(&v, "fleet.configured", "prod",
        "{\"fleet\":\"prod\",\"clusters\":[\"blue\",\"green\"],\"options\":{\"capacity-ratio\":\"10%\",\"capacity-guard\":\"wait\"}}");
    objects(&v, 50, 50, "");
    assert_int_equal(guard_of(GUARD_UNSAID, &v.fleet), GUARD_WAIT);
    assert_int_equal(guard_of(GUARD_WARN, &v.fleet), GUARD_WARN);
    see_rule(&v, 0, 100);
    healthy_are(&v, 10, 10);
    see(&v, "traffic.drain", "fleet/green", "{\"scope\":\"fleet\",\"cluster\":\"green\"}");
    objects(&v, 50, 50, ""); /* green gets nothing: it is drained */
    view_release(&v);
}

/* What nobody said is what the Ingresses say; what was said more narrowly stays. */
static void test_guard_by_annotation(void **state)
{
    struct cluster_weight blue = {(char *)(uintptr_t) "blue", 50};
    const struct view_change change = {.scope = "fleet", .weights = &blue, .weights_count = 1};
    struct view v = seen();
    (void)state;
    see_rule(&v, 100, 0);
    healthy_are(&v, 10, 1);
    own_str char *usual = guard_objection(&v, &change);
    assert_string_equal(usual, "green would get 66% of lb :80 default with 1 of 11 healthy targets, and needs 4 (capacity-ratio 50%)");
    see_ingress(&v, "blue/web-app", "site", NULL);
    see_ingress(&v, "green/web-app", "site", "0");
    assert_null(guard_objection(&v, &change));
    see_ingress(&v, "green/web-app", "site", "25");
    own_str char *third = guard_objection(&v, &change);
    assert_string_equal(third, "green would get 33% of lb :80 default with 1 of 11 healthy targets, and needs 2 (capacity-ratio 50%)");
    see(&v, "traffic.weights", "ingress/default/web-app",
        "{\"scope\":\"ingress/default/web-app\",\"weights\":[{\"cluster\":\"green\",\"weight\":0}]}");
    assert_null(guard_objection(&v, &change));
    view_release(&v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),    cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_in_force), cmocka_unit_test(test_an_ingress_of_a_group),
        cmocka_unit_test(test_guard),    cmocka_unit_test(test_guard_by_annotation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
