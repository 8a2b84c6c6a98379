/* system */
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/hub.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "journal/client.h"
#include "journal/command.h"
#include "journal/compact_note.h"
#include "journal/store_compact.h"

enum { PATIENCE_MS = 10000 };

int compact_note_fill(struct compact_note *n, struct store *s, struct err *err)
{
    struct store_compaction c;
    if (store_compaction(s, &c, err) || store_ranges_digest(s, n->digest, err))
        return -1;
    n->cut = c.cut;
    n->missing = c.removed;
    n->ranges = c.ranges;
    return 0;
}

static void line_make(const struct compact_note *n, uint64_t number, struct buf *line)
{
    own_buf data = {0};
    struct json_out o = json_out(&data);
    json_open_object(&o, NULL);
    json_add_int(&o, "cut", (int64_t)n->cut);
    json_add_int(&o, "removed", (int64_t)n->removed);
    json_add_int(&o, "missing", (int64_t)n->missing);
    json_add_int(&o, "ranges", (int64_t)n->ranges);
    json_add_str(&o, "sha256", n->digest);
    json_close_object(&o);
    event_encode(line, &(struct event_head){
                           .number = number, .source = COMPACT_SOURCE, .type = COMPACT_TYPE, .time = moment_now(), .data = buf_str(&data)});
}

/* ---- nobody serves it ---- */

static int append_here(struct store *s, const struct compact_note *n, uint64_t *sequence, struct err *err)
{
    uint8_t random[(STORE_START - 1) / 2];
    char start[STORE_START];
    struct store_source known;
    struct store_place place = {0};
    own_buf line = {0};
    random_bytes(random, sizeof random);
    store_begin(s);
    int rc =
        store_greet(s, &(struct store_greeting){.source = COMPACT_SOURCE, .start = hex_encode(random, sizeof random, start)}, &known, err);
    line_make(n, known.last + 1, &line);
    struct store_append a = {.source = COMPACT_SOURCE, .epoch = known.epoch, .lines = line.data, .len = line.len};
    if (!rc)
        rc = store_append(s, &a, &place, err);
    *sequence = place.first;
    return store_commit(s, rc ? NULL : err) || rc ? -1 : 0;
}

/* ---- through the one who serves it ---- */

struct note_client {
    struct client client;
    const struct compact_note *note;
    const char *id; /* of the journal in the directory */
    uint64_t number, sequence;
    struct err *err;
};

static void on_stat(void *context, const char *json, size_t len)
{
    struct note_client *c = context;
    own_json *stat = json_parse(json, len, NULL);
    own_buf line = {0};
    const char *id = json_str_or(json_get(stat, "journal"), "");
    if (strcmp(id, c->id) != 0) {
        client_stop(&c->client, err_exit_code(&(struct err){ERR_CONFIG, ""}));
        err_set(c->err, ERR_CONFIG, "the journal at '%s' is not the one in the directory: --journal names its endpoint",
                c->client.endpoint);
        return;
    }
    line_make(c->note, c->number, &line);
    hub_append(c->client.hub, line.data, line.len, 1, 0);
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct note_client *c = context;
    client_met(&c->client);
    c->number = w->last_number + 1;
    hub_stat(c->client.hub, on_stat);
}

static void on_stored(void *context, uint64_t first, uint64_t last)
{
    struct note_client *c = context;
    (void)last;
    c->sequence = first;
    client_stop(&c->client, EXIT_DONE);
}

static void on_refused(void *context, const struct err *err)
{
    struct note_client *c = context;
    *c->err = *err;
    client_stop(&c->client, err_exit_code(err));
}

static int append_there(struct note_client *c, const char *endpoint)
{
    static const struct hub_handlers handlers = {.welcome = on_welcome, .stored = on_stored, .refused = on_refused};
    int code = client_open_as(&c->client, endpoint, COMPACT_SOURCE, &handlers, c);
    if (!code)
        code = client_run(&c->client);
    client_close(&c->client);
    if (code && c->err->kind == ERR_NONE)
        err_set(c->err, ERR_AGAIN, "the one who serves the journal could not be told at '%s'", endpoint);
    return code ? -1 : 0;
}

int compact_note_append(const struct compact_note *n, struct store *s, const char *endpoint, struct err *err)
{
    uint64_t sequence = 0;
    if (store_claim(s)) {
        int rc = append_here(s, n, &sequence, err);
        store_yield(s);
        return rc ? rc : store_seal(s, sequence, err);
    }
    struct note_client c = {.note = n, .id = store_id(s), .err = err};
    return append_there(&c, endpoint) ? -1 : store_seal(s, c.sequence, err);
}
