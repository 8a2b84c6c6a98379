/* Cutting a body into objects: the same objects whatever the pieces it comes in, and no half body taken for a whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/kube/follow.h"
#include "lib/kube/scan.h"

static const char list[] =
    "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"42\",\"continue\":\"x\\\"items\\\":[\"},\n"
    "\"items\": [ {\"a\":{\"items\":[1,{\"b\":\"}]\"}]}},\n {} ,{\"c\":\"quote \\\" and slash \\\\\"}]}\n";
static const char stream[] = "{\"type\":\"ADDED\",\"object\":{\"n\":1}}\n{\"type\":\"X\",\"object\":{}}\n\n{\"a\":[{}]}";

struct seen {
    struct buf items; /* one a line */
    struct buf head;
    int heads, stop_at, count;
};

static int on_item(void *context, const char *json, size_t len, struct err *err)
{
    struct seen *s = context;

    buf_add(&s->items, json, len);
    buf_add_char(&s->items, '|');
    if (++s->count == s->stop_at)
        return err_set(err, ERR_AGAIN, "enough");
    return 0;
}

static int on_head(void *context, const char *json, size_t len, struct err *err)
{
    struct seen *s = context;

    (void)err;
    s->heads++;
    buf_add(&s->head, json, len);
    return 0;
}

/* Feeds text in pieces of `piece` bytes; 0 when the scan took it all and found it whole. */
static int feed(struct kube_scan *scan, const char *text, size_t piece, struct err *err)
{
    size_t len = strlen(text);

    for (size_t at = 0; at < len; at += piece)
        if (kube_scan_feed(scan, text + at, len - at < piece ? len - at : piece, err))
            return -1;
    return kube_scan_end(scan, err);
}

static void a_list_gives_its_items_in_any_pieces(void **state)
{
    (void)state;
    for (size_t piece = 1; piece <= sizeof list; piece++) {
        struct seen seen = {0};
        struct kube_scan scan = {.kind = KUBE_SCAN_LIST, .item = on_item, .head = on_head, .context = &seen};
        struct err err = {0};

        assert_int_equal(feed(&scan, list, piece, &err), 0);
        assert_string_equal(buf_str(&seen.items), "{\"a\":{\"items\":[1,{\"b\":\"}]\"}]}}|{}|{\"c\":\"quote \\\" and slash \\\\\"}|");
        assert_int_equal(seen.heads, 1);
        assert_non_null(strstr(buf_str(&seen.head), "\"42\""));
        assert_non_null(strstr(buf_str(&seen.head), "\"items\": []}"));
        assert_string_equal(kube_scan_rest(&scan), "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"42\","
                                                   "\"continue\":\"x\\\"items\\\":[\"},\n\"items\": []}");
        kube_scan_clear(&scan);
        buf_release(&seen.items);
        buf_release(&seen.head);
    }
}

static void a_stream_gives_its_values_in_any_pieces(void **state)
{
    (void)state;
    for (size_t piece = 1; piece <= sizeof stream; piece++) {
        struct seen seen = {0};
        struct kube_scan scan = {.kind = KUBE_SCAN_STREAM, .item = on_item, .context = &seen};
        struct err err = {0};

        assert_int_equal(feed(&scan, stream, piece, &err), 0);
        assert_string_equal(buf_str(&seen.items), "{\"type\":\"ADDED\",\"object\":{\"n\":1}}|{\"type\":\"X\",\"object\":{}}|{\"a\":[{}]}|");
        kube_scan_clear(&scan);
        buf_release(&seen.items);
    }
}

/* Cut anywhere, a list is never whole. */
static void no_half_list_is_whole(void **state)
{
    size_t len = strlen(list) - 1; /* without its last newline */

    (void)state;
    for (size_t cut = 0; cut < len; cut++) {
        struct seen seen = {0};
        struct kube_scan scan = {.kind = KUBE_SCAN_LIST, .item = on_item, .context = &seen};
        struct err err = {0};

        assert_int_equal(kube_scan_feed(&scan, list, cut, &err), 0);
        assert_int_equal(kube_scan_end(&scan, &err), -1);
        assert_int_equal(err.kind, ERR_AGAIN);
        kube_scan_clear(&scan);
        buf_release(&seen.items);
    }
}

static void what_is_no_list_is_refused(void **state)
{
    static const char *const bad[] = {"<html>", "[1]", "404 page not found", "{\"items\":[1]}", "{\"items\":[\"x\"]}", "{\"items\":[]} x"};

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct seen seen = {0};
        struct kube_scan scan = {.kind = KUBE_SCAN_LIST, .item = on_item, .context = &seen};
        struct err err = {0};

        assert_int_equal(feed(&scan, bad[i], 100, &err), -1);
        assert_int_equal(seen.count, 0);
        assert_true(err.text[0] != '\0');
        kube_scan_clear(&scan);
    }
}

static void items_that_are_null_or_no_array_are_none(void **state)
{
    struct seen seen = {0};
    struct kube_scan scan = {.kind = KUBE_SCAN_LIST, .item = on_item, .context = &seen};
    struct err err = {0};

    (void)state;
    assert_int_equal(feed(&scan, "{\"items\":null,\"xitems\":[{}],\"x\\\"items\":[{}]}", 1, &err), 0);
    assert_int_equal(seen.count, 0);
    kube_scan_clear(&scan);
}

static void the_reader_can_stop_it(void **state)
{
    struct seen seen = {.stop_at = 2};
    struct kube_scan scan = {.kind = KUBE_SCAN_STREAM, .item = on_item, .context = &seen};
    struct err err = {0};

    (void)state;
    assert_int_equal(feed(&scan, stream, 1000, &err), -1);
    assert_int_equal(seen.count, 2);
    assert_string_equal(err.text, "enough");
    kube_scan_clear(&scan);
    buf_release(&seen.items);
}

static void an_endless_object_is_refused(void **state)
{
    struct seen seen = {0};
    struct kube_scan scan = {.kind = KUBE_SCAN_STREAM, .item = on_item, .context = &seen};
    struct err err = {0};
    static char block[1 << 20];
    int failed = kube_scan_feed(&scan, "{\"a\":\"", 6, &err);

    (void)state;
    memset(block, 'x', sizeof block);
    for (int i = 0; i < 20 && !failed; i++)
        failed = kube_scan_feed(&scan, block, sizeof block, &err);
    assert_int_equal(failed, -1);
    assert_int_equal(err.kind, ERR_AGAIN);
    kube_scan_clear(&scan);
}

static void versions_have_an_order(void **state)
{
    (void)state;
    assert_true(kube_version_compare("9", "10") < 0);
    assert_true(kube_version_compare("123", "99") > 0);
    assert_int_equal(kube_version_compare("7", "7"), 0);
    assert_true(kube_version_compare("99999999999999999999998", "99999999999999999999999") < 0);
    assert_int_equal(kube_version_compare("abc", "7"), 0);
    assert_int_equal(kube_version_compare("0", "7"), 0);
    assert_int_equal(kube_version_compare("", "7"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_gives_its_items_in_any_pieces),
        cmocka_unit_test(a_stream_gives_its_values_in_any_pieces),
        cmocka_unit_test(no_half_list_is_whole),
        cmocka_unit_test(what_is_no_list_is_refused),
        cmocka_unit_test(items_that_are_null_or_no_array_are_none),
        cmocka_unit_test(the_reader_can_stop_it),
        cmocka_unit_test(an_endless_object_is_refused),
        cmocka_unit_test(versions_have_an_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
