/* The last room of a journal is kept for what moves traffic: near a full disk everything else is refused first. */
#ifndef JOURNAL_RESERVE_H
#define JOURNAL_RESERVE_H

#include <stdbool.h>
#include <stdint.h>

struct event;

/* The event may take of the reserve: the operator's words, targets, weights, and what is needed to act on them. */
bool reserve_is_for(const struct event *e);
/* Bytes kept of a journal that can grow to `limit`. */
uint64_t reserve_bytes(uint64_t limit);

#endif
