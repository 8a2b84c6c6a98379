/* What is remembered of endpoints that are gone: as long as they are somebody's target, however many go at once. */
/* links: plan-rules/trace.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "plan-rules/world.h"

enum { MANY = 25000 };

static char *place(int n)
{
    return xasprintf("10.%d.%d.1:80", n / 250, n % 250);
}

static void goes(struct traces *traces, const struct world *w, int n)
{
    own_str char *at = place(n);
    own_event e = {0};
    own_str char *line = xasprintf("{\"specversion\":\"1.0\",\"id\":\"%020d\",\"source\":\"build-podinfo\",\"type\":\"podinfo.delete\","
                                   "\"subject\":\"blue/ns/web:80/%s\","
                                   "\"time\":\"2026-11-22T08:26:02.123456Z\",\"data\":{\"reason\":\"absent\"}}",
                                   n + 1, at);
    assert_int_equal(event_decode(&e, line, strlen(line), NULL), 0);
    trace_fold(traces, w, &e);
}

static void test_targets_are_remembered(void **state)
{
    own_str char *at = place(7), *key = xasprintf("tg-web/%s", at);
    struct world_health target = {.key = key};
    struct world_health_group group = {.name = (char[]){"tg-web"}};
    struct world w = {0};
    struct traces traces = {0};
    (void)state;
    HASH_ADD_KEYPTR(hh, group.targets, target.key, strlen(target.key), &target);
    HASH_ADD_KEYPTR(hh, w.health, group.name, strlen(group.name), &group);
    for (int n = 0; n < MANY; n++)
        goes(&traces, &w, n);
    const struct trace *kept = trace_endpoint(&traces, "10.0.7.1", 80);
    assert_non_null(kept);
    assert_true(kept->ended && kept->absent);
    assert_null(trace_endpoint(&traces, "10.0.8.1", 80)); /* nobody's target */
    assert_true(HASH_COUNT(traces.endpoints) < 15000);
    HASH_CLEAR(hh, group.targets);
    HASH_CLEAR(hh, w.health);
    trace_release(&traces);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_targets_are_remembered)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
