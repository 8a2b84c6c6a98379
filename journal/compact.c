/* system */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "journal/compact.h"
#include "journal/keep.h"
#include "journal/progress.h"
#include "journal/store_compact.h"

enum {
    SCAN_BYTES = 4 * 1024 * 1024, /* read in one transaction */
    SLICE_FIRST = 512,            /* events that one transaction looks at */
    SLICE_LEAST = 64,
    SLICE_MOST = 32768,
    SHORT_MS = 5, /* a transaction that takes less may do more, */
    LONG_MS = 15, /* one that takes longer less */
};

/* Those who answer event by event: what they have not answered yet must be there when they start again. The others
 * answer the state that they find. */
static const char *const answering[] = {"build-podinfo"};

/* ---- how far ---- */

struct probe {
    uint64_t sequence; /* 0: none */
    struct moment recorded;
};

static bool probe_record(void *context, const struct record *r)
{
    *(struct probe *)context = (struct probe){r->sequence, r->recorded};
    return false;
}

/* The newest event recorded before that moment: times never go back, so it is looked for by halves. */
static int newest_before(struct store *s, struct moment until, uint64_t *newest, struct err *err)
{
    uint64_t low = 1, high = store_head(s).sequence;
    *newest = 0;
    while (low <= high) {
        struct probe p = {0};
        uint64_t middle = low + (high - low) / 2;
        if (store_read(s, middle, probe_record, &p, err))
            return -1;
        if (p.sequence && p.recorded.us < until.us) {
            *newest = p.sequence;
            low = p.sequence + 1;
        } else {
            high = middle - 1;
        }
    }
    return 0;
}

static void bound_source(void *context, const char *source, const struct store_source *known)
{
    struct compact_plan *plan = context;
    for (size_t i = 0; i < COUNT_OF(answering); i++) {
        if (strcmp(answering[i], source) != 0 || known->upto >= plan->cut)
            continue;
        free(plan->bound);
        plan->bound = xasprintf("'%s' has answered what was said up to sequence %llu: start it, or what is behind that stays", source,
                                (unsigned long long)known->upto);
        plan->cut = known->upto;
    }
}

static int cut_find(struct store *s, const struct compact_asked *asked, struct compact_plan *plan, struct err *err)
{
    if (newest_before(s, asked->until, &plan->cut, err))
        return -1;
    if (asked->sequence && asked->sequence < plan->cut)
        plan->cut = asked->sequence;
    return store_sources(s, bound_source, plan, err);
}

/* ---- what stays ---- */

struct scan {
    struct keep *keep;
    struct compact_plan *plan;
    uint64_t next;
    size_t looked;
    struct err bad;
};

static bool scan_record(void *context, const struct record *r)
{
    struct scan *c = context;
    if (r->sequence > c->plan->cut || c->looked >= SCAN_BYTES || record_check(r, &c->bad))
        return false;
    keep_record(c->keep, r);
    c->next = r->sequence + 1;
    c->looked += r->line_len + 64;
    c->plan->there++;
    return true;
}

static int scan(struct store *s, struct scan *c, struct err *err)
{
    struct progress progress;
    int rc = 0;
    progress_begin(&progress, "reading", c->plan->cut);
    for (uint64_t before = 0; !rc && c->next <= c->plan->cut && c->next != before;) {
        before = c->next;
        c->looked = 0;
        rc = store_read(s, c->next, scan_record, c, err);
        if (!rc && c->bad.kind != ERR_NONE) {
            *err = c->bad;
            rc = -1;
        }
        progress_at(&progress, c->next);
    }
    progress_end(&progress);
    return rc;
}

int compact_plan(struct store *s, const struct compact_asked *asked, struct compact_plan *plan, struct err *err)
{
    struct probe at = {0};
    if (cut_find(s, asked, plan, err))
        return -1;
    if (!plan->cut)
        return 0;
    if (store_read(s, plan->cut, probe_record, &at, err))
        return -1;
    struct scan c = {.plan = plan, .next = 1, .keep = keep_new(moment_add_ms(at.recorded, -asked->linger_ms))};
    int rc = scan(s, &c, err);
    plan->kept = rc ? NULL : keep_list(c.keep, &plan->kept_count);
    keep_free(c.keep);
    return rc;
}

void compact_plan_release(struct compact_plan *plan)
{
    free(plan->bound);
    free(plan->kept);
    *plan = (struct compact_plan){0};
}

/* ---- taking out ---- */

/* Lets appends pass for as long as they were held up; gives what the next slice may take. */
static size_t pause_after(struct compact_plan *plan, int64_t took, size_t most)
{
    plan->longest_ms = took > plan->longest_ms ? took : plan->longest_ms;
    usleep((useconds_t)(took + 1) * 1000);
    if (took > LONG_MS)
        return most / 2 > SLICE_LEAST ? most / 2 : SLICE_LEAST;
    return took < SHORT_MS && most * 2 <= SLICE_MOST ? most * 2 : most;
}

static int remove_events(struct store *s, struct compact_plan *plan, struct store_removal *r, struct err *err)
{
    struct progress progress;
    int rc = 0;
    progress_begin(&progress, "taking out", r->cut);
    for (bool more = true; !rc && more;) {
        rc = store_remove(s, r, &more, err);
        r->most = pause_after(plan, r->held_ms, r->most);
        progress_at(&progress, r->next);
    }
    progress_end(&progress);
    return rc;
}

static int remove_runs(struct store *s, struct compact_plan *plan, struct err *err)
{
    own_buf after = {0};
    size_t most = SLICE_FIRST;
    for (bool more = true; more;) {
        int64_t began = mono_ms();
        if (store_remove_runs(s, plan->cut, most, &after, &more, err))
            return -1;
        most = pause_after(plan, mono_ms() - began, most);
    }
    return 0;
}

int compact_remove(struct store *s, struct compact_plan *plan, uint64_t *removed, struct err *err)
{
    struct store_removal r = {.cut = plan->cut, .kept = plan->kept, .count = plan->kept_count, .most = SLICE_FIRST, .next = 1};
    int rc = remove_events(s, plan, &r, err);
    *removed = r.removed;
    return rc ? rc : remove_runs(s, plan, err);
}
