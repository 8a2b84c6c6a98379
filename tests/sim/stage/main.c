/* A toy stage for tests of the skeleton: counts `tick` events, passes `mark` on, emits `count` with the sum after
 * each tick and `total` once it has caught up; the event `tick` with data.bad is refused. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

struct toy {
    int64_t sum;
    int64_t said; /* of the newest own `total` */
    const char *crash_at;
    const char *wake;
};

static void say(struct stage *s, const char *type, const struct event *cause, int64_t n)
{
    own_str char *data = xasprintf("{\"sum\":%lld}", (long long)n);
    stage_emit(s, &(struct stage_event){.type = type, .subject = "toy", .cause = cause, .data = data});
}

static int fold(void *state, struct stage *s, const struct event *e, struct err *err)
{
    struct toy *t = state;
    if (str_equal(e->type, "total"))
        t->said = json_int_or(json_get(e->data, "sum"), 0);
    if (!str_equal(e->type, "tick"))
        return 0;
    if (json_get(e->data, "bad"))
        return err_set(err, ERR_INPUT, "a bad tick; send one without 'bad'");
    t->sum += json_int_or(json_get(e->data, "n"), 1);
    say(s, "count", e, t->sum);
    if (t->crash_at && t->sum >= atoll(t->crash_at))
        abort();
    return 0;
}

static void react(void *state, struct stage *s)
{
    struct toy *t = state;
    if (t->said != t->sum)
        say(s, "total", NULL, t->sum);
    else if (t->wake) {
        t->wake = NULL;
        stage_wake_at(s, moment_add_ms(moment_now(), 50));
    }
}

static int option(void *state, int key, const char *arg, struct err *err)
{
    struct toy *t = state;
    (void)err;
    if (key == 'c')
        t->crash_at = arg;
    else
        t->wake = arg;
    return 0;
}

int main(int argc, char **argv)
{
    static const struct argp_option options[] = {
        {"crash-at", 'c', "SUM", 0, "abort when the sum reaches SUM", 0},
        {"wake", 'w', "X", 0, "wake up once, 50 ms after having caught up", 0},
        {0},
    };
    static const char *const folds[] = {"tick", "mark", "total", "timer.fired", NULL};
    static const char *const passes[] = {"mark", NULL};
    static const char *const reads[] = {"ticker", ".", NULL};
    static const struct stage_program program = {
        .name = "toy",
        .manual = "Counts ticks.",
        .operands = "[FILE...]",
        .options = options,
        .option = option,
        .folds = folds,
        .passes = passes,
        .reads = reads,
        .pure = true,
        .fold = fold,
        .react = react,
    };
    struct toy toy = {0};
    return stage_run(&program, &toy, argc, argv);
}
