/* NAME     journal verify - walk the hash chain of a database
 * READS    the database in DIRECTORY; a journal may be serving it. With --anchor, heads noted earlier
 * WRITES   stdout: one line, how far the chain holds
 * STATE    none
 * OPTIONS  --directory DIRECTORY, --anchor FILE, --replay
 * EXIT     0 the chain holds, 1 it does not or a replay differs, 100 there is no database that can be read, or it is damaged
 * EXAMPLE  journalctl -u headgate-journal -o cat | journal verify --anchor /dev/stdin */

/* system */
#include <stdio.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/json_scan.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/anchor.h"
#include "journal/command.h"
#include "journal/compact_note.h"
#include "journal/guard.h"
#include "journal/progress.h"
#include "journal/replay.h"
#include "journal/store.h"
#include "journal/store_removed.h"

enum { EXIT_BROKEN = 1 };

struct verify_options {
    struct store_options store;
    const char *anchor;
    bool replay;
};

static const struct argp_option options[] = {
    {"directory", 'd', "DIRECTORY", 0, "Where the database is (/var/lib/headgate/journal)", 0},
    {"replay", 'r', NULL, 0, "Run build-podinfo and plan-rules over what is recorded, and compare what they say with what they said", 0},
    {"anchor", 'a', "FILE", 0, "Compare with the heads noted in FILE: the log of 'journal serve', kept elsewhere", 0},
    {0},
};

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct verify_options *o = state->input;
    switch (key) {
    case 'd':
        o->store.directory = arg;
        return 0;
    case 'r':
        o->replay = true;
        return 0;
    case 'a':
        o->anchor = arg;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s': verify takes no operands", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

struct chain {
    uint64_t sequence; /* of the newest good record */
    struct moment recorded;
    uint8_t hash[SHA256_BYTES];
    struct store_head head; /* as noted beside the records */
    struct anchors anchors;
    struct event_glance glance;         /* of the record in work */
    uint64_t missing;                   /* sequences passed over: removed */
    struct store_compaction compaction; /* as noted beside the records */
    char ranges[SHA256_HEX];            /* the digest of what is removed */
    char sealed[SHA256_HEX];            /* what the newest journal.compacted says it is */
    uint64_t seal;                      /* its sequence; 0: there is none */
    bool moving;                        /* a compaction goes on at the same time: what is removed cannot be compared */
    struct err broken;                  /* what is wrong with the next one; ERR_NONE while the chain holds */
};

static bool is_text(const struct json_extent *m, const char *text)
{
    size_t len = strlen(text);
    return m->value_len == len + 2 && m->value[0] == '"' && memcmp(m->value + 1, text, len) == 0;
}

/* All three stand in front of the data, as our programs write them, and are right: then the rest of the line need not be looked through. */
static bool names_in_front(const struct record *r)
{
    const struct {
        const char *name, *text;
    } wanted[] = {{"source", r->source}, {"type", r->type}, {"subject", r->subject}};
    struct json_extent m;
    size_t found = 0;
    if (!r->subject)
        return false;
    for (size_t at = 0; found < COUNT_OF(wanted) && json_next_member(r->line, r->line_len, &at, &m);) {
        if (m.value[0] == '{' || m.value[0] == '[')
            return false;
        for (size_t i = 0; i < COUNT_OF(wanted); i++)
            if (m.name_len == strlen(wanted[i].name) && memcmp(m.name, wanted[i].name, m.name_len) == 0)
                found += is_text(&m, wanted[i].text) ? 1 : COUNT_OF(wanted) + 1;
    }
    return found == COUNT_OF(wanted);
}

/* What readers are chosen by stands beside the line; it is not in the hash, the line is. */
static int names_check(struct event_glance *g, const struct record *r, struct err *err)
{
    const struct event *e = &g->event;
    if (names_in_front(r))
        return 0;
    if (event_glance(g, r->line, r->line_len, NULL) == 0 && str_equal(e->source, r->source) && str_equal(e->type, r->type) &&
        str_equal(e->subject, r->subject))
        return 0;
    return err_set(err, ERR_CONFIG, "sequence %llu stands under another source, type or subject than its line says",
                   (unsigned long long)r->sequence);
}

/* What the journal says of its own compactions: the newest word counts. */
static void seal_take(struct chain *c, const struct record *r)
{
    own_event e = {0};
    if (strcmp(r->source, COMPACT_SOURCE) != 0 || strcmp(r->type, COMPACT_TYPE) != 0 || event_decode(&e, r->line, r->line_len, NULL))
        return;
    c->seal = r->sequence;
    snprintf(c->sealed, sizeof c->sealed, "%s", json_str_or(json_get(e.data, "sha256"), ""));
}

static bool chain_record(void *context, const struct record *r)
{
    struct chain *c = context;
    if (r->sequence > c->head.sequence)
        return false; /* came in since */
    if (r->recorded.us < c->recorded.us)
        err_set(&c->broken, ERR_CONFIG, "sequence %llu was recorded before the one in front of it", (unsigned long long)r->sequence);
    else if (record_check(r, &c->broken) || names_check(&c->glance, r, &c->broken) || anchors_compare(&c->anchors, r, &c->broken))
        return false;
    if (c->broken.kind != ERR_NONE)
        return false;
    seal_take(c, r);
    c->missing += r->sequence - c->sequence - 1;
    c->sequence = r->sequence;
    c->recorded = r->recorded;
    memcpy(c->hash, r->hash, sizeof c->hash);
    return true;
}

static void chain_end(struct chain *c)
{
    if (c->broken.kind != ERR_NONE)
        return;
    if (c->sequence != c->head.sequence)
        err_set(&c->broken, ERR_CONFIG, "sequence %llu is missing", (unsigned long long)c->sequence + 1);
    else if (memcmp(c->hash, c->head.hash, sizeof c->hash) != 0)
        err_set(&c->broken, ERR_CONFIG, "the head that was noted is another");
    else if (!c->moving && c->compaction.seal && (c->compaction.seal != c->seal || strcmp(c->sealed, c->ranges) != 0))
        err_set(&c->broken, ERR_CONFIG, "what was removed is not what sequence %llu says", (unsigned long long)c->compaction.seal);
    else if (!c->moving && c->missing != c->compaction.removed)
        err_set(&c->broken, ERR_CONFIG, "%llu events are not there, and %llu were removed", (unsigned long long)c->missing,
                (unsigned long long)c->compaction.removed);
    else
        anchors_end(&c->anchors, &c->broken);
}

static int chain_tell(const struct chain *c)
{
    char hex[SHA256_HEX];
    bool bad = c->broken.kind != ERR_NONE;
    printf("%s sequence=%llu hash=%s", bad ? "broken" : "good", (unsigned long long)c->sequence, hex_encode(c->hash, SHA256_BYTES, hex));
    if (c->missing)
        printf(" removed=%llu cut=%llu%s", (unsigned long long)c->missing, (unsigned long long)c->compaction.cut,
               c->compaction.seal ? "" : " unsealed: a compaction has not ended, run it again");
    if (c->anchors.count)
        printf(" anchors=%zu", c->anchors.passed - c->anchors.removed);
    if (c->anchors.removed)
        printf(" anchors-removed=%zu", c->anchors.removed);
    printf("%s%s\n", bad ? ": " : "", c->broken.text);
    return bad ? EXIT_BROKEN : EXIT_DONE;
}

struct verify {
    const struct verify_options *options;
    struct chain chain;
    uint64_t *passed;
    struct progress progress;
};

static bool verify_record(void *context, const struct record *r)
{
    struct verify *v = context;
    bool goes_on = chain_record(&v->chain, r);
    *v->passed = v->chain.sequence;
    progress_at(&v->progress, v->chain.sequence);
    return goes_on;
}

/* What stands beside the records of what was removed. The records are walked as they are at one moment, this is read at another. */
static int removed_read(struct chain *c, struct store *store, struct err *err)
{
    struct store_compaction before = c->compaction;
    if (store_compaction(store, &c->compaction, err) || store_ranges_digest(store, c->ranges, err))
        return -1;
    c->moving = memcmp(&before, &c->compaction, sizeof before) != 0 || c->compaction.seal > c->head.sequence;
    return 0;
}

/* In a child. */
static int verify_all(void *context, uint64_t *passed)
{
    struct verify *v = context;
    struct err err = {0};
    struct store *store = store_open(&v->options->store, &err);
    if (!store)
        return command_fail(&err);
    v->passed = passed;
    v->chain.head = store_head(store);
    int structure = store_check(store, passed, &err) ? command_fail(&err) : 0;
    err = (struct err){0};
    progress_begin(&v->progress, "verifying", v->chain.head.sequence);
    int rc = removed_read(&v->chain, store, &err);
    if (!rc)
        rc = store_read(store, 1, verify_record, v, &err);
    if (!rc)
        rc = removed_read(&v->chain, store, &err);
    progress_end(&v->progress);
    store_close(store);
    event_glance_release(&v->chain.glance);
    if (rc)
        v->chain.broken = err;
    chain_end(&v->chain);
    rc = chain_tell(&v->chain);
    return structure ? structure : rc;
}

static int verify(const struct verify_options *o)
{
    struct err err = {0};
    struct verify v = {.options = o};
    if (o->anchor && anchors_load(&v.chain.anchors, o->anchor, &err))
        return command_fail(&err);
    int code = guard_run(verify_all, &v, o->store.directory, &err);
    anchors_release(&v.chain.anchors);
    return code < 0 ? command_fail(&err) : code;
}

int cmd_verify(int argc, char **argv)
{
    static const struct argp argp = {.options = options, .parser = option, .doc = "Walk the hash chain of a journal's database."};
    struct verify_options o = {.store = {.directory = "/var/lib/headgate/journal", .read_only = true}};
    command_parse(&argp, argc, argv, &o);
    int code = verify(&o);
    return code || !o.replay ? code : replay_run(o.store.directory);
}
