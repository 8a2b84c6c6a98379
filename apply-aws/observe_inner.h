/* What observe.c and observe_tell.c share. */
#ifndef APPLY_AWS_OBSERVE_INNER_H
#define APPLY_AWS_OBSERVE_INNER_H

#include "apply-aws/observe.h"

/* One resource as it was read so far. */
struct found {
    char *id;                       /* the key */
    const char *service, *resource; /* constants */
    char *value;
    UT_hash_handle hh;
};

/* One group's answer of DescribeTargetHealth. */
struct found_health {
    char *arn, *answer;
    struct found_health *next;
};

struct observation {
    struct apply *apply;
    struct scope scope;
    char *cause, *asof;
    observe_done_fn *done;
    void *context;
    struct found *found;
    struct found_health *health;
    struct strs unread; /* resources whose reading the endpoint does not offer: none of them is judged gone */
    char *problem;
    size_t phase, reads; /* reads under way */
    struct observation *prev, *next;
};

void found_put(struct observation *o, const char *service, const char *resource, const struct json *item);
void found_set(struct observation *o, const char *id, const char *member, const char *raw);
/* Events for all that was found, changed or missing. */
void observe_tell(struct observation *o);

#endif
