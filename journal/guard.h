/* LMDB trusts its file: a page that is damaged or missing may end the process that reads it. So what has not been looked at
 * is looked at in a child first. */
#ifndef JOURNAL_GUARD_H
#define JOURNAL_GUARD_H

#include <stdint.h>

struct err;

/* Runs in the child; notes in *passed how far it has come (a sequence). Gives the exit code. */
typedef int guard_fn(void *context, uint64_t *passed);
/* Of a child that may die of what it reads: it dies by the signal itself, without a core, and with its parent. */
void guard_settle(void);
/* Gives fn's exit code. -1 and ERR_CONFIG: the child died of the database in `directory`. Call before there are threads. */
int guard_run(guard_fn *fn, void *context, const char *directory, struct err *err);

#endif
