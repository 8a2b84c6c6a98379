/* Names of load balancers, security groups and target groups (docs/RULES.md step 8), the same as the
 * incumbent controller gives, so that what it made is found again. All give heap strings. */
#ifndef PLAN_NAMES_H
#define PLAN_NAMES_H

#include <stddef.h>

/* The first ten hex digits of the SHA-256 of all parts one after the other. */
char *name_hash(const char *const *parts, size_t count);
/* "k8s-A-B-HASH": a and b without anything but letters and digits, cut to 8; b NULL: a cut to 17. */
char *name_made(const char *a, const char *b, const char *hash);
/* "k8s-traffic-CLUSTER-HASH" */
char *name_backend_group(const char *cluster);

#endif
