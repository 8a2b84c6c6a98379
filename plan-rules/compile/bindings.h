/* Step 11: TargetGroupBindings that people wrote: target groups of theirs, filled from a Service. */
#ifndef PLAN_BINDINGS_H
#define PLAN_BINDINGS_H

#include "plan-rules/compile/compile.h"
#include "plan-rules/compile/fault.h"

struct compiler;

void bindings_compile(struct compiler *c, struct stacks *wanted, struct rejections *rejected);
/* compile.c */
struct rejected *rejections_add(struct rejections *r, const struct object_name *id, const char *kind, const struct fault *f);

#endif
