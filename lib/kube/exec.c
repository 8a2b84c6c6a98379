#include "lib/kube/exec.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

enum {
    DEADLINE_MS = 60 * 1000,
    ANSWER_MAX = 1024 * 1024,
};

extern char **environ;

struct kube_exec_run {
    struct loop *loop;
    const struct kube_exec *x;
    kube_exec_fn *fn;
    void *context;
    pid_t pid;        /* 0 once it has been waited for */
    int out, process; /* -1 once they are at their end */
    struct loop_fd *on_out, *on_process;
    struct loop_timer *deadline;
    struct buf text;
    int status;
};

/* ---- what was printed ---- */

static void wipe(char *secret)
{
    if (secret)
        explicit_bzero(secret, strlen(secret));
    free(secret);
}

void kube_credential_release(struct kube_credential *c)
{
    wipe(c->token);
    free(c->cert_pem);
    wipe(c->key_pem);
    *c = (struct kube_credential){0};
}

static int unusable(const struct kube_exec *x, const char *why, struct err *err)
{
    return err_set(err, ERR_CONFIG, "what '%s' of %s printed is no credential: %s", x->command, x->where, why);
}

static int check_kind(const struct kube_exec *x, const struct json *doc, struct err *err)
{
    const char *version = json_str_or(json_get(doc, "apiVersion"), "");

    if (!str_equal(json_str(json_get(doc, "kind")), "ExecCredential"))
        return unusable(x, "its 'kind' is not ExecCredential", err);
    if (strcmp(version, x->api_version) != 0)
        return err_set(err, ERR_CONFIG,
                       "'%s' of %s speaks apiVersion '%.100s', and the kubeconfig asks for '%s': write the one it speaks there", x->command,
                       x->where, version, x->api_version);
    if (json_kind(json_get(doc, "status")) != JSON_OBJECT)
        return unusable(x, "it has no 'status'", err);
    return 0;
}

static const char *text_in(const struct json *status, const char *name)
{
    const char *text = json_str(json_get(status, name));

    return text && *text ? text : NULL;
}

static int read_status(struct kube_credential *to, const struct kube_exec *x, const struct json *status, struct err *err)
{
    const char *token = text_in(status, "token"), *expires = text_in(status, "expirationTimestamp");
    const char *cert = text_in(status, "clientCertificateData"), *key = text_in(status, "clientKeyData");

    if (!cert != !key)
        return unusable(x, "it has 'clientCertificateData' or 'clientKeyData' without the other", err);
    if (!token && !cert)
        return unusable(x, "it has neither 'token' nor 'clientCertificateData'", err);
    if (token && strpbrk(token, "\r\n"))
        return unusable(x, "its 'token' has more than one line", err);
    if (cert && (!strstr(cert, "CERTIFICATE-----") || !strstr(key, "PRIVATE KEY-----")))
        return unusable(x, "its certificate or key is no PEM text", err);
    if (expires && moment_parse(&to->expires, expires, NULL))
        return unusable(x, "its 'expirationTimestamp' is no time", err);
    to->token = xstrdup_or_null(token);
    to->cert_pem = xstrdup_or_null(cert);
    to->key_pem = xstrdup_or_null(key);
    return 0;
}

int kube_credential_read(struct kube_credential *to, const struct kube_exec *x, const char *json, size_t len, struct err *err)
{
    own_json *doc = json_parse(json, len, NULL);

    *to = (struct kube_credential){0};
    if (!doc)
        return unusable(x, len ? "it is no JSON" : "it printed nothing", err);
    return check_kind(x, doc, err) || read_status(to, x, json_get(doc, "status"), err) ? -1 : 0;
}

/* ---- the configuration ---- */

static void list_free(char **list)
{
    for (char **at = list; at && *at; at++)
        free(*at);
    free(list);
}

void kube_exec_free(struct kube_exec *x)
{
    if (!x)
        return;
    free(x->where);
    free(x->command);
    list_free(x->args);
    for (char **at = x->env; at && *at; at++)
        explicit_bzero(*at, strlen(*at));
    list_free(x->env);
    free(x->api_version);
    free(x->install_hint);
    free(x->info);
    free(x);
}

/* ---- the environment: ours, unless the kubeconfig says another value ---- */

static size_t list_count(char *const *list)
{
    size_t count = 0;

    while (list && list[count])
        count++;
    return count;
}

static bool same_name(const char *a, const char *b)
{
    size_t len = strcspn(a, "=");

    return len == strcspn(b, "=") && !strncmp(a, b, len);
}

/* The newest entry of a name counts, as in Go. */
static void put_env(char **list, size_t *count, char *entry)
{
    for (size_t i = 0; i < *count; i++)
        if (same_name(list[i], entry)) {
            list[i] = entry;
            return;
        }
    list[(*count)++] = entry;
}

/* The entries are borrowed; free the list with free(). */
static char **environment(const struct kube_exec *x, char *info)
{
    char **list = xcalloc(list_count(environ) + list_count(x->env) + 2, sizeof *list);
    size_t count = 0;

    for (size_t i = 0; environ[i]; i++)
        list[count++] = environ[i];
    for (size_t i = 0; x->env && x->env[i]; i++)
        put_env(list, &count, x->env[i]);
    put_env(list, &count, info);
    return list;
}

/* ---- one run ---- */

static void close_out(struct kube_exec_run *r)
{
    if (r->out < 0)
        return;
    loop_fd_remove(r->on_out);
    close(r->out);
    r->out = -1;
}

static void run_free(struct kube_exec_run *r)
{
    close_out(r);
    if (r->process >= 0) {
        loop_fd_remove(r->on_process);
        close(r->process);
    }
    if (r->pid) {
        kill(-r->pid, SIGKILL);
        waitpid(r->pid, NULL, 0);
    }
    loop_timer_remove(r->deadline);
    if (r->text.data)
        explicit_bzero(r->text.data, r->text.cap);
    buf_release(&r->text);
    free(r);
}

void kube_exec_cancel(struct kube_exec_run *r)
{
    if (r)
        run_free(r);
}

static void end_run(struct kube_exec_run *r, struct kube_credential *got, const struct err *err)
{
    kube_exec_fn *fn = r->fn;
    void *context = r->context;

    run_free(r);
    fn(context, got, err);
    if (got)
        kube_credential_release(got);
}

static void fail_run(struct kube_exec_run *r, const char *how)
{
    struct err err = {0};

    err_set(&err, ERR_AGAIN, "credentials of %s: '%s' %s", r->x->where, r->x->command, how);
    end_run(r, NULL, &err);
}

static void whole(struct kube_exec_run *r)
{
    struct kube_credential got;
    struct err err = {0};

    if (WIFSIGNALED(r->status)) {
        own_str char *how = xasprintf("was ended by signal %d", WTERMSIG(r->status));
        fail_run(r, how);
    } else if (WEXITSTATUS(r->status)) {
        own_str char *how = xasprintf("failed with exit code %d: what it says of it is in the log", WEXITSTATUS(r->status));
        fail_run(r, how);
    } else if (kube_credential_read(&got, r->x, buf_str(&r->text), r->text.len, &err)) {
        end_run(r, NULL, &err);
    } else {
        end_run(r, &got, NULL);
    }
}

static void on_out(void *context, int fd, unsigned ready)
{
    struct kube_exec_run *r = context;
    char bytes[4096];
    ssize_t got = read(fd, bytes, sizeof bytes);

    (void)ready;
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got > 0) {
        buf_add(&r->text, bytes, (size_t)got);
        explicit_bzero(bytes, (size_t)got);
        if (r->text.len > ANSWER_MAX)
            fail_run(r, "prints without end");
        return;
    }
    close_out(r);
    if (!r->pid)
        whole(r);
}

static void on_process(void *context, int fd, unsigned ready)
{
    struct kube_exec_run *r = context;

    (void)ready;
    if (waitpid(r->pid, &r->status, WNOHANG) == 0)
        return;
    r->pid = 0;
    loop_fd_remove(r->on_process);
    close(fd);
    r->process = -1;
    if (r->out < 0)
        whole(r);
}

static void on_deadline(void *context)
{
    fail_run(context, "did not end within a minute");
}

static int cannot_start(const struct kube_exec *x, int error, struct err *err)
{
    const char *hint = x->install_hint;

    if (error == EAGAIN || error == ENOMEM)
        return err_set(err, ERR_AGAIN, "'%s' of %s could not be started: %s", x->command, x->where, strerror(error));
    return err_set(err, ERR_CONFIG, "'%s' of %s could not be started: %s%s%s", x->command, x->where, strerror(error),
                   hint ? ": " : ": install it, or name it in 'command' with its path", hint ? hint : "");
}

/* In a process group of its own, so that its children end with it; with no descriptor but 0, 1 and 2. */
static int spawn_into(const struct kube_exec *x, int out, pid_t *pid)
{
    own_str char *info = xasprintf("KUBERNETES_EXEC_INFO=%s", x->info);
    size_t count = list_count(x->args);
    char **argv = xcalloc(count + 2, sizeof *argv), **env = environment(x, info);
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, all;
    int error;

    argv[0] = x->command;
    for (size_t i = 0; i < count; i++)
        argv[i + 1] = x->args[i];
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, out, 1);
    posix_spawn_file_actions_addclosefrom_np(&files, 3);
    posix_spawnattr_init(&how);
    posix_spawnattr_setsigmask(&how, &none);
    posix_spawnattr_setsigdefault(&how, &all);
    posix_spawnattr_setflags(&how, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    error = posix_spawnp(pid, x->command, &files, &how, argv, env);
    posix_spawnattr_destroy(&how);
    posix_spawn_file_actions_destroy(&files);
    free(argv);
    free(env);
    return error;
}

static void close_pair(const int ends[2])
{
    for (int i = 0; i < 2; i++)
        if (ends[i] >= 0)
            close(ends[i]);
}

struct kube_exec_run *kube_exec_start(struct loop *loop, const struct kube_exec *x, kube_exec_fn *fn, void *context, struct err *err)
{
    struct kube_exec_run *r = xcalloc(1, sizeof *r);
    int ends[2] = {-1, -1}, error = 0;

    *r = (struct kube_exec_run){.loop = loop, .x = x, .fn = fn, .context = context, .out = -1, .process = -1};
    if (pipe2(ends, O_CLOEXEC) || (error = spawn_into(x, ends[1], &r->pid)) || (r->process = pidfd_open(r->pid, 0)) < 0) {
        cannot_start(x, error ? error : errno, err);
        close_pair(ends);
        if (error)
            r->pid = 0;
        run_free(r);
        return NULL;
    }
    close(ends[1]);
    r->out = ends[0];
    r->on_out = loop_fd_add(loop, r->out, LOOP_READ, on_out, r);
    r->on_process = loop_fd_add(loop, r->process, LOOP_READ, on_process, r);
    r->deadline = loop_timer_add(loop, on_deadline, r);
    loop_timer_in(r->deadline, DEADLINE_MS);
    return r;
}
