/* errors, buffers, time, digests, numbers: the small things everything stands on */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

static void errors_wrap_and_choose_a_code(void **state)
{
    (void)state;
    struct err err = {0};
    assert_int_equal(err_exit_code(&err), 0);
    assert_int_equal(err_set(&err, ERR_AGAIN, "cannot reach '%s'", "x"), -1);
    err_wrap(&err, "cluster '%s'", "blue");
    assert_string_equal(err.text, "cluster 'blue': cannot reach 'x'");
    assert_int_equal(err_exit_code(&err), 111);
    err_set(&err, ERR_CONFIG, "no");
    assert_int_equal(err_exit_code(&err), 100);
}

static void times_round_trip(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } cases[] = {
        {"2026-11-22T08:26:09.123456Z", "2026-11-22T08:26:09.123456Z"},
        {"2026-11-22T08:26:09Z", "2026-11-22T08:26:09.000000Z"},
        {"2026-11-22T10:26:09.5+02:00", "2026-11-22T08:26:09.500000Z"},
        {"2026-03-01T00:00:00.123456789-01:30", "2026-03-01T01:30:00.123456Z"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct moment m;
        char text[MOMENT_TEXT];
        assert_int_equal(moment_parse(&m, cases[i].in, NULL), 0);
        assert_string_equal(moment_format(m, text), cases[i].out);
    }
    static const char *const bad[] = {"", "2026-11-22", "2026-13-22T08:26:09Z", "2026-11-22T08:26:09", "2026-11-22T08:26:09Zx"};
    for (size_t i = 0; i < COUNT_OF(bad); i++) {
        struct moment m;
        struct err err = {0};
        assert_int_equal(moment_parse(&m, bad[i], &err), -1);
        assert_int_equal(err.kind, ERR_INPUT);
    }
}

static void durations(void **state)
{
    (void)state;
    int64_t ms;
    assert_int_equal(duration_parse(&ms, "30s", NULL), 0);
    assert_int_equal(ms, 30000);
    assert_int_equal(duration_parse(&ms, "2h", NULL), 0);
    assert_int_equal(ms, 7200000);
    assert_int_equal(duration_parse(&ms, "30d", NULL), 0);
    assert_int_equal(ms, 30ll * 24 * 3600 * 1000);
    assert_int_equal(duration_parse(&ms, "500ms", NULL), 0);
    assert_int_equal(ms, 500);
    assert_int_equal(duration_parse(&ms, "5", NULL), 0);
    assert_int_equal(ms, 5000);
    assert_int_equal(duration_parse(&ms, "-5s", NULL), -1);
    assert_int_equal(duration_parse(&ms, "5 s", NULL), -1);
}

static void digests(void **state)
{
    (void)state;
    char hex[SHA256_HEX];
    uint8_t mac[SHA256_BYTES];
    assert_string_equal(sha256_hex("abc", 3, hex), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    /* RFC 4231, test case 2 */
    hmac_sha256("Jefe", 4, "what do ya want for nothing?", 28, mac);
    assert_string_equal(hex_encode(mac, sizeof mac, hex), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    for (size_t len = 0; len < 5; len++) {
        own_buf text = {0}, back = {0};
        base64_encode(&text, "\xff\x00qz\x80", len);
        assert_int_equal(base64_decode(&back, buf_str(&text), text.len, NULL), 0);
        assert_int_equal(back.len, len);
        if (len)
            assert_memory_equal(back.data, "\xff\x00qz\x80", len);
    }
    own_buf none = {0};
    assert_int_equal(base64_decode(&none, "a*b", 3, NULL), -1);
}

static void numbers_have_twenty_digits(void **state)
{
    (void)state;
    char text[EVENT_NUMBER];
    uint64_t n;
    assert_string_equal(event_number_format(42, text), "00000000000000000042");
    assert_int_equal(event_number_parse("18446744073709551615", &n), 0);
    assert_true(n == UINT64_MAX);
    assert_int_equal(event_number_parse("18446744073709551616", &n), -1);
    assert_int_equal(event_number_parse("42", &n), -1);
    assert_int_equal(event_number_parse("000000000000000000042", &n), -1);
}

static void events_say_what_is_wrong(void **state)
{
    (void)state;
    static const struct {
        const char *line, *why;
    } cases[] = {
        {"[]", "not a JSON object"},
        {"{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a\"}", "'type' is missing"},
        {"{\"specversion\":\"0.3\",\"id\":\"1\",\"source\":\"a\",\"type\":\"t\"}", "'specversion' is '0.3'"},
        {"{\"specversion\":\"1.0\",\"id\":\"\",\"source\":\"a\",\"type\":\"t\"}", "'id' is empty"},
        {"{\"specversion\":\"1.0\",\"id\":7,\"source\":\"a\",\"type\":\"t\"}", "'id' is not a string"},
        {"{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a\",\"type\":\"t\",\"time\":\"now\"}", "'time': 'now' is no RFC 3339 time"},
        {"{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"a\",\"type\":\"t\",\"myExt\":1}", "'myExt' is no name"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct event e;
        struct err err = {0};
        assert_int_equal(event_decode(&e, cases[i].line, strlen(cases[i].line), &err), -1);
        if (!strstr(err.text, cases[i].why))
            fail_msg("'%s' instead of '%s'", err.text, cases[i].why);
    }
}

static void events_round_trip(void **state)
{
    (void)state;
    own_buf line = {0}, again = {0};
    struct moment time;
    moment_parse(&time, "2026-11-22T08:26:09.123456Z", NULL);
    struct event_head head = {
        .number = 7, .source = "a/b", .type = "t", .subject = "s", .causation = "x#1", .time = time, .data = "{\"k\":1}"};
    event_encode(&line, &head);
    own_event e;
    assert_int_equal(event_decode(&e, line.data, line.len - 1, NULL), 0);
    own_str char *data = json_text(e.data);
    uint64_t number;
    assert_int_equal(event_number_parse(e.id, &number), 0);
    struct event_head back = {number, e.source, e.type, e.subject, e.causation, e.time, data};
    event_encode(&again, &back);
    assert_string_equal(line.data, again.data);
    own_str char *reference = event_reference(&e);
    assert_string_equal(reference, "a/b#00000000000000000007");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(errors_wrap_and_choose_a_code),
        cmocka_unit_test(times_round_trip),
        cmocka_unit_test(durations),
        cmocka_unit_test(digests),
        cmocka_unit_test(numbers_have_twenty_digits),
        cmocka_unit_test(events_say_what_is_wrong),
        cmocka_unit_test(events_round_trip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
