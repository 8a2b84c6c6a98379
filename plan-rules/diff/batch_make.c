#include "plan-rules/diff/batch_make.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

enum { BECAUSE_MOST = 50 }; /* of one batch; its calls name all of theirs */

void batch_make_release(struct batch_make *m)
{
    batch_release(&m->batch);
    pairs_release(&m->makes);
    strs_release(&m->routing);
    buf_release(&m->parameters);
    memset(m, 0, sizeof *m);
}

struct json_out *call_begin(struct batch_make *m, const char *service, const char *action, const char *lane)
{
    buf_clear(&m->parameters);
    m->out = json_out(&m->parameters);
    m->service = service;
    m->action = action;
    m->lane = lane;
    json_open_object(&m->out, NULL);
    return &m->out;
}

static struct call *last(struct batch_make *m)
{
    return &m->batch.calls[m->batch.calls_count - 1];
}

void call_needs(struct batch_make *m, const char *id)
{
    struct call *c = last(m);
    if (id && strcmp(id, c->id) != 0 && !strs_has(&c->needs, id))
        strs_add(&c->needs, id);
}

/* Every "@…" in the parameters that a call of this batch makes. */
static void need_references(struct batch_make *m, const char *parameters)
{
    for (const char *at = strstr(parameters, "\"@"); at; at = strstr(at + 2, "\"@")) {
        const char *end = strchr(at + 1, '"');
        own_str char *reference = end ? xstrndup(at + 1, (size_t)(end - at - 1)) : xstrdup("");
        call_needs(m, pairs_get(&m->makes, reference));
    }
}

void batch_add_because(struct batch *b, const char *cause)
{
    if (b->because.count < BECAUSE_MOST && !strs_has(&b->because, cause))
        strs_add(&b->because, cause);
}

static void add_because(struct batch_make *m, struct call *c, const struct strs *because)
{
    for (size_t i = 0; because && i < because->count; i++) {
        const char *cause = because->items[i];
        if (!strs_has(&c->because, cause))
            strs_add(&c->because, cause);
        batch_add_because(&m->batch, cause);
    }
}

void text_cut(char *text, size_t most)
{
    if (strlen(text) > most)
        text[most] = 0;
    for (size_t len = strlen(text); len && !utf8_valid(text, len);)
        text[--len] = 0;
}

struct call *call_end(struct batch_make *m, const struct strs *because, const char *reason, ...)
{
    json_close_object(&m->out);
    struct call *c = batch_add_call(&m->batch);
    va_list args;
    va_start(args, reason);
    char text[512];
    vsnprintf(text, sizeof text, reason, args);
    va_end(args);
    text_cut(text, sizeof text - 1);
    c->id = xasprintf("%zu", m->batch.calls_count);
    c->service = xstrdup(m->service);
    c->action = xstrdup(m->action);
    c->lane = xstrdup(m->lane);
    c->reason = xstrdup(text);
    c->parameters = buf_take(&m->parameters);
    need_references(m, c->parameters);
    add_because(m, c, because && because->count ? because : m->otherwise);
    return c;
}

void call_makes(struct batch_make *m, const char *reference)
{
    pairs_set(&m->makes, reference, last(m)->id);
}

void call_routes(struct batch_make *m)
{
    strs_add(&m->routing, last(m)->id);
}

void call_settles(struct batch_make *m, int64_t settle_ms)
{
    for (size_t i = 0; i < m->routing.count; i++)
        call_needs(m, m->routing.items[i]);
    last(m)->wait_ms = settle_ms;
}
