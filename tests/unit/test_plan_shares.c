/* clang-format off */
/* links: plan-rules/compile/shares.o plan-rules/world.o plan-rules/world_absent.o plan-rules/budget.o plan-rules/diff/settle.o plan-rules/fold.o plan-rules/fold_pods.o plan-rules/fold_traffic.o plan-rules/members.o plan-rules/fold_aws.o plan-rules/touched.o plan-rules/unit.o plan-rules/trace.o plan-rules/asked.o */
/* clang-format on */
/* The weight formula (docs/RULES.md step 9) as a table, and whose word holds for a cluster. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/build.h"
#include "plan-rules/compile/compile.h"

/* A group as "CLUSTER:OWN:ASKED", with '!' behind it when it does not serve. */
struct row {
    const char *want; /* weights */
    const char *groups[6];
};

static bool serves(void *context, const struct group_weight *g)
{
    (void)context;
    return strchr(g->group, '!') == NULL;
}

static void add(struct action *a, const char *text)
{
    char cluster[16];
    int own, asked;
    assert_int_equal(sscanf(text, "%15[^:]:%d:%d", cluster, &own, &asked), 3);
    struct group_weight *g = action_add_group(a, text);
    g->cluster = xstrdup(cluster);
    g->own = own;
    g->has_own = own != 1;
    g->asked = asked;
}

static void formula(void **state)
{
    static const struct row rows[] = {
        /* one cluster keeps its own weights */
        {"- ", {"blue:1:50"}},
        {"20 80 ", {"blue:20:50", "blue:80:50"}},
        /* clusters side by side */
        {"100 100 ", {"blue:1:100", "green:1:100"}},
        {"90 10 ", {"blue:1:90", "green:1:10"}},
        {"0 100 ", {"blue:1:0", "green:1:100"}},
        {"100 100 ", {"blue:1:0", "green:1:0"}},
        /* own weights are brought to one sum, over 999 divided */
        {"9 36 1 4 ", {"blue:20:90", "blue:80:90", "green:20:10", "green:80:10"}},
        {"200 100 300 ", {"blue:2:100", "blue:1:100", "green:1:100"}},
        {"100 100 100 100 ", {"blue:1:100", "blue:1:100", "green:1:100", "green:1:100"}},
        {"1 990 991 ", {"blue:1:100", "blue:990:100", "green:1:100"}},
        /* scaled, never to nothing: 97 * 999 against 1 and 998 */
        {"999 1 10 ", {"blue:1:97", "green:1:1", "green:998:1"}},
        /* an empty cluster gives way, unless nobody else can */
        {"0 100 ", {"blue:1:100!", "green:1:100"}},
        {"100 100 ", {"blue:1:100!", "green:1:100!"}},
        {"0 100 ", {"blue:1:0", "green:1:100!"}},
        {"0 100 100 ", {"blue:1:100!", "green:1:100", "red:1:100"}},
        /* one group of a cluster serves: it is not empty; a group of weight 0 does not count */
        {"100 100 200 ", {"blue:1:100!", "blue:1:100", "green:1:100"}},
        {"0 0 100 ", {"blue:1:100!", "blue:0:100", "green:1:100"}},
        {"0 1 ", {"blue:0:100", "green:1:1"}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct action a = {.type = xstrdup("forward")};
        own_buf got = {0};
        for (size_t k = 0; k < COUNT_OF(rows[i].groups) && rows[i].groups[k]; k++)
            add(&a, rows[i].groups[k]);
        shares_set(&a, serves, NULL);
        for (size_t k = 0; k < a.groups_count; k++)
            if (a.groups[k].has_weight)
                buf_addf(&got, "%d ", a.groups[k].weight);
            else
                buf_add_str(&got, "- ");
        assert_string_equal(buf_str(&got), rows[i].want);
        action_release(&a);
    }
}

static void say(struct world *w, const char *type, const char *data)
{
    struct event_head head = {.number = 1, .source = "shift-traffic", .type = type, .subject = "fleet", .time = {1}, .data = data};
    own_buf line = {0};
    own_event e = {0};
    struct err err = {0};
    event_encode(&line, &head);
    assert_int_equal(event_decode(&e, line.data, line.len - 1, &err), 0);
    assert_int_equal(world_fold(w, &e, &err), 0);
}

static void narrowest_word(void **state)
{
    struct world w = {0};
    (void)state;
    assert_int_equal(asked_weight(&w, "g", "ns/web", "blue", 70), 70);
    say(&w, "traffic.weights", "{\"scope\":\"fleet\",\"weights\":[{\"cluster\":\"blue\",\"weight\":60}]}");
    assert_int_equal(asked_weight(&w, "g", "ns/web", "blue", 70), 60);
    assert_int_equal(asked_weight(&w, "g", "ns/web", "green", 70), 70);
    say(&w, "traffic.weights", "{\"scope\":\"group/g\",\"weights\":[{\"cluster\":\"blue\",\"weight\":50}]}");
    assert_int_equal(asked_weight(&w, "g", "ns/web", "blue", 70), 50);
    assert_int_equal(asked_weight(&w, "h", "ns/web", "blue", 70), 60);
    say(&w, "traffic.weights", "{\"scope\":\"ingress/ns/web\",\"weights\":[{\"cluster\":\"blue\",\"weight\":40}]}");
    assert_int_equal(asked_weight(&w, "g", "ns/web", "blue", 70), 40);
    assert_int_equal(asked_weight(&w, "g", "ns/api", "blue", 70), 50);
    say(&w, "traffic.drain", "{\"scope\":\"fleet\",\"cluster\":\"blue\"}");
    assert_int_equal(asked_weight(&w, "g", "ns/web", "blue", 70), 0);
    say(&w, "traffic.resume", "{\"scope\":\"fleet\",\"cluster\":\"blue\"}");
    assert_int_equal(asked_weight(&w, "g", "ns/web", "blue", 70), 40);
    world_release(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(formula), cmocka_unit_test(narrowest_word)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
