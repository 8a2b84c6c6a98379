/* NAME     journal verify - walk the hash chain of a database
 * READS    the database in DIRECTORY; a journal may be serving it
 * WRITES   stdout: one line, how far the chain holds
 * STATE    none
 * OPTIONS  --directory DIRECTORY, --replay
 * EXIT     0 the chain holds, 1 it does not or a replay differs, 100 there is no database that can be read
 * EXAMPLE  journal verify --directory /var/lib/headgate/journal */

/* system */
#include <stdio.h>
#include <string.h>

/* base */
#include "lib/base/err.h"

/* own */
#include "journal/command.h"
#include "journal/replay.h"
#include "journal/store.h"

enum { EXIT_BROKEN = 1 };

struct verify_options {
    struct store_options store;
    bool replay;
};

static const struct argp_option options[] = {
    {"replay", 'r', NULL, 0, "Run build-podinfo and plan-rules over what is recorded, and compare what they say with what they said", 0},
    {"directory", 'd', "DIRECTORY", 0, "Where the database is (/var/lib/headgate/journal)", 0},
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
    char broken[200];       /* what is wrong with the next one; "" while the chain holds */
};

static bool chain_record(void *context, const struct record *r)
{
    struct chain *c = context;
    uint8_t hash[SHA256_BYTES];
    if (r->sequence > c->head.sequence)
        return false; /* came in since */
    record_hash(r, c->hash, hash);
    if (r->sequence != c->sequence + 1)
        snprintf(c->broken, sizeof c->broken, "sequence %llu is missing", (unsigned long long)c->sequence + 1);
    else if (r->recorded.us < c->recorded.us)
        snprintf(c->broken, sizeof c->broken, "sequence %llu was recorded before the one in front of it", (unsigned long long)r->sequence);
    else if (memcmp(hash, r->hash, sizeof hash) != 0)
        snprintf(c->broken, sizeof c->broken, "sequence %llu is not what was hashed", (unsigned long long)r->sequence);
    if (c->broken[0])
        return false;
    c->sequence = r->sequence;
    c->recorded = r->recorded;
    memcpy(c->hash, hash, sizeof hash);
    return true;
}

static void chain_end(struct chain *c)
{
    if (c->broken[0])
        return;
    if (c->sequence != c->head.sequence)
        snprintf(c->broken, sizeof c->broken, "sequence %llu is missing", (unsigned long long)c->sequence + 1);
    else if (memcmp(c->hash, c->head.hash, sizeof c->hash) != 0)
        snprintf(c->broken, sizeof c->broken, "the head that was noted is another");
}

int cmd_verify(int argc, char **argv)
{
    static const struct argp argp = {.options = options, .parser = option, .doc = "Walk the hash chain of a journal's database."};
    struct verify_options o = {.store = {.directory = "/var/lib/headgate/journal", .read_only = true}};
    struct err err = {0};
    char hex[SHA256_HEX];
    command_parse(&argp, argc, argv, &o);
    struct store *store = store_open(&o.store, &err);
    if (!store)
        return command_fail(&err);
    struct chain c = {.head = store_head(store)};
    int rc = store_read(store, 1, chain_record, &c, &err);
    store_close(store);
    if (rc)
        snprintf(c.broken, sizeof c.broken, "%.190s", err.text);
    chain_end(&c);
    printf("%s sequence=%llu hash=%s%s%s\n", c.broken[0] ? "broken" : "good", (unsigned long long)c.sequence,
           hex_encode(c.hash, SHA256_BYTES, hex), c.broken[0] ? ": " : "", c.broken);
    if (c.broken[0])
        return EXIT_BROKEN;
    return o.replay ? replay_run(o.store.directory) : EXIT_DONE;
}
