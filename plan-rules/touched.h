/* What the fold has changed since the planner looked last: so that it thinks anew only of what that concerns. */
#ifndef PLAN_TOUCHED_H
#define PLAN_TOUCHED_H

#include <stdbool.h>
#include <uthash.h>

#include "lib/base/event.h"

enum touched_kind {
    TOUCHED_INGRESS, /* CLUSTER/NS/ingress/NAME, in whatever form, or a rejection of it */
    TOUCHED_SERVICE, /* CLUSTER/NS/service/NAME */
    TOUCHED_BACKEND, /* CLUSTER/NS/SERVICE:PORT: its endpoints */
    TOUCHED_TRACE,   /* ADDRESS:PORT: what is known of an endpoint there, of whatever backend (trace.h) */
    TOUCHED_NODE,
    TOUCHED_BINDING,
    TOUCHED_HEALTH, /* name of a target group */
    TOUCHED_UNIT,
    TOUCHED_AWS,     /* KIND ID */
    TOUCHED_ASKED,   /* SERVICE/RESOURCE/BY/VALUE: asked, or answered */
    TOUCHED_DOORS,   /* of what says which security groups stand before targets: "all", "asked" (it was not known before), and of a
                      * security group "rules ID" or "group ID" */
    TOUCHED_WEIGHTS, /* the scope of the operator's word: "fleet", "group/NAME", "ingress/NS/NAME" */
    TOUCHED_KINDS,
};

struct touched_word {
    char *text;
    UT_hash_handle hh;
};

struct touched {
    bool all;
    struct touched_word *words[TOUCHED_KINDS]; /* in the order of the events */
};

void touched_add(struct touched *t, enum touched_kind kind, const char *text);
/* By an event of an endpoint or a target: what trace.h keeps of its address. */
void touched_trace(struct touched *t, const struct event *e);
/* Nothing is touched any more; frees. */
void touched_clear(struct touched *t);

#define touched_each(word, t, kind) for (const struct touched_word *word = (t)->words[kind]; word; word = word->hh.next)

#endif
