/* A target group on its way up: the health gate lets it rise in steps (options rise-step, rise-every), from the moment on record as
 * traffic.rising. */
#ifndef PLAN_RISING_H
#define PLAN_RISING_H

#include "plan-rules/diff/gate.h"

/* Percent of its weight that a group (by name) may have now; 100 where nothing is on record, or steps are off. Moves *wake
 * forward to when it is more. */
int rising_percent(const struct world *w, const char *group, struct moment *wake);
/* A group that has no weight and may have some now must begin to rise: nothing is on record, or an earlier rise has ended. */
bool rising_begins(const struct world *w, const char *group);

#endif
