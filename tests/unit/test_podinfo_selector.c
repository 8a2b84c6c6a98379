/* links: build-podinfo/selector.o */
/* metav1.LabelSelector as a decision table, expected answer first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "build-podinfo/parts.h"

static void table(void **state)
{
    (void)state;
    static const struct {
        int answer;
        const char *labels;
        const char *selector;
    } rows[] = {
        {1, "{}", "{}"},
        {1, "{\"a\":\"1\"}", "{}"},
        {1, "{\"a\":\"1\"}", "{\"matchLabels\":{\"a\":\"1\"}}"},
        {0, "{\"a\":\"2\"}", "{\"matchLabels\":{\"a\":\"1\"}}"},
        {0, "{}", "{\"matchLabels\":{\"a\":\"1\"}}"},
        {0, "{\"a\":\"1\"}", "{\"matchLabels\":{\"a\":\"1\",\"b\":\"1\"}}"},
        {1, "{\"a\":\"1\"}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"In\",\"values\":[\"0\",\"1\"]}]}"},
        {0, "{}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"In\",\"values\":[\"1\"]}]}"},
        {0, "{\"a\":\"1\"}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"NotIn\",\"values\":[\"1\"]}]}"},
        {1, "{}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"NotIn\",\"values\":[\"1\"]}]}"},
        {1, "{\"a\":\"\"}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Exists\"}]}"},
        {0, "{}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Exists\"}]}"},
        {1, "{}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"DoesNotExist\"}]}"},
        {0, "{\"a\":\"\"}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"DoesNotExist\"}]}"},
        {0, "{\"a\":\"1\"}", "{\"matchLabels\":{\"a\":\"2\"},\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Exists\"}]}"},
        {-1, "{}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Near\"}]}"},
        {-1, "{}", "\"a=1\""},
        {-1, "{\"a\":\"1\"}", "{\"matchLabels\":[\"1\"]}"},
        {-1, "{}", "{\"matchExpressions\":{\"key\":\"a\",\"operator\":\"Exists\"}}"},
        {-1, "{}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"In\"}]}"},
        {-1, "{}", "{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Exists\",\"values\":[\"1\"]}]}"},
        {-1, "{}", "{\"matchExpressions\":[{\"operator\":\"Exists\"}]}"},
        {-1, "{}", "{\"matchLabels\":{\"a\":1}}"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        own_json *labels = json_parse(rows[i].labels, strlen(rows[i].labels), NULL);
        own_json *selector = json_parse(rows[i].selector, strlen(rows[i].selector), NULL);
        struct pairs have = {0};
        pairs_decode(&have, labels);
        if (selector_matches(selector, &have) != rows[i].answer)
            fail_msg("%s on %s: should be %d", rows[i].selector, rows[i].labels, rows[i].answer);
        pairs_release(&have);
    }
    struct pairs none = {0};
    assert_int_equal(selector_matches(NULL, &none), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
