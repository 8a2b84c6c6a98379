/* What plan-rules itself has said of traffic. */
#include "plan-rules/fold.h"

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
