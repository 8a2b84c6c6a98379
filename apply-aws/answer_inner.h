/* Between the files of the answers: the questions, the ways to ask, and a reading that answers several questions at once. */
#ifndef APPLY_AWS_ANSWER_INNER_H
#define APPLY_AWS_ANSWER_INNER_H

#include "lib/base/json.h"
#include "lib/model/wanted.h"

#include "apply-aws/answer.h"

struct kind;
struct reading;

struct question {
    struct apply *apply;
    char *ref; /* of the aws.wanted */
    struct wanted wanted;
    char *answer_id;
    const struct kind *kind;
    struct reading *reading; /* NULL: it waits for its turn, or to be asked again */
    struct strs found;       /* ids */
    bool alone;              /* with others AWS refused it */
    int64_t again_ms;        /* how long to wait after the next failure */
    struct loop_timer *timer;
    struct question *prev, *next;
};

typedef bool kind_fits_fn(const struct question *q, const struct json *item);

/* One way to ask. In parameters @values stands for what is asked, of all its questions; @value for that of one that is asked alone;
 * @heads for what stands there before a slash; @vpc for the fleet's VPC. */
struct kind {
    const char *service, *resource, *by;
    const char *action, *parameters;
    size_t together;                         /* so many questions at most in one reading; 0: each alone */
    const char *member;                      /* of the answer: a list or one thing; NULL: the answer itself */
    const char *inner;                       /* of each of that list: another list, of the things; NULL: none */
    const char *id;                          /* of a thing; NULL: what is asked */
    kind_fits_fn *fits;                      /* does it answer this one; NULL: each thing does */
    char *(*value)(const struct json *item); /* NULL: as it is */
    char *(*about)(const struct question *q, const struct json *item);
    void (*look)(struct reading *r, const struct json *item); /* instead of telling it at once: reads more */
    void (*start)(struct reading *r);                         /* instead of action: reads in a way of its own */
};

/* Questions of one kind under way together. */
struct reading {
    struct apply *apply;
    const struct kind *kind;
    struct question **items;
    size_t count;
    char *asof;    /* our last call.done when it was sent, or NULL */
    size_t reads;  /* under way */
    char *problem; /* why it could not be asked */
    bool refused;  /* one of several is no name of anything: AWS does not say which */
};

/* ---- answer.c ---- */

/* All that was to be read was read, or could not be: says the answers, or asks again later. */
void answer_end(struct reading *r);

/* ---- answer_kinds.c ---- */

const struct kind *kind_of(const struct wanted *w); /* NULL: it cannot be asked */
size_t kind_count(void);
size_t kind_number(const struct kind *k); /* below kind_count */

/* ---- answer_read.c ---- */

/* Asks AWS; answer_end follows. */
void reading_start(struct reading *r);
/* The end of one of its reads. */
void reading_end_one(struct reading *r);
/* What AWS answered that is no answer. */
void reading_judge(struct reading *r, const char *action, const struct aws_result *result);
/* Something was found, or NULL: told for the questions that it answers. */
void reading_tell(struct reading *r, const struct json *item, kind_fits_fn *fits);

#endif
