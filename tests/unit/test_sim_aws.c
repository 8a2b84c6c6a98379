/* Parameter trees of the simulated AWS: forms in, XML and JSON out. */
/* links: tests/sim/aws/node.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* base */
#include "lib/base/json.h"

/* own */
#include "tests/sim/aws/node.h"

static void forms_become_trees(void **state)
{
    (void)state;
    static const struct {
        const char *form, *json, *xml;
    } rows[] = {
        {"Name=a%20b+c%2Bd&Type=", "{\"Name\":\"a b c+d\",\"Type\":\"\"}", "<Name>a b c+d</Name><Type></Type>"},
        {"L.member.1=a&L.member.2=b", "{\"L\":[\"a\",\"b\"]}", "<L><member>a</member><member>b</member></L>"},
        {"L.member.10=k&L.member.9=j", "{\"L\":[\"j\",\"k\"]}", "<L><member>j</member><member>k</member></L>"},
        {"A.member.1.F.G.member.1.W=5", "{\"A\":[{\"F\":{\"G\":[{\"W\":\"5\"}]}}]}",
         "<A><member><F><G><member><W>5</W></member></G></F></member></A>"},
        {"M.entry.1.key=k&M.entry.1.value=v", "{\"M\":[{\"key\":\"k\",\"value\":\"v\"}]}",
         "<M><entry><key>k</key><value>v</value></entry></M>"},
        {"Filter.1.Name=n&Filter.1.Value.2=b&Filter.1.Value.1=a", "{\"Filter\":[{\"Name\":\"n\",\"Value\":[\"a\",\"b\"]}]}",
         "<Filter><item><Name>n</Name><Value><item>a</item><item>b</item></Value></item></Filter>"},
        {"V=%3Ca%26%22%3E", "{\"V\":\"<a&\\\">\"}", "<V>&lt;a&amp;&quot;&gt;</V>"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        own_buf json = {0}, xml = {0};
        own_node *tree = node_from_form(rows[i].form, strlen(rows[i].form), NULL);
        struct json_out o = json_out(&json);
        assert_non_null(tree);
        node_json(&o, NULL, tree);
        node_xml_inner(&xml, tree);
        assert_string_equal(buf_str(&json), rows[i].json);
        assert_string_equal(buf_str(&xml), rows[i].xml);
    }
}

static void a_parameter_twice_is_refused(void **state)
{
    (void)state;
    static const char *const forms[] = {"A=1&A=2", "A.B=1&A=2", "A=1&A.B=2", "=x"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_null(node_from_form(forms[i], strlen(forms[i]), NULL));
}

static struct node *tree(const char *form)
{
    return node_from_form(form, strlen(form), NULL);
}

static void trees_compare_and_change(void **state)
{
    (void)state;
    own_node *a = tree("X=1&Y=2&L.member.1=a&L.member.2=b"), *b = tree("Y=2&L.member.1=a&X=1&L.member.2=b");
    own_node *c = tree("X=1&Y=2&L.member.1=b&L.member.2=a");
    assert_true(node_equal(a, b));
    assert_false(node_equal(a, c));
    node_set(b, "Y", NULL);
    assert_false(node_equal(a, b));
    assert_false(node_equal(b, a));
    node_set(b, "Y", "2");
    assert_true(node_equal(a, b));
    own_node *copy = node_clone(a);
    node_set_int(copy, "X", 7);
    assert_string_equal(node_str(a, "X"), "1");
    assert_int_equal(node_int_or(copy, "X", 0), 7);
    assert_int_equal(node_count(node_get(copy, "L")), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_become_trees),
        cmocka_unit_test(a_parameter_twice_is_refused),
        cmocka_unit_test(trees_compare_and_change),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
