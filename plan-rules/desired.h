/* plan-rules --desired: the wanted stacks as lines, and a plan.rejected for each object left out. */
#ifndef PLAN_DESIRED_H
#define PLAN_DESIRED_H

struct stage;
struct world;

void desired_print(struct world *w, struct stage *s);
/* Emits plan.rejected for those that are not on record already (world.rejections). */
struct rejections;
void rejections_emit(const struct world *w, const struct rejections *r, struct stage *s);

#endif
