/* The skeleton of every stage, written once: options, log, signals, stdin and operands or the journal,
 * wake-ups, end of input, exit codes. A program's main.c is a `struct stage_program` handed to stage_run.
 *
 * In a pipe, lines come from stdin or the operands, merged; a line whose type is not in `folds` goes out
 * unchanged, one that is also in `passes` goes out and is folded. `react` is called once at the end of
 * input, then `finish`. Recorded lines (with a sequence) of a pure stage that has no `react` end at that stage in a pipe:
 * it makes them anew.
 *
 * With --journal, `fold` first gets everything that `reads` names up to the journal's head, with emitted
 * events dropped up to `upto` (they are stored already); then `start` once; then `react` each time all
 * that the journal has, own events included, is folded. All that one fold or react emits goes to the
 * journal in one append together with `upto`.
 *
 * A pure stage can be held against its past: with --replay FILE it folds the journal's lines from stdin, reacts where
 * it did, and compares what it says with the recorded lines in FILE. No append, no clock; exit 1 where they differ.
 *
 * State changes only in fold: an event that the stage emits and that `folds` names comes back through
 * fold like any other (from the journal, or at once in a pipe), unless the program remembers. */
#ifndef BASE_STAGE_H
#define BASE_STAGE_H

#include <argp.h>
#include <stdbool.h>

#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/loop.h"

struct stage;

struct stage_program {
    const char *name;     /* of the program, and of its source unless stage_set_source says more */
    const char *manual;   /* text of --help after the usage line; the comment on top of main.c in short */
    const char *operands; /* "[FILE...]" or NULL when it reads no events from a pipe */

    const struct argp_option *options;                                     /* own options, NULL-terminated; may be NULL */
    int (*option)(void *state, int key, const char *arg, struct err *err); /* own keys only */

    const char *const *folds;  /* types, NULL-terminated; "cluster." means every type that starts so */
    const char *const *passes; /* those of them that also go on in a pipe; may be NULL */
    const char *const *reads;  /* sources in the journal; "watch-k8s/" every one that starts so, "." its own */
    const char *const *given;  /* own types that do not follow from inputs (a file says so): inputs to a replay; may be NULL */
    bool pure;                 /* events carry the stage's clock, not the wall's */
    bool remembers;            /* it knows what it has said: own events come to fold from earlier runs only, before `start` */

    int (*open)(void *state, struct stage *s, struct err *err);                        /* options are known, nothing read yet */
    int (*fold)(void *state, struct stage *s, const struct event *e, struct err *err); /* ERR_INPUT: event.rejected */
    void (*start)(void *state, struct stage *s);  /* first caught up; in a pipe before the first line */
    void (*react)(void *state, struct stage *s);  /* caught up */
    void (*finish)(void *state, struct stage *s); /* end of input of a pipe; must lead to stage_exit. NULL: exit 0 */
    void (*hangup)(void *state, struct stage *s); /* SIGHUP; NULL ignores it */
    void (*close)(void *state);
};

/* state is the program's own, zeroed by it. Returns the exit code. */
int stage_run(const struct stage_program *program, void *state, int argc, char **argv);

/* ---- for the callbacks ---- */

/* What an emitted event says. data is JSON text (borrowed). cause may be NULL. */
struct stage_event {
    const char *type;
    const char *subject;
    const struct event *cause; /* its SOURCE#ID becomes causationid */
    const char *causation;     /* or the reference itself, where the event is long gone */
    const char *data;
};

/* Gathers one event for the next append, or writes it in a pipe. Dropped while replaying to upto. */
void stage_emit(struct stage *s, const struct stage_event *e);
/* Writes a line that is no event to stdout (plan-rules --desired). In a pipe only. */
void stage_print(struct stage *s, const char *line);
/* What is printed is for people: of the events in a pipe only those that say what is wrong go on. Call in start. */
void stage_for_people(struct stage *s);

/* The stage's source, by default the program's name: call in open ("watch-k8s/blue"). Copied. */
void stage_set_source(struct stage *s, const char *source);
const char *stage_source(const struct stage *s);
/* In pipes, true: input ends, batches count as done when written. */
bool stage_in_pipe(const struct stage *s);
/* The clock of pure stages: of the newest event folded; before the first one, zero. */
struct moment stage_now(const struct stage *s);
/* The sequence of the newest event folded (the horizon); in a pipe the count of events folded. */
uint64_t stage_horizon(const struct stage *s);
/* At `at` the skeleton appends timer.fired, read back like any event. The newest call counts; zero: none. */
void stage_wake_at(struct stage *s, struct moment at);
/* The loop, for stages that talk to the world. */
struct loop *stage_loop(struct stage *s);
/* Bytes emitted that the journal has not acknowledged: sources of events pause above some MiB. */
size_t stage_backlog(const struct stage *s);
/* Ends the stage once everything emitted is stored or written. */
void stage_exit(struct stage *s, int code);
/* Prints the error and ends the stage with the code of its kind. */
void stage_fail(struct stage *s, const struct err *err);

#endif
