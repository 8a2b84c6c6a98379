/* What shim.c writes down and images.c reads. */
#ifndef TESTS_POWER_H
#define TESTS_POWER_H

#include <stdint.h>

enum power_kind {
    POWER_WRITE,         /* `len` bytes at `offset`, on disk at the next sync */
    POWER_WRITE_THROUGH, /* the same, on disk when the call is over (O_DSYNC) */
    POWER_SYNC,          /* all writes before it are on disk */
    POWER_TOLD,          /* a client was told of sequence `offset` */
};

struct power_record {
    uint64_t kind;
    uint64_t offset;
    uint64_t len;
};

#endif
