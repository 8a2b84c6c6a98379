/* What follow.c, list.c, stream.c, watch.c and present.c share. */
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
    char *selector; /* "&fieldSelector=…&labelSelector=…" or "" */
    bool once;
    enum kube_lists lists;

    struct kube_request *request; /* NULL while waiting */
    struct loop_timer *timer;     /* of the wait; of a streamed list's or a resumed watch's silence */
    struct kube_scan scan;
    bool paused;

    char *version;   /* to watch from; NULL: list */
    char *newest;    /* the version seen last, kept over a relist */
    char *page;      /* continue token of the next page, NULL at the first */
    bool listing;    /* a list was announced and is not whole */
    bool handed;     /* some of it was handed over */
    bool flawed;     /* one of its items has not even a name */
    bool streaming;  /* it comes as the beginning of a watch */
    bool expired;    /* the watch said 410 */
    bool refused;    /* the watch said ERROR */
    bool heard;      /* the watch brought an event */
    int64_t idle_ms; /* a watch that brings nothing for so long is dead */
    int64_t opened;  /* mono_ms: the watch's start */

    int64_t stirred;     /* mono_ms: when a streamed list last brought something */
    int64_t pages_until; /* mono_ms: so long lists come in pages */

    struct kube_request *present; /* asks for the server's version; NULL: nobody does */
    struct kube_scan present_scan;

    int64_t doubted;   /* mono_ms: since when the list comes from the past; 0: it does not */
    int failures;      /* in a row, for the wait */
    int64_t failed_at; /* mono_ms */
};

/* What comes is a list from its first page on: its reader is told. */
void kube_list_begin(struct kube_follow *f);
/* The next request now. */
void kube_list_start(struct kube_follow *f);
void kube_watch_start(struct kube_follow *f);
/* What is wrong with the version of a list that is whole, or begins: it comes from the past. */
int kube_list_doubt(struct kube_follow *f, const char *version, struct err *err);
/* The list that was under way will be asked for anew, from its first item on. */
void kube_list_forget(struct kube_follow *f);

/* ---- stream.c: a list as the beginning of a watch ---- */
bool kube_stream_possible(const struct kube_follow *f);
void kube_stream_start(struct kube_follow *f);
/* An event before the list is whole. */
int kube_stream_event(struct kube_follow *f, const char *type, const struct json *object, struct err *err);
/* The request ended before that. */
void kube_stream_ended(struct kube_follow *f, const struct kube_end *end);
/* The timer, while a request is under way. */
void kube_stream_look(struct kube_follow *f);

/* ---- present.c: a watch from the server's future ---- */
/* Soon after a watch was taken up: the timer will ask. */
void kube_present_due(struct kube_follow *f);
void kube_present_ask(struct kube_follow *f);
void kube_present_forget(struct kube_follow *f);

/* watch.c: its version is from the server's future: ends it, and lists. */
void kube_watch_lost(struct kube_follow *f);
/* watch.c: the request of a watch, with what its query says besides. */
void kube_watch_open(struct kube_follow *f, const char *query);
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
