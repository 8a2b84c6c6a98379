/* What the files of one followed cluster share. */
#ifndef WATCH_CLUSTER_INNER_H
#define WATCH_CLUSTER_INNER_H

#include "lib/base/err.h"
#include "lib/base/loop.h"

#include "lib/model/records.h"

#include "lib/kube/follow.h"

#include "watch-k8s/cluster.h"
#include "watch-k8s/cut.h"
#include "watch-k8s/kinds.h"
#include "watch-k8s/known.h"

enum { KINDS_MAX = 16 };

/* One kind and what was reported of it. */
struct watched {
    const struct kind *kind;
    struct cut *cut;
    struct known known;
};

/* One resource path that is followed: a kind, what of it is in one namespace, or one object. */
struct follower {
    struct cluster *cluster;
    struct watched *watched;
    struct kube_follow *follow; /* NULL: closed, while a server that was away is asked who it is */
    char *namespace;            /* NULL: all, or none */
    char *name;                 /* of a Secret or a Namespace; NULL: all */
    size_t wanted;              /* a Secret: by how many objects */
    uint32_t list;              /* number of its list under way or last done */
    bool settled;               /* whole, or known not to be there */
    bool failing;
    bool resumed;        /* its watch goes on where an earlier run ended; settled by its first answer */
    bool relist;         /* it had lost its place: it is no place to resume, only what was seen */
    bool missing;        /* was not there, or not allowed, when last asked */
    int64_t since;       /* mono_ms: failing */
    int64_t empty_since; /* mono_ms: an empty list is doubted; 0: none */
    struct err why;
    struct follower *next;
};

enum announced { ANNOUNCED_NOTHING, ANNOUNCED_LISTING, ANNOUNCED_SYNCED, ANNOUNCED_STALE };

struct cluster {
    const struct cluster_settings *set;
    struct stage *stage; /* NULL before cluster_start */
    struct kube *kube;
    struct watched watched[KINDS_MAX];
    size_t watched_count;
    struct follower *followers;
    struct follower identity; /* asks for kube-system before all else */
    struct loop_timer *stale_timer, *bookmark_timer, *held_timer, *start_timer, *return_timer, *trim_timer;
    bool held;     /* the journal is behind: servers are held back */
    bool doubtful; /* was away for long and answers again: not heard before it has said which cluster it is */
    bool vouched;  /* it has, since it was last said to be stale */
    enum announced announced;
    bool ever_synced;      /* in this run or an earlier one */
    bool over;             /* ended by an error */
    bool resuming;         /* was synced in an earlier run, and has not been seen whole in this one */
    char *uid;             /* of kube-system, or NULL */
    int64_t past_since;    /* mono_ms: it is the cluster as it was before; 0: it is not */
    struct pairs versions; /* to resume from: name of the resource -> version */
    bool advance;          /* replay: puts move versions on */
    bool unsettled;        /* since the versions were noted a list was begun, or the server was not to be believed: list at the start */
    char fields[KINDS_DIGEST];
};

/* ---- cluster.c ---- */
/* Emits a cluster.* event. */
void cluster_announce(struct cluster *c, const char *type, const char *reason, const struct pairs *versions);
struct follower *cluster_follow(struct cluster *c, struct watched *w, const char *namespace, const char *name);
void cluster_unfollow(struct follower *f);
/* The known object of that key is among what f follows. */
bool follower_covers(const struct follower *f, const char *key);
struct watched *cluster_watched(struct cluster *c, const char *kind);
/* "pods", "pods/NS", "namespaces/NAME", "secrets/NS/NAME"; free with free(). */
char *follower_label(const struct watched *w, const char *namespace, const char *name);
/* A request failed: exit code 100 before the first success, stale after a while later. */
void cluster_failing(struct follower *f, const struct err *why);
/* Says synced when all is whole and answers. */
void cluster_review(struct cluster *c);
void follower_open(struct follower *f);
/* After an emission: holds the servers back while the journal is behind. */
void cluster_pace(struct cluster *c);

/* ---- identity.c ---- */
void cluster_ask_identity(struct cluster *c);

/* ---- returned.c ---- */
/* The server was set back. It may have gone on from there by the time that it is believed: what was seen before is no place to
 * resume at. */
void cluster_set_back(struct cluster *c);
/* A server that was away for long answers again. */
void cluster_returned(struct cluster *c);
/* It is still the same cluster: its watches go on where they were. */
void cluster_vouched(struct cluster *c);
void returned_due(void *context);

/* ---- report.c: what a follower hears ---- */
extern const struct kube_follow_handlers report_handlers;
/* object.delete of something known, which is forgotten. reason "absent" or NULL. */
void report_delete(struct cluster *c, struct watched *w, struct known_object *o, const char *reason, const char *version);
/* What known_object.rejected is for a reason. */
uint32_t rejected_hash(const char *reason);
/* The two parts of a known object's key. */
void known_names(const struct watched *w, const struct known_object *o, char **namespace, char **name);
char *known_key(const struct watched *w, const char *namespace, const char *name); /* free with free() */

/* ---- secrets.c ---- */
/* The Secret "NS/NAME" that an Ingress or a Service names, or NULL; free with free(). */
char *secrets_named_by(const struct kind *kind, const struct json *object);
/* o now names `secret` (or NULL): follows and unfollows accordingly. Takes secret. */
void secrets_refer(struct cluster *c, struct known_object *o, char *secret);
/* After the replay: follows what is named, and says of the others that they are gone. */
void secrets_start(struct cluster *c);

#endif
