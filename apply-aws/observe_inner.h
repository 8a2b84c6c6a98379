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
    bool drift;
    uint64_t since;             /* the world's clock when it began */
    size_t phase, reads, total; /* reads under way, and all of them */
    struct observation *prev, *next;
};

struct read;
typedef void take_fn(struct read *r, const struct json *answer);

struct read {
    struct observation *observation;
    const char *service, *action, *resource; /* constants; resource: what is not judged when it cannot be read */
    take_fn *take;
    take_fn *none; /* AWS has no such thing; may be NULL */
    char *of;      /* the ARN that it is about, or NULL */
};

/* observe_take.c: what an answer says, into what was found so far. */
void observe_take_account(struct read *r, const struct json *answer);
void observe_take_list(struct read *r, const struct json *answer);
void observe_take_instances(struct read *r, const struct json *answer);
void observe_take_limits(struct read *r, const struct json *answer);
void observe_take_rules(struct read *r, const struct json *answer);
void observe_take_tags(struct read *r, const struct json *answer);
void observe_take_attributes(struct read *r, const struct json *answer);
void observe_take_certificates(struct read *r, const struct json *answer);
void observe_take_health(struct read *r, const struct json *answer);

/* observe.c: one more to be read before this phase ends; what is copied. */
void observe_read(struct observation *o, const struct read *what, const char *parameters);
/* observe_asked.c */
void observe_read_asked(struct observation *o);
void observe_read_guards(struct observation *o, const char *balancer);
bool observe_only_asked(const char *action); /* whatever becomes of it: the reading is whole without it */

void found_put(struct observation *o, const char *service, const char *resource, const struct json *item);
void found_set(struct observation *o, const char *id, const char *member, const char *raw);
/* Events for all that was found, changed or missing. */
void observe_tell(struct observation *o);

#endif
