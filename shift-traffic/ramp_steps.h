/* The steps of a ramp: `green=0..100 blue=100..0 step=10 every=2m`. */
#ifndef SHIFT_RAMP_STEPS_H
#define SHIFT_RAMP_STEPS_H

#include <stddef.h>
#include <stdint.h>

struct err;

struct ramp_move {
    char *cluster;
    int from, to; /* weights, 0…100 */
};

struct ramp_steps {
    struct ramp_move *moves;
    size_t count, cap;
    int step;         /* of the cluster that goes farthest; the others keep pace */
    int64_t every_ms; /* the pause behind each step */
};

/* ERR_CONFIG says what would be right. Release it also then. */
int ramp_steps_parse(struct ramp_steps *r, const char *const *words, size_t count, struct err *err);
void ramp_steps_release(struct ramp_steps *r);
/* The number of the last step; step 0 is where it begins. */
int ramp_steps_last(const struct ramp_steps *r);
int ramp_steps_weight(const struct ramp_steps *r, const struct ramp_move *m, int nth);

#endif
