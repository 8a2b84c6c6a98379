#include "plan-rules/compile/arn.h"

#include <stdbool.h>
#include <string.h>

#include "lib/base/mem.h"

static const struct {
    const char *what;
    const char *form;
    struct {
        const char *service, *resource; /* with which part the resource begins */
    } of[2];
} kinds[] = {
    [ARN_CERTIFICATE] = {"a certificate",
                         "arn:aws:acm:REGION:ACCOUNT:certificate/ID",
                         {{"acm", "certificate/"}, {"iam", "server-certificate/"}}},
    [ARN_TARGET_GROUP] = {"a target group",
                          "arn:aws:elasticloadbalancing:REGION:ACCOUNT:targetgroup/NAME/ID",
                          {{"elasticloadbalancing", "targetgroup/"}}},
    [ARN_TRUST_STORE] = {"a trust store",
                         "arn:aws:elasticloadbalancing:REGION:ACCOUNT:truststore/NAME/ID",
                         {{"elasticloadbalancing", "truststore/"}}},
    [ARN_WEB_ACL] = {"a web ACL", "arn:aws:wafv2:REGION:ACCOUNT:regional/webacl/NAME/ID", {{"wafv2", "regional/webacl/"}}},
    [ARN_USER_POOL] = {"a user pool", "arn:aws:cognito-idp:REGION:ACCOUNT:userpool/ID", {{"cognito-idp", "userpool/"}}},
};

enum { ARN_PARTS = 6, PART_SERVICE = 2, PART_RESOURCE = 5 };

/* Where each part begins; the number of parts. The last one is all that is left. */
static size_t split(const char *text, const char *parts[ARN_PARTS])
{
    size_t count = 0;
    while (text && count < ARN_PARTS) {
        parts[count++] = text;
        text = strchr(text, ':');
        text = text ? text + 1 : NULL;
    }
    return count;
}

static bool is_part(const char *at, const char *word)
{
    size_t len = strlen(word);
    return strncmp(at, word, len) == 0 && at[len] == ':';
}

/* One that is cut short is not judged by what it lacks. */
static bool is_of(enum arn_kind kind, const char *text)
{
    const char *parts[ARN_PARTS];
    size_t count = split(text, parts);
    if (!str_starts(text, "arn:"))
        return false;
    if (count < ARN_PARTS)
        return true;
    for (size_t i = 0; i < COUNT_OF(kinds[kind].of) && kinds[kind].of[i].service; i++)
        if (is_part(parts[PART_SERVICE], kinds[kind].of[i].service) && str_starts(parts[PART_RESOURCE], kinds[kind].of[i].resource))
            return true;
    return false;
}

int arn_check(enum arn_kind kind, const char *text, const char *field, struct fault *f)
{
    if (is_of(kind, text))
        return 0;
    return fault_set(f, field, text, "'%s' is not the ARN of %s, which is written %s", text, kinds[kind].what, kinds[kind].form);
}
