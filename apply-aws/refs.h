/* The @references in a call's parameters, filled in from what AWS holds. */
#ifndef APPLY_AWS_REFS_H
#define APPLY_AWS_REFS_H

#include "lib/model/strs.h"

#include "apply-aws/world.h"

struct err;

/* Gives the parameters as JSON text with every reference replaced, or NULL with ERR_INPUT that names the one
 * which stands for nothing that is known. */
char *refs_resolve(const struct world *w, const char *parameters, struct err *err);

/* What a set of calls touches, by name or id. Zero is valid and empty. */
struct scope {
    bool everything;
    bool surroundings;           /* VPC, subnets, route tables, zones, limits */
    bool lists;                  /* all load balancers and target groups with their tags, not what is in them */
    struct strs load_balancers;  /* names */
    struct strs target_groups;   /* names */
    struct strs security_groups; /* names, or ids beginning "sg-" */
    struct strs instances;       /* ids */
};

/* Adds what the parameters of one call name: references, ARNs, ids, and the name of what it makes. */
void scope_add_call(struct scope *s, const char *action, const char *parameters);
void scope_release(struct scope *s);

#endif
