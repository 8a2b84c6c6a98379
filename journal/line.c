/* system */
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/json_scan.h"
#include "lib/base/mem.h"

/* own */
#include "journal/line.h"

enum { STAMP_BYTES = 96 }; /* what a stamp adds at most */

static bool named(const struct json_extent *m, const char *name)
{
    return m->name_len == strlen(name) && memcmp(m->name, name, m->name_len) == 0;
}

static bool is_mark(const struct json_extent *m)
{
    return named(m, "sequence") || named(m, "recordedtime");
}

static void add_member(struct buf *to, const struct json_extent *m)
{
    buf_add_char(to, to->len && to->data[to->len - 1] == '{' ? '"' : ',');
    if (to->data[to->len - 1] == ',')
        buf_add_char(to, '"');
    buf_add(to, m->name, m->name_len);
    buf_add(to, "\":", 2);
    buf_add(to, m->value, m->value_len);
}

/* Everything after the first brace. */
static const char *inside(const char *line, size_t *len)
{
    const char *brace = memchr(line, '{', *len);
    if (!brace)
        return line;
    *len -= (size_t)(brace + 1 - line);
    return brace + 1;
}

static void add_unmarked(struct buf *to, const char *line, size_t len)
{
    struct json_extent m;
    for (size_t at = 0; json_next_member(line, len, &at, &m);)
        if (!is_mark(&m))
            add_member(to, &m);
    buf_add_char(to, '}');
}

void line_stamp(struct buf *to, const char *line, size_t len, const struct line_stamp *stamp)
{
    char number[EVENT_NUMBER];
    buf_room(to, len + STAMP_BYTES);
    buf_add_str(to, "{\"sequence\":\"");
    buf_add(to, event_number_format(stamp->sequence, number), EVENT_NUMBER - 1);
    buf_add_str(to, "\",\"recordedtime\":\"");
    buf_add_str(to, stamp->recorded);
    buf_add_char(to, '"');
    if (stamp->marked) {
        add_unmarked(to, line, len);
    } else {
        const char *rest = inside(line, &len);
        buf_add_char(to, ',');
        buf_add(to, rest, len);
    }
    buf_add_char(to, '\n');
}

static void add_compared(struct buf *to, const char *line, size_t len)
{
    struct json_extent m;
    for (size_t at = 0; json_next_member(line, len, &at, &m);)
        if (!is_mark(&m) && !named(&m, "time"))
            add_member(to, &m);
}

bool line_same(const char *a, size_t a_len, const char *b, size_t b_len)
{
    if (a_len == b_len && memcmp(a, b, a_len) == 0)
        return true;
    own_buf one = {0};
    own_buf two = {0};
    add_compared(&one, a, a_len);
    add_compared(&two, b, b_len);
    return one.len == two.len && memcmp(one.data, two.data, one.len) == 0;
}

void line_renumber(struct buf *to, const char *line, size_t len, uint64_t number)
{
    char text[EVENT_NUMBER];
    own_str char *quoted = xasprintf("\"%s\"", event_number_format(number, text));
    struct json_extent m;
    buf_add_char(to, '{');
    for (size_t at = 0; json_next_member(line, len, &at, &m);) {
        if (is_mark(&m))
            continue;
        if (named(&m, "id")) {
            m.value = quoted;
            m.value_len = strlen(quoted);
        }
        add_member(to, &m);
    }
    buf_add_char(to, '}');
}
