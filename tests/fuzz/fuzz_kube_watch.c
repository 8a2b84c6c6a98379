/* What a watch brings: whatever the pieces that it comes in, the same objects are cut out of it, each of which the JSON reader takes or
 * refuses with a sentence; of what it refuses no name is made out that no object could have. */

/* system */
#include <string.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* kube */
#include "lib/kube/salvage.h"
#include "lib/kube/scan.h"

#include "tests/fuzz/fuzz.h"

static void salvaged(const char *json, size_t len)
{
    struct salvage object = salvage_member((struct salvage){json, len}, "object");
    struct salvage metadata = salvage_member(object, "metadata");
    own_str char *name = salvage_name(salvage_member(metadata, "name"));
    FUZZ_HOLDS(!object.text || (object.text >= json && object.text + object.len <= json + len));
    FUZZ_HOLDS(!name || (*name && !strpbrk(name, "/\"\\ \n")));
}

static int on_item(void *context, const char *json, size_t len, struct err *err)
{
    struct buf *all = context;
    struct err why = {0};
    own_json *event = json_parse(json, len, &why);
    (void)err;
    FUZZ_HOLDS(event || (why.kind && why.text[0]));
    if (!event)
        salvaged(json, len);
    buf_addf(all, "%zu:", len);
    buf_add(all, json, len);
    return 0;
}

/* All of it in pieces of that size; -1 when it was refused. */
static int scanned(struct buf *items, const uint8_t *bytes, size_t len, size_t piece)
{
    struct kube_scan scan = {.kind = KUBE_SCAN_STREAM, .item = on_item, .context = items};
    struct err err = {0};
    int failed = 0;
    for (size_t at = 0; at < len && !failed; at += piece)
        failed = kube_scan_feed(&scan, (const char *)bytes + at, len - at < piece ? len - at : piece, &err);
    FUZZ_HOLDS(!failed || (err.kind == ERR_AGAIN && err.text[0]));
    kube_scan_clear(&scan);
    return failed;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    own_buf whole = {0}, torn = {0};
    size_t piece = len ? (size_t)bytes[len / 2] % 7 + 1 : 1;
    int a = scanned(&whole, bytes, len, len ? len : 1), b = scanned(&torn, bytes, len, piece);
    FUZZ_HOLDS(!a == !b);
    FUZZ_HOLDS(whole.len == torn.len && (!whole.len || !memcmp(whole.data, torn.data, whole.len)));
    return 0;
}
