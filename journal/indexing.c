/* system */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/indexing.h"
#include "journal/line.h"
#include "journal/store.h"
#include "journal/store_index.h"
#include "journal/store_removed.h"
#include "journal/trace.h"

enum {
    SLICE_BYTES = 1024 * 1024,
    COMMIT_EVENTS = 65536,
    COMMIT_MS = 2000,
    COMPACTION_MS = 1000,
    LAST_MAX = 1000,
    TRACE_MOST = 20000,            /* events */
    ANSWER_MOST = 48 * 1024 * 1024 /* bytes */
};

char *indexing_path(const char *directory)
{
    return xasprintf("%s/trace.index", directory);
}

int indexing_open(struct indexing *x, const char *directory, struct err *err)
{
    *x = (struct indexing){.committed_ms = mono_ms(), .path = indexing_path(directory)};
    x->store = store_open(&(struct store_options){.directory = directory, .read_only = true}, err);
    x->index = x->store ? index_open(x->path, err) : NULL;
    if (x->index && index_claim(x->index, store_id(x->store), store_head(x->store).sequence, err) == 0)
        return 0;
    indexing_close(x);
    return -1;
}

void indexing_close(struct indexing *x)
{
    index_close(x->index);
    store_close(x->store);
    event_glance_release(&x->glance);
    free(x->path);
    *x = (struct indexing){0};
}

/* Causes that stand in the data, and what a call was about; escapes could hide the name of a member. */
static bool needs_data(const struct record *r)
{
    static const char because[] = "because";
    return str_starts(r->type, "call.") || memchr(r->line, '\\', r->line_len) || memmem(r->line, r->line_len, because, sizeof because - 1);
}

static bool slice_record(void *context, const struct record *r)
{
    struct indexing *x = context;
    own_event e = {0};
    if (x->looked >= SLICE_BYTES)
        return false;
    x->looked += r->line_len + 64;
    bool whole = needs_data(r);
    if (whole ? event_decode(&e, r->line, r->line_len, NULL) : event_glance(&x->glance, r->line, r->line_len, NULL))
        return true; /* it was one when it came in; verify tells what has become of it */
    struct event *noted = whole ? &e : &x->glance.event;
    noted->sequence = r->sequence;
    index_note(x->index, noted);
    x->noted++;
    return true;
}

/* What was compacted is told by what is left: the index is made anew, in a new file, so that room is given back. */
static int begin_anew(struct indexing *x, uint64_t removed, struct err *err)
{
    index_close(x->index);
    unlink(x->path);
    x->index = index_open(x->path, err);
    if (!x->index || index_claim(x->index, store_id(x->store), store_head(x->store).sequence, err))
        return -1;
    index_removed_set(x->index, removed);
    return indexing_commit(x, err);
}

static int look_for_compaction(struct indexing *x, struct err *err)
{
    struct store_compaction c;
    int64_t now = mono_ms();
    if (x->compaction_ms && now - x->compaction_ms < COMPACTION_MS)
        return 0;
    x->compaction_ms = now;
    if (store_compaction(x->store, &c, err))
        return -1;
    return c.seal && c.removed != index_removed(x->index) ? begin_anew(x, c.removed, err) : 0;
}

int indexing_slice(struct indexing *x, bool *more, struct err *err)
{
    *more = false;
    if (!x->index)
        return err_set(err, ERR_CONFIG, "the index of trace '%s' could not be made anew", x->path);
    if (look_for_compaction(x, err))
        return -1;
    x->looked = 0;
    int rc = store_read(x->store, index_head(x->index) + 1, slice_record, x, err);
    *more = !rc && x->looked >= SLICE_BYTES;
    if (rc)
        return rc;
    bool due = x->noted >= COMMIT_EVENTS || (x->noted && mono_ms() - x->committed_ms >= COMMIT_MS);
    return due ? indexing_commit(x, err) : 0;
}

int indexing_commit(struct indexing *x, struct err *err)
{
    x->noted = 0;
    x->committed_ms = mono_ms();
    return index_commit(x->index, err);
}

/* LMDB keeps the pages of its largest transaction for the next one, until it is closed. */
int indexing_rest(struct indexing *x, struct err *err)
{
    if (indexing_commit(x, err))
        return -1;
    index_close(x->index);
    x->index = index_open(x->path, err);
    mem_trim();
    return x->index ? 0 : -1;
}

/* ---- answers ---- */

struct line_wanted {
    uint64_t sequence;
    struct buf text;
};

static bool line_record(void *context, const struct record *r)
{
    struct line_wanted *w = context;
    char time[MOMENT_TEXT];
    struct line_stamp stamp = {.sequence = r->sequence, .recorded = moment_format(r->recorded, time), .marked = r->marked};
    if (r->sequence == w->sequence && record_check(r, NULL) == 0)
        line_stamp(&w->text, r->line, r->line_len, &stamp);
    return false;
}

/* A line that is not there any more, or not as it was hashed, is left out. */
static void add_node(struct indexing *x, const struct trace_node *n, struct buf *to)
{
    struct line_wanted w = {.sequence = n->sequence};
    if (to->len < ANSWER_MOST)
        store_read(x->store, n->sequence, line_record, &w, NULL);
    trace_encode(n, w.text.data, w.text.len ? w.text.len - 1 : 0, to);
    buf_release(&w.text);
}

static void start_named(struct trace *t, enum index_kind kind, const struct json *question)
{
    uint64_t sequences[LAST_MAX];
    int64_t last = json_int_or(json_get(question, "last"), 1);
    size_t most = last < 1 ? 1 : last > LAST_MAX ? LAST_MAX : (size_t)last;
    size_t found = index_find(t->index, kind, json_str_or(json_get(question, "name"), ""), sequences, most);
    for (size_t i = 0; i < found; i++) {
        own_str char *reference = index_reference(t->index, sequences[i]);
        if (reference)
            trace_start(t, reference);
    }
}

static enum index_kind kind_find(const char *name)
{
    static const struct {
        const char *name;
        enum index_kind kind;
    } kinds[] = {{"pod", INDEX_POD}, {"ingress", INDEX_INGRESS}, {"target", INDEX_TARGET}, {"rule", INDEX_RULE}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (str_equal(name, kinds[i].name))
            return kinds[i].kind;
    return 0;
}

static int start(struct trace *t, const struct json *question, struct err *err)
{
    const char *reference = json_str(json_get(question, "reference"));
    int64_t sequence = json_int_or(json_get(question, "sequence"), 0);
    enum index_kind kind = kind_find(json_str(json_get(question, "kind")));
    own_str char *of_sequence = sequence > 0 ? index_reference(t->index, (uint64_t)sequence) : NULL;
    if (!reference && sequence <= 0 && !kind)
        return err_set(err, ERR_INPUT, "a trace asks for a reference, a sequence, or by kind and name");
    if (kind)
        start_named(t, kind, question);
    else if (reference || of_sequence)
        trace_start(t, reference ? reference : of_sequence);
    return 0;
}

int indexing_ask(struct indexing *x, const struct json *question, struct indexing_answer *answer, struct err *err)
{
    struct trace t = {.index = x->index, .most = TRACE_MOST};
    if (json_int_or(json_get(question, "head"), 0) > (int64_t)index_head(x->index))
        return 0;
    int rc = start(&t, question, err);
    if (!rc)
        trace_select(&t);
    for (const struct trace_node *n = t.selected; n; n = n->order.next)
        add_node(x, n, &answer->lines);
    answer->cut = t.cut;
    trace_release(&t);
    return rc;
}
