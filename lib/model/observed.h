/* What AWS said: aws.observed, aws.gone, aws.synced, target.health, and aws.wanted that asks.
 *
 * aws.observed holds one whole resource under AWS's own names and is the newest truth about its subject
 * SERVICE/RESOURCE/ID (resource in lower case; ID is the ARN or the id). apply-aws writes one for each
 * resource that an observation finds and, together with call.done, for each that a call made or changed.
 * Load balancers, target groups, listeners and rules carry Tags and, where there are any, Attributes;
 * a Listener also all its Certificates (default first), a Rule also its ListenerArn.
 * A target is a subject of its own, so that one pod's change is one event. */
#ifndef MODEL_OBSERVED_H
#define MODEL_OBSERVED_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"

struct err;

/* aws.observed and aws.gone (value NULL). Borrowed from the event's tree. */
struct observed {
    const char *service;  /* ec2, elasticloadbalancing, acm, wafv2, sts */
    const char *resource; /* LoadBalancer, TargetGroup, Listener, Rule, SecurityGroup, Subnet, Vpc, RouteTable,
                             AvailabilityZone, Certificate, TrustStore, WebACL, AccountLimits */
    const char *id;
    const struct json *value;
    const char *asof; /* SOURCE#ID of the reader's last call.done when the read was sent; or NULL */
};

int observed_decode(struct observed *o, const struct json *data, struct err *err);
/* value is JSON text or NULL (aws.gone); asof may be NULL. */
void observed_encode(struct buf *to, const char *service, const char *resource, const char *id, const char *value, const char *asof);
char *observed_subject(const char *service, const char *resource, const char *id); /* free with free() */

/* target.health, subject TARGETGROUPNAME/ID:PORT. State as DescribeTargetHealth has it: initial, healthy,
 * unhealthy, draining, unused, unavailable; and "gone" when it is registered no more. */
struct target_health {
    char *group_arn;
    char *group_name;
    char *id;
    int port;
    char *zone; /* AvailabilityZone when given at registration; or NULL */
    char *state;
    char *reason; /* AWS's code, or NULL */
};

int target_health_decode(struct target_health *t, const struct json *data, struct err *err);
void target_health_encode(const struct target_health *t, struct buf *to);
char *target_health_subject(const struct target_health *t);
/* Deregistered, and served to its end: draining, or unhealthy.draining. */
bool target_health_leaving(const struct target_health *t);
/* Registered, and no check has begun, or none is told: what is known of it yet is nothing. */
bool target_health_unchecked(const struct target_health *t);
void target_health_release(struct target_health *t);

/* aws.synced: a whole observation ended; subject the Region. */
struct synced {
    const char *account; /* borrowed */
    const char *region;
};

int synced_decode(struct synced *s, const struct json *data, struct err *err);
void synced_encode(struct buf *to, const char *account, const char *region);

#endif
