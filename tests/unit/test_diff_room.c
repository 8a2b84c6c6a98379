/* Exactly at a quota every change and every deletion still works: what goes first, and what waits for it. */
/* links: plan-rules/ tests/unit/diff_model.o tests/unit/diff_calls.o tests/unit/diff_held.o tests/unit/diff_wanted.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/gate.h"
#include "plan-rules/diff/room.h"
#include "tests/unit/diff_model.h"
#include "tests/unit/diff_wanted.h"

/* ---- an account with little room ---- */

static int setup(void **state)
{
    struct model *m = xcalloc(1, sizeof *m);
    model_open(m, "{}");
    model_say(m, "apply-aws", "aws.observed", "elasticloadbalancing/accountlimits/r",
              "{\"service\":\"elasticloadbalancing\",\"resource\":\"AccountLimits\",\"value\":{\"Limits\":["
              "{\"Name\":\"rules-per-application-load-balancer\",\"Max\":\"3\"},"
              "{\"Name\":\"target-groups-per-application-load-balancer\",\"Max\":\"3\"},"
              "{\"Name\":\"certificates-per-application-load-balancer\",\"Max\":\"2\"},"
              "{\"Name\":\"listeners-per-application-load-balancer\",\"Max\":\"2\"}]}}");
    *state = m;
    return 0;
}

static int teardown(void **state)
{
    model_close(*state);
    free(*state);
    return 0;
}

/* ---- what is wanted: rules "HOST=GROUP+GROUP", of which HOST may be "default" ---- */

static void add_forward(struct stack *s, struct actions *to, const char *group)
{
    own_str char *reference = xasprintf("@targetgroup/%s", group);
    struct action *a = to->count ? &to->items[0] : actions_add(to, "forward");
    action_add_group(a, reference);
    for (size_t i = 0; i < s->target_groups_count; i++)
        if (strcmp(s->target_groups[i].name, group) == 0)
            return;
    struct target_group *g = wanted_group(s, group, "blue", 0);
    pairs_set(&g->tags, "ingress.k8s.aws/resource", group);
}

static struct stack rules(const char *text)
{
    struct stack s = wanted_stack();
    own_str char *copy = xstrdup(text);
    for (char *save, *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save)) {
        char *group = strchr(word, '=');
        *group++ = '\0';
        if (strcmp(word, "default") == 0) {
            add_forward(&s, &s.listeners[0].default_actions, group);
            continue;
        }
        struct rule *r = listener_add_rule(&s.listeners[0]);
        pairs_set(&r->tags, "elbv2.k8s.aws/cluster", "prod");
        strs_add(&rule_add_condition(r, "host-header")->values, word);
        for (char *more, *one = strtok_r(group, "+", &more); one; one = strtok_r(NULL, "+", &more))
            add_forward(&s, &r->actions, one);
    }
    return s;
}

static struct stack listeners(const int *ports, size_t count)
{
    struct stack s = rules("default=a");
    for (size_t i = 0; i < count; i++) {
        struct listener *l = stack_add_listener(&s);
        l->port = ports[i];
        l->protocol = xstrdup("HTTP");
        add_forward(&s, &l->default_actions, "a");
    }
    return s;
}

static struct stack certificates(const char *text)
{
    struct stack s = rules("default=a");
    own_str char *copy = xstrdup(text);
    str_replace(&s.listeners[0].protocol, "HTTPS");
    for (char *save, *word = strtok_r(copy, " ", &save); word; word = strtok_r(NULL, " ", &save))
        strs_add(&s.listeners[0].certificates, word);
    return s;
}

/* ---- a model that counts ---- */

static size_t count_of(const struct model *m, const char *kind)
{
    size_t count;
    free(world_all(&m->world, kind, &count));
    return count;
}

/* Target groups that something on a load balancer forwards to. */
static void add_groups_behind(const struct model *m, struct strs *all)
{
    static const char *const kinds[] = {"elasticloadbalancing/rule", "elasticloadbalancing/listener"};
    for (size_t k = 0; k < COUNT_OF(kinds); k++) {
        size_t count;
        const struct world_observed **items = world_all(&m->world, kinds[k], &count);
        for (size_t i = 0; i < count; i++)
            json_each (a, json_get(items[i]->value, k ? "DefaultActions" : "Actions"))
                json_each (g, json_path(a, "ForwardConfig", "TargetGroups", NULL))
                    strs_add(all, json_str_or(json_get(g, "TargetGroupArn"), ""));
        free(items);
    }
    strs_sort_unique(all);
}

/* AWS may count those of before and of after the call together. */
static void apply_within_quotas(struct model *m, const struct call *c)
{
    struct strs both = {0};
    struct batch one = {.calls = (struct call *)(uintptr_t)c, .calls_count = 1};
    add_groups_behind(m, &both);
    model_apply(m, &one);
    add_groups_behind(m, &both);
    assert_true(both.count <= 3);
    strs_release(&both);
    assert_true(count_of(m, "elasticloadbalancing/listener") <= 2);
    assert_true(count_of(m, "elasticloadbalancing/rule") <= 3 + 2);
}

/* Rules and default actions that let go of every group. */
static size_t aside(const struct model *m)
{
    struct aws aws;
    size_t count = 0;
    aws_init(&aws, &m->world);
    for (size_t i = 0; i < aws.listeners.count; i++)
        count += room_stands_aside(&aws.listeners.items[i]);
    for (size_t i = 0; i < aws.rules.count; i++)
        count += room_stands_aside(&aws.rules.items[i]);
    aws_release(&aws);
    return count;
}

static const struct call *next_call(const struct batch *b, const struct strs *done)
{
    for (size_t i = b->calls_count; i > 0; i--) { /* from the end: only what is needed holds the order */
        const struct call *c = &b->calls[i - 1];
        bool ready = !strs_has(done, c->id);
        for (size_t k = 0; k < c->needs.count; k++)
            ready = ready && strs_has(done, c->needs.items[k]);
        if (ready)
            return c;
    }
    return NULL;
}

/* Makes each call as soon as what it needs is done, and sees that no quota is ever exceeded. */
static char *carry_out(struct model *m, const struct batch *b, void (*each)(const struct model *m))
{
    struct strs done = {0};
    own_buf text = {0};
    for (const struct call *c; (c = next_call(b, &done));) {
        apply_within_quotas(m, c);
        if (each)
            each(m);
        strs_add(&done, c->id);
        buf_addf(&text, "%s%s%s", text.len ? "; " : "", c->action, aside(m) ? " (503)" : "");
    }
    assert_int_equal(done.count, b->calls_count);
    assert_int_equal(aside(m), 0);
    strs_release(&done);
    return buf_take(&text);
}

static char *plan(struct model *m, struct stack *want)
{
    struct aws aws;
    struct batch_make make = {0};
    aws_init(&aws, &m->world);
    diff_resolve(want, &aws);
    struct diff d = {.world = &m->world, .aws = &aws, .want = want, .settle_ms = 10000, .make = &make};
    diff_stack(&d);
    char *calls = carry_out(m, &make.batch, NULL);
    diff_release(&d);
    batch_make_release(&make);
    aws_release(&aws);
    return calls;
}

/* ---- with health ---- */

/* Rule x leads to a group of each cluster, without green where that is NULL; the default action to one of blue's. */
static struct stack shared(const char *blue, const char *green, const char *fallback)
{
    struct stack s = wanted_stack();
    struct rule *r = listener_add_rule(&s.listeners[0]);
    strs_add(&rule_add_condition(r, "host-header")->values, "x");
    struct action *a = actions_add(&r->actions, "forward");
    const char *const names[] = {blue, green, fallback}, *const clusters[] = {"blue", "green", "blue"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (!names[i])
            continue;
        own_str char *reference = xasprintf("@targetgroup/%s", names[i]);
        pairs_set(&wanted_group(&s, names[i], clusters[i], 1)->tags, "ingress.k8s.aws/resource", names[i]);
        struct group_weight *g = action_add_group(i < 2 ? a : wanted_forward(&s), reference);
        g->cluster = xstrdup(clusters[i]);
        g->has_weight = true;
        g->weight = 1;
    }
    return s;
}

static bool is_healthy(const struct model *m, const char *arn)
{
    struct aws aws;
    aws_init(&aws, &m->world);
    const struct aws_item *item = aws_find(&aws.groups, "", arn);
    const struct world_health *h = item ? world_health_of(&m->world, aws_text(item, "TargetGroupName")) : NULL;
    bool healthy = h && strcmp(h->record.state, "healthy") == 0;
    aws_release(&aws);
    return healthy;
}

/* Every rule sends its requests to healthy targets only. */
static void expect_served(const struct model *m)
{
    size_t count, served = 0;
    const struct world_observed **all = world_all(&m->world, "elasticloadbalancing/rule", &count);
    for (size_t i = 0; i < count; i++)
        json_each (a, json_get(all[i]->value, "Actions"))
            json_each (g, json_path(a, "ForwardConfig", "TargetGroups", NULL))
                if (json_int_or(json_get(g, "Weight"), 1) > 0) {
                    assert_true(is_healthy(m, json_str_or(json_get(g, "TargetGroupArn"), "")));
                    served++;
                }
    free(all);
    assert_true(served > 0);
}

/* Plans it and carries it out; gives how many calls changed the rule. */
static size_t plan_with_health(struct model *m, const char *blue, const char *green, bool served)
{
    struct stack want = shared(blue, green, "c");
    struct aws aws;
    struct gate gate;
    struct batch_make make = {0}, removal = {0};
    aws_init(&aws, &m->world);
    gate_open(&gate, &m->world, &aws, &want);
    gate_weights(&gate, &want);
    diff_resolve(&want, &aws);
    struct diff d = {.world = &m->world, .aws = &aws, .want = &want, .make = &make, .removal = &removal, .gate = &gate};
    diff_stack(&d);
    size_t changes = 0;
    for (size_t i = 0; i < make.batch.calls_count; i++)
        changes += strcmp(make.batch.calls[i].action, "ModifyRule") == 0;
    free(carry_out(m, &make.batch, served ? expect_served : NULL));
    free(carry_out(m, &removal.batch, served ? expect_served : NULL));
    diff_release(&d);
    gate_release(&gate);
    batch_make_release(&make);
    batch_make_release(&removal);
    aws_release(&aws);
    stack_release(&want);
    return changes;
}

static void gets_healthy(struct model *m, const char *group, const char *target)
{
    model_health(m, group, target, "healthy");
    m->second += 20;
    model_say(m, "plan-rules", "timer.fired", NULL, "{}");
}

static void expect(struct model *m, struct stack want, const char *calls)
{
    own_str char *got = plan(m, &want);
    if (calls)
        assert_string_equal(got, calls);
    own_str char *again = plan(m, &want);
    assert_string_equal(again, "");
    stack_release(&want);
}

/* ---- the tests ---- */

static void test_rules(void **state)
{
    expect(*state, rules("a=a b=a c=a default=a"), NULL);
    expect(*state, rules("a=a c=a d=a default=a"), "DeleteRule; CreateRule"); /* elsewhere in the order */
    expect(*state, rules("a=a x=b d=a default=a"), NULL);                     /* in its place */
    expect(*state, rules("x=b y=b z=b default=a"), NULL);
    expect(*state, rules("default=a"), NULL);
}

static void test_listeners(void **state)
{
    int one = 81, other = 82;
    expect(*state, listeners(&one, 1), NULL);
    expect(*state, listeners(&other, 1), "DeleteListener; CreateListener");
    expect(*state, listeners(NULL, 0), "DeleteListener");
}

static void test_certificates(void **state)
{
    expect(*state, certificates("arn:a arn:b arn:c"), NULL);
    expect(*state, certificates("arn:a arn:b arn:d"), "RemoveListenerCertificates; AddListenerCertificates");
    expect(*state, certificates("arn:a"), "RemoveListenerCertificates; RemoveListenerCertificates");
}

/* Three groups, and another one comes for one of them. */
static void test_groups_one_rule(void **state)
{
    expect(*state, rules("a=a b=b default=c"), NULL);
    expect(*state, rules("a=a b=x default=c"), "CreateTargetGroup; ModifyRule (503); ModifyRule; DeleteTargetGroup");
    expect(*state, rules("a=a x=y default=c"), NULL);
}

/* Two rules lead to the group that goes: both let go of it, and the first one back has the new one for both. */
static void test_groups_many_rules(void **state)
{
    expect(*state, rules("a=a b=a default=c q=d"), NULL);
    expect(*state, rules("a=x b=x default=c q=d"),
           "CreateTargetGroup; ModifyRule (503); ModifyRule (503); ModifyRule (503); ModifyRule; DeleteTargetGroup");
}

/* With two groups behind a rule one of them serves all the while, and lets others change in one call. */
static void test_groups_of_two_clusters(void **state)
{
    expect(*state, rules("a=a+b default=c"), NULL);
    expect(*state, rules("a=x+y default=c"),
           "CreateTargetGroup; CreateTargetGroup; ModifyRule; ModifyRule; ModifyRule; ModifyRule; DeleteTargetGroup; DeleteTargetGroup");
    expect(*state, rules("a=x+y default=z"), "CreateTargetGroup; ModifyRule; ModifyListener; DeleteTargetGroup; ModifyRule");
}

static char *let_go_of_rule(const struct model *m)
{
    size_t count;
    char *parameters = NULL;
    const struct world_observed **all = world_all(&m->world, "elasticloadbalancing/rule", &count);
    for (size_t i = 0; i < count && !parameters; i++)
        if (atoi(json_str_or(json_get(all[i]->value, "Priority"), "")) > 0)
            parameters = xasprintf("{\"RuleArn\":\"%s\",\"Actions\":[{\"Type\":\"fixed-response\",\"FixedResponseConfig\":"
                                   "{\"StatusCode\":\"503\",\"MessageBody\":\"No target group for a moment\"}}]}",
                                   json_str(json_get(all[i]->value, "RuleArn")));
    free(all);
    return parameters;
}

/* A call that is refused half-way leaves nobody at 503 in the plan after it: who was let go comes first. */
static void test_refused_half_way(void **state)
{
    struct model *m = *state;
    expect(m, rules("a=a b=b default=c"), NULL);
    struct batch half = {0};
    *batch_add_call(&half) = (struct call){.id = xstrdup("1"), .action = xstrdup("ModifyRule"), .parameters = let_go_of_rule(m)};
    model_apply(m, &half);
    batch_release(&half);
    assert_int_equal(aside(m), 1);
    struct stack want = rules("a=x b=y default=z");
    own_str char *got = plan(m, &want);
    assert_non_null(strstr(got, "CreateTargetGroup (503); ModifyRule; "));
    stack_release(&want);
}

/* Clusters take turns, each when its new group is healthy. */
static void test_two_clusters_take_turns(void **state)
{
    struct model *m = *state;
    plan_with_health(m, "b", "g", false);
    gets_healthy(m, "c", "10.1.0.1:8080");
    gets_healthy(m, "b", "10.1.0.1:8080");
    gets_healthy(m, "g", "10.2.0.1:8080");
    assert_int_equal(plan_with_health(m, "b", "g", true), 0);
    assert_int_equal(plan_with_health(m, "b2", "g2", true), 2);
    assert_int_equal(plan_with_health(m, "b2", "g2", true), 0); /* one serves, the other one's is not healthy yet */
    gets_healthy(m, "g2", "10.2.0.1:8080");
    gets_healthy(m, "b2", "10.1.0.1:8080");
    assert_int_equal(plan_with_health(m, "b2", "g2", true), 2);
    plan_with_health(m, "b2", "g2", true);
    assert_int_equal(plan_with_health(m, "b2", "g2", true), 0);
    assert_int_equal(count_of(m, "elasticloadbalancing/targetgroup"), 3);
}

/* One place is left: of two old groups one stands beside its new one, the other goes at once. */
static void test_one_place_left(void **state)
{
    struct model *m = *state;
    plan_with_health(m, "b", NULL, false);
    gets_healthy(m, "c", "10.1.0.1:8080");
    gets_healthy(m, "b", "10.1.0.1:8080");
    struct stack want = shared("b2", NULL, "c2");
    struct aws aws;
    struct gate gate;
    struct batch_make make = {0}, removal = {0};
    aws_init(&aws, &m->world);
    gate_open(&gate, &m->world, &aws, &want);
    gate_weights(&gate, &want);
    diff_resolve(&want, &aws);
    struct diff d = {.world = &m->world, .aws = &aws, .want = &want, .make = &make, .removal = &removal, .gate = &gate};
    diff_stack(&d);
    assert_int_equal(d.retained.count, 1);
    own_str char *calls = carry_out(m, &make.batch, NULL);
    assert_null(strstr(calls, "503)"));
    diff_release(&d);
    gate_release(&gate);
    batch_make_release(&make);
    batch_make_release(&removal);
    aws_release(&aws);
    stack_release(&want);
}

static void test_all_groups_change(void **state)
{
    expect(*state, rules("a=a b=b default=c"), NULL);
    expect(*state, rules("a=x b=y default=z"), NULL);
    expect(*state, rules("a=y b=z default=x"), NULL);
    struct stack nothing = {.id = xstrdup("default/web")};
    expect(*state, nothing, NULL);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_rules),
        TEST(test_listeners),
        TEST(test_certificates),
        TEST(test_groups_one_rule),
        TEST(test_groups_many_rules),
        TEST(test_groups_of_two_clusters),
        TEST(test_refused_half_way),
        TEST(test_two_clusters_take_turns),
        TEST(test_one_place_left),
        TEST(test_all_groups_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
