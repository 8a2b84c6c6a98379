/* Who caused whom, which events are about a pod, an Ingress, a target or a rule, and which are the newest of their key: a file beside
 * the database, written behind, never on the way of an append. It holds nothing that the journal does not say; when it is lost it is
 * made anew. Here with the store because both are LMDB. */
#ifndef JOURNAL_STORE_INDEX_H
#define JOURNAL_STORE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct event;
struct index;

/* Makes the file when it is not there, or when it cannot be read. ERR_CONFIG: it cannot be made. */
struct index *index_open(const char *path, struct err *err);
void index_close(struct index *ix);
/* Empties it, unless it was made of this journal, which ends at `head`, in this version's form. ERR_CONFIG: it cannot be written. */
int index_claim(struct index *ix, const char *journal, uint64_t head, struct err *err);
/* Empties it; index_commit makes it so. */
void index_clear(struct index *ix);
/* How many events had been taken out of the journal when the index was begun. */
uint64_t index_removed(const struct index *ix);
void index_removed_set(struct index *ix, uint64_t removed);
/* The newest sequence that it has; 0: none. */
uint64_t index_head(const struct index *ix);

/* Of all it has seen, how much is the newest of its key (source, type family, subject). */
struct index_share {
    uint64_t events, bytes;
    uint64_t live_events, live_bytes;
};
struct index_share index_share(const struct index *ix);

/* Notes an event; the first one after a commit waits for other writers. Sequences at or below the head are skipped. */
void index_note(struct index *ix, const struct event *e);
/* Makes what was noted readable and durable. ERR_CONFIG: nothing of it is kept. */
int index_commit(struct index *ix, struct err *err);

/* What is known of one event; references are borrowed for the call. */
struct index_fns {
    void (*self)(void *context, uint64_t sequence);
    void (*cause)(void *context, const char *reference, bool held); /* held: it only holds the call, trace.h */
    void (*effect)(void *context, const char *reference, bool held);
};
void index_look(struct index *ix, const char *reference, const struct index_fns *fns, void *context);
/* The reference of the event at a sequence, or NULL. free with free(). */
char *index_reference(struct index *ix, uint64_t sequence);

/* What an event can be asked for by; the text of a name is that of the option (docs/JOURNAL.md). */
enum index_kind { INDEX_POD = 'p', INDEX_INGRESS = 'i', INDEX_TARGET = 't', INDEX_RULE = 'r' };

/* The newest `most` events about it, newest first, into `sequences`; gives how many. */
size_t index_find(struct index *ix, enum index_kind kind, const char *name, uint64_t *sequences, size_t most);

#endif
