/* What build-podinfo says of a cluster: five records, each with decode and encode side by side.
 * Zero is valid and empty; NULL text is "not there"; `_release` frees. `_decode` reads the data of an
 * event (ERR_INPUT names the missing or wrong member) into a zeroed record; `_encode` writes the data
 * object; `_subject` gives the subject (free with free()). A `.delete` event's data holds only what
 * names the record: the same struct with the other members empty; and, where the object was not seen deleted but
 * was missing in a list, "reason":"absent". */
#ifndef MODEL_RECORDS_H
#define MODEL_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/moment.h"
#include "lib/model/strs.h"

struct err;

/* Which object of which cluster: the first four members of every record's data. */
struct object_name {
    char *cluster;
    char *namespace; /* NULL for what is cluster-scoped */
    char *name;
    char *uid;
};

/* ---- podinfo.put: one endpoint behind one port of one Service in one cluster ----
 * subject CLUSTER/NS/SERVICE:PORT/ADDRESS:TARGETPORT ; PORT is the Service port's number. */
struct container_port {
    char *container;
    char *name;
    char *protocol;
    int port;
};

struct pod_condition {
    char *type;
    char *status; /* True, False, Unknown */
};

struct eni_info { /* of vpc.amazonaws.com/pod-eni */
    char *eni_id;
    char *private_ip;
    char *ipv6_address;
    char *vlan_id;
    char *subnet_cidr;
};

struct podinfo {
    char *cluster;
    char *namespace;
    char *service;
    char *port_name; /* the Service port's name, "" when it has none */
    int port;        /* the Service port's number */
    char *address;   /* the endpoint's first address */
    char *family;    /* ipv4 or ipv6, of its slice */
    int target_port; /* of the slice: where the pod listens */
    char *node;
    char *zone;
    bool ready, serving, terminating; /* of the endpoint, nulls resolved as Kubernetes says */
    char *pod;                        /* name of the pod, from targetRef */
    char *pod_uid;
    char *pod_ip;
    struct moment created; /* of the pod */
    bool deleting;         /* the pod has a deletionTimestamp */
    struct container_port *ports;
    size_t ports_count, ports_cap;
    struct strs readiness_gates; /* condition types */
    struct pod_condition *conditions;
    size_t conditions_count, conditions_cap;
    struct eni_info *enis;
    size_t enis_count, enis_cap;
    struct pairs pod_labels;
};

int podinfo_decode(struct podinfo *p, const struct json *data, struct err *err);
void podinfo_encode(const struct podinfo *p, struct buf *to);
/* Only the members that come from the pod (node … labels): the end of the object that podinfo_encode writes. */
void podinfo_pod_encode(const struct podinfo *p, struct buf *to);
char *podinfo_subject(const struct podinfo *p);
void podinfo_release(struct podinfo *p);
const char *podinfo_condition(const struct podinfo *p, const char *type); /* status or NULL */

/* ---- service.put, subject CLUSTER/NS/service/NAME ---- */
struct service_port {
    char *name; /* "" when unnamed */
    char *protocol;
    char *target_port; /* as written: digits or a name; the number where it was left out */
    bool target_is_name;
    int port;
    int node_port; /* 0: none */
};

struct service {
    struct object_name id;
    char *type; /* ClusterIP, NodePort, LoadBalancer, ExternalName */
    bool headless;
    struct pairs annotations;
    struct strs ip_families;
    struct service_port *ports;
    size_t ports_count, ports_cap;
};

int service_decode(struct service *s, const struct json *data, struct err *err);
void service_encode(const struct service *s, struct buf *to);
char *service_subject(const struct service *s);
void service_release(struct service *s);

/* ---- ingress.put, subject CLUSTER/NS/ingress/NAME: only Ingresses that are ours ---- */
struct backend {   /* spec.defaultBackend and a path's backend */
    bool resource; /* names a resource, not a Service */
    char *service;
    char *port; /* as written: name, or digits when a number */
    bool port_is_name;
};

struct ingress_path {
    char *path;      /* NULL when left out */
    char *path_type; /* Exact, Prefix, ImplementationSpecific or NULL */
    struct backend backend;
};

struct ingress_rule {
    char *host; /* NULL or "" : any */
    bool has_http;
    struct ingress_path *paths;
    size_t paths_count, paths_cap;
};

struct secret_info { /* a Secret that the Ingress names: keys, never values */
    char *name;
    struct pairs keys; /* key name -> keyed hash of its value ("" where unknown) */
    struct pairs labels;
};

struct ingress {
    struct object_name id;
    struct moment created;
    struct pairs annotations;
    char *class_name;   /* of the IngressClass; NULL when the old annotation matched */
    char *class_params; /* JSON text of the IngressClassParams' spec, or NULL */
    char *class_params_name;
    bool has_default;
    struct backend default_backend;
    struct ingress_rule *rules;
    size_t rules_count, rules_cap;
    struct strs tls_hosts; /* of all spec.tls[], in order */
    struct secret_info *secrets;
    size_t secrets_count, secrets_cap;
};

int ingress_decode(struct ingress *i, const struct json *data, struct err *err);
void ingress_encode(const struct ingress *i, struct buf *to);
char *ingress_subject(const struct ingress *i);
/* The stack that it belongs to: its class's group, else its own, else NS/NAME (no group's name has a slash). free with free(). */
char *ingress_stack(const struct ingress *i);
/* Its id where each cluster has such stacks of its own (fleet_keeps_apart): CLUSTER:NS/NAME. NULL of a group's, which is everybody's.
 * free with free(). */
char *ingress_stack_apart(const char *cluster, const char *stack);
void ingress_release(struct ingress *i);

/* ---- node.put, subject CLUSTER/node/NAME ---- */
struct taint {
    char *key;
    char *effect;
};

struct node {
    struct object_name id;
    char *provider_id;
    char *zone;
    char *ready; /* True, False, Unknown; "" when never said */
    struct moment created;
    struct pairs labels;
    struct taint *taints;
    size_t taints_count, taints_cap;
};

int node_decode(struct node *n, const struct json *data, struct err *err);
void node_encode(const struct node *n, struct buf *to);
char *node_subject(const struct node *n);
void node_release(struct node *n);

/* ---- binding.put, subject CLUSTER/NS/targetgroupbinding/NAME: a TargetGroupBinding that a person wrote ---- */
struct binding {
    struct object_name id;
    struct moment created;
    int64_t generation; /* of its spec; 0: never said */
    struct pairs annotations;
    char *spec; /* JSON text, as CRD elbv2.k8s.aws/v1beta1 has it */
};

int binding_decode(struct binding *b, const struct json *data, struct err *err);
void binding_encode(const struct binding *b, struct buf *to);
char *binding_subject(const struct binding *b);
void binding_release(struct binding *b);

/* ---- finalizers.put, subject CLUSTER/NS/KIND/NAME: an object of ours that another controller's finalizers hold ----
 * Those of the AWS Load Balancer Controller, on an Ingress that is ours or on a TargetGroupBinding, also one that it made. */
struct finalizers {
    struct object_name id;
    char *kind;         /* Ingress, TargetGroupBinding */
    bool deleting;      /* it has a deletionTimestamp, and waits for them */
    bool generated;     /* a TargetGroupBinding that the controller made for a target group of its own */
    char *stack;        /* of an Ingress: its group, or NS/NAME */
    char *target_group; /* of a TargetGroupBinding: its ARN, or NULL */
    struct strs all;    /* metadata.finalizers as they stand there */
};

int finalizers_decode(struct finalizers *f, const struct json *data, struct err *err);
void finalizers_encode(const struct finalizers *f, struct buf *to);
char *finalizers_subject(const struct finalizers *f);
void finalizers_release(struct finalizers *f);
/* This one is the AWS Load Balancer Controller's. */
bool finalizer_is_known(const char *name);

/* ---- object.rejected, object.warning, plan.rejected: one shape ---- */
struct rejection {
    char *cluster;
    char *kind; /* Ingress, TargetGroupBinding, Service … */
    char *namespace;
    char *name;
    char *field;  /* the annotation or member, or NULL */
    char *value;  /* what stands there, or NULL */
    char *reason; /* a sentence: what is wrong and what would be right */
};

int rejection_decode(struct rejection *r, const struct json *data, struct err *err);
void rejection_encode(const struct rejection *r, struct buf *to);
char *rejection_subject(const struct rejection *r); /* CLUSTER/NS/kind/NAME, kind in lower case */
void rejection_release(struct rejection *r);

/* ---- cluster.listing, cluster.synced, cluster.bookmark, cluster.stale ---- */
struct cluster_state {
    char *cluster;
    char *uid;             /* of namespace kube-system, when known: another one behind the address is another cluster */
    char *reason;          /* of cluster.stale */
    struct pairs versions; /* of cluster.bookmark: resource -> resource version */
};

int cluster_state_decode(struct cluster_state *c, const struct json *data, struct err *err);
void cluster_state_encode(const struct cluster_state *c, struct buf *to);
void cluster_state_release(struct cluster_state *c);

#endif
