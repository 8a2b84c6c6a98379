/* The process beside `serve`: it reads what is committed, keeps the index, folds the figures of what passes, and answers what serve
 * hands on. When it dies, or is slow, appends and readings do not notice.
 *
 * On the socket, from serve: {"ticket":N,"question":{...}}, one a line. To serve: one JSON object a line, and behind those that have
 * `bytes` as many bytes: {"word":"answer","ticket":N,"at":SEQUENCE,"cut":BOOL,"refused":"...","bytes":N},
 * {"word":"state","at":SEQUENCE,"events":N,"bytesall":N,"live":N,"livebytes":N,"trouble":"..."}, {"word":"page","bytes":N}. */
#ifndef JOURNAL_WORKER_H
#define JOURNAL_WORKER_H

#include <stdbool.h>

struct worker_options {
    const char *directory;
    int fd;       /* to serve; the end of it ends the process */
    bool figures; /* of what passes, too */
};

/* Gives the exit code. */
int worker_run(const struct worker_options *options);

#endif
