/* A word into the journal. */
#ifndef SHIFT_SEND_H
#define SHIFT_SEND_H

#include "lib/base/hub.h"

#include "shift-traffic/word.h"

enum send_check {
    SEND_CHECKED,       /* its clusters are known to be members */
    SEND_SILENT,        /* the same, and nothing is printed */
    SEND_CHECK_JOURNAL, /* check them against the fleet.configured that the journal holds, if there is one */
    SEND_UNGUARDED,     /* the same, unless that asks for a guard (option capacity-guard) */
};

/* Appends it, waits until it is stored, and prints it. 1: the fleet asks for a guard, and nothing was sent. ERR_AGAIN: no journal answers.
 */
int send_word(const struct word *w, const struct hub_address *at, enum send_check check, struct err *err);

#endif
