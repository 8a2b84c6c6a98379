/* What report-k8s wrote into a cluster: report.done, or report.failed with the reason.
 * Subject CLUSTER/NS/kind/NAME/WHAT, kind in lower case: the newest one says what the cluster was last told. */
#ifndef MODEL_REPORT_H
#define MODEL_REPORT_H

#include "lib/base/buf.h"
#include "lib/base/json.h"

struct err;

struct report {
    char *cluster;
    char *kind; /* Ingress, TargetGroupBinding, Pod */
    char *namespace;
    char *name;
    char *uid;   /* of the object, where it is known */
    char *what;  /* "status", "condition/TYPE", "event/rejected", "event/held", "finalizers" */
    char *value; /* the host name or generation, "True REASON", the sentence, the list as it stood; "" where it was taken back */
    char *error; /* of report.failed: a sentence */
};

int report_decode(struct report *r, const struct json *data, struct err *err);
void report_encode(const struct report *r, struct buf *to);
void report_release(struct report *r);
char *report_subject(const struct report *r); /* free with free() */

#endif
