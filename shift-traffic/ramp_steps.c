#include "shift-traffic/ramp_steps.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

enum { STEP_USUAL = 10, EVERY_USUAL_MS = 60 * 1000 };

/* 0 to 100, digits only, up to `end`. -1 otherwise. */
static int weight_of(const char *text, const char *end)
{
    size_t len = (size_t)(end - text);
    if (!len || len > 3 || strspn(text, "0123456789") < len)
        return -1;
    int weight = atoi(text);
    return weight <= 100 ? weight : -1;
}

static int take_move(struct ramp_steps *r, const char *word, const char *value, struct err *err)
{
    const char *dots = strstr(value, "..");
    int from = dots ? weight_of(value, dots) : -1, to = dots ? weight_of(dots + 2, value + strlen(value)) : -1;
    own_str char *cluster = xstrndup(word, (size_t)(value - 1 - word));
    if (from < 0 || to < 0 || !*cluster)
        return err_set(err, ERR_CONFIG, "'%s' is no ramp: write CLUSTER=FROM..TO with weights from 0 to 100, as in green=0..100", word);
    for (size_t i = 0; i < r->count; i++)
        if (strcmp(r->moves[i].cluster, cluster) == 0)
            return err_set(err, ERR_CONFIG, "cluster '%s' is given two ramps", cluster);
    ARRAY_GROW(r->moves, r->count, r->cap);
    r->moves[r->count++] = (struct ramp_move){xstrdup(cluster), from, to};
    return 0;
}

static int take_step(struct ramp_steps *r, const char *value, struct err *err)
{
    r->step = weight_of(value, value + strlen(value));
    return r->step > 0 ? 0 : err_set(err, ERR_CONFIG, "step '%s' must be a whole number from 1 to 100", value);
}

static int take(struct ramp_steps *r, const char *word, struct err *err)
{
    const char *equals = strchr(word, '=');
    if (!equals)
        return err_set(err, ERR_CONFIG, "'%s' is no part of a ramp: write CLUSTER=FROM..TO, step=N or every=DURATION", word);
    if (str_starts(word, "step=") && !strstr(equals, ".."))
        return take_step(r, equals + 1, err);
    if (str_starts(word, "every=") && !strstr(equals, ".."))
        return duration_parse(&r->every_ms, equals + 1, err);
    return take_move(r, word, equals + 1, err);
}

static int span_of(const struct ramp_steps *r)
{
    int most = 0;
    for (size_t i = 0; i < r->count; i++) {
        int span = abs(r->moves[i].to - r->moves[i].from);
        most = span > most ? span : most;
    }
    return most;
}

int ramp_steps_parse(struct ramp_steps *r, const char *const *words, size_t count, struct err *err)
{
    *r = (struct ramp_steps){.step = STEP_USUAL, .every_ms = EVERY_USUAL_MS};
    for (size_t i = 0; i < count; i++)
        if (take(r, words[i], err))
            return -1;
    if (!r->count)
        return err_set(err, ERR_CONFIG, "'ramp' needs at least one CLUSTER=FROM..TO, as in green=0..100 step=10 every=2m");
    if (!span_of(r))
        return err_set(err, ERR_CONFIG, "the ramp ends where it begins: 'shift-traffic weights %s=%d' sets a weight", r->moves[0].cluster,
                       r->moves[0].to);
    return 0;
}

void ramp_steps_release(struct ramp_steps *r)
{
    for (size_t i = 0; i < r->count; i++)
        free(r->moves[i].cluster);
    free(r->moves);
    *r = (struct ramp_steps){0};
}

int ramp_steps_last(const struct ramp_steps *r)
{
    return (span_of(r) + r->step - 1) / r->step;
}

int ramp_steps_weight(const struct ramp_steps *r, const struct ramp_move *m, int nth)
{
    int span = span_of(r), gone = nth * r->step < span ? nth * r->step : span;
    return m->from + (m->to - m->from) * gone / span;
}
