/* What the model of AWS holds: its resources, of a few kinds. Each change of one is told to the world as aws.observed or aws.gone. */
#ifndef TEST_DIFF_HELD_H
#define TEST_DIFF_HELD_H

#include "tests/unit/diff_model.h"

#define MODEL_ARN "arn:aws:elasticloadbalancing:eu-west-1:111122223333:"

struct held_kind {
    const char *service, *resource, *table, *id_member;
};
extern const struct held_kind held_balancer, held_listener, held_rule, held_group, held_security;

/* Tells the world the resource; it is gone where value is NULL. */
void held_tell(struct model *m, const struct held_kind *k, const char *id, const char *value);
/* A resource that is not there fails the test. */
const struct json *held_value(struct model *m, const struct held_kind *k, const char *id);
/* Members of `changes` instead of, or beside, those of the resource. */
void held_merge(struct model *m, const struct held_kind *k, const char *id, const struct json *changes);
void held_merge_text(struct model *m, const struct held_kind *k, const char *id, const char *changes);
/* [{Key,Value}] of the resource's list with those of `set` put over it, and those in `away` left out. */
void held_merge_pairs(struct model *m, const struct held_kind *k, const char *id, const char *list, const struct json *set,
                      const struct strs *away);
/* The parameters as the resource, with an id, a few members under the names that Describe gives them, and without
 * what only the call has. Gives the id, borrowed; NULL where no reference names it. */
const char *held_make(struct model *m, const struct held_kind *k, const char *reference, const char *id, const struct json *p,
                      const char *extra);
const struct held_kind *held_kind_of(const char *arn);

#endif
