#include "lib/aws/pace.h"

/* A refusal takes three tenths of the rate; half a call a second always stays; a whole rate comes back in a minute. */
#define KEPT      0.7
#define LEAST     0.5
#define RECOVER_S 60.0

enum { ONE_REFUSAL_MS = 1000 };

struct pace pace_of(double full, double burst, double fallback)
{
    return (struct pace){.full = full, .burst = burst, .fallback = fallback, .rate = full, .tokens = burst};
}

void pace_set(struct pace *p, double full, double burst, double fallback)
{
    if (!p->at_ms) {
        *p = pace_of(full, burst, fallback);
        return;
    }
    p->rate = p->slowed_at_ms ? p->rate : full;
    p->tokens += burst - p->burst;
    p->full = full;
    p->burst = burst;
    p->fallback = fallback;
}

static double whole(const struct pace *p)
{
    return p->full > 0 ? p->full : p->fallback;
}

static bool is_off(const struct pace *p)
{
    return p->full <= 0 && !p->slowed_at_ms;
}

static void pass_time(struct pace *p, int64_t now_ms)
{
    double passed = p->at_ms ? (double)(now_ms - p->at_ms) / 1000 : 0;
    p->at_ms = now_ms;
    if (is_off(p))
        return;
    p->tokens += passed * p->rate;
    if (p->slowed_at_ms)
        p->rate += whole(p) * passed / RECOVER_S;
    if (p->rate >= whole(p)) {
        p->rate = p->full;
        p->slowed_at_ms = 0;
    }
    double most = p->slowed_at_ms && p->rate < p->burst ? p->rate : p->burst;
    p->tokens = p->tokens < most ? p->tokens : most;
}

int64_t pace_take(struct pace *p, int64_t now_ms)
{
    pass_time(p, now_ms);
    if (is_off(p))
        return 0;
    p->tokens -= 1;
    return p->tokens >= 0 ? 0 : (int64_t)(-p->tokens * 1000 / p->rate) + 1;
}

void pace_refused(struct pace *p, int64_t now_ms)
{
    pass_time(p, now_ms);
    p->throttled++;
    if (p->slowed_at_ms && now_ms - p->slowed_at_ms < ONE_REFUSAL_MS)
        return;
    double rate = (is_off(p) ? p->fallback : p->rate) * KEPT;
    double least = LEAST < whole(p) * KEPT ? LEAST : whole(p) * KEPT;
    p->rate = rate > least ? rate : least;
    p->slowed_at_ms = now_ms;
    p->tokens = p->tokens < 0 ? p->tokens : 0;
}

double pace_rate(struct pace *p, int64_t now_ms)
{
    pass_time(p, now_ms);
    return is_off(p) ? 0 : p->rate;
}

bool pace_is_lowered(struct pace *p, int64_t now_ms)
{
    pass_time(p, now_ms);
    return p->slowed_at_ms != 0;
}
