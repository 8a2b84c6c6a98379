/* Between the links of the chain: a walk under way, and what each link may do with it. */
#ifndef AWS_CREDENTIALS_INNER_H
#define AWS_CREDENTIALS_INNER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/http.h"
#include "lib/aws/credentials.h"

struct aws_client;

struct role {
    char *arn, *external_id, *session_name;
    int64_t duration_s; /* 0: AWS's own */
};

typedef void fetch_answer_fn(struct credentials_fetch *f, int status, const char *text);

struct credentials_fetch {
    struct loop *loop;
    struct loop_timer *timer; /* the next step */
    char *region, *endpoint_url;
    credentials_done_fn *done;
    void *context;

    struct credentials found; /* so far: the base of the roles that are left */
    struct err err;
    struct role *roles; /* to be assumed, the last one first */
    size_t roles_count, roles_cap;
    struct aws_client *sts;

    struct http *http;
    struct buf body; /* of an answer, or what a process printed */
    fetch_answer_fn *answered;
    char *token, *role_name; /* instance metadata */
    int attempts;
    bool for_region; /* the walk is for the Region of the machine, which becomes region */

    char *command;
    pid_t pid;           /* 0: none runs */
    struct loop_fd *out; /* its standard output, out_fd */
    int out_fd;
    struct loop_timer *late;
};

/* A link: 1: it is on its way (or there); 0: it does not apply, ask the next; -1: what is there cannot be used. */
typedef int link_fn(struct credentials_fetch *f, struct err *err);
link_fn link_environment, link_profile, link_web_identity, link_container, link_metadata;

const char *credentials_env(const char *name); /* NULL where empty */

/* A link has its credentials (taken), or has failed; the walk goes on from the loop. */
void fetch_got(struct credentials_fetch *f, struct credentials *c);
void fetch_failed(struct credentials_fetch *f, const struct err *err);

/* {"AccessKeyId","SecretAccessKey","Token" or "SessionToken","Expiration"}; what names the source in errors. */
int credentials_read_json(struct credentials *c, const char *text, const char *what, struct err *err);

/* credentials_sts.c */
void role_push(struct credentials_fetch *f, const struct role *copied);
void role_assume_last(struct credentials_fetch *f);
struct web_identity { /* borrowed */
    const char *token_file, *role_arn, *session_name;
};
int web_identity_start(struct credentials_fetch *f, const struct web_identity *w, struct err *err);

/* credentials_metadata.c: no redirects, no proxy. answered gets status 0 and a sentence when nobody answered. */
struct fetch_request {
    const char *method, *url;
    const char *const *headers; /* NULL-terminated */
    fetch_answer_fn *answered;
};
void fetch_http(struct credentials_fetch *f, const struct fetch_request *r);
bool container_url_is_allowed(const char *url);

/* credentials_process.c */
int process_start(struct credentials_fetch *f, const char *command, struct err *err);
void process_end(struct credentials_fetch *f);

#endif
