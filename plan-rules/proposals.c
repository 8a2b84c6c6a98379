#include "plan-rules/proposals.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

/* ---- the list ---- */

struct proposal *proposals_add(struct proposals *p, const char *unit, struct batch *batch)
{
    ARRAY_GROW(p->items, p->count, p->cap);
    struct proposal *one = &p->items[p->count++];
    *one = (struct proposal){.unit = xstrdup(unit), .batch = *batch, .taken = xcalloc(batch->calls_count + 1, 1)};
    *batch = (struct batch){0};
    return one;
}

void proposals_release(struct proposals *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->items[i].unit);
        free(p->items[i].taken);
        batch_release(&p->items[i].batch);
    }
    free(p->items);
    *p = (struct proposals){0};
}

static int by_unit(const void *a, const void *b)
{
    return strcmp(((const struct proposal *)a)->unit, ((const struct proposal *)b)->unit);
}

void proposals_sort(struct proposals *p, size_t from)
{
    if (p->count > from)
        qsort(p->items + from, p->count - from, sizeof *p->items, by_unit);
}

/* ---- what waits ---- */

static void append(struct proposals *to, const struct proposal *one)
{
    ARRAY_GROW(to->items, to->count, to->cap);
    to->items[to->count++] = *one;
}

void waiting_offer(struct waiting *w, const struct budget_now *n, struct proposals *to)
{
    if (!w->kept.count || !budget_serves(n, &w->lacks))
        return;
    for (size_t i = 0; i < w->kept.count; i++) {
        struct proposal *one = &w->kept.items[i];
        one->in_vain = one->in_vain && !one->out.us;
        one->out = (struct moment){0};
        append(to, one);
    }
    w->kept.count = 0;
    waiting_clear(w);
}

void waiting_keep(struct waiting *w, struct proposal *one)
{
    budget_wait_add(&w->lacks, &one->lacks);
    append(&w->kept, one);
    *one = (struct proposal){0};
}

void waiting_clear(struct waiting *w)
{
    proposals_release(&w->kept);
    w->lacks = (struct budget_wait){0};
}
