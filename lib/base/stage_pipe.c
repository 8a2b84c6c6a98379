/* A stage in a shell pipe: lines from stdin or the operands, merged as they come; lines to stdout. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/stage_inner.h"

enum { READ_SIZE = 65536, WRITE_AT = 262144 };

struct reader {
    struct stage *stage;
    char *name;
    int fd;
    struct loop_fd *watch; /* NULL after the end */
    struct buf in;
    size_t scanned; /* of in: no newline before */
    bool too_long;  /* the rest of this line is thrown away */
    unsigned long line;
};

struct stage_pipe {
    struct reader *readers;
    size_t count;
    size_t open;
    bool ended;
};

static void reject_line(struct reader *r, const char *line, size_t len, const struct err *why)
{
    own_str char *where = xasprintf("%s:%lu", r->name, r->line);
    stage_reject(r->stage, where, NULL, why, line, len);
}

static void pass(struct stage *s, const char *line, size_t len)
{
    buf_add(&s->out, line, len);
    buf_add_char(&s->out, '\n');
}

/* What the journal has of a stage that only folds: it follows again from the inputs, which are in the pipe too. */
static bool is_made_anew(const struct stage *s, const struct event *e)
{
    return s->program->pure && !s->program->react && e->sequence && strcmp(e->source, s->source) == 0;
}

static void take_line(struct reader *r, const char *line, size_t len)
{
    struct stage *s = r->stage;
    const struct stage_program *program = s->program;
    struct err err = {0};
    own_event e;
    if (event_decode(&e, line, len, &err) < 0) {
        reject_line(r, line, len, &err);
        return;
    }
    if (is_made_anew(s, &e))
        return;
    bool folds = stage_listed(program->folds, e.type);
    if ((!folds || stage_listed(program->passes, e.type)) && (!s->for_people || str_ends(e.type, ".rejected")))
        pass(s, line, len);
    if (folds) {
        stage_fold(s, &e);
        stage_pipe_settle(s);
    }
    if (s->out.len > WRITE_AT)
        stage_pipe_flush(s);
}

void stage_pipe_settle(struct stage *s)
{
    while (s->own.len) {
        own_buf lines = s->own;
        s->own = (struct buf){0};
        for (char *line = lines.data, *end; (end = strchr(line, '\n')); line = end + 1) {
            struct err err = {0};
            own_event e;
            if (event_decode(&e, line, (size_t)(end - line), &err) < 0)
                abort();
            stage_fold(s, &e);
        }
    }
}

/* Cuts whole lines out of what was read. */
static void take_lines(struct reader *r)
{
    size_t start = 0;
    char *end;
    while ((end = memchr(r->in.data + r->scanned, '\n', r->in.len - r->scanned))) {
        size_t at = (size_t)(end - r->in.data);
        r->line++;
        if (!r->too_long)
            take_line(r, r->in.data + start, at - start);
        r->too_long = false;
        start = r->scanned = at + 1;
    }
    buf_drop(&r->in, start);
    r->scanned = r->in.len;
}

/* A line that will not end in time is rejected once and skipped to its end. */
static void limit_line(struct reader *r)
{
    struct err err = {0};
    if (r->in.len <= EVENT_MAX_LINE)
        return;
    if (!r->too_long) {
        r->line++;
        err_set(&err, ERR_INPUT, "line over 2 MiB");
        reject_line(r, r->in.data, r->in.len, &err);
        r->line--;
    }
    r->too_long = true;
    buf_clear(&r->in);
    r->scanned = 0;
}

static void all_ended(struct stage *s)
{
    const struct stage_program *program = s->program;
    s->pipe->ended = true;
    if (program->react && !s->exiting)
        program->react(s->state, s);
    stage_pipe_settle(s);
    if (program->finish && !s->exiting)
        program->finish(s->state, s);
    else
        stage_exit(s, EXIT_DONE);
    stage_pipe_settle(s);
}

static void reader_ended(struct reader *r)
{
    if (r->in.len && !r->too_long) {
        r->line++;
        take_line(r, r->in.data, r->in.len);
    }
    loop_fd_remove(r->watch);
    r->watch = NULL;
    if (--r->stage->pipe->open == 0)
        all_ended(r->stage);
}

static void on_readable(void *context, int fd, unsigned ready)
{
    struct reader *r = context;
    (void)ready;
    char *at = buf_room(&r->in, READ_SIZE);
    ssize_t got = read(fd, at, READ_SIZE);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got < 0)
        log_error("cannot read '%s': %s", r->name, strerror(errno));
    if (got <= 0) {
        reader_ended(r);
        return;
    }
    r->in.len += (size_t)got;
    take_lines(r);
    limit_line(r);
}

static int open_reader(struct stage *s, struct reader *r, const char *name, struct err *err)
{
    bool standard = strcmp(name, "-") == 0;
    *r = (struct reader){.stage = s, .name = xstrdup(standard ? "stdin" : name)};
    r->fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC);
    if (r->fd < 0)
        return err_set(err, ERR_CONFIG, "cannot open '%s': %s", name, strerror(errno));
    return 0;
}

static int open_readers(struct stage *s, struct err *err)
{
    static char standard[] = "-";
    char *only[] = {standard};
    char **names = s->operands_count ? s->operands : only;
    size_t count = s->operands_count ? s->operands_count : 1;
    s->pipe->readers = xcalloc(count, sizeof *s->pipe->readers);
    s->pipe->count = count; /* those that were never opened are zero, and closed as such */
    for (size_t i = 0; i < count; i++)
        if (open_reader(s, &s->pipe->readers[i], names[i], err) < 0)
            return -1;
    for (size_t i = 0; i < count; i++)
        s->pipe->readers[i].watch = loop_fd_add(s->loop, s->pipe->readers[i].fd, LOOP_READ, on_readable, &s->pipe->readers[i]);
    s->pipe->open = count;
    return 0;
}

int stage_pipe_open(struct stage *s, struct err *err)
{
    s->pipe = xcalloc(1, sizeof *s->pipe);
    if (s->program->operands && open_readers(s, err) < 0)
        return -1;
    if (s->program->start)
        s->program->start(s->state, s);
    stage_pipe_settle(s);
    return 0;
}

static void write_out(struct stage *s)
{
    for (size_t sent = 0; sent < s->out.len;) {
        ssize_t n = write(STDOUT_FILENO, s->out.data + sent, s->out.len - sent);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            log_error("cannot write to stdout: %s", strerror(errno));
            stage_exit(s, EXIT_AGAIN);
            break;
        }
        sent += (size_t)n;
    }
    buf_clear(&s->out);
    s->out_count = 0;
}

void stage_pipe_flush(struct stage *s)
{
    stage_pipe_settle(s);
    write_out(s);
}

void stage_pipe_drain(struct stage *s)
{
    if (s->out.len > WRITE_AT)
        write_out(s);
}

void stage_pipe_close(struct stage *s)
{
    for (size_t i = 0; s->pipe && i < s->pipe->count; i++) {
        struct reader *r = &s->pipe->readers[i];
        if (r->fd > STDIN_FILENO)
            close(r->fd);
        buf_release(&r->in);
        free(r->name);
    }
    if (s->pipe)
        free(s->pipe->readers);
    free(s->pipe);
}
