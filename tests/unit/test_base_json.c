#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/json_scan.h"
#include "lib/base/mem.h"

static void refused(const char *text, size_t len, const char *why)
{
    struct err err = {0};
    assert_null(json_parse(text, len, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    if (!strstr(err.text, why))
        fail_msg("'%s' was refused with '%s', not '%s'", text, err.text, why);
}

static void refuses_what_would_be_changed(void **state)
{
    (void)state;
    static const struct {
        const char *text, *why;
    } cases[] = {
        {"", "not JSON"},
        {"{\"a\":1} x", "after the value at byte 8"},
        {"{\"a\":1,\"b\":2,\"a\":3}", "'a' stands twice"},
        {"\"a\\u0000b\"", "NUL in a string"},
        {"\"a\nb\"", "raw control character"},
        {"\"\\ud800\"", "half a surrogate pair"},
        {"\"\\x\"", "unknown escape"},
        {"9007199254740993", "number too large"},
        {"1e999", "number too large"},
        {"-9223372036854775809", "number too large"},
        {"01", "not JSON"},
        {"1.", "broken number"},
        {"[1,]", "not JSON"},
        {"{\"a\" 1}", "':' was expected"},
        {"{a:1}", "a string was expected"},
        {"[1 2]", "',' or the end"},
        {"\"abc", "string without end"},
        {"nul", "not JSON"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        refused(cases[i].text, strlen(cases[i].text), cases[i].why);
    refused("\"\xff\"", 3, "not valid UTF-8");
    refused("\"\xed\xa0\x80\"", 5, "not valid UTF-8");
    char deep[300];
    memset(deep, '[', sizeof deep);
    refused(deep, sizeof deep, "nested too deep");
}

static void prints_what_it_read(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{\"a\":[1,2.5,-3,true,false,null,\"x\"],\"b\":{},\"c\":[]}",
        "\"\\\"\\\\\\n\\t\\u0001 \xc3\xa9 \xf0\x9f\x98\x80\"",
        "9007199254740992",
        "0.30000000000000004",
    };
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        struct err err = {0};
        own_json *tree = json_parse(texts[i], strlen(texts[i]), &err);
        assert_non_null(tree);
        own_str char *again = json_text(tree);
        assert_string_equal(again, texts[i]);
    }
}

static void looks_up(void **state)
{
    (void)state;
    const char *text = "{\"a\":{\"B\":{\"c\":\"x\"}},\"n\":7,\"f\":1.5,\"z\":null}";
    own_json *t = json_parse(text, strlen(text), NULL);
    assert_string_equal(json_str(json_path(t, "a", "B", "c", NULL)), "x");
    assert_null(json_path(t, "a", "x", "c", NULL));
    assert_null(json_get(json_get(t, "a"), "b"));
    assert_non_null(json_get_fold(json_get(t, "a"), "b"));
    assert_int_equal(json_int_or(json_get(t, "n"), 0), 7);
    assert_int_equal(json_int_or(json_get(t, "f"), -1), -1);
    assert_int_equal(json_kind(json_get(t, "z")), JSON_NULL);
    assert_int_equal(json_kind(json_get(t, "none")), JSON_ABSENT);
    assert_null(json_text(NULL));
    assert_int_equal(json_count(t), 4);
}

/* What the other controller takes, and what it refuses. */
static void reads_as_go_does(void **state)
{
    (void)state;
    const char *text = "[{\"a\":1,\"b\":{\"c\":1,\"c\":2},\"a\":3},{\"N\":4,\"n\":5}]";
    own_json *t = json_parse_go(text, strlen(text), NULL);
    own_str char *kept = json_text(json_first(t));
    assert_string_equal(kept, "{\"b\":{\"c\":2},\"a\":3}");
    assert_int_equal(json_int_or(json_get_fold(json_next(json_first(t)), "n"), 0), 5);
    assert_null(json_parse(text, strlen(text), NULL));
    static const char *const bad[] = {"[80.0]", "[8e1]", "[1,]", "[1] 2", "{\"a\":\"\\ud800\"}"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct err err = {0};
        assert_null(json_parse_go(bad[i], strlen(bad[i]), &err));
        assert_true(*err.text);
    }
}

static void finds_extents(void **state)
{
    (void)state;
    const char *text = " { \"a\" : [1, {\"x\":2}] , \"b\":\"q\\\"\" }";
    struct json_extent m;
    size_t at = 0;
    assert_true(json_next_member(text, strlen(text), &at, &m));
    assert_int_equal(m.name_len, 1);
    assert_memory_equal(m.value, "[1, {\"x\":2}]", m.value_len);
    assert_true(json_next_member(text, strlen(text), &at, &m));
    assert_memory_equal(m.value, "\"q\\\"\"", m.value_len);
    assert_false(json_next_member(text, strlen(text), &at, &m));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_would_be_changed),
        cmocka_unit_test(prints_what_it_read),
        cmocka_unit_test(looks_up),
        cmocka_unit_test(reads_as_go_does),
        cmocka_unit_test(finds_extents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
