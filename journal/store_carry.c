/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_carry.h"
#include "journal/store_inner.h"

int store_moment(struct store *s, struct store_head *head, store_source_fn *fn, void *context, struct err *err)
{
    MDB_cursor *cursor = store_reader(s, s->sources, err);
    MDB_val key = store_text("head"), value;
    if (!cursor)
        return -1;
    *head = (struct store_head){0};
    if (mdb_get(s->reader, s->meta, &key, &value) == 0 && value.mv_size == sizeof *head)
        memcpy(head, value.mv_data, sizeof *head);
    for (int rc = mdb_cursor_get(cursor, &key, &value, MDB_FIRST); !rc; rc = mdb_cursor_get(cursor, &key, &value, MDB_NEXT)) {
        struct store_source known = {0};
        own_str char *name = xstrndup(key.mv_data, key.mv_size);
        memcpy(&known, value.mv_data, value.mv_size < sizeof known ? value.mv_size : sizeof known);
        fn(context, name, &known);
    }
    mdb_cursor_close(cursor);
    mdb_txn_reset(s->reader);
    return 0;
}

struct store_head store_carried_to(const struct store *s)
{
    return s->next;
}

static int check_place(const struct store *s, const struct store_carried *c, struct err *err)
{
    if (c->sequence != s->next.sequence + 1)
        return err_set(err, ERR_INPUT, "sequence %llu does not follow %llu", (unsigned long long)c->sequence,
                       (unsigned long long)s->next.sequence);
    return 0;
}

int store_carry_event(struct store *s, const struct store_carried *c, struct err *err)
{
    own_glance g = {0};
    uint64_t number;
    if (check_place(s, c, err) || event_glance(&g, c->line, c->len, err))
        return -1;
    if (event_number_parse(g.event.id, &number) || strlen(g.event.source) > STORE_MAX_SOURCE)
        return err_set(err, ERR_INPUT, "sequence %llu has no running number or too long a source", (unsigned long long)c->sequence);
    buf_clear(&s->drafts);
    record_encode(&s->drafts, &g);
    s->next.recorded = c->recorded;
    chunk_add(s, c->sequence, s->drafts.data, s->drafts.len);
    s->next.sequence = c->sequence;
    if (memcmp(s->next.hash, c->hash, sizeof c->hash) != 0)
        return err_set(err, ERR_INPUT, "sequence %llu is not what was hashed", (unsigned long long)c->sequence);
    store_run_note(s, g.event.source, &(struct store_run){.first = number, .sequence = c->sequence, .count = 1});
    return 0;
}

int store_carry_range(struct store *s, const struct store_range *range, struct err *err)
{
    uint64_t first = range->first;
    if (first != s->next.sequence + 1 || range->last < first)
        return err_set(err, ERR_INPUT, "the range from sequence %llu on does not follow %llu", (unsigned long long)first,
                       (unsigned long long)s->next.sequence);
    struct store_range copy = *range;
    store_put(s, s->removed, (MDB_val){sizeof first, &first}, (MDB_val){sizeof copy, &copy}, 0);
    s->next.sequence = range->last;
    memcpy(s->next.hash, range->hash, sizeof s->next.hash);
    return 0;
}

void store_carry_source(struct store *s, const char *source, const struct store_source *known)
{
    struct store_source copy = *known;
    store_put(s, s->sources, store_text(source), (MDB_val){sizeof copy, &copy}, 0);
}

void store_carry_compaction(struct store *s, const struct store_compaction *c)
{
    struct store_compaction copy = *c;
    store_put(s, s->meta, store_text("compaction"), (MDB_val){sizeof copy, &copy}, 0);
}
