#include "lib/base/bytes.h"
#include "lib/base/json.h"

/* Bytes that the sequence starting with c has, 0 when c starts none. */
static size_t utf8_length(unsigned char c)
{
    if (c < 0x80)
        return 1;
    if (c >= 0xC2 && c <= 0xDF)
        return 2;
    if (c >= 0xE0 && c <= 0xEF)
        return 3;
    return c >= 0xF0 && c <= 0xF4 ? 4 : 0;
}

/* The second byte rules out overlong forms, surrogates and what lies over U+10FFFF. */
static bool utf8_second(unsigned char first, unsigned char second)
{
    if (first == 0xE0 && second < 0xA0)
        return false;
    if (first == 0xED && second > 0x9F)
        return false;
    if (first == 0xF0 && second < 0x90)
        return false;
    return !(first == 0xF4 && second > 0x8F);
}

/* Bytes from the beginning that are all below 0x80. */
static size_t ascii_run(const unsigned char *p, size_t len)
{
    size_t at = 0;
    for (; len - at >= 8; at += 8) {
        uint64_t high = bytes_word(p + at) & BYTES_EACH(0x80);
        if (high)
            return at + bytes_first(high);
    }
    return at;
}

bool utf8_valid(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < len;) {
        i += ascii_run(p + i, len - i);
        if (i == len)
            return true;
        size_t n = utf8_length(p[i]);
        if (!n || n > len - i || (n > 1 && !utf8_second(p[i], p[i + 1])))
            return false;
        for (size_t k = 1; k < n; k++)
            if ((p[i + k] & 0xC0) != 0x80)
                return false;
        i += n;
    }
    return true;
}
