/* Who is a member: whom the fleet file names, or named once and is served on, until forgotten. */
/* clang-format off */
/* links: tests/unit/diff_model.o tests/unit/diff_calls.o tests/unit/diff_held.o plan-rules/world.o plan-rules/world_absent.o plan-rules/budget.o plan-rules/diff/settle.o plan-rules/fold.o plan-rules/fold_pods.o plan-rules/fold_traffic.o plan-rules/members.o plan-rules/fold_aws.o plan-rules/touched.o plan-rules/unit.o plan-rules/trace.o plan-rules/diff/owner.o plan-rules/asked.o */
/* clang-format on */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "plan-rules/diff/owner.h"
#include "tests/unit/diff_model.h"

static void configure(struct model *m, const char *clusters)
{
    own_str char *data = xasprintf("{\"fleet\":\"prod\",\"clusters\":%s}", clusters);
    model_say(m, "plan-rules", "fleet.configured", "prod", data);
}

static void accept(struct model *m, const char *cluster)
{
    own_str char *subject = xasprintf("%s/shop/ingress/web", cluster);
    own_str char *data =
        xasprintf("{\"cluster\":\"%s\",\"namespace\":\"shop\",\"name\":\"web\",\"ingress\":{\"cluster\":\"%s\",\"namespace\":\"shop\","
                  "\"name\":\"web\"}}",
                  cluster, cluster);
    model_say(m, "plan-rules", "ingress.accepted", subject, data);
}

static void says(struct model *m, const char *verb, const char *cluster)
{
    own_str char *type = xasprintf("traffic.%s", verb);
    own_str char *subject = xasprintf("fleet/%s", cluster);
    own_str char *data = xasprintf("{\"scope\":\"fleet\",\"cluster\":\"%s\"}", cluster);
    model_say(m, "shift-traffic", type, subject, data);
}

static void expect(struct model *m, const char *members)
{
    own_buf now = {0};
    for (size_t i = 0; i < m->world.fleet.clusters_count; i++)
        buf_addf(&now, "%s%s", i ? " " : "", m->world.fleet.clusters[i].name);
    assert_string_equal(buf_str(&now), members);
}

static void test_named_no_more_and_served_on(void **state)
{
    struct model *m = *state;
    accept(m, "green");
    configure(m, "[\"blue\"]");
    expect(m, "blue green");
    assert_int_equal(m->world.told.clusters_count, 1);
    configure(m, "[\"green\",\"blue\"]");
    expect(m, "green blue");
}

static void test_never_served_is_no_member(void **state)
{
    struct model *m = *state;
    configure(m, "[\"blue\"]");
    expect(m, "blue");
    model_say(m, "build-podinfo", "cluster.synced", "red", "{\"cluster\":\"red\"}");
    expect(m, "blue");
}

static void test_whose_last_ingress_goes_is_no_member(void **state)
{
    struct model *m = *state;
    accept(m, "green");
    configure(m, "[\"blue\"]");
    model_say(m, "build-podinfo", "ingress.delete", "green/shop/ingress/web",
              "{\"cluster\":\"green\",\"namespace\":\"shop\",\"name\":\"web\"}");
    expect(m, "blue");
}

static void test_forgotten_until_resumed(void **state)
{
    struct model *m = *state;
    struct pairs tags = {0};
    pairs_set(&tags, "elbv2.k8s.aws/cluster", "prod/green");
    accept(m, "green");
    configure(m, "[\"blue\"]");
    says(m, "forget", "green");
    expect(m, "blue");
    assert_true(owner_ours(&m->world.fleet, &tags)); /* to be removed */
    assert_null(owner_member(&m->world.fleet, &tags));
    configure(m, "[\"blue\",\"green\"]"); /* named again: the operator's word stands */
    expect(m, "blue");
    says(m, "resume", "green");
    expect(m, "blue green");
    assert_int_equal(m->world.fleet.forgotten.count, 0);
    pairs_release(&tags);
}

static void test_forgotten_though_named(void **state)
{
    struct model *m = *state;
    says(m, "forget", "blue");
    expect(m, "green");
    says(m, "drain", "green");
    expect(m, "green");
}

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

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(test_named_no_more_and_served_on), TEST(test_never_served_is_no_member), TEST(test_whose_last_ingress_goes_is_no_member),
        TEST(test_forgotten_until_resumed),     TEST(test_forgotten_though_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
