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
    struct json *value;
    UT_hash_handle hh;
};

struct held_target {
    char *subject; /* the key: GROUPNAME/ID:PORT */
    struct target_health health;
    UT_hash_handle hh;
};

struct world {
    struct thing *things;
    struct held_target *targets; /* none that is gone */
};

void world_release(struct world *w);

/* value is JSON text of an object; anything else is ignored. */
void world_put(struct world *w, const struct observed *what, const char *value);
void world_drop(struct world *w, const char *service, const char *resource, const char *id);
/* Borrowed until the next put or drop of the same thing; NULL when unknown. */
const struct json *world_get(const struct world *w, const char *service, const char *resource, const char *id);
/* By ARN; the resource is read from it. NULL when unknown. */
const struct json *world_by_arn(const struct world *w, const char *arn);
/* The first ELBv2 or EC2 thing of that resource whose member has that text. NULL when there is none. */
const struct thing *world_find(const struct world *w, const char *resource, const char *member, const char *text);

/* A state of "gone" removes it. */
void world_put_health(struct world *w, const struct target_health *t);
const struct target_health *world_health(const struct world *w, const char *subject);

/* "LoadBalancer", "TargetGroup", "Listener", "Rule" by an ARN of ELBv2; NULL otherwise. */
const char *arn_resource(const char *arn);
/* The name in an ARN: of its load balancer for listeners and rules; heap text or NULL. */
char *arn_name(const char *arn);
/* "LoadBalancerArn" for "LoadBalancer", "GroupId" for "SecurityGroup", … NULL for what we do not know. */
const char *resource_id_member(const char *resource);

#endif
