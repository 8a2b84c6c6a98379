/* The data plane: each load balancer that is active listens on a loopback address of its own, and nginx serves what
 * its rules say. The simulator writes nginx's configuration, checks the targets' health, and reloads on change.
 *
 * What is served lags behind what Describe shows: edits of rules and listeners take effect together, some time after
 * the first of them (serving.c). Targets come and go at once. */
#ifndef SIM_AWS_PLANE_H
#define SIM_AWS_PLANE_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buf.h"

struct aws;
struct err;
struct http;
struct json_out;
struct loop;
struct node;
struct resource;
struct target;

struct plane {
    struct aws *aws;
    struct loop *loop;
    struct http *http;
    struct loop_timer *timer, *patience;
    char *dir;          /* configuration, certificates, nginx's own files */
    uint16_t port;      /* the simulator's: makes the addresses its own */
    int master;         /* nginx's process; 0: not started */
    uint64_t wanted;    /* counts the configurations written */
    uint64_t serving;   /* the newest that nginx has said it serves, and nothing older beside it */
    struct buf written; /* the newest written, without its number */
    struct http_request *asking;
    struct buf answer;
    bool dirty;    /* something has changed */
    bool restless; /* something changes by time alone */
};

struct plane *plane_open(struct aws *a, const char *dir, struct err *err);
void plane_close(struct plane *p);
/* Something has changed that may change what is served. NULL: there is no data plane. */
void plane_touch(struct plane *p);
void plane_json(const struct plane *p, struct json_out *o);
/* Where a listener of the load balancer is reached, as "127.64.3.9:80". */
char *plane_endpoint(const struct plane *p, const struct resource *lb, int64_t port);

/* workers.c: nobody takes connections any more for a configuration before the newest. */
bool workers_are_new(const struct plane *p);

/* config.c: all of nginx's configuration. */
void config_write(struct plane *p, struct buf *to);

/* certs.c: the file with certificate and key of a certificate's ARN, made when first asked for. Owned. */
char *certs_file(const struct plane *p, const char *arn, struct err *err);
/* Each name of the certificate and the file, as entries of a map. */
void certs_names(const struct plane *p, const char *arn, struct buf *to, const char *file);
int certs_make_ca(const struct plane *p, struct err *err);

/* One listener in the configuration: names of its variables begin with $prefix. */
struct scope {
    struct plane *plane;
    struct buf *maps;   /* before the servers */
    struct buf *inside; /* in the server's location */
    struct buf *beside; /* other locations of the server */
    const struct resource *lb;
    const struct node *listener;
    char prefix[32];
};

/* A text in quotes for nginx; with dollars kept as they are for regular expressions, or as text where variables are read. */
void quote_pattern(struct buf *to, const char *prefix, const char *text);
void quote_text(struct buf *to, const char *text);
/* match.c: sets $PREFIX_NAME to 1 where all conditions hold. */
void match_write(struct scope *s, const char *name, const struct node *conditions);
/* route.c: what happens where the rule NAME was picked. */
struct route {
    char act[64];                                          /* "pass", or the word that the location's `if` asks for */
    char group[64], uri[64], host[64], to[64], stuck[128]; /* variables, or "" */
};
void route_write(struct scope *s, const char *name, const struct node *rule, struct route *out);

/* probe.c: the health check of one target. */
struct probe;
struct probe *probe_new(struct plane *p, struct resource *group, const char *id, int64_t port);
void probe_free(struct probe *p);
const char *probe_state(const struct probe *p);  /* initial, healthy, unhealthy */
const char *probe_reason(const struct probe *p); /* NULL: none */

#endif
