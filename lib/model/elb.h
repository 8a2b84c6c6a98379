/* ELBv2's resources as they are wanted: load balancer, listener, rule, action, target group, target,
 * security group, under AWS's names. It knows nothing of an Ingress. This is what plan-rules compiles to,
 * prints with --desired, and compares with what was observed. Zero is valid and empty; text is owned. */
#ifndef MODEL_ELB_H
#define MODEL_ELB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/model/strs.h"

struct err;

/* ---- actions ---- */
struct group_weight {
    char *group; /* "@targetgroup/NAME" or an ARN */
    int weight;
    bool has_weight;
    /* What the weight is made of; not part of what AWS holds. */
    char *cluster; /* member it belongs to; NULL: of no cluster */
    int own;       /* weight within its cluster's action, 1 where it is alone */
    bool has_own;  /* own was written by the user */
    int asked;     /* the cluster's weight, 0…100 */
};

struct action {
    char *type; /* forward, fixed-response, redirect, authenticate-cognito, authenticate-oidc, jwt-validation */
    /* forward */
    struct group_weight *groups;
    size_t groups_count, groups_cap;
    bool has_stickiness, sticky;
    int64_t sticky_seconds; /* 0: not given */
    /* every other type: its config member's JSON text under AWS's names
     * (FixedResponseConfig, RedirectConfig, AuthenticateOidcConfig, …) */
    char *config;
};

struct actions {
    struct action *items;
    size_t count, cap;
};

/* ---- conditions ---- */
struct condition {
    char *field;       /* host-header, path-pattern, http-header, http-request-method, query-string, source-ip */
    char *header_name; /* of http-header */
    struct strs values;
    struct strs regex_values;
    struct pairs query; /* of query-string: key ("" for none) and value, in order, not unique */
};

struct rule {
    struct condition *conditions;
    size_t conditions_count, conditions_cap;
    struct actions actions;
    char *transforms; /* JSON array text under AWS's names, or NULL */
    struct pairs tags;
    struct strs because; /* SOURCE#ID of what it was compiled from */
};

struct listener {
    int port;
    char *protocol; /* HTTP, HTTPS; of a network load balancer TCP */
    char *ssl_policy;
    struct strs certificates;    /* default first */
    char *mutual_authentication; /* JSON object text or NULL */
    struct pairs attributes;
    struct pairs tags;
    struct actions default_actions;
    struct rule *rules; /* in the order in which they are tried */
    size_t rules_count, rules_cap;
    struct strs because;
};

struct target {
    char *id; /* address or instance id; of a group of type alb the load balancer, "@loadbalancer/NAME" */
    int port;
    char *zone;  /* "all", or NULL */
    char *cause; /* SOURCE#ID of the event that brought it; or NULL */
};

struct target_source { /* where the targets of a group come from; not told to AWS. backend NULL: from nowhere */
    char *backend;     /* CLUSTER/NS/SERVICE:PORT: its endpoints, or … */
    char *cluster;     /* … with instance the nodes of this cluster */
    char *family;      /* ipv4, ipv6 */
    bool instance;
    int node_port;
    struct pairs node_labels;
    char *node_selector; /* a LabelSelector; NULL: every node */
};

struct permission { /* one protocol, one port range, one source */
    char *protocol;
    int from_port, to_port;
    char *cidr, *cidr_v6, *prefix_list, *group; /* exactly one; group may be "@securitygroup/NAME" */
    char *description;
};

struct opening {            /* what the security groups before a group's targets must let in; not told to ELBv2 */
    struct permission what; /* ports 0 and 0: the one of each target */
    char *port_name;        /* in their place the container port of that name; NULL: none */
};

struct target_group {
    char *arn; /* given by the user; then only targets count. NULL: ours */
    char *name;
    char *cluster;     /* member whose Service stands behind it */
    char *resource_id; /* of its resource tag */
    char *ingress;     /* NS/NAME that asked for it; not told to AWS */
    char *protocol, *protocol_version, *target_type;
    char *ip_address_type; /* NULL: ipv4 */
    int port;
    int control_port; /* TargetControlPort; 0: none */
    char *health_protocol, *health_port, *health_path, *matcher_http, *matcher_grpc;
    int health_interval_s, health_timeout_s, healthy_count, unhealthy_count; /* 0: not given */
    struct pairs attributes;
    struct pairs tags;
    struct target *targets; /* sorted by id, port */
    size_t targets_count, targets_cap;
    struct target_source source;
    struct opening *openings;
    size_t openings_count, openings_cap;
    struct strs because; /* SOURCE#ID of the Ingress and Service behind it */
};

struct security_group {
    char *id; /* exists and is not ours to make; or NULL */
    char *name;
    char *description;
    struct permission *permissions;
    size_t permissions_count, permissions_cap;
    struct pairs tags;
    bool shared; /* the backend security group: never deleted with a stack */
};

/* All that one group (stack) wants. */
struct stack {
    char *id; /* group name or ns/name; "targetgroupbinding/NS/NAME" */
    bool has_load_balancer;
    bool network; /* it is a network load balancer, one that stands in front of another */
    bool anew;    /* what stands cannot become it, and may go */
    char *name, *scheme, *ip_address_type;
    struct strs subnets;         /* SubnetMappings, in order */
    struct strs allocations;     /* the Elastic IP address of each subnet, in their order; empty: AWS gives them */
    struct strs security_groups; /* ids or "@securitygroup/NAME" */
    struct pairs attributes;
    struct pairs tags;
    char *web_acl_arn;      /* an ARN, "none", or NULL: untouched */
    int shield;             /* 1 on, 0 off, -1 untouched */
    int64_t capacity_units; /* -1: untouched */
    char *ipam_pools;       /* JSON text of IpamPools, or NULL */
    char *customer_owned_pool;
    struct security_group *groups;
    size_t groups_count, groups_cap;
    struct target_group *target_groups;
    size_t target_groups_count, target_groups_cap;
    struct listener *listeners; /* by port */
    size_t listeners_count, listeners_cap;
    struct strs because;  /* SOURCE#ID of its Ingresses */
    struct strs clusters; /* members that have an Ingress or binding in it, in fleet order */
    struct stack *front;  /* the network load balancer in front of this one: a stack of the same id; NULL: none */
};

void stack_release(struct stack *s);
/* The one-line JSON object that plan-rules --desired prints (vectors/README), without a newline and without what stands in front. */
void stack_encode(const struct stack *s, struct buf *to);
/* Its load balancer's SubnetMappings, and its Type. */
void stack_encode_subnets(const struct stack *s, struct json_out *o);
const char *stack_type(const struct stack *s);

/* The pieces, under AWS's names, as call parameters need them; decode reads what was observed. */
void actions_encode(const struct actions *a, struct json_out *o, const char *name);
int actions_decode(struct actions *a, const struct json *array, struct err *err);
void actions_release(struct actions *a);
struct action *actions_add(struct actions *a, const char *type);
void conditions_encode(const struct rule *r, struct json_out *o, const char *name);
int rule_decode(struct rule *r, const struct json *value, struct err *err); /* of DescribeRules */
void rule_release(struct rule *r);
void permissions_encode(const struct security_group *g, struct json_out *o, const char *name);

/* Members of CreateTargetGroup except Name, VpcId and Tags. */
void target_group_settings_encode(const struct target_group *g, struct json_out *o);

void target_group_release(struct target_group *g);
/* The targets only. */
void target_group_clear_targets(struct target_group *g);
void security_group_release(struct security_group *g);
void listener_release(struct listener *l);
void action_release(struct action *a);
void action_copy(struct action *to, const struct action *from); /* to is overwritten */
void conditions_copy(struct rule *to, const struct rule *from); /* added to what is there */

struct group_weight *action_add_group(struct action *a, const char *group); /* own weight 1, asked 100 */
void condition_add_query(struct condition *c, const char *key, const char *value);
struct listener *stack_add_listener(struct stack *s);
struct rule *listener_add_rule(struct listener *l);
struct condition *rule_add_condition(struct rule *r, const char *field);
struct target_group *stack_add_target_group(struct stack *s);
struct target *target_group_add_target(struct target_group *g);
struct security_group *stack_add_security_group(struct stack *s);
struct permission *security_group_add_permission(struct security_group *g);
struct opening *target_group_add_opening(struct target_group *g, const char *protocol); /* to the port of each target */
void permission_release(struct permission *p);
void permission_copy(struct permission *to, const struct permission *from); /* to is overwritten */

#endif
