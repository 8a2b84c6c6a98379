/* Between the files of the view. */
#ifndef SHIFT_VIEW_INNER_H
#define SHIFT_VIEW_INNER_H

#include "shift-traffic/view.h"

enum { WEIGHT_USUAL = 100 }; /* of a cluster that nobody says any for */

void view_fold_health(struct view *v, const struct event *e); /* view_targets.c */
void view_release_targets(struct view *v);

void view_fold_binding(struct view *v, const struct event *e); /* view_bindings.c */
void view_fold_drained(struct view *v, const struct event *e);
/* The name in the ARN of a target group; NULL: it is none. free with free(). */
char *view_group_name(const char *arn);
void view_release_bindings(struct view *v);

void view_fold_ingress(struct view *v, const struct event *e); /* view_ingresses.c */
void view_release_ingresses(struct view *v);

#endif
