/* What to do when AWS did not say yes. Pure. After facts of the SDKs' standard mode: full jitter, throttling
 * codes, server errors; and never blind for what may not be done twice. */
#ifndef AWS_RETRY_H
#define AWS_RETRY_H

#include <stdbool.h>
#include <stdint.h>

enum retry_verdict {
    RETRY_NO,
    RETRY_LATER,       /* after retry_delay_ms */
    RETRY_CLOCK,       /* set our clock by the answer's Date, then at once; a second time it is RETRY_CREDENTIALS */
    RETRY_CREDENTIALS, /* read the credentials anew, then at once; a second time is RETRY_NO */
};

struct retry_case {
    int status;          /* 0: no answer came */
    const char *code;    /* AWS's, NULL when none could be read */
    const char *message; /* or NULL */
    bool sent;           /* may have reached the server */
    bool repeatable;     /* doing it twice has the effect of doing it once */
};

enum retry_verdict retry_judge(const struct retry_case *c);
/* No answer, or one that does not say whether it was done: look before repeating. */
bool retry_maybe_done(const struct retry_case *c);
bool retry_is_throttling(const char *code, int status);
/* What was named is not there, in whatever service's words. NULL is none of them. */
bool retry_is_not_found(const char *code);
/* These credentials may not do this. */
bool retry_is_denied(const char *code);

/* Full jitter: random of 0 … 2^32-1 spread over min(base * 2^attempt, 20 s); attempt counts from 0. */
int64_t retry_delay_ms(unsigned attempt, bool throttled, uint32_t random);

/* Whether an action may be sent twice without looking: every read, and every write that sets or removes.
 * Not those that make something or add a permission. */
bool retry_is_repeatable(const char *action);

#endif
