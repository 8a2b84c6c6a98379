/* links: journal/access.o */
/* The table of who may do what: any text is taken or refused with its line; what is taken gives no right that stands in no row. */

/* system */
#include <string.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "journal/access.h"

#include "tests/fuzz/fuzz.h"

static void row_check(const struct access *a, const struct rights *r)
{
    FUZZ_HOLDS(r->name && !r->listen != !r->key);
    FUZZ_HOLDS(!(r->mode & ~0660u));
    if (r->listen)
        FUZZ_HOLDS(access_endpoint(a, r->listen) == r);
    if (r->key)
        FUZZ_HOLDS(access_key(a, r->key) == r);
    for (size_t i = 0; i < r->append.count; i++)
        FUZZ_HOLDS(rights_append(r, r->append.names[i]));
    if (!r->append.count)
        FUZZ_HOLDS(!rights_append(r, "a") && !rights_append(r, ""));
    if (!r->read.count)
        FUZZ_HOLDS(!rights_read(r, NULL) && !rights_read(r, "a"));
    if (rights_read(r, NULL))
        FUZZ_HOLDS(rights_read(r, "anything") && rights_read(r, "anything/"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    own_str char *text = xstrndup((const char *)bytes, len);
    struct access a = {0};
    struct err err = {0};
    if (access_parse(&a, text, "table", &err)) {
        FUZZ_HOLDS(err.kind == ERR_CONFIG && str_starts(err.text, "table:") && !a.count);
        return 0;
    }
    for (size_t i = 0; i < a.count; i++)
        row_check(&a, &a.rows[i]);
    access_release(&a);
    return 0;
}
