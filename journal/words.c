/* What a client may say, one function a word. */

/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "journal/doors.h"
#include "journal/store_removed.h"

enum {
    WORD_MAX = 65536, /* bytes of a word's frame */
    PEERS_MAX = 1024, /* at one endpoint */
};

/* A word as it came. */
struct said {
    const struct sender *from;
    struct peer *peer; /* NULL: has not said hello */
    const struct json *word;
    uint64_t request;
    struct link_frame payload; /* data NULL: none */
};

typedef void word_fn(struct server *v, const struct said *s);

static uint64_t number_of(const struct json *word, const char *name)
{
    int64_t n = json_int_or(json_get(word, name), 0);
    return n > 0 ? (uint64_t)n : 0;
}

static void refuse(struct server *v, const struct said *s, const char *text)
{
    struct err err = {0};
    err_set(&err, ERR_CONFIG, "%s", text);
    server_refuse(v, &s->from->id, s->request, &err);
}

/* A word with only the request's number. */
static void answer_plain(struct server *v, const struct said *s, const char *text)
{
    own_buf word = {0};
    struct json_out o = json_out(&word);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", text);
    json_add_int(&o, "request", (int64_t)s->request);
    json_close_object(&o);
    server_send(v, &s->from->id, &word, NULL);
}

/* ---- hello ---- */

static void welcome_reader(struct server *v, const struct said *s)
{
    struct store_compaction compaction;
    own_buf word = {0};
    struct json_out o = json_out(&word);
    json_open_object(&o, NULL);
    json_add_str(&o, "word", "welcome");
    json_add_int(&o, "request", (int64_t)s->request);
    json_add_str(&o, "journal", store_id(v->store));
    json_add_int(&o, "head", (int64_t)store_head(v->store).sequence);
    if (store_compaction(v->store, &compaction, NULL) == 0 && compaction.cut)
        json_add_int(&o, "cut", (int64_t)compaction.cut);
    json_close_object(&o);
    server_send(v, &s->from->id, &word, NULL);
}

static bool may_append(struct server *v, const struct said *s, const char *source)
{
    struct err err = {0};
    if (rights_append(s->from->rights, source))
        return true;
    rights_refuse_append(s->from->rights, source, &err);
    door_refuse(v, s->from, s->request, &err);
    return false;
}

static bool may_read_all(struct server *v, const struct said *s)
{
    struct err err = {0};
    if (rights_read(s->from->rights, NULL))
        return true;
    rights_refuse_read(s->from->rights, NULL, &err);
    door_refuse(v, s->from, s->request, &err);
    return false;
}

static size_t peers_at(const struct server *v, const struct door *door)
{
    size_t count = 0;
    for (const struct peer *p = v->peers; p; p = p->hh.next)
        count += p->id.door == door;
    return count;
}

static void say_hello(struct server *v, const struct said *s)
{
    const char *source = json_str(json_get(s->word, "source"));
    const char *start = json_str(json_get(s->word, "start"));
    const char *journal = json_str(json_get(s->word, "journal"));
    if (source && (!start || strlen(start) != STORE_START - 1)) {
        refuse(v, s, "a hello without 'start' of 16 digits");
        return;
    }
    if (source && !may_append(v, s, source))
        return;
    if (!s->peer && peers_at(v, s->from->id.door) >= PEERS_MAX) {
        refuse(v, s, "the journal has too many clients at this endpoint");
        return;
    }
    if (!s->peer)
        server_peer_add(v, s->from);
    if (!source) {
        welcome_reader(v, s);
        return;
    }
    struct op *op = server_op_add(v, OP_HELLO, &s->from->id);
    op->request = s->request;
    op->source = xstrdup(source);
    op->start = xstrdup(start);
    op->journal = xstrdup_or_null(journal);
    op->epoch = number_of(s->word, "epoch");
}

/* ---- append ---- */

static void say_append(struct server *v, const struct said *s)
{
    if (!s->peer->source) {
        refuse(v, s, "an append from a client that has named no source");
        return;
    }
    if (!may_append(v, s, s->peer->source))
        return;
    struct op *op = server_op_add(v, OP_APPEND, &s->from->id);
    op->request = s->request;
    op->source = xstrdup(s->peer->source);
    op->epoch = number_of(s->word, "epoch");
    op->upto = number_of(s->word, "upto");
    if (s->payload.len)
        buf_add(&op->lines, s->payload.data, s->payload.len);
}

/* ---- read, credit ---- */

static void say_read(struct server *v, const struct said *s)
{
    struct err err = {0};
    struct reading *r = reading_new(s->word, s->peer->source, &err);
    if (!r) {
        server_refuse(v, &s->from->id, s->request, &err);
        return;
    }
    if (reading_permit(r, s->from->rights, &err)) {
        door_refuse(v, s->from, s->request, &err);
        reading_free(r);
        return;
    }
    reading_free(s->peer->reading);
    s->peer->reading = r;
}

static void say_credit(struct server *v, const struct said *s)
{
    (void)v;
    if (s->peer->reading)
        reading_credit(s->peer->reading, number_of(s->word, "reading"), json_int_or(json_get(s->word, "bytes"), 0));
}

static void say_ping(struct server *v, const struct said *s)
{
    answer_plain(v, s, "pong");
}

static void say_bye(struct server *v, const struct said *s)
{
    server_peer_drop(v, s->peer);
}

/* ---- trace ---- */

static void say_trace(struct server *v, const struct said *s)
{
    if (!may_read_all(v, s))
        return;
    own_str char *question = json_text(json_get(s->word, "question"));
    if (!question)
        refuse(v, s, "a trace without a question");
    else if (!v->ask || !v->ask(v->ask_context, &s->from->id, s->request, question))
        refuse(v, s, v->ask ? "too many ask for traces at once: try again" : "this journal keeps no index of causes");
}

/* ---- stat ---- */

static void say_stat(struct server *v, const struct said *s)
{
    struct err err = {0};
    own_buf word = {0};
    struct json_out o = json_out(&word);
    if (!may_read_all(v, s))
        return;
    json_open_object(&o, NULL);
    json_add_str(&o, "word", "stat");
    json_add_int(&o, "request", (int64_t)s->request);
    int rc = stat_fill(v, &o, &err);
    json_close_object(&o);
    if (rc)
        server_refuse(v, &s->from->id, s->request, &err);
    else
        server_send(v, &s->from->id, &word, NULL);
}

/* ---- the table ---- */

static const struct {
    const char *word;
    word_fn *fn;
    bool stranger; /* may be said before hello */
} words[] = {
    {"hello", say_hello, true}, {"append", say_append, false}, {"read", say_read, false},   {"credit", say_credit, false},
    {"ping", say_ping, false},  {"stat", say_stat, false},     {"trace", say_trace, false}, {"bye", say_bye, false},
};

static void said_dispatch(struct server *v, const struct said *s)
{
    const char *name = json_str_or(json_get(s->word, "word"), "");
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (strcmp(words[i].word, name) != 0)
            continue;
        if (!s->peer && !words[i].stranger)
            answer_plain(v, s, "unknown"); /* it was known to the process before this one: it says hello again */
        else
            words[i].fn(v, s);
        return;
    }
    refuse(v, s, "a word that this journal does not know");
}

void words_take(struct server *v, const struct sender *from, const struct link_frame *frames, size_t count)
{
    struct err err = {0};
    if (frames[0].len > WORD_MAX)
        return;
    own_json *word = json_parse(frames[0].data, frames[0].len, &err);
    if (json_kind(word) != JSON_OBJECT) {
        log_debug("a message that is none was dropped");
        return;
    }
    struct said s = {.from = from, .peer = server_peer(v, &from->id), .word = word, .request = number_of(word, "request")};
    if (count > 1)
        s.payload = frames[1];
    if (s.peer)
        s.peer->heard_ms = mono_ms();
    said_dispatch(v, &s);
}
