#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

enum { GUESS = 120 }; /* most formatted texts are not longer, and are printed once */

char *buf_room(struct buf *b, size_t len)
{
    size_t need = b->len + len + 1;
    if (need > b->cap) {
        size_t cap = b->cap ? b->cap : 64;
        while (cap < need)
            cap *= 2;
        b->data = xrealloc(b->data, cap);
        b->cap = cap;
    }
    return b->data + b->len;
}

void buf_add(struct buf *b, const void *bytes, size_t len)
{
    char *at = buf_room(b, len);
    if (len)
        memcpy(at, bytes, len);
    b->len += len;
    b->data[b->len] = '\0';
}

void buf_add_str(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_addf(struct buf *b, const char *fmt, ...)
{
    va_list args, again;
    va_start(args, fmt);
    va_copy(again, args);
    int len = vsnprintf(buf_room(b, GUESS), GUESS + 1, fmt, args);
    va_end(args);
    if (len > GUESS)
        vsnprintf(buf_room(b, (size_t)len), (size_t)len + 1, fmt, again);
    if (len > 0)
        b->len += (size_t)len;
    va_end(again);
}

void buf_drop(struct buf *b, size_t len)
{
    if (len >= b->len) {
        buf_clear(b);
        return;
    }
    memmove(b->data, b->data + len, b->len - len + 1);
    b->len -= len;
}

void buf_clear(struct buf *b)
{
    b->len = 0;
    if (b->data)
        b->data[0] = '\0';
}

void buf_release(struct buf *b)
{
    free(b->data);
    *b = (struct buf){0};
}

char *buf_take(struct buf *b)
{
    char *text = b->data ? b->data : xstrdup("");
    *b = (struct buf){0};
    return text;
}

const char *buf_str(const struct buf *b)
{
    return b->data ? b->data : "";
}

static int read_all(struct buf *b, int fd, size_t limit)
{
    for (;;) {
        char *at = buf_room(b, 65536);
        ssize_t got = read(fd, at, 65536);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        b->len += (size_t)got;
        b->data[b->len] = '\0';
        if (got == 0)
            return 0;
        if (b->len > limit) {
            errno = EFBIG;
            return -1;
        }
    }
}

int buf_read_file(struct buf *b, const char *path, size_t limit, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return err_set(err, ERR_CONFIG, "cannot open '%s': %s", path, strerror(errno));
    int rc = read_all(b, fd, limit);
    int why = errno;
    close(fd);
    return rc < 0 ? err_set(err, ERR_CONFIG, "cannot read '%s': %s", path, strerror(why)) : 0;
}
