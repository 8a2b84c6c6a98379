/* What a client hears from a journal that has gone mad: messages of any frames, to one who appends and reads. It must live, hand on only
 * lines in rising order, and be refused once at most.
 *
 * An input is a run of messages with RS (0x1e) between them, their frames with US (0x1f) between them. An empty message stands for a new
 * connection. */

/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/hub.h"
#include "lib/base/link.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "tests/fuzz/fuzz.h"

enum { SEPARATOR = 0x1e, FRAME_SEPARATOR = 0x1f };

struct link {
    link_fn *fn;
    link_up_fn *up;
    void *context;
};

struct listener {
    struct hub *hub;
    uint64_t newest;
    bool raw;
    bool refused;
};

static struct link the_link;
static struct loop *loop;

/* ---- the link, without sockets ---- */

struct link *link_connect(struct loop *l, const char *endpoint, const struct link_keys *keys, link_fn *fn, void *context, struct err *err)
{
    (void)l;
    (void)endpoint;
    (void)keys;
    (void)err;
    the_link = (struct link){.fn = fn, .context = context};
    return &the_link;
}

void link_on_up(struct link *k, link_up_fn *fn)
{
    k->up = fn;
}

void link_on_barred(struct link *k, link_barred_fn *fn)
{
    (void)k;
    (void)fn;
}

void link_close(struct link *k)
{
    if (k)
        k->fn = NULL;
}

bool link_send(struct link *k, const struct link_frame *frames, size_t count)
{
    FUZZ_HOLDS(k->fn && (count == 1 || count == 2));
    FUZZ_HOLDS(frames[0].len > 10 && memcmp(frames[0].data, "{\"word\":\"", 9) == 0);
    return true;
}

/* ---- who listens ---- */

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct listener *c = context;
    c->raw = w->upto % 2; /* the input decides */
    hub_read(c->hub, &(struct hub_reading){.from = 1, .follow = true, .raw = c->raw});
    hub_append(c->hub, "{}\n", 3, 1, w->upto);
}

static void on_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct listener *c = context;
    FUZZ_HOLDS(sequence > c->newest);
    FUZZ_HOLDS(!memchr(line, '\n', len));
    c->newest = sequence;
}

static void on_caught_up(void *context, uint64_t sequence)
{
    struct listener *c = context;
    if (sequence % 5 == 1)
        hub_read(c->hub, &(struct hub_reading){.from = c->newest + 1, .follow = true, .raw = c->raw});
}

static void on_refused(void *context, const struct err *err)
{
    struct listener *c = context;
    FUZZ_HOLDS(!c->refused && err->text[0]); /* once, and nothing is said after it */
    c->refused = true;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    log_open("fuzz", 0);
    loop = loop_new();
    return 0;
}

/* ---- one input ---- */

static void message_hear(const uint8_t *bytes, size_t len)
{
    struct link_frame frames[LINK_MAX_FRAMES];
    size_t count = 0;
    for (const uint8_t *at = bytes, *end = bytes + len; count < LINK_MAX_FRAMES;) {
        const uint8_t *next = memchr(at, FRAME_SEPARATOR, (size_t)(end - at));
        frames[count++] = (struct link_frame){at, (size_t)((next ? next : end) - at)};
        if (!next)
            break;
        at = next + 1;
    }
    the_link.fn(the_link.context, frames, count);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static const struct hub_handlers handlers = {
        .welcome = on_welcome, .event = on_event, .caught_up = on_caught_up, .refused = on_refused};
    struct listener c = {0};
    c.hub = hub_open(loop, &(struct hub_address){.endpoint = "ipc:///f"}, "a", &handlers, &c, NULL);
    the_link.up(the_link.context);
    for (const uint8_t *end = bytes + len; len && bytes < end;) {
        const uint8_t *next = memchr(bytes, SEPARATOR, (size_t)(end - bytes));
        size_t part = (size_t)((next ? next : end) - bytes);
        if (part)
            message_hear(bytes, part);
        else
            the_link.up(the_link.context);
        bytes += part + 1;
    }
    hub_close(c.hub);
    return 0;
}
