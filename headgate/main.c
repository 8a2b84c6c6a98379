/* NAME
 *      headgate - finds the programs of Headgate as git finds its commands
 *
 * READS    nothing
 * WRITES   nothing; the command it starts does
 * STATE    none
 *
 * OPTIONS
 *      headgate COMMAND [ARGUMENT...]   runs HEADGATE_EXEC_PATH/COMMAND, by default
 *                                       /usr/libexec/headgate/COMMAND, else the one beside itself
 *      headgate help [COMMAND]          lists the commands, or shows one's --help
 *      headgate --version
 *
 * EXIT     the command's; 100 when there is no such command
 *
 * EXAMPLE  headgate journal read --type plan.rejected | jq -r .data.reason
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

static const struct command {
    const char *name;
    const char *what;
} commands[] = {
    {"journal", "the log of every event: serve, append, read, trace, verify, stat"},
    {"shift-traffic", "the operator's hand: weights, drain, resume, hold, release"},
    {"watch-k8s", "what one Kubernetes cluster says, as events"},
    {"build-podinfo", "folds object events into PodInfo, Ingress, Service and Node records"},
    {"plan-rules", "folds those, and what AWS said, into batches of AWS calls"},
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

static int run_command(const char *name, char **argv)
{
    own_str char *folder = exec_folder();
    own_str char *path = xasprintf("%s/%s", folder, name);
    execv(path, argv);
    fprintf(stderr, "headgate: cannot run '%s': %s; reinstall Headgate or set HEADGATE_EXEC_PATH\n", path, strerror(errno));
    return EXIT_ACT;
}

static int list_commands(void)
{
    puts("usage: headgate COMMAND [ARGUMENT...]\n\nThe commands are:");
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        printf("  %-14s %s\n", commands[i].name, commands[i].what);
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
    if (str_equal(argv[1], "--version"))
        return printf("headgate %s\n", HEADGATE_VERSION) < 0 ? EXIT_AGAIN : EXIT_DONE;
    return find(argv[1]) ? run_command(argv[1], argv + 1) : EXIT_ACT;
}
