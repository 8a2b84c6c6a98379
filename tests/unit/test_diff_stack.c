/* A whole stack: from nothing to settled, each change with the calls that it costs, and back to nothing. */
/* links: plan-rules/ tests/unit/diff_model.o tests/unit/diff_calls.o tests/unit/diff_held.o tests/unit/diff_planned.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "tests/unit/diff_planned.h"

/* ---- a stack that is wanted ---- */

static void tag(struct pairs *tags, const char *cluster, const char *resource)
{
    pairs_set(tags, "elbv2.k8s.aws/cluster", cluster);
    pairs_set(tags, "ingress.k8s.aws/stack", "default/web");
    if (resource)
        pairs_set(tags, "ingress.k8s.aws/resource", resource);
}

static void add_group(struct stack *s, const char *name, const char *cluster)
{
    struct target_group *g = stack_add_target_group(s);
    own_str char *identity = xasprintf("prod/%s", cluster);
    g->name = xstrdup(name);
    g->cluster = xstrdup(cluster);
    g->resource_id = xstrdup("default/web-web:80");
    g->protocol = xstrdup("HTTP");
    g->protocol_version = xstrdup("HTTP1");
    g->target_type = xstrdup("ip");
    g->port = 8080;
    g->health_protocol = xstrdup("HTTP");
    g->health_port = xstrdup("traffic-port");
    g->health_path = xstrdup("/");
    g->matcher_http = xstrdup("200");
    g->health_interval_s = 15;
    g->health_timeout_s = 5;
    g->healthy_count = g->unhealthy_count = 2;
    pairs_set(&g->attributes, "deregistration_delay.timeout_seconds", "30");
    tag(&g->tags, identity, g->resource_id);
    strs_add(&g->because, "build-podinfo#7");
}

static void forward(struct actions *a, int blue, int green)
{
    struct action *f = actions_add(a, "forward");
    struct group_weight *g = action_add_group(f, "@targetgroup/tg-blue");
    g->has_weight = true;
    g->weight = blue;
    g->cluster = xstrdup("blue");
    if (green < 0)
        return;
    g = action_add_group(f, "@targetgroup/tg-green");
    g->has_weight = true;
    g->weight = green;
    g->cluster = xstrdup("green");
}

static struct rule *add_rule(struct listener *l, const char *host, int blue, int green)
{
    struct rule *r = listener_add_rule(l);
    strs_add(&rule_add_condition(r, "host-header")->values, host);
    strs_add(&rule_add_condition(r, "path-pattern")->values, "/api/*");
    forward(&r->actions, blue, green);
    tag(&r->tags, "prod", NULL);
    strs_add(&r->because, "build-podinfo#8");
    return r;
}

static void not_found(struct actions *a)
{
    actions_add(a, "fixed-response")->config = xstrdup("{\"ContentType\":\"text/plain\",\"StatusCode\":\"404\"}");
}

static void add_security(struct stack *s, const char *name, const char *resource)
{
    struct security_group *g = stack_add_security_group(s);
    own_str char *reference = xasprintf("@securitygroup/%s", name);
    g->name = xstrdup(name);
    g->description = xstrdup("[k8s] Managed SecurityGroup for LoadBalancer");
    struct permission *p = security_group_add_permission(g);
    p->protocol = xstrdup("tcp");
    p->from_port = p->to_port = 80;
    p->cidr = xstrdup("0.0.0.0/0");
    tag(&g->tags, "prod", resource);
    strs_add(&s->security_groups, reference);
}

static struct stack web(int blue, int green)
{
    struct stack s = {.has_load_balancer = true, .shield = -1, .capacity_units = -1};
    s.id = xstrdup("default/web");
    s.name = xstrdup("k8s-default-web-1");
    s.scheme = xstrdup("internal");
    s.ip_address_type = xstrdup("ipv4");
    strs_add(&s.subnets, "subnet-1");
    strs_add(&s.subnets, "subnet-2");
    pairs_set(&s.attributes, "idle_timeout.timeout_seconds", "61");
    tag(&s.tags, "prod", "LoadBalancer");
    strs_add(&s.because, "build-podinfo#9");
    add_security(&s, "k8s-sg", "ManagedLBSecurityGroup");
    add_group(&s, "tg-blue", "blue");
    add_group(&s, "tg-green", "green");
    struct listener *l = stack_add_listener(&s);
    l->port = 80;
    l->protocol = xstrdup("HTTP");
    tag(&l->tags, "prod", "80");
    not_found(&l->default_actions);
    add_rule(l, "shop.example.com", blue, green);
    return s;
}

/* ---- planning against the model ---- */

/* Plans, compares the calls, carries them out, and sees that nothing is left to do. */
static void expect(struct model *m, struct stack want, const char *calls)
{
    struct planned p;
    const struct batch *b = plan_with(&p, m, &want, DIFF_ALL);
    own_str char *got = model_actions(b);
    assert_string_equal(got, calls);
    model_apply(m, b);
    planned_close(&p);
    b = plan_with(&p, m, &want, DIFF_ALL);
    own_str char *again = model_actions(b);
    assert_string_equal(again, "");
    planned_close(&p);
    stack_release(&want);
}

#define FIRST_CALLS                                                                                                                        \
    "CreateSecurityGroup; AuthorizeSecurityGroupIngress; CreateTargetGroup; ModifyTargetGroupAttributes; CreateTargetGroup; "              \
    "ModifyTargetGroupAttributes; CreateLoadBalancer; ModifyLoadBalancerAttributes; CreateListener; CreateRule"

static int setup(void **state)
{
    struct model *m = xcalloc(1, sizeof *m);
    model_open(m, "{}");
    *state = m;
    return 0;
}

static int teardown(void **state)
{
    model_close(*state);
    free(*state);
    return 0;
}

static void test_from_nothing(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
}

/* Every call needs those that make what it refers to, and no other. */
static void test_needs(void **state)
{
    struct planned p;
    struct stack want = web(1, 1);
    const struct batch *b = plan_with(&p, *state, &want, DIFF_ALL);
    static const char *const needs[] = {"", "1", "", "3", "", "5", "1", "7", "7", "9 3 5"};
    assert_int_equal(b->calls_count, 10);
    for (size_t i = 0; i < b->calls_count; i++) {
        own_buf got = {0};
        for (size_t k = 0; k < b->calls[i].needs.count; k++)
            buf_addf(&got, "%s%s", k ? " " : "", b->calls[i].needs.items[k]);
        assert_string_equal(buf_str(&got), needs[i]);
        assert_true(b->calls[i].because.count > 0);
        assert_true(strlen(b->calls[i].reason) > 10);
    }
    planned_close(&p);
    stack_release(&want);
}

static void test_weights_are_one_modify_rule(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct planned p;
    struct stack want = web(9, 1);
    const struct batch *b = plan_with(&p, *state, &want, DIFF_ALL);
    assert_int_equal(b->calls_count, 1);
    assert_string_equal(b->calls[0].action, "ModifyRule");
    assert_string_equal(b->calls[0].lane, "weights");
    assert_string_equal(b->calls[0].reason, "weight of blue from 1 to 9 for host-header shop.example.com, path-pattern /api/*");
    assert_null(strstr(b->calls[0].parameters, "Conditions"));
    planned_close(&p);
    stack_release(&want);
    expect(*state, web(9, 1), "ModifyRule");
}

/* A rule goes first, its group after a settle time behind it. */
static void test_cluster_leaves(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct planned p;
    struct stack want = web(1, -1);
    free(want.target_groups[1].name);
    want.target_groups[1].name = NULL;
    target_group_release(&want.target_groups[1]);
    want.target_groups_count = 1;
    const struct batch *b = plan_with(&p, *state, &want, DIFF_ALL);
    own_str char *got = model_actions(b);
    assert_string_equal(got, "ModifyRule; DeleteTargetGroup");
    assert_int_equal(b->calls[1].wait_ms, 10000);
    assert_string_equal(b->calls[1].needs.items[0], "1");
    model_apply(*state, b);
    planned_close(&p);
    stack_release(&want);
}

static void test_group_is_replaced(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct stack want = web(1, 1);
    struct target_group *g = &want.target_groups[1];
    str_replace(&g->name, "tg-green-2");
    str_replace(&g->protocol_version, "HTTP2");
    str_replace(&want.listeners[0].rules[0].actions.items[0].groups[1].group, "@targetgroup/tg-green-2");
    expect(*state, want, "CreateTargetGroup; ModifyTargetGroupAttributes; ModifyRule; DeleteTargetGroup");
}

static void test_changes_of_everything(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct stack want = web(1, 1);
    pairs_set(&want.tags, "team", "shop");
    pairs_set(&want.attributes, "idle_timeout.timeout_seconds", "30");
    strs_add(&want.subnets, "subnet-3");
    str_replace(&want.ip_address_type, "dualstack");
    str_replace(&want.target_groups[0].health_path, "/ready");
    pairs_set(&want.target_groups[0].attributes, "slow_start.duration_seconds", "40");
    pairs_set(&want.groups[0].tags, "team", "shop");
    want.groups[0].permissions[0].from_port = want.groups[0].permissions[0].to_port = 8080;
    expect(*state, want,
           "CreateTags; AuthorizeSecurityGroupIngress; RevokeSecurityGroupIngress; ModifyTargetGroup; ModifyTargetGroupAttributes; "
           "AddTags; SetIpAddressType; SetSubnets; ModifyLoadBalancerAttributes");
}

static void test_tags_of_others_stay(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct stack want = web(1, 1);
    pairs_set(&want.tags, "aws:cloudformation:stack-name", "x");
    pairs_set(&want.tags, "kubernetes.io/cluster/old", "owned");
    expect(*state, want, "");
}

/* Without the gate ListenerRulesTagging no tags are wanted: those that are there stay. */
static void test_listener_tags_stay(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct stack want = web(1, 1);
    pairs_release(&want.listeners[0].tags);
    expect(*state, want, "");
}

static void add_https(struct stack *s, const char *first, const char *second)
{
    struct listener *l = stack_add_listener(s);
    l->port = 443;
    l->protocol = xstrdup("HTTPS");
    l->ssl_policy = xstrdup("ELBSecurityPolicy-2016-08");
    strs_add(&l->certificates, first);
    strs_add(&l->certificates, second);
    tag(&l->tags, "prod", "443");
    not_found(&l->default_actions);
}

static void test_certificates(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct stack want = web(1, 1);
    add_https(&want, "arn:cert/a", "arn:cert/b");
    expect(*state, want, "CreateListener; AddListenerCertificates");
    want = web(1, 1);
    add_https(&want, "arn:cert/a", "arn:cert/c");
    expect(*state, want, "AddListenerCertificates; RemoveListenerCertificates");
    expect(*state, web(1, 1), "DeleteListener");
}

static void test_transforms(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct stack want = web(1, 1);
    want.listeners[0].rules[0].transforms =
        xstrdup("[{\"Type\":\"url-rewrite\",\"UrlRewriteConfig\":{\"Rewrites\":[{\"Regex\":\"^/api\",\"Replace\":\"/\"}]}}]");
    expect(*state, want, "ModifyRule");
    expect(*state, web(1, 1), "ModifyRule");
}

/* Nothing is wanted any more: routes first, then what they led to. */
static void test_back_to_nothing(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct stack nothing = {.id = xstrdup("default/web")};
    expect(*state, nothing, "DeleteLoadBalancer; DeleteTargetGroup; DeleteTargetGroup; DeleteSecurityGroup");
}

/* What was made for others is not seen. */
static void test_others(void **state)
{
    struct model *m = *state;
    expect(m, web(1, 1), FIRST_CALLS);
    struct stack other = {.id = xstrdup("default/other")};
    expect(m, other, "");
    str_replace(&m->world.fleet.name, "shop");
    struct stack nothing = {.id = xstrdup("default/web")};
    expect(m, nothing, "");
}

/* Another scheme cannot be set: the load balancer is made anew, after the old one let its groups go. */
static void test_scheme(void **state)
{
    expect(*state, web(1, 1), FIRST_CALLS);
    struct stack want = web(1, 1);
    str_replace(&want.scheme, "internet-facing");
    str_replace(&want.name, "k8s-default-web-2");
    expect(*state, want, "DeleteLoadBalancer; CreateLoadBalancer; ModifyLoadBalancerAttributes; CreateListener; CreateRule");
}

/* A member that was never read to the end: its group and weight stay, nothing goes. */
static void test_only_adds(void **state)
{
    struct model *m = *state;
    expect(m, web(3, 2), FIRST_CALLS);
    struct world_cluster *green = NULL;
    HASH_FIND_STR(m->world.clusters, "green", green);
    green->synced = false;
    struct stack want = web(1, -1);
    target_group_release(&want.target_groups[1]);
    want.target_groups_count = 1;
    add_rule(&want.listeners[0], "new.example.com", 1, -1);
    pairs_remove(&want.tags, "ingress.k8s.aws/resource");
    pairs_set(&want.tags, "ingress.k8s.aws/resource", "LoadBalancer");
    struct planned p;
    const struct batch *b = plan_with(&p, m, &want, DIFF_ADD_ONLY);
    own_str char *got = model_actions(b);
    assert_string_equal(got, "CreateRule");
    planned_close(&p);
    stack_release(&want);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_from_nothing),
        TEST(test_needs),
        TEST(test_weights_are_one_modify_rule),
        TEST(test_cluster_leaves),
        TEST(test_group_is_replaced),
        TEST(test_changes_of_everything),
        TEST(test_tags_of_others_stay),
        TEST(test_listener_tags_stay),
        TEST(test_certificates),
        TEST(test_transforms),
        TEST(test_back_to_nothing),
        TEST(test_others),
        TEST(test_scheme),
        TEST(test_only_adds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
