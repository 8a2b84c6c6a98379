/* The parameters of a call, as a plan may name them: by the tables they become a request, or a sentence that names what is wrong. The first
 * line names service and operation, the rest is the JSON. */

/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* aws */
#include "lib/aws/wire.h"

#include "tests/fuzz/fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const uint8_t *end = len ? memchr(bytes, '\n', len) : NULL;
    own_str char *line = end ? xstrndup((const char *)bytes, (size_t)(end - bytes)) : NULL;
    char *blank = line ? strchr(line, ' ') : NULL;
    struct err err = {0};
    if (!blank)
        return 0;
    *blank = '\0';
    const struct service *s = service_find(line);
    const struct operation *op = s ? operation_find(s, blank + 1) : NULL;
    own_json *parameters = json_parse((const char *)end + 1, len - (size_t)(end + 1 - bytes), NULL);
    if (!op || !parameters)
        return 0;
    struct wire_request r = {0};
    int failed = wire_encode(&r, s, op, parameters, &err);
    if (failed)
        FUZZ_HOLDS(err.kind == ERR_INPUT && err.text[0]);
    else
        FUZZ_HOLDS(r.method && r.content_type && (!r.target || r.body.len));
    if (!failed && r.target) {
        own_json *again = json_parse(buf_str(&r.body), r.body.len, NULL);
        FUZZ_HOLDS(json_kind(again) == JSON_OBJECT);
    }
    wire_release(&r);
    return 0;
}
