/* Of `serve`: the process beside it (worker.h), started, asked, and started again when it dies. */
#ifndef JOURNAL_BEHIND_H
#define JOURNAL_BEHIND_H

#include <stdbool.h>

#include "lib/base/buf.h"

struct behind;
struct server;

struct behind_options {
    const char *directory; /* borrowed */
    bool figures;          /* it folds what passes, too */
};

/* Borrows the server, whose `trace` it answers from now on. What keeps the process from running is in the log, and tried again. */
struct behind *behind_new(struct server *v, const struct behind_options *options);
void behind_free(struct behind *b);
/* The figures of what passes, as they were last told; borrowed until the loop turns. */
const struct buf *behind_page(const struct behind *b);

#endif
