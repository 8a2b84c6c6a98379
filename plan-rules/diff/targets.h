/* The targets of each target group: wanted ones against registered ones. Their batches never wait for those of the
 * structure; one batch holds all that a group needs at that moment. */
#ifndef PLAN_TARGETS_H
#define PLAN_TARGETS_H

#include "plan-rules/diff/aws.h"
#include "plan-rules/diff/batch_make.h"
#include "plan-rules/compile/compile.h"
#include "plan-rules/world.h"

enum { TARGETS_A_CALL = 200 };

struct wanted_target {
    const char *cluster; /* or NULL */
    const char *id;
    int port;
    const char *zone;
    const char *cause;
};

/* One target group of AWS, and all that stands behind it: a group that a person made may serve several stacks. */
struct target_plan {
    char *name;                       /* as AWS has it, or will have it */
    char *reference;                  /* ARN or @targetgroup/NAME */
    bool observed;                    /* AWS has it */
    bool keep_unwanted;               /* a member behind it was never read to the end: nothing is deregistered */
    bool single;                      /* it takes one target: a load balancer */
    const char *stack;                /* id of the first stack that names it */
    const char *cluster;              /* or NULL */
    const struct target_group *group; /* as that stack wants it */
    struct strs clusters;             /* whose bindings fill it, where a person made it */
    struct strs because;
    struct wanted_target *wanted; /* sorted by id and port, unique */
    size_t wanted_count, wanted_cap;
};

struct target_plans { /* sorted by name */
    struct target_plan *items;
    size_t count, cap;
};

/* What is known of a group's targets. */
struct targets_now {
    const struct world_health **health; /* sorted by key */
    size_t count;
    size_t room; /* so many more may be registered */
};

/* The name that AWS has of a group, or will have; item may be NULL. free with free(). */
char *target_group_seen_name(const struct target_group *g, const struct aws_item *item);

/* Adds one target group of a stack; target_plans_close behind the last one. Borrowed until the next is added. */
struct target_plan *target_plans_add(struct target_plans *p, const struct world *w, const struct aws *aws, const struct stack *s,
                                     const struct target_group *g);
void target_plans_close(struct target_plans *p);
/* Sorts what one of them wants. */
void target_plan_close(struct target_plan *t);
void target_plans_release(struct target_plans *p);

/* Writes the calls for one group; none where AWS agrees. `health` are the targets known of this group, `room` how many
 * more may be registered: where those that join do not fit beside those that leave, as many leave first as needed, the
 * unhealthy before the healthy. Gives how many find no room all the same. */
size_t target_plan_diff(const struct target_plan *t, const struct world *w, const struct targets_now *now, struct batch_make *make);

bool target_is_registered(const struct world_health *h);
bool target_is_wanted(const struct target_plan *t, const struct world_health *h);

/* All that is known of a group's targets, sorted by key, into now->health: free with targets_now_release. */
void targets_now_open(struct targets_now *now, const struct world *w, const char *group);
void targets_now_release(struct targets_now *now);

#endif
