/* One group on its way to a stack: members in group order, and what they have agreed on so far. */
#ifndef PLAN_BUILD_H
#define PLAN_BUILD_H

#include <stdbool.h>
#include <uthash.h>

#include "plan-rules/compile/front.h"
#include "plan-rules/compile/member.h"

struct made_group { /* a target group, once per Service port as written, Ingress and cluster */
    char *key;      /* "CLUSTER RESOURCE-ID" */
    struct target_group group;
    bool used;
    UT_hash_handle hh;
};

struct merged_port {
    int port;
    bool https;
    bool redirected;                                           /* ssl-redirect answers instead of rules */
    const struct member *first;                                /* who has it first */
    const struct member *sources, *prefixes, *policy, *mutual; /* the first that says something */
    const char *mutual_text;
    struct strs certificates; /* default first */
    struct pairs attributes;
    size_t *owners; /* of each rule of its listener: the first place of who asks for it */
    size_t owners_count, owners_cap;
};

struct merged {       /* what the members have agreed on, and who said it first */
    bool acl_by_name; /* somebody names a web ACL: ARNs are not looked at */
    bool with_groups; /* somebody names security groups */
    const struct member *first;
    const struct member *named, *schemed, *addressed, *acl, *pooled, *ipam, *capacity, *shielded, *subnets, *groups, *managed, *redirected;
    struct pairs attributes, tags;
    struct merged_port *ports;
    size_t ports_count, ports_cap;
    struct front_agreed front;
};

struct build {
    struct compiler *c;
    const char *group; /* the stack's key */
    const char *gid;   /* group name or "ns/name": hash input and stack tag */
    bool explicit_group;
    char *identity;          /* of what all share: the fleet's name, or FLEET/CLUSTER */
    struct member **members; /* in group order */
    size_t count;
    struct merged merged;
    bool dualstack;
    struct made_group *made;
};

/* Compiles the group; gives false when nothing is left of it. Members left out carry a fault. */
bool build_stack(struct build *b, struct stack *out);
void build_release(struct build *b);

/* merge.c, step 4: agree, or leave the later one out (member->out). */
void merge_members(struct build *b);
void merged_release(struct merged *m);
/* The fault of who contradicts an earlier one; suffix is the annotation's name. Gives -1. */
int merge_conflict(struct member *m, const char *suffix, const char *value, const struct member *other, const char *theirs);
struct merged_port *merged_port(const struct build *b, int port);

/* balancer.c, step 5: name, subnets, security groups, tags. False: some members were rejected, start over. */
bool balancer_make(struct build *b, struct stack *out);
/* subnets.c; -1 with the fault. */
int subnets_choose(struct build *b, struct strs *out, struct fault *f);
/* Those of behind->front: as named; else those that it has; else those of the one behind it, if its scheme is the same; else found. */
int subnets_choose_front(struct build *b, const struct stack *behind, const struct strs *named, struct fault *f);
/* security.c */
int security_choose(struct build *b, struct stack *out, struct fault *f);
/* Those of behind->front: as named, else those of the one behind it. */
int security_choose_front(struct build *b, const struct stack *behind, const struct strs *named, struct fault *f);

/* draft.c, step 6: the rules of one Ingress alone. What reads a member leaves what is wrong in m->fault. */
enum draft_auth { DRAFT_WITHOUT_AUTH, DRAFT_WITH_AUTH };
int member_draft(struct build *b, struct member *m, enum draft_auth auth);
/* conditions.c */
int conditions_read(struct member *m, const struct ingress_rule *r, const struct ingress_path *p, struct rule *out);
int conditions_check(struct member *m, const char *service);
char *conditions_key(const struct rule *r);
/* transforms.c: the JSON text under AWS's names, NULL when there are none. */
int transforms_read(struct member *m, const char *service, char **out);
/* actions.c: d->action, d->substitute, d->alone */
int action_read(struct build *b, struct member *m, const struct backend *to, struct draft *d);
/* auth.c: d->auth */
int auth_read(struct build *b, struct member *m, struct draft *d, enum draft_auth auth);

/* target_groups.c, step 8: the group for a Service port, made once; NULL with the fault. */
struct port_written { /* as the Ingress writes it: a name, or digits */
    const char *text;
    bool is_name;
};
const struct target_group *target_group_for(struct build *b, struct member *m, const struct world_service *s,
                                            const struct port_written *port);
const struct service_port *service_port_find(const struct service *s, const struct port_written *port);

/* endpoints.c: the targets, sorted, from g->source, in place of those it has. */
void endpoints_fill(const struct compiler *c, struct target_group *g);

/* networking.c, step 14: what the targets' security groups must let in for the load balancer of an Ingress. */
void networking_of_stack(const struct build *b, struct stack *s);

/* join.c and listeners.c, step 7. */
bool listeners_make(struct build *b, struct stack *out); /* false: some members were rejected */

/* tags.c: the user's tags under the tracking tags, sorted. */
struct tracking {
    const char *identity; /* cluster or fleet */
    const char *gid;
    const char *resource; /* NULL: without one */
};
void tags_make(const struct settings *s, const struct tracking *t, const struct pairs *user, struct pairs *out);

/* shares.c: the weight that holds for a cluster: drained 0; else the operator's, narrowest scope first; else
 * what was taken over from AWS; else the annotation's. group is the stack's id, name "ns/name" of the Ingress. */
int asked_weight(const struct world *w, const char *group, const char *name, const char *cluster, int annotated);

#endif
