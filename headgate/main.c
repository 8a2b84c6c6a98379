/* NAME
 *      headgate - finds the programs of Headgate as git finds its commands
 *
 * READS    nothing
 * WRITES   nothing; the command it starts does
 * STATE    none; HEADGATE_JOURNAL is ipc:///run/headgate/journal for what it runs, where it was not set
 *
 * OPTIONS
 *      headgate COMMAND [ARGUMENT...]   runs HEADGATE_EXEC_PATH/COMMAND, by default
 *                                       /usr/libexec/headgate/COMMAND, else the one beside itself
 *      headgate help [COMMAND]          lists the commands, or shows one's --help
 *      headgate check [--fleet FILE]    asks AWS and every cluster of the fleet (/etc/headgate/fleet.yaml) who we are
 *                                       there and what we may: apply-aws --check and watch-k8s --check, one after
 *                                       the other
 *      headgate --version
 *
 * EXIT     the command's; 100 when there is no such command; of check 100 where one of them says so, else 111
 *
 * EXAMPLE  headgate journal read --type plan.rejected | jq -r .data.reason
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/model/fleet.h"

static const struct command {
    const char *name;
    const char *what;
} commands[] = {
    {"journal", "the log of every event: serve, append, read, trace, verify, keygen, stat"},
    {"shift-traffic", "the operator's hand: weights, drain, resume, hold, release; status"},
    {"watch-k8s", "what one Kubernetes cluster says, as events"},
    {"build-podinfo", "folds object events into PodInfo, Ingress, Service and Node records"},
    {"plan-rules", "folds those, and what AWS said, into batches of AWS calls"},
    {"report-k8s", "writes Ingress status, readiness gates and Events back to one cluster"},
    {"apply-aws", "makes the calls and reports the answers; observes AWS"},
};

/* The folder of this program's own file. */
static char *own_folder(void)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    if (len < 0)
        return xstrdup(".");
    path[len] = '\0';
    char *slash = strrchr(path, '/');
    return xstrndup(path, slash ? (size_t)(slash - path) : 0);
}

/* HEADGATE_EXEC_PATH, else ../libexec/headgate where it exists, else the own folder. free with free() */
static char *exec_folder(void)
{
    const char *given = getenv("HEADGATE_EXEC_PATH");
    if (given && *given)
        return xstrdup(given);
    own_str char *own = own_folder();
    own_str char *installed = xasprintf("%s/../libexec/headgate", own);
    return xstrdup(access(installed, X_OK) == 0 ? installed : own);
}

/* Who calls us works on the pipeline that is installed here, unless the environment says otherwise. */
static int run_command(const char *name, char **argv)
{
    setenv("HEADGATE_JOURNAL", "ipc:///run/headgate/journal", 0);
    own_str char *folder = exec_folder();
    own_str char *path = xasprintf("%s/%s", folder, name);
    execv(path, argv);
    fprintf(stderr, "headgate: cannot run '%s': %s; reinstall Headgate or set HEADGATE_EXEC_PATH\n", path, strerror(errno));
    return EXIT_ACT;
}

/* ---- check ---- */

/* The command's exit code, once it has ended. */
static int wait_for_command(const char *name, char **argv)
{
    int status = 0;
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0)
        _exit(run_command(name, argv));
    if (pid < 0 || waitpid(pid, &status, 0) < 0 || !WIFEXITED(status)) {
        fprintf(stderr, "headgate: %s did not end as it should\n", name);
        return EXIT_AGAIN;
    }
    return WEXITSTATUS(status);
}

static int worse(int a, int b)
{
    if (a == EXIT_ACT || b == EXIT_ACT)
        return EXIT_ACT;
    return a == EXIT_DONE && b == EXIT_DONE ? EXIT_DONE : EXIT_AGAIN;
}

static int check_all(const struct fleet *f, char *file)
{
    static char aws[] = "apply-aws", watch[] = "watch-k8s", check[] = "--check", fleet[] = "--fleet", cluster[] = "--cluster";
    char *ask_aws[] = {aws, check, fleet, file, NULL};
    printf("AWS\n");
    int code = wait_for_command(aws, ask_aws);
    for (size_t i = 0; i < f->clusters_count; i++) {
        char *ask_cluster[] = {watch, check, fleet, file, cluster, f->clusters[i].name, NULL};
        printf("\ncluster %s\n", f->clusters[i].name);
        code = worse(code, wait_for_command(watch, ask_cluster));
    }
    return code;
}

static int check(int argc, char **argv)
{
    static char usual[] = "/etc/headgate/fleet.yaml";
    bool given = argc == 4 && strcmp(argv[2], "--fleet") == 0;
    char *file = given ? argv[3] : usual;
    struct fleet f = {0};
    struct err err = {0};
    if (argc != 2 && !given) {
        fprintf(stderr, "headgate: usage: headgate check [--fleet FILE]\n");
        return EXIT_ACT;
    }
    int code = fleet_load(&f, file, &err) ? EXIT_ACT : check_all(&f, file);
    if (err.kind != ERR_NONE)
        fprintf(stderr, "headgate: %s\n", err.text);
    fleet_release(&f);
    return code;
}

/* ---- commands ---- */

static int list_commands(void)
{
    puts("usage: headgate COMMAND [ARGUMENT...]\n\nThe commands are:");
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        printf("  %-14s %s\n", commands[i].name, commands[i].what);
    puts("  check          asks AWS and every cluster of the fleet what is missing: headgate check [--fleet FILE]");
    puts("\n'headgate help COMMAND' tells more about one.");
    return EXIT_DONE;
}

static const struct command *find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    fprintf(stderr, "headgate: there is no command '%s'; 'headgate help' lists them\n", name);
    return NULL;
}

static int help(const char *name)
{
    static char option[] = "--help";
    if (!name)
        return list_commands();
    if (!find(name))
        return EXIT_ACT;
    own_str char *copy = xstrdup(name);
    char *argv[] = {copy, option, NULL};
    return run_command(name, argv);
}

int main(int argc, char **argv)
{
    if (argc < 2 || str_equal(argv[1], "--help") || str_equal(argv[1], "help"))
        return help(argc > 2 ? argv[2] : NULL);
    if (str_equal(argv[1], "check"))
        return check(argc, argv);
    if (str_equal(argv[1], "--version"))
        return printf("headgate %s\n", HEADGATE_VERSION) < 0 ? EXIT_AGAIN : EXIT_DONE;
    return find(argv[1]) ? run_command(argv[1], argv + 1) : EXIT_ACT;
}
