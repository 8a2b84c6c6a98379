/* NAME     journal import - a journal from the lines of an export
 * READS    stdin, or FILE: what 'journal export' wrote, compressed or not
 * WRITES   the database in DIRECTORY, where none is or an empty one; stdout: one line, what is there now
 * STATE    the events keep sequence, recordedtime, hash and bytes, sources their numbers: stages that are started on it go on
 *          from there. The journal has an id of its own. All is there at the end, or nothing
 * OPTIONS  --directory DIRECTORY
 * EXIT     0 done, 100 there is a journal already, or the export is cut or damaged; 111 try again
 * EXAMPLE  journal import --directory /var/lib/headgate/journal < journal.zst */

/* system */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "journal/carry.h"
#include "journal/command.h"
#include "journal/packed.h"
#include "journal/progress.h"
#include "journal/store.h"

enum { BATCH_BYTES = 4 * 1024 * 1024, BATCH_MS = 500, LINE_MOST = EVENT_MAX_LINE + 1024 };

struct importer {
    const char *directory;
    const char *file; /* NULL: stdin */
    char *aside;      /* where it is made: a folder within the directory */
    struct store *store;
    struct unpacker *unpacker;
    struct progress progress;
    struct buf in;
    struct carry_head head;
    bool begun, ended;
    uint64_t lines, ranges;
    uint8_t digest[SHA256_BYTES];
    int64_t committed_ms;
};

static const struct argp_option options[] = {
    {"directory", 'd', "DIRECTORY", 0, "Where the database is to be (/var/lib/headgate/journal); made when it is not there", 0},
    {0},
};

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct importer *m = state->input;
    switch (key) {
    case 'd':
        m->directory = arg;
        return 0;
    case ARGP_KEY_ARG:
        if (m->file)
            argp_error(state, "'%s': import takes one export", arg);
        m->file = arg;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- one line ---- */

static int take_head(struct importer *m, const struct carry_line *l, struct err *err)
{
    if (m->begun)
        return err_set(err, ERR_INPUT, "a second head: these are two exports");
    m->begun = true;
    m->head = l->head;
    progress_begin(&m->progress, "importing", l->head.head.sequence);
    if (l->head.compaction.removed)
        store_carry_compaction(m->store, &l->head.compaction);
    return 0;
}

static int take_end(struct importer *m, const struct carry_line *l, struct err *err)
{
    char hex[SHA256_HEX];
    struct store_head at = store_carried_to(m->store);
    const struct store_head *wanted = &m->head.head;
    if (l->lines != m->lines || strcmp(l->sha256, hex_encode(m->digest, SHA256_BYTES, hex)) != 0)
        return err_set(err, ERR_INPUT, "its digest is another than its end says: something in it was changed or is missing");
    if (at.sequence != wanted->sequence || (at.sequence && memcmp(at.hash, wanted->hash, sizeof at.hash) != 0))
        return err_set(err, ERR_INPUT, "it ends at sequence %" PRIu64 ", and its head says %" PRIu64, at.sequence, wanted->sequence);
    if (m->ranges != m->head.compaction.ranges)
        return err_set(err, ERR_INPUT, "it has %" PRIu64 " ranges that were taken out, and its head says %" PRIu64, m->ranges,
                       m->head.compaction.ranges);
    m->ended = true;
    return 0;
}

static int take(struct importer *m, const struct carry_line *l, struct err *err)
{
    if (m->ended)
        return err_set(err, ERR_INPUT, "something stands behind its end");
    if (!m->begun && l->kind != CARRY_HEAD)
        return err_set(err, ERR_INPUT, "it does not begin with the head of an export");
    switch (l->kind) {
    case CARRY_HEAD:
        return take_head(m, l, err);
    case CARRY_SOURCE:
        store_carry_source(m->store, l->name, &l->source);
        return 0;
    case CARRY_EVENT:
        return store_carry_event(m->store, &l->event, err);
    case CARRY_RANGE:
        m->ranges++;
        return store_carry_range(m->store, &l->range, err);
    case CARRY_END:
        return take_end(m, l, err);
    }
    return -1;
}

static int take_line(struct importer *m, const char *line, size_t len, struct err *err)
{
    struct carry_line l;
    int rc = carry_decode(&l, line, len, err) ? -1 : take(m, &l, err);
    carry_line_release(&l);
    if (rc)
        return err_wrap(err, "line %" PRIu64 " of the export", m->lines + 1);
    carry_digest(m->digest, line, len + 1);
    m->lines++;
    return 0;
}

/* ---- a transaction ---- */

/* What a transaction that is tried again begins with. */
struct state {
    bool begun, ended;
    uint64_t lines, ranges;
    uint8_t digest[SHA256_BYTES];
};

static struct state state_of(const struct importer *m)
{
    struct state s = {.begun = m->begun, .ended = m->ended, .lines = m->lines, .ranges = m->ranges};
    memcpy(s.digest, m->digest, sizeof s.digest);
    return s;
}

static void state_restore(struct importer *m, const struct state *s)
{
    m->begun = s->begun;
    m->ended = s->ended;
    m->lines = s->lines;
    m->ranges = s->ranges;
    memcpy(m->digest, s->digest, sizeof s->digest);
}

static int take_lines(struct importer *m, size_t len, struct err *err)
{
    for (const char *at = m->in.data, *end = at + len; at < end;) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        if (take_line(m, at, (size_t)(newline - at), err))
            return -1;
        at = newline + 1;
    }
    return 0;
}

/* The whole lines of the buffer's first `len` bytes, in one transaction; again when the map could grow. */
static int commit_lines(struct importer *m, size_t len, struct err *err)
{
    struct state before = state_of(m);
    struct err full;
    do {
        full = (struct err){0};
        state_restore(m, &before);
        store_begin(m->store);
        int rc = take_lines(m, len, err);
        if (store_commit(m->store, &full) == 0 || rc)
            return rc;
    } while (store_grow(m->store));
    *err = full;
    return -1;
}

static int take_all(struct importer *m, struct err *err)
{
    for (int more = 1; more;) {
        if (unpacker_read(m->unpacker, &m->in, &more, err))
            return -1;
        if (more && m->in.len < BATCH_BYTES && mono_ms() - m->committed_ms < BATCH_MS)
            continue;
        const char *last = m->in.len ? memrchr(m->in.data, '\n', m->in.len) : NULL;
        size_t len = last ? (size_t)(last - m->in.data) + 1 : 0;
        if (!len && m->in.len > LINE_MOST)
            return err_set(err, ERR_INPUT, "a line of more than %d bytes: it is no export of a journal", LINE_MOST);
        if (len && commit_lines(m, len, err))
            return -1;
        buf_drop(&m->in, len);
        m->committed_ms = mono_ms();
        progress_at(&m->progress, store_head(m->store).sequence);
    }
    if (!m->ended)
        return err_set(err, ERR_INPUT, "the export is cut: it ends behind sequence %" PRIu64 " of %" PRIu64 ", without its end",
                       store_head(m->store).sequence, m->head.head.sequence);
    return 0;
}

/* ---- where it is made ---- */

/* A database that is there must be a journal without events. */
static int check_empty(const char *directory, struct err *err)
{
    own_str char *data = xasprintf("%s/data.mdb", directory);
    struct stat st;
    if (stat(data, &st) != 0)
        return 0;
    struct store *s = store_open(&(struct store_options){.directory = directory, .read_only = true}, err);
    if (!s)
        return -1;
    uint64_t head = store_head(s).sequence;
    store_close(s);
    return head ? err_set(err, ERR_CONFIG,
                          "directory '%s' holds a journal with events, up to sequence %" PRIu64 ": import makes a whole one, where none is",
                          directory, head)
                : 0;
}

/* The descriptor that keeps `serve` out. */
static int lock(const char *directory, struct err *err)
{
    own_str char *path = xasprintf("%s/serving.lock", directory);
    if (mkdir(directory, 0750) != 0 && errno != EEXIST)
        return err_set(err, ERR_CONFIG, "cannot make directory '%s': %s", directory, strerror(errno));
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0)
        return err_set(err, ERR_CONFIG, "cannot open '%s': %s", path, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    return err_set(err, ERR_CONFIG, "directory '%s' is in use: a journal is served from it", directory);
}

static void remove_aside(const struct importer *m)
{
    static const char *const names[] = {"data.mdb", "lock.mdb", "serving.lock"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        own_str char *path = xasprintf("%s/%s", m->aside, names[i]);
        unlink(path);
    }
    rmdir(m->aside);
}

/* What was made takes its place in one step. */
static int put_in_place(struct importer *m, struct err *err)
{
    own_str char *from = xasprintf("%s/data.mdb", m->aside);
    own_str char *to = xasprintf("%s/data.mdb", m->directory);
    if (rename(from, to) != 0)
        return err_set(err, ERR_AGAIN, "cannot put the journal in its place '%s': %s", to, strerror(errno));
    int fd = open(m->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0 && fsync(fd) != 0)
        err_set(err, ERR_AGAIN, "cannot sync directory '%s': %s", m->directory, strerror(errno));
    if (fd >= 0)
        close(fd);
    return err->kind == ERR_NONE ? 0 : -1;
}

static int import_aside(struct importer *m, struct err *err)
{
    remove_aside(m); /* of an import that was killed */
    m->store = store_open(&(struct store_options){.directory = m->aside}, err);
    int rc = m->store ? take_all(m, err) : -1;
    store_close(m->store);
    progress_end(&m->progress);
    if (!rc)
        rc = put_in_place(m, err);
    remove_aside(m);
    return rc;
}

static int import(struct importer *m, struct err *err)
{
    int input = m->file ? open(m->file, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
    if (input < 0)
        return err_set(err, ERR_CONFIG, "cannot open '%s': %s", m->file, strerror(errno));
    int held = lock(m->directory, err);
    m->unpacker = unpacker_new(input);
    m->aside = xasprintf("%s/importing", m->directory);
    progress_begin(&m->progress, "importing", 0);
    int rc = held < 0 || check_empty(m->directory, err) ? -1 : import_aside(m, err);
    unpacker_free(m->unpacker);
    if (held >= 0)
        close(held);
    if (m->file)
        close(input);
    return rc;
}

int cmd_import(int argc, char **argv)
{
    static const struct argp argp = {.options = options,
                                     .parser = option,
                                     .args_doc = "[FILE]",
                                     .doc = "Make a journal from what 'journal export' wrote, read from stdin or FILE."};
    struct importer m = {.directory = "/var/lib/headgate/journal"};
    struct err err = {0};
    char hex[SHA256_HEX];
    command_parse(&argp, argc, argv, &m);
    umask(0027);
    int rc = import(&m, &err);
    if (!rc)
        printf("imported sequence=%" PRIu64 " hash=%s\n", m.head.head.sequence, hex_encode(m.head.head.hash, SHA256_BYTES, hex));
    buf_release(&m.in);
    free(m.aside);
    return rc ? command_fail(&err) : EXIT_DONE;
}
