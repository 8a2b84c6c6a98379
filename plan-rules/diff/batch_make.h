/* A batch under construction. Calls are written one after the other in an order in which they may be made;
 * what a call needs is found by itself: the call that makes what its parameters refer to. */
#ifndef PLAN_BATCH_MAKE_H
#define PLAN_BATCH_MAKE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/json.h"
#include "lib/model/batch.h"

#define SERVICE_ELB "elasticloadbalancing"
#define SERVICE_EC2 "ec2"

#define LANE_DEREGISTER "deregister"
#define LANE_REGISTER   "register"
#define LANE_WEIGHTS    "weights"
#define LANE_RULES      "rules"
#define LANE_TAGS       "tags"

struct batch_make {
    struct batch batch;
    struct pairs makes;           /* reference -> id of the call that makes it */
    struct strs routing;          /* ids of calls that change where requests go */
    const struct strs *otherwise; /* causes of a call that has none of its own; borrowed, may be NULL */
    struct buf parameters;        /* of the call being written */
    struct json_out out;
    const char *service, *action, *lane;
};

void batch_make_release(struct batch_make *m);
/* One of the first causes of a batch, once. */
void batch_add_because(struct batch *b, const char *cause);

/* Begins a call; what is written to the writer it gives stands inside the parameters' object. */
struct json_out *call_begin(struct batch_make *m, const char *service, const char *action, const char *lane);
/* Ends it. The reason is a sentence to a person. The call is borrowed until the next one ends. */
struct call *call_end(struct batch_make *m, const struct strs *because, const char *reason, ...) __attribute__((format(printf, 3, 4)));

/* The call just ended makes what this reference names. */
void call_makes(struct batch_make *m, const char *reference);
/* The call just ended changes where requests go: what it replaces goes only after a settle time. */
void call_routes(struct batch_make *m);
/* The call just ended waits until requests have left what it removes. */
void call_settles(struct batch_make *m, int64_t settle_ms);
/* The call just ended needs another one. */
void call_needs(struct batch_make *m, const char *id);

/* Cuts a text to so many bytes, between two characters. */
void text_cut(char *text, size_t most);

#endif
