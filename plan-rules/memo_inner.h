/* Between the files of the memo: its parts, and what was touched of them. */
#ifndef PLAN_MEMO_INNER_H
#define PLAN_MEMO_INNER_H

#include "plan-rules/memo.h"

extern const char memo_bindings[]; /* ids of the two parts that are no stack's */
extern const char memo_in_doubt[];

struct place { /* an Ingress, and the parts that it belongs to: of its newest and of its last good form */
    char *key;
    struct strs parts;
    UT_hash_handle hh;
};

struct again { /* parts that must be compiled */
    struct strs ids;
    bool bindings;
};

/* Puts an Ingress where it belongs, if it is there. */
void memo_place(struct memo *m, const struct world *w, const char *key);
void memo_place_free(struct memo *m, struct place *p);

/* memo_touch.c: marks what must be looked at, and says what must be compiled. False: it may concern anybody. */
bool memo_touch(struct memo *m, struct world *w, struct again *a);
/* After the parts are compiled: health and units. */
void memo_touch_plans(struct memo *m, const struct world *w);
/* memo_doors.c */
void memo_doors_stale(struct part *p); /* they are made again */
void memo_doors_drop(struct part *p);
void memo_touch_doors(struct memo *m, const struct world *w);
/* Only who is let in by this security group is another than before. */
bool memo_only_rules(const struct world *w, const char *kind, const char *id);

void memo_again(struct again *a, const char *id);

#endif
