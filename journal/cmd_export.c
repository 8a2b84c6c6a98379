/* NAME     journal export - a whole journal as lines
 * READS    the database in DIRECTORY; a journal may be serving it
 * WRITES   stdout: one JSON object a line (journal/carry.h), with --zstd compressed: events with their place, time and hash,
 *          what was taken out, and what is remembered of each source, all as of one moment
 * STATE    none
 * OPTIONS  --directory DIRECTORY, --zstd
 * EXIT     0 all written, 100 there is no journal that can be read, 111 try again: stdout is closed, or it was compacted
 * EXAMPLE  journal export --zstd > journal.zst
 *          journal import --directory /var/lib/headgate/journal < journal.zst */

/* system */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "journal/carry.h"
#include "journal/command.h"
#include "journal/packed.h"
#include "journal/progress.h"
#include "journal/store.h"

enum { KEY_ZSTD = 0x100, SLICE_BYTES = 4 * 1024 * 1024 };

struct exporter {
    const char *directory;
    enum packing packing;
    struct store *store;
    struct packer *packer;
    uint8_t digest[SHA256_BYTES];
    struct progress progress;
    struct carry_head head;
    uint64_t next, lines;
    struct buf out, ranges; /* ranges: struct store_range, in order */
    size_t ranges_at;
    struct err bad;
};

static const struct argp_option options[] = {
    {"directory", 'd', "DIRECTORY", 0, "Where the database is (/var/lib/headgate/journal)", 0},
    {"zstd", KEY_ZSTD, NULL, 0, "Compress it; import sees that by itself", 0},
    {0},
};

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct exporter *x = state->input;
    switch (key) {
    case 'd':
        x->directory = arg;
        return 0;
    case KEY_ZSTD:
        x->packing = PACKING_ZSTD;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s': export takes no operands, it writes to stdout", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* Sends the lines that were gathered. */
static int pass_on(struct exporter *x, struct err *err)
{
    carry_digest(x->digest, x->out.data, x->out.len);
    int rc = packer_write(x->packer, x->out.data, x->out.len, err);
    buf_clear(&x->out);
    return rc;
}

static void add_source(void *context, const char *source, const struct store_source *known)
{
    struct exporter *x = context;
    carry_source_encode(source, known, &x->ranges);
    x->lines++;
}

static bool add_range(void *context, const struct store_range *range)
{
    struct exporter *x = context;
    buf_add(&x->ranges, range, sizeof *range);
    return true;
}

/* Ranges that stand in front of a sequence. */
static void put_ranges(struct exporter *x, uint64_t before)
{
    struct store_range range;
    for (; x->ranges_at < x->ranges.len; x->ranges_at += sizeof range) {
        memcpy(&range, x->ranges.data + x->ranges_at, sizeof range);
        if (range.first >= before)
            return;
        carry_range_encode(&range, &x->out);
        x->lines++;
    }
}

static bool export_record(void *context, const struct record *r)
{
    struct exporter *x = context;
    if (r->sequence > x->head.head.sequence || x->out.len >= SLICE_BYTES || record_check(r, &x->bad))
        return false;
    put_ranges(x, r->sequence);
    carry_event_encode(r, &x->out);
    x->lines++;
    x->next = r->sequence + 1;
    return true;
}

/* No read transaction is open while stdout is waited for. */
static int export_events(struct exporter *x, struct err *err)
{
    for (uint64_t before = 0; x->next <= x->head.head.sequence && x->next != before;) {
        before = x->next;
        if (store_read(x->store, x->next, export_record, x, err))
            return -1;
        if (x->bad.kind != ERR_NONE) {
            *err = x->bad;
            return -1;
        }
        if (pass_on(x, err))
            return -1;
        progress_at(&x->progress, x->next - 1);
    }
    return 0;
}

/* The head and the sources are of one moment; what is up to that head does not change any more, but by a compaction. */
static int export_front(struct exporter *x, struct err *err)
{
    if (store_moment(x->store, &x->head.head, add_source, x, err) || store_compaction(x->store, &x->head.compaction, err))
        return -1;
    if (x->head.compaction.removed && !x->head.compaction.seal)
        return err_set(err, ERR_AGAIN, "a compaction is under way, or did not end: export when 'journal compact' has ended");
    carry_head_encode(&x->head, store_id(x->store), &x->out);
    x->lines++;
    buf_add(&x->out, x->ranges.data, x->ranges.len); /* the sources' lines */
    buf_clear(&x->ranges);
    return store_ranges(x->store, add_range, x, err);
}

static int export_end(struct exporter *x, struct err *err)
{
    char hex[SHA256_HEX];
    struct store_compaction now;
    if (store_compaction(x->store, &now, err))
        return -1;
    if (x->next <= x->head.head.sequence || now.removed != x->head.compaction.removed || now.seal != x->head.compaction.seal)
        return err_set(err, ERR_AGAIN, "the journal was compacted meanwhile: export it again");
    carry_end_encode(x->lines, hex_encode(x->digest, SHA256_BYTES, hex), &x->out);
    if (packer_write(x->packer, x->out.data, x->out.len, err))
        return -1;
    return packer_end(x->packer, err);
}

static int export_all(struct exporter *x, struct err *err)
{
    x->next = 1;
    if (export_front(x, err))
        return -1;
    progress_begin(&x->progress, "exporting", x->head.head.sequence);
    int rc = pass_on(x, err) ? -1 : export_events(x, err);
    progress_end(&x->progress);
    return rc ? rc : export_end(x, err);
}

int cmd_export(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options, .parser = option, .doc = "Write a whole journal to stdout, one JSON object a line."};
    struct exporter x = {.directory = "/var/lib/headgate/journal"};
    struct err err = {0};
    command_parse(&argp, argc, argv, &x);
    if (x.packing == PACKING_ZSTD && isatty(STDOUT_FILENO)) {
        err_set(&err, ERR_CONFIG, "what is compressed is not for a terminal: write it to a file");
        return command_fail(&err);
    }
    x.store = store_open(&(struct store_options){.directory = x.directory, .read_only = true}, &err);
    x.packer = packer_new(STDOUT_FILENO, x.packing);
    int rc = x.store ? export_all(&x, &err) : -1;
    packer_free(x.packer);
    store_close(x.store);
    buf_release(&x.out);
    buf_release(&x.ranges);
    return rc ? command_fail(&err) : EXIT_DONE;
}
