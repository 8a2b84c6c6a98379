/* NAME     journal - the one ordered log that all of Headgate writes to and reads from
 * READS    serve: what its clients say over ZeroMQ; append: events from stdin; the others: the journal
 * WRITES   serve: the database; append: the journal, and stdout; the others: stdout
 * STATE    one LMDB database in one directory: `serve` adds to it, `compact` takes out
 * OPTIONS  of each command: journal COMMAND --help
 * EXIT     0 done, 100 a person must change something, 111 try again; verify: 1 when the chain is broken
 * EXAMPLE  journal serve --listen ipc:///tmp/j --directory /tmp/j.d &
 *          watch-k8s --cluster blue --once | journal append --journal ipc:///tmp/j | head -3
 *          journal read --journal ipc:///tmp/j --type object. --follow */

/* system */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/hub_options.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/command.h"

static const struct {
    const char *name;
    const char *about;
    command_fn *fn;
} commands[] = {
    {"serve", "keep the journal: append, read, acknowledge", cmd_serve},
    {"append", "events from stdin into the journal, and to stdout once they are on disk", cmd_append},
    {"read", "events of the journal, one a line", cmd_read},
    {"trace", "what led to an event, and what it led to", cmd_trace},
    {"index", "bring the index of trace up to the end of the journal", cmd_index},
    {"verify", "walk the hash chain of a database", cmd_verify},
    {"keygen", "make a key pair for tcp://", cmd_keygen},
    {"export", "a whole journal as lines, to stdout", cmd_export},
    {"import", "a journal from the lines of an export", cmd_import},
    {"stat", "what the journal knows of itself, its sources and its clients", cmd_stat},
    {"compact", "take out old events that no state follows from any more", cmd_compact},
};

static void usage(FILE *to)
{
    fprintf(to, "Usage: journal COMMAND [OPTION...]\nThe one ordered log of Headgate.\n\n");
    for (size_t i = 0; i < COUNT_OF(commands); i++)
        fprintf(to, "  %-8s %s\n", commands[i].name, commands[i].about);
    fprintf(to, "\n'journal COMMAND --help' tells the options of each. '--version' tells the version.\n"
                "Exit codes: 0 done, 100 a person must change something, 111 try again.\n");
}

/* The keys that the one command of this process was told. */
static struct hub_address keys;

static error_t pass_on(int key, char *arg, struct argp_state *state)
{
    (void)arg;
    if (key != ARGP_KEY_INIT)
        return ARGP_ERR_UNKNOWN;
    state->child_inputs[0] = state->input;
    state->child_inputs[1] = &keys;
    return 0;
}

/* Those that ask a journal may be told its keys. */
static bool asks_journal(const struct argp *argp)
{
    for (const struct argp_option *o = argp->options; o && (o->name || o->key); o++)
        if (str_equal(o->name, "journal"))
            return true;
    return false;
}

void command_parse(const struct argp *argp, int argc, char **argv, void *input)
{
    const struct argp_child children[] = {{argp, 0, NULL, 0}, {asks_journal(argp) ? &hub_keys_argp : NULL, 0, NULL, 0}, {0}};
    const struct argp whole = {.parser = pass_on, .children = children};
    argp_err_exit_status = EXIT_ACT;
    argp_program_version = "journal (headgate) " HEADGATE_VERSION;
    argp_parse(&whole, argc, argv, 0, NULL, input);
}

struct hub_address command_address(const char *endpoint)
{
    struct hub_address at = keys;
    at.endpoint = endpoint;
    return at;
}

const char *command_endpoint(const char *given)
{
    const char *environment = getenv("HEADGATE_JOURNAL");
    return given ? given : environment && *environment ? environment : JOURNAL_ENDPOINT;
}

int command_fail(const struct err *err)
{
    log_error("%s", err->text);
    return err_exit_code(err);
}

static int run(int argc, char **argv)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        if (strcmp(commands[i].name, argv[1]) != 0)
            continue;
        own_str char *name = xasprintf("journal %s", argv[1]);
        argv[1] = name;
        return commands[i].fn(argc - 1, argv + 1);
    }
    fprintf(stderr, "journal: '%s' is no command: 'journal --help' lists them\n", argv[1]);
    return EXIT_ACT;
}

int main(int argc, char **argv)
{
    log_open("journal", LOG_LEVEL_INFO);
    mem_settle();
    if (argc < 2) {
        usage(stderr);
        return EXIT_ACT;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0) {
        usage(stdout);
        return EXIT_DONE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("journal (headgate) " HEADGATE_VERSION);
        return EXIT_DONE;
    }
    return run(argc, argv);
}
