/* What AWS, or whoever stands in its place, may answer: XML and JSON by the tables. The first line names service and operation, the rest is
 * the body. What is understood is one strict JSON object, what is not is a sentence. */

/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* aws */
#include "lib/aws/wire.h"

#include "tests/fuzz/fuzz.h"

static const struct operation *operation_of(const char *line, const struct service **service)
{
    const char *blank = strchr(line, ' ');
    own_str char *name = blank ? xstrndup(line, (size_t)(blank - line)) : NULL;
    *service = name ? service_find(name) : NULL;
    return *service ? operation_find(*service, blank + 1) : NULL;
}

static void as_answer(const struct service *s, const struct operation *op, const struct wire_answer *a)
{
    own_buf json = {0};
    own_str char *request_id = NULL;
    struct err err = {0};
    if (wire_decode(&json, &request_id, s, op, a, &err)) {
        FUZZ_HOLDS(err.kind == ERR_AGAIN && err.text[0]);
        return;
    }
    own_json *tree = json_parse(buf_str(&json), json.len, NULL);
    FUZZ_HOLDS(json_kind(tree) == JSON_OBJECT);
    json_each (member, tree)
        FUZZ_HOLDS(op->output && shape_member_find(op->output, json_name(member)));
}

static void as_error(const struct service *s, const struct wire_answer *a)
{
    struct aws_error e = {0};
    wire_error_decode(&e, s, a);
    aws_error_release(&e);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    const uint8_t *end = len ? memchr(bytes, '\n', len) : NULL;
    own_str char *line = end ? xstrndup((const char *)bytes, (size_t)(end - bytes)) : NULL;
    const struct service *s = NULL;
    const struct operation *op = line ? operation_of(line, &s) : NULL;
    own_buf body = {0};
    if (!op)
        return 0;
    buf_add(&body, (const char *)end + 1, len - (size_t)(end + 1 - bytes));
    struct wire_answer a = {.body = &body, .request_id = "r-1"};
    as_answer(s, op, &a);
    as_error(s, &a);
    return 0;
}
