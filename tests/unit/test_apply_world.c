/* links: apply-aws/world.o apply-aws/world_targets.o apply-aws/refs.o apply-aws/value.o */
/* What apply-aws knows of AWS, its references into that, and values changed member by member. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "apply-aws/refs.h"
#include "apply-aws/value.h"
#include "apply-aws/world.h"

#define BASE "arn:aws:elasticloadbalancing:us-west-2:1:"
static const char group[] = BASE "targetgroup/tg-blue/73e2";
static const char balancer[] = BASE "loadbalancer/app/web/50dc";
static const char listener[] = BASE "listener/app/web/50dc/f2f7";
static const char rule[] = BASE "listener-rule/app/web/50dc/f2f7/9683";

static void put(struct world *w, const char *service, const char *resource, const char *id, const char *value)
{
    world_put(w, &(struct observed){.service = service, .resource = resource, .id = id}, value);
}

static int fill(void **state)
{
    struct world *w = xcalloc(1, sizeof *w);
    put(w, "elasticloadbalancing", "TargetGroup", group, "{\"TargetGroupName\":\"tg-blue\"}");
    put(w, "elasticloadbalancing", "LoadBalancer", balancer, "{\"LoadBalancerName\":\"web\"}");
    own_str char *l = xasprintf("{\"LoadBalancerArn\":\"%s\",\"Port\":443}", balancer);
    put(w, "elasticloadbalancing", "Listener", listener, l);
    own_str char *r = xasprintf("{\"ListenerArn\":\"%s\",\"Priority\":\"100\"}", listener);
    put(w, "elasticloadbalancing", "Rule", rule, r);
    put(w, "ec2", "SecurityGroup", "sg-1", "{\"GroupName\":\"k8s-web\"}");
    *state = w;
    return 0;
}

static int drop(void **state)
{
    world_release(*state);
    free(*state);
    return 0;
}

/* A secret stays a reference: it is read when the call is made, and stands nowhere else. */
static void references(void **state)
{
    struct err err = {0};
    own_str char *out = refs_resolve(*state,
                                     "{\"A\":\"@targetgroup/tg-blue\",\"B\":[\"@loadbalancer/web\",{\"C\":\"@listener/web/443\"}],"
                                     "\"D\":\"@rule/web/443/100\",\"E\":\"@securitygroup/k8s-web\",\"F\":\"@home\",\"G\":7,\"H\":true,"
                                     "\"S\":\"@secret/blue/default/oidc/clientSecret\"}",
                                     &err);
    own_str char *expected = xasprintf("{\"A\":\"%s\",\"B\":[\"%s\",{\"C\":\"%s\"}],\"D\":\"%s\",\"E\":\"sg-1\",\"F\":\"@home\",\"G\":7,"
                                       "\"H\":true,\"S\":\"@secret/blue/default/oidc/clientSecret\"}",
                                       group, balancer, listener, rule);
    assert_non_null(out);
    assert_string_equal(out, expected);
}

static void assert_unresolved(const struct world *w, const char *parameters, const char *sentence)
{
    struct err err = {0};
    assert_null(refs_resolve(w, parameters, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.text, sentence);
}

static void references_to_nothing(void **state)
{
    assert_unresolved(*state, "{\"A\":\"@targetgroup/tg-green\"}", "'@targetgroup/tg-green' stands for nothing that was observed or made");
    assert_unresolved(*state, "[\"@listener/web/80\"]", "'@listener/web/80' stands for nothing that was observed or made");
    assert_unresolved(*state, "[\"@listener/web\"]", "'@listener/web' stands for nothing that was observed or made");
    assert_unresolved(*state, "[\"@rule/web/443/101\"]", "'@rule/web/443/101' stands for nothing that was observed or made");
}

static void things_come_and_go(void **state)
{
    struct world *w = *state;
    put(w, "elasticloadbalancing", "TargetGroup", group, "{\"TargetGroupName\":\"tg-blue\",\"Port\":80}");
    assert_int_equal(json_int_or(json_get(world_by_arn(w, group), "Port"), 0), 80);
    put(w, "elasticloadbalancing", "TargetGroup", group, "no JSON"); /* stays what it was */
    assert_non_null(world_by_arn(w, group));
    world_drop(w, "elasticloadbalancing", "TargetGroup", group);
    world_drop(w, "elasticloadbalancing", "TargetGroup", group);
    assert_null(world_by_arn(w, group));
    assert_null(world_by_arn(w, "sg-1"));
}

static void health_goes_with_gone(void **state)
{
    char name[] = "tg-blue", id[] = "10.0.0.5", healthy[] = "healthy", gone[] = "gone";
    struct target_health t = {.group_name = name, .id = id, .port = 80, .state = healthy};
    world_put_health(*state, &t);
    struct target_health held = {0};
    assert_true(world_health(*state, &t, &held));
    assert_string_equal(held.state, "healthy");
    t.port = 81;
    assert_false(world_health(*state, &t, &held));
    t.port = 80;
    t.state = gone;
    world_put_health(*state, &t);
    assert_false(world_health(*state, &t, &held));
    assert_null(world_group(*state, "tg-blue"));
}

static void targets_in_any_order(void **state)
{
    char name[] = "tg-blue", id[32], state_text[] = "initial", gone[] = "gone";
    struct target_health held, t = {.group_name = name, .id = id, .state = state_text};
    for (int i = 0; i < 500; i++) {
        snprintf(id, sizeof id, "10.0.%d.%d", i * 37 % 500 / 10, i);
        t.port = 80 + i % 3;
        world_put_health(*state, &t);
        world_put_health(*state, &t);
    }
    assert_int_equal(world_group(*state, name)->count, 500);
    t.state = gone;
    for (int i = 0; i < 500; i += 2) {
        snprintf(id, sizeof id, "10.0.%d.%d", i * 37 % 500 / 10, i);
        t.port = 80 + i % 3;
        world_put_health(*state, &t);
        assert_false(world_health(*state, &t, &held));
    }
    assert_int_equal(world_group(*state, name)->count, 250);
}

/* A read that was sent before a change of ours says nothing of it. */
static void newer_than_a_reading(void **state)
{
    struct world *w = *state;
    struct observed what = {.service = "elasticloadbalancing", .resource = "TargetGroup", .id = group};
    uint64_t since = w->clock;
    assert_false(world_is_newer(w, &what, since));
    put(w, what.service, what.resource, what.id, "{\"TargetGroupName\":\"tg-blue\",\"Port\":1}");
    assert_true(world_is_newer(w, &what, since));
    since = w->clock;
    world_drop(w, what.service, what.resource, what.id);
    assert_true(world_is_newer(w, &what, since));
    world_forget_dropped(w);
    assert_false(world_is_newer(w, &what, since));
}

static void arns(void **unused)
{
    (void)unused;
    own_str char *a = arn_name(rule);
    own_str char *b = arn_name(group);
    assert_string_equal(a, "web");
    assert_string_equal(b, "tg-blue");
    assert_string_equal(arn_resource(rule), "Rule");
    assert_string_equal(arn_resource(listener), "Listener");
    assert_null(arn_resource("arn:aws:acm:us-west-2:1:certificate/1"));
    assert_null(arn_name("sg-1"));
}

static void scopes(void **unused)
{
    (void)unused;
    struct scope s = {0};
    own_str char *text =
        xasprintf("{\"RuleArn\":\"%s\",\"Actions\":[{\"TargetGroupArn\":\"%s\"},{\"TargetGroupArn\":\"@targetgroup/new\"}]}", rule, group);
    scope_add_call(&s, "ModifyRule", text);
    scope_add_call(&s, "CreateLoadBalancer", "{\"Name\":\"second\",\"SecurityGroups\":[\"@securitygroup/k8s-web\",\"sg-7\"]}");
    scope_add_call(&s, "CreateTargetGroup", "{\"Name\":\"third\"}");
    scope_add_call(&s, "CreateSecurityGroup", "{\"GroupName\":\"k8s-web\"}");
    scope_add_call(&s, "DeleteListener", "{\"ListenerArn\":\"@listener/fourth/80\"}");
    assert_int_equal(s.load_balancers.count, 3);
    assert_true(strs_has(&s.load_balancers, "web") && strs_has(&s.load_balancers, "second") && strs_has(&s.load_balancers, "fourth"));
    assert_int_equal(s.target_groups.count, 3);
    assert_true(strs_has(&s.target_groups, "tg-blue") && strs_has(&s.target_groups, "new") && strs_has(&s.target_groups, "third"));
    assert_int_equal(s.security_groups.count, 2);
    scope_release(&s);
}

/* ---- values ---- */

static struct json *tree(const char *text)
{
    struct json *t = json_parse(text, strlen(text), NULL);
    assert_non_null(t);
    return t;
}

static void members(void **unused)
{
    (void)unused;
    own_json *base = tree("{\"A\":1,\"B\":2}");
    own_json *over = tree("{\"B\":[3],\"C\":4}");
    own_str char *changed = value_with(base, "A", "\"x\"");
    own_str char *added = value_with(base, "D", "true");
    own_str char *removed = value_with(base, "A", NULL);
    own_str char *merged = value_merged(base, over);
    assert_string_equal(changed, "{\"A\":\"x\",\"B\":2}");
    assert_string_equal(added, "{\"A\":1,\"B\":2,\"D\":true}");
    assert_string_equal(removed, "{\"B\":2}");
    assert_string_equal(merged, "{\"A\":1,\"B\":[3],\"C\":4}");
}

static void tags(void **unused)
{
    (void)unused;
    own_json *base = tree("[{\"Key\":\"a\",\"Value\":\"1\"},{\"Key\":\"b\",\"Value\":\"2\"}]");
    own_json *set = tree("[{\"Key\":\"b\",\"Value\":\"3\"},{\"Key\":\"c\",\"Value\":\"\"}]");
    own_json *unset = tree("[\"a\",\"zz\"]");
    own_str char *out = value_tags(base, set, unset);
    own_str char *none = value_tags(NULL, NULL, NULL);
    assert_string_equal(out, "[{\"Key\":\"b\",\"Value\":\"3\"},{\"Key\":\"c\",\"Value\":\"\"}]");
    assert_string_equal(none, "[]");
}

#define TCP80 "\"IpProtocol\":\"tcp\",\"FromPort\":80,\"ToPort\":80"

static void permissions(void **unused)
{
    (void)unused;
    own_json *held = tree("[{" TCP80 ",\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/8\",\"Description\":\"x\"},{\"CidrIp\":\"11.0.0.0/8\"}]}]");
    own_json *more = tree("[{" TCP80 ",\"IpRanges\":[{\"CidrIp\":\"10.0.0.0/8\"}],\"UserIdGroupPairs\":[{\"GroupId\":\"sg-2\"}]}]");
    size_t total;
    assert_int_equal(value_permissions_present(held, more, &total), 1);
    assert_int_equal(total, 2);
    own_str char *added = value_permissions_added(held, more);
    own_json *all = tree(added);
    assert_int_equal(json_count(all), 3);
    assert_int_equal(value_permissions_present(all, more, &total), 2);
    own_str char *removed = value_permissions_removed(all, more);
    assert_string_equal(removed, "[{" TCP80 ",\"IpRanges\":[{\"CidrIp\":\"11.0.0.0/8\"}]}]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(references, fill, drop),
        cmocka_unit_test_setup_teardown(references_to_nothing, fill, drop),
        cmocka_unit_test_setup_teardown(things_come_and_go, fill, drop),
        cmocka_unit_test_setup_teardown(health_goes_with_gone, fill, drop),
        cmocka_unit_test_setup_teardown(targets_in_any_order, fill, drop),
        cmocka_unit_test_setup_teardown(newer_than_a_reading, fill, drop),
        cmocka_unit_test(arns),
        cmocka_unit_test(scopes),
        cmocka_unit_test(members),
        cmocka_unit_test(tags),
        cmocka_unit_test(permissions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
