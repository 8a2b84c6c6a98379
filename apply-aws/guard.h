/* What may be changed at all, looked at before each call that changes something: only what carries our fleet's tags, or what
 * hangs on such a thing; targets of any group that a plan names; in other people's security groups only rules that say in their
 * description whose they are. Deletion protection is kept to. A load balancer that is still provisioning is waited for
 * where AWS would refuse. */
#ifndef APPLY_AWS_GUARD_H
#define APPLY_AWS_GUARD_H

#include "apply-aws/apply.h"

enum guard_verdict {
    GUARD_GO,
    GUARD_WAIT,   /* for a load balancer that is not active yet */
    GUARD_REFUSE, /* with code and text */
    GUARD_GONE,   /* is to be deleted, and nothing of that name is known: plans name what was told only */
};

struct guard {
    const char *code; /* a constant */
    char *text;       /* a sentence; free with free() */
    bool unknown;
};

enum guard_verdict guard_judge(const struct apply *a, const char *action, const struct json *parameters, struct guard *why);

/* Describe, Get and List change nothing. */
bool guard_is_reading(const char *action);

#endif
