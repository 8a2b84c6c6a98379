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

        assert_int_equal(annotation_find(cases[i].name) != NULL, known);
        if (!known && !str_equal(nearest, cases[i].nearest))
            fail_msg("'%s': '%s'", cases[i].name, nearest ? nearest : "(none)");
    }
}

static void values(void **state)
{
    static const struct {
        const char *name, *value;
        enum annotation_place on;
        const char *wanted; /* a part of the sentence; "": all is well */
    } cases[] = {
        {"scheme", "internal", ANNOTATION_INGRESS, ""},
        {"scheme", "intern", ANNOTATION_INGRESS, "/scheme' is 'intern': it must be 'internal' or 'internet-facing'"},
        {"scheme", "", ANNOTATION_INGRESS, "it must be"},
        {"scheme", "internal", ANNOTATION_SERVICE, "has no effect on a Service"},
        {"auth-type", "saml", ANNOTATION_BOTH, "it must be 'none', 'cognito' or 'oidc'"},
        {"ssl-redirect", "443", ANNOTATION_INGRESS, ""},
        {"ssl-redirect", "https", ANNOTATION_INGRESS, "a whole number from 1 to 65535"},
        {"ssl-redirect", "65536", ANNOTATION_INGRESS, "65535"},
        {"group.order", "-1000", ANNOTATION_INGRESS, ""},
        {"group.order", "99999999999999999999999", ANNOTATION_INGRESS, "from -1000 to 1000"},
        {"create-acm-cert", "True", ANNOTATION_INGRESS, ""},
        {"create-acm-cert", "yes", ANNOTATION_INGRESS, "'true' or 'false'"},
        {"healthcheck-port", "traffic-port", ANNOTATION_SERVICE, ""},
        {"healthcheck-port", "8080", ANNOTATION_SERVICE, ""},
        {"healthcheck-port", "http-admin", ANNOTATION_SERVICE, ""},
        {"healthcheck-port", "80 80", ANNOTATION_SERVICE, "'traffic-port'"},
        {"healthcheck-port", "0", ANNOTATION_SERVICE, "'traffic-port'"},
        {"tags", "a=1, b=2,", ANNOTATION_INGRESS, ""},
        {"tags", "a=1\\,2,b=", ANNOTATION_INGRESS, ""},
        {"tags", "a=1,2,b=3", ANNOTATION_INGRESS, "KEY=VALUE"},
        {"tags", "=1", ANNOTATION_INGRESS, "KEY=VALUE"},
        {"tags", "", ANNOTATION_INGRESS, ""},
        {"listen-ports", "[{\"HTTP\":80}]", ANNOTATION_INGRESS, ""},
        {"listen-ports", "{\"HTTP\":80}", ANNOTATION_INGRESS, "a JSON array"},
        {"actions.web", "{\"type\":", ANNOTATION_INGRESS, "/actions.web' is"},
        {"schema", "internal", ANNOTATION_INGRESS, "is not known, and has no effect: '" ANNOTATION_PREFIX "scheme' is"},
    };

    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        own_buf said = {0};
        annotation_check(cases[i].name, cases[i].value, cases[i].on, &said);
        if (*cases[i].wanted ? !strstr(buf_str(&said), cases[i].wanted) : said.len != 0)
            fail_msg("%s=%s: '%s', wanted '%s'", cases[i].name, cases[i].value, buf_str(&said), cases[i].wanted);
    }
}

static void the_table_is_sorted_and_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < annotation_table_count; i++) {
        const struct annotation *a = &annotation_table[i];
        assert_true(!i || strcmp(annotation_table[i - 1].name, a->name) < 0);
        assert_true(a->place);
        assert_int_equal(a->words != NULL, a->type == ANNOTATION_WORD);
        assert_int_equal(a->most > a->least, a->type == ANNOTATION_NUMBER);
        assert_ptr_equal(annotation_find(a->name) ? annotation_find(a->name) : a, a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(names), cmocka_unit_test(values), cmocka_unit_test(the_table_is_sorted_and_whole)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
