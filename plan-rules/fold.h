/* Between the files that fold: the macros over tables, and the handlers that fold.c's table names. */
#ifndef PLAN_FOLD_H
#define PLAN_FOLD_H

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/world.h"

typedef int fold_fn(struct world *w, const struct event *e, struct err *err);

/* Puts a record under a key: the place for the new record, its old content released, the cause noted. */
#define SLOT(table, head, key_text, event, release_record)                                                                                 \
    (__extension__({                                                                                                                       \
        struct world_##table *slot_ = NULL;                                                                                                \
        HASH_FIND_STR(head, key_text, slot_);                                                                                              \
        if (!slot_) {                                                                                                                      \
            slot_ = xcalloc(1, sizeof *slot_);                                                                                             \
            slot_->key = xstrdup(key_text);                                                                                                \
            HASH_ADD_KEYPTR(hh, head, slot_->key, strlen(slot_->key), slot_);                                                              \
        } else {                                                                                                                           \
            release_record(&slot_->record);                                                                                                \
        }                                                                                                                                  \
        free(slot_->cause);                                                                                                                \
        slot_->cause = event_reference(event);                                                                                             \
        slot_;                                                                                                                             \
    }))

#define DROP(table, head, key_text, release_record)                                                                                        \
    do {                                                                                                                                   \
        struct world_##table *slot_ = NULL;                                                                                                \
        HASH_FIND_STR(head, key_text, slot_);                                                                                              \
        if (slot_) {                                                                                                                       \
            HASH_DEL(head, slot_);                                                                                                         \
            release_record(&slot_->record);                                                                                                \
            free(slot_->key);                                                                                                              \
            free(slot_->cause);                                                                                                            \
            free(slot_);                                                                                                                   \
        }                                                                                                                                  \
    } while (0)

/* What a list did not have, and nobody saw deleted, stays for a grace time, option absence-grace (world.c).
 *   endpoints, nodes    go by themselves then: what their leaving would take is held by the planner
 *   Ingresses           go only where another cluster has the same one; else the operator lets them go
 *   Services, bindings  wait for the operator, or for a word on them that was seen */
void world_absent_until(struct world *w, struct moment since); /* sees to it that the end is noticed */
void world_sweep(struct world *w);
void world_release_absent(struct world *w, const char *scope); /* traffic.release */
void world_drop_empty(struct world *w, struct world_backend *b);
void world_forget_rejection(struct world *w, const char *key);

/* After each event: members of the fleet that the file names, or named once, and that are not forgotten. */
void world_members(struct world *w, const struct event *e);

/* A delete that says only that a list did not have it: marks the record instead of dropping it. False: it was seen deleted. */
bool fold_absence(struct world *w, const struct event *e, struct moment *absent);

fold_fn fold_podinfo_put, fold_podinfo_delete;                  /* fold_pods.c */
fold_fn fold_traffic, fold_taken, fold_rising, fold_drained;    /* fold_traffic.c */
fold_fn fold_aws_observed, fold_aws_synced, fold_target_health; /* fold_aws.c */

#endif
