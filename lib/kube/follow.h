/* Follows one resource of an API server for ever: a list, streamed where the server can (sendInitialEvents) and in
 * pages where it cannot, then a watch from there, resumed after every cut, listed anew when the server no longer knows the version (410 as
 * status or as event). Failures are repeated after a jittered wait of 0.8 s doubling to 30 s, or what the server asked for with
 * Retry-After. */
#ifndef KUBE_FOLLOW_H
#define KUBE_FOLLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/err.h"
#include "lib/base/json.h"

#include "lib/kube/kube.h"

struct kube_follow;

enum kube_change {
    KUBE_LISTED,  /* an item of a list */
    KUBE_PUT,     /* ADDED or MODIFIED of a watch */
    KUBE_DELETED, /* DELETED of a watch: the last state before */
};

enum kube_lists { KUBE_LISTS_STREAMED, KUBE_LISTS_PAGED };

/* What is followed; copied. */
struct kube_resource {
    const char *group_version;  /* "v1" or "networking.k8s.io/v1" */
    const char *plural;         /* "ingresses" */
    const char *namespace;      /* NULL: all */
    const char *field_selector; /* NULL: none */
    const char *label_selector; /* NULL: none */
    bool once;                  /* no watch after the list, which comes in pages */
    const char *seen;           /* a version that was seen already: an older list is doubted; NULL: none but the one to resume at */
    enum kube_lists lists;      /* streamed: where the server can */
    int64_t silent_ms;          /* a watch that brings nothing for so long is dead and taken up anew; 0: 75 s */
};

struct kube_follow_handlers {
    /* A list begins anew: what was known stays until `listed`. */
    void (*listing)(void *context);
    /* In the order of the server. Items of a list may carry no kind and apiVersion. */
    void (*item)(void *context, enum kube_change change, const struct json *object);
    /* One that JSON's reader refuses, whose name could be made out all the same: it is there. namespace may be NULL. */
    void (*refused)(void *context, const char *namespace, const char *name, const struct err *why);
    /* Every item of the list has come. flawed: one of them has not even a name, so nothing may be called absent.
     * Anything but 0: the list is not believed; it is repeated later, and `failed` is called with *err. */
    int (*listed)(void *context, const char *version, bool flawed, struct err *err);
    /* The server answers: a page of a list, or a watch that stands. */
    void (*alive)(void *context);
    /* It does not, and is tried again. The next call of `alive` says that it passed. */
    void (*failed)(void *context, const struct kube_end *end);
};

/* Starts at once. With a version the watch is resumed there, without it lists first. */
struct kube_follow *kube_follow_new(struct kube *k, const struct kube_resource *what, const char *version,
                                    const struct kube_follow_handlers *handlers, void *context);
void kube_follow_free(struct kube_follow *f);

/* Where a watch can be resumed after everything that was handed over; NULL before a first list is whole. */
const char *kube_follow_version(const struct kube_follow *f);
/* The newest version that was seen, also where a list must come first; NULL before any. */
const char *kube_follow_newest(const struct kube_follow *f);
/* Its lists come from the past: they are older than what was seen. */
bool kube_follow_doubts(const struct kube_follow *f);
/* Holds the server back, and lets it go on. */
void kube_follow_pause(struct kube_follow *f);
void kube_follow_resume(struct kube_follow *f);

/* The server answers others again: a wait after a failure ends now, more or less. */
void kube_follow_hurry(struct kube_follow *f);
/* Within `failed`: it is tried again after about so long. */
void kube_follow_soon(struct kube_follow *f, int64_t ms);

/* ERR_AGAIN where a list of that version is older than what was seen, for five minutes, which *since (zero) counts. */
int kube_doubt_past(int64_t *since, const char *version, const char *seen, struct err *err);

/* Order of two resource versions of one resource (apimachinery pkg/util/resourceversion): <0, 0, >0; 0 also where
 * one of them is no decimal number. */
int kube_version_compare(const char *a, const char *b);

#endif
