/* links: build-podinfo/binding.o build-podinfo/choice.o build-podinfo/class.o build-podinfo/fits.o build-podinfo/fold.o */
/* links: build-podinfo/hold.o build-podinfo/ingress.o build-podinfo/node.o build-podinfo/place.o build-podinfo/pod.o */
/* links: build-podinfo/read.o build-podinfo/say.o build-podinfo/selector.o build-podinfo/service.o build-podinfo/slice.o */
/* links: build-podinfo/wants.o build-podinfo/warn.o */
/* Objects with any members, one a line: each is folded or refused with a sentence, all that is said is JSON, and the same again says the
 * same. */

/* system */
#include <string.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "build-podinfo/view.h"
#include "tests/fuzz/fuzz.h"

static void say(void *context, const char *type, const char *subject, const char *data)
{
    own_json *read = json_parse(data, strlen(data), NULL);
    FUZZ_HOLDS(json_kind(read) == JSON_OBJECT);
    buf_addf(context, "%s %s %s\n", type, subject, data);
}

static void fold_line(struct view *v, const char *line, size_t len)
{
    own_buf text = {0};
    struct event e = {0};
    struct err err = {0};
    bool object = len && *line == '{';
    buf_addf(&text,
             "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"watch-k8s/"
             "a\",\"type\":\"%s\",\"subject\":\"a\",\"time\":\"2026-11-22T08:00:00.000000Z\","
             "\"data\":{\"cluster\":\"a\",\"object\":",
             object ? "object.put" : "object.delete");
    buf_add(&text, line + (len && !object), len - (len && !object));
    buf_add_str(&text, "}}");
    if (event_decode(&e, buf_str(&text), text.len, &err))
        return; /* no event: the skeleton says so */
    if (view_fold(v, &e, &err))
        FUZZ_HOLDS(err.text[0]);
    event_release(&e);
}

static char *all_said(const char *bytes, size_t len)
{
    struct buf said = {0};
    struct view v = {.say = say, .context = &said};
    for (const char *at = bytes, *end = bytes + len; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        fold_line(&v, at, (size_t)((stop ? stop : end) - at));
        at = stop ? stop + 1 : end;
    }
    view_end(&v);
    view_release(&v);
    return buf_take(&said);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    own_str char *one = all_said((const char *)bytes, len), *two = all_said((const char *)bytes, len);
    FUZZ_HOLDS(str_equal(one, two));
    return 0;
}
