/* The fleet: a name and its member clusters in order, from /etc/headgate/fleet.yaml or from
 * fleet.configured. The only place, with lib/kube/kubeconfig, that reads YAML. */
#ifndef MODEL_FLEET_H
#define MODEL_FLEET_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"

struct err;

struct fleet_cluster {
    char *name;
    char *kubeconfig; /* these four only in the file, never in an event */
    char *context;
    char *eks;
    bool in_cluster;
};

struct fleet {
    char *name;
    char *region;
    char *account; /* NULL until asked of STS */
    char *vpc_id;
    struct fleet_cluster *clusters;
    size_t clusters_count, clusters_cap;
    struct json *options; /* an object, the incumbent's flag names and ours; NULL: none. Owned. */
};

/* Reads the YAML file. ERR_CONFIG names file, line and member. */
int fleet_load(struct fleet *f, const char *path, struct err *err);
/* The data of fleet.configured (vectors/README: fleet, region, account, vpcId, clusters [names], options). */
int fleet_decode(struct fleet *f, const struct json *data, struct err *err);
void fleet_encode(const struct fleet *f, struct buf *to);
void fleet_release(struct fleet *f);

/* Place of a member in the order, or -1. */
int fleet_index(const struct fleet *f, const char *cluster);
const struct json *fleet_option(const struct fleet *f, const char *name); /* NULL when not set */
const char *fleet_option_str(const struct fleet *f, const char *name, const char *fallback);
bool fleet_option_bool(const struct fleet *f, const char *name, bool fallback);

#endif
