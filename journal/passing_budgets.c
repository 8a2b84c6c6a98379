/* What is left in AWS's token buckets: those that AWS documents, or the fleet's option budget, emptied by the attempts of calls and by what
 * apply-aws reports beside them, filled at the rate that apply-aws takes at most. */

/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* model */
#include "lib/model/budget.h"

/* own */
#include "journal/figures.h"
#include "journal/passing_parts.h"

struct bucket {
    double tokens;
    struct moment at;
    int burst, per_minute;
    uint64_t throttled;
};

struct budgets {
    struct bucket all[BUDGET_CLASSES];
};

static void *make(void)
{
    struct budgets *s = xcalloc(1, sizeof *s);
    for (size_t i = 0; i < BUDGET_CLASSES; i++)
        s->all[i] = (struct bucket){
            .tokens = budget_buckets[i].burst, .burst = budget_buckets[i].burst, .per_minute = budget_buckets[i].per_minute};
    return s;
}

static double tokens_at(const struct budgets *s, size_t i, struct moment now)
{
    const struct bucket *b = &s->all[i];
    double filled = b->tokens + (b->at.us ? passing_seconds(b->at, now) * b->per_minute / 60 : 0);
    return filled > b->burst ? b->burst : filled;
}

static void charge(struct budgets *s, size_t i, struct moment now, int64_t tokens)
{
    struct bucket *b = &s->all[i];
    double left = tokens_at(s, i, now) - (double)(tokens > 0 ? tokens : 0);
    b->tokens = left < 0 ? 0 : left;
    b->at = now;
}

static void take_call(struct budgets *s, struct passed *p)
{
    const struct json *data = passed_data(p);
    const char *action = json_str(json_get(data, "action"));
    int64_t attempts = json_int_or(json_get(data, "attempts"), 1);
    if (!action || !str_equal(json_str_or(json_get(data, "service"), "elasticloadbalancing"), "elasticloadbalancing"))
        return;
    charge(s, BUDGET_ACCOUNT, p->record->recorded, attempts);
    charge(s, budget_class_of(action), p->record->recorded, attempts);
}

static void take_report(struct budgets *s, struct passed *p)
{
    struct budget_report report = {0};
    if (budget_report_decode(&report, passed_data(p), NULL) == 0)
        for (size_t i = 0; i < BUDGET_CLASSES; i++)
            if (strcmp(report.class, budget_buckets[i].name) == 0) {
                charge(s, i, p->record->recorded, report.extra);
                s->all[i].per_minute = report.per_minute;
                s->all[i].throttled += (uint64_t)(report.throttled > 0 ? report.throttled : 0);
            }
    budget_report_release(&report);
}

static void take_fleet(struct budgets *s, struct passed *p)
{
    struct budget_numbers numbers;
    budget_numbers_read(&numbers, json_get(json_get(passed_data(p), "options"), "budget"), NULL);
    for (size_t i = 0; i < BUDGET_CLASSES; i++) {
        struct bucket *b = &s->all[i];
        b->tokens = tokens_at(s, i, p->record->recorded) + numbers.of[i].burst - b->burst;
        b->at = p->record->recorded;
        b->burst = numbers.of[i].burst;
        b->per_minute = numbers.of[i].per_minute;
    }
}

static void take(void *state, struct passed *p)
{
    if (strcmp(p->record->type, "call.done") == 0 || strcmp(p->record->type, "call.failed") == 0)
        take_call(state, p);
    else if (strcmp(p->record->type, "budget.report") == 0)
        take_report(state, p);
    else if (strcmp(p->record->type, "fleet.configured") == 0)
        take_fleet(state, p);
}

static double tokens(const struct budgets *s, size_t i, struct moment now)
{
    return tokens_at(s, i, now);
}

static double rate(const struct budgets *s, size_t i, struct moment now)
{
    (void)now;
    return s->all[i].per_minute;
}

static double throttled(const struct budgets *s, size_t i, struct moment now)
{
    (void)now;
    return (double)s->all[i].throttled;
}

static const struct {
    const char *name, *type_and_help;
    double (*value)(const struct budgets *s, size_t i, struct moment now);
} rows[] = {
    {"headgate_budget_tokens", "gauge What is left in AWS's token bucket, by what is known of our calls.", tokens},
    {"headgate_budget_per_minute", "gauge Calls a minute that apply-aws takes at most.", rate},
    {"headgate_budget_throttled_total", "counter Answers that refused for the rate.", throttled},
};

static void page(const void *state, struct moment now, struct buf *to)
{
    for (size_t r = 0; r < COUNT_OF(rows); r++) {
        figure_head(to, rows[r].name, rows[r].type_and_help);
        for (size_t i = 0; i < BUDGET_CLASSES; i++)
            figure_add(to, rows[r].name, FIGURE_LABEL("class", budget_buckets[i].name), rows[r].value(state, i, now));
    }
}

const struct passing_part passing_budgets = {make, take, page, free};
