/* Three processes for each stage: one prints the journal, one what the stage said, both as they are served; the stage compares. */

/* system */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/command.h"
#include "journal/line.h"
#include "journal/replay.h"
#include "journal/store.h"
#include "journal/store_removed.h"

enum { SLICE_BYTES = 1024 * 1024 };

/* The pure stages: source and program have one name. */
static const char *const stages[] = {"build-podinfo", "plan-rules"};

/* ---- printing the journal ---- */

struct feed {
    const char *directory;
    const char *source; /* NULL: all */
    uint64_t next, head;
    struct buf out;
};

static bool feed_record(void *context, const struct record *r)
{
    struct feed *f = context;
    char time[MOMENT_TEXT];
    if (r->sequence > f->head || f->out.len >= SLICE_BYTES)
        return false;
    f->next = r->sequence + 1;
    if (f->source && strcmp(f->source, r->source) != 0)
        return true;
    struct line_stamp stamp = {.sequence = r->sequence, .recorded = moment_format(r->recorded, time), .marked = r->marked};
    line_stamp(&f->out, r->line, r->line_len, &stamp);
    return true;
}

/* No read transaction is open while the reader is waited for. */
static int feed_all(struct feed *f, struct store *store, int to, struct err *err)
{
    uint64_t before = 0;
    while (f->next <= f->head && f->next != before) {
        before = f->next;
        if (store_read(store, f->next, feed_record, f, err))
            return -1;
        for (size_t sent = 0; sent < f->out.len;) {
            ssize_t n = write(to, f->out.data + sent, f->out.len - sent);
            if (n < 0 && errno != EINTR)
                return err_set(err, ERR_AGAIN, "cannot write to the stage: %s", strerror(errno));
            sent += n > 0 ? (size_t)n : 0;
        }
        buf_clear(&f->out);
    }
    return 0;
}

/* In a process of its own: a database is not to be used across a fork. */
static pid_t feed_start(struct feed *f, const int ends[2])
{
    struct err err = {0};
    pid_t pid = fork();
    if (pid)
        return pid;
    close(ends[0]);
    struct store *store = store_open(&(struct store_options){.directory = f->directory, .read_only = true}, &err);
    int rc = store ? feed_all(f, store, ends[1], &err) : -1;
    store_close(store);
    _exit(rc ? command_fail(&err) : 0);
}

/* ---- one stage ---- */

/* The programs are installed beside this one. */
static char *program_path(const char *name)
{
    char self[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
    if (len <= 0)
        return xstrdup(name);
    self[len] = '\0';
    *strrchr(self, '/') = '\0';
    return xasprintf("%s/%s", self, name);
}

static pid_t stage_start(const char *name, uint64_t cut, const int inputs[2], const int outputs[2])
{
    pid_t pid = fork();
    if (pid)
        return pid;
    own_str char *path = program_path(name);
    own_str char *recorded = xasprintf("/dev/fd/%d", outputs[0]);
    fcntl(outputs[0], F_SETFD, 0);
    dup2(inputs[0], STDIN_FILENO);
    own_str char *from = xasprintf("--replay-from=%llu", (unsigned long long)cut + 1);
    execl(path, name, "--replay", recorded, cut ? from : NULL, (char *)NULL);
    log_error("cannot run '%s': %s", path, strerror(errno));
    _exit(EXIT_ACT);
}

static int wait_for(pid_t pid)
{
    int status = 0;
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : EXIT_AGAIN;
}

struct bounds {
    uint64_t cut; /* up to here it was compacted */
    uint64_t head;
};

static int replay_stage(const char *directory, const char *name, const struct bounds *bounds)
{
    struct feed all = {.directory = directory, .next = 1, .head = bounds->head};
    struct feed own = {.directory = directory, .source = name, .next = 1, .head = bounds->head};
    int inputs[2], outputs[2];
    fflush(stdout);
    if (pipe2(inputs, O_CLOEXEC) < 0)
        return command_fail(&(struct err){ERR_AGAIN, "cannot make a pipe"});
    pid_t in = feed_start(&all, inputs);
    close(inputs[1]);
    if (pipe2(outputs, O_CLOEXEC) < 0) {
        close(inputs[0]);
        wait_for(in);
        return command_fail(&(struct err){ERR_AGAIN, "cannot make a pipe"});
    }
    pid_t out = feed_start(&own, outputs);
    close(outputs[1]);
    pid_t stage = stage_start(name, bounds->cut, inputs, outputs);
    close(inputs[0]);
    close(outputs[0]);
    int code = wait_for(stage), in_code = wait_for(in), out_code = wait_for(out);
    return code ? code : in_code ? in_code : out_code;
}

int replay_run(const char *directory)
{
    struct err err = {0};
    struct store *store = store_open(&(struct store_options){.directory = directory, .read_only = true}, &err);
    if (!store)
        return command_fail(&err);
    struct store_compaction compaction;
    int rc = store_compaction(store, &compaction, &err);
    struct bounds bounds = {.cut = compaction.cut, .head = store_head(store).sequence};
    store_close(store);
    if (rc)
        return command_fail(&err);
    int worst = 0;
    for (size_t i = 0; i < COUNT_OF(stages); i++) {
        int code = replay_stage(directory, stages[i], &bounds);
        worst = code > worst ? code : worst;
    }
    return worst;
}
