/* Requests to one API server: address, credentials, and what its refusals mean
 * (kubernetes.io/docs/reference/kubernetes-api/common-definitions/status). */
#ifndef KUBE_KUBE_H
#define KUBE_KUBE_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/loop.h"

#include "lib/kube/access.h"

struct kube;
struct kube_request;

/* Takes what *access holds and leaves it empty. */
struct kube *kube_new(struct loop *loop, struct kube_access *access, const char *user_agent);
void kube_free(struct kube *k); /* every request must have ended or been cancelled */
struct loop *kube_loop(const struct kube *k);
/* "context 'x' of '/root/.kube/config'", for sentences. */
const char *kube_where(const struct kube *k);

/* A GET, with a body a POST, with `patch` a PATCH. All borrowed for the call of kube_get. */
struct kube_call {
    const char *path;     /* from the server's root, with its query: /api/v1/pods?limit=500 */
    const char *verb;     /* list, watch, get: for sentences, as RBAC names it */
    const char *resource; /* "ingresses.networking.k8s.io" */
    int64_t total_ms;     /* 0: no limit */
    int64_t idle_ms;
    const char *body;  /* JSON; NULL: a GET */
    const char *patch; /* media type of the PATCH that the body is (api-concepts: "Patch"); NULL: it is none */
};

/* How a request ended. */
struct kube_end {
    struct err err;         /* kind ERR_NONE when the whole answer came with 2xx; ERR_CONFIG: 401, 403, TLS refused */
    int status;             /* HTTP; 0 when no answer came */
    int64_t retry_after_ms; /* asked for by the server; -1 */
};

struct kube_handlers {
    void (*head)(void *context); /* a 2xx answer begins; may be NULL */
    /* A piece of its body. Anything but 0 ends the request with *err. */
    int (*data)(void *context, const char *bytes, size_t len, struct err *err);
    /* Once; the request is gone afterwards. Not called when kube_get failed or after kube_cancel. */
    void (*done)(void *context, const struct kube_end *end);
};

/* A 401 with a token that can be read again, or with what a credential plugin gave, is tried once more before it is
 * reported. A request waits for the plugin while it works. */
struct kube_request *kube_get(struct kube *k, const struct kube_call *call, const struct kube_handlers *handlers, void *context,
                              struct err *err);
void kube_cancel(struct kube_request *r); /* NULL is let pass */
void kube_pause(struct kube_request *r);
void kube_resume(struct kube_request *r);

#endif
