/* Between the files of the planner: what one look goes through, and its steps in the order of plan.h. */
#ifndef PLAN_PLAN_INNER_H
#define PLAN_PLAN_INNER_H

#include "plan-rules/budget_allot.h"
#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/settle.h"
#include "plan-rules/diff/target_room.h"
#include "plan-rules/diff/targets.h"
#include "plan-rules/memo.h"
#include "plan-rules/world.h"

struct stage;

struct planner {
    struct world *world;
    struct stage *stage;
    struct memo *memo;
    const struct aws *aws; /* of the memo */
    enum diff_mode mode;
    bool in_pipe;
    struct buf *shown; /* what would be said, in words; NULL: it is said */
    struct target_rooms room;
    struct moment wake; /* of what is planned just now; plan_react gathers them */
    struct budget_now budget;
    struct proposals proposals; /* batches that the budget lets out, or not */
    struct waiting *waiting;    /* of what is planned just now, where it waits for tokens; NULL: it is planned anew each time */
};

/* ---- plan_say.c: what is said, and when a unit may be planned ---- */

/* Takes the batch: in a pipe it is said at once, else when all units have been looked at (plan_budget.c). */
void plan_say_batch(struct planner *p, const char *unit, struct batch_make *make);
void plan_emit_batch(struct planner *p, const char *unit, struct batch *b);
void plan_say_state(struct planner *p, const char *type, const char *unit, const char *reason);
/* plan.held of what is of no stack: the target groups that it concerns, sorted. Told again when these are others. */
void plan_say_held(struct planner *p, const char *unit, const char *reason, const struct strs *groups);
/* traffic.rising of a target group of the stack. */
void plan_say_rising(struct planner *p, const struct stack *s, const char *group);
/* traffic.drained of a subject, because of that event; or that it is over. */
void plan_say_drained(struct planner *p, const char *subject, const struct drained *d, const char *cause);
/* traffic.taken, because of that event. */
void plan_say_taken(struct planner *p, const struct taken *taken, const char *cause);
/* May this unit be planned now? If it only has to wait, the wake-up is set. */
bool plan_is_free(struct planner *p, const char *unit);
/* The same calls again although the last batch was done: AWS does not show what was set. Waits like a failure. */
bool plan_repeats_too_soon(struct planner *p, const char *unit, const struct batch *b);
int64_t plan_settle_left_ms(const struct planner *p, const char *unit);
/* Told once, and again when it would take something else. False: it need not wait, or was let go. */
bool plan_holds(struct planner *p, const char *unit, const char *stack, const char *reason);
/* What was held is not to be done any more, or has been let go: told once. */
void plan_holds_no_more(struct planner *p, const char *unit);
/* What may be done to a stack: of what is held, or not read to the end, nothing goes. */
enum diff_mode plan_mode_of(const struct planner *p, const char *stack);
/* For one stack, into one batch. */
struct diff plan_new_diff(struct planner *p, struct stack *want, const char *unit, struct batch_make *make);

/* ---- plan_stack.c: what a load balancer and one in front of it have in common ---- */

/* free with free(). */
char *plan_unit_of(const struct stack *s);
/* A new load balancer waits until one that is to go has gone. */
bool plan_region_has_room(const struct planner *p, const struct stack *s);
struct gate;
bool plan_difference(struct planner *p, struct stack *s, const char *unit, struct gate *gate);

/* ---- the steps ---- */

void plan_members(struct planner *p); /* plan_members.c */
void plan_ask(struct planner *p);     /* plan_ask.c */
bool plan_asks_first(struct planner *p, const struct stack *s);
void plan_shared_groups(struct planner *p); /* plan_shared.c */
void plan_doors(struct planner *p);         /* plan_doors.c, then plan_security.c */
void plan_security(struct planner *p);
void plan_shared_leftovers(struct planner *p); /* plan_shared.c */
bool plan_shared_groups_are_there(const struct planner *p, const struct stack *s);
void plan_part(struct planner *p, struct part *part);                          /* plan_stack.c */
void plan_absent_over(struct planner *p);                                      /* plan_stack.c */
void plan_leftovers(struct planner *p);                                        /* plan_stack.c */
void plan_guards(struct planner *p, struct part *part, const struct stack *s); /* plan_guards.c */
void plan_front(struct planner *p, struct part *part, struct stack *s);        /* plan_front.c: what stands in front of it */
void plan_no_front(struct planner *p, const struct stack *s);                  /* plan_front.c: nothing does any more */
/* Adds the target of one of its groups: the load balancer behind it, when that can be one. */
void plan_front_target(struct planner *p, const struct stack *s, const struct target_group *g, struct target_plans *plans);
void plan_targets(struct planner *p); /* plan_targets.c */
/* plan_leave.c: the last targets of a group */
/* Its cluster is drained, and none of its targets is wanted. One that was emptied so, or is new, stays empty while other changes settle. */
bool plan_may_empty(struct planner *p, const struct target_plan *t, const struct targets_now *now);
/* Others must know that nobody will register its pods (report-k8s opens their gates), and when that is over. */
void plan_tell_drained(struct planner *p, const struct target_plan *t, bool emptied);
/* None of its targets is wanted, and other clusters serve beside it: those that end serve on for a while (a pod for its grace), so its
 * weight goes first. No longer than the settle time and 20 s after their end, since an address may be another pod's before long. */
bool plan_must_linger(struct planner *p, const struct target_plan *t, const struct targets_now *now);
/* Some are to leave, and whether they may hangs on other groups, on their health and weights: also while they wait for tokens. */
bool plan_leaving_depends(const struct planner *p, const struct target_plan *t, const struct targets_now *now);
void plan_leave_close(struct planner *p); /* behind the last of them */
/* plan_bound.c: groups that a person made, and TargetGroupBindings fill */
void plan_bound_drains(struct planner *p, struct target_plan *t); /* takes those of drained clusters out of what is wanted */
void plan_unbound(struct planner *p);                             /* what was registered through a binding that is gone */
void plan_send(struct planner *p);                                /* plan_budget.c: what there are tokens for */

#endif
