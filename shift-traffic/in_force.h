/* Does AWS have the weights that the operator asked for? */
#ifndef SHIFT_IN_FORCE_H
#define SHIFT_IN_FORCE_H

#include <stdbool.h>

#include "shift-traffic/view.h"

/* Nothing is on its way, and each rule of the scope ("fleet", "group/NAME", "ingress/NS/NAME") that several clusters share gives
 * each its part. Rules where the operator said a weight for none of them are passed over. */
bool in_force(const struct view *v, const char *scope);

#endif
