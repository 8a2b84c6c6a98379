/* By which rules a process may write and a line gets in. */

/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/line.h"
#include "journal/reserve.h"
#include "journal/store_inner.h"

/* ---- what is known of a source ---- */

static MDB_val source_key(const char *source)
{
    return (MDB_val){strlen(source), (void *)(uintptr_t)source};
}

static void source_load(struct store *s, const char *source, struct store_source *known)
{
    MDB_val value;
    *known = (struct store_source){0};
    if (store_get(s, s->sources, source_key(source), &value) && value.mv_size == sizeof *known)
        memcpy(known, value.mv_data, sizeof *known);
}

static void source_save(struct store *s, const char *source, struct store_source *known)
{
    store_put(s, s->sources, source_key(source), (MDB_val){sizeof *known, known}, 0);
}

static int source_check(const char *source, struct err *err)
{
    if (!*source || strlen(source) > STORE_MAX_SOURCE)
        return err_set(err, ERR_CONFIG, "source '%.40s' is empty or longer than %d bytes", source, STORE_MAX_SOURCE);
    return 0;
}

static int taken_over(const char *source, uint64_t had, uint64_t now, struct err *err)
{
    return err_set(err, ERR_CONFIG, "another '%s' has taken over: epoch %llu, this one has %llu", source, (unsigned long long)now,
                   (unsigned long long)had);
}

int store_greet(struct store *s, const struct store_greeting *g, struct store_source *known, struct err *err)
{
    if (source_check(g->source, err))
        return -1;
    if (g->journal && strcmp(g->journal, s->id) != 0)
        return err_set(err, ERR_AGAIN, "the journal is not the one that '%s' began with", g->source);
    source_load(s, g->source, known);
    if (strcmp(known->start, g->start) == 0)
        return 0;
    if (g->epoch)
        return taken_over(g->source, g->epoch, known->epoch, err);
    known->epoch++;
    strncpy(known->start, g->start, STORE_START - 1);
    source_save(s, g->source, known);
    return 0;
}

/* ---- where a number is ---- */

enum { RUN_KEY = STORE_MAX_SOURCE + 1 + 8 };

static MDB_val run_key(uint8_t key[RUN_KEY], const char *source, uint64_t number)
{
    size_t len = strlen(source) + 1;
    memcpy(key, source, len);
    for (size_t i = 0; i < 8; i++)
        key[len + i] = (uint8_t)(number >> (56 - 8 * i));
    return (MDB_val){len + 8, key};
}

/* The run of the source that begins at the number or at the nearest one below. */
static bool run_find(struct store *s, const char *source, uint64_t number, struct store_run *run)
{
    uint8_t bytes[RUN_KEY];
    MDB_val key = run_key(bytes, source, number), value;
    size_t prefix = strlen(source) + 1;
    MDB_cursor *cursor;
    if (s->fault || store_failed(s, mdb_cursor_open(s->txn, s->runs, &cursor)))
        return false;
    int rc = mdb_cursor_get(cursor, &key, &value, MDB_SET_RANGE);
    if (rc || key.mv_size != prefix + 8 || memcmp(key.mv_data, bytes, prefix + 8) != 0)
        rc = mdb_cursor_get(cursor, &key, &value, rc ? MDB_LAST : MDB_PREV);
    bool found = !rc && key.mv_size == prefix + 8 && memcmp(key.mv_data, bytes, prefix) == 0 && value.mv_size == sizeof *run;
    if (found)
        memcpy(run, value.mv_data, sizeof *run);
    mdb_cursor_close(cursor);
    return found;
}

static uint64_t number_sequence(struct store *s, const char *source, uint64_t number)
{
    struct store_run run;
    if (!run_find(s, source, number, &run) || number - run.first >= run.count)
        return 0;
    return run.sequence + (number - run.first);
}

/* Notes that `count` numbers from `first` on stand at `sequence` and after. */
void store_run_note(struct store *s, const char *source, const struct store_run *fresh)
{
    struct store_run run;
    uint8_t bytes[RUN_KEY];
    bool joins =
        run_find(s, source, fresh->first, &run) && run.first + run.count == fresh->first && run.sequence + run.count == fresh->sequence;
    if (joins)
        run.count += fresh->count;
    else
        run = *fresh;
    store_put(s, s->runs, run_key(bytes, source, run.first), (MDB_val){sizeof run, &run}, 0);
}

/* ---- an append ---- */

struct draft {
    size_t at, len;    /* the encoded record within s->drafts; len 0: the line is there already */
    uint64_t sequence; /* where it is or will be */
};

/* One append while it is looked at. Nothing is written before all of it is known to be right. */
struct work {
    struct store *store;
    const struct store_append *append;
    struct store_source known;
    struct draft *drafts;
    size_t count, cap;
    uint64_t next_number;
    uint64_t next_sequence;
    uint64_t fresh; /* new lines so far */
    bool urgent;    /* one of them may take of the reserve */
};

static int twin_check(struct work *w, const struct event *e, uint64_t number, struct err *err)
{
    struct store *s = w->store;
    struct record r;
    uint64_t sequence = number_sequence(s, e->source, number);
    int found = sequence ? chunk_find(s, sequence, &r, err) : 0;
    if (found <= 0)
        return found; /* 0: the number was used and the line is gone since: nothing to compare with */
    if (!line_same(e->line, e->line_len, r.line, r.line_len))
        return err_set(err, ERR_AGAIN, "number %llu of '%s' is there already with other content, at sequence %llu",
                       (unsigned long long)number, e->source, (unsigned long long)sequence);
    ARRAY_GROW(w->drafts, w->count, w->cap);
    w->drafts[w->count++] = (struct draft){.sequence = sequence};
    return 0;
}

static void draft_add(struct work *w, const struct event_glance *g)
{
    const struct event *e = &g->event;
    struct buf *to = &w->store->drafts;
    ARRAY_GROW(w->drafts, w->count, w->cap);
    struct draft *d = &w->drafts[w->count++];
    *d = (struct draft){.at = to->len, .sequence = w->next_sequence++};
    record_encode(to, g);
    d->len = to->len - d->at;
    w->next_number++;
    w->fresh++;
    w->urgent |= reserve_is_for(e);
}

static int number_check(struct work *w, const struct event_glance *g, struct err *err)
{
    const struct event *e = &g->event;
    uint64_t number;
    if (event_number_parse(e->id, &number) || !number)
        return err_set(err, ERR_INPUT, "id '%.40s' of '%s' is not a running number of 20 digits", e->id, e->source);
    if (number > w->next_number)
        return err_set(err, ERR_AGAIN, "number %llu of '%s' skips: the next one is %llu", (unsigned long long)number, e->source,
                       (unsigned long long)w->next_number);
    if (number == w->next_number) {
        draft_add(w, g);
        return 0;
    }
    if (number > w->known.last)
        return err_set(err, ERR_INPUT, "number %llu of '%s' stands twice in one append", (unsigned long long)number, e->source);
    return twin_check(w, e, number, err);
}

static int line_check(struct work *w, const char *line, size_t len, struct err *err)
{
    struct event_glance *g = &w->store->glance;
    if (event_glance(g, line, len, err))
        return -1;
    if (strcmp(g->event.source, w->append->source) != 0)
        return err_set(err, ERR_INPUT, "a line of source '%.80s' came from '%s'", g->event.source, w->append->source);
    if (g->escaped)
        return err_set(err, ERR_INPUT, "an attribute's name is written with escapes");
    return number_check(w, g, err);
}

static int lines_check(struct work *w, struct err *err)
{
    const char *at = w->append->len ? w->append->lines : ""; /* a bare upto has none */
    const char *end = at + w->append->len;
    for (size_t n = 1; at < end; n++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (!newline)
            return err_set(err, ERR_INPUT, "line %zu of an append does not end", n);
        if (line_check(w, at, (size_t)(newline - at), err))
            return err_wrap(err, "line %zu of an append of '%s'", n, w->append->source);
        at = newline + 1;
    }
    return 0;
}

static void drafts_write(struct work *w)
{
    struct store *s = w->store;
    for (size_t i = 0; i < w->count; i++) {
        const struct draft *d = &w->drafts[i];
        if (d->len)
            chunk_add(s, d->sequence, s->drafts.data + d->at, d->len);
    }
    if (!w->fresh)
        return;
    store_run_note(s, w->append->source,
                   &(struct store_run){.first = w->known.last + 1, .sequence = s->next.sequence + 1, .count = w->fresh});
    s->next.sequence += w->fresh;
    w->known.last += w->fresh;
}

/* The last room is not for everybody. */
static int room_check(struct work *w, struct err *err)
{
    struct store *s = w->store;
    uint64_t kept = reserve_bytes(s->limit);
    w->store->drafted += s->drafts.len;
    if (!w->fresh || w->urgent || store_size(s) + s->drafted + kept <= s->limit)
        return 0;
    s->drafted -= s->drafts.len;
    return err_set(
        err, ERR_AGAIN,
        "the journal in '%s' is full: of its limit of %llu bytes (--max-size, or its file system) the last %llu are kept for what "
        "moves traffic: make room",
        s->directory, (unsigned long long)s->limit, (unsigned long long)kept);
}

static int append_check(struct work *w, struct err *err)
{
    const struct store_append *a = w->append;
    if (source_check(a->source, err))
        return -1;
    source_load(w->store, a->source, &w->known);
    if (a->epoch != w->known.epoch)
        return taken_over(a->source, a->epoch, w->known.epoch, err);
    if (a->upto > w->store->next.sequence)
        return err_set(err, ERR_AGAIN, "'%s' says it has read up to %llu, the journal ends at %llu", a->source, (unsigned long long)a->upto,
                       (unsigned long long)w->store->next.sequence);
    w->next_number = w->known.last + 1;
    w->next_sequence = w->store->next.sequence + 1;
    return lines_check(w, err) ? -1 : room_check(w, err);
}

static void append_write(struct work *w, struct store_place *place)
{
    bool further = w->append->upto > w->known.upto;
    drafts_write(w);
    if (further)
        w->known.upto = w->append->upto;
    if (further || w->fresh)
        source_save(w->store, w->append->source, &w->known);
    *place = (struct store_place){.stored = w->fresh};
    if (w->count) {
        place->first = w->drafts[0].sequence;
        place->last = w->drafts[w->count - 1].sequence;
    }
}

int store_append(struct store *s, const struct store_append *a, struct store_place *place, struct err *err)
{
    struct work w = {.store = s, .append = a};
    *place = (struct store_place){0};
    buf_clear(&s->drafts);
    int rc = s->fault ? 0 : append_check(&w, err);
    if (s->fault)
        rc = 0; /* store_commit tells */
    else if (!rc)
        append_write(&w, place);
    free(w.drafts);
    if (s->drafts.cap > 4 * 1024 * 1024)
        buf_release(&s->drafts);
    return rc;
}
