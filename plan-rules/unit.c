#include "plan-rules/unit.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

enum { RETRY_FIRST_MS = 1000, RETRY_MOST_MS = 300 * 1000 };

const struct unit *unit_find(const struct unit *units, const char *name)
{
    const struct unit *u = NULL;
    HASH_FIND_STR(units, name, u);
    return u;
}

static struct unit *unit_get(struct unit **units, const char *name)
{
    struct unit *u = NULL;
    HASH_FIND_STR(*units, name, u);
    if (u)
        return u;
    u = xcalloc(1, sizeof *u);
    u->name = xstrdup(name);
    HASH_ADD_KEYPTR(hh, *units, u->name, strlen(u->name), u);
    return u;
}

/* Action and parameters of every call, in order. */
static void hash_calls(const struct json *data, char out[SHA256_HEX])
{
    own_buf text = {0};
    json_each (call, json_get(data, "calls")) {
        own_str char *parameters = json_text(json_get(call, "parameters"));
        buf_addf(&text, "%s %s\n", json_str_or(json_get(call, "action"), ""), parameters ? parameters : "");
    }
    sha256_hex(buf_str(&text), text.len, out);
}

static bool does_the_same(const struct unit *u, const struct batch *b)
{
    own_buf text = {0};
    char hash[SHA256_HEX];
    batch_encode(b, &text);
    own_json *data = json_parse(buf_str(&text), text.len, NULL);
    hash_calls(data, hash);
    return strcmp(hash, u->calls) == 0;
}

static void fold_batch(struct unit *u, const struct event *e)
{
    free(u->batch);
    u->batch = event_reference(e);
    u->attempt = (int)json_int_or(json_get(e->data, "attempt"), 0);
    u->state = UNIT_IN_FLIGHT;
    u->planned = event_clock(e);
    u->settled = u->held = false;
    hash_calls(e->data, u->calls);
}

static void fold_held(struct unit *u, const struct event *e)
{
    u->held = true;
    u->held_at = event_clock(e);
    str_replace(&u->held_reason, json_str(json_get(e->data, "reason")));
    strs_release(&u->held_groups);
    strs_decode(&u->held_groups, json_get(e->data, "groups"));
}

static void fold_done(struct unit *u, const struct event *e)
{
    const char *batch = json_str(json_get(e->data, "batch"));
    if (u->batch && batch && strcmp(u->batch, batch) != 0)
        return; /* of an older one */
    const char *outcome = json_str_or(json_get(e->data, "outcome"), "failed");
    u->state = strcmp(outcome, "done") == 0 ? UNIT_DONE : UNIT_FAILED;
    u->ended = event_clock(e);
}

/* What is removed apart unsettles the load balancer that it belongs to. */
static void unsettle(struct unit **units, const char *name)
{
    static const struct {
        const char *removal, *of;
    } pairs[] = {{"removal/", "loadbalancer/"}, {"frontend-removal/", "frontend/"}};
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        if (!str_starts(name, pairs[i].removal))
            continue;
        own_str char *balancer = xasprintf("%s%s", pairs[i].of, name + strlen(pairs[i].removal));
        unit_get(units, balancer)->settled = false;
    }
}

void units_fold(struct unit **units, const struct event *e)
{
    if (!e->subject)
        return;
    if (strcmp(e->type, "plan.batch") == 0) {
        fold_batch(unit_get(units, e->subject), e);
        unsettle(units, e->subject);
    } else if (strcmp(e->type, "batch.done") == 0) {
        fold_done(unit_get(units, e->subject), e);
    } else if (strcmp(e->type, "plan.settled") == 0) {
        struct unit *u = unit_get(units, e->subject);
        u->settled = true;
        u->held = false;
    } else if (strcmp(e->type, "plan.held") == 0) {
        fold_held(unit_get(units, e->subject), e);
    }
}

void units_release(struct unit **units)
{
    struct unit *u, *next;
    HASH_ITER (hh, *units, u, next) {
        HASH_DEL(*units, u);
        free(u->name);
        free(u->batch);
        free(u->held_reason);
        strs_release(&u->held_groups);
        free(u);
    }
}

static struct moment after_wait(const struct unit *u)
{
    int64_t wait = RETRY_FIRST_MS;
    for (int i = 0; i < u->attempt && wait < RETRY_MOST_MS; i++)
        wait *= 2;
    return moment_add_ms(u->ended, wait < RETRY_MOST_MS ? wait : RETRY_MOST_MS);
}

struct moment unit_retry_at(const struct unit *u)
{
    return u && u->state == UNIT_FAILED ? after_wait(u) : (struct moment){0};
}

struct moment unit_retry_soon_at(const struct unit *u)
{
    return u && u->state == UNIT_FAILED ? moment_add_ms(u->ended, RETRY_FIRST_MS) : (struct moment){0};
}

struct moment unit_repeat_at(const struct unit *u, const struct batch *b)
{
    return u && u->state == UNIT_DONE && does_the_same(u, b) ? after_wait(u) : (struct moment){0};
}

int unit_next_attempt(const struct unit *u, const struct batch *b)
{
    if (!u || u->state == UNIT_FRESH || u->state == UNIT_IN_FLIGHT)
        return 0;
    return u->state == UNIT_FAILED || does_the_same(u, b) ? u->attempt + 1 : 0;
}
