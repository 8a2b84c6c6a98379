/* What the compiler must know of AWS and no reading tells by itself: a certificate for a host, something by its name. Who needs the
 * answer is noted with the question (rejections.needs); the planner asks (plan_ask.c). In a pipe nobody answers: there what
 * was read counts. */
#ifndef PLAN_ASK_H
#define PLAN_ASK_H

#include <stdbool.h>

#include "lib/base/moment.h"
#include "lib/model/strs.h"
#include "lib/model/wanted.h"

struct build;
struct compiler;
struct fault;
struct member;

struct ask {
    const char *service, *resource, *by, *value;
    bool either;  /* that there is none is as good an answer */
    bool missing; /* it would have been read if it were there: only an answer that is newer than that can help */
};

enum answer {
    ANSWER_UNASKED, /* in a pipe: look at what was observed */
    ANSWER_WAITS,
    ANSWER_NONE,
    ANSWER_FOUND,
};

/* Who asks: the stack of it, the event that said so, and when. */
struct asker {
    const char *stack, *cause;
    struct moment changed;
};

struct ask_need { /* one question of one stack */
    struct wanted question;
    char *subject;
    char *stack;
    struct moment changed; /* when the newest of those who need it was changed */
    bool either, lacking;  /* that there is none is an answer; the answer on record does not help */
};

struct ask_needs {
    struct ask_need *items;
    size_t count, cap;
};

/* ids, where it is given, is what was found (borrowed). */
enum answer ask_for(struct compiler *c, const struct asker *who, const struct ask *q, const struct strs **ids);
struct asker ask_of_member(const struct member *m);
/* Of all members that are in: the one that was changed last. */
struct asker ask_of_group(const struct build *b);
/* The fault of who waits for the answer: nothing is wrong yet. Gives -1. */
int ask_waits(struct fault *f, const char *field, const struct ask *q);

/* SERVICE/RESOURCE/BY/VALUE; free with free(). */
char *ask_subject(const struct ask *q);
/* The need of that stack (or of none: NULL) for it, which is added where it is not there. */
struct ask_need *ask_needs_get(struct ask_needs *all, const char *stack, const struct ask *q);
void ask_needs_sort(struct ask_needs *n);                                   /* by subject */
bool ask_needs_equal(const struct ask_needs *a, const struct ask_needs *b); /* sorted: the same subjects */
void ask_need_release(struct ask_need *n);
void ask_needs_release(struct ask_needs *n);

#endif
