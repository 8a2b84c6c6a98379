/* The envelope of an event read off its text. Whatever is not as our own programs write it is left to event_decode. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/json_scan.h"
#include "lib/base/mem.h"

enum attribute { SPECVERSION, ID, SOURCE, TYPE, SUBJECT, CAUSATIONID, TIME, SEQUENCE, RECORDEDTIME, ATTRIBUTES };

static const struct {
    const char *name;
    unsigned char len;
    bool required;
} attributes[ATTRIBUTES] = {
    [SPECVERSION] = {"specversion", 11, true},
    [ID] = {"id", 2, true},
    [SOURCE] = {"source", 6, true},
    [TYPE] = {"type", 4, true},
    [SUBJECT] = {"subject", 7, false},
    [CAUSATIONID] = {"causationid", 11, false},
    [TIME] = {"time", 4, false},
    [SEQUENCE] = {"sequence", 8, false},
    [RECORDEDTIME] = {"recordedtime", 12, false},
};

static enum attribute attribute_of(const struct json_extent *m)
{
    enum attribute a = 0;
    while (a < ATTRIBUTES && (m->name_len != attributes[a].len || memcmp(m->name, attributes[a].name, m->name_len) != 0))
        a++;
    return a;
}

static bool name_is_plain(const struct json_extent *m)
{
    for (size_t i = 0; i < m->name_len; i++)
        if (!((m->name[i] >= 'a' && m->name[i] <= 'z') || (m->name[i] >= '0' && m->name[i] <= '9')))
            return m->name_len == 11 && memcmp(m->name, "data_base64", 11) == 0;
    return true;
}

/* Finds where the attributes stand. False: something is not as usual. */
static bool extents_of(const struct json_members *members, const struct json_extent *where[ATTRIBUTES])
{
    if (members->count > JSON_MEMBERS)
        return false;
    for (size_t i = 0; i < members->count; i++) {
        const struct json_extent *m = &members->list[i];
        enum attribute a = attribute_of(m);
        if (a < ATTRIBUTES)
            where[a] = m;
        else if (!name_is_plain(m))
            return false;
    }
    return true;
}

static bool is_null(const struct json_extent *m)
{
    return m->value_len == 4 && memcmp(m->value, "null", 4) == 0;
}

/* A string of one character at least, none of them escaped. */
static bool is_plain_text(const struct json_extent *m)
{
    return m->value_len > 2 && m->value[0] == '"' && !memchr(m->value, '\\', m->value_len);
}

/* Copies the attributes' text. False: one is missing or not as usual. */
static bool texts_of(struct buf *text, const struct json_extent *const where[ATTRIBUTES], const char *out[ATTRIBUTES])
{
    size_t room = 0;
    for (enum attribute a = 0; a < ATTRIBUTES; a++) {
        const struct json_extent *m = where[a];
        bool absent = !m || (is_null(m) && !attributes[a].required);
        if (absent ? attributes[a].required : !is_plain_text(m))
            return false;
        room += absent ? 0 : m->value_len;
    }
    buf_clear(text);
    buf_room(text, room); /* nothing moves from here on */
    for (enum attribute a = 0; a < ATTRIBUTES; a++) {
        const struct json_extent *m = where[a];
        out[a] = NULL;
        if (!m || is_null(m))
            continue;
        out[a] = text->data + text->len;
        buf_add(text, m->value + 1, m->value_len - 2);
        buf_add_char(text, '\0');
    }
    return true;
}

static bool fill(struct event *e, const char *const text[ATTRIBUTES])
{
    e->id = text[ID];
    e->source = text[SOURCE];
    e->type = text[TYPE];
    e->subject = text[SUBJECT];
    e->causation = text[CAUSATIONID];
    if (strcmp(text[SPECVERSION], "1.0") != 0)
        return false;
    if (text[TIME] && moment_parse(&e->time, text[TIME], NULL) < 0)
        return false;
    if (text[RECORDEDTIME] && moment_parse(&e->recorded, text[RECORDEDTIME], NULL) < 0)
        return false;
    return !text[SEQUENCE] || event_number_parse(text[SEQUENCE], &e->sequence) == 0;
}

/* The slow and exact way. */
static int decode(struct event_glance *g, const char *line, size_t len, struct err *err)
{
    struct json_extent m;
    if (event_decode(&g->event, line, len, err) < 0)
        return -1;
    for (size_t at = 0; json_next_member(line, len, &at, &m);) {
        enum attribute a = attribute_of(&m);
        g->marked |= a == SEQUENCE || a == RECORDEDTIME;
        g->escaped |= memchr(m.name, '\\', m.name_len) != NULL;
    }
    return 0;
}

int event_glance(struct event_glance *g, const char *line, size_t len, struct err *err)
{
    struct json_members members;
    const struct json_extent *where[ATTRIBUTES] = {0};
    const char *text[ATTRIBUTES];
    event_release(&g->event);
    g->event = (struct event){.line = line, .line_len = len};
    g->marked = g->escaped = false;
    if (len > EVENT_MAX_LINE)
        return event_decode(&g->event, line, len, err);
    if (json_scan_members(line, len, &members, err) < 0)
        return -1;
    if (!extents_of(&members, where) || !texts_of(&g->text, where, text) || !fill(&g->event, text))
        return decode(g, line, len, err);
    g->marked = where[SEQUENCE] || where[RECORDEDTIME];
    return 0;
}

void event_glance_release(struct event_glance *g)
{
    event_release(&g->event);
    buf_release(&g->text);
}
