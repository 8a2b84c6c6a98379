#include <stddef.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/aws/retry.h"

static bool in(const char *const *list, const char *text)
{
    for (; text && *list; list++)
        if (strcmp(*list, text) == 0)
            return true;
    return false;
}

bool retry_is_throttling(const char *code, int status)
{
    static const char *const codes[] = {
        "Throttling",       "ThrottlingException",      "ThrottledException",    "RequestThrottledException",
        "RequestThrottled", "TooManyRequestsException", "RequestLimitExceeded",  "BandwidthLimitExceeded",
        "SlowDown",         "PriorRequestNotComplete",  "EC2ThrottledException", NULL,
    };
    return status == 429 || in(codes, code);
}

bool retry_is_not_found(const char *code)
{
    return code && (str_ends(code, "NotFound") || str_ends(code, "NotFoundException") || strcmp(code, "WAFNonexistentItemException") == 0);
}

bool retry_is_denied(const char *code)
{
    static const char *const codes[] = {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation", NULL};
    return in(codes, code);
}

/* Codes of a server error that say no, however often one asks. */
static bool is_final(const char *code)
{
    static const char *const codes[] = {"InsufficientCapacity", NULL};
    return in(codes, code);
}

static bool is_clock(const struct retry_case *c)
{
    static const char *const codes[] = {"RequestExpired", "RequestTimeTooSkewed", "RequestInTheFuture", NULL};
    if (in(codes, c->code))
        return true;
    return c->code && str_starts(c->code, "SignatureDoesNotMatch") && c->message &&
           (strstr(c->message, "Signature expired") || strstr(c->message, "not yet current"));
}

static bool is_server_error(const struct retry_case *c)
{
    static const char *const codes[] = {
        "RequestTimeout", "RequestTimeoutException", "InternalError", "InternalFailure", "ServiceUnavailable", "Unavailable", NULL};
    return !is_final(c->code) && (c->status >= 500 || in(codes, c->code));
}

bool retry_maybe_done(const struct retry_case *c)
{
    if (!c->sent || retry_is_throttling(c->code, c->status))
        return false;
    /* an answer of 2xx that could not be read comes without a code too */
    return c->status == 0 || (c->status < 300 && !c->code) || is_server_error(c);
}

enum retry_verdict retry_judge(const struct retry_case *c)
{
    if (is_clock(c))
        return RETRY_CLOCK;
    if (str_equal(c->code, "ExpiredToken") || str_equal(c->code, "ExpiredTokenException"))
        return RETRY_CREDENTIALS;
    if (retry_is_throttling(c->code, c->status) || (c->status == 0 && !c->sent))
        return RETRY_LATER;
    return retry_maybe_done(c) && c->repeatable ? RETRY_LATER : RETRY_NO;
}

int64_t retry_delay_ms(unsigned attempt, bool throttled, uint32_t random)
{
    enum { CAP_MS = 20000 };
    int64_t most = throttled ? 1000 : 50;
    for (unsigned i = 0; i < attempt && most < CAP_MS; i++)
        most *= 2;
    most = most < CAP_MS ? most : CAP_MS;
    return (int64_t)(((uint64_t)most * random) >> 32);
}

bool retry_is_repeatable(const char *action)
{
    return (!str_starts(action, "Create") || strcmp(action, "CreateTags") == 0) && !str_starts(action, "Authorize") &&
           !str_starts(action, "Revoke");
}
