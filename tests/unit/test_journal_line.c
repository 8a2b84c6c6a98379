/* links: journal/line.o journal/renumber.o journal/record.o */
/* Lines changed as text. */

/* system */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/line.h"
#include "journal/record.h"
#include "journal/renumber.h"

static void stamp_is_put_in_front(void **state)
{
    (void)state;
    own_buf to = {0};
    const char *line = "{\"id\":\"1\",\"n\":9007199254740993}";
    line_stamp(&to, line, strlen(line), &(struct line_stamp){.sequence = 7, .recorded = "T"});
    assert_string_equal(to.data, "{\"sequence\":\"00000000000000000007\",\"recordedtime\":\"T\",\"id\":\"1\",\"n\":9007199254740993}\n");
    assert_int_equal(strncmp(to.data + LINE_SEQUENCE_AT, "00000000000000000007", 20), 0);
}

static void own_marks_of_a_line_are_lost(void **state)
{
    (void)state;
    own_buf to = {0};
    const char *line = " { \"sequence\" : \"1\", \"id\":\"1\",\"recordedtime\":null,\"data\":{\"sequence\":3} }";
    line_stamp(&to, line, strlen(line), &(struct line_stamp){.sequence = 7, .recorded = "T", .marked = true});
    assert_string_equal(to.data, "{\"sequence\":\"00000000000000000007\",\"recordedtime\":\"T\",\"id\":\"1\",\"data\":{\"sequence\":3}}\n");
}

static void time_does_not_count(void **state)
{
    (void)state;
    const char *a = "{\"id\":\"1\",\"time\":\"x\",\"data\":{\"time\":1}}";
    const char *b = "{\"id\":\"1\",\"time\":\"yy\",\"data\":{\"time\":1}}";
    const char *c = "{\"id\":\"1\",\"time\":\"x\",\"data\":{\"time\":2}}";
    assert_true(line_same(a, strlen(a), b, strlen(b)));
    assert_false(line_same(a, strlen(a), c, strlen(c)));
}

static void renumbered_all_else_stays(void **state)
{
    (void)state;
    own_buf to = {0};
    const char *line = "{\"sequence\":\"00000000000000000009\",\"id\":\"old\",\"data\":{\"id\":\"old\",\"x\":1.50}}";
    line_renumber(&to, line, strlen(line), 12);
    assert_string_equal(to.data, "{\"id\":\"00000000000000000012\",\"data\":{\"id\":\"old\",\"x\":1.50}}");
}

static const struct renumber *numbers_of_a(void *context, const char *source, size_t len)
{
    return len == 1 && *source == 'a' ? context : NULL;
}

static void references_follow(void **state)
{
    (void)state;
    own_buf to = {0};
    struct renumber r = {0};
    renumber_note(&r, 1, 11);
    renumber_note(&r, 2, 12);
    renumber_note(&r, 9, 13);
    assert_int_equal(r.count, 2);
    assert_int_equal(renumber_of(&r, 2), 12);
    assert_int_equal(renumber_of(&r, 3), 0);
    const char *line =
        "{\"causationid\":\"a#00000000000000000002\",\"data\":[\"b#00000000000000000002\",\"#a\",\"a#00000000000000000009\"]}";
    renumber_references(&to, line, strlen(line), numbers_of_a, &r);
    assert_string_equal(
        to.data, "{\"causationid\":\"a#00000000000000000012\",\"data\":[\"b#00000000000000000002\",\"#a\",\"a#00000000000000000013\"]}");
    renumber_release(&r);
}

static void record_gives_back_what_it_got(void **state)
{
    (void)state;
    own_buf value = {0};
    own_glance e = {0};
    struct record r;
    uint8_t hash[SHA256_BYTES] = {0}, again[SHA256_BYTES], zero[SHA256_BYTES] = {0};
    const char *line = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"\\u0061\",\"type\":\"t\",\"data\":1e0}";
    assert_int_equal(event_glance(&e, line, strlen(line), NULL), 0);
    record_encode(&value, &e);
    record_seal(value.data, value.len, 5, (struct moment){1000000}, hash);
    assert_int_equal(record_decode(&r, 5, value.data, value.len, NULL), 0);
    assert_string_equal(r.source, "a");
    assert_null(r.subject);
    assert_int_equal(r.line_len, strlen(line));
    assert_memory_equal(r.line, line, r.line_len);
    record_hash(&r, zero, again);
    assert_memory_equal(r.hash, again, SHA256_BYTES);
    assert_memory_equal(hash, again, SHA256_BYTES);
    size_t head_len = value.len - r.line_len;
    for (size_t len = 0; len < head_len; len++)
        assert_int_equal(record_decode(&r, 5, value.data, len, NULL), -1);
}

/* The example of the documentation: sha256sum of 32 zero bytes, the sequence, the time, the line. */
static void hash_is_what_is_documented(void **state)
{
    (void)state;
    char hex[SHA256_HEX], whole[SHA256_HEX];
    uint8_t hash[SHA256_BYTES], zero[SHA256_BYTES] = {0};
    struct record r = {.sequence = 1, .recorded = {1000000}, .line = "{}", .line_len = 2};
    own_buf all = {0};
    buf_add(&all, zero, sizeof zero);
    buf_add_str(&all, "000000000000000000011970-01-01T00:00:01.000000Z{}");
    record_hash(&r, zero, hash);
    sha256_parts(&(struct digest_part){all.data, all.len}, 1, zero);
    assert_string_equal(hex_encode(hash, sizeof hash, hex), hex_encode(zero, sizeof zero, whole));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stamp_is_put_in_front),      cmocka_unit_test(own_marks_of_a_line_are_lost),
        cmocka_unit_test(time_does_not_count),        cmocka_unit_test(renumbered_all_else_stays),
        cmocka_unit_test(references_follow),          cmocka_unit_test(record_gives_back_what_it_got),
        cmocka_unit_test(hash_is_what_is_documented),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
