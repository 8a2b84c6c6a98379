/* Faults on order: which calls a rule meets, and what becomes of them. The same seed and the same calls: the same faults. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/aws/aws.h"

static const struct {
    const char *word;
    enum fault_kind kind;
    const char *code, *message;
} words[] = {
    {"throttle", FAULT_ERROR, "Throttling", "Rate exceeded"},
    {"error", FAULT_ERROR, "InternalFailure", "The request processing has failed because of an unknown error, exception or failure."},
    {"drop-before", FAULT_DROP_BEFORE, "", ""},
    {"drop-after", FAULT_DROP_AFTER, "", ""},
    {"delay", FAULT_DELAY, "", ""},
    {"cut", FAULT_CUT, "", ""},
    {"garble", FAULT_GARBLE, "", ""},
    {"skew", FAULT_SKEW, "", ""},
    {"expired", FAULT_EXPIRED, "", ""},
    {"stale", FAULT_STALE, "", ""},
};

const char *const garbles[] = {"half", "html", "empty", "noise", "bomb", "huge", NULL};

/* ---- which calls ---- */

static uint64_t next_random(struct fault *f)
{
    f->random ^= f->random << 13;
    f->random ^= f->random >> 7;
    f->random ^= f->random << 17;
    return f->random;
}

/* Of the calls that it is for: not the first ones, a share, so many, in its time. */
static bool meets(struct fault *f, const char *action)
{
    int64_t now = mono_ms();
    if (f->count == 0 || now < f->from_ms || (f->until_ms && now >= f->until_ms))
        return false;
    if (f->action[0] && strcmp(f->action, action) != 0)
        return false;
    if (f->pass > 0) {
        f->pass--;
        return false;
    }
    return f->share >= 100 || (double)(next_random(f) % 1000000) < f->share * 10000;
}

const struct fault *fault_take(struct aws *root, enum fault_kind kind, const char *action)
{
    for (size_t i = 0; i < root->fault_count; i++) {
        struct fault *f = &root->faults[i];
        if (f->kind != kind || !meets(f, action))
            continue;
        f->count -= f->count > 0;
        f->met++;
        return f;
    }
    return NULL;
}

/* ---- the orders ---- */

static void forget_spent(struct aws *root)
{
    size_t kept = 0;
    for (size_t i = 0; i < root->fault_count; i++)
        if (root->faults[i].count != 0)
            root->faults[kept++] = root->faults[i];
    root->fault_count = kept;
}

static void take_word(char *to, size_t size, const char *given, const char *otherwise)
{
    snprintf(to, size, "%s", given ? given : otherwise);
}

static bool known_garble(const char *how)
{
    for (size_t i = 0; garbles[i]; i++)
        if (strcmp(garbles[i], how) == 0)
            return true;
    return false;
}

static int64_t number(const struct sim_request *r, const char *name, int64_t fallback)
{
    const char *text = sim_query(r, name);
    return text ? strtoll(text, NULL, 10) : fallback;
}

const char *fault_add(struct aws *root, const struct sim_request *r)
{
    const char *kind = sim_query(r, "kind"), *share = sim_query(r, "share"), *until = sim_query(r, "for-ms");
    struct fault f = {.count = number(r, "count", share || until ? -1 : 1),
                      .pass = number(r, "nth", 1) - 1,
                      .share = share ? strtod(share, NULL) : 100,
                      .status = number(r, "status", 0),
                      .delay_ms = number(r, "ms", 100),
                      .bytes = number(r, "bytes", 20),
                      .skew_s = number(r, "s", 0),
                      .from_ms = mono_ms() + number(r, "after-ms", 0)};
    f.until_ms = until ? f.from_ms + number(r, "for-ms", 0) : 0;
    forget_spent(root);
    for (size_t i = 0; kind && i < COUNT_OF(words); i++) {
        if (strcmp(words[i].word, kind) != 0)
            continue;
        f.kind = words[i].kind;
        take_word(f.code, sizeof f.code, sim_query(r, "code"), words[i].code);
        take_word(f.message, sizeof f.message, sim_query(r, "message"), words[i].message);
    }
    take_word(f.word, sizeof f.word, kind, "");
    take_word(f.action, sizeof f.action, sim_query(r, "action"), "");
    take_word(f.how, sizeof f.how, sim_query(r, "how"), garbles[0]);
    if (f.kind == FAULT_NONE)
        return "kind is one of throttle error drop-before drop-after delay cut garble skew expired stale";
    if (f.kind == FAULT_GARBLE && !known_garble(f.how))
        return "how is one of half html empty noise bomb huge";
    if (f.count == 0 || f.pass < 0 || f.share < 0 || f.share > 100)
        return "count and nth are at least 1, share is a percentage";
    if (root->fault_count == AWS_MAX_FAULTS)
        return "too many faults at once: POST /sim/faults/clear";
    f.random = (uint64_t)(root->set.seed + 1) * 0x9e3779b97f4a7c15u + ++root->faults_made * 0xbf58476d1ce4e5b9u;
    root->faults[root->fault_count++] = f;
    return NULL;
}

/* ---- answers that are none ---- */

static void fill(struct buf *to, const char *text, size_t times)
{
    for (size_t i = 0; i < times; i++)
        buf_add_str(to, text);
}

const char *fault_garble(const struct fault *f, struct buf *body, const char *type)
{
    static const char block[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    if (!strcmp(f->how, "half")) {
        body->len /= 2;
        return type;
    }
    buf_clear(body);
    if (!strcmp(f->how, "html")) {
        buf_add_str(body, "<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>\n");
        return "text/html";
    }
    if (!strcmp(f->how, "noise")) {
        for (int i = 0; i < 512; i++)
            buf_add_char(body, (char)(i * 37 + 11));
    } else if (!strcmp(f->how, "bomb")) {
        buf_add_str(body, "<?xml version=\"1.0\"?><!DOCTYPE z [<!ENTITY a \"aaaaaaaaaa\">");
        for (char c = 'b'; c <= 'i'; c++) {
            buf_addf(body, "<!ENTITY %c \"", c);
            for (int i = 0; i < 10; i++)
                buf_addf(body, "&%c;", c - 1);
            buf_add_str(body, "\">");
        }
        buf_add_str(body, "]><Response>&i;</Response>");
    } else if (!strcmp(f->how, "huge")) {
        buf_add_str(body, "<Response><Text>");
        fill(body, block, (size_t)(f->bytes > 1024 ? f->bytes : 100 * 1024 * 1024) / 64);
        buf_add_str(body, "</Text></Response>");
    }
    return type;
}
