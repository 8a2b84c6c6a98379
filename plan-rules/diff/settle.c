#include "plan-rules/diff/settle.h"

#include <stdlib.h>

#include "lib/base/json.h"

static int64_t duration(const struct fleet *f, const char *option, int64_t fallback_ms)
{
    const struct json *value = fleet_option(f, option);
    int64_t ms = fallback_ms;
    if (json_kind(value) == JSON_NUMBER)
        return json_int_or(value, fallback_ms / 1000) * 1000;
    if (json_str(value) && duration_parse(&ms, json_str(value), NULL))
        return fallback_ms;
    return ms;
}

int64_t option_ms(const struct fleet *f, const char *option, int64_t fallback_ms)
{
    return duration(f, option, fallback_ms);
}

int64_t settle_time_ms(const struct fleet *f)
{
    return duration(f, "settle-time", 10 * 1000);
}

int64_t settle_unhealthy_after_ms(const struct fleet *f)
{
    return duration(f, "unhealthy-after", 30 * 1000);
}

int64_t settle_healthy_after_ms(const struct fleet *f)
{
    return duration(f, "healthy-after", settle_unhealthy_after_ms(f) / 3);
}

size_t settle_healthy_needed(const struct fleet *f, size_t targets)
{
    int share = fleet_option_percent(f, "healthy-share", 50);
    int64_t least = json_int_or(fleet_option(f, "healthy-count"), 1);
    size_t needed = ((size_t)share * targets + 99) / 100;
    if (least > 0 && needed < (size_t)least)
        needed = (size_t)least;
    return needed > targets ? targets : needed;
}

int64_t settle_rise_step(const struct fleet *f)
{
    int step = fleet_option_percent(f, "rise-step", 100);
    return step ? step : 100;
}

int64_t settle_rise_every_ms(const struct fleet *f)
{
    return duration(f, "rise-every", 30 * 1000);
}

size_t settle_hold_share(const struct fleet *f)
{
    return (size_t)fleet_option_percent(f, "hold-share", 50);
}

void settle_earlier(struct moment *wake, struct moment at)
{
    if (at.us && (!wake->us || at.us < wake->us))
        *wake = at;
}
