/* Numbers for rules: sparse, so that what is put between two rules needs no other rule to move. */
#ifndef PLAN_PRIORITIES_H
#define PLAN_PRIORITIES_H

#include <stddef.h>

enum { PRIORITY_LAST = 50000, PRIORITY_STEP = 100 };

struct priority {
    int have; /* what the rule bears now; 0: it is new */
    int give; /* what it shall bear; filled in */
};

/* `rules` in the order in which they are to be tried; `taken` are numbers that others bear and keep. A rule keeps
 * its number where the order allows it; fewest move. Only where there is no gap left all are numbered anew.
 * -1: there are more rules than numbers. */
int priorities_assign(struct priority *rules, size_t count, const int *taken, size_t taken_count);

#endif
