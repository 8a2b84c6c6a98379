/* AWS calls over the loop: credentials, endpoint, signature, retry with a deadline, answers as JSON text. */
#ifndef AWS_CLIENT_H
#define AWS_CLIENT_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/loop.h"
#include "lib/model/budget.h"

struct err;
struct credentials;
struct json;
struct aws_client;
struct aws_call; /* one under way, with all its attempts */

struct aws_settings { /* borrowed for the call of aws_client_new */
    const char *region;
    const char *endpoint_url; /* NULL: environment, then the Region's own */
    int64_t call_ms;          /* how long a call may take with all its attempts; 0: 60 s */
    int rate, burst;          /* at most so many ELBv2 calls a second, so many at once, and each kind as AWS documents it; 0: no limit */
};

struct aws_request {
    const char *service;     /* elasticloadbalancing, ec2, sts, acm, wafv2, shield, tagging, eks */
    const char *action;      /* CreateRule */
    const char *parameters;  /* JSON text under AWS's names; NULL: none */
    const struct json *tree; /* or the same taken apart already; borrowed for the call of aws_call */
    int64_t deadline_ms;     /* over all attempts; 0: the client's. Never more than that */
};

/* How it ended; borrowed for the call of done. */
struct aws_result {
    const char *answer;     /* JSON text under AWS's names; NULL when it failed */
    const char *request_id; /* AWS's, or NULL */
    const char *code;       /* AWS's error code; or one of ours: BadParameters, NoCredentials, Unreachable, BadAnswer; NULL: done */
    const char *message;    /* a sentence */
    int status;             /* HTTP's; 0: no answer */
    int attempts;
    int64_t duration_ms;
    bool maybe_done; /* sent, and nobody said whether it was done */
};

typedef void aws_done_fn(void *context, const struct aws_result *r);
/* The call ended without done: what the context holds can be freed. */
typedef void aws_dropped_fn(void *context);

/* Waits for credentials, so that their lack is told before anything else; later they are read anew from the loop,
 * before they end, while calls go on with the old ones. */
struct aws_client *aws_client_new(struct loop *loop, const struct aws_settings *settings, struct err *err);
/* With these credentials (taken), which are never read anew. */
struct aws_client *aws_client_with(struct loop *loop, const struct aws_settings *settings, struct credentials *with);
/* Which link of the chain the credentials are from; borrowed until they are read anew. */
const char *aws_client_identity(const struct aws_client *c);
/* Calls under way end without done; NULL is fine. */
void aws_client_free(struct aws_client *c);
const char *aws_client_region(const struct aws_client *c);

/* ---- the budget of ELBv2 calls, by AWS's own buckets (lib/model/budget) ---- */

struct aws_budget {
    double rate, full; /* calls a second: now, and where AWS refuses nothing; 0: no limit */
    bool lowered;
    int throttled, extra; /* since the last look: refusals for the rate; reads, and attempts after the first */
};

/* These numbers from now on, instead of those of the settings. */
void aws_client_set_budget(struct aws_client *c, const struct budget_numbers *n);
/* How it stands with one of them, counted from zero again. */
struct aws_budget aws_client_budget(struct aws_client *c, enum budget_class which);
/* Called when AWS refuses a call for its rate. */
typedef void aws_slowed_fn(void *context);
void aws_client_on_slowed(struct aws_client *c, aws_slowed_fn *slowed, void *context);

/* Never fails at once: what cannot even be sent also comes through done, from the loop. */
struct aws_call *aws_call(struct aws_client *c, const struct aws_request *r, aws_done_fn *done, void *context);
/* Called instead of done where the call ends without. */
void aws_when_dropped(struct aws_call *call, aws_dropped_fn *dropped);
/* Ends it without done. */
void aws_cancel(struct aws_call *call);

/* A read with all its pages: page is called for each answer in turn (JSON text), then done once, whose
 * result's answer is the last page's; dropped, which may be NULL, instead of done when the client ends. */
typedef void aws_page_fn(void *context, const char *answer);
struct aws_page_handlers {
    aws_page_fn *page;
    aws_done_fn *done;
    aws_dropped_fn *dropped;
};
void aws_read_pages(struct aws_client *c, const struct aws_request *r, const struct aws_page_handlers *handlers, void *context);

#endif
