#include "plan-rules/budget.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/batch_make.h"
#include "plan-rules/diff/settle.h"

static const char *const lanes[LANES] = {
    [LANE_FIRST_OUT] = LANE_DEREGISTER, [LANE_IN] = LANE_REGISTER,  [LANE_WEIGHING] = LANE_WEIGHTS,
    [LANE_ROUTING] = LANE_RULES,        [LANE_TAGGING] = LANE_TAGS, [LANE_READING] = "reads",
};

enum { MINUTE_US = 60 * 1000 * 1000, MOST_TOKENS = 100 * 1000 * BUDGET_TOKEN };
static const int64_t long_us = 3600LL * 1000 * 1000;

enum lane budget_lane(const char *name)
{
    for (int i = 0; i < LANES; i++)
        if (str_equal(lanes[i], name))
            return (enum lane)i;
    return LANE_ROUTING;
}

/* ---- the fold ---- */

static void forget_repeats(struct budget *b)
{
    size_t kept = 0;
    for (size_t i = 0; i < b->repeats_count; i++)
        if (b->repeats[i].sequence > b->horizon)
            b->repeats[kept++] = b->repeats[i];
    b->repeats_count = kept;
}

static void fold_batch(struct budget *b, const struct event *e)
{
    const struct json *left = json_get(e->data, "milliTokens"), *served = json_get(e->data, "servedMs");
    b->at = e->time;
    b->horizon = (uint64_t)json_int_or(json_get(e->data, "horizon"), 0);
    for (int i = 0; i < BUDGET_CLASSES; i++)
        b->left[i] = json_int_or(json_get(left, budget_buckets[i].name), MOST_TOKENS);
    for (int i = 0; i < LANES; i++) {
        int64_t ms = json_int_or(json_get(served, lanes[i]), -1);
        b->served[i] = ms < 0 ? (struct moment){0} : moment_add_ms(e->time, -ms);
    }
    forget_repeats(b);
}

static void fold_done(struct budget *b, const struct event *e)
{
    json_each (action, json_get(e->data, "repeated")) {
        ARRAY_GROW(b->repeats, b->repeats_count, b->repeats_cap);
        b->repeats[b->repeats_count++] = (struct budget_repeat){e->sequence, budget_class_of(json_str_or(action, ""))};
    }
}

static void fold_report(struct budget *b, const struct event *e)
{
    struct budget_report r = {0};
    if (budget_report_decode(&r, e->data, NULL) == 0)
        for (int i = 0; i < BUDGET_CLASSES; i++)
            if (strcmp(budget_buckets[i].name, r.class) == 0)
                b->said[i] = (struct budget_said){.sequence = e->sequence,
                                                  .at = event_clock(e),
                                                  .per_minute = r.per_minute > 0 ? r.per_minute : 1,
                                                  .lowered = (r.per_minute < r.full_per_minute),
                                                  .refused = (r.throttled > 0)};
    budget_report_release(&r);
}

void budget_fold(struct budget *b, const struct event *e)
{
    if (strcmp(e->type, "plan.batch") == 0)
        fold_batch(b, e);
    else if (strcmp(e->type, "batch.done") == 0)
        fold_done(b, e);
    else if (strcmp(e->type, "budget.report") == 0)
        fold_report(b, e);
}

void budget_release(struct budget *b)
{
    free(b->repeats);
    *b = (struct budget){0};
}

/* ---- at one moment ---- */

static int64_t filled(struct moment since, struct moment now, int64_t per_minute)
{
    int64_t us = now.us - since.us;
    us = us < 0 ? 0 : us > long_us ? long_us : us;
    return us * per_minute / (MINUTE_US / BUDGET_TOKEN);
}

/* The share of the account's bucket that is apply-aws' own for reads, and what AWS gives less, are taken off. */
static void open_class(struct budget_now *n, const struct budget *b, const struct budget_numbers *numbers, int i)
{
    const struct budget_said *said = &b->said[i];
    int64_t share = i == BUDGET_ACCOUNT ? 100 - numbers->share : 100;
    int64_t rate = numbers->of[i].per_minute, full = budget_counted_on(numbers->of[i].burst) * BUDGET_TOKEN * share / 100;
    if (said->lowered && said->per_minute < rate)
        rate = said->per_minute;
    n->of[i].per_minute = rate * share / 100 > 1 ? rate * share / 100 : 1;
    n->of[i].full = full > BUDGET_TOKEN ? full : BUDGET_TOKEN;
    int64_t left = b->at.us ? b->left[i] + filled(b->at, n->now, n->of[i].per_minute) : MOST_TOKENS;
    if (said->refused && said->sequence > b->horizon) {
        int64_t since = filled(said->at, n->now, n->of[i].per_minute);
        left = since < left ? since : left;
    }
    n->of[i].left = left < n->of[i].full ? left : n->of[i].full;
}

static void charge(struct budget_now *n, enum budget_class of)
{
    n->of[of].left -= BUDGET_TOKEN;
    n->of[BUDGET_ACCOUNT].left -= BUDGET_TOKEN;
}

void budget_open(struct budget_now *n, const struct budget *b, const struct fleet *f, struct moment now)
{
    struct budget_numbers numbers;
    budget_numbers_read(&numbers, fleet_option(f, "budget"), NULL);
    *n = (struct budget_now){.off = numbers.off, .now = now};
    for (int i = 0; i < BUDGET_CLASSES; i++)
        open_class(n, b, &numbers, i);
    for (size_t i = 0; i < b->repeats_count; i++)
        charge(n, b->repeats[i].of);
    memcpy(n->served, b->served, sizeof n->served);
}

bool budget_is_favoured(const struct budget_now *n, enum lane lane)
{
    return moment_add_ms(n->served[lane], BUDGET_PATIENCE_MS).us <= n->now.us;
}

int64_t budget_reserve(const struct budget_now *n, enum lane lane, enum budget_class of)
{
    int64_t most = n->of[of].full - BUDGET_TOKEN;
    if (lane == LANE_FIRST_OUT || (of != BUDGET_TARGETS && of != BUDGET_ACCOUNT))
        return 0;
    return most < BUDGET_RESERVE ? most : BUDGET_RESERVE;
}

void budget_take(struct budget_now *n, enum lane lane, enum budget_class of)
{
    charge(n, of);
    n->served[lane] = n->now;
}

/* ---- waiting ---- */

static int64_t has(const struct budget_now *n, enum lane lane, enum budget_class of, bool favoured)
{
    return n->of[of].left - (favoured ? 0 : budget_reserve(n, lane, of));
}

bool budget_begins(const struct budget_now *n, enum lane lane, enum budget_class of, bool favoured)
{
    return has(n, lane, of, favoured) >= BUDGET_TOKEN && has(n, lane, BUDGET_ACCOUNT, favoured) >= BUDGET_TOKEN;
}

bool budget_waits(const struct budget_wait *w)
{
    bool any = w->again.us != 0;
    for (int i = 0; i < BUDGET_CLASSES; i++)
        any = any || w->lanes[i];
    return any;
}

void budget_wait_add(struct budget_wait *to, const struct budget_wait *more)
{
    for (int i = 0; i < BUDGET_CLASSES; i++)
        to->lanes[i] |= more->lanes[i];
    settle_earlier(&to->again, more->again);
}

static bool waits_in(const struct budget_wait *w, int lane, int of)
{
    return w->lanes[of] >> lane & 1;
}

bool budget_gives(const struct budget_now *n, const struct budget_wait *w)
{
    for (int i = 0; i < BUDGET_CLASSES; i++)
        for (int lane = 0; lane < LANES; lane++)
            if (waits_in(w, lane, i) && budget_begins(n, (enum lane)lane, (enum budget_class)i, false))
                return true;
    return n->off;
}

bool budget_favours(const struct budget_now *n, const struct budget_wait *w, enum lane lane)
{
    for (int i = 0; i < BUDGET_CLASSES; i++)
        if (waits_in(w, (int)lane, i) && budget_begins(n, lane, (enum budget_class)i, true))
            return true;
    return n->off;
}

/* What was put off because of its last batch is looked at each time: whether it is the same again hangs on what others take. */
bool budget_serves(const struct budget_now *n, const struct budget_wait *w)
{
    bool serves = w->again.us != 0;
    for (int i = 0; i < BUDGET_CLASSES; i++)
        for (int lane = 0; lane < LANES && !serves; lane++)
            serves =
                waits_in(w, lane, i) && budget_begins(n, (enum lane)lane, (enum budget_class)i, budget_is_favoured(n, (enum lane)lane));
    return serves;
}

/* When there is one whole token more than now, above the reserve. */
static struct moment next_token(const struct budget_now *n, enum budget_class of, int64_t reserve)
{
    int64_t above = n->of[of].left - reserve;
    int64_t missing = (above < 0 ? 0 : above / BUDGET_TOKEN * BUDGET_TOKEN) + BUDGET_TOKEN - above;
    return (struct moment){n->now.us + missing * (MINUTE_US / BUDGET_TOKEN) / n->of[of].per_minute + 1};
}

static struct moment wake_for(const struct budget_now *n, enum lane lane, enum budget_class of)
{
    bool favoured = budget_is_favoured(n, lane);
    bool account = has(n, lane, of, favoured) >= BUDGET_TOKEN && has(n, lane, BUDGET_ACCOUNT, favoured) < BUDGET_TOKEN;
    enum budget_class lacks = account ? BUDGET_ACCOUNT : of;
    struct moment at = next_token(n, lacks, favoured ? 0 : budget_reserve(n, lane, lacks));
    if (!favoured)
        settle_earlier(&at, moment_add_ms(n->served[lane], BUDGET_PATIENCE_MS));
    return at;
}

struct moment budget_wake(const struct budget_now *n, const struct budget_wait *w)
{
    struct moment at = w->again;
    for (int i = 0; i < BUDGET_CLASSES; i++)
        for (int lane = 0; lane < LANES; lane++)
            if (waits_in(w, lane, i))
                settle_earlier(&at, wake_for(n, (enum lane)lane, (enum budget_class)i));
    return at;
}

/* ---- on record ---- */

void budget_note(const struct budget_now *n, struct batch *b)
{
    own_buf left = {0}, served = {0};
    struct json_out l = json_out(&left), s = json_out(&served);
    bool any = false, some = false;
    json_open_object(&l, NULL);
    json_open_object(&s, NULL);
    for (int i = 0; i < BUDGET_CLASSES; i++)
        if (n->of[i].left < n->of[i].full) {
            json_add_int(&l, budget_buckets[i].name, n->of[i].left);
            any = true;
        }
    for (int i = 0; i < LANES; i++)
        if (!budget_is_favoured(n, (enum lane)i)) {
            json_add_int(&s, lanes[i], (n->now.us - n->served[i].us) / 1000);
            some = true;
        }
    json_close_object(&l);
    json_close_object(&s);
    b->left = any ? buf_take(&left) : NULL;
    b->served = some ? buf_take(&served) : NULL;
}
