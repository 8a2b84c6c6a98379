#include "journal/format.h"

/* system */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/mem.h"

enum { DIM = 2, RED = 31, GREEN = 32, YELLOW = 33, CYAN = 36 };

/* What a type begins with, and how it stands out. */
static const struct {
    const char *type;
    int colour;
} colours[] = {
    {"event.rejected", RED}, {"object.rejected", RED}, {"plan.rejected", RED}, {"call.failed", RED},      {"report.failed", RED},
    {"cluster.stale", RED},  {"plan.held", YELLOW},    {"traffic.", YELLOW},   {"plan.", CYAN},           {"call.done", GREEN},
    {"batch.done", GREEN},   {"stage.started", DIM},   {"timer.fired", DIM},   {"cluster.bookmark", DIM},
};

static int colour_of(const char *type)
{
    for (size_t i = 0; i < COUNT_OF(colours); i++)
        if (str_starts(type, colours[i].type))
            return colours[i].colour;
    return 0;
}

/* Text of others, as it may stand on a terminal; at least `width` characters wide. */
static void add_text(struct buf *to, const char *text, size_t width)
{
    size_t shown = 0;
    for (const char *at = text ? text : ""; *at; at++) {
        unsigned char c = (unsigned char)*at;
        bool c1 = c == 0xc2 && (unsigned char)at[1] >= 0x80 && (unsigned char)at[1] < 0xa0; /* control characters of two bytes */
        buf_add_char(to, c < 0x20 || c == 0x7f || c1 ? '?' : *at);
        at += c1;
        shown += (c & 0xc0) != 0x80;
    }
    for (; shown < width; shown++)
        buf_add_char(to, ' ');
}

static void add_type(struct buf *to, const char *type, size_t width, bool colour)
{
    int code = colour ? colour_of(type) : 0;
    if (code)
        buf_addf(to, "\033[%dm", code);
    add_text(to, type, width);
    if (code)
        buf_add_str(to, "\033[0m");
}

/* What happened, in the event's own words. */
static void add_note(struct buf *to, const struct json *data)
{
    static const char *const members[] = {"action", "state", "outcome", "reason", "error", "requestId", "version"};
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        const char *text = json_str(json_get(data, members[i]));
        if (!text || !*text)
            continue;
        buf_add_str(to, "  ");
        add_text(to, text, 0);
    }
}

static const char *time_of(const struct event *e, char text[MOMENT_TEXT])
{
    struct moment m = event_clock(e);
    return m.us ? moment_format(m, text) : "-";
}

static void add_json(struct buf *to, const char *line, size_t len, bool colour)
{
    (void)colour;
    buf_add(to, line, len);
    buf_add_char(to, '\n');
}

static void add_short(struct buf *to, const char *line, size_t len, bool colour)
{
    char time[MOMENT_TEXT];
    own_event e = {0};
    if (event_decode(&e, line, len, NULL))
        return;
    buf_addf(to, "%s  ", time_of(&e, time));
    add_type(to, e.type, 0, colour);
    buf_add_str(to, "  ");
    add_text(to, e.subject ? e.subject : e.source, 0);
    add_note(to, e.data);
    buf_addf(to, "  @%llu\n", (unsigned long long)e.sequence);
}

static void add_row(struct buf *to, const char *line, size_t len, bool colour)
{
    char time[MOMENT_TEXT];
    own_event e = {0};
    if (event_decode(&e, line, len, NULL))
        return;
    buf_addf(to, "%10llu  %-27s  ", (unsigned long long)e.sequence, time_of(&e, time));
    add_text(to, e.source, 16);
    buf_add_str(to, "  ");
    add_type(to, e.type, 17, colour);
    buf_add_str(to, "  ");
    add_text(to, e.subject, 44);
    add_note(to, e.data);
    buf_add_char(to, '\n');
}

static const struct format formats[] = {
    {"json", NULL, add_json},
    {"short", NULL, add_short},
    {"table", "  SEQUENCE  RECORDED                     SOURCE            TYPE               SUBJECT", add_row},
};

const struct format *format_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

bool format_colour(void)
{
    const char *no = getenv("NO_COLOR");
    return isatty(STDOUT_FILENO) && !(no && *no);
}
