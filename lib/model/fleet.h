/* The fleet: a name and its member clusters in order, from /etc/headgate/fleet.yaml or from
 * fleet.configured. The only place, with lib/kube/kubeconfig, that reads YAML. */
#ifndef MODEL_FLEET_H
#define MODEL_FLEET_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/model/strs.h"

struct err;
struct stage;

/* What of a cluster is looked at: watch-k8s' options, and members of a cluster in the file (one text, or a list of them,
 * which is joined by commas). */
enum fleet_choice { FLEET_NAMESPACES, FLEET_EXCLUDED, FLEET_SELECTOR, FLEET_INGRESS_CLASSES, FLEET_LEFT_OUT, FLEET_CHOICES };
extern const char *const fleet_choice_names[FLEET_CHOICES];

struct fleet_cluster {
    char *name;
    char *kubeconfig; /* this and what follows only in the file, never in an event */
    char *context;
    char *eks;
    char *accept_uid;             /* a kube-system uid that may follow the one that was known */
    char *choices[FLEET_CHOICES]; /* NULL: nothing said */
    bool in_cluster;
};

struct fleet {
    char *name;
    char *region;
    char *account; /* NULL until asked of STS */
    char *vpc_id;
    struct fleet_cluster *clusters;
    size_t clusters_count, clusters_cap;
    struct strs forgotten; /* clusters that the operator has forgotten, sorted; in no file and no event of the fleet */
    struct json *options;  /* an object, the incumbent's flag names and ours; NULL: none. Owned. */
};

/* Reads the YAML file. ERR_CONFIG names file, line and member. */
int fleet_load(struct fleet *f, const char *path, struct err *err);
/* The data of fleet.configured (vectors/README: fleet, region, account, vpcId, clusters [names], options). */
int fleet_decode(struct fleet *f, const struct json *data, struct err *err);
void fleet_encode(const struct fleet *f, struct buf *to);
void fleet_release(struct fleet *f);

/* A stage that is given the file says fleet.configured when it differs from what was told before (NULL: nothing); a file that
 * cannot be read ends the stage with its sentence. */
void fleet_tell(struct stage *s, const char *path, const struct fleet *before);

/* Loads the file and gives this member of it, borrowed; NULL and ERR_CONFIG where it is none. */
const struct fleet_cluster *fleet_load_member(struct fleet *f, const char *path, const char *cluster, struct err *err);
/* Other members, and other forgotten ones, than the file named. True: they were others before. */
bool fleet_set_members(struct fleet *f, const struct strs *clusters, const struct strs *forgotten);
/* Place of a member in the order, or -1. */
int fleet_index(const struct fleet *f, const char *cluster);
const struct json *fleet_option(const struct fleet *f, const char *name); /* NULL when not set */
const char *fleet_option_str(const struct fleet *f, const char *name, const char *fallback);
bool fleet_option_bool(const struct fleet *f, const char *name, bool fallback);
/* Option `implicit-groups: per-cluster`: an Ingress without a group's name has a load balancer in each cluster. */
bool fleet_keeps_apart(const struct fleet *f);
/* Whose a cluster's own resources are, in their tags: FLEET/CLUSTER, or CLUSTER where the fleet is named like it. free with free(). */
char *fleet_identity(const char *fleet, const char *cluster);
/* "50%" or a number of percent, 0 to 100; anything else is the fallback. */
int fleet_option_percent(const struct fleet *f, const char *name, int fallback);

#endif
