/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/renumber.h"

void renumber_note(struct renumber *r, uint64_t old_number, uint64_t new_number)
{
    struct renumber_span *last = r->count ? &r->spans[r->count - 1] : NULL;
    if (last && old_number == last->old_first + last->count && new_number == last->new_first + last->count) {
        last->count++;
        return;
    }
    ARRAY_GROW(r->spans, r->count, r->cap);
    r->spans[r->count++] = (struct renumber_span){old_number, new_number, 1};
}

uint64_t renumber_of(const struct renumber *r, uint64_t old_number)
{
    for (size_t i = r->count; i-- > 0;) {
        const struct renumber_span *s = &r->spans[i];
        if (old_number >= s->old_first && old_number - s->old_first < s->count)
            return s->new_first + (old_number - s->old_first);
    }
    return 0;
}

void renumber_release(struct renumber *r)
{
    free(r->spans);
    *r = (struct renumber){0};
}

/* The new number for the digits behind the '#' at `mark`; 0 when this is no reference to something renumbered. */
static uint64_t reference_number(const char *line, size_t len, size_t mark, renumber_fn *fn, void *context)
{
    char digits[EVENT_NUMBER] = {0};
    uint64_t old;
    if (len - mark < EVENT_NUMBER + 1 || line[mark + EVENT_NUMBER] != '"')
        return 0;
    memcpy(digits, line + mark + 1, EVENT_NUMBER - 1);
    if (event_number_parse(digits, &old))
        return 0;
    size_t start = mark;
    while (start > 0 && line[start - 1] != '"')
        start--;
    const struct renumber *r = start ? fn(context, line + start, mark - start) : NULL;
    return r ? renumber_of(r, old) : 0;
}

void renumber_references(struct buf *to, const char *line, size_t len, renumber_fn *fn, void *context)
{
    size_t done = 0;
    for (const char *at; (at = memchr(line + done, '#', len - done));) {
        size_t mark = (size_t)(at - line);
        uint64_t number = reference_number(line, len, mark, fn, context);
        buf_add(to, line + done, mark + 1 - done);
        done = mark + 1;
        if (!number)
            continue;
        char digits[EVENT_NUMBER];
        buf_add_str(to, event_number_format(number, digits));
        done += EVENT_NUMBER - 1;
    }
    buf_add(to, line + done, len - done);
}
