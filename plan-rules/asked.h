/* What was asked of AWS (aws.wanted) and what was answered (resource Answer): the newest of both, by the question's subject
 * SERVICE/RESOURCE/BY/VALUE. A fold; a question without a newer answer is open, and is not asked again meanwhile. */
#ifndef PLAN_ASKED_H
#define PLAN_ASKED_H

#include <stdbool.h>
#include <uthash.h>

#include "lib/base/event.h"
#include "lib/base/moment.h"
#include "lib/model/fleet.h"
#include "lib/model/strs.h"

struct err;
struct observed;
struct world;

struct asked {
    char *subject;
    struct moment asked;    /* when it was asked last; zero: only its answer is known */
    struct moment answered; /* when it was answered last; zero: never */
    bool open;
    int attempt; /* of the question asked last: so many answers in a row had nothing before it */
    bool found;
    bool news;       /* the newest answer has nothing, or something else than the one before */
    struct strs ids; /* what it found, sorted */
    UT_hash_handle hh;
};

const struct asked *asked_find(const struct world *w, const char *subject); /* NULL: neither asked nor answered */
void asked_release(struct asked **all);

/* Handlers of the fold: of aws.wanted, and of what was observed where that is an answer. */
int asked_fold_wanted(struct world *w, const struct event *e, struct err *err);
void asked_fold_answer(struct world *w, const struct event *e, const struct observed *seen);

/* When an answer is asked for anew: what AWS did not have after option ask-again (1m; from the tenth time in a row on five times as
 * long), what it had after option ask-anew (1h). How long an Ingress waits for its first answer before it is told why it is not
 * served: option ask-patience (30s). */
int64_t asked_again_ms(const struct fleet *f, const struct asked *a);
int64_t asked_anew_ms(const struct fleet *f);
int64_t asked_patience_ms(const struct fleet *f);

#endif
