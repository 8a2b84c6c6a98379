/* The commands of `journal`: one row in main.c's table, one file each. */
#ifndef JOURNAL_COMMAND_H
#define JOURNAL_COMMAND_H

#include <argp.h>

#include "lib/base/err.h"
#include "lib/base/hub.h"

#define JOURNAL_ENDPOINT "ipc:///run/headgate/journal"

/* argv[0] is "journal COMMAND". Gives the exit code. */
typedef int command_fn(int argc, char **argv);

command_fn cmd_serve;
command_fn cmd_append;
command_fn cmd_read;
command_fn cmd_trace;
command_fn cmd_index;
command_fn cmd_export;
command_fn cmd_import;
command_fn cmd_verify;
command_fn cmd_keygen;
command_fn cmd_stat;
command_fn cmd_compact;

/* argp_parse, ended with 100 for a wrong option. */
void command_parse(const struct argp *argp, int argc, char **argv, void *input);
/* The journal at that endpoint, with the key files that command_parse was given. */
struct hub_address command_address(const char *endpoint);
/* The endpoint in force: what was given, else HEADGATE_JOURNAL, else the default. */
const char *command_endpoint(const char *given);
/* Tells what went wrong on stderr; gives the exit code of its kind. */
int command_fail(const struct err *err);

/* The one option of all commands that ask a journal which runs. */
#define OPTION_JOURNAL                                                                                                                     \
    {                                                                                                                                      \
        "journal", 'j', "ENDPOINT", 0, "Where the journal listens (HEADGATE_JOURNAL, else " JOURNAL_ENDPOINT ")", 0                        \
    }

#endif
