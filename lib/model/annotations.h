/* The names that stand behind alb.ingress.kubernetes.io/: one table, against which spelling is checked. */
#ifndef MODEL_ANNOTATIONS_H
#define MODEL_ANNOTATIONS_H

#include <stdbool.h>

#define ANNOTATION_PREFIX "alb.ingress.kubernetes.io/"

/* name without its prefix. */
bool annotation_known(const char *name);
/* The known name that is most like it; NULL when none is near (more than a third of its letters differ). */
const char *annotation_nearest(const char *name);

#endif
