/* Times and amounts that the fleet's options set, and the earliest of several wake-ups. */
#ifndef PLAN_SETTLE_H
#define PLAN_SETTLE_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/moment.h"
#include "lib/model/fleet.h"

/* A time that an option sets, "30s" or a number of seconds. */
int64_t option_ms(const struct fleet *f, const char *option, int64_t fallback_ms);
/* Between what replaces and what is replaced (option settle-time, 10s: ALB gathers rule edits for about so long). */
int64_t settle_time_ms(const struct fleet *f);
/* How long a target group may be without a healthy target before it loses its weight (unhealthy-after, 30s). */
int64_t settle_unhealthy_after_ms(const struct fleet *f);
/* How long enough of them must have been healthy before it gets weight (healthy-after, a third of unhealthy-after). */
int64_t settle_healthy_after_ms(const struct fleet *f);
/* Healthy targets that a group of so many needs to get weight (healthy-share, 50%; healthy-count, 1). */
size_t settle_healthy_needed(const struct fleet *f, size_t targets);

/* Percent of its weight by which a group rises (rise-step, 100%: at once), and the pause behind each step (rise-every, 30s). */
int64_t settle_rise_step(const struct fleet *f);
int64_t settle_rise_every_ms(const struct fleet *f);

/* Percent of a group's targets that may leave at once without a change that was seen (hold-share, 50%). */
size_t settle_hold_share(const struct fleet *f);

/* Moves wake forward to `at` when that is earlier; a zero wake is no wake. */
void settle_earlier(struct moment *wake, struct moment at);

#endif
