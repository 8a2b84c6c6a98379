/* AWS's token buckets as plan-rules keeps them: what the journal says of them, who gets the tokens, and what must hold for any load. */
/* links: plan-rules/budget.o plan-rules/budget_allot.o plan-rules/proposals.o plan-rules/diff/batch_make.o plan-rules/diff/settle.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "plan-rules/budget_allot.h"

#define SECOND 1000000LL
#define START  (1700000000 * SECOND)

/* ---- a journal in small ---- */

struct scene {
    struct budget budget;
    struct fleet fleet;
    struct budget_now now;
    struct moment at;
    uint64_t sequence;
};

static void open_scene(struct scene *s, const char *option)
{
    own_str char *options = xasprintf("{\"budget\":%s}", option);
    *s = (struct scene){.at = {START}};
    s->fleet.options = json_parse(options, strlen(options), NULL);
    assert_non_null(s->fleet.options);
}

static void close_scene(struct scene *s)
{
    budget_release(&s->budget);
    fleet_release(&s->fleet);
}

static void say(struct scene *s, const char *type, const char *data)
{
    own_buf line = {0};
    own_event e = {0};
    char sequence[EVENT_NUMBER], time[MOMENT_TEXT];
    event_number_format(++s->sequence, sequence);
    buf_addf(&line, "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"check\",\"type\":\"%s\",\"subject\":\"x\",\"time\":\"%s\",",
             sequence, type, moment_format(s->at, time));
    buf_addf(&line, "\"sequence\":\"%s\",\"recordedtime\":\"%s\",\"data\":%s}", sequence, time, data);
    assert_int_equal(event_decode(&e, buf_str(&line), line.len, NULL), 0);
    budget_fold(&s->budget, &e);
}

static int64_t left(struct scene *s, enum budget_class of)
{
    budget_open(&s->now, &s->budget, &s->fleet, s->at);
    return s->now.of[of].left;
}

/* ---- what the journal says ---- */

static void test_full_at_first(void **state)
{
    struct scene s;
    (void)state;
    open_scene(&s, "{\"writes\":\"3:20\",\"account\":\"10:40\",\"share\":20}");
    assert_int_equal(left(&s, BUDGET_WRITES), 19 * BUDGET_TOKEN);
    assert_int_equal(left(&s, BUDGET_ACCOUNT), 39 * BUDGET_TOKEN * 80 / 100);
    assert_int_equal(s.now.of[BUDGET_ACCOUNT].per_minute, 480);
    close_scene(&s);
}

static void test_fills_up(void **state)
{
    struct scene s;
    (void)state;
    open_scene(&s, "{}");
    say(&s, "plan.batch", "{\"horizon\":0,\"milliTokens\":{\"writes\":500}}");
    assert_int_equal(left(&s, BUDGET_WRITES), 500);
    assert_int_equal(left(&s, BUDGET_TARGETS), 19 * BUDGET_TOKEN);
    s.at.us += 2 * SECOND;
    assert_int_equal(left(&s, BUDGET_WRITES), 6500);
    s.at.us += 60 * SECOND;
    assert_int_equal(left(&s, BUDGET_WRITES), 19 * BUDGET_TOKEN);
    close_scene(&s);
}

/* What the newest batch could not know is charged on top; what it knew is not. */
static void test_repeats(void **state)
{
    struct scene s;
    (void)state;
    open_scene(&s, "{}");
    say(&s, "batch.done", "{\"repeated\":[\"CreateRule\",\"CreateRule\"]}");
    say(&s, "plan.batch", "{\"horizon\":0,\"milliTokens\":{\"writes\":9000}}");
    assert_int_equal(left(&s, BUDGET_WRITES), 7000);
    say(&s, "plan.batch", "{\"horizon\":1,\"milliTokens\":{\"writes\":9000}}");
    assert_int_equal(left(&s, BUDGET_WRITES), 9000);
    say(&s, "batch.done", "{\"repeated\":[\"RegisterTargets\"]}");
    assert_int_equal(left(&s, BUDGET_WRITES), 9000);
    assert_int_equal(left(&s, BUDGET_TARGETS), 18 * BUDGET_TOKEN);
    close_scene(&s);
}

static void test_refused(void **state)
{
    struct scene s;
    (void)state;
    open_scene(&s, "{}");
    say(&s, "budget.report", "{\"class\":\"targets\",\"perMinute\":60,\"fullPerMinute\":240,\"throttled\":3}");
    assert_int_equal(left(&s, BUDGET_TARGETS), 0);
    s.at.us += 5 * SECOND;
    assert_int_equal(left(&s, BUDGET_TARGETS), 5000);
    say(&s, "plan.batch", "{\"horizon\":1,\"milliTokens\":{\"targets\":2000}}");
    assert_int_equal(left(&s, BUDGET_TARGETS), 2000);
    say(&s, "budget.report", "{\"class\":\"targets\",\"perMinute\":240,\"fullPerMinute\":240}");
    s.at.us += 1 * SECOND;
    assert_int_equal(left(&s, BUDGET_TARGETS), 6000);
    close_scene(&s);
}

static void test_option(void **state)
{
    static const struct {
        const char *option, *error;
    } rows[] = {
        {"\"off\"", NULL},
        {"false", NULL},
        {"{\"heavy\":\"0.2:10\",\"share\":\"30%\"}", NULL},
        {"{\"writes\":3}", "option 'budget': 'writes' must be RATE:BURST, calls a second and at once, like '3:20'"},
        {"{\"writes\":\"3:0\"}", "option 'budget': 'writes' must be RATE:BURST, calls a second and at once, like '3:20'"},
        {"{\"share\":\"95%\"}", "option 'budget': 'share' must be a share of 0% to 90%"},
        {"{\"write\":\"3:20\"}",
         "option 'budget' has no member 'write': it has account, reads, writes, targets, heavy, trust-stores and share"},
        {"7", "option 'budget' must be off, or a mapping like {writes: '3:20', share: 20%}"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct budget_numbers n;
        struct err err = {0};
        own_json *option = json_parse(rows[i].option, strlen(rows[i].option), NULL);
        int rc = budget_numbers_read(&n, option, &err);
        assert_int_equal(rc, rows[i].error ? -1 : 0);
        assert_string_equal(err.text, rows[i].error ? rows[i].error : "");
        assert_int_equal(n.off, i < 2);
    }
}

/* ---- who gets them ---- */

static const struct {
    char letter;
    const char *service, *action, *lane;
} letters[] = {
    {'d', "elasticloadbalancing", "DeregisterTargets", "deregister"},
    {'r', "elasticloadbalancing", "RegisterTargets", "register"},
    {'w', "elasticloadbalancing", "ModifyRule", "weights"},
    {'c', "elasticloadbalancing", "CreateRule", "rules"},
    {'t', "elasticloadbalancing", "AddTags", "tags"},
    {'h', "elasticloadbalancing", "CreateLoadBalancer", "rules"},
    {'s', "ec2", "CreateSecurityGroup", "rules"},
};

/* "cc2d": two creations, the second of which needs the second call of all, and a deregistration. */
static void add_calls(struct proposals *p, const char *unit, const char *word, int64_t age)
{
    struct batch b = {0};
    for (const char *c = word; *c; c++) {
        if (*c >= '1' && *c <= '9') {
            strs_add(&b.calls[b.calls_count - 1].needs, (char[]){*c, 0});
            continue;
        }
        size_t i = 0;
        while (letters[i].letter != *c)
            i++;
        struct call *call = batch_add_call(&b);
        *call = (struct call){.id = xasprintf("%zu", b.calls_count),
                              .service = xstrdup(letters[i].service),
                              .action = xstrdup(letters[i].action),
                              .parameters = xstrdup("{}"),
                              .lane = xstrdup(letters[i].lane)};
        strs_add(&call->because, (char[]){*c, '#', 0});
    }
    proposals_add(p, unit, &b)->planned.us = age ? START - age * SECOND : 0;
}

/* "a:cc b:r", in the order of the units' names. */
static void add_all(struct proposals *p, const char *words)
{
    own_str char *copy = xstrdup(words);
    char *rest = copy;
    for (char *one; (one = strsep(&rest, " "));) {
        char *colon = strchr(one, ':'), *at = strchr(one, '@');
        if (at)
            *at = '\0';
        *colon = '\0';
        add_calls(p, one, colon + 1, at ? atoi(at + 1) : 0);
    }
}

static int by_unit(const void *a, const void *b)
{
    return strcmp(((const struct proposal *)a)->unit, ((const struct proposal *)b)->unit);
}

/* "a:c1 c2": the ids of what is sent. */
static char *sent(struct proposals *p)
{
    struct buf text = {0};
    qsort(p->items, p->count, sizeof *p->items, by_unit);
    for (size_t i = 0; i < p->count; i++) {
        struct proposal *one = &p->items[i];
        proposal_cut(one);
        if (one->taken_count)
            buf_addf(&text, "%s%s", text.len ? " " : "", one->unit);
        for (size_t k = 0; k < one->batch.calls_count && one->taken_count; k++)
            buf_addf(&text, "%s%s", k ? "," : "=", one->batch.calls[k].id);
    }
    return text.len ? buf_take(&text) : xstrdup("");
}

static void test_who_gets_them(void **state)
{
    /* tokens: of writes, targets, heavy, account; `served` so long ago that no lane is favoured unless it is named in `late` */
    static const struct {
        int writes, targets, heavy, account;
        const char *late, *wanted, *sent;
    } rows[] = {
        {9, 9, 9, 30, "", "a:ccc b:r", "a=1,2,3 b=1"},
        {2, 9, 9, 30, "", "a:ccc b:r", "a=1,2 b=1"},         /* one's bucket is not the other's */
        {9, 6, 9, 30, "", "a:r b:r c:ddd", "c=1,2,3"},       /* deregistrations first, and five are kept for them */
        {9, 3, 9, 30, "", "a:r b:dddd", "b=1,2,3"},          /* who may take the reserve */
        {9, 7, 9, 30, "", "a:r b:r c:r", "a=1 b=1"},         /* registrations leave five */
        {9, 7, 9, 30, "", "a:r@1 b:r@9 c:r@5", "b=1 c=1"},   /* the unit first that was planned longest ago */
        {3, 9, 9, 30, "", "a:cccwtww", "a=4,6,7"},           /* weights before rules before tags */
        {4, 9, 9, 30, "", "a:ccc b:w", "a=1,2,3 b=1"},       /* over all units */
        {2, 9, 9, 30, "rules", "a:www b:cc", "a=1 b=1"},     /* a lane that was not served for long: one call */
        {9, 3, 9, 30, "register", "a:r b:ddd", "a=1 b=1,2"}, /* of the reserve, too */
        {1, 9, 9, 30, "", "a:c2c b:t", ""},                  /* what belongs together waits for both, and nobody passes it */
        {9, 2, 9, 30, "register", "b:rd a:d", "b=1,2"},      /* takes along who leaves there: he would wait for it */
        {2, 9, 9, 30, "", "a:c2c b:t", "a=1,2"},             /* a deletion that makes room, and what it is for */
        {9, 7, 9, 30, "", "a:rd1 b:d", "a=1,2 b=1"},         /* leaving behind what replaces it */
        {9, 5, 9, 30, "", "a:rd1 b:d", "b=1"},               /* stands with the registrations */
        {9, 9, 0, 30, "", "a:scchc", "a=1,2,3,5"},           /* what another bucket gives goes on */
        {0, 9, 9, 30, "", "a:csh b:s", "a=3 b=1"},           /* what is free does not overtake its unit's others */
        {9, 9, 9, 6, "", "a:cc b:d", "b=1"},                 /* the account's bucket is everybody's */
        {9, 9, 9, 8, "", "a:cc b:r c:d", "a=1 b=1 c=1"},     /* and has a reserve as well */
        {1, 9, 9, 6, "", "a:c2c b:h", ""},                   /* it fills up for who has one token of its own bucket */
        {0, 9, 9, 6, "", "a:c2c b:h", "b=1"},                /* not for who has none */
        {9, 9, 0, 3, "rules", "a:h b:c", "b=1"},             /* nor is a lane favoured by whom nothing is there for */
        {0, 9, 9, 30, "rules", "a:cs", ""},                  /* and what is free needs no favour */
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct scene s;
        struct proposals p = {0};
        open_scene(&s, "{}");
        own_str char *data = xasprintf(
            "{\"milliTokens\":{\"writes\":%d,\"targets\":%d,\"heavy\":%d,\"account\":%d},\"servedMs\":{\"deregister\":10,\"x\":0%s%s%s%s%s}"
            "}",
            rows[i].writes * BUDGET_TOKEN, rows[i].targets * BUDGET_TOKEN, rows[i].heavy * BUDGET_TOKEN, rows[i].account * BUDGET_TOKEN,
            strstr(rows[i].late, "register") ? "" : ",\"register\":10", strstr(rows[i].late, "weights") ? "" : ",\"weights\":10",
            strstr(rows[i].late, "rules") ? "" : ",\"rules\":10", strstr(rows[i].late, "tags") ? "" : ",\"tags\":10", ",\"reads\":10");
        say(&s, "plan.batch", data);
        budget_open(&s.now, &s.budget, &s.fleet, s.at);
        add_all(&p, rows[i].wanted);
        budget_allot(&p, &s.now);
        own_str char *got = sent(&p);
        if (strcmp(got, rows[i].sent) != 0)
            fail_msg("row %zu, %s: sent '%s', not '%s'", i, rows[i].wanted, got, rows[i].sent);
        proposals_release(&p);
        close_scene(&s);
    }
}

/* Off: everything at once. */
static void test_off(void **state)
{
    struct scene s;
    struct proposals p = {0};
    (void)state;
    open_scene(&s, "\"off\"");
    say(&s, "plan.batch", "{\"milliTokens\":{\"writes\":0,\"account\":0}}");
    budget_open(&s.now, &s.budget, &s.fleet, s.at);
    add_all(&p, "a:cccc b:t");
    budget_allot(&p, &s.now);
    assert_int_equal(p.items[0].taken_count + p.items[1].taken_count, 5);
    proposals_release(&p);
    close_scene(&s);
}

/* ---- any load ---- */

enum { UNITS = 12, STEPS = 4000 };

struct load {
    struct scene scene;
    unsigned seed;
    char wanted[UNITS][32]; /* what each unit wants now */
    int64_t free_at[UNITS]; /* in flight until then */
    int64_t planned[UNITS];
    double aws[BUDGET_CLASSES]; /* AWS's own buckets */
    int64_t waits_since[LANES], longest[LANES], aws_at;
    size_t calls[LANES];
};

static int pick(struct load *l, int of)
{
    l->seed = l->seed * 1103515245U + 12345U;
    return (int)((l->seed >> 16) % (unsigned)of);
}

/* First out and in are asked for more than there is; so are weights. */
static void want_more(struct load *l)
{
    static const char *const words[] = {"d", "d", "dd", "r", "rd1", "w", "ww", "w", "c", "cc", "c2c", "t"};
    int unit = pick(l, UNITS);
    const char *word = words[pick(l, (int)COUNT_OF(words))];
    if (strlen(l->wanted[unit]) == 0)
        snprintf(l->wanted[unit], sizeof l->wanted[unit], "%s", word);
}

static void aws_takes(struct load *l, const struct call *c)
{
    enum budget_class of = budget_class_of(c->action);
    l->aws[of] -= 1;
    l->aws[BUDGET_ACCOUNT] -= 1;
    if (l->aws[of] < 0 || l->aws[BUDGET_ACCOUNT] < 0)
        fail_msg("more than AWS's bucket '%s' gives", budget_buckets[of].name);
}

static void aws_fills(struct load *l)
{
    double seconds = (double)(l->scene.at.us - l->aws_at) / SECOND;
    for (int i = 0; i < BUDGET_CLASSES; i++) {
        l->aws[i] += seconds * budget_buckets[i].per_minute / 60;
        l->aws[i] = l->aws[i] > budget_buckets[i].burst ? budget_buckets[i].burst : l->aws[i];
    }
    l->aws_at = l->scene.at.us;
}

static void note_lanes(struct load *l, const struct proposals *p)
{
    bool waits[LANES] = {0}, served[LANES] = {0};
    for (size_t i = 0; i < p->count; i++)
        for (size_t k = 0; k < p->items[i].batch.calls_count; k++) {
            enum lane lane = budget_lane(p->items[i].batch.calls[k].lane);
            served[lane] = served[lane] || p->items[i].taken[k];
            waits[lane] = true;
        }
    for (int i = 0; i < LANES; i++) {
        int64_t since = l->waits_since[i] ? l->scene.at.us - l->waits_since[i] : 0;
        l->longest[i] = since > l->longest[i] ? since : l->longest[i];
        if (served[i] || !waits[i])
            l->waits_since[i] = 0;
        else if (!l->waits_since[i])
            l->waits_since[i] = l->scene.at.us;
    }
}

static void send(struct load *l, struct proposal *one)
{
    int unit = atoi(one->unit);
    own_buf data = {0};
    if (!one->taken_count)
        return;
    proposal_cut(one);
    for (size_t k = 0; k < one->batch.calls_count; k++) {
        aws_takes(l, &one->batch.calls[k]);
        l->calls[budget_lane(one->batch.calls[k].lane)]++;
    }
    l->wanted[unit][0] = '\0';
    l->free_at[unit] = l->scene.at.us + pick(l, 400) * 1000;
    l->planned[unit] = l->scene.at.us;
    one->batch.unit = xstrdup(one->unit);
    one->batch.horizon = l->scene.sequence;
    budget_note(&l->scene.now, &one->batch);
    batch_encode(&one->batch, &data);
    say(&l->scene, "plan.batch", buf_str(&data));
}

static void step(struct load *l)
{
    struct proposals p = {0};
    l->scene.at.us += (1 + pick(l, 120)) * 1000;
    aws_fills(l);
    for (int i = 0; i < 6; i++)
        want_more(l);
    for (int i = 0; i < UNITS; i++) {
        char name[4];
        snprintf(name, sizeof name, "%d", i);
        if (l->wanted[i][0] && l->free_at[i] <= l->scene.at.us)
            add_calls(&p, name, l->wanted[i], 0);
    }
    for (size_t i = 0; i < p.count; i++)
        p.items[i].planned.us = l->planned[atoi(p.items[i].unit)];
    budget_open(&l->scene.now, &l->scene.budget, &l->scene.fleet, l->scene.at);
    budget_allot(&p, &l->scene.now);
    note_lanes(l, &p);
    for (size_t i = 0; i < p.count; i++)
        send(l, &p.items[i]);
    proposals_release(&p);
}

/* Each lane is asked for all the time. None waits for longer than its patience and the tokens of what is favoured beside it; and AWS
 * would never have refused. */
static void test_any_load(void **state)
{
    (void)state;
    for (unsigned seed = 1; seed <= 8; seed++) {
        struct load l = {.seed = seed * 7919U};
        open_scene(&l.scene, "{}");
        for (int i = 0; i < BUDGET_CLASSES; i++)
            l.aws[i] = budget_buckets[i].burst;
        l.aws_at = l.scene.at.us;
        for (int i = 0; i < STEPS; i++)
            step(&l);
        for (int i = LANE_FIRST_OUT; i <= LANE_TAGGING; i++) {
            if (l.longest[i] > (BUDGET_PATIENCE_MS + 3000) * 1000LL || !l.calls[i])
                fail_msg("seed %u: lane %d waited for %lld ms, %zu calls", seed, i, (long long)l.longest[i] / 1000, l.calls[i]);
        }
        close_scene(&l.scene);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_full_at_first), cmocka_unit_test(test_fills_up), cmocka_unit_test(test_repeats),
        cmocka_unit_test(test_refused),       cmocka_unit_test(test_option),   cmocka_unit_test(test_who_gets_them),
        cmocka_unit_test(test_off),           cmocka_unit_test(test_any_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
