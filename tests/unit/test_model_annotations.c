/* Spelling of annotation names: known, or the nearest that is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "lib/model/annotations.h"

static void names(void **state)
{
    static const struct {
        const char *name, *nearest; /* "": known */
    } cases[] = {
        {"scheme", ""},
        {"group.name", ""},
        {"actions.web", ""},
        {"listener-attributes.HTTPS-443", ""},
        {"actions.", "actions."},
        {"schema", "scheme"},
        {"schemes", "scheme"},
        {"Scheme", "scheme"},
        {"healthcheck-interval-second", "healthcheck-interval-seconds"},
        {"health-check-path", "healthcheck-path"},
        {"certificate-arns", "certificate-arn"},
        {"target_type", "target-type"},
        {"group", NULL},
        {"my-own-thing-altogether", NULL},
        {"x", NULL},
        {"", NULL},
        {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        bool known = cases[i].nearest && !*cases[i].nearest;
        const char *nearest = annotation_nearest(cases[i].name);

        assert_int_equal(annotation_known(cases[i].name), known);
        if (!known && !str_equal(nearest, cases[i].nearest))
            fail_msg("'%s': '%s'", cases[i].name, nearest ? nearest : "(none)");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
