#include "plan-rules/diff/rising.h"

#include "plan-rules/diff/settle.h"

enum { WHOLE = 100 };

static const struct world_rising *rising_find(const struct world *w, const char *group)
{
    struct world_rising *found = NULL;
    HASH_FIND_STR(w->rising, group, found);
    return found;
}

int rising_percent(const struct world *w, const char *group, struct moment *wake)
{
    const struct world_rising *r = rising_find(w, group);
    int64_t step = settle_rise_step(&w->fleet), every_ms = settle_rise_every_ms(&w->fleet);
    if (!r || step >= WHOLE || every_ms <= 0)
        return WHOLE;
    int64_t steps = 1 + (w->now.us - r->at.us) / 1000 / every_ms;
    if (steps >= WHOLE / step + 1 || step * steps >= WHOLE)
        return WHOLE;
    settle_earlier(wake, moment_add_ms(r->at, every_ms * steps));
    return (int)(step * steps);
}

bool rising_begins(const struct world *w, const char *group)
{
    struct moment unused = {0};
    return settle_rise_step(&w->fleet) < WHOLE && settle_rise_every_ms(&w->fleet) > 0 &&
           (!rising_find(w, group) || rising_percent(w, group, &unused) == WHOLE);
}
