/* What follow.c, list.c and watch.c share. */
#ifndef KUBE_FOLLOW_PRIVATE_H
#define KUBE_FOLLOW_PRIVATE_H

#include <stdint.h>

#include "lib/base/loop.h"

#include "lib/kube/follow.h"
#include "lib/kube/scan.h"

struct kube_follow {
    struct kube *k;
    struct kube_follow_handlers handlers;
    void *context;
    char *path;     /* /apis/GROUP/VERSION/[namespaces/NS/]PLURAL */
    char *resource; /* PLURAL.GROUP, for sentences */
    char *selector; /* "&fieldSelector=…" or "" */
    bool once;

    struct kube_request *request; /* NULL while waiting */
    struct loop_timer *timer;     /* of the wait */
    struct kube_scan scan;
    bool paused;

    char *version;  /* to watch from; NULL: list */
    char *newest;   /* the version seen last, kept over a relist */
    char *page;     /* continue token of the next page, NULL at the first */
    bool listing;   /* a list was announced and is not whole */
    bool flawed;    /* one of its items has not even a name */
    bool expired;   /* the watch said 410 */
    bool refused;   /* the watch said ERROR */
    bool heard;     /* the watch brought an event */
    int silences;   /* watches in a row that brought none */
    int64_t opened; /* mono_ms: the watch's start */

    int64_t doubted;   /* mono_ms: since when the list comes from the past; 0: it does not */
    int failures;      /* in a row, for the wait */
    int64_t failed_at; /* mono_ms */
};

/* What comes is a list from its first page on: its reader is told. */
void kube_list_begin(struct kube_follow *f);
/* The next request now. */
void kube_list_start(struct kube_follow *f);
void kube_watch_start(struct kube_follow *f);
/* The next request after ms: a watch where there is a version, else a list. */
void kube_follow_again(struct kube_follow *f, int64_t ms);
/* The text of an object that cannot be read: tells its reader its name. -1 where it has none. */
int kube_follow_refused(struct kube_follow *f, const char *json, size_t len, const struct err *why);
/* Everything up to version has been handed over. */
void kube_follow_moved(struct kube_follow *f, const char *version);
/* After a failure: waits. */
void kube_follow_wait(struct kube_follow *f, const struct kube_end *end);
/* The same, and reports it. */
void kube_follow_failed(struct kube_follow *f, const struct kube_end *end);
/* Sends; on failure as kube_follow_failed. */
void kube_follow_send(struct kube_follow *f, const struct kube_call *call, const struct kube_handlers *handlers);

#endif
