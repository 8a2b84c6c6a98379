/* The simulated AWS: what it holds, and the parts that answer. */
#ifndef SIM_AWS_AWS_H
#define SIM_AWS_AWS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "lib/base/buf.h"
#include "tests/sim/aws/model.h"
#include "tests/sim/aws/node.h"
#include "tests/sim/aws/operations.h"
#include "tests/sim/common/server.h"

struct err;
struct json_out;
struct plane;
struct probe;

enum { AWS_MAX_FAULTS = 64, AWS_LIMITS = 24, AWS_SESSIONS = 64 };

/* ---- what there is ---- */

enum resource_kind { LOAD_BALANCER, LISTENER, RULE, TARGET_GROUP, TRUST_STORE, CERTIFICATE, PROTECTION, RESOURCE_KINDS };

struct target {
    char *id;
    int64_t port;
    char *zone; /* as given; NULL: none */
    int64_t registered_ms;
    int64_t draining_ms; /* 0: not draining */
    char *forced;        /* a health state set from outside; NULL: by time, or by the checks of the data plane */
    char *reason;
    struct probe *probe; /* with a data plane, once the group is in use */
};

/* One resource of ELBv2. fields are its members as Describe shows them, but for what is computed. */
struct resource {
    enum resource_kind kind;
    struct resource *next;   /* in the order of making */
    struct resource *parent; /* a listener's load balancer, a rule's listener */
    uint64_t number;
    char *arn;
    struct node *fields;
    struct node *attributes;   /* name and text */
    struct node *tags;         /* name and text */
    struct node *certificates; /* of a listener: SNI, without the default one */
    int64_t made_ms;
    int64_t capacity_units;
    struct target *targets;
    size_t target_count, target_cap;
    struct node *serving;  /* of a load balancer: its listeners as they take effect; NULL: none yet */
    int64_t edited_ms;     /* since when edits wait to take effect; 0: none do */
    struct resource *user; /* of a target group: the load balancer that uses it, as of user_version */
    uint64_t user_version;
    bool pooled;   /* of a target group: some target serves */
    int slot;      /* of a load balancer: makes its address */
    char *web_acl; /* of a load balancer: WAFv2's */
};

struct permission {
    char *protocol;
    int64_t from, to;
    char *kind; /* cidrIp, cidrIpv6, prefixListId, groupId */
    char *source;
    char *description; /* may be NULL */
};

struct security_group {
    struct security_group *next;
    char *id, *name, *description;
    struct permission *permissions;
    size_t permission_count, permission_cap;
    struct node *tags;
    bool predefined; /* the VPC's default group */
};

struct subnet {
    char id[32], zone[32], cidr[32];
    bool public;
    struct node *tags;
};

struct limit {
    const char *name;
    int64_t max;
};

struct settings {
    const char *access_key, *secret_key, *session_token; /* session_token NULL: none */
    struct node *more_keys;                              /* of other accounts: by access key, "ACCOUNT:SECRET"; of the root only */
    const char *region, *account, *vpc, *vpc_cidr;
    int64_t provision_ms, healthy_ms, drain_ms; /* drain_ms, healthy_ms -1: as the group says, by time_scale */
    int64_t rule_window_ms;                     /* edits of rules take effect so long after the first of them */
    double time_scale;                          /* so many times faster than AWS */
    int64_t page_size;                          /* the most of one page of a Describe */
    int64_t skew_s;                             /* AWS's clock less ours */
    bool unsigned_too;                          /* requests are not checked */
    bool buckets;                               /* refuse by the documented token buckets */
    int64_t bucket_percent;                     /* of their size and pace; 0: all of it */
    bool shield;                                /* the account has Shield Advanced */
    int64_t seed;                               /* of faults that meet a share of the calls */
    int64_t session_ms;                         /* a session ends after so long */
    /* "": nobody gets in with it, but for external_id: none is asked for */
    char web_token[1024], pod_token[1024], external_id[128];
};

/* Credentials that were given out and end. */
struct session {
    char access_key[32], secret_key[64], token[64], account[16], arn[512];
    int64_t ends_ms;
};

enum fault_kind {
    FAULT_NONE,
    FAULT_ERROR,
    FAULT_DROP_BEFORE,
    FAULT_DROP_AFTER,
    FAULT_DELAY,
    FAULT_CUT,     /* the connection breaks in the answer */
    FAULT_GARBLE,  /* the answer is another thing */
    FAULT_SKEW,    /* AWS's clock for this call */
    FAULT_EXPIRED, /* the session's token, whatever it is */
    FAULT_STALE    /* a read lags behind the writes */
};

/* One rule. */
struct fault {
    enum fault_kind kind;
    char word[16];
    char action[64]; /* "" for any */
    char code[64], message[128], how[16];
    int64_t status, delay_ms, bytes, skew_s;
    int64_t count; /* how many calls more; -1: no end */
    int64_t pass;  /* so many calls first are left alone */
    double share;  /* percent */
    int64_t from_ms, until_ms;
    uint64_t random, met;
};

struct bucket {
    double tokens;
    int64_t filled_ms;
};

enum throttle {
    THROTTLE_ACCOUNT,
    THROTTLE_HEAVY,
    THROTTLE_TARGETS,
    THROTTLE_READ,
    THROTTLE_WRITE,
    THROTTLE_TRUST_MAKE,
    THROTTLE_TRUST_WRITE,
    THROTTLE_TRUST_GET,
    THROTTLE_TRUST_READ,
    THROTTLE_CLASSES,
    THROTTLE_NONE
};

/* One account in one Region. The first, root, holds what all share: sessions, faults, log, data plane. */
struct aws {
    struct aws *root, *next;
    struct settings set;
    struct resource *resources;
    uint64_t made;       /* numbers of resources, one after the other */
    uint64_t version;    /* counts changes of listeners and rules */
    struct plane *plane; /* NULL: no data plane */
    struct security_group *groups;
    struct subnet subnets[6];
    struct limit limits[AWS_LIMITS];
    size_t limit_count;
    struct fault faults[AWS_MAX_FAULTS];
    size_t fault_count;
    uint64_t faults_made;
    struct snapshot *snapshots; /* how things were before the last writes; the oldest first */
    struct bucket buckets[THROTTLE_CLASSES];
    struct node *certificate_names; /* by ARN, with commas between */
    struct node *web_acls;          /* by ARN */
    struct node *clusters;          /* EKS's by name: endpoint, ca */
    struct node *interfaces;        /* by id, what a test made: address, instance, device, groups */
    uint64_t requests;
    struct session sessions[AWS_SESSIONS];
    uint64_t sessions_made;
    FILE *log;
    struct sim_server *server;
};

/* ---- one request ---- */

enum service { ELBV2, EC2, STS, ACM, WAFV2, SHIELD, EKS, TAGGING, SERVICES };
enum form { FORM_QUERY, FORM_EC2, FORM_JSON, FORM_REST };

struct service_form {
    const char *signing; /* the name in a signature's scope */
    enum form form;
    const char *version; /* of a Query service; of a JSON one: what stands before the operation in X-Amz-Target */
    const char *xmlns;   /* of a Query service */
    const char *invalid; /* a JSON service's code for a parameter that will not do */
    const struct model_operation *model;
};

extern const struct service_form services[SERVICES]; /* services.c */

/* One operation: its parameters are checked against the service's model before the handler is called. */
struct operation {
    enum service service;
    const char *name;
    enum throttle throttle;
    int (*handler)(struct call *c); /* 0 with the members written to out, or call_fail */
};

const struct operation *operation_find(enum service service, const char *name);
bool operation_reads(const struct operation *o);

struct call {
    struct aws *aws;
    struct sim_request *r;
    const struct operation *op;
    enum service service;
    char *action; /* owned; NULL: none */
    bool known_version;
    const struct session *session; /* whose keys signed it; NULL: the account's own */
    struct node *in;
    struct buf out; /* XML elements, or the members of a JSON object */
    int64_t skew_s; /* AWS's clock less ours, for this call */
    int status;
    char code[64];
    char message[512];
    char request_id[37];
};

/* Sets the error that goes out; gives -1. The HTTP status comes from the code. */
int call_fail(struct call *c, const char *code, const char *format, ...) __attribute__((format(printf, 3, 4)));
int call_invalid(struct call *c, const char *format, ...) __attribute__((format(printf, 2, 3))); /* ValidationError */

/* serve.c */
void serve(void *aws, struct sim_request *r);
/* control.c */
void answer_control(struct aws *a, struct sim_request *r);
/* fault.c: the rule that this call meets, or NULL. Borrowed until the next. */
const struct fault *fault_take(struct aws *root, enum fault_kind kind, const char *action);
/* NULL, or what is wrong with the order. */
const char *fault_add(struct aws *root, const struct sim_request *r);
/* Spoils the answer's body; gives its content type. */
const char *fault_garble(const struct fault *f, struct buf *body, const char *type);
/* stale.c */
void stale_before_write(struct aws *a);
struct resource *stale_look(struct aws *a, int64_t lag_ms);
void stale_forget(struct aws *a);
/* services.c */
bool speaks_json(enum service service);
/* The service's own word for a code of the Query services. */
const char *code_for(enum service service, const char *code);
/* Which service and action, and the parameters. ERR_INPUT: no such form, c->in is empty. */
int read_request(struct call *c, struct err *err);
/* check.c: 0, or call_fail for what the service's model does not allow. */
int model_check(struct call *c);
/* world.c: the account and Region that a request is for; made when first asked for. */
struct aws *world_of(struct aws *root, const char *account, const char *region);
void worlds_release(struct aws *root);
#define world_each(w, any) for (struct aws *w = (any)->root; w; w = w->next)
/* sigv4_check.c: 0, or call_fail as AWS words it. */
int sigv4_check(struct call *c);
/* session.c */
const struct session *session_find(const struct aws *a, const char *access_key);
const char *session_account(const struct session *s);
bool session_is_over(const struct aws *a, const struct session *s);
void sessions_end(struct aws *a);
/* False: not for us. */
bool answer_metadata(struct aws *a, struct sim_request *r);
/* throttle.c: 0, or call_fail when a bucket is empty. */
int throttle_check(struct call *c);
/* state.c, page.c */
void state_write(struct aws *a, struct buf *to);
void page_write(struct aws *root, struct buf *to);

/* ---- resource.c ---- */
struct resource *resource_new(struct aws *a, enum resource_kind kind, const char *arn, struct resource *parent);
/* With all below it. */
void resource_remove(struct aws *a, struct resource *gone);
struct resource *resource_find(const struct aws *a, enum resource_kind kind, const char *arn);
struct resource *resource_by_arn(const struct aws *a, const char *arn);
struct resource *resource_by_name(const struct aws *a, enum resource_kind kind, const char *name);
/* The next one of the kind (and parent, where not NULL) after `from`; NULL starts. */
struct resource *resource_next(const struct aws *a, enum resource_kind kind, const struct resource *parent, const struct resource *from);
size_t resource_count(const struct aws *a, enum resource_kind kind, const struct resource *parent);
void resource_free_all(struct aws *a);
void resource_free_list(struct resource *first);
/* 16 hex digits, the same for the same words. */
void resource_id(char to[17], const char *kind, const char *name, uint64_t number);
#define resource_each(r, aws, kind, parent)                                                                                                \
    for (struct resource *r = resource_next(aws, kind, parent, NULL); r; r = resource_next(aws, kind, parent, r))

/* Tags.member.N.Key, .Value into name and text. */
int tags_take(struct call *c, struct node *to, const struct node *list);
/* Attributes that exist for this kind; others are refused. */
int attributes_modify(struct call *c, struct resource *r);
void attributes_write(struct call *c, const struct resource *r);
void attributes_default(struct resource *r);

/* A Describe: filtered by ARNs or names, paged. */
struct paging {
    enum resource_kind kind;
    const struct resource *parent;
    const char *list, *item; /* the element around, and the code when one is not found */
    const struct node *arns, *names;
    void (*write)(struct call *c, const struct resource *r);
};
int describe(struct call *c, const struct paging *p);

/* By place: rules by priority, the default one last; others in the order of making. Free with free(). */
struct resource **resources_sorted(const struct aws *a, enum resource_kind kind, const struct resource *parent, size_t *count);

/* ---- serving.c ---- */
/* A listener or rule of this load balancer was made, changed or removed. NULL: of none any more. */
void structure_edited(struct aws *a, struct resource *lb);
/* Lets edits take effect that are due; milliseconds until the next are, -1: none. */
int64_t serving_settle(struct aws *a);
void serving_json(struct aws *a, struct json_out *o, const struct resource *lb);

/* ---- action.c ---- */
/* Checks a list of actions for this load balancer and gives it as Describe shows it. NULL: call_fail. */
struct node *actions_take(struct call *c, const struct node *list, const struct resource *lb, const char *protocol);
/* True when the actions forward to the group. */
bool actions_use(const struct node *actions, const char *group_arn);
/* The load balancer that uses the group, or NULL. Remembered until structure_edited. */
struct resource *group_user(const struct aws *a, struct resource *group);
/* condition.c: the same for conditions. */
struct node *conditions_take(struct call *c, const struct node *list);

/* ssl_policy.c */
bool ssl_policy_exists(const char *name);
/* certificate.c: an ACM certificate with these names, the first one its domain; again: other names. */
struct resource *certificate_add(struct aws *a, const char *arn, const char *names);

/* ---- limits.c ---- */
int64_t limit_get(const struct aws *a, const char *name);
int limit_set(struct aws *a, const char *name, int64_t max);
void limits_default(struct aws *a);

/* ---- ec2 ---- */
void vpc_default(struct aws *a);
void vpc_release(struct aws *a);
void security_groups_free(struct aws *a);
const struct subnet *subnet_find(const struct aws *a, const char *id);
struct security_group *security_group_find(const struct aws *a, const char *id);
/* Whether a resource passes Filter.N; fields are its values by filter name. -1: call_fail for an unknown filter. */
int filter_matches(struct call *c, const struct node *fields, const struct node *tags);
void ec2_tags_take(struct node *to, const struct node *list); /* network.c */
void ec2_tags_write(struct buf *to, const struct node *tags);
/* interface.c: those that tests made */
void interface_write(struct call *c, const struct node *interface);
void interface_addresses(struct node *to, const char *name, const struct node *interface, bool ipv6); /* a list in it */
/* Some rule of the security groups before a target lets its load balancer in; also where nothing is known of what is before it. */
bool target_is_reached(const struct aws *a, struct resource *group, const struct target *t);

/* ---- health.c ---- */
const char *target_state(const struct aws *a, struct resource *group, const struct target *t);
/* Drained targets go. */
void targets_expire(struct aws *a, struct resource *group);
struct target *target_find(struct resource *group, const char *id, int64_t port);
void target_release(struct target *t);
/* Too few are healthy: requests go to all that are registered. */
bool group_fails_open(const struct aws *a, struct resource *group);
/* Starts the checks of groups that have come into use, ends those of others. */
void probes_follow(struct aws *a);

int64_t load_balancer_targets(const struct aws *a, const struct resource *lb);
const char *load_balancer_state(const struct aws *a, const struct resource *lb);
bool load_balancer_is_network(const struct resource *lb);
/* A target group of type alb that this load balancer is registered with at this port (0: at any); NULL: none. */
const struct resource *group_leading_to(const struct aws *a, const struct resource *lb, int64_t port);

#endif
