/* links: plan-rules/compile/notes.o plan-rules/compile/fault.o plan-rules/compile/names.o */
/* The value grammars of annotations (docs/RULES.md step 2) and the names of step 8. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/names.h"
#include "plan-rules/compile/notes.h"

static void bools(void **state)
{
    static const struct {
        const char *text;
        int want; /* -1: refused */
    } rows[] = {
        {"1", 1}, {"t", 1},      {"T", 1},      {"TRUE", 1},  {"true", 1},  {"True", 1}, {"0", 0},
        {"f", 0}, {"F", 0},      {"FALSE", 0},  {"false", 0}, {"False", 0}, {"yes", -1}, {"tRUE", -1},
        {"", -1}, {" true", -1}, {"true ", -1}, {"on", -1},   {"2", -1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bool out = rows[i].want != 1;
        assert_int_equal(parse_bool(rows[i].text, &out), rows[i].want < 0 ? -1 : 0);
        if (rows[i].want >= 0)
            assert_int_equal(out, rows[i].want);
    }
}

static void integers(void **state)
{
    static const struct {
        const char *text;
        unsigned bits;
        bool good;
        int64_t want;
    } rows[] = {
        {"0", 32, true, 0},
        {"+7", 32, true, 7},
        {"-7", 32, true, -7},
        {"007", 32, true, 7},
        {"2147483647", 32, true, 2147483647},
        {"-2147483648", 32, true, -2147483648LL},
        {"2147483648", 32, false, 0},
        {"-2147483649", 32, false, 0},
        {"9223372036854775807", 64, true, INT64_MAX},
        {"-9223372036854775808", 64, true, INT64_MIN},
        {"9223372036854775808", 64, false, 0},
        {"99999999999999999999999999999999999999999999999999", 64, false, 0},
        {"", 32, false, 0},
        {"-", 32, false, 0},
        {"1_000", 32, false, 0},
        {" 1", 32, false, 0},
        {"1s", 32, false, 0},
        {"0x1", 32, false, 0},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int64_t out = 0;
        assert_int_equal(parse_int(rows[i].text, rows[i].bits, &out), rows[i].good ? 0 : -1);
        if (rows[i].good)
            assert_true(out == rows[i].want);
    }
}

static void lists(void **state)
{
    struct strs out = {0};
    (void)state;
    parse_list(" a , b,,c c ,", &out);
    assert_int_equal(out.count, 3);
    assert_string_equal(out.items[0], "a");
    assert_string_equal(out.items[1], "b");
    assert_string_equal(out.items[2], "c c");
    strs_release(&out);
    parse_list("", &out);
    assert_int_equal(out.count, 0);
    strs_release(&out);
}

/* The map as "key=value;…", or NULL where it is refused. */
static char *map_text(const char *text)
{
    struct pairs map = {0};
    struct buf out = {0};
    int bad = parse_map(text, &map);
    for (size_t i = 0; !bad && i < map.count; i++)
        buf_addf(&out, "%s=%s;", map.items[i].key, map.items[i].value);
    pairs_release(&map);
    char *done = buf_take(&out);
    if (bad) {
        free(done);
        return NULL;
    }
    return done;
}

static void maps(void **state)
{
    static const struct {
        const char *text;
        const char *want;
    } rows[] = {
        {"", ""},
        {"a=1", "a=1;"},
        {" a = 1 , b = 2 ", "a=1;b=2;"},
        {"a=", "a=;"},
        {"a=b=c", "a=b=c;"},
        {"a=1\\,2,b=3", "a=1,2;b=3;"},
        {"a\\=b=c", "a=b=c;"},
        {"a=1\\\\", "a=1\\;"},
        {"a=1,", "a=1,;"},
        {"a=1, ", "a=1,;"},
        {"a=1,a=2", "a=2;"},
        {"a=1,2", NULL},
        {"a=1,2,b=3", NULL},
        {"a", NULL},
        {"=1", NULL},
        {" ", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        own_str char *got = map_text(rows[i].text);
        if (rows[i].want)
            assert_string_equal(got, rows[i].want);
        else
            assert_null(got);
    }
}

static void service_over_ingress(void **state)
{
    struct pairs service = {0}, ingress = {0};
    struct fault f = {0};
    int64_t number = 5;
    (void)state;
    pairs_set(&ingress, NOTE_PREFIX "a", "from the ingress");
    pairs_set(&ingress, NOTE_PREFIX "b", "12");
    pairs_set(&service, NOTE_PREFIX "a", "from the service");
    struct notes n = {&service, &ingress};
    assert_string_equal(notes_get(&n, "a"), "from the service");
    assert_null(notes_get(&n, "c"));
    assert_int_equal(notes_int(&n, "b", &number, &f), 1);
    assert_true(number == 12);
    assert_int_equal(notes_int(&n, "c", &number, &f), 0);
    assert_true(number == 12);
    assert_int_equal(notes_int(&n, "a", &number, &f), -1);
    assert_string_equal(f.field, NOTE_PREFIX "a");
    assert_string_equal(f.value, "from the service");
    assert_true(strlen(f.reason) > 0);
    pairs_release(&service);
    pairs_release(&ingress);
}

static void json_members(void **state)
{
    const char *text = "{\"Name\":\"x\",\"n\":null,\"i\":7,\"l\":[\"a\",null],\"f\":1.5,\"big\":3000000000}";
    own_json *node = json_parse(text, strlen(text), NULL);
    struct fault f = {0};
    struct reader r = {"field", text, &f};
    const char *out;
    int64_t number;
    bool has;
    struct strs list = {0};
    (void)state;
    assert_int_equal(read_str(&r, node, "name", &out), 0);
    assert_string_equal(out, "x");
    assert_int_equal(read_str(&r, node, "n", &out), 0);
    assert_null(out);
    assert_int_equal(read_str(&r, node, "i", &out), -1);
    assert_int_equal(read_int(&r, node, "I", &number, &has), 0);
    assert_true(has && number == 7);
    assert_int_equal(read_int(&r, node, "f", &number, &has), -1);
    assert_int_equal(read_int(&r, node, "big", &number, &has), -1);
    assert_int_equal(read_strs(&r, node, "l", &list), 0);
    assert_int_equal(list.count, 2);
    assert_string_equal(list.items[1], "");
    strs_release(&list);
}

/* A long value is cut for the fault, between characters. */
static void fault_cuts(void **state)
{
    struct fault f = {0};
    char value[401];
    (void)state;
    for (size_t i = 0; i < 400; i += 2)
        memcpy(value + i, "\xC3\xA9", 2);
    value[400] = '\0';
    fault_set(&f, "x", value, "because of %s", "é");
    assert_true(strlen(f.value) < sizeof f.value);
    assert_true(utf8_valid(f.value, strlen(f.value)));
    assert_string_equal(f.reason, "because of é");
}

/* Known values of the incumbent's formulas. */
static void names(void **state)
{
    static const struct {
        const char *parts[11];
        const char *a, *b, *want;
    } rows[] = {
        {{"", "awesome-ns/ing-1", "internet-facing"}, "awesome-ns", "ing-1", "k8s-awesomen-ing1-43b698093c"},
        {{"", "explicit-group", "internal"}, "explicit-group", NULL, "k8s-explicitgroup-5bf9e53c23"},
        {{"cluster-dummy", "ns-1/ing-1", "internal"}, "ns-1", "ing-1", "k8s-ns1-ing1-b7e914000d"},
        {{"cluster-dummy", "ns-1/ing-1"}, "ns-1", "ing-1", "k8s-ns1-ing1-bd83176788"},
        {{"cluster-dummy", "ns-1/ing-1", "ns-1", "ing-1", "", "http", "32768", "instance", "HTTP", "HTTP1"},
         "ns-1",
         "svc-1",
         "k8s-ns1-svc1-9889425938"},
        {{"", "", "ns-1", "name-1", "my-uuid", "http", "8080", "ip", "HTTP", "HTTP1"}, "ns-1", "name-1", "k8s-ns1-name1-2c37289a00"},
        {{"", "", "ns-1", "name-1", "my-uuid", "http", "8080", "ip", "HTTP", "HTTP1", "80"}, "ns-1", "name-1", "k8s-ns1-name1-7ed91338c9"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t count = 0;
        while (count < COUNT_OF(rows[i].parts) && rows[i].parts[count])
            count++;
        own_str char *hash = name_hash(rows[i].parts, count);
        own_str char *name = name_made(rows[i].a, rows[i].b, hash);
        assert_string_equal(name, rows[i].want);
    }
    own_str char *backend = name_backend_group("testCluster");
    assert_string_equal(backend, "k8s-traffic-testCluster-411a1bcdb1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bools),
        cmocka_unit_test(integers),
        cmocka_unit_test(lists),
        cmocka_unit_test(maps),
        cmocka_unit_test(service_over_ingress),
        cmocka_unit_test(json_members),
        cmocka_unit_test(fault_cuts),
        cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
