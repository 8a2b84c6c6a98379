/* NAME     journal index - bring the index of trace up to the end of the journal
 * READS    the database in DIRECTORY; a journal may be serving it, and then does this by itself
 * WRITES   DIRECTORY/trace.index; stdout: one line, how far it has come
 * STATE    the index: it can be thrown away, and is made anew from the database
 * OPTIONS  --directory DIRECTORY, --rebuild
 * EXIT     0 done, 100 it cannot be made, or the database cannot be read; 111 try again
 * EXAMPLE  journal index --rebuild --directory /var/lib/headgate/journal */

/* system */
#include <stdio.h>
#include <stdlib.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "journal/command.h"
#include "journal/indexing.h"
#include "journal/progress.h"
#include "journal/store.h"
#include "journal/store_index.h"
#include "journal/worker.h"

enum { KEY_REBUILD = 0x100, KEY_BESIDE, KEY_FIGURES };

struct index_options {
    struct worker_options worker;
    bool rebuild;
};

static const struct argp_option options[] = {
    {"directory", 'd', "DIRECTORY", 0, "Where the database is (/var/lib/headgate/journal)", 0},
    {"rebuild", KEY_REBUILD, NULL, 0, "Throw away what is there first", 0},
    {"beside", KEY_BESIDE, "FD", OPTION_HIDDEN, NULL, 0}, /* as serve starts it: worker.h */
    {"figures", KEY_FIGURES, NULL, OPTION_HIDDEN, NULL, 0},
    {0},
};

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct index_options *o = state->input;
    switch (key) {
    case 'd':
        o->worker.directory = arg;
        return 0;
    case KEY_REBUILD:
        o->rebuild = true;
        return 0;
    case KEY_BESIDE:
        o->worker.fd = atoi(arg);
        return 0;
    case KEY_FIGURES:
        o->worker.figures = true;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s': index takes no operands", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static int bring_up(struct indexing *x, struct err *err)
{
    struct progress progress;
    bool more = true;
    int rc = 0;
    progress_begin(&progress, "indexing", store_head(x->store).sequence);
    while (!rc && more) {
        rc = indexing_slice(x, &more, err);
        progress_at(&progress, index_head(x->index));
    }
    progress_end(&progress);
    return rc ? rc : indexing_commit(x, err);
}

int cmd_index(int argc, char **argv)
{
    static const struct argp argp = {.options = options,
                                     .parser = option,
                                     .doc = "Bring the index of trace up to the end of the journal. 'journal serve' does it by itself."};
    struct index_options o = {.worker = {.directory = "/var/lib/headgate/journal", .fd = -1}};
    struct indexing x;
    struct err err = {0};
    command_parse(&argp, argc, argv, &o);
    if (o.worker.fd >= 0)
        return worker_run(&o.worker);
    own_str char *path = indexing_path(o.worker.directory);
    if (indexing_open(&x, o.worker.directory, &err))
        return command_fail(&err);
    if (o.rebuild)
        index_clear(x.index);
    int rc = bring_up(&x, &err);
    struct index_share share = index_share(x.index);
    if (!rc)
        printf("indexed sequence=%llu events=%llu live=%llu file=%s\n", (unsigned long long)index_head(x.index),
               (unsigned long long)share.events, (unsigned long long)share.live_events, path);
    indexing_close(&x);
    return rc ? command_fail(&err) : EXIT_DONE;
}
