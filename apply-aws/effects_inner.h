/* What effects.c and effects_targets.c share. */
#ifndef APPLY_AWS_EFFECTS_INNER_H
#define APPLY_AWS_EFFECTS_INNER_H

#include "apply-aws/effects.h"

const char *effects_param(const struct effect *e, const char *name); /* "" when absent */
void effects_associated(struct effect *e);
void effects_disassociated(struct effect *e);
void effects_protected(struct effect *e);
void effects_unprotected(struct effect *e);
void effects_gone(struct effect *e);
void effects_registered(struct effect *e);
void effects_deregistered(struct effect *e);

#endif
