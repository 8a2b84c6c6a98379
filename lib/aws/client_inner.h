/* The client's insides, between client.c, call.c and identity.c. */
#ifndef AWS_CLIENT_INNER_H
#define AWS_CLIENT_INNER_H

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/http.h"
#include "lib/aws/client.h"
#include "lib/aws/credentials.h"
#include "lib/aws/pace.h"
#include "lib/aws/shapes.h"
#include "lib/aws/sigv4.h"
#include "lib/aws/wire.h"

/* Where one service is reached; found at its first call. */
struct service_place {
    char *url, *host, *path; /* path without its last slash */
    const char *signing_region;
    struct sigv4_cache keys;
};

struct aws_client {
    struct loop *loop;
    struct http *http;
    char *region, *endpoint_url;
    struct credentials credentials;
    bool fixed;                      /* given by the caller, never read anew */
    struct credentials_fetch *fetch; /* they are being read anew */
    struct loop_timer *refresh;
    bool stale; /* the last attempt failed: said once */
    int64_t call_ms;
    int64_t skew_ms; /* AWS's clock minus ours */
    char *ca_file;   /* NULL: the system's CAs */
    struct service_place places[SERVICES];
    struct pace budgets[BUDGET_CLASSES]; /* of ELBv2 */
    struct pace others[SERVICES];        /* of the rest, which have no documented ones */
    aws_slowed_fn *slowed;
    void *slowed_context;
    struct aws_call *calls; /* under way */
};

struct aws_call {
    struct aws_client *client;
    struct aws_call *next, **place;
    const struct service *service;
    const struct operation *operation;
    struct service_place *place_of;
    char *action, *url, *path;
    struct wire_request wire;
    struct err refused; /* why it cannot be sent at all */
    int64_t begun_ms, deadline_ms;
    int64_t due_ms; /* monotonic: when it has its turn, while it waits for one */
    int attempts;
    bool clock_set, credentials_read, repeatable;
    bool paced;   /* has its place in the account's budget */
    bool waiting; /* for credentials */
    struct http_request *request;
    struct loop_timer *timer;
    struct buf answer;
    struct http_answer head;
    char *date, *content_type, *error_type, *request_id; /* of the answer */
    bool too_big;
    aws_done_fn *done;
    aws_dropped_fn *dropped;
    void *context;
};

/* client.c: frees a call that has ended, or is never to. */
void call_free(struct aws_call *call);
/* client_place.c: where the service is reached, or NULL with ERR_CONFIG. */
struct service_place *client_place(struct aws_client *c, const struct service *s, struct err *err);
void client_places_free(struct aws_client *c);

/* client_pace.c */
void client_pace_init(struct aws_client *c, const struct aws_settings *settings);
/* Takes a place in the budget of the call's kind; gives how long to wait for it. */
int64_t client_pace_ms(struct aws_call *call);
/* The same in the account's, once its own kind lets it go: so that what waits long there takes nothing away from the others. */
int64_t client_pace_account_ms(struct aws_call *call);
/* The call waits, as it registers targets while others that deregister some have not been let through; they change
 * places. */
bool client_pace_lets_pass(struct aws_call *call);
/* AWS refused the call for its rate. */
void client_pace_refused(struct aws_call *call);

/* call.c */
void call_send_in(struct aws_call *call, int64_t ms);
void call_due_at(struct aws_call *call, int64_t ms); /* monotonic */

/* identity.c: who we are, kept fresh. */
int identity_open(struct aws_client *c, struct err *err);
void identity_close(struct aws_client *c);
/* Has the call sent again once the credentials were read anew; false where that was done for it, or cannot be. */
bool identity_read_again(struct aws_call *call);

#endif
