/* A pure stage held against its own past: its inputs are folded again in the journal's order, and what it says at the recorded
 * places is compared, byte for byte, with what it said then. Inputs come from stdin, the recorded outputs from a file, both as the
 * journal serves them. Two kinds of output:
 *
 *   said by fold    its cause is the event folded, and it is compared right after that event
 *   said by react   a step: lines of one append, of one time. It is compared at its horizon, which one of its lines says; else at
 *                   the first place of the step's time from which the same follows. Two reacts of one time look like one step:
 *                   where only its first lines follow, the others are compared further on
 *
 * With --replay-from a first part of the inputs was compacted: what is left of it makes the state, and lines that followed from it
 * are counted, not compared. Only lines of the running version are compared; stage.started tells the version of what is behind it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/stage_inner.h"
#include "lib/base/stage_replay_cut.h"

enum { SHOWN = 10, EXIT_DIFFERENT = 1 };

enum likeness { UNLIKE, LIKE_IN_PART, LIKE };

/* What was recorded: the next line that is to be compared. */
struct past {
    FILE *file;
    char *text;
    size_t cap;
    struct event e;
    bool there;
    bool gap; /* something not compared stands before it */
    struct span span;
    struct span before; /* those that followed from what was compacted */
};

/* Lines that one react said. */
struct step {
    char **lines;
    size_t count, cap;
    uint64_t first, last, horizon; /* 0: none of them says it */
    uint64_t folded;               /* the last that is folded, 0: none */
    struct moment time;
};

struct replay {
    struct stage *s;
    struct past past;
    struct step step;
    uint64_t folded;     /* the newest line of the steps before, of a type that is folded: no step has its place before it */
    bool begun;          /* the cut is passed */
    struct moment cut;   /* the clock when all up to the cut was folded */
    struct since *since; /* of each source: where the cut is in its numbers */
    char *before;        /* what the last try at the step gave, when it was not the same */
    size_t compared, differences;
};

/* ---- saying it ---- */

static void show(const char *what, const char *line)
{
    printf("  %s  %s\n", what, line ? line : "nothing");
}

static void differ(struct replay *r, const char *recorded, const char *made)
{
    if (r->differences++ >= SHOWN)
        return;
    printf("difference  source=%s\n", r->s->source);
    show("recorded", recorded);
    show("replayed", made);
}

/* ---- the recorded lines ---- */

static bool is_given(const struct stage_program *program, const char *type)
{
    return strcmp(type, "stage.started") == 0 || strcmp(type, "timer.fired") == 0 || stage_listed(program->given, type);
}

static void span_begin(struct replay *r, const struct event *started)
{
    const char *version = json_str(json_get(started->data, "version"));
    struct span *span = &r->past.span;
    if (span->version && str_equal(span->version, version))
        return;
    span_tell(span, r->s->source);
    free(span->version);
    *span = (struct span){.version = xstrdup_or_null(version)};
}

static bool is_said_by_fold(const struct replay *r, const struct event *e)
{
    return !r->s->program->react || strcmp(e->type, "event.rejected") == 0;
}

/* What a react before the cut said; lines of one react have one time, so they go together. */
static bool is_before_cut(const struct replay *r, const struct event *e)
{
    uint64_t horizon = (uint64_t)json_int_or(json_get(e->data, "horizon"), 0), from = r->s->replay_from;
    if (e->sequence < from)
        return true;
    return from && !is_said_by_fold(r, e) && (e->time.us <= r->cut.us || (horizon && horizon < from));
}

/* True when the line is to be compared. */
static bool past_take(struct replay *r, struct event *e)
{
    struct span *span = &r->past.span;
    if (strcmp(e->source, r->s->source) != 0)
        return false;
    if (strcmp(e->type, "stage.started") == 0)
        span_begin(r, e);
    if (is_given(r->s->program, e->type))
        return false;
    if (is_before_cut(r, e)) {
        span_count(&r->past.before, e);
        return false;
    }
    span_count(span, e);
    if (!span->version || strcmp(span->version, HEADGATE_VERSION) == 0)
        return true;
    r->past.gap = true;
    return false;
}

/* Goes to the next line that is to be compared. */
static int past_next(struct replay *r, struct err *err)
{
    struct past *p = &r->past;
    ssize_t len;
    event_release(&p->e);
    p->there = false;
    while (!p->there && (len = getline(&p->text, &p->cap, p->file)) > 0) {
        if (p->text[len - 1] == '\n')
            p->text[--len] = '\0';
        if (event_decode(&p->e, p->text, (size_t)len, err) < 0)
            return err_wrap(err, "a recorded output of '%s'", r->s->source);
        if (past_take(r, &p->e))
            p->there = true;
        else
            event_release(&p->e);
    }
    return 0;
}

/* ---- comparing ---- */

/* Takes the first line off what the stage has said; NULL when there is none. free with free(). */
static char *made_take(struct stage *s)
{
    char *end = s->out.len ? memchr(s->out.data, '\n', s->out.len) : NULL;
    if (!end)
        return NULL;
    size_t len = (size_t)(end - s->out.data);
    char *line = xstrndup(s->out.data, len);
    buf_drop(&s->out, len + 1);
    return line;
}

/* Passes recorded lines whose cause was compacted; `at`: so far the inputs were read. */
static int past_skip(struct replay *r, uint64_t at, struct err *err)
{
    struct past *p = &r->past;
    while (r->s->replay_from && p->there && is_said_by_fold(r, &p->e) && since_is_older(r->since, &p->e, at)) {
        span_count(&p->before, &p->e);
        p->span.count--;
        if (past_next(r, err) < 0)
            return -1;
    }
    return 0;
}

static int compare_fold(struct replay *r, const char *cause, struct err *err)
{
    struct past *p = &r->past;
    if (past_skip(r, r->s->horizon, err) < 0)
        return -1;
    for (;;) {
        own_str char *made = made_take(r->s);
        bool recorded = p->there && is_said_by_fold(r, &p->e) && str_equal(p->e.causation, cause);
        if (!made && !recorded)
            return 0;
        own_str char *line = recorded ? replay_as_sent(&p->e) : NULL;
        if (!line) {
            if (p->there && !p->gap) /* else it was not said yet, or by another version */
                differ(r, NULL, made);
            continue;
        }
        if (!made || !replay_same_line(line, made))
            differ(r, line, made);
        r->compared++;
        p->gap = false;
        if (past_next(r, err) < 0)
            return -1;
    }
}

/* ---- steps ---- */

static bool step_may_be_here(const struct replay *r)
{
    uint64_t here = r->s->horizon;
    return here < r->step.first && here >= r->folded && (!r->step.horizon || r->step.horizon == here);
}

static void step_clear(struct replay *r)
{
    for (size_t i = 0; i < r->step.count; i++)
        free(r->step.lines[i]);
    if (r->step.folded)
        r->folded = r->step.folded;
    r->step.count = 0;
    r->step.horizon = r->step.folded = 0;
    free(r->before);
    r->before = NULL;
}

static bool step_goes_on(const struct replay *r)
{
    const struct step *step = &r->step;
    const struct event *e = &r->past.e;
    uint64_t horizon = (uint64_t)json_int_or(json_get(e->data, "horizon"), 0);
    if (!r->past.there || is_said_by_fold(r, e))
        return false;
    if (!step->count)
        return true;
    return e->sequence == step->last + 1 && e->time.us == step->time.us && (!horizon || !step->horizon || horizon == step->horizon);
}

/* Reads the next step, when it is one. */
static int step_load(struct replay *r, struct err *err)
{
    struct step *step = &r->step;
    while (step_goes_on(r)) {
        const struct event *e = &r->past.e;
        if (!step->count)
            step->first = e->sequence;
        step->last = e->sequence;
        step->time = e->time;
        if (stage_listed(r->s->program->folds, e->type))
            step->folded = e->sequence;
        if (!step->horizon)
            step->horizon = (uint64_t)json_int_or(json_get(e->data, "horizon"), 0);
        ARRAY_GROW(step->lines, step->count, step->cap);
        step->lines[step->count++] = replay_as_sent(e);
        r->past.gap = false;
        if (past_next(r, err) < 0)
            return -1;
    }
    return 0;
}

/* The first lines are compared; the rest is a step whose horizon is not known. */
static void step_drop(struct replay *r, size_t count)
{
    struct step *step = &r->step;
    for (size_t i = 0; i < count; i++)
        free(step->lines[i]);
    step->count -= count;
    memmove(step->lines, step->lines + count, step->count * sizeof *step->lines);
    step->horizon = 0;
    r->compared += count;
}

/* Puts the first line that differs, on both sides, into the two. */
static enum likeness step_same(struct replay *r, const char **recorded, char **made)
{
    const struct step *step = &r->step;
    for (size_t i = 0;; i++) {
        *made = made_take(r->s);
        *recorded = i < step->count ? step->lines[i] : NULL;
        if (!*made && !*recorded)
            return LIKE;
        if (!*made && i) {
            step_drop(r, i);
            return LIKE_IN_PART;
        }
        if (!*made || !*recorded || !replay_same_line(*recorded, *made)) {
            buf_clear(&r->s->out);
            return UNLIKE;
        }
        free(*made);
    }
}

/* Says what follows here. The first line that is another is kept, for the case that no other place is found. */
static enum likeness step_try(struct replay *r)
{
    const char *recorded;
    char *made;
    r->s->program->react(r->s->state, r->s);
    enum likeness like = step_same(r, &recorded, &made);
    if (like != UNLIKE)
        return like;
    if (!r->before)
        r->before = xasprintf("  recorded  %s\n  replayed  %s", recorded ? recorded : "nothing", made ? made : "nothing");
    free(made);
    return UNLIKE;
}

static void step_end(struct replay *r, bool same)
{
    r->compared += r->step.count;
    if (!same && r->differences++ < SHOWN) {
        printf("difference  source=%s first=%llu last=%llu horizon=%llu\n", r->s->source, (unsigned long long)r->step.first,
               (unsigned long long)r->step.last, (unsigned long long)r->step.horizon);
        if (r->before)
            puts(r->before);
        else
            printf("  recorded  %s\n  replayed  nothing: no input stands at its place\n", r->step.lines[0]);
    }
    step_clear(r);
}

/* Compares the step when its place is here, before `next` (NULL: the end) is folded. False: its place comes later. */
static bool step_settle(struct replay *r, const struct event *next)
{
    const struct step *step = &r->step;
    bool late = !next || next->sequence >= step->first, told = step->horizon != 0;
    bool here = told ? late || next->sequence > step->horizon : r->s->clock.us == step->time.us;
    if (told && !here)
        return false;
    enum likeness like = here && step_may_be_here(r) ? step_try(r) : UNLIKE;
    if (!late && (like == LIKE_IN_PART || (like == UNLIKE && !told && event_clock(next).us <= step->time.us)))
        return false;
    step_end(r, like == LIKE);
    return true;
}

/* ---- in order ---- */

/* Compares all whose place is before `next`. */
static int settle(struct replay *r, const struct event *next, struct err *err)
{
    struct past *p = &r->past;
    for (;;) {
        if (past_skip(r, next ? next->sequence : UINT64_MAX, err) < 0)
            return -1;
        if (step_load(r, err) < 0)
            return -1;
        if (r->step.count) {
            if (!step_settle(r, next))
                return 0;
        } else if (p->there && (!next || p->e.sequence < next->sequence)) {
            own_str char *line = replay_as_sent(&p->e); /* the event that it names as its cause did not lead to it */
            differ(r, line, NULL);
            r->compared++;
            if (past_next(r, err) < 0)
                return -1;
        } else {
            return 0;
        }
    }
}

static bool is_read(const struct stage *s, const struct event *e)
{
    for (const char *const *name = s->program->reads; name && *name; name++) {
        const char *source = strcmp(*name, ".") == 0 ? s->source : *name;
        if (str_ends(source, "/") ? str_starts(e->source, source) : strcmp(e->source, source) == 0)
            return stage_listed(s->program->folds, e->type);
    }
    return false;
}

static void fold_compacted(struct replay *r, const struct event *e)
{
    r->s->silent = true;
    stage_fold(r->s, e);
    r->s->silent = false;
    r->cut = r->s->clock;
}

/* The state is that of the cut: what was recorded behind it is looked at from here on. */
static int begin(struct replay *r, struct err *err)
{
    r->begun = true;
    return past_next(r, err);
}

static int take(struct replay *r, const char *line, size_t len, struct err *err)
{
    own_event e = {0};
    if (event_decode(&e, line, len, err) < 0)
        return err_wrap(err, "a recorded input");
    if (!e.sequence)
        return err_set(err, ERR_CONFIG, "an input without a sequence: a replay takes what 'journal read' prints");
    since_note(&r->since, r->s, &e);
    if (!is_read(r->s, &e))
        return 0;
    if (e.sequence < r->s->replay_from) {
        fold_compacted(r, &e);
        return 0;
    }
    if (!r->begun && begin(r, err) < 0)
        return -1;
    own_str char *cause = event_reference(&e);
    if (settle(r, &e, err) < 0)
        return -1;
    stage_fold(r->s, &e);
    return compare_fold(r, cause, err);
}

static int take_all(struct replay *r, struct err *err)
{
    own_str char *line = NULL;
    size_t cap = 0;
    ssize_t len;
    while ((len = getline(&line, &cap, stdin)) > 0) {
        if (line[len - 1] == '\n')
            line[--len] = '\0';
        if (take(r, line, (size_t)len, err) < 0)
            return -1;
    }
    if (!r->begun && begin(r, err) < 0)
        return -1;
    return settle(r, NULL, err);
}

static int run(struct replay *r, struct err *err)
{
    struct stage *s = r->s;
    if (s->program->start)
        s->program->start(s->state, s);
    buf_clear(&s->out);
    if (take_all(r, err) < 0)
        return -1;
    span_tell(&r->past.span, r->s->source);
    span_tell_compacted(&r->past.before, r->s);
    printf("replayed  source=%s version=%s compared=%zu differences=%zu\n", s->source, HEADGATE_VERSION, r->compared, r->differences);
    s->exit_code = r->differences ? EXIT_DIFFERENT : EXIT_DONE;
    return 0;
}

int stage_replay(struct stage *s, struct err *err)
{
    struct replay r = {.s = s, .past.file = fopen(s->replay, "re")};
    if (!r.past.file)
        return err_set(err, ERR_CONFIG, "cannot open '%s': %s", s->replay, strerror(errno));
    int rc = run(&r, err);
    step_clear(&r);
    since_release(&r.since);
    free(r.step.lines);
    event_release(&r.past.e);
    free(r.past.text);
    free(r.past.span.version);
    fclose(r.past.file);
    return rc;
}
