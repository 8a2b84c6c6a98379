/* system */
#include <stdlib.h>
#include <string.h>

#include <uthash.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "journal/figures.h"
#include "journal/passing.h"
#include "journal/passing_parts.h"
#include "journal/store.h"

enum { SLICE_BYTES = 4 * 1024 * 1024 };

static const struct passing_part *const parts[] = {&passing_counts, &passing_balancers, &passing_clusters,
                                                   &passing_quotas, &passing_budgets,   &passing_targets};

struct passing {
    struct store *store;
    uint64_t next;
    size_t looked;
    void *states[COUNT_OF(parts)];
};

struct passing *passing_new(struct store *store)
{
    struct passing *p = xcalloc(1, sizeof *p);
    p->store = store;
    p->next = 1;
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        p->states[i] = parts[i]->make();
    return p;
}

void passing_free(struct passing *p)
{
    if (!p)
        return;
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        parts[i]->drop(p->states[i]);
    free(p);
}

/* ---- one event ---- */

const struct json *passed_data(struct passed *p)
{
    if (!p->decoded)
        p->decoded = event_decode(&p->event, p->record->line, p->record->line_len, NULL) == 0;
    return p->decoded ? p->event.data : NULL;
}

const char *passed_subject(const struct passed *p, const char *prefix)
{
    const char *subject = p->record->subject;
    return subject && str_starts(subject, prefix) ? subject + strlen(prefix) : NULL;
}

double passing_seconds(struct moment from, struct moment to)
{
    return to.us > from.us ? (double)(to.us - from.us) / 1e6 : 0;
}

static bool pass_record(void *context, const struct record *r)
{
    struct passing *p = context;
    struct passed passed = {.record = r};
    if (p->looked >= SLICE_BYTES)
        return false;
    p->looked += r->line_len;
    p->next = r->sequence + 1;
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        parts[i]->take(p->states[i], &passed);
    if (passed.decoded)
        event_release(&passed.event);
    return true;
}

int passing_read(struct passing *p, bool *more, struct err *err)
{
    p->looked = 0;
    int rc = store_read(p->store, p->next, pass_record, p, err);
    *more = p->looked >= SLICE_BYTES;
    return rc;
}

uint64_t passing_at(const struct passing *p)
{
    return p->next - 1;
}

void passing_page(const struct passing *p, struct moment now, struct buf *to)
{
    figure_alone(to, "headgate_passing_sequence", "gauge The newest sequence that the figures below have seen.", (double)(p->next - 1));
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        parts[i]->page(p->states[i], now, to);
}

/* ---- how many of each type ---- */

struct count {
    char *type;
    uint64_t events;
    UT_hash_handle hh;
};

struct counts {
    struct count *all;
};

static void *counts_make(void)
{
    return xcalloc(1, sizeof(struct counts));
}

static void counts_take(void *state, struct passed *p)
{
    struct counts *s = state;
    struct count *c;
    HASH_FIND_STR(s->all, p->record->type, c);
    if (!c) {
        c = xcalloc(1, sizeof *c);
        c->type = xstrdup(p->record->type);
        HASH_ADD_KEYPTR(hh, s->all, c->type, strlen(c->type), c);
    }
    c->events++;
}

static void counts_page(const void *state, struct moment now, struct buf *to)
{
    static const char name[] = "headgate_events_total";
    const struct counts *s = state;
    (void)now;
    figure_head(to, name, "counter Events in the journal by type.");
    for (const struct count *c = s->all; c; c = c->hh.next)
        figure_add(to, name, FIGURE_LABEL("type", c->type), (double)c->events);
}

static void counts_drop(void *state)
{
    struct counts *s = state;
    struct count *c, *next;
    HASH_ITER (hh, s->all, c, next) {
        HASH_DEL(s->all, c);
        free(c->type);
        free(c);
    }
    free(s);
}

const struct passing_part passing_counts = {counts_make, counts_take, counts_page, counts_drop};
