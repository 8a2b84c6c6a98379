/* Blocks of addresses, "10.0.0.0/16", "2001:db8::/56". */
#ifndef PLAN_CIDR_H
#define PLAN_CIDR_H

#include <stdbool.h>

/* False also where either is none. cidr may be NULL. */
bool cidr_has(const char *cidr, const char *address);
/* As Go's net.ParseCIDR: no short forms, no leading zeros. */
bool cidr_good(const char *text);

#endif
