/* links: report-k8s/trickle.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "report-k8s/trickle.h"

static void a_few_at_once_then_few(void **unused)
{
    struct trickle *t = trickle_new();
    int64_t now = 1000000, sent = 0;
    (void)unused;
    for (int i = 0; i < 100; i++)
        sent += trickle_take(t, "Ingress/a/b", now) == 0;
    assert_int_equal(sent, 5);
    int64_t wait = trickle_take(t, "Ingress/a/b", now);
    assert_in_range(wait, 1, 60 * 1000);
    assert_int_equal(trickle_take(t, "Ingress/a/b", now + wait), 0);
    assert_int_not_equal(trickle_take(t, "Ingress/a/b", now + wait), 0);
    assert_int_equal(trickle_take(t, "Ingress/a/c", now + wait), 0); /* another object does not wait for it */
    trickle_free(t);
}

static void all_objects_together(void **unused)
{
    struct trickle *t = trickle_new();
    int64_t now = 1000000, sent = 0;
    (void)unused;
    for (int i = 0; i < 3000; i++) {
        own_str char *object = xasprintf("Ingress/a/%d", i);
        sent += trickle_take(t, object, now) == 0;
    }
    assert_int_equal(sent, 50);
    for (int i = 0; i < 3000; i++) {
        own_str char *object = xasprintf("Ingress/a/%d", i);
        sent += trickle_take(t, object, now + 10 * 1000) == 0;
    }
    assert_int_equal(sent, 60);
    trickle_free(t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_few_at_once_then_few), cmocka_unit_test(all_objects_together)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
