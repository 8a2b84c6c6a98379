/* What build-podinfo knows of the clusters: the newest form of each object, cut down, and what was last
 * said of it. Pure: view_fold is the only way to change it; what it says goes out through `say`.
 *
 * The way from a Service to its pods:
 *   ingress, binding --refs--> service --slices--> slice --endpoints--> pod
 * A `place` is one address behind a Service that somebody refers to, with all slices that mention it; a
 * pod knows its places. So one pod's event costs what its own endpoints cost, however large the cluster. */
#ifndef PODINFO_VIEW_H
#define PODINFO_VIEW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uthash.h>

#include "lib/base/event.h"
#include "lib/model/object.h"
#include "lib/model/records.h"

struct err;

/* One event that goes out; all borrowed. */
typedef void say_fn(void *context, const char *type, const char *subject, const char *data);

struct said { /* what was last said of something: nothing said again that has not changed */
    bool there;
    uint64_t hash;
};

/* ---- what selects an Ingress ---- */
/* Fields of a wrong type in an object: the first of them, what stands there if it is brief, and a sentence; all NULL where there are none.
 */
struct wrong {
    char *field, *value, *reason;
};

struct class_entry {
    char *key; /* NAME */
    char *controller;
    bool is_default;
    bool has_params;
    char *params_group, *params_kind, *params_name;
    char *wrong; /* the sentence on its fields' types, or NULL */
    UT_hash_handle hh;
};

struct params_entry {
    char *key; /* NAME */
    struct json *spec;
    char *wrong; /* as a class's */
    UT_hash_handle hh;
};

struct namespace_entry {
    char *key; /* NAME */
    struct pairs labels;
    UT_hash_handle hh;
};

struct secret_entry {
    char *key; /* NS/NAME */
    struct secret_info info;
    UT_hash_handle hh;
};

/* ---- who refers to Services ---- */
struct ref {
    char *service; /* NS/NAME */
    char *port;    /* as written: a name or digits */
};

struct refs {
    struct ref *items;
    size_t count, cap;
};

struct ingress_entry {
    char *key;             /* NS/NAME */
    struct ingress record; /* class members are those that were last chosen */
    char *class_name;      /* spec.ingressClassName, or NULL */
    bool deleting;
    struct strs finalizers;
    struct wrong wrong;
    struct refs refs;
    struct pairs strange; /* annotations that nobody knows */
    struct said said;
    char *warned;   /* the sentence that was said with it, or NULL */
    char *rejected; /* the sentence on record, or NULL */
    UT_hash_handle hh;
};

struct binding_entry {
    char *key; /* NS/NAME */
    struct refs refs;
    struct said said;
    UT_hash_handle hh;
};

struct hold_entry; /* hold.c */

/* ---- what stands behind a Service ---- */
struct place;
struct service_entry;

struct pod_entry {
    char *key; /* NS/NAME */
    char *uid;
    char *part; /* its part of podinfo.put, as JSON object text; NULL while only a slice has named it */
    struct place **places;
    size_t places_count, places_cap;
    UT_hash_handle hh;
};

struct endpoint {
    char *address;
    char *zone;
    char *pod; /* NS/NAME; NULL when no pod stands behind it */
    char *pod_uid;
    bool ready, serving, terminating;
};

struct slice_port {
    char *name;
    int port;
};

struct slice_entry {
    char *key; /* NS/NAME */
    struct service_entry *service;
    bool v6;
    struct slice_port *ports;
    size_t ports_count, ports_cap;
    struct endpoint *endpoints;
    size_t endpoints_count, endpoints_cap;
    UT_hash_handle hh;
};

struct mention { /* where a slice says that an address stands behind its Service */
    const struct slice_entry *slice;
    size_t at;
};

struct said_port {
    int port, target_port;
    uint64_t hash;
};

struct place {
    char *key; /* the address */
    struct service_entry *service;
    struct mention *mentions;
    size_t mentions_count, mentions_cap;
    struct said_port *said;
    size_t said_count, said_cap;
    UT_hash_handle hh;
};

struct port_use {
    char *port;
    size_t users;
};

struct service_entry {
    char *key; /* NS/NAME */
    struct cluster *cluster;
    bool known; /* the Service object is there, not only slices or references */
    struct service record;
    struct said said;
    struct port_use *uses;
    size_t uses_count, uses_cap;
    size_t users; /* references in all; places exist only while there are some */
    bool active;  /* places are there */
    bool changed; /* which ports are used has changed since places were refreshed */
    struct slice_entry **slices;
    size_t slices_count, slices_cap;
    struct place *places;
    UT_hash_handle hh;
};

struct node_entry {
    char *key; /* NAME */
    struct said said;
    UT_hash_handle hh;
};

/* ---- all of it ---- */
enum phase {
    CLUSTER_UNHEARD, /* no cluster.listing yet: objects made by hand, or the very beginning */
    CLUSTER_LISTING, /* a list is being read: what is missing may still come, so nobody is rejected for it */
    CLUSTER_SYNCED,
};

struct cluster {
    char *name;
    struct view *view;
    enum phase phase;
    struct class_entry *classes;
    struct params_entry *params;
    struct namespace_entry *namespaces;
    struct secret_entry *secrets;
    struct ingress_entry *ingresses;
    struct binding_entry *bindings;
    struct service_entry *services;
    struct slice_entry *slices;
    struct pod_entry *pods;
    struct node_entry *nodes;
    struct hold_entry *holds;
    struct wrong wrong; /* of the object that is being put */
    UT_hash_handle hh;
};

struct view {
    struct cluster *clusters;
    char *ingress_class; /* fleet option ingress-class; NULL: alb */
    say_fn *say;
    void *context;
};

/* ERR_INPUT: the event says something that cannot be; the view is as before. Other types do nothing. */
int view_fold(struct view *v, const struct event *e, struct err *err);
/* No more will come: clusters of which nobody said that a list was being read are taken as whole. */
void view_end(struct view *v);
void view_release(struct view *v);

#endif
