/* An annotation, `NAME=VALUE`: what is said of it is a sentence that an event can carry, and the same each time; a name that is told as
 * the nearest is known. */

/* system */
#include <string.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* model */
#include "lib/model/annotations.h"

#include "tests/fuzz/fuzz.h"

static void said(const char *name, const char *value, enum annotation_place on, bool utf8)
{
    own_buf one = {0}, two = {0}, data = {0};
    struct json_out o = json_out(&data);
    annotation_check(name, value, on, &one);
    annotation_check(name, value, on, &two);
    FUZZ_HOLDS(!strcmp(buf_str(&one), buf_str(&two)));
    if (!utf8)
        return; /* an API server gives no other */
    json_open_object(&o, NULL);
    json_add_str(&o, "reason", buf_str(&one));
    json_close_object(&o);
    own_json *back = json_parse(data.data, data.len, NULL);
    FUZZ_HOLDS(str_equal(json_str(json_get(back, "reason")), buf_str(&one)));
}

static bool is_utf8(const char *text)
{
    own_buf data = {0};
    struct json_out o = json_out(&data);
    json_open_object(&o, NULL);
    json_add_str(&o, "t", text);
    json_close_object(&o);
    own_json *back = json_parse(data.data, data.len, NULL);
    return str_equal(json_str(json_get(back, "t")), text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    own_str char *text = xstrndup(len ? (const char *)bytes : "", len);
    bool utf8 = is_utf8(text);
    char *equals = strchr(text, '=');
    const char *value = equals ? equals + 1 : "";
    if (equals)
        *equals = '\0';
    const char *near = annotation_nearest(text);
    FUZZ_HOLDS(!near || annotation_find(near) || near[strlen(near) - 1] == '.');
    said(text, value, ANNOTATION_INGRESS, utf8);
    said(text, value, ANNOTATION_SERVICE, utf8);
    return 0;
}
