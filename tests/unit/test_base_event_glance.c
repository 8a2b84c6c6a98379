/* The two ways of reading an envelope agree; times are those of the C library. */

/* system */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

static void same_text(const char *a, const char *b)
{
    assert_int_equal(!a, !b);
    if (a)
        assert_string_equal(a, b);
}

static void agree(const char *line, size_t len)
{
    own_event e = {0};
    own_glance g = {0};
    struct err err = {0}, other = {0};
    int rc = event_decode(&e, line, len, &err);
    assert_int_equal(event_glance(&g, line, len, &other), rc);
    assert_string_equal(err.text, other.text);
    if (rc)
        return;
    same_text(e.id, g.event.id);
    same_text(e.source, g.event.source);
    same_text(e.type, g.event.type);
    same_text(e.subject, g.event.subject);
    same_text(e.causation, g.event.causation);
    assert_int_equal(e.time.us, g.event.time.us);
    assert_int_equal(e.recorded.us, g.event.recorded.us);
    assert_int_equal(e.sequence, g.event.sequence);
}

#define HEAD "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a\",\"type\":\"t\""

static void both_ways_agree(void **state)
{
    (void)state;
    static const char *const lines[] = {
        HEAD "}",
        HEAD ",\"subject\":null,\"causationid\":\"a#1\",\"time\":\"2026-11-22T08:26:09.123456Z\",\"data\":[1,{\"x\":\"y\"}]}",
        HEAD ",\"subject\":\"a\\u0062c\"}",
        HEAD ",\"subject\":\"\"}",
        HEAD ",\"subject\":7}",
        HEAD ",\"Upper\":7}",
        HEAD ",\"data_base64\":\"eA==\"}",
        HEAD ",\"s\\u0065quence\":\"x\"}",
        HEAD ",\"sequence\":\"00000000000000000009\",\"recordedtime\":\"2026-11-22T08:26:09Z\"}",
        HEAD ",\"sequence\":\"9\"}",
        HEAD ",\"time\":\"yesterday\"}",
        HEAD ",\"id\":\"2\"}",
        "{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"a\",\"type\":\"t\"}",
        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a\"}",
        "[1]",
        "x",
        "",
    };
    for (size_t i = 0; i < COUNT_OF(lines); i++)
        agree(lines[i], strlen(lines[i]));
}

/* A line cut, and with a byte changed, at every place. */
static void both_ways_agree_on_what_is_spoiled(void **state)
{
    (void)state;
    static const char line[] =
        HEAD ",\"subject\":\"b\xc3\xa4\",\"time\":\"2026-11-22T08:26:09Z\",\"n\":[-1.5e3,12345678901234567],\"data\":{\"a\":\"\\n\"}}";
    static const char bytes[] = {'"', '\\', '{', '}', ',', ':', '0', 'x', ' ', '\x01', '\xc3', '\x80'};
    for (size_t at = 0; at < sizeof line - 1; at++) {
        agree(line, at);
        for (size_t b = 0; b < sizeof bytes; b++) {
            char spoiled[sizeof line];
            memcpy(spoiled, line, sizeof line);
            spoiled[at] = bytes[b];
            agree(spoiled, sizeof line - 1);
        }
    }
}

static void many_attributes(void **state)
{
    (void)state;
    own_buf line = {0};
    buf_add_str(&line, "{");
    for (unsigned i = 0; i < 60; i++)
        buf_addf(&line, "\"x%u\":%u,", i, i);
    buf_add_str(&line, HEAD + 1);
    buf_add_str(&line, "}");
    agree(line.data, line.len);
    buf_clear(&line);
    buf_addf(&line, "%s", HEAD);
    for (unsigned i = 0; i < 100; i++)
        buf_addf(&line, ",\"y%u\":%u", i % 99, i);
    buf_add_str(&line, "}");
    agree(line.data, line.len);
}

static void times_are_the_c_library_s(void **state)
{
    (void)state;
    for (int64_t s = -62167219200; s < 253402300800; s += 86399 * 11 + 7) { /* years 0 to 9999 */
        char text[MOMENT_TEXT], wanted[64];
        time_t seconds = (time_t)s;
        struct tm tm;
        struct moment m = {s * 1000000 + 123}, again;
        gmtime_r(&seconds, &tm);
        snprintf(wanted, sizeof wanted, "%04d-%02d-%02dT%02d:%02d:%02d.000123Z", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                 tm.tm_min, tm.tm_sec);
        assert_string_equal(moment_format(m, text), wanted);
        assert_int_equal(moment_parse(&again, text, NULL), 0);
        assert_int_equal(again.us, m.us);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways_agree),
        cmocka_unit_test(both_ways_agree_on_what_is_spoiled),
        cmocka_unit_test(many_attributes),
        cmocka_unit_test(times_are_the_c_library_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
