/* Exactly at a quota every change and every deletion still works: what goes first, and what waits for it. */
/* clang-format off */
/* links: tests/unit/diff_model.o tests/unit/diff_wanted.o plan-rules/diff/diff.o plan-rules/diff/diff_security.o plan-rules/diff/diff_group.o plan-rules/diff/diff_balancer.o plan-rules/diff/diff_listener.o plan-rules/diff/diff_remove.o plan-rules/diff/rules_diff.o plan-rules/diff/retain.o plan-rules/diff/takeover.o plan-rules/diff/room.o plan-rules/diff/room_groups.o plan-rules/quotas.o plan-rules/diff/gate.o plan-rules/diff/rising.o plan-rules/diff/settle.o plan-rules/compile/shares.o plan-rules/diff/same.o plan-rules/diff/owner.o plan-rules/diff/priorities.o plan-rules/diff/aws.o plan-rules/diff/batch_make.o plan-rules/world.o plan-rules/budget.o plan-rules/fold.o plan-rules/members.o plan-rules/fold_aws.o plan-rules/touched.o plan-rules/unit.o plan-rules/trace.o plan-rules/asked.o */
/* clang-format on */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
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

/* ---- what is wanted: rules "HOST=GROUP", of which HOST may be "default" ---- */

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
        strs_add(&rule_add_condition(r, "host-header")->values, word);
        add_forward(&s, &r->actions, group);
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
static size_t groups_behind(const struct model *m)
{
    static const char *const kinds[] = {"elasticloadbalancing/rule", "elasticloadbalancing/listener"};
    struct strs all = {0};
    for (size_t k = 0; k < COUNT_OF(kinds); k++) {
        size_t count;
        const struct world_observed **items = world_all(&m->world, kinds[k], &count);
        for (size_t i = 0; i < count; i++)
            json_each (a, json_get(items[i]->value, k ? "DefaultActions" : "Actions"))
                json_each (g, json_path(a, "ForwardConfig", "TargetGroups", NULL))
                    strs_add(&all, json_str_or(json_get(g, "TargetGroupArn"), ""));
        free(items);
    }
    strs_sort_unique(&all);
    size_t count = all.count;
    strs_release(&all);
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
static char *carry_out(struct model *m, const struct batch *b)
{
    struct strs done = {0};
    own_buf text = {0};
    for (const struct call *c; (c = next_call(b, &done));) {
        struct batch one = {.calls = (struct call *)(uintptr_t)c, .calls_count = 1};
        model_apply(m, &one);
        strs_add(&done, c->id);
        buf_addf(&text, "%s%s", text.len ? "; " : "", c->action);
        assert_true(groups_behind(m) <= 3);
        assert_true(count_of(m, "elasticloadbalancing/listener") <= 2);
        assert_true(count_of(m, "elasticloadbalancing/rule") <= 3 + 2);
    }
    assert_int_equal(done.count, b->calls_count);
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
    char *calls = carry_out(m, &make.batch);
    diff_release(&d);
    batch_make_release(&make);
    aws_release(&aws);
    return calls;
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
    expect(*state, rules("a=a b=x default=c"), "CreateTargetGroup; ModifyRule; DeleteTargetGroup");
    expect(*state, rules("a=a x=y default=c"), NULL);
}

/* Two rules lead to the group that goes: one of them stands aside until both have changed. */
static void test_groups_many_rules(void **state)
{
    expect(*state, rules("a=a b=a default=c q=d"), NULL);
    expect(*state, rules("a=x b=x default=c q=d"), "CreateTargetGroup; ModifyRule; ModifyRule; ModifyRule; DeleteTargetGroup");
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
        TEST(test_rules),           TEST(test_listeners),         TEST(test_certificates),
        TEST(test_groups_one_rule), TEST(test_groups_many_rules), TEST(test_all_groups_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
