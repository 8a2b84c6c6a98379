/* One word of the operator: from the command line to the event that says it. */
#ifndef SHIFT_WORD_H
#define SHIFT_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/moment.h"
#include "lib/model/fleet.h"
#include "lib/model/traffic.h"

struct err;

struct asked {             /* what stands on the command line; all borrowed */
    const char **operands; /* the command first */
    size_t operands_count;
    const char *group;   /* --group */
    const char *ingress; /* --ingress NS/NAME */
    const char *reason;
    bool force;
};

struct word {
    const char *type; /* traffic.… */
    bool any_cluster; /* its cluster need not be a member */
    struct traffic traffic;
};

/* ERR_CONFIG says what would be right. */
int word_make(struct word *w, const struct asked *asked, struct err *err);
/* ERR_CONFIG unless every cluster that it names is a member. */
int word_check(const struct word *w, const struct fleet *fleet, struct err *err);
/* Appends the event's line, with its newline. */
void word_encode(const struct word *w, uint64_t number, struct moment now, struct buf *to);
void word_release(struct word *w);
/* Fills t->scope from --group and --ingress. */
int word_scope(struct traffic *t, const struct asked *asked, struct err *err);
char *word_user(void); /* who runs this; free with free() */

/* The commands for --help, one a line. free with free() */
char *word_usage(void);

#endif
