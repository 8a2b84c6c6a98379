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

static void stamped(const struct event *e, bool marked)
{
    own_buf to = {0};
    own_event again = {0};
    struct line_stamp stamp = {.sequence = 77, .recorded = "2026-11-22T08:26:09.123456Z", .marked = marked};
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

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* Both ways of reading an envelope say the same. */
static void same(const struct event *e, const struct event *g)
{
    FUZZ_HOLDS(same_text(e->id, g->id) && same_text(e->source, g->source) && same_text(e->type, g->type));
    FUZZ_HOLDS(same_text(e->subject, g->subject) && same_text(e->causation, g->causation));
    FUZZ_HOLDS(e->time.us == g->time.us && e->recorded.us == g->recorded.us && e->sequence == g->sequence);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    own_event e = {0};
    own_glance g = {0};
    struct err err = {0}, glance_err = {0};
    if (len && memchr(bytes, '\n', len))
        return 0; /* lines end there */
    int rc = event_decode(&e, (const char *)bytes, len, &err);
    FUZZ_HOLDS(event_glance(&g, (const char *)bytes, len, &glance_err) == rc);
    FUZZ_HOLDS(strcmp(err.text, glance_err.text) == 0);
    if (rc) {
        FUZZ_HOLDS(err.kind == ERR_INPUT && err.text[0]);
        return 0;
    }
    same(&e, &g.event);
    if (g.escaped)
        return 0;
    stamped(&e, g.marked);
    renumbered(&e);
    return 0;
}
