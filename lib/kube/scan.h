/* Cuts a body into its objects while it comes, without ever holding more than one of them: the elements of
 * `items` of a list, or the values of a watch, which stand one after the other. Only extents are found here;
 * whether an object is good JSON is for its reader to say. */
#ifndef KUBE_SCAN_H
#define KUBE_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buf.h"

struct err;

enum {
    KUBE_SCAN_ITEM_MAX = 16 * 1024 * 1024, /* etcd holds 1.5 MiB; escapes and managedFields make it longer */
    KUBE_SCAN_REST_MAX = 1024 * 1024,      /* of a list all but its items */
};

enum kube_scan_kind { KUBE_SCAN_LIST, KUBE_SCAN_STREAM };

struct kube_scan {
    enum kube_scan_kind kind;
    /* One object's text, borrowed for the call. Anything but 0 stops the scan. */
    int (*item)(void *context, const char *json, size_t len, struct err *err);
    /* KUBE_SCAN_LIST: once, when `items` opens. head is the text before it, made a whole object. May be NULL. */
    int (*head)(void *context, const char *json, size_t len, struct err *err);
    void *context;

    /* its own */
    int depth;
    bool in_items, in_string, escaped, in_item, ended;
    struct buf part; /* of an item that began in an earlier piece */
    struct buf rest; /* of a list */
};

/* ERR_AGAIN says what is wrong with the text; then the scan is good for nothing more. */
int kube_scan_feed(struct kube_scan *s, const char *bytes, size_t len, struct err *err);
/* The body has ended: ERR_AGAIN when it was not whole. */
int kube_scan_end(const struct kube_scan *s, struct err *err);
/* The list without its items, as JSON text: kind, metadata. Good after kube_scan_end. Borrowed. */
const char *kube_scan_rest(const struct kube_scan *s);
/* Frees and makes it ready for the next body, with the same callbacks. */
void kube_scan_clear(struct kube_scan *s);

#endif
