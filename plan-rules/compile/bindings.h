/* Step 11: TargetGroupBindings that people wrote: target groups of theirs, filled from a Service. */
#ifndef PLAN_BINDINGS_H
#define PLAN_BINDINGS_H

#include "plan-rules/compile/compile.h"
#include "plan-rules/compile/fault.h"

struct compiler;

void bindings_compile(struct compiler *c, struct stacks *wanted, struct rejections *rejected);
/* networking.c: what spec.networking says, into g's openings; -1 with the fault. NULL: nothing. */
int networking_of_binding(const struct json *networking, struct target_group *g, struct fault *f);
/* compile.c */
struct rejected *rejections_add(struct rejections *r, const struct object_name *id, const char *kind, const struct fault *f);

#endif
