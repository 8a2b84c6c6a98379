#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/json_scan.h"
#include "lib/base/mem.h"

enum { MAX_DEPTH = 128 };
static const long long MAX_EXACT = 1LL << 53; /* beyond, a double skips whole numbers */

struct name {
    const char *text;
    size_t len;
};

struct scan {
    const char *text;
    size_t len, at;
    unsigned depth;
    struct name *names; /* of all objects that are open, the innermost's last */
    size_t names_count, names_cap;
    struct err *err;
};

static int value(struct scan *s);

static int fail(struct scan *s, const char *what)
{
    return err_set(s->err, ERR_INPUT, "%s at byte %zu", what, s->at);
}

static char peek(const struct scan *s)
{
    return s->at < s->len ? s->text[s->at] : '\0';
}

static void skip_space(struct scan *s)
{
    while (s->at < s->len && strchr(" \t\r\n", s->text[s->at]) && s->text[s->at])
        s->at++;
}

static int hex4(const char *p)
{
    int v = 0;
    for (int i = 0; i < 4; i++) {
        const char *digits = "0123456789abcdefABCDEF", *d = p[i] ? strchr(digits, p[i]) : NULL;
        if (!d)
            return -1;
        int n = (int)(d - digits);
        v = v * 16 + (n > 15 ? n - 6 : n);
    }
    return v;
}

/* A \u escape at s->at: no NUL, no lone half of a pair. */
static int unicode_escape(struct scan *s)
{
    int unit = s->len - s->at >= 6 ? hex4(s->text + s->at + 2) : -1;
    if (unit < 0)
        return fail(s, "broken \\u escape");
    if (unit == 0)
        return fail(s, "NUL in a string");
    s->at += 6;
    if (unit < 0xD800 || unit > 0xDFFF)
        return 0;
    bool low = s->len - s->at >= 6 && s->text[s->at] == '\\' && s->text[s->at + 1] == 'u';
    int second = low ? hex4(s->text + s->at + 2) : -1;
    if (unit > 0xDBFF || second < 0xDC00 || second > 0xDFFF)
        return fail(s, "half a surrogate pair");
    s->at += 6;
    return 0;
}

static int escape(struct scan *s)
{
    char c = s->at + 1 < s->len ? s->text[s->at + 1] : '\0';
    if (c == 'u')
        return unicode_escape(s);
    if (!c || !strchr("\"\\/bfnrt", c))
        return fail(s, "unknown escape");
    s->at += 2;
    return 0;
}

static int string(struct scan *s, struct name *out)
{
    if (peek(s) != '"')
        return fail(s, "a string was expected");
    s->at++;
    out->text = s->text + s->at;
    while (s->at < s->len && s->text[s->at] != '"') {
        unsigned char c = (unsigned char)s->text[s->at];
        if (c < 0x20)
            return fail(s, "raw control character in a string");
        if (c != '\\')
            s->at++;
        else if (escape(s) < 0)
            return -1;
    }
    if (s->at >= s->len)
        return fail(s, "string without end");
    out->len = (size_t)(s->text + s->at - out->text);
    s->at++;
    return 0;
}

static size_t digits(struct scan *s)
{
    size_t start = s->at;
    while (s->at < s->len && s->text[s->at] >= '0' && s->text[s->at] <= '9')
        s->at++;
    return s->at - start;
}

static int number(struct scan *s)
{
    const char *start = s->text + s->at;
    if (peek(s) == '-')
        s->at++;
    bool zero = peek(s) == '0';
    size_t whole = digits(s);
    if (!whole || (zero && whole > 1))
        return fail(s, "not JSON");
    bool real = false;
    if (peek(s) == '.') {
        s->at++;
        real = true;
        if (!digits(s))
            return fail(s, "broken number");
    }
    if (peek(s) == 'e' || peek(s) == 'E') {
        s->at++;
        real = true;
        if (peek(s) == '+' || peek(s) == '-')
            s->at++;
        if (!digits(s))
            return fail(s, "broken number");
    }
    own_str char *text = xstrndup(start, (size_t)(s->text + s->at - start));
    long long n = real ? 0 : strtoll(text, NULL, 10);
    if (isinf(strtod(text, NULL)) || n > MAX_EXACT || n < -MAX_EXACT)
        return fail(s, "number too large to be kept exactly");
    return 0;
}

static int word(struct scan *s, const char *w)
{
    size_t len = strlen(w);
    if (s->len - s->at < len || memcmp(s->text + s->at, w, len) != 0)
        return fail(s, "not JSON");
    s->at += len;
    return 0;
}

static int by_name(const void *a, const void *b)
{
    const struct name *x = a, *y = b;
    size_t len = x->len < y->len ? x->len : y->len;
    int order = memcmp(x->text, y->text, len);
    return order ? order : (x->len > y->len) - (x->len < y->len);
}

/* The names gathered since `first` are one object's; drops them. */
static int check_names(struct scan *s, size_t first)
{
    size_t count = s->names_count - first;
    s->names_count = first;
    if (count < 2)
        return 0;
    struct name *names = s->names + first;
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 1; i < count; i++)
        if (by_name(&names[i - 1], &names[i]) == 0)
            return err_set(s->err, ERR_INPUT, "member '%.*s' stands twice in an object that ends at byte %zu", (int)names[i].len,
                           names[i].text, s->at);
    return 0;
}

static int member(struct scan *s)
{
    struct name name;
    skip_space(s);
    if (string(s, &name) < 0)
        return -1;
    ARRAY_GROW(s->names, s->names_count, s->names_cap);
    s->names[s->names_count++] = name;
    skip_space(s);
    if (peek(s) != ':')
        return fail(s, "':' was expected");
    s->at++;
    return value(s);
}

/* What stands between the brackets of an object or array, up to and with the closing one. */
static int elements(struct scan *s, char close, int (*one)(struct scan *))
{
    if (++s->depth > MAX_DEPTH)
        return fail(s, "nested too deep");
    s->at++;
    skip_space(s);
    bool empty = peek(s) == close;
    while (!empty) {
        if (one(s) < 0)
            return -1;
        skip_space(s);
        if (peek(s) == close)
            break;
        if (peek(s) != ',')
            return fail(s, "',' or the end was expected");
        s->at++;
    }
    s->at++;
    s->depth--;
    return 0;
}

static int object(struct scan *s)
{
    size_t first = s->names_count;
    return elements(s, '}', member) < 0 ? -1 : check_names(s, first);
}

static int value(struct scan *s)
{
    struct name ignored;
    skip_space(s);
    switch (peek(s)) {
    case '{':
        return object(s);
    case '[':
        return elements(s, ']', value);
    case '"':
        return string(s, &ignored);
    case 't':
        return word(s, "true");
    case 'f':
        return word(s, "false");
    case 'n':
        return word(s, "null");
    default:
        return number(s);
    }
}

int json_scan(const char *text, size_t len, struct err *err)
{
    struct scan s = {.text = text, .len = len, .err = err};
    if (!utf8_valid(text, len))
        return err_set(err, ERR_INPUT, "not valid UTF-8");
    int rc = value(&s);
    skip_space(&s);
    if (rc == 0 && s.at != len)
        rc = fail(&s, "something stands after the value");
    free(s.names);
    return rc;
}

bool json_next_member(const char *text, size_t len, size_t *at, struct json_extent *m)
{
    struct scan s = {.text = text, .len = len, .at = *at};
    struct name name;
    skip_space(&s);
    if (*at == 0 && peek(&s) == '{')
        s.at++;
    skip_space(&s);
    if (peek(&s) == ',')
        s.at++;
    skip_space(&s);
    if (peek(&s) != '"' || string(&s, &name) < 0)
        return false;
    skip_space(&s);
    s.at++;
    skip_space(&s);
    size_t start = s.at;
    int rc = value(&s);
    free(s.names);
    *m = (struct json_extent){name.text, name.len, text + start, s.at - start};
    *at = s.at;
    return rc == 0;
}

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

bool utf8_valid(const char *text, size_t len)
{
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < len;) {
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
