/* Step 7: rules of one Ingress in several clusters become one rule; the list of a listener's rules. */
#ifndef PLAN_JOIN_H
#define PLAN_JOIN_H

#include "plan-rules/compile/build.h"

struct part { /* one cluster's share in a rule */
    struct member *member;
    const struct draft *draft;
};

struct joined {
    struct part *parts; /* in group order */
    size_t count, cap;
};

struct joined_list {
    struct joined *items;
    size_t count, cap;
};

/* The rules of a listener, in order, joined. Members that contradict an earlier cluster are rejected;
 * false then, and the list is of no use. */
bool join_rules(struct build *b, const struct merged_port *port, struct joined_list *out);
/* The default backend the same way; an empty one when nobody has any. */
bool join_default(struct build *b, const struct merged_port *port, struct joined *out);
/* What the joined drafts do together. */
void joined_actions(const struct joined *j, const struct merged_port *port, struct actions *out);
void joined_release(struct joined *j);
void joined_list_release(struct joined_list *l);

/* optimize.c: redirects of a request to itself, and rules that cannot be reached. */
bool redirects_to_itself(const struct draft *d, const struct merged_port *port);
bool rule_shadows(const struct rule *earlier, const struct rule *later);

/* split.c: adds the rule, or several with fewer values each, so that each keeps AWS's limits.
 * -1 with the fault where no splitting helps. */
int rule_split(const struct rule *whole, struct listener *l, struct fault *f);
/* Can it be split so that each part keeps the limits? */
int rule_fits(const struct rule *whole, struct fault *f);

#endif
