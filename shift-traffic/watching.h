/* Reads the journal into a view, and calls back each time all that is there has been folded. */
#ifndef SHIFT_WATCHING_H
#define SHIFT_WATCHING_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/hub.h"

#include "shift-traffic/view.h"

struct err;
struct watching;

/* Called when caught up, and each time `again_ms` have passed since. Ends the watching by watching_end. */
typedef void watching_fn(void *context, struct watching *w, const struct view *v);

struct watching_plan {
    const struct hub_address *at; /* the journal; borrowed */
    const char *const *types;     /* of events that are needed; NULL: all that a view takes */
    bool follow;                  /* go on after the journal's head */
    int again_ms;                 /* look again after this long, though nothing came; 0: never */
    int64_t timeout_ms;           /* 0: none */
    watching_fn *look;
    void (*timeout)(void *context, const struct view *v);   /* it took too long; may be NULL */
    void (*interrupt)(void *context, const struct view *v); /* SIGINT or SIGTERM; NULL: they end it at once, with code 0 */
    void *context;
};

/* Gives what watching_end was told; 111 after a timeout or an interrupt. -1: ERR_AGAIN, no journal answers. */
int watching_run(const struct watching_plan *plan, struct err *err);
void watching_end(struct watching *w, int code);

#endif
