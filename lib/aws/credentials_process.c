/* credential_process: a command of the profile that prints credentials as JSON. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/aws/credentials_inner.h"

enum { PROCESS_MS = 60000, MAX_OUTPUT = 256 * 1024 };

extern char **environ;

void process_end(struct credentials_fetch *f)
{
    if (f->out) {
        loop_fd_remove(f->out);
        close(f->out_fd);
        f->out = NULL;
    }
    if (f->late) {
        loop_timer_remove(f->late);
        f->late = NULL;
    }
    if (f->pid) {
        kill(-f->pid, SIGKILL);
        waitpid(f->pid, NULL, 0);
        f->pid = 0;
    }
}

static void complain(struct credentials_fetch *f, enum err_kind kind, const char *what)
{
    struct err err = {0};
    err_set(&err, kind, "credential_process '%s' %s", f->command, what);
    fetch_failed(f, &err);
}

static void take(struct credentials_fetch *f)
{
    struct credentials c = {0};
    struct err err = {0};
    own_str char *what = xasprintf("credential_process '%s'", f->command);
    own_json *tree = json_parse(buf_str(&f->body), f->body.len, NULL);
    if (!tree)
        complain(f, ERR_CONFIG, "printed no JSON");
    else if (json_int_or(json_get(tree, "Version"), 0) != 1)
        complain(f, ERR_CONFIG, "printed JSON without \"Version\": 1");
    else if (credentials_read_json(&c, buf_str(&f->body), what, &err))
        fetch_failed(f, &err);
    else
        fetch_got(f, &c);
}

/* It has closed its output: what is left is its exit. */
static void reap(void *context)
{
    struct credentials_fetch *f = context;
    int status;
    pid_t gone = waitpid(f->pid, &status, WNOHANG);
    if (gone == 0 && ++f->attempts < 200) {
        loop_timer_in(f->late, 10);
        return;
    }
    if (gone == 0) {
        complain(f, ERR_AGAIN, "closed its output and does not end");
        return;
    }
    f->pid = 0;
    own_str char *why = WIFEXITED(status) ? xasprintf("ended with exit code %d", WEXITSTATUS(status)) : xstrdup("was ended by a signal");
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
        take(f);
    else
        complain(f, ERR_AGAIN, why);
}

static void too_late(void *context)
{
    complain(context, ERR_AGAIN, "gave nothing within 60 s");
}

static void on_output(void *context, int fd, unsigned ready)
{
    struct credentials_fetch *f = context;
    char chunk[4096];
    (void)ready;
    ssize_t got = read(fd, chunk, sizeof chunk);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (got > 0 && f->body.len + (size_t)got <= MAX_OUTPUT) {
        buf_add(&f->body, chunk, (size_t)got);
        explicit_bzero(chunk, sizeof chunk);
        return;
    }
    loop_fd_remove(f->out);
    f->out = NULL;
    close(fd);
    if (got > 0) {
        complain(f, ERR_CONFIG, "printed more than 256 KiB");
        return;
    }
    loop_timer_remove(f->late);
    f->late = loop_timer_add(f->loop, reap, f);
    loop_timer_in(f->late, 0);
}

/* Its own process group, so that it can be ended with all it started; no signal blocked. */
static int spawn(pid_t *pid, const char *command, int out)
{
    char sh[] = "/bin/sh", c[] = "-c";
    own_str char *text = xstrdup(command);
    char *argv[] = {sh, c, text, NULL};
    sigset_t none;
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigemptyset(&none);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setpgroup(&how, 0);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    int failed = posix_spawn(pid, sh, &files, &how, argv, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&how);
    return failed;
}

int process_start(struct credentials_fetch *f, const char *command, struct err *err)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC))
        return err_set(err, ERR_AGAIN, "cannot make a pipe for credential_process '%s': %s", command, strerror(errno));
    int failed = spawn(&f->pid, command, ends[1]);
    close(ends[1]);
    if (failed) {
        close(ends[0]);
        f->pid = 0;
        return err_set(err, ERR_CONFIG, "cannot start credential_process '%s': %s", command, strerror(failed));
    }
    str_replace(&f->command, command);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    f->out = loop_fd_add(f->loop, ends[0], LOOP_READ, on_output, f);
    f->out_fd = ends[0];
    f->late = loop_timer_add(f->loop, too_late, f);
    loop_timer_in(f->late, PROCESS_MS);
    return 1;
}
