/* Events for people: one a line, control characters shown as '?', colour when asked for. */
#ifndef JOURNAL_FORMAT_H
#define JOURNAL_FORMAT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buf.h"

struct err;

/* Appends one event with its newline; `line` is as the journal serves it. */
typedef void format_fn(struct buf *to, const char *line, size_t len, bool colour);

struct format {
    const char *name;
    const char *head; /* the first line, or NULL */
    format_fn *add;
};

/* "json", "short", "table"; NULL when there is no such one. */
const struct format *format_find(const char *name);
/* Standard output is a terminal, and NO_COLOR is not set (no-color.org). */
bool format_colour(void);

#endif
