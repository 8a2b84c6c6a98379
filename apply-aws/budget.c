#include "apply-aws/budget.h"

#include <stdlib.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/model/budget.h"

enum { SOON_MS = 500, LOOK_AGAIN_MS = 5000 };

struct budget {
    struct apply *apply;
    struct loop_timer *timer;
    bool armed;
    struct {
        bool lowered; /* as it was told */
        int throttled, extra;
    } told[BUDGET_CLASSES];
};

static void tell(struct budget *b, enum budget_class which, const struct aws_budget *now)
{
    union {
        const char *in;
        char *out;
    } name = {budget_buckets[which].name};
    int full = now->full > 0 ? (int)(now->full * 60 + 0.5) : budget_buckets[which].per_minute;
    struct budget_report r = {.class = name.out,
                              .per_minute = now->lowered ? (int)(now->rate * 60 + 0.5) : full,
                              .full_per_minute = full,
                              .throttled = b->told[which].throttled,
                              .extra = b->told[which].extra};
    say_budget(b->apply, &r);
    if (now->lowered != b->told[which].lowered)
        log_info("%s class=%s per_minute=%d",
                 now->lowered ? "AWS refuses calls for their rate, fewer are made" : "calls at their whole rate again", r.class,
                 r.per_minute);
    b->told[which].lowered = now->lowered;
    b->told[which].throttled = b->told[which].extra = 0;
}

static void look(void *context)
{
    struct budget *b = context;
    bool lowered = false;
    b->armed = false;
    for (size_t i = 0; i < BUDGET_CLASSES; i++) {
        struct aws_budget now = aws_client_budget(b->apply->client, (enum budget_class)i);
        b->told[i].throttled += now.throttled;
        b->told[i].extra += now.extra;
        lowered |= now.lowered;
        if (now.throttled || now.lowered != b->told[i].lowered)
            tell(b, (enum budget_class)i, &now);
    }
    if (lowered)
        loop_timer_in(b->timer, LOOK_AGAIN_MS);
}

/* One look for all the refusals of half a second. */

static void on_slowed(void *context)
{
    struct budget *b = context;
    if (!b->armed)
        loop_timer_in(b->timer, SOON_MS);
    b->armed = true;
}

void budget_set(struct apply *a)
{
    struct budget_numbers numbers;
    const struct settings *s = &a->settings;
    if (!a->client)
        return;
    budget_numbers_read(&numbers, fleet_option(&a->fleet, "budget"), NULL);
    if (s->budget_given) {
        numbers.off = s->rate == 0;
        numbers.of[BUDGET_ACCOUNT] = (struct budget_number){.burst = s->burst, .per_minute = s->rate * 60};
    }
    aws_client_set_budget(a->client, &numbers);
}

void budget_start(struct apply *a)
{
    if (a->budget || stage_in_pipe(a->stage))
        return;
    a->budget = xcalloc(1, sizeof *a->budget);
    a->budget->apply = a;
    a->budget->timer = loop_timer_add(stage_loop(a->stage), look, a->budget);
    aws_client_on_slowed(a->client, on_slowed, a->budget);
}

void budget_stop(struct apply *a)
{
    if (!a->budget)
        return;
    loop_timer_remove(a->budget->timer);
    free(a->budget);
    a->budget = NULL;
}
