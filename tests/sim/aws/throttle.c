/* The token buckets that AWS documents for ELBv2, one account, one Region; off unless asked for. */

/* base */
#include "lib/base/moment.h"

/* own */
#include "tests/sim/aws/aws.h"

static const struct {
    double size, per_second;
} classes[THROTTLE_CLASSES] = {
    [THROTTLE_ACCOUNT] = {40, 10},      [THROTTLE_HEAVY] = {10, 0.2},   [THROTTLE_TARGETS] = {20, 4},
    [THROTTLE_READ] = {40, 10},         [THROTTLE_WRITE] = {20, 3},     [THROTTLE_TRUST_MAKE] = {10, 0.2},
    [THROTTLE_TRUST_WRITE] = {10, 0.2}, [THROTTLE_TRUST_GET] = {20, 4}, [THROTTLE_TRUST_READ] = {40, 10},
};

static void fill(struct aws *a, enum throttle t)
{
    struct bucket *b = &a->buckets[t];
    int64_t now = mono_ms();
    double share = a->set.bucket_percent ? (double)a->set.bucket_percent / 100 : 1, size = classes[t].size * share;
    if (size < 1)
        size = 1;
    if (b->filled_ms == 0)
        b->tokens = size;
    else
        b->tokens += (double)(now - b->filled_ms) / 1000 * classes[t].per_second * share * a->set.time_scale;
    b->filled_ms = now;
    b->tokens = b->tokens > size ? size : b->tokens;
}

int throttle_check(struct call *c)
{
    struct aws *a = c->aws;
    enum throttle own = c->op->throttle;
    if (!a->set.buckets || own == THROTTLE_NONE)
        return 0;
    fill(a, THROTTLE_ACCOUNT);
    fill(a, own);
    if (a->buckets[THROTTLE_ACCOUNT].tokens < 1 || a->buckets[own].tokens < 1)
        return call_fail(c, "Throttling", "Rate exceeded");
    a->buckets[THROTTLE_ACCOUNT].tokens -= 1;
    a->buckets[own].tokens -= 1;
    return 0;
}
