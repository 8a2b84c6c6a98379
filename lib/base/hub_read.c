/* A client's reading: asked for, counted, asked for again after a break. */

/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/hub_inner.h"
#include "lib/base/mem.h"

static const uint64_t SEQUENCE_MAX = UINT64_C(1) << 53; /* beyond, JSON cannot tell one from the next */

enum {
    CREDIT = 4 * 1024 * 1024,
    CREDIT_STEP = 256 * 1024, /* given back at once */
    SEQUENCE_AT = 13,         /* of each line read: {"sequence":"… */
    RAW_AT = EVENT_NUMBER,    /* of a raw line's own bytes: behind its sequence and a blank */
};

/* ---- the reading ---- */

static char **names_copy(const char *const *names)
{
    size_t count = 0;
    if (!names)
        return NULL;
    while (names[count])
        count++;
    char **copy = xcalloc(count + 1, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = xstrdup(names[i]);
    return copy;
}

static void names_free(char **names)
{
    for (size_t i = 0; names && names[i]; i++)
        free(names[i]);
    free(names);
}

void hub_reading_forget(struct hub *h)
{
    names_free(h->wanted.sources);
    names_free(h->wanted.types);
    free(h->wanted.subject);
    h->wanted = (struct reading_copy){0};
    h->reading = false;
    h->read_id = 0;
}

static void add_names(struct json_out *o, const char *name, char **names)
{
    if (!names)
        return;
    json_open_array(o, name);
    for (size_t i = 0; names[i]; i++)
        json_add_str(o, NULL, names[i]);
    json_close_array(o);
}

/* Asks for what is wanted from the next sequence on; the id tells its answers from those of an older asking. */
void hub_reading_ask(struct hub *h)
{
    own_buf word = {0};
    struct json_out o = hub_word(&word, "read");
    json_add_int(&o, "request", (int64_t)(h->requests + 1));
    json_add_int(&o, "reading", (int64_t)(h->requests + 1));
    add_names(&o, "sources", h->wanted.sources);
    add_names(&o, "types", h->wanted.types);
    json_add_str(&o, "subject", h->wanted.subject);
    json_add_int(&o, "from", (int64_t)h->read_next);
    json_add_int(&o, "until", (int64_t)h->wanted.until);
    json_add_bool(&o, "follow", h->wanted.follow);
    json_add_bool(&o, "joined", true);
    if (h->wanted.raw)
        json_add_bool(&o, "raw", true);
    json_add_int(&o, "credit", CREDIT);
    json_close_object(&o);
    if (!hub_word_send(h, &word, NULL))
        return;
    h->read_id = ++h->requests;
    h->consumed = 0;
}

void hub_read(struct hub *h, const struct hub_reading *r)
{
    hub_reading_forget(h);
    h->wanted = (struct reading_copy){
        .sources = names_copy(r->sources),
        .types = names_copy(r->types),
        .subject = xstrdup_or_null(r->subject),
        .until = r->until,
        .follow = r->follow,
        .raw = r->raw,
    };
    h->read_next = r->from ? r->from : 1;
    h->reading = true;
    if (h->state == HUB_READY)
        hub_reading_ask(h);
}

void hub_credit_give(struct hub *h)
{
    own_buf word = {0};
    if (h->consumed < CREDIT_STEP || !h->read_id)
        return;
    struct json_out o = hub_word(&word, "credit");
    json_add_int(&o, "reading", (int64_t)h->read_id);
    json_add_int(&o, "bytes", (int64_t)h->consumed);
    json_close_object(&o);
    if (hub_word_send(h, &word, NULL))
        h->consumed = 0;
}

/* ---- what comes ---- */

static bool is_current(const struct hub *h, const struct heard *a)
{
    return h->read_id && heard_number(a, "reading") == h->read_id;
}

/* The sequence that the journal put into a line, digits from `at` on; 0: it did not. */
static uint64_t line_sequence(const char *line, size_t len, size_t at)
{
    char text[EVENT_NUMBER] = {0};
    uint64_t sequence;
    if (len < at + sizeof text)
        return 0;
    memcpy(text, line + at, sizeof text - 1);
    return event_number_parse(text, &sequence) == 0 && sequence <= SEQUENCE_MAX ? sequence : 0;
}

/* Hands on one line. False: the reading was ended or replaced by what the handler did. */
static bool line_take(struct hub *h, const char *line, size_t len)
{
    uint64_t id = h->read_id, sequence = line_sequence(line, len, h->wanted.raw ? 0 : SEQUENCE_AT);
    size_t at = h->wanted.raw ? RAW_AT : 0;
    if (sequence >= h->read_next) {
        h->read_next = sequence + 1;
        if (h->handlers.event)
            h->handlers.event(h->context, line + at, len - at, sequence);
    }
    return !h->dead && h->state == HUB_READY && h->read_id == id;
}

static void passed(struct hub *h, uint64_t sequence)
{
    if (sequence >= h->read_next)
        h->read_next = sequence + 1;
}

static void caught_up(struct hub *h, uint64_t sequence)
{
    passed(h, sequence);
    if (!h->wanted.follow || (h->wanted.until && sequence >= h->wanted.until))
        hub_reading_forget(h);
    if (h->handlers.caught_up)
        h->handlers.caught_up(h->context, sequence);
}

void hub_on_events(struct hub *h, const struct heard *a)
{
    if (!is_current(h, a) || !a->payload.len)
        return;
    const char *at = a->payload.data;
    const char *end = at + a->payload.len;
    h->consumed += a->payload.len;
    while (at < end) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline || !line_take(h, at, (size_t)(newline - at)))
            return;
        at = newline + 1;
    }
    hub_credit_give(h);
    if (json_bool_or(json_get(a->word, "end"), false))
        caught_up(h, heard_number(a, "sequence"));
}

void hub_on_progress(struct hub *h, const struct heard *a)
{
    if (is_current(h, a))
        passed(h, heard_number(a, "sequence"));
}

void hub_on_caught_up(struct hub *h, const struct heard *a)
{
    if (is_current(h, a))
        caught_up(h, heard_number(a, "sequence"));
}
