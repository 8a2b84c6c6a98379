/* Text looked through eight bytes at a time. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <endian.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define BYTES_EACH(c) (0x0101010101010101ull * (c))

static inline uint64_t bytes_word(const void *at)
{
    uint64_t w;
    memcpy(&w, at, sizeof w);
    return le64toh(w); /* so that the lowest byte is the first */
}

/* Which byte has the lowest mark; marks stand in the high bit of each byte. */
static inline size_t bytes_first(uint64_t marks)
{
    return (size_t)__builtin_ctzll(marks) / 8;
}

/* Marks the bytes below n, 128 at most. Above the first one that is marked rightly there may be wrong marks. */
static inline uint64_t bytes_below(uint64_t w, unsigned char n)
{
    return (w - BYTES_EACH(n)) & ~w & BYTES_EACH(0x80);
}

/* How many bytes from the beginning stand for themselves in a JSON string: no quote, no backslash, no control character.
 * May stop short of one in the last seven bytes. */
static inline size_t bytes_plain(const char *text, size_t len)
{
    size_t at = 0;
    for (; len - at >= 8; at += 8) {
        uint64_t w = bytes_word(text + at);
        uint64_t marks = bytes_below(w, 0x20) | bytes_below(w ^ BYTES_EACH('"'), 1) | bytes_below(w ^ BYTES_EACH('\\'), 1);
        if (marks)
            return at + bytes_first(marks);
    }
    return at;
}

#endif
