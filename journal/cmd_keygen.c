/* NAME     journal keygen - make a key pair for tcp://
 * READS    nothing
 * WRITES   FILE, the key pair, which only its owner may read; FILE.pub, its public part; stdout: the row by which the journal's access
 *          file lets the holder in, to be completed
 * STATE    none. A file that is there is never written over
 * OPTIONS  none
 * EXIT     0 done, 100 the files cannot be made
 * EXAMPLE  journal keygen /etc/headgate/watch-red.key */

/* system */
#include <stdio.h>
#include <string.h>

/* base */
#include "lib/base/link_keys.h"
#include "lib/base/log.h"

/* own */
#include "journal/command.h"

static error_t option(int key, char *arg, struct argp_state *state)
{
    const char **path = state->input;
    switch (key) {
    case ARGP_KEY_ARG:
        if (*path)
            argp_error(state, "'%s': one key pair at a time", arg);
        *path = arg;
        return 0;
    case ARGP_KEY_NO_ARGS:
        argp_error(state, "give the file that the key pair shall go to");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* The file's name without folder and ending, as the name of the row. */
static void print_row(const char *path, const char *public)
{
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    const char *dot = strrchr(name, '.');
    int len = dot && dot > name ? (int)(dot - name) : (int)strlen(name);
    printf("%.*s key=%s append= read=\n", len, name, public);
}

int cmd_keygen(int argc, char **argv)
{
    static const struct argp argp = {
        .parser = option, .args_doc = "FILE", .doc = "Make a CURVE key pair: FILE, which stays here, and FILE.pub, to be handed over."};
    const char *path = NULL;
    struct link_pair pair;
    struct err err = {0};
    command_parse(&argp, argc, argv, &path);
    if (link_pair_make(&pair, &err) || link_pair_save(&pair, path, &err))
        return command_fail(&err);
    print_row(path, pair.public);
    link_pair_wipe(&pair);
    return EXIT_DONE;
}
