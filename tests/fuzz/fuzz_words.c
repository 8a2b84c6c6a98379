/* links: journal/server.o journal/doors.o journal/access.o journal/words.o journal/batch.o journal/reading.o journal/line.o */
/* links: journal/store.o journal/store_read.o journal/store_removed.o journal/store_rules.o journal/store_chunk.o journal/store_recent.o */
/* links: journal/record.o journal/reserve.o journal/stat.o */
/* What clients say to the journal: messages of any frames, through three endpoints with different rights. The real server and a real store
 * hear them; only the sockets are missing. Nothing may be answered but words as documented, nothing stored or read without a right,
 * and each answer must be JSON.
 *
 * An input is a run of messages with RS (0x1e) between them. A message's first byte says through which endpoint and on which connection;
 * what follows is its frames, with US (0x1f) between them. An empty message lets the journal commit and answer. */

/* system */
#include <string.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/link.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/access.h"
#include "journal/server.h"
#include "journal/store.h"

#include "tests/fuzz/fuzz.h"

enum { DOORS = 3, SEPARATOR = 0x1e, FRAME_SEPARATOR = 0x1f };

/* Of tcp:// the client's key is rq:rM…, of the other connections there is none. */
static const char table[] = "free listen=ipc:///f/free append=* read=*\n"
                            "watch listen=ipc:///f/watch append=watch-k8s/ read=watch-k8s/,a\n"
                            "remote listen=tcp://127.0.0.1:1\n"
                            "red key=rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7 append=a read=b\n";
static const char client_key[] = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";

struct link {
    link_fn *fn;
    void *context;
    bool keyed;
    bool used;
};

static struct link links[DOORS];
static char directory[64];
static struct loop *loop;
static struct loop_timer *stopper;
static struct store *store;
static bool stored;

/* ---- the link, without sockets ---- */

struct link *link_serve(struct loop *l, const struct link_door *door, link_fn *fn, void *context, struct err *err)
{
    (void)l;
    (void)err;
    for (size_t i = 0; i < DOORS; i++)
        if (!links[i].used) {
            links[i] = (struct link){.fn = fn, .context = context, .keyed = str_starts(door->endpoint, "tcp://"), .used = true};
            return &links[i];
        }
    abort();
}

const char *link_sender(const struct link *k)
{
    return k->keyed ? client_key : NULL;
}

void link_close(struct link *k)
{
    if (k)
        k->used = false;
}

/* What a client that came by the keyed door may not see. */
static void events_check(const struct link *k, const char *lines, size_t len)
{
    for (const char *end; len && (end = memchr(lines, '\n', len)); len -= (size_t)(end + 1 - lines), lines = end + 1) {
        own_event e = {0};
        const char *line = lines;
        bool raw = *line != '{'; /* behind 20 digits and a blank */
        if (raw)
            line += EVENT_NUMBER;
        FUZZ_HOLDS(event_decode(&e, line, (size_t)(end - line), NULL) == 0);
        FUZZ_HOLDS(!k->keyed || strcmp(e.source, "b") == 0);
    }
    FUZZ_HOLDS(!len);
}

bool link_send(struct link *k, const struct link_frame *frames, size_t count)
{
    FUZZ_HOLDS(k->used && (count == 2 || count == 3));
    own_json *word = json_parse(frames[1].data, frames[1].len, NULL);
    const char *name = json_str(json_get(word, "word"));
    FUZZ_HOLDS(name);
    stored |= strcmp(name, "stored") == 0 || strcmp(name, "welcome") == 0;
    if (strcmp(name, "events") == 0)
        events_check(k, frames[2].data, frames[2].len);
    return true;
}

/* ---- the journal ---- */

static void on_stop(void *context)
{
    loop_stop(context, 0);
}

static void turn(void)
{
    loop_timer_in(stopper, 0);
    FUZZ_HOLDS(loop_run(loop) == 0);
}

static void store_renew(void)
{
    struct err err = {0};
    own_str char *data = xasprintf("%s/data.mdb", directory);
    store_close(store);
    unlink(data);
    store = store_open(&(struct store_options){.directory = directory, .max_size = 64 * 1024 * 1024}, &err);
    if (!store)
        fprintf(stderr, "%s\n", err.text);
    FUZZ_HOLDS(store);
    stored = false;
}

static void at_end(void)
{
    own_str char *command = xasprintf("rm -rf '%s'", directory);
    store_close(store);
    if (system(command) != 0)
        fprintf(stderr, "'%s' stays\n", directory);
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    log_open("fuzz", 0);
    strcpy(directory, access("/dev/shm", W_OK) == 0 ? "/dev/shm/headgate-fuzz-XXXXXX" : "/tmp/headgate-fuzz-XXXXXX");
    FUZZ_HOLDS(mkdtemp(directory));
    atexit(at_end);
    loop = loop_new();
    stopper = loop_timer_add(loop, on_stop, loop);
    store_renew();
    return 0;
}

/* ---- one input ---- */

static void message_say(const uint8_t *bytes, size_t len)
{
    struct link_frame frames[LINK_MAX_FRAMES] = {{bytes, 1}};
    struct link *k = &links[*bytes % DOORS];
    size_t count = 1;
    for (const uint8_t *at = bytes + 1, *end = bytes + len; count < LINK_MAX_FRAMES;) {
        const uint8_t *next = memchr(at, FRAME_SEPARATOR, (size_t)(end - at));
        frames[count++] = (struct link_frame){at, (size_t)((next ? next : end) - at)};
        if (!next)
            break;
        at = next + 1;
    }
    k->fn(k->context, frames, count);
}

static void say_all(const uint8_t *bytes, size_t len)
{
    for (const uint8_t *end = bytes + len; bytes < end;) {
        const uint8_t *next = memchr(bytes, SEPARATOR, (size_t)(end - bytes));
        size_t part = (size_t)((next ? next : end) - bytes);
        if (part)
            message_say(bytes, part);
        else
            turn();
        bytes += part + 1;
    }
    turn();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct access access = {0};
    struct server *v = server_new(loop, store, NULL, NULL);
    FUZZ_HOLDS(access_parse(&access, table, "table", NULL) == 0);
    FUZZ_HOLDS(server_admit(v, &access, "secret", NULL) == 0);
    if (len)
        say_all(bytes, len);
    server_free(v);
    if (stored)
        store_renew();
    return 0;
}
