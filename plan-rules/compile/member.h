/* One Ingress on its way to a load balancer: what it wishes, read from its record alone (steps 2 and 3),
 * and its rules (step 6). A member whose fault is set is left out. */
#ifndef PLAN_MEMBER_H
#define PLAN_MEMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/model/elb.h"
#include "lib/model/records.h"

#include "plan-rules/compile/ask.h"
#include "plan-rules/compile/fault.h"
#include "plan-rules/compile/front.h"
#include "plan-rules/compile/notes.h"
#include "plan-rules/world.h"

struct port_wish {
    int port;
    bool https;
    char *mutual_authentication; /* JSON under AWS's names, or NULL */
    struct pairs attributes;     /* listener-attributes.PROTO-PORT */
};

/* What stands before the condition of a rule is met, and what is done then. */
struct draft {
    struct rule rule;                  /* conditions and transforms; no actions yet */
    struct action action;              /* forward, redirect, fixed-response */
    struct action auth;                /* type NULL: none. Only on HTTPS. */
    bool substitute;                   /* a 503 for a missing Service or action */
    const struct world_service *alone; /* the only thing that it forwards to, or NULL */
    char *conditions_key;              /* equal conditions have equal text */
};

struct member {
    const struct ingress *in; /* borrowed from the world */
    const char *cause;        /* SOURCE#ID of its event, borrowed */
    struct moment changed;    /* when that was said */
    int cluster_index;        /* place in the fleet */
    char *name;               /* "ns/name" */
    char *group;              /* its stack's key; NULL when that is in doubt */
    bool explicit_group;
    int64_t order;
    struct json *params; /* IngressClassParams' spec, owned; NULL: none */
    struct notes notes;  /* of the Ingress alone */

    struct fault fault; /* reason "" while it is good */
    bool out;           /* left out of this pass */
    bool rejected;      /* for good: left out of every pass */
    bool settled;       /* this form of it is served already */
    size_t place;       /* who loses when a quota is exceeded: the last places */

    /* of the load balancer; NULL, empty or -1: says nothing */
    char *lb_name, *scheme, *ip_address_type;
    char *web_acl_name, *web_acl_arn; /* "" for none */
    char *customer_owned_pool, *ipam_pool;
    struct strs subnets, security_groups;
    const struct json *class_subnets; /* of params */
    int64_t manage_backend_rules, shield;
    struct fault manage_unreadable; /* of manage-backend-security-group-rules; matters only beside security-groups */
    int64_t capacity, class_capacity;
    char *class_ipam_pool;
    int64_t ssl_redirect;
    struct pairs lb_attributes, class_lb_attributes, tags;

    /* of its listeners */
    struct port_wish *ports;
    size_t ports_count, ports_cap;
    struct strs certificates, cidrs, cidrs_v6, prefix_lists; /* each sorted, but certificates */
    char *ssl_policy;

    int cluster_weight;
    struct front_wish front;

    /* its rules, compiled when the load balancer's kind is known */
    bool drafted;
    struct draft *drafts;
    size_t drafts_count, drafts_cap;
    struct draft fallback; /* of spec.defaultBackend; action.type NULL: none */
};

/* The fleet's options, read once. */
struct settings {
    const char *fleet;
    const char *vpc_id;
    const char *default_scheme, *default_target_type, *default_ssl_policy, *backend_group;
    bool backend_groups, manage_backend_rules, tolerate_service, tolerate_action;
    bool default_tags_low, ip_targets, fail_open, cluster_tag_check, reachability, single_subnet;
    bool listener_tags, weighted, capacity; /* gates ListenerRulesTagging, WeightedTargetGroups, LBCapacityReservation */
    bool web_acls, shield;                  /* enable-wafv2, enable-shield */
    bool per_cluster;                       /* implicit-groups: per-cluster */
    bool all_ports;                         /* disable-restricted-sg-rules */
    struct pairs default_tags;
    struct strs external_tags;
    struct strs certificate_authorities;
    struct pairs secret_labels;
};

void settings_read(struct settings *s, const struct fleet *fleet);
void settings_release(struct settings *s);

/* All that the compiler's parts need to look at. */
struct compiler {
    struct world *world;
    struct settings set;
    struct ask_needs *needs; /* what must be known of AWS is noted here; NULL: nowhere */
};

/* Steps 2 and 3: everything the Ingress says by itself. Sets m->fault where it is wrong. */
void member_open(struct compiler *c, struct member *m, const struct world_ingress *form);
void member_release(struct member *m);
/* The group alone, NULL when it is in doubt. */
char *member_group(const struct fleet *f, const struct ingress *in);
void member_forget_drafts(struct member *m);
const struct port_wish *member_port(const struct member *m, int port);
const char *params_str(const struct member *m, const char *name); /* member of IngressClassParams, or NULL */

/* listen.c: ports, certificates, sources, mutual TLS. */
int listen_read(struct compiler *c, struct member *m, struct fault *f);
/* [{"key":…,"value":…}] of IngressClassParams */
void params_pairs(const struct json *list, struct pairs *out);

#endif
