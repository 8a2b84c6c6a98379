/* What goes wrong on purpose: asked for by POST /sim/fault, met by the next requests that match. */
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

static const struct {
    const char *word;
    enum fault_kind kind;
} words[] = {
    {"status", FAULT_STATUS}, /* answer code, with retry-after */
    {"cut", FAULT_CUT},       /* cut the connection after so many bytes of the body */
    {"empty", FAULT_EMPTY},   /* a list without items */
    {"expire", FAULT_EXPIRE}, /* 410 */
    {"silent", FAULT_SILENT}, /* no answer until /sim/speak */
    {"delay", FAULT_DELAY},   /* the answer waits ms */
    {"drop", FAULT_DROP},     /* close without an answer, nothing done */
};

enum fault_kind fault_kind_of(const char *word)
{
    for (size_t i = 0; word && i < COUNT_OF(words); i++)
        if (!strcmp(word, words[i].word))
            return words[i].kind;
    return FAULT_NONE;
}

int fault_add(struct sim *s, const struct fault *f)
{
    size_t kept = 0;
    for (size_t i = 0; i < s->fault_count; i++)
        if (s->faults[i].count > 0)
            s->faults[kept++] = s->faults[i];
    s->fault_count = kept;
    if (kept == SIM_MAX_RULES)
        return -1;
    s->faults[s->fault_count++] = *f;
    return 0;
}

/* A watch that begins with what is there counts as a list too. */
static bool verb_matches(const struct fault *f, const struct call *c)
{
    const char *initial = sim_query(c->r, "sendInitialEvents");
    bool lists = !strcmp(c->verb, "watch") && initial && !strcmp(initial, "true");
    return !f->verb[0] || !strcmp(f->verb, c->verb) || (lists && !strcmp(f->verb, "list"));
}

static bool matches(const struct fault *f, const struct call *c)
{
    const char *plural = c->target.kind ? c->target.kind->plural : "";
    return verb_matches(f, c) && (!f->resource[0] || !strcmp(f->resource, plural));
}

const struct fault *fault_take(struct call *c, enum fault_kind kind)
{
    for (size_t i = 0; i < c->sim->fault_count; i++) {
        struct fault *f = &c->sim->faults[i];
        if (f->kind != kind || f->count <= 0 || !matches(f, c))
            continue;
        if (f->skip-- > 0)
            return NULL;
        f->skip = 0;
        f->count--;
        return f;
    }
    return NULL;
}

static const struct {
    int64_t code;
    const char *reason, *message;
} answers[] = {
    {429, "TooManyRequests", "Too many requests, please try again later."},
    {500, "InternalError", "Internal error occurred: etcdserver: leader changed"},
    {503, "ServiceUnavailable", "the server is currently unable to handle the request"},
    {504, "Timeout", "Timeout: request did not complete within the requested timeout"},
    {401, "Unauthorized", "Unauthorized"},
    {410, "Expired", "The resourceVersion for the provided list is too old."},
};

static void answer(struct call *c, const struct fault *f)
{
    struct status s = {.code = (int)f->code, .reason = "InternalError", .message = "asked for", .retry_after_s = f->retry_after_s};
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        if (answers[i].code == f->code) {
            s.reason = answers[i].reason;
            s.message = answers[i].message;
        }
    }
    reply_status(c, &s);
}

bool fault_meets(struct call *c)
{
    const struct fault *f;
    if (fault_take(c, FAULT_SILENT)) {
        reply_log(c, 0);
        sim_hold(c->r);
        return true;
    }
    if (fault_take(c, FAULT_DROP)) {
        reply_log(c, 0);
        sim_drop(c->r);
        return true;
    }
    if ((f = fault_take(c, FAULT_STATUS))) {
        answer(c, f);
        return true;
    }
    if ((f = fault_take(c, FAULT_CUT)))
        c->cut_after = f->bytes;
    if ((f = fault_take(c, FAULT_DELAY)))
        c->delay_ms = f->delay_ms;
    return false;
}
