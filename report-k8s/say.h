/* A note as a request to the API server (facts of the API: Ingress v1, Pod v1, events.k8s.io/v1 Event). */
#ifndef REPORT_SAY_H
#define REPORT_SAY_H

#include "lib/base/moment.h"

#include "report-k8s/picture.h"

struct saying {
    char *path; /* owned */
    char *body;
    const char *patch;    /* media type; NULL: a POST */
    const char *verb;     /* as RBAC names it */
    const char *resource; /* "ingresses/status" */
};

/* now stands in conditions and Events. Release with saying_release. */
void saying_make(struct saying *s, const struct note *n, struct moment now);
void saying_release(struct saying *s);

#endif
