/* A stage as a daemon: inputs read from the journal, outputs appended to it together with `upto`. */
#include <stdlib.h>

#include "lib/base/hub.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/notify.h"
#include "lib/base/stage_inner.h"

enum { APPEND_AT = 262144, UPTO_EVERY_MS = 60000 };
/* After so many bytes of events, as soon as hardly any came for so long, memory is given back. */
enum { TRIM_AFTER = 1 << 20, TRIM_CALM = 65536, TRIM_EVERY_MS = 2000 };

struct stage_journal {
    struct hub *hub;
    const char **sources; /* of the reading; "." replaced by the own source */
    uint64_t upto;        /* what was answered before this start */
    uint64_t read_to;     /* the newest sequence that the reading has passed */
    uint64_t stored_to;   /* the newest sequence of an own event */
    uint64_t told;        /* the newest upto that was sent */
    struct loop_timer *teller;
    struct loop_timer *trimmer;
    uint64_t worked;  /* bytes of events that went through since memory was given back */
    uint64_t noticed; /* as much of it was there when the trimmer last looked */
    bool started;
    bool changed; /* something was folded since the last react */
};

/* Nothing followed from what was folded last: that is an answer too. Told now and then, so that compaction can go on. */
static void on_tell(void *context)
{
    struct stage *s = context;
    struct stage_journal *j = s->hub;
    if (j->started && !j->changed && !s->out_count && s->horizon > j->told) {
        hub_append(j->hub, NULL, 0, 0, s->horizon);
        j->told = s->horizon;
    }
    loop_timer_in(j->teller, UPTO_EVERY_MS);
}

/* A list of a cluster, a first plan, a fold of the past: what they went through is much more than what is kept of them. */
static void on_trim(void *context)
{
    struct stage *s = context;
    struct stage_journal *j = s->hub;
    if (j->worked - j->noticed > TRIM_CALM) {
        j->noticed = j->worked;
        loop_timer_in(j->trimmer, TRIM_EVERY_MS);
        return;
    }
    j->worked = j->noticed = 0;
    if (!s->out_count)
        buf_release(&s->out);
    mem_trim();
}

static void count_work(struct stage_journal *j, size_t bytes)
{
    if (j->worked < TRIM_AFTER && j->worked + bytes >= TRIM_AFTER)
        loop_timer_in(j->trimmer, TRIM_EVERY_MS);
    j->worked += bytes;
}

static void react_if_current(struct stage *s)
{
    struct stage_journal *j = s->hub;
    bool current = j->read_to >= j->stored_to && !stage_backlog(s);
    if (!j->started || !j->changed || !current || s->exiting)
        return;
    j->changed = false;
    if (s->program->react)
        s->program->react(s->state, s);
}

static void say_started(struct stage *s)
{
    own_buf data = {0};
    struct json_out o = json_out(&data);
    json_open_object(&o, NULL);
    json_add_str(&o, "version", HEADGATE_VERSION);
    json_close_object(&o);
    stage_emit_at(s, &(struct stage_event){.type = "stage.started", .data = data.data}, moment_now());
}

/* The own source where the table says ".". */
static const char **sources_of(struct stage *s)
{
    size_t count = 0;
    for (const char *const *r = s->program->reads; r && *r; r++)
        count++;
    const char **out = xcalloc(count + 1, sizeof *out);
    for (size_t i = 0; i < count; i++)
        out[i] = str_equal(s->program->reads[i], ".") ? s->source : s->program->reads[i];
    return out;
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct stage *s = context;
    struct stage_journal *j = s->hub;
    s->number = w->last_number;
    j->upto = w->upto;
    log_info("connected to the journal epoch=%llu upto=%llu head=%llu", (unsigned long long)w->epoch, (unsigned long long)w->upto,
             (unsigned long long)w->head);
    say_started(s);
    if (!s->program->reads) {
        j->started = true;
        notify_ready("connected to the journal");
        if (s->program->start)
            s->program->start(s->state, s);
        return;
    }
    notify_status("reading the journal");
    j->sources = sources_of(s);
    hub_read(j->hub, &(struct hub_reading){.sources = j->sources, .types = s->program->folds, .from = 1, .follow = true});
}

static void on_event(void *context, const char *line, size_t len, uint64_t sequence)
{
    struct stage *s = context;
    struct stage_journal *j = s->hub;
    count_work(j, len);
    if (s->program->remembers && j->started) {
        j->read_to = s->horizon = sequence;
        return;
    }
    struct err err = {0};
    own_event e;
    s->silent = sequence <= j->upto;
    if (event_decode(&e, line, len, &err) < 0) {
        log_error("the journal sent what is no event: %s sequence=%llu", err.text, (unsigned long long)sequence);
        return;
    }
    stage_fold(s, &e);
    s->silent = false;
    j->read_to = sequence;
    j->changed = true;
    if (s->out.len > APPEND_AT)
        stage_journal_flush(s);
}

static void on_caught_up(void *context, uint64_t sequence)
{
    struct stage *s = context;
    struct stage_journal *j = s->hub;
    if (sequence > j->read_to)
        j->read_to = sequence;
    if (!j->started) {
        j->started = j->changed = true;
        notify_ready("caught up with the journal");
        log_info("caught up sequence=%llu", (unsigned long long)sequence);
        count_work(j, TRIM_AFTER);
        if (s->program->start)
            s->program->start(s->state, s);
    }
    react_if_current(s);
}

static void on_stored(void *context, uint64_t first, uint64_t last)
{
    struct stage *s = context;
    (void)first;
    if (last > s->hub->stored_to)
        s->hub->stored_to = last;
    react_if_current(s);
}

static void on_refused(void *context, const struct err *err)
{
    struct stage *s = context;
    log_error("%s", err->text);
    loop_stop(s->loop, err_exit_code(err));
}

int stage_journal_open(struct stage *s, struct err *err)
{
    static const struct hub_handlers handlers = {
        .welcome = on_welcome, .event = on_event, .caught_up = on_caught_up, .stored = on_stored, .refused = on_refused};
    notify_status("waiting for the journal");
    s->hub = xcalloc(1, sizeof *s->hub);
    struct hub_address at = s->keys;
    at.endpoint = s->journal;
    s->hub->teller = loop_timer_add(s->loop, on_tell, s);
    loop_timer_in(s->hub->teller, UPTO_EVERY_MS);
    s->hub->trimmer = loop_timer_add(s->loop, on_trim, s);
    s->hub->hub = hub_open(s->loop, &at, s->source, &handlers, s, err);
    return s->hub->hub ? 0 : -1;
}

void stage_journal_flush(struct stage *s)
{
    if (!s->out_count)
        return;
    count_work(s->hub, s->out.len);
    hub_append(s->hub->hub, s->out.data, s->out.len, s->out_count, s->horizon);
    s->hub->told = s->horizon;
    buf_clear(&s->out);
    s->out_count = 0;
}

size_t stage_journal_backlog(const struct stage *s)
{
    return s->hub->hub ? hub_backlog(s->hub->hub) : 0;
}

void stage_journal_close(struct stage *s)
{
    if (!s->hub)
        return;
    hub_close(s->hub->hub);
    loop_timer_remove(s->hub->teller);
    loop_timer_remove(s->hub->trimmer);
    free(s->hub->sources);
    free(s->hub);
}
