/* Cuts the power of a journal, many times: power-images LOG DIRECTORY WORK CUTS SEED
 * LOG is what shim.c wrote down of the journal whose database is in DIRECTORY. For each cut an image of the database file is made as a
 * disk could hold it then: what was synced before the cut is there; of what was not, each sector or each page holds any of
 * the versions written since, or none. Each image is opened, in a child, and must have all that any client had been told of,
 * with the hashes of the whole journal, its chain intact; and must take one more event. What is not in DIRECTORY any more, because
 * the journal was compacted, may be there or not.
 * Prints one line; exits 1 when an image failed, 2 when it cannot be tried. */

/* system */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store.h"
#include "tests/power/power.h"

enum { SECTOR = 512, PAGE = 4096, IMAGE_LOST = 1, IMAGE_BROKEN, IMAGE_CLOSED, IMAGE_STUCK };

struct entry {
    struct power_record r;
    const uint8_t *bytes;
};

struct story {
    struct buf log;
    struct entry *entries;
    size_t count, cap;
    uint8_t (*hashes)[SHA256_BYTES]; /* by sequence; zeroes: it was taken out */
    uint64_t head;
    size_t file_max;
    size_t made; /* entries until the empty database was on disk; cuts come later */
    uint64_t random;
};

struct image {
    uint8_t *bytes;
    size_t len;
    uint64_t told; /* the newest sequence that somebody knew of */
};

_Noreturn static void give_up(const char *what, const char *why)
{
    fprintf(stderr, "power-images: %s: %s\n", what, why);
    exit(2);
}

/* xorshift64*: the same cuts for the same seed. */
static uint64_t next_random(struct story *s)
{
    s->random ^= s->random >> 12;
    s->random ^= s->random << 25;
    s->random ^= s->random >> 27;
    return s->random * 2685821657736338717ull;
}

/* ---- the story ---- */

static void log_read(struct story *s, const char *path)
{
    char chunk[65536];
    FILE *file = fopen(path, "re");
    if (!file)
        give_up(path, strerror(errno));
    for (size_t n; (n = fread(chunk, 1, sizeof chunk, file)) > 0;)
        buf_add(&s->log, chunk, n);
    fclose(file);
    for (size_t at = 0; at + sizeof(struct power_record) <= s->log.len;) {
        struct entry e = {.bytes = (const uint8_t *)s->log.data + at + sizeof e.r};
        memcpy(&e.r, s->log.data + at, sizeof e.r);
        if (e.r.len > s->log.len - at - sizeof e.r)
            give_up(path, "ends in the middle of a record");
        if (e.r.offset + e.r.len > s->file_max && e.r.len)
            s->file_max = e.r.offset + e.r.len;
        ARRAY_GROW(s->entries, s->count, s->cap);
        s->entries[s->count++] = e;
        if (!s->made && e.r.kind == POWER_TOLD)
            s->made = s->count;
        at += sizeof e.r + e.r.len;
    }
    if (!s->made)
        give_up(path, "holds nothing that anybody was told of");
}

static bool hash_take(void *context, const struct record *r)
{
    struct story *s = context;
    memcpy(s->hashes[r->sequence], r->hash, SHA256_BYTES);
    return true;
}

static void whole_read(struct story *s, const char *directory)
{
    struct err err = {0};
    struct store *whole = store_open(&(struct store_options){.directory = directory, .read_only = true}, &err);
    if (!whole)
        give_up(directory, err.text);
    s->head = store_head(whole).sequence;
    s->hashes = xcalloc(s->head + 1, SHA256_BYTES);
    if (store_read(whole, 1, hash_take, s, &err))
        give_up(directory, err.text);
    store_close(whole);
}

/* ---- an image ---- */

static void image_write(struct image *m, const struct entry *e, size_t from, size_t len)
{
    memcpy(m->bytes + e->r.offset + from, e->bytes + from, len);
    if (e->r.offset + from + len > m->len)
        m->len = e->r.offset + from + len;
}

/* A write that may have reached the disk in part, and not in its turn. */
static void image_write_some(struct story *s, struct image *m, const struct entry *e, size_t grain)
{
    unsigned odds = (unsigned)(next_random(s) % 5); /* of 4: this write mostly there, mostly not, or mixed */
    for (size_t at = 0; at < e->r.len; at += grain)
        if (next_random(s) % 4 < odds)
            image_write(m, e, at, e->r.len - at < grain ? e->r.len - at : grain);
}

/* Forwards: the newest that was kept wins; backwards: the oldest. So any version of a page may be the last. */
static void unsynced_apply(struct story *s, struct image *m, size_t from, size_t end)
{
    size_t grain = next_random(s) % 2 ? SECTOR : PAGE;
    bool backwards = next_random(s) % 2;
    for (size_t i = 0; i < end - from; i++) {
        const struct entry *e = &s->entries[backwards ? end - 1 - i : from + i];
        bool in_flight = e == &s->entries[end - 1];
        if (e->r.kind == POWER_WRITE || (e->r.kind == POWER_WRITE_THROUGH && in_flight))
            image_write_some(s, m, e, grain);
    }
    for (size_t i = from; i + 1 < end; i++) /* each on disk by itself, whatever became of the others */
        if (s->entries[i].r.kind == POWER_WRITE_THROUGH)
            image_write(m, &s->entries[i], 0, s->entries[i].r.len);
}

/* As of `cut` entries; the last of them is under way. */
static void image_make(struct story *s, struct image *m, size_t cut)
{
    size_t synced = 0;
    memset(m->bytes, 0, s->file_max);
    m->len = 0;
    m->told = 0;
    for (size_t i = 0; i + 1 < cut; i++) {
        if (s->entries[i].r.kind == POWER_SYNC)
            synced = i;
        if (s->entries[i].r.kind == POWER_TOLD && s->entries[i].r.offset > m->told)
            m->told = s->entries[i].r.offset;
    }
    for (size_t i = 0; i < synced; i++)
        if (s->entries[i].r.len)
            image_write(m, &s->entries[i], 0, s->entries[i].r.len);
    unsynced_apply(s, m, synced, cut);
}

static void image_save(const struct image *m, const char *work)
{
    own_str char *path = xasprintf("%s/data.mdb", work);
    own_str char *lock = xasprintf("%s/lock.mdb", work);
    unlink(lock);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    for (size_t at = 0; at < m->len;) {
        ssize_t n = write(fd, m->bytes + at, m->len - at);
        if (n <= 0)
            give_up(path, strerror(errno));
        at += (size_t)n;
    }
    if (fd < 0 || close(fd) != 0)
        give_up(path, strerror(errno));
}

/* ---- opening it ---- */

struct look {
    const struct story *story;
    uint64_t newest;
    bool broken;
};

static bool is_known(const struct story *s, uint64_t sequence)
{
    static const uint8_t none[SHA256_BYTES];
    return memcmp(s->hashes[sequence], none, SHA256_BYTES) != 0;
}

static bool is_as_known(const struct story *s, const struct record *r)
{
    struct err err = {0};
    if (r->sequence > s->head || record_check(r, &err))
        return false;
    return !is_known(s, r->sequence) || memcmp(r->hash, s->hashes[r->sequence], SHA256_BYTES) == 0;
}

static bool look_record(void *context, const struct record *r)
{
    struct look *l = context;
    l->broken = !is_as_known(l->story, r);
    for (uint64_t passed = l->newest + 1; !l->broken && passed < r->sequence; passed++)
        l->broken = is_known(l->story, passed);
    if (!l->broken)
        l->newest = r->sequence;
    return !l->broken;
}

static int goes_on(struct store *store)
{
    struct err err = {0};
    struct store_source known = {0};
    struct store_place place = {0};
    own_buf line = {0};
    uint64_t head = store_head(store).sequence;
    store_begin(store);
    store_greet(store, &(struct store_greeting){.source = "after", .start = "00000000000000ff"}, &known, &err);
    event_encode(&line, &(struct event_head){.number = 1, .source = "after", .type = "t.after", .data = "{}"});
    store_append(store, &(struct store_append){.source = "after", .epoch = 1, .lines = line.data, .len = line.len}, &place, &err);
    return store_commit(store, &err) == 0 && place.first == head + 1 ? 0 : IMAGE_STUCK;
}

static int image_look(const struct story *s, const char *work, uint64_t told)
{
    struct err err = {0};
    struct look l = {.story = s};
    struct store *store = store_open(&(struct store_options){.directory = work}, &err);
    if (!store)
        return IMAGE_CLOSED;
    int rc = store_read(store, 1, look_record, &l, &err);
    if (rc || l.broken || l.newest != store_head(store).sequence)
        return IMAGE_BROKEN;
    if (l.newest < told)
        return IMAGE_LOST;
    rc = goes_on(store);
    store_close(store);
    return rc;
}

/* 0, or what is wrong with it; death counts as closed. */
static int image_try(const struct story *s, const char *work, uint64_t told)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0)
        _exit(image_look(s, work, told));
    if (child < 0 || waitpid(child, &status, 0) < 0)
        give_up("fork", strerror(errno));
    return WIFEXITED(status) && WEXITSTATUS(status) <= IMAGE_STUCK ? WEXITSTATUS(status) : IMAGE_CLOSED;
}

int main(int argc, char **argv)
{
    struct story s = {0};
    size_t seen[IMAGE_STUCK + 1] = {0};
    if (argc != 6)
        give_up("usage", "power-images LOG DIRECTORY WORK CUTS SEED");
    size_t cuts = strtoul(argv[4], NULL, 10);
    s.random = strtoull(argv[5], NULL, 10) * 2 + 1;
    log_read(&s, argv[1]);
    whole_read(&s, argv[2]);
    struct image m = {.bytes = xmalloc(s.file_max)};
    for (size_t i = 0; i < cuts; i++) {
        image_make(&s, &m, s.made + next_random(&s) % (s.count - s.made + 1));
        image_save(&m, argv[3]);
        seen[image_try(&s, argv[3], m.told)]++;
    }
    printf("cuts=%zu good=%zu lost=%zu broken=%zu closed=%zu stuck=%zu head=%llu steps=%zu bytes=%zu\n", cuts, seen[0], seen[IMAGE_LOST],
           seen[IMAGE_BROKEN], seen[IMAGE_CLOSED], seen[IMAGE_STUCK], (unsigned long long)s.head, s.count, s.file_max);
    bool good = seen[0] == cuts;
    free(m.bytes);
    free(s.hashes);
    free(s.entries);
    buf_release(&s.log);
    return good ? 0 : 1;
}
