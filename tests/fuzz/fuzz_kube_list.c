/* A page of a list: whatever the pieces that it comes in, the same items are cut out of it, the same head stands before them, and what
 * stands beside them is the same; a page that is good JSON as a whole and has items is cut into as many as it has. */

/* system */
#include <string.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* kube */
#include "lib/kube/scan.h"

#include "tests/fuzz/fuzz.h"

struct page {
    struct buf items, heads, rest;
    size_t count;
    int failed, whole;
};

static int on_item(void *context, const char *json, size_t len, struct err *err)
{
    struct page *p = context;
    (void)err;
    buf_addf(&p->items, "%zu:", len);
    buf_add(&p->items, json, len);
    p->count++;
    return 0;
}

static int on_head(void *context, const char *json, size_t len, struct err *err)
{
    struct page *p = context;
    (void)err;
    buf_add(&p->heads, json, len);
    return 0;
}

static void scan(struct page *p, const uint8_t *bytes, size_t len, size_t piece)
{
    struct kube_scan scan = {.kind = KUBE_SCAN_LIST, .item = on_item, .head = on_head, .context = p};
    struct err err = {0};
    for (size_t at = 0; at < len && !p->failed; at += piece)
        p->failed = kube_scan_feed(&scan, (const char *)bytes + at, len - at < piece ? len - at : piece, &err);
    FUZZ_HOLDS(!p->failed || (err.kind == ERR_AGAIN && err.text[0]));
    p->whole = !p->failed && !kube_scan_end(&scan, &err);
    if (p->whole)
        buf_add_str(&p->rest, kube_scan_rest(&scan));
    kube_scan_clear(&scan);
}

static bool same(const struct buf *a, const struct buf *b)
{
    return a->len == b->len && (!a->len || !memcmp(a->data, b->data, a->len));
}

static void release(struct page *p)
{
    buf_release(&p->items);
    buf_release(&p->heads);
    buf_release(&p->rest);
}

/* As many items as the JSON reader sees, where each is an object. */
static void counted(const struct page *p, const uint8_t *bytes, size_t len)
{
    own_json *list = json_parse((const char *)bytes, len, NULL);
    const struct json *items = json_get(list, "items");
    size_t count = 0;
    json_each (item, items) {
        if (json_kind(item) != JSON_OBJECT)
            return;
        count++;
    }
    if (json_kind(items) == JSON_ARRAY)
        FUZZ_HOLDS(p->whole && p->count == count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct page whole = {0}, torn = {0};
    scan(&whole, bytes, len, len ? len : 1);
    scan(&torn, bytes, len, len ? (size_t)bytes[len / 2] % 7 + 1 : 1);
    FUZZ_HOLDS(!whole.failed == !torn.failed && whole.whole == torn.whole && whole.count == torn.count);
    FUZZ_HOLDS(same(&whole.items, &torn.items) && same(&whole.heads, &torn.heads) && same(&whole.rest, &torn.rest));
    counted(&whole, bytes, len);
    release(&whole);
    release(&torn);
    return 0;
}
