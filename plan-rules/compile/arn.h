/* Names of AWS's things, arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE: is one of the kind that stands where it must? */
#ifndef PLAN_ARN_H
#define PLAN_ARN_H

#include "plan-rules/compile/fault.h"

enum arn_kind { ARN_CERTIFICATE, ARN_TARGET_GROUP, ARN_TRUST_STORE, ARN_WEB_ACL, ARN_USER_POOL };

/* 0, or -1 with the fault, which names the right form. Whether there is such a thing, AWS says. */
int arn_check(enum arn_kind kind, const char *text, const char *field, struct fault *f);

#endif
