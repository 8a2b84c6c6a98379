/* links: journal/line.o journal/renumber.o */
/* A line as it comes in, and as the journal changes it: what is accepted can be stamped and renumbered, and is the same event after it. */

/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/line.h"

#include "tests/fuzz/fuzz.h"

static void stamped(const struct event *e)
{
    own_buf to = {0};
    own_event again = {0};
    struct line_stamp stamp = {.sequence = 77, .recorded = "2026-11-22T08:26:09.123456Z", .marked = line_is_marked(e->line, e->line_len)};
    line_stamp(&to, e->line, e->line_len, &stamp);
    FUZZ_HOLDS(to.len && to.data[to.len - 1] == '\n' && !memchr(to.data, '\n', to.len - 1));
    FUZZ_HOLDS(event_decode(&again, to.data, to.len - 1, NULL) == 0);
    FUZZ_HOLDS(again.sequence == 77);
    FUZZ_HOLDS(strcmp(again.id, e->id) == 0 && strcmp(again.source, e->source) == 0 && strcmp(again.type, e->type) == 0);
    FUZZ_HOLDS(json_equal(again.data, e->data));
    FUZZ_HOLDS(line_same(e->line, e->line_len, to.data, to.len - 1));
}

static void renumbered(const struct event *e)
{
    own_buf to = {0};
    own_event again = {0};
    line_renumber(&to, e->line, e->line_len, 5);
    FUZZ_HOLDS(event_decode(&again, to.data, to.len, NULL) == 0);
    FUZZ_HOLDS(strcmp(again.id, "00000000000000000005") == 0 && strcmp(again.source, e->source) == 0);
    FUZZ_HOLDS(json_equal(again.data, e->data));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    own_event e = {0};
    struct err err = {0};
    if (len && memchr(bytes, '\n', len))
        return 0; /* lines end there */
    if (event_decode(&e, (const char *)bytes, len, &err)) {
        FUZZ_HOLDS(err.kind == ERR_INPUT && err.text[0]);
        return 0;
    }
    if (!line_is_plain(e.line, e.line_len))
        return 0;
    stamped(&e);
    renumbered(&e);
    return 0;
}
