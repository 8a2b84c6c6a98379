/* What plan-rules knows: the fold of everything read, the newest record of each key with the reference
 * (SOURCE#ID) of the event that brought it. Pure: world_fold is its only way to change.
 * Tables are uthash, keyed by the subject unless said otherwise; walk them sorted (world_sort_*),
 * never in table order, where anything reaches the output. */
#ifndef PLAN_WORLD_H
#define PLAN_WORLD_H

#include <stdbool.h>
#include <stdint.h>
#include <uthash.h>

#include "lib/base/event.h"
#include "lib/model/fleet.h"
#include "lib/model/observed.h"
#include "lib/model/records.h"
#include "lib/model/taken.h"
#include "lib/model/traffic.h"

#include "plan-rules/asked.h"
#include "plan-rules/budget.h"
#include "plan-rules/touched.h"
#include "plan-rules/trace.h"
#include "plan-rules/unit.h"

struct err;

struct world_ingress { /* CLUSTER/NS/ingress/NAME */
    char *key;
    char *cause;
    struct moment at; /* when it was said */
    struct ingress record;
    struct moment absent; /* missing in a list since then, and not seen deleted; zero: there */
    bool accepted;        /* says the same as what was accepted last */
    UT_hash_handle hh;
};

struct world_service { /* CLUSTER/NS/service/NAME */
    char *key;
    char *cause;
    struct moment at; /* when it was said */
    struct service record;
    struct moment absent; /* missing in a list since then, and not seen deleted; zero: there */
    UT_hash_handle hh;
};

struct world_node { /* CLUSTER/node/NAME */
    char *key;
    char *cause;
    struct moment at; /* when it was said */
    struct node record;
    struct moment absent; /* missing in a list since then, and not seen deleted; zero: there */
    UT_hash_handle hh;
};

struct world_binding { /* CLUSTER/NS/targetgroupbinding/NAME */
    char *key;
    char *cause;
    struct moment at; /* when it was said */
    struct binding record;
    struct moment absent; /* missing in a list since then, and not seen deleted; zero: there */
    UT_hash_handle hh;
};

struct world_pod { /* CLUSTER/NS/SERVICE:PORT/ADDRESS:TARGETPORT */
    char *key;
    char *cause;
    struct podinfo record;
    struct moment at;     /* of its newest word */
    struct moment absent; /* missing in a list since then, and not seen deleted; zero: there */
    UT_hash_handle hh;
};

struct world_backend { /* CLUSTER/NS/SERVICE:PORT: the endpoints behind one Service port */
    char *key;
    struct world_pod *pods;
    UT_hash_handle hh;
};

struct world_cluster { /* by name */
    char *name;
    char *uid;           /* of kube-system, when known */
    bool synced;         /* cluster.synced has come at least once */
    bool stale;          /* cluster.stale was the newest word */
    char *reason;        /* of cluster.stale */
    struct moment since; /* when it became stale */
    UT_hash_handle hh;
};

struct world_observed { /* by id: the ARN, or the id */
    char *id;
    char *cause;
    uint64_t asof;      /* number of the call.done that the reader knew; 0: none given */
    struct json *value; /* owned; NULL: gone */
    UT_hash_handle hh;
};

struct world_kind { /* SERVICE/RESOURCE in lower case, "ec2/subnet" */
    char *name;
    struct world_observed *items;
    UT_hash_handle hh;
};

struct world_health { /* TARGETGROUPNAME/ID:PORT; "gone" is dropped */
    char *key;
    char *cause;
    struct target_health record; /* without the names of its group, and its zone */
    struct moment since;         /* when it came into this state */
    UT_hash_handle hh;
};

struct world_health_group { /* by name of the target group */
    char *name;
    char *arn;
    struct world_health *targets;
    UT_hash_handle hh;
};

struct world_batch { /* by unit: what is in flight */
    char *unit;
    char *reference; /* SOURCE#ID of the plan.batch */
    struct moment at;
    UT_hash_handle hh;
};

struct world_traffic { /* "weights SCOPE", "drain SCOPE CLUSTER", "hold SCOPE", "forget SCOPE CLUSTER" */
    char *key;
    char *cause;
    struct traffic record;
    UT_hash_handle hh;
};

struct world_taken { /* by stack: weights that AWS held when nobody knew why */
    char *key;
    char *cause;
    struct taken record;
    UT_hash_handle hh;
};

struct world_rising { /* by target group's name: it began to rise to its weight then */
    char *key;
    char *cause;
    struct rising record;
    struct moment at;
    UT_hash_handle hh;
};

struct world_drained { /* by target group's name, or NAME/CLUSTER: that a drain has emptied it was said last */
    char *key;
    char *cause;
    struct drained record;
    UT_hash_handle hh;
};

struct world_rejection { /* plan.rejected that still stands, CLUSTER/NS/kind/NAME */
    char *key;
    char *cause;
    char *reason;
    UT_hash_handle hh;
};

struct world {
    struct fleet fleet; /* name NULL until fleet.configured; with the members that count (members.c) */
    struct fleet told;  /* as fleet.configured says it */
    char *fleet_cause;
    struct world_ingress *ingresses;
    struct world_ingress *accepted; /* of ingress.accepted: the last good form of each */
    struct world_service *services;
    struct world_node *nodes;
    struct world_binding *bindings;
    struct world_backend *backends;
    struct world_cluster *clusters;
    struct world_kind *kinds;
    bool any_absent;          /* some record was missing in a list at some time */
    struct moment absent_due; /* when the next of them has been missing for long enough; zero: none */
    bool aws_synced;
    struct world_health_group *health;
    struct world_batch *batches;
    struct traces traces; /* what ended, and through which event (trace.h) */
    struct unit *units;   /* what became of each unit's newest batch (unit.h) */
    struct budget budget; /* what AWS's token buckets hold (budget.h) */
    struct world_traffic *traffic;
    struct world_taken *taken;
    struct world_rising *rising;
    struct world_drained *drained;
    struct world_rejection *rejections;
    struct asked *asked;    /* questions and answers (asked.h) */
    bool whole_only;        /* a daemon: what a member says counts once it has been read to the end */
    bool assume_synced;     /* told so on the command line: every member counts as read to the end */
    struct moment now;      /* the stage's clock */
    struct touched touched; /* since the planner looked last; it clears that */
};

/* ERR_INPUT: the event says something that cannot be; the world is as before. Other types do nothing. */
int world_fold(struct world *w, const struct event *e, struct err *err);
void world_release(struct world *w);

/* ---- looking; all borrowed, NULL where there is none ---- */
const struct world_service *world_service(const struct world *w, const char *cluster, const char *ns, const char *name);
const struct world_backend *world_backend(const struct world *w, const char *key); /* CLUSTER/NS/SERVICE:PORT */
/* The endpoint ADDRESS:TARGETPORT behind it. */
const struct world_pod *world_pod(const struct world *w, const char *backend, const char *address, int port);
const struct world_node *world_node(const struct world *w, const char *cluster, const char *name);
/* How long endpoints and nodes stay that were missing in a list and not seen deleted (option `absence-grace`). */
int64_t world_grace_ms(const struct world *w);
const struct world_cluster *world_cluster(const struct world *w, const char *name);
/* kind is "ec2/subnet"; id the ARN or id. NULL when unknown or gone. */
const struct world_observed *world_observed(const struct world *w, const char *kind, const char *id);
/* It was there, or asked for, and the newest word is that it is not. */
bool world_is_gone(const struct world *w, const char *kind, const char *id);
/* Id of the first of that kind whose member says so; NULL: none. Borrowed. */
const char *world_named(const struct world *w, const char *kind, const char *member, const char *name);
/* All of one kind that are there, sorted by id. Gives an array (free with free()) and its length. */
const struct world_observed **world_all(const struct world *w, const char *kind, size_t *count);
const struct world_health *world_health(const struct world *w, const char *group, const char *id, int port);
const struct world_health *world_health_in(const struct world_health *first, const char *group, const char *id, int port);
/* The ARN of a group of which some target is known, or NULL. */
const char *world_health_arn(const struct world *w, const char *group);
/* All that is known of a group's targets, in no order: walk hh.next. NULL: nothing. */
const struct world_health *world_health_of(const struct world *w, const char *group);
/* Reference of the batch in flight for the unit, or NULL. */
const char *world_batch(const struct world *w, const char *unit);
const struct world_rejection *world_rejection(const struct world *w, const char *key);
const struct world_traffic *world_traffic(const struct world *w, const char *key);
const struct taken *world_taken(const struct world *w, const char *stack);
/* This member has been read to the end at least once. */
bool world_synced(const struct world *w, const char *cluster);
/* What this cluster says is to be compiled: it is a member, and whole where that is asked for. */
bool world_counts(const struct world *w, const char *cluster);
/* Every member of the fleet has been read to the end. */
bool world_all_synced(const struct world *w);

/* Puts a table in the order of its keys, so that HASH walks are the same for the same content. */
void world_sort(struct world *w);

#endif
