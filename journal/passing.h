/* What the events that pass say of the world, as figures: which load balancers converge, which clusters are stale, what is left of quotas
 * and budgets, which targets wait to leave. Read from the store behind the appends, a little at a time. */
#ifndef JOURNAL_PASSING_H
#define JOURNAL_PASSING_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/moment.h"

struct err;
struct passing;
struct store;

struct passing *passing_new(struct store *store); /* borrowed */
void passing_free(struct passing *p);
/* Reads some MiB further. `more` tells whether something is left. */
int passing_read(struct passing *p, bool *more, struct err *err);
uint64_t passing_at(const struct passing *p); /* the newest sequence it has seen */
/* Appends the figures in the text format of Prometheus. */
void passing_page(const struct passing *p, struct moment now, struct buf *to);

#endif
