/* Bytes to and from a descriptor, as they are or by Zstandard. The only place that includes zstd.h. */
#ifndef JOURNAL_PACKED_H
#define JOURNAL_PACKED_H

#include <stddef.h>

#include "lib/base/buf.h"

struct err;
struct packer;
struct unpacker;

enum packing { PACKING_NONE, PACKING_ZSTD };

struct packer *packer_new(int fd, enum packing packing);
/* ERR_AGAIN: the descriptor does not take it. */
int packer_write(struct packer *p, const void *bytes, size_t len, struct err *err);
/* Writes what is left. */
int packer_end(struct packer *p, struct err *err);
void packer_free(struct packer *p);

/* Which packing it is, it sees by the first bytes. */
struct unpacker *unpacker_new(int fd);
/* Appends some more bytes; `more` is false at the end. ERR_INPUT: what was packed is damaged, or cut. */
int unpacker_read(struct unpacker *u, struct buf *to, int *more, struct err *err);
void unpacker_free(struct unpacker *u);

#endif
