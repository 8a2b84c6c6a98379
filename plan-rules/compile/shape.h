/* What members JSON in an annotation may have, and of which type. As Go does when it fills its structures, a known member of a
 * wrong type is refused wherever it stands, also where nobody would look at it; one that nobody knows is let pass. */
#ifndef PLAN_SHAPE_H
#define PLAN_SHAPE_H

#include "plan-rules/compile/notes.h"

enum shaped { SHAPED_ACTION, SHAPED_CONDITION, SHAPED_TRANSFORM };

/* Of one object; 0, or -1 with the fault. */
int shape_check(const struct reader *r, const struct json *object, enum shaped what);

#endif
