/* Events are for people: a few at once, then few. One bucket for each object, and one for all of them. */
#ifndef REPORT_TRICKLE_H
#define REPORT_TRICKLE_H

#include <stdint.h>

struct trickle;

struct trickle *trickle_new(void);
void trickle_free(struct trickle *p);
/* 0: one may be sent about that object now, and is counted. Else how many ms later to ask again. now in mono_ms. */
int64_t trickle_take(struct trickle *p, const char *object, int64_t now);

#endif
