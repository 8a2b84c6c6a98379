/* What AWS holds, as far as it was said: the newest aws.observed, aws.gone and target.health of each subject. */
#ifndef APPLY_AWS_WORLD_H
#define APPLY_AWS_WORLD_H

#include <stdbool.h>
#include <uthash.h>

#include "lib/base/json.h"
#include "lib/model/observed.h"

struct thing {
    char *subject; /* the key: SERVICE/RESOURCE/ID */
    char *service, *resource, *id;
    char *text;         /* its value */
    struct json *value; /* the same as a tree, while somebody looks at it; else NULL */
    uint64_t clock;     /* of its last change */
    UT_hash_handle hh;
};

struct dropped { /* a thing that went; kept while a reading may still have seen it */
    char *subject;
    uint64_t clock;
    UT_hash_handle hh;
};

/* A target in few bytes: there may be tens of thousands. Its words are the world's own. */
struct held_target {
    uint64_t clock;
    const char *zone, *state, *reason;
    int port;
    char id[];
};

struct held_group { /* one with a target */
    char *name;     /* the key */
    char *arn;
    struct held_target **targets; /* by id and port */
    size_t count, cap;
    UT_hash_handle hh;
};

struct word {
    char *text;
    UT_hash_handle hh;
};

struct world {
    struct thing *things;
    struct held_group *groups;
    struct word *words;
    struct world_open *open; /* the things that were looked at last */
    struct dropped *dropped;
    uint64_t clock; /* counts changes: what changed after a reading began is newer than what it read */
};

void world_release(struct world *w);
void world_release_targets(struct world *w); /* world_targets.c */

/* value is JSON text of an object, without blanks around it; a number, a list and their like are ignored. */
void world_put(struct world *w, const struct observed *what, const char *value);
void world_drop(struct world *w, const char *service, const char *resource, const char *id);
/* Whether it changed, or went, after the clock stood at `since`. */
bool world_is_newer(const struct world *w, const struct observed *what, uint64_t since);
/* No reading is under way: what went need not be remembered. */
void world_forget_dropped(struct world *w);
/* A thing's value; borrowed until it is put or dropped, or WORLD_OPEN others were looked at. */
enum { WORLD_OPEN = 64 };
const struct json *world_value(const struct world *w, const struct thing *t);
/* Borrowed as by world_value; NULL when unknown. */
const struct json *world_get(const struct world *w, const char *service, const char *resource, const char *id);
/* By ARN; the resource is read from it. NULL when unknown. */
const struct json *world_by_arn(const struct world *w, const char *arn);
/* The first ELBv2 or EC2 thing of that resource whose member has that text. NULL when there is none. */
const struct thing *world_find(const struct world *w, const char *resource, const char *member, const char *text);

/* A state of "gone" removes it. */
void world_put_health(struct world *w, const struct target_health *t);
/* What is known of the target of t's group, id and port, borrowed; false: nothing. */
bool world_health(const struct world *w, const struct target_health *t, struct target_health *out);
bool world_health_is_newer(const struct world *w, const struct target_health *t, uint64_t since);
struct target_health held_health(const struct held_group *g, const struct held_target *t);
const struct held_group *world_group(const struct world *w, const char *name);

/* "LoadBalancer", "TargetGroup", "Listener", "Rule" by an ARN of ELBv2; NULL otherwise. */
const char *arn_resource(const char *arn);
/* The name in an ARN: of its load balancer for listeners and rules; heap text or NULL. */
char *arn_name(const char *arn);
/* "LoadBalancerArn" for "LoadBalancer", "GroupId" for "SecurityGroup", … NULL for what we do not know. */
const char *resource_id_member(const char *resource);

#endif
