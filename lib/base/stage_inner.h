/* What stage.c and stage_*.c share; nobody else includes it. */
#ifndef BASE_STAGE_INNER_H
#define BASE_STAGE_INNER_H

#include "lib/base/buf.h"
#include "lib/base/hub.h"
#include "lib/base/stage.h"

struct stage_pipe;
struct stage_journal;

struct stage {
    const struct stage_program *program;
    void *state;
    struct loop *loop;
    char *source;
    char *journal;           /* endpoint, or NULL in a pipe */
    struct hub_address keys; /* the files for tcp:// */
    char *replay;            /* file of recorded outputs, or NULL */
    uint64_t replay_from;    /* what followed from inputs before this is not compared; 0: all is */
    char **operands;
    size_t operands_count;

    uint64_t number;     /* of the newest event emitted */
    uint64_t horizon;    /* sequence of the newest event folded; in a pipe their count */
    struct moment clock; /* of the newest event folded */
    bool for_people;     /* the output is text, events but rejections stay out of it */
    bool silent;         /* replaying what was answered before: outputs are stored already */

    struct buf out; /* lines gathered since the last flush */
    size_t out_count;
    struct buf own; /* in a pipe: emitted lines that fold must see again */

    struct moment wake_at;
    struct loop_timer *waker;
    struct notify *alive; /* the sign of life for the service manager, or NULL */

    bool exiting;
    int exit_code;

    struct stage_pipe *pipe;
    struct stage_journal *hub;
};

/* stage_options.c: fills journal and operands, hands own keys to the program. */
int stage_options(struct stage *s, int argc, char **argv, struct err *err);

/* stage.c */
bool stage_listed(const char *const *list, const char *type); /* "cluster." matches what starts so */
/* Folds one event; one that fold refuses becomes event.rejected. */
void stage_fold(struct stage *s, const struct event *e);
/* Puts on record a line that is no event, or an event that was refused. */
void stage_reject(struct stage *s, const char *where, const struct event *cause, const struct err *why, const char *line, size_t len);
/* As stage_emit, with the time given. */
void stage_emit_at(struct stage *s, const struct stage_event *e, struct moment time);

/* stage_pipe.c */
int stage_pipe_open(struct stage *s, struct err *err);
void stage_pipe_flush(struct stage *s); /* before the loop waits */
void stage_pipe_drain(struct stage *s); /* writes what was gathered, when it is much; folds nothing */
void stage_pipe_close(struct stage *s);
/* Folds own events that came out of the last callback. */
void stage_pipe_settle(struct stage *s);

/* stage_replay.c: all of it, without the loop; fills exit_code. */
int stage_replay(struct stage *s, struct err *err);

/* stage_journal.c */
int stage_journal_open(struct stage *s, struct err *err);
void stage_journal_flush(struct stage *s);
size_t stage_journal_backlog(const struct stage *s);
void stage_journal_close(struct stage *s);

#endif
