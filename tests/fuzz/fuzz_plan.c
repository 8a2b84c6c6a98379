/* links: plan-rules/ */
/* Events into plan-rules, whatever they say: none is fatal, each look ends, says only well-formed words, and says with its memory what it
 * says without; and what it would do can be shown. */

/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

/* own */
#include "plan-rules/memo.h"
#include "plan-rules/plan.h"

#include "tests/fuzz/fuzz.h"

enum { LINES_MOST = 60, SAID_MOST = 10000 };

/* ---- a stage that keeps what is said ---- */

struct stage {
    bool in_pipe;
    struct buf said; /* as lines of events */
    uint64_t number; /* of the last one */
    size_t count;
};

void stage_emit(struct stage *s, const struct stage_event *e)
{
    own_json *data = json_parse(e->data, strlen(e->data), NULL);
    FUZZ_HOLDS(data && e->type && e->subject);
    FUZZ_HOLDS(++s->count < SAID_MOST);
    struct event_head head = {
        .number = ++s->number, .source = "plan-rules", .type = e->type, .subject = e->subject, .data = e->data, .time = {1}};
    event_encode(&s->said, &head);
}

void stage_print(struct stage *s, const char *line)
{
    FUZZ_HOLDS(!strchr(line, '\n'));
    s->count++;
}

bool stage_in_pipe(const struct stage *s)
{
    return s->in_pipe;
}

uint64_t stage_horizon(const struct stage *s)
{
    (void)s;
    return 7;
}

void stage_wake_at(struct stage *s, struct moment at)
{
    (void)s, (void)at;
}

/* ---- one world ---- */

static void fold(struct world *w, const char *line, size_t len)
{
    own_event e = {0};
    struct err err = {0};
    if (event_decode(&e, line, len, &err) == 0 && world_fold(w, &e, &err))
        FUZZ_HOLDS(err.kind == ERR_INPUT && err.text[0]);
}

/* Every line of a text. */
static void fold_all(struct world *w, const char *text, size_t len)
{
    const char *end = text + len;
    for (const char *at = text, *stop; at < end; at = stop + 1) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        stop = newline ? newline : end;
        fold(w, at, (size_t)(stop - at));
    }
}

/* What is said comes back, as it does through the journal. */
static void look(struct world *w, struct memo *m, uint64_t *number)
{
    struct stage some = {.number = *number}, all = {.number = *number};
    struct memo empty = {0};
    plan_react(w, m, &some);
    plan_react(w, &empty, &all);
    FUZZ_HOLDS(strcmp(buf_str(&some.said), buf_str(&all.said)) == 0);
    *number = some.number;
    memo_forget(&empty);
    fold_all(w, buf_str(&some.said), some.said.len);
    buf_release(&some.said);
    buf_release(&all.said);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct world w = {.assume_synced = len % 2};
    struct memo m = {0};
    uint64_t number = 0;
    struct stage people = {.in_pipe = true};
    const char *at = (const char *)bytes, *end = at + len;
    for (int lines = 0; at < end && lines < LINES_MOST; lines++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        const char *stop = newline ? newline : end;
        fold(&w, at, (size_t)(stop - at));
        if (lines % 4 == 3 || !newline)
            look(&w, &m, &number);
        at = stop + 1;
    }
    look(&w, &m, &number);
    plan_show(&w, &people);
    FUZZ_HOLDS(people.count > 0);
    memo_forget(&m);
    world_release(&w);
    return 0;
}
