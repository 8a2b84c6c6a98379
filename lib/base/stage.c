#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/notify.h"
#include "lib/base/stage_inner.h"

enum { REJECTED_LINE_SHOWN = 200 };

bool stage_listed(const char *const *list, const char *type)
{
    for (; list && *list; list++)
        if (str_ends(*list, ".") ? str_starts(type, *list) : strcmp(*list, type) == 0)
            return true;
    return false;
}

void stage_fold(struct stage *s, const struct event *e)
{
    struct err err = {0};
    struct moment clock = event_clock(e);
    if (clock.us > s->clock.us)
        s->clock = clock;
    s->horizon = e->sequence ? e->sequence : s->horizon + 1;
    if (s->program->fold(s->state, s, e, &err) < 0) {
        own_str char *where = event_reference(e);
        stage_reject(s, where, e, &err, NULL, 0);
    }
}

/* The beginning of a line as text that may stand in JSON. */
static void add_shown(struct json_out *o, const char *line, size_t len)
{
    char shown[REJECTED_LINE_SHOWN + 1];
    size_t n = len < REJECTED_LINE_SHOWN ? len : REJECTED_LINE_SHOWN;
    for (size_t i = 0; i < n; i++)
        shown[i] = line[i] >= 0x20 && line[i] < 0x7f ? line[i] : '?';
    json_add_strn(o, "line", shown, n);
}

void stage_reject(struct stage *s, const char *where, const struct event *cause, const struct err *why, const char *line, size_t len)
{
    own_buf data = {0};
    struct json_out o = json_out(&data);
    json_open_object(&o, NULL);
    json_add_str(&o, "where", where);
    json_add_str(&o, "reason", why->text);
    if (line)
        add_shown(&o, line, len);
    json_close_object(&o);
    stage_emit(s, &(struct stage_event){.type = "event.rejected", .cause = cause, .data = data.data});
    if (!s->silent)
        log_warn("event rejected: %s where=%s", why->text, where);
}

void stage_emit_at(struct stage *s, const struct stage_event *e, struct moment time)
{
    if (s->silent)
        return;
    own_str char *reference = e->cause ? event_reference(e->cause) : NULL;
    size_t start = s->out.len;
    event_encode(&s->out, &(struct event_head){
                              .number = ++s->number,
                              .source = s->source,
                              .type = e->type,
                              .subject = e->subject,
                              .causation = reference ? reference : e->causation,
                              .time = time,
                              .data = e->data,
                          });
    s->out_count++;
    if (s->pipe && s->program->remembers)
        stage_pipe_drain(s);
    else if (s->pipe && stage_listed(s->program->folds, e->type))
        buf_add(&s->own, s->out.data + start, s->out.len - start);
}

void stage_emit(struct stage *s, const struct stage_event *e)
{
    stage_emit_at(s, e, s->program->pure ? s->clock : moment_now());
}

void stage_print(struct stage *s, const char *line)
{
    buf_add_str(&s->out, line);
    buf_add_char(&s->out, '\n');
}

void stage_for_people(struct stage *s)
{
    s->for_people = true;
}

void stage_set_source(struct stage *s, const char *source)
{
    str_replace(&s->source, source);
    log_open(s->source, LOG_LEVEL_INFO);
}

const char *stage_source(const struct stage *s)
{
    return s->source;
}

bool stage_in_pipe(const struct stage *s)
{
    return !s->journal && !s->replay;
}

struct moment stage_now(const struct stage *s)
{
    return s->clock;
}

uint64_t stage_horizon(const struct stage *s)
{
    return s->horizon;
}

struct loop *stage_loop(struct stage *s)
{
    return s->loop;
}

size_t stage_backlog(const struct stage *s)
{
    return s->out.len + (s->hub ? stage_journal_backlog(s) : 0);
}

void stage_wake_at(struct stage *s, struct moment at)
{
    s->wake_at = at;
    int64_t ms = (at.us - moment_now().us) / 1000 + 1;
    if (s->waker)
        loop_timer_in(s->waker, !at.us ? -1 : ms < 1 ? 1 : ms);
}

void stage_exit(struct stage *s, int code)
{
    if (s->exiting && s->exit_code)
        return;
    s->exiting = true;
    s->exit_code = code;
    if (s->journal)
        notify_stopping();
}

void stage_fail(struct stage *s, const struct err *err)
{
    log_error("%s", err->text);
    stage_exit(s, err_exit_code(err));
}

/* Sends what was gathered; ends the loop when all of it is safe. */
static void before_wait(void *context)
{
    struct stage *s = context;
    if (s->pipe)
        stage_pipe_flush(s);
    else
        stage_journal_flush(s);
    if (s->exiting && !stage_backlog(s))
        loop_stop(s->loop, s->exit_code);
}

static void give_up(void *context)
{
    struct stage *s = context;
    log_error("ended with %zu bytes that the journal has not acknowledged", stage_backlog(s));
    loop_stop(s->loop, EXIT_AGAIN);
}

static void on_signal(void *context, int signal)
{
    struct stage *s = context;
    if (signal == SIGHUP) {
        if (s->program->hangup)
            s->program->hangup(s->state, s);
        return;
    }
    /* what was emitted gets three seconds to be stored; it is made anew after the restart otherwise */
    loop_timer_in(loop_timer_add(s->loop, give_up, s), 3000);
    stage_exit(s, s->pipe ? EXIT_AGAIN : EXIT_DONE);
}

static void on_wake(void *context)
{
    struct stage *s = context;
    char due[MOMENT_TEXT];
    own_buf data = {0};
    struct json_out o = json_out(&data);
    json_open_object(&o, NULL);
    json_add_str(&o, "due", moment_format(s->wake_at, due));
    json_close_object(&o);
    s->wake_at = (struct moment){0};
    stage_emit_at(s, &(struct stage_event){.type = "timer.fired", .data = data.data}, moment_now());
}

static int run(struct stage *s, struct err *err)
{
    static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
    signal(SIGPIPE, SIG_IGN);
    loop_signals(s->loop, signals, COUNT_OF(signals), on_signal, s);
    loop_before_wait(s->loop, before_wait, s);
    if (s->program->open && s->program->open(s->state, s, err) < 0)
        return -1;
    if (s->replay)
        return stage_replay(s, err);
    if (s->journal) {
        s->waker = loop_timer_add(s->loop, on_wake, s);
        s->alive = notify_alive(s->loop);
    }
    if ((s->journal ? stage_journal_open(s, err) : stage_pipe_open(s, err)) < 0)
        return -1;
    s->exit_code = loop_run(s->loop);
    return 0;
}

static void release(struct stage *s)
{
    if (s->program->close)
        s->program->close(s->state);
    stage_pipe_close(s);
    stage_journal_close(s);
    notify_free(s->alive);
    loop_free(s->loop);
    buf_release(&s->out);
    buf_release(&s->own);
    for (size_t i = 0; i < s->operands_count; i++)
        free(s->operands[i]);
    free(s->operands);
    free(s->journal);
    free(s->replay);
    log_open("headgate", LOG_LEVEL_INFO);
    free(s->source);
}

int stage_run(const struct stage_program *program, void *state, int argc, char **argv)
{
    struct err err = {0};
    struct stage s = {.program = program, .state = state, .loop = loop_new(), .source = xstrdup(program->name)};
    log_open(s.source, LOG_LEVEL_INFO);
    mem_settle();
    if (stage_options(&s, argc, argv, &err) < 0 || run(&s, &err) < 0) {
        log_error("%s", err.text);
        s.exit_code = err_exit_code(&err);
    }
    int code = s.exit_code;
    release(&s);
    return code;
}
