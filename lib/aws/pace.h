/* How fast calls of one kind may go: a token bucket whose rate falls at once where AWS refuses for the rate, and comes
 * back over a minute. Pure: the time is given. */
#ifndef AWS_PACE_H
#define AWS_PACE_H

#include <stdbool.h>
#include <stdint.h>

struct pace {
    double full, burst;   /* a second, and at once; full 0: no limit until AWS refuses */
    double fallback;      /* what counts as full after a refusal where full is 0 */
    double rate, tokens;  /* now */
    int64_t at_ms;        /* of both */
    int64_t slowed_at_ms; /* the last refusal that counted; 0: none */
    int throttled, extra; /* counted for reports, by the caller and pace_refused */
};

struct pace pace_of(double full, double burst, double fallback);
/* Gives so much from now on, as pace_of says it; what was taken stays taken. */
void pace_set(struct pace *p, double full, double burst, double fallback);
/* Takes a token, perhaps one that is yet to come: how long to wait for it, in ms. */
int64_t pace_take(struct pace *p, int64_t now_ms);
/* AWS refused a call of this kind for its rate. Answers to calls that went out together count once. */
void pace_refused(struct pace *p, int64_t now_ms);
/* What it gives now, tokens a second; 0: no limit. */
double pace_rate(struct pace *p, int64_t now_ms);
bool pace_is_lowered(struct pace *p, int64_t now_ms);

#endif
