/* plan-rules --desired: the wanted stacks as lines, and a plan.rejected for each object left out. */
#ifndef PLAN_DESIRED_H
#define PLAN_DESIRED_H

struct rejections;
struct buf;
struct stage;
struct strs;
struct world;

enum desired_format { DESIRED_JSON, DESIRED_TABLE };

/* As a table: for people, with who is left out in words, and no events. */
void desired_print(struct world *w, struct stage *s, enum desired_format format);
/* Prints a text that ends with a newline, line by line; it is cut up. */
void desired_print_lines(struct stage *s, char *text);
/* Who is left out, in words. */
void rejections_show(const struct rejections *r, struct buf *to);
/* Emits plan.rejected for those that are not on record already (world.rejections), and do not only wait for an answer. */
void rejections_emit(const struct world *w, const struct rejections *r, struct stage *s);
/* Emits ingress.accepted for each of these Ingresses that is served in a form not on record yet (world.accepted), or
 * whose rejection stands no more. */
void accepted_emit(const struct world *w, const struct strs *keys, const struct rejections *r, struct stage *s);

#endif
