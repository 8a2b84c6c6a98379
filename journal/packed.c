#include "journal/packed.h"

/* system */
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zstd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

enum { WRITE_AT = 262144, READ_AT_ONCE = 262144, MAGIC = 4 };

/* ---- out ---- */

struct packer {
    int fd;
    ZSTD_CCtx *zstd; /* NULL: as it is */
    struct buf out;
};

struct packer *packer_new(int fd, enum packing packing)
{
    struct packer *p = xcalloc(1, sizeof *p);
    p->fd = fd;
    p->zstd = packing == PACKING_ZSTD ? ZSTD_createCCtx() : NULL;
    if (p->zstd)
        ZSTD_CCtx_setParameter(p->zstd, ZSTD_c_checksumFlag, 1);
    return p;
}

void packer_free(struct packer *p)
{
    if (!p)
        return;
    ZSTD_freeCCtx(p->zstd);
    buf_release(&p->out);
    free(p);
}

static int flush(struct packer *p, struct err *err)
{
    for (size_t done = 0; done < p->out.len;) {
        ssize_t n = write(p->fd, p->out.data + done, p->out.len - done);
        if (n < 0 && errno != EINTR)
            return err_set(err, ERR_AGAIN, "cannot write to stdout: %s", strerror(errno));
        done += n > 0 ? (size_t)n : 0;
    }
    buf_clear(&p->out);
    return 0;
}

/* Runs what is given through; at the end until nothing is left inside. */
static int compress(struct packer *p, const void *bytes, size_t len, ZSTD_EndDirective how, struct err *err)
{
    ZSTD_inBuffer in = {bytes, len, 0};
    for (;;) {
        size_t room = ZSTD_CStreamOutSize();
        ZSTD_outBuffer out = {buf_room(&p->out, room), room, 0};
        size_t left = ZSTD_compressStream2(p->zstd, &out, &in, how);
        if (ZSTD_isError(left))
            return err_set(err, ERR_AGAIN, "cannot compress: %s", ZSTD_getErrorName(left));
        p->out.len += out.pos;
        if (p->out.len >= WRITE_AT && flush(p, err))
            return -1;
        if (how == ZSTD_e_end ? !left : in.pos == in.size)
            return 0;
    }
}

int packer_write(struct packer *p, const void *bytes, size_t len, struct err *err)
{
    if (p->zstd)
        return compress(p, bytes, len, ZSTD_e_continue, err);
    buf_add(&p->out, bytes, len);
    return p->out.len >= WRITE_AT ? flush(p, err) : 0;
}

int packer_end(struct packer *p, struct err *err)
{
    if (p->zstd && compress(p, NULL, 0, ZSTD_e_end, err))
        return -1;
    return flush(p, err);
}

/* ---- in ---- */

struct unpacker {
    int fd;
    bool known; /* the first bytes were seen */
    bool whole; /* what is packed is not in the middle of a frame */
    ZSTD_DCtx *zstd;
    struct buf in;
};

struct unpacker *unpacker_new(int fd)
{
    struct unpacker *u = xcalloc(1, sizeof *u);
    u->fd = fd;
    u->whole = true;
    return u;
}

void unpacker_free(struct unpacker *u)
{
    if (!u)
        return;
    ZSTD_freeDCtx(u->zstd);
    buf_release(&u->in);
    free(u);
}

static void recognize(struct unpacker *u)
{
    static const uint8_t magic[MAGIC] = {0x28, 0xb5, 0x2f, 0xfd};
    u->known = true;
    if (u->in.len >= MAGIC && memcmp(u->in.data, magic, MAGIC) == 0)
        u->zstd = ZSTD_createDCtx();
}

static int decompress(struct unpacker *u, struct buf *to, struct err *err)
{
    ZSTD_inBuffer in = {u->in.data, u->in.len, 0};
    for (bool full = true; in.pos < in.size || full;) {
        size_t room = ZSTD_DStreamOutSize();
        ZSTD_outBuffer out = {buf_room(to, room), room, 0};
        size_t left = ZSTD_decompressStream(u->zstd, &out, &in);
        if (ZSTD_isError(left))
            return err_set(err, ERR_INPUT, "what was compressed is damaged: %s", ZSTD_getErrorName(left));
        to->len += out.pos;
        u->whole = !left;
        full = out.pos == out.size;
    }
    buf_clear(&u->in);
    return 0;
}

/* The first bytes may come one by one. */
static int fill(struct unpacker *u, int *more, struct err *err)
{
    do {
        ssize_t n = read(u->fd, buf_room(&u->in, READ_AT_ONCE), READ_AT_ONCE);
        if (n < 0 && errno != EINTR)
            return err_set(err, ERR_AGAIN, "cannot read the export: %s", strerror(errno));
        *more = n != 0;
        u->in.len += n > 0 ? (size_t)n : 0;
    } while (*more && !u->known && u->in.len < MAGIC);
    return 0;
}

int unpacker_read(struct unpacker *u, struct buf *to, int *more, struct err *err)
{
    if (fill(u, more, err))
        return -1;
    if (!u->known)
        recognize(u);
    if (!*more && u->zstd && !u->whole && !u->in.len)
        return err_set(err, ERR_INPUT, "what was compressed ends in the middle");
    if (u->zstd)
        return u->in.len ? decompress(u, to, err) : 0;
    buf_add(to, u->in.data, u->in.len);
    buf_clear(&u->in);
    return 0;
}
