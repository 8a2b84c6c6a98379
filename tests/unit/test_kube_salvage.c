/* Names are made out of objects that JSON's reader refuses, and of nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "lib/kube/salvage.h"

static void names(void **state)
{
    static const struct {
        const char *name, *text;
    } cases[] = {
        {"web", "{\"metadata\":{\"name\":\"web\"}}"},
        {"web", " { \"kind\" : \"Pod\" , \"metadata\" : { \"labels\" : {\"name\":\"no\"}, \"name\" : \"web\" } }"},
        {"web", "{\"a\":1,\"a\":2,\"metadata\":{\"name\":\"web\",\"name\":\"other\"}}"},
        {"web", "{\"x\":\"\xff\\\"}{\",\"y\":[{\"metadata\":{\"name\":\"no\"}}],\"metadata\":{\"name\":\"web\"}}"},
        {"web", "{\"n\":99999999999999999999,\"metadata\":{\"name\":\"web\"}"},
        {NULL, "{\"spec\":{\"metadata\":{\"name\":\"no\"}}}"},
        {NULL, "{\"metadata\":{\"name\":\"a b\"}}"},
        {NULL, "{\"metadata\":{\"name\":\"a\\u0062\"}}"},
        {NULL, "{\"metadata\":{\"name\":\"\"}}"},
        {NULL, "{\"metadata\":{\"name\":7}}"},
        {NULL, "{\"metadata\":\"name\"}"},
        {NULL, "{\"metadata\" {\"name\":\"web\"}}"},
        {NULL, "{\"metadata\":{\"name\":\"we"},
        {NULL, "{\"metadata\":{\"name"},
        {NULL, "{\"metadata\":"},
        {NULL, "{\"metadata\\"},
        {NULL, "[\"metadata\"]"},
        {NULL, "{"},
        {NULL, "}"},
        {NULL, ""},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        size_t len = strlen(cases[i].text);
        char *exact = malloc(len ? len : 1); /* so that a byte too far is seen */

        assert_non_null(exact);
        memcpy(exact, cases[i].text, len);
        own_str char *name = salvage_name(salvage_member(salvage_member((struct salvage){exact, len}, "metadata"), "name"));
        if (!str_equal(name, cases[i].name))
            fail_msg("case %zu: '%s'", i, name ? name : "(none)");
        free(exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
