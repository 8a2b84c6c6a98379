/* What stands in front of a load balancer, and the load balancer behind it: each takes its own resources for its own, and what is
 * registered is let go of before it goes. */
/* links: plan-rules/ tests/unit/diff_model.o tests/unit/diff_calls.o tests/unit/diff_held.o */
/* links: tests/unit/diff_planned.o tests/unit/diff_wanted.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "tests/unit/diff_planned.h"
#include "tests/unit/diff_wanted.h"

static void tag(struct pairs *tags, const char *resource)
{
    pairs_set(tags, "elbv2.k8s.aws/cluster", "prod");
    pairs_set(tags, "ingress.k8s.aws/stack", "default/web");
    pairs_set(tags, "ingress.k8s.aws/resource", resource);
}

/* In front of wanted_stack, port 8080 to its port 80. */
static struct stack front(void)
{
    struct stack s = {.has_load_balancer = true, .network = true, .shield = -1, .capacity_units = -1};
    s.id = xstrdup("default/web");
    s.name = xstrdup("k8s-default-web-nlb");
    s.scheme = xstrdup("internal");
    s.ip_address_type = xstrdup("ipv4");
    strs_add(&s.subnets, "subnet-1");
    tag(&s.tags, "FrontendNlb");
    struct target_group *g = stack_add_target_group(&s);
    g->name = xstrdup("tg-front");
    g->resource_id = xstrdup("FrontendNlb-tg-TCP-8080");
    g->protocol = xstrdup("TCP");
    g->target_type = xstrdup("alb");
    g->port = 8080;
    g->health_path = xstrdup("/");
    tag(&g->tags, g->resource_id);
    struct listener *l = stack_add_listener(&s);
    l->port = 8080;
    l->protocol = xstrdup("TCP");
    tag(&l->tags, "FrontendNlb-ls-TCP-8080");
    action_add_group(actions_add(&l->default_actions, "forward"), "@targetgroup/tg-front");
    return s;
}

static struct stack behind(void)
{
    struct stack s = wanted_stack();
    wanted_group(&s, "tg-blue", "blue", 1);
    wanted_share(&s, "tg-blue", "blue", 100);
    return s;
}

static struct stack nothing(bool network)
{
    return (struct stack){.id = xstrdup("default/web"), .network = network};
}

/* Compares the calls, and carries them out. */
static void does(struct model *m, struct stack want, enum diff_mode mode, const char *calls)
{
    struct planned p;
    const struct batch *b = plan_with(&p, m, &want, mode);
    own_str char *got = model_actions(b);
    assert_string_equal(got, calls);
    model_apply(m, b);
    planned_close(&p);
    stack_release(&want);
}

#define FRONT_CALLS "CreateTargetGroup; CreateLoadBalancer; CreateListener"

static int setup(void **state)
{
    struct model *m = xcalloc(1, sizeof *m);
    struct planned p;
    struct stack want = behind();
    model_open(m, "{}");
    model_apply(m, plan_with(&p, m, &want, DIFF_ALL));
    planned_close(&p);
    stack_release(&want);
    does(m, front(), DIFF_ALL, FRONT_CALLS);
    *state = m;
    return 0;
}

static int teardown(void **state)
{
    model_close(*state);
    free(*state);
    return 0;
}

static char *balancer_behind(struct model *m)
{
    struct planned p;
    struct stack want = behind();
    plan_with(&p, m, &want, DIFF_ALL);
    char *arn = xstrdup(p.diff.balancer->id);
    planned_close(&p);
    stack_release(&want);
    return arn;
}

static void be_registered(struct model *m)
{
    own_str char *arn = balancer_behind(m), *target = xasprintf("%s:80", arn);
    model_health(m, "tg-front", target, "healthy");
}

static void test_settled(void **state)
{
    does(*state, behind(), DIFF_ALL, "");
    does(*state, front(), DIFF_ALL, "");
}

/* Neither is the other's, whichever was made first. */
static void test_found(void **state)
{
    struct stack wants[] = {behind(), front()};
    static const char *const types[] = {"application", "network"};
    for (size_t i = 0; i < 2; i++) {
        struct planned p;
        plan_with(&p, *state, &wants[i], DIFF_ALL);
        assert_non_null(p.diff.balancer);
        assert_string_equal(aws_text(p.diff.balancer, "Type"), types[i]);
        planned_close(&p);
        stack_release(&wants[i]);
    }
}

static void test_front_goes_alone(void **state)
{
    be_registered(*state);
    does(*state, nothing(true), DIFF_KEEP, "");
    does(*state, nothing(true), DIFF_ALL, "DeleteLoadBalancer; DeleteTargetGroup");
    does(*state, nothing(true), DIFF_ALL, "");
    does(*state, behind(), DIFF_ALL, "");
}

static void test_port_goes(void **state)
{
    struct stack want = front();
    want.listeners[0].port = want.target_groups[0].port = 8081;
    str_replace(&want.target_groups[0].name, "tg-front-2");
    pairs_set(&want.target_groups[0].tags, "ingress.k8s.aws/resource", "FrontendNlb-tg-TCP-8081");
    str_replace(&want.listeners[0].default_actions.items[0].groups[0].group, "@targetgroup/tg-front-2");
    does(*state, want, DIFF_ALL, "CreateTargetGroup; CreateListener; DeleteListener; DeleteTargetGroup");
}

/* AWS deletes no load balancer that is registered. */
static void test_balancer_goes(void **state)
{
    struct planned p;
    struct stack want = nothing(false);
    be_registered(*state);
    const struct batch *b = plan_with(&p, *state, &want, DIFF_ALL);
    own_str char *got = model_actions(b);
    assert_true(str_starts(got, "DeregisterTargets; DeleteLoadBalancer; DeleteTargetGroup"));
    assert_true(strs_has(&b->calls[1].needs, b->calls[0].id));
    assert_non_null(strstr(b->calls[0].parameters, ":loadbalancer/"));
    planned_close(&p);
    stack_release(&want);
}

static void test_scheme_behind(void **state)
{
    struct stack want = behind();
    struct planned p;
    str_replace(&want.scheme, "internet-facing");
    be_registered(*state);
    const struct batch *b = plan_with(&p, *state, &want, DIFF_ALL);
    own_str char *got = model_actions(b);
    assert_true(str_starts(got, "DeregisterTargets; DeleteLoadBalancer; CreateLoadBalancer"));
    assert_true(strs_has(&b->calls[1].needs, b->calls[0].id));
    planned_close(&p);
    stack_release(&want);
}

static void test_scheme_in_front(void **state)
{
    struct stack want = front();
    str_replace(&want.scheme, "internet-facing");
    does(*state, want, DIFF_ALL, "DeleteLoadBalancer; CreateLoadBalancer; CreateListener");
    does(*state, behind(), DIFF_ALL, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_settled, setup, teardown),
        cmocka_unit_test_setup_teardown(test_found, setup, teardown),
        cmocka_unit_test_setup_teardown(test_front_goes_alone, setup, teardown),
        cmocka_unit_test_setup_teardown(test_port_goes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_balancer_goes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_scheme_behind, setup, teardown),
        cmocka_unit_test_setup_teardown(test_scheme_in_front, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
