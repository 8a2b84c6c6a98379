/* From one stack that is wanted, and what AWS holds of it, to the calls that make AWS agree: the structure of
 * one load balancer. Add before remove, in the order of docs/RULES.md:
 *   1 security groups   2 target groups   3 load balancer   4 listeners   5 rules   6 what is left over
 * An empty stack (id only) removes everything that was made for it. What stands in front of a load balancer (stack.front) is a stack of
 * its own here: of the resources of one id, each takes its own for its own (network), and leaves the other's alone. */
#ifndef PLAN_DIFF_H
#define PLAN_DIFF_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/model/elb.h"
#include "plan-rules/diff/aws.h"
#include "plan-rules/diff/batch_make.h"
#include "plan-rules/quotas.h"
#include "plan-rules/world.h"

enum diff_mode {
    DIFF_ALL,
    DIFF_ADD_ONLY, /* a member cluster was never read to the end: what AWS holds stays */
    DIFF_KEEP,     /* an Ingress that was good cannot be compiled now: the same, and all groups of the stack stay */
};

struct gate;

struct doomed { /* a rule, listener … that nobody wants any more */
    const struct aws_item *item;
    char *what; /* to a person */
};

struct dooms {
    struct doomed *items;
    size_t count, cap;
};

struct diff {
    const struct world *world;
    const struct aws *aws;
    struct stack *want;
    const struct gate *gate; /* which wanted groups may have weight; NULL: all */
    enum diff_mode mode;
    bool in_pipe;
    int64_t settle_ms;      /* between what replaces and what is replaced */
    int64_t settle_left_ms; /* of the batch before this one */

    struct batch_make *make;
    struct batch_make *removal;      /* step 6 goes here, for a unit of its own; NULL: into make, behind what replaces it */
    const struct aws_item *balancer; /* NULL: none yet */
    char *balancer_reference;        /* its ARN, or @loadbalancer/NAME */
    struct strs retained;            /* ARNs of target groups that stay behind their rules, although they are not wanted */
    struct quotas limit, standing;   /* what the load balancer may hold, and holds (room.h) */
    bool tight;                      /* target groups wanted and those there do not all fit */
    size_t spare;                    /* places beside the wanted ones that nobody took */
    struct dooms rules, certificates, listeners, balancers, groups, security_groups;
};

/* Replaces @references in the stack by the ARNs and ids of what is there already. Once, before all else. */
void diff_resolve(struct stack *want, const struct aws *aws);
/* The security groups of its front, which it may share. */
void diff_resolve_front(const struct stack *want, const struct aws *aws);
/* The observed resource that this wanted one is; NULL: it must be made. */
const struct aws_item *diff_find_group(const struct aws *aws, const struct target_group *want);
const struct aws_item *diff_find_security_group(const struct aws *aws, const struct security_group *want);
const struct aws_item *diff_find_balancer(const struct aws *aws, const struct stack *want);

/* Writes the calls; none where AWS agrees. */
void diff_stack(struct diff *d);
void diff_release(struct diff *d);

/* ---- the parts, in order ---- */
void diff_security_groups(struct diff *d);
void diff_security_group(struct diff *d, const struct security_group *want);
void diff_target_groups(struct diff *d);
void diff_balancer(struct diff *d);
void diff_listeners(struct diff *d);
void diff_rules(struct diff *d, const struct listener *want, const struct aws_item *have, const char *reference);
void diff_removals(struct diff *d);
/* Whether a resource of the stack's id is of this part of it. */
bool diff_is_side(const struct diff *d, const struct aws_item *item);
/* Before a listener or load balancer goes, target groups of type alb let go of it: AWS deletes none that is registered. Adds the calls'
 * ids to `calls`. */
void diff_let_go(struct diff *d, const struct aws_item *item, struct strs *calls);
/* One rule, listener or certificate, at once. */
struct call *diff_remove(struct diff *d, enum quota kind, const struct doomed *what);

/* ---- what they share ---- */
void diff_tags(struct diff *d, const char *arn, const struct pairs *want, const struct pairs *have, const char *what);
void doom(struct dooms *list, const struct aws_item *item, const char *what, ...) __attribute__((format(printf, 3, 4)));
/* Attributes that are wanted and not so: key and value. have may be NULL. */
void diff_attributes(const struct pairs *want, const struct json *have, struct pairs *out);
/* "host-header shop.example.com, path-pattern /api", to a person. free with free(). */
char *diff_rule_text(const struct rule *r);
/* "blue from 100 to 90, green from 0 to 10": what differs between two forward actions of the same groups. */
void diff_weights_text(const struct actions *want, const struct actions *have, struct buf *to);

#endif
