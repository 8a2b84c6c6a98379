/* Signature Version 4: canonical request, string to sign, signature (AWS General Reference, "Signing AWS API
 * requests"). Pure: the time is given. */
#ifndef AWS_SIGV4_H
#define AWS_SIGV4_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/moment.h"

struct sigv4_header {
    const char *name, *value; /* as they are sent; same names may come several times */
};

/* A request to be signed. All borrowed. */
struct sigv4_request {
    const char *method;
    const char *path;                   /* as sent, before percent-encoding; "" counts as "/" */
    const char *query;                  /* as sent, without '?'; NULL: none */
    const struct sigv4_header *headers; /* all that are to be signed, Host among them */
    size_t headers_count;
    const void *body;
    size_t body_len;
    bool path_as_it_is; /* no dot segments or double slashes taken out (S3) */
};

struct sigv4_keys {
    const char *access_key, *secret_key;
    const char *session_token; /* NULL: none. The caller sends it as X-Amz-Security-Token and signs that */
    const char *region, *service;
};

/* The key of a day, kept so that four hashes are made once a day and not once a call. Zero is valid. */
struct sigv4_cache {
    char scope[160];
    uint8_t secret_hash[SHA256_BYTES];
    uint8_t key[SHA256_BYTES];
};

enum { SIGV4_DATE = 17 }; /* "20150830T123600Z" and its NUL */

char *sigv4_date(struct moment at, char text[SIGV4_DATE]); /* returns text */

/* The steps, each appended to its buffer. */
void sigv4_canonical(struct buf *to, const struct sigv4_request *r);
void sigv4_string_to_sign(struct buf *to, const char *canonical, const struct sigv4_keys *k, struct moment at);
void sigv4_signature(char out[SHA256_HEX], const char *string_to_sign, const struct sigv4_keys *k, struct sigv4_cache *cache);

/* The whole value of the Authorization header, appended. cache may not be NULL. */
void sigv4_authorization(struct buf *to, const struct sigv4_request *r, const struct sigv4_keys *k, struct moment at,
                         struct sigv4_cache *cache);

/* The query string of a presigned request (as EKS tokens need), X-Amz-Signature last. r->headers are those that
 * the receiver will send too, Host among them; the session token is added where there is one. */
void sigv4_presign(struct buf *to, const struct sigv4_request *r, const struct sigv4_keys *k, struct moment at, int64_t expires_s);

#endif
