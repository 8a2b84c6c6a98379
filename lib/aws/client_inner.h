/* The client's insides, between client.c, call.c and identity.c. */
#ifndef AWS_CLIENT_INNER_H
#define AWS_CLIENT_INNER_H

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/http.h"
#include "lib/aws/client.h"
#include "lib/aws/credentials.h"
#include "lib/aws/shapes.h"
#include "lib/aws/sigv4.h"

struct aws_client {
    struct loop *loop;
    struct http *http;
    char *region, *endpoint_url;
    struct credentials credentials;
    bool fixed;                      /* given by the caller, never read anew */
    struct credentials_fetch *fetch; /* they are being read anew */
    struct loop_timer *refresh;
    bool stale; /* the last attempt failed: said once */
    struct sigv4_cache keys;
    int64_t skew_ms; /* AWS's clock minus ours */
    double rate, burst, tokens;
    int64_t tokens_at;
    struct aws_call *calls; /* under way */
};

struct aws_call {
    struct aws_client *client;
    struct aws_call *next, **place;
    const struct service *service;
    const struct operation *operation;
    char *action, *url, *host, *path;
    struct buf body;    /* of the request */
    struct err refused; /* why it cannot be sent at all */
    int64_t begun_ms, deadline_ms;
    int attempts;
    bool clock_set, credentials_read, repeatable;
    bool waiting; /* for credentials */
    struct http_request *request;
    struct loop_timer *timer;
    struct buf answer;
    struct http_answer head;
    char *date;
    aws_done_fn *done;
    aws_dropped_fn *dropped;
    void *context;
};

/* client.c: frees a call that has ended, or is never to. */
void call_free(struct aws_call *call);
/* Takes a place in the budget; gives how long to wait for it. */
int64_t client_budget_ms(struct aws_client *c);

/* call.c */
void call_send_in(struct aws_call *call, int64_t ms);

/* identity.c: who we are, kept fresh. */
int identity_open(struct aws_client *c, struct err *err);
void identity_close(struct aws_client *c);
/* Has the call sent again once the credentials were read anew; false where that was done for it, or cannot be. */
bool identity_read_again(struct aws_call *call);

#endif
