/* One client's reading: a filter, a place, and credit. A read transaction is open only while a slice is taken. */

/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/line.h"
#include "journal/server_inner.h"

enum {
    FRAME_BYTES = 65536,       /* a frame is sent when it has reached this */
    SLICE_BYTES = 1024 * 1024, /* looked at in one turn */
    MARK_EVERY = 16384,        /* sequences passed without a word, then a mark */
    BLOCKED_MS = 50,
    FILTER_MAX = 1024,
    CREDIT_MAX = 64 * 1024 * 1024,
    AHEAD_ALL = 4 * 1024 * 1024, /* sent to all and not given back: as long as it is less, a reading gets what its credit allows */
    AHEAD_EACH = 320 * 1024,     /* then no more than this */
};

struct name {
    char *text;
    size_t len;
    bool open; /* all that start so */
};

struct filter {
    struct name *names;
    size_t count, cap;
};

struct reading {
    uint64_t id;
    char *own; /* the reader's own source, or NULL */
    struct filter sources, types;
    char *subject;
    uint64_t next;  /* the first sequence not looked at */
    uint64_t until; /* 0: no end */
    uint64_t told;  /* the newest sequence that the reader knows to be passed */
    int64_t credit;
    int64_t ahead; /* bytes sent, for which no credit came back yet */
    bool follow;
    bool raw;     /* lines as they were received, each behind its sequence and a blank */
    bool joined;  /* the last events may say themselves that the end is reached */
    bool due;     /* the reader is to hear of it when the end is reached */
    bool blocked; /* could not be sent; tried again later */
};

/* ---- the filter ---- */

static int filter_fill(struct filter *f, const struct json *names, char end, struct err *err)
{
    if (json_kind(names) != JSON_ABSENT && (json_kind(names) != JSON_ARRAY || json_count(names) > FILTER_MAX))
        return err_set(err, ERR_INPUT, "a filter is no list of names");
    json_each (name, names) {
        const char *text = json_str(name);
        size_t len = text ? strlen(text) : 0;
        if (!text)
            return err_set(err, ERR_INPUT, "a filter is no list of names");
        ARRAY_GROW(f->names, f->count, f->cap);
        f->names[f->count++] = (struct name){xstrdup(text), len, len && text[len - 1] == end};
    }
    return 0;
}

static void filter_release(struct filter *f)
{
    for (size_t i = 0; i < f->count; i++)
        free(f->names[i].text);
    free(f->names);
}

static bool filter_has(const struct filter *f, const char *text)
{
    for (size_t i = 0; i < f->count; i++) {
        const struct name *n = &f->names[i];
        if (strncmp(n->text, text, n->len) == 0 && (n->open || !text[n->len]))
            return true;
    }
    return !f->count;
}

static bool subject_has(const char *wanted, const char *subject)
{
    size_t len = wanted ? strlen(wanted) : 0;
    if (!wanted)
        return true;
    if (!subject)
        return false;
    return len && wanted[len - 1] == '*' ? strncmp(wanted, subject, len - 1) == 0 : strcmp(wanted, subject) == 0;
}

/* ---- one reading ---- */

static uint64_t positive(const struct json *node)
{
    int64_t n = json_int_or(node, 0);
    return n > 0 ? (uint64_t)n : 0;
}

struct reading *reading_new(const struct json *word, const char *source, struct err *err)
{
    struct reading *r = xcalloc(1, sizeof *r);
    r->id = positive(json_get(word, "reading"));
    r->own = xstrdup_or_null(source);
    r->subject = xstrdup_or_null(json_str(json_get(word, "subject")));
    r->next = positive(json_get(word, "from"));
    if (!r->next)
        r->next = 1;
    r->told = r->next - 1;
    r->until = positive(json_get(word, "until"));
    r->follow = json_bool_or(json_get(word, "follow"), false);
    r->raw = json_bool_or(json_get(word, "raw"), false);
    r->joined = json_bool_or(json_get(word, "joined"), false);
    r->due = true;
    reading_credit(r, r->id, json_int_or(json_get(word, "credit"), 0));
    if (filter_fill(&r->sources, json_get(word, "sources"), '/', err) || filter_fill(&r->types, json_get(word, "types"), '.', err)) {
        reading_free(r);
        return NULL;
    }
    return r;
}

int reading_permit(const struct reading *r, const struct rights *rights, struct err *err)
{
    if (!r->sources.count)
        return rights_read(rights, NULL) ? 0 : rights_refuse_read(rights, NULL, err);
    for (size_t i = 0; i < r->sources.count; i++)
        if (!rights_read(rights, r->sources.names[i].text))
            return rights_refuse_read(rights, r->sources.names[i].text, err);
    return 0;
}

void reading_free(struct reading *r)
{
    if (!r)
        return;
    filter_release(&r->sources);
    filter_release(&r->types);
    free(r->own);
    free(r->subject);
    free(r);
}

void reading_credit(struct reading *r, uint64_t id, int64_t bytes)
{
    if (id != r->id || bytes <= 0)
        return;
    r->ahead = bytes < r->ahead ? r->ahead - bytes : 0;
    r->credit = bytes > CREDIT_MAX - r->credit ? CREDIT_MAX : r->credit + bytes;
}

uint64_t reading_at(const struct reading *r)
{
    return r->next - 1;
}

/* ---- a slice ---- */

struct slice {
    struct reading *r;
    uint64_t end; /* the last sequence to look at */
    struct buf *frame;
    size_t looked;
    bool stopped;   /* not for want of records */
    struct err bad; /* what is wrong with the record r->next */
    struct moment time;
    char time_text[MOMENT_TEXT];
};

static void slice_add_raw(struct slice *c, const struct record *rec)
{
    char number[EVENT_NUMBER];
    event_number_format(rec->sequence, number);
    buf_add(c->frame, number, EVENT_NUMBER - 1);
    buf_add_char(c->frame, ' ');
    buf_add(c->frame, rec->line, rec->line_len);
    buf_add_char(c->frame, '\n');
}

static void slice_add(struct slice *c, const struct record *rec)
{
    if (c->r->raw) {
        slice_add_raw(c, rec);
        return;
    }
    if (c->time.us != rec->recorded.us) {
        c->time = rec->recorded;
        moment_format(c->time, c->time_text);
    }
    struct line_stamp stamp = {.sequence = rec->sequence, .recorded = c->time_text, .marked = rec->marked};
    line_stamp(c->frame, rec->line, rec->line_len, &stamp);
}

static bool slice_record(void *context, const struct record *rec)
{
    struct slice *c = context;
    struct reading *r = c->r;
    bool full = c->frame->len >= FRAME_BYTES || (int64_t)c->frame->len >= r->credit || c->looked >= SLICE_BYTES;
    if (rec->sequence > c->end) /* what is between was removed */
        r->next = c->end + 1;
    if (rec->sequence > c->end || full) {
        c->stopped = true;
        return false;
    }
    bool wanted = filter_has(&r->sources, rec->source) && filter_has(&r->types, rec->type) && subject_has(r->subject, rec->subject);
    if (wanted && record_check(rec, &c->bad))
        return false;
    r->next = rec->sequence + 1;
    c->looked += rec->line_len + 64;
    if (r->own && strcmp(r->own, rec->source) == 0)
        r->due = true; /* who writes learns that the reading has passed what was written */
    if (wanted)
        slice_add(c, rec);
    return true;
}

/* What a reader is told: how far it is, with the lines that lead there. */
struct mark {
    const char *name;
    const struct buf *lines;
    bool end; /* and nothing is behind them */
};

static bool mark_send(struct server *v, struct peer *p, struct mark mark)
{
    own_buf word = {0};
    struct json_out o = json_out(&word);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", mark.name);
    json_add_int(&o, "reading", (int64_t)p->reading->id);
    json_add_int(&o, "sequence", (int64_t)reading_at(p->reading));
    if (mark.end)
        json_add_bool(&o, "end", true);
    json_close_object(&o);
    if (!server_send(v, &p->id, &word, mark.lines))
        return false;
    p->reading->told = reading_at(p->reading);
    return true;
}

/* Fills the slice; what is wrong with the record that it stops at is in c->bad. */
static int slice_fill(struct server *v, struct slice *c)
{
    struct reading *r = c->r;
    struct err err = {0};
    int rc = store_read(v->store, r->next, slice_record, c, &err);
    if (rc && err.kind == ERR_AGAIN) {
        log_error("%s", err.text);
        loop_stop(v->loop, EXIT_AGAIN);
        return -1;
    }
    if (rc)
        c->bad = err;
    else if (!c->stopped && c->bad.kind == ERR_NONE && r->next <= c->end)
        err_set(&c->bad, ERR_CONFIG, "sequence %llu is missing", (unsigned long long)r->next);
    return 0;
}

/* A reading ends at a bad record: nothing is passed over in silence. */
static void slice_refuse(struct server *v, struct peer *p, struct err *bad)
{
    err_wrap(bad, "the journal is damaged, its database must be looked at (journal verify)");
    log_error("%s reader=%s", bad->text, p->source ? p->source : "");
    server_refuse(v, &p->id, 0, bad);
    reading_free(p->reading);
    p->reading = NULL;
}

/* The buffer that all frames are made in, emptied. */
static struct buf *frame_begin(struct server *v)
{
    if (v->frame.cap > 4 * FRAME_BYTES)
        buf_release(&v->frame);
    buf_clear(&v->frame);
    return &v->frame;
}

/* Takes one slice and sends what it holds. False: it could not be sent, and nothing has moved; or the reading is gone. */
static bool slice_serve(struct server *v, struct peer *p, uint64_t end)
{
    struct reading *r = p->reading;
    struct buf *frame = frame_begin(v);
    struct slice c = {.r = r, .end = end, .frame = frame, .time = {-1}};
    uint64_t before = r->next;
    if (slice_fill(v, &c))
        return false;
    if (c.bad.kind != ERR_NONE && r->next == before) {
        slice_refuse(v, p, &c.bad);
        return false;
    }
    bool quiet = !frame->len && r->next - 1 - r->told < MARK_EVERY;
    struct mark mark = {.name = "progress"};
    if (frame->len)
        mark = (struct mark){.name = "events", .lines = frame, .end = r->joined && r->next > end};
    if (!quiet && !mark_send(v, p, mark)) {
        r->next = before;
        return false;
    }
    r->credit -= (int64_t)frame->len;
    r->ahead += (int64_t)frame->len;
    v->ahead += (int64_t)frame->len;
    p->sent += frame->len;
    r->due = !mark.end && (r->due || frame->len);
    return true;
}

static uint64_t reading_end(const struct server *v, const struct reading *r)
{
    uint64_t head = store_head(v->store).sequence;
    return r->until && r->until < head ? r->until : head;
}

/* All is read: says so once, if the last events did not, and ends a reading that has an end. */
static void finish_serve(struct server *v, struct peer *p)
{
    struct reading *r = p->reading;
    r->blocked = r->due && !mark_send(v, p, (struct mark){.name = "caught-up"});
    if (r->blocked)
        return;
    r->due = false;
    if (!r->follow || (r->until && r->next > r->until)) {
        reading_free(r);
        p->reading = NULL;
    }
}

/* Many that stop at the same time must not hold their whole credit each: what is on its way to all has a bound of its own. */
static bool may_send(const struct server *v, const struct reading *r)
{
    return r->credit > 0 && (v->ahead < AHEAD_ALL || r->ahead < AHEAD_EACH);
}

/* True when there is more to do at once. */
static bool reading_serve(struct server *v, struct peer *p)
{
    struct reading *r = p->reading;
    uint64_t end = reading_end(v, r);
    r->blocked = false;
    if (r->next <= end) {
        if (!may_send(v, r))
            return false;
        bool served = slice_serve(v, p, end);
        if (!p->reading)
            return false;
        r->blocked = !served;
    }
    if (!r->blocked && r->next > end)
        finish_serve(v, p);
    r = p->reading;
    return r && !r->blocked && r->next <= end && may_send(v, r);
}

bool readings_serve(struct server *v)
{
    bool more = false, blocked = false;
    v->ahead = 0;
    for (const struct peer *p = v->peers; p; p = p->hh.next)
        v->ahead += p->reading ? p->reading->ahead : 0;
    for (struct peer *p = v->peers; p; p = p->hh.next) {
        if (!p->reading)
            continue;
        more |= reading_serve(v, p);
        blocked |= p->reading && p->reading->blocked;
    }
    if (blocked)
        loop_timer_in(v->more, BLOCKED_MS);
    return more;
}
