/* A small model of what AWS would hold after a batch: enough of ELBv2 and EC2 to see that a plan, once carried out,
 * leaves nothing to do. What it holds is told to a struct world as aws.observed, aws.gone and target.health. */
#ifndef TEST_DIFF_MODEL_H
#define TEST_DIFF_MODEL_H

#include "lib/base/json.h"
#include "lib/model/batch.h"
#include "plan-rules/world.h"

struct model {
    struct world world;
    struct pairs names; /* @reference -> ARN or id */
    uint64_t number;    /* of the last event */
    int64_t second;     /* the clock */
    int made;           /* resources made so far */
    bool unchecked;     /* numbers of rules may be given twice: for many rules */
};

/* A world with fleet "prod", clusters blue and green, both synced, AWS read; options is JSON text. */
void model_open(struct model *m, const char *options);
void model_close(struct model *m);
/* Folds one event, a second later than the last. */
void model_say(struct model *m, const char *source, const char *type, const char *subject, const char *data);
/* Carries out every call. A reference that nothing made, or a call it does not know, fails the test. */
void model_apply(struct model *m, const struct batch *b);
/* target.health of one target. */
void model_health(struct model *m, const char *group, const char *target, const char *state);

/* "CreateRule; DeleteRule": the actions of a batch in order. free with free(). */
char *model_actions(const struct batch *b);

#endif
