/* plan-rules --desired: the wanted stacks as lines, and a plan.rejected for each object left out. */
#ifndef PLAN_DESIRED_H
#define PLAN_DESIRED_H

struct rejections;
struct stage;
struct world;

void desired_print(struct world *w, struct stage *s);
/* Emits plan.rejected for those that are not on record already (world.rejections). */
void rejections_emit(const struct world *w, const struct rejections *r, struct stage *s);
/* Emits ingress.accepted for each Ingress that is served in a form not on record yet (world.accepted), or
 * whose rejection stands no more. */
void accepted_emit(const struct world *w, const struct rejections *r, struct stage *s);

#endif
