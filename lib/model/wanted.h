/* aws.wanted: plan-rules needs to know something of AWS that nobody has read. apply-aws reads it, says each thing that
 * it finds (aws.observed), and then the answer itself: a resource "Answer" of the same service, whose id is the
 * question and whose value lists the ids that were found (aws.observed), or that there is none (aws.gone). */
#ifndef MODEL_WANTED_H
#define MODEL_WANTED_H

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/model/strs.h"

struct err;

struct wanted {
    char *service;  /* acm, wafv2, shield, ec2, elasticloadbalancing, eks */
    char *resource; /* Certificate, WebACL, Subnet, … */
    char *by;       /* host, name, id, resource */
    char *value;
    struct strs because;
    int64_t horizon; /* the sequence of the last event that was folded */
    int attempt;     /* so many answers in a row had nothing before this question */
};

int wanted_decode(struct wanted *w, const struct json *data, struct err *err);
void wanted_encode(const struct wanted *w, struct buf *to);
void wanted_release(struct wanted *w);
/* acm/certificate/host/www.example.com; free with free() */
char *wanted_subject(const struct wanted *w);

/* The id of its Answer: certificate/host/www.example.com; free with free(). */
char *wanted_answer_id(const struct wanted *w);
#define WANTED_ANSWER "Answer"
/* {"Ids":[…]} */
void wanted_answer_encode(const struct strs *ids, struct buf *to);

/* A certificate's name covers a host: the same text, or "*." and the same labels after the first. */
bool certificate_name_covers(const char *name, const char *host);

#endif
