/* HTTP requests over the loop: TLS always verified, connections kept and shared, deadlines on everything.
 * Only http.c and its parts include curl.h. */
#ifndef BASE_HTTP_H
#define BASE_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/loop.h"

struct err;
struct http;         /* a client: connections, many requests at once */
struct http_request; /* one request under way */

/* How to reach a server; all borrowed for the call of http_send only. NULL or 0: the default. */
struct http_trust {
    const char *ca_pem; /* PEM text, instead of the system's CAs */
    const char *ca_file;
    const char *client_cert_pem; /* PEM text, both or none */
    const char *client_key_pem;
    const char *server_name; /* TLS name and SNI, when it is not the URL's host */
    const char *proxy;       /* URL; NULL: from the environment, "": none */
    bool insecure;           /* asked for in so many words on the command line */
};

struct http_call {
    const char *method;
    const char *url;
    const char *const *headers; /* "Name: value", NULL-terminated */
    const char *body;           /* NULL: none */
    size_t body_len;
    const struct http_trust *trust;
    int64_t connect_ms; /* default 10 s */
    int64_t total_ms;   /* 0: no limit (a watch) */
    int64_t idle_ms;    /* without a byte for so long: ended as ERR_AGAIN; 0: no limit */
    bool gzip;          /* offer and undo compression */
    bool http2;         /* offer h2 over ALPN, wait to multiplex */
};

struct http_answer {
    int status;               /* 0 when none came */
    int64_t retry_after_ms;   /* -1 without the header */
    const char *date;         /* the Date header or NULL */
    const char *content_type; /* or NULL */
    const char *error_type;   /* x-amzn-errortype, or NULL */
    const char *request_id;   /* x-amzn-requestid, or NULL */
    bool sent;                /* the request may have reached the server */
};

struct http_handlers {
    /* Once, when the final headers are there. May be NULL. */
    void (*head)(void *context, const struct http_answer *a);
    /* Body bytes as they come. May be NULL. */
    void (*data)(void *context, const char *bytes, size_t len);
    /* Once at the end; err is NULL when the answer came whole. The request is gone afterwards. */
    void (*done)(void *context, const struct http_answer *a, const struct err *err);
};

struct http *http_new(struct loop *loop, const char *user_agent);
void http_free(struct http *h); /* running requests end without a call of done */

/* Starts a request. Gives NULL and ERR_CONFIG where url or trust are unusable; done is not called then. */
struct http_request *http_send(struct http *h, const struct http_call *call, const struct http_handlers *handlers, void *context,
                               struct err *err);
/* Ends it now, without a call of done. */
void http_cancel(struct http_request *r);
/* Holds the body back, so that the server waits; and lets it flow again. */
void http_pause(struct http_request *r);
void http_resume(struct http_request *r);

/* Percent-encodes all but A-Z a-z 0-9 - _ . ~ ; with keep_slash also '/'. Appends. */
struct buf;
void http_encode(struct buf *to, const char *text, bool keep_slash);

#endif
