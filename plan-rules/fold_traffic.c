/* What the operator says of traffic, and what plan-rules itself has said of it. */
#include "plan-rules/fold.h"

#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

/* ---- the operator's words ---- */

static void traffic_key(struct buf *key, const char *word, const struct traffic *t)
{
    buf_addf(key, "%s %s", word, t->scope ? t->scope : "fleet");
    if (t->cluster)
        buf_addf(key, " %s", t->cluster);
}

static const struct {
    const char *type;
    const char *word; /* kept under this word */
    bool ends;        /* takes it back instead */
} traffic_words[] = {
    {"traffic.weights", "weights", false}, {"traffic.drain", "drain", false}, {"traffic.resume", "drain", true},
    {"traffic.hold", "hold", false},       {"traffic.release", "hold", true}, {"traffic.forget", "forget", false},
};

static void resume_others(struct world *w, const struct traffic *t)
{
    own_buf forget = {0};
    traffic_key(&forget, "forget", t);
    DROP(traffic, w->traffic, buf_str(&forget), traffic_release);
    for (struct world_taken *s = w->taken; s; s = s->hh.next)
        taken_resume(&s->record, t->scope ? t->scope : "fleet", t->cluster);
}

/* Kept under its key, or takes back what is. */
static void take_word(struct world *w, const struct event *e, size_t word, struct traffic *record)
{
    own_buf key = {0};
    traffic_key(&key, traffic_words[word].word, record);
    if (strcmp(e->type, "traffic.release") == 0)
        world_release_absent(w, record->scope ? record->scope : "fleet");
    if (strcmp(e->type, "traffic.resume") == 0)
        resume_others(w, record);
    if (traffic_words[word].ends) {
        DROP(traffic, w->traffic, buf_str(&key), traffic_release);
        return;
    }
    SLOT(traffic, w->traffic, buf_str(&key), e, traffic_release)->record = *record;
    *record = (struct traffic){0};
}

int fold_traffic(struct world *w, const struct event *e, struct err *err)
{
    struct traffic record = {0};
    int bad = traffic_decode(&record, e->data, err);
    if (!bad && strcmp(e->type, "traffic.weights") == 0)
        touched_add(&w->touched, TOUCHED_WEIGHTS, record.scope ? record.scope : "fleet");
    else if (!bad)
        w->touched.all = true;
    for (size_t i = 0; !bad && i < COUNT_OF(traffic_words); i++)
        if (strcmp(traffic_words[i].type, e->type) == 0)
            take_word(w, e, i, &record);
    traffic_release(&record);
    return bad;
}

/* ---- its own words ---- */

int fold_rising(struct world *w, const struct event *e, struct err *err)
{
    struct rising record = {0};
    if (rising_decode(&record, e->data, err))
        return -1;
    own_str char *key = xstrdup(record.group);
    struct world_rising *r = SLOT(rising, w->rising, key, e, rising_release);
    r->record = record;
    r->at = event_clock(e);
    w->touched.all = true;
    return 0;
}

int fold_taken(struct world *w, const struct event *e, struct err *err)
{
    struct taken record = {0};
    if (taken_decode(&record, e->data, err))
        return -1;
    own_str char *key = xstrdup(record.stack);
    SLOT(taken, w->taken, key, e, taken_release)->record = record;
    w->touched.all = true;
    return 0;
}

/* It changes nothing that is planned: only that it is not said again. */
int fold_drained(struct world *w, const struct event *e, struct err *err)
{
    struct drained record = {0};
    if (drained_decode(&record, e->data, err))
        return -1;
    own_str char *key = xstrdup(e->subject ? e->subject : record.group);
    if (record.ended) {
        DROP(drained, w->drained, key, drained_release);
        drained_release(&record);
        return 0;
    }
    SLOT(drained, w->drained, key, e, drained_release)->record = record;
    return 0;
}
