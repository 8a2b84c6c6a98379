/* A growing run of bytes, always followed by a NUL that len does not count.
 * Zero is valid and empty; buf_release frees. */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct buf {
    char *data; /* NULL while nothing was ever added */
    size_t len;
    size_t cap;
};

#define own_buf __attribute__((cleanup(buf_release))) struct buf

void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_add_str(struct buf *b, const char *s);
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* Makes room for len more bytes and returns where they go; the caller then adds to len itself. */
char *buf_room(struct buf *b, size_t len);
static inline void buf_add_char(struct buf *b, char c)
{
    char *at = b->cap - b->len > 1 ? b->data + b->len : buf_room(b, 1);
    at[0] = c;
    at[1] = '\0';
    b->len++;
}
/* Drops the first len bytes. */
void buf_drop(struct buf *b, size_t len);
void buf_clear(struct buf *b);
void buf_release(struct buf *b);
/* Gives the text as a heap string (never NULL) and leaves the buffer empty; free with free(). */
char *buf_take(struct buf *b);
/* The text as a C string, "" when empty; borrowed until the next change. */
const char *buf_str(const struct buf *b);

/* Reads a whole file (at most limit bytes) into b. ERR_CONFIG names the file. */
struct err;
int buf_read_file(struct buf *b, const char *path, size_t limit, struct err *err);

#endif
