#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/bytes.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/json_scan.h"
#include "lib/base/mem.h"

enum { MAX_DEPTH = 128 };

struct name {
    const char *text;
    size_t len;
};

enum { NAMES_AT_FIRST = 64 };

struct scan {
    const char *text;
    size_t len, at;
    unsigned depth;
    struct name *names; /* of all objects that are open, the innermost's last */
    size_t names_count, names_cap;
    struct name at_first[NAMES_AT_FIRST]; /* names, until they are more */
    struct json_members *members;         /* of the outermost object; NULL: nobody wants them */
    bool *twice;                          /* where to say that a name stands twice; NULL: none may */
    struct err *err;
};

static void scan_begin(struct scan *s, const char *text, size_t len)
{
    s->text = text;
    s->len = len;
    s->at = 0;
    s->depth = 0;
    s->names = s->at_first;
    s->names_count = 0;
    s->names_cap = NAMES_AT_FIRST;
    s->members = NULL;
    s->twice = NULL;
    s->err = NULL;
}

static void scan_end(struct scan *s)
{
    if (s->names != s->at_first)
        free(s->names);
}

static void name_add(struct scan *s, const struct name *name)
{
    if (s->names_count == s->names_cap) {
        struct name *more = xmalloc(2 * s->names_cap * sizeof *more);
        memcpy(more, s->names, s->names_count * sizeof *more);
        scan_end(s);
        s->names = more;
        s->names_cap *= 2;
    }
    s->names[s->names_count++] = *name;
}

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
    for (; s->at < s->len; s->at++) {
        char c = s->text[s->at];
        if (c > ' ' || (c != ' ' && c != '\n' && c != '\t' && c != '\r'))
            return;
    }
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
    while (s->at < s->len) {
        s->at += bytes_plain(s->text + s->at, s->len - s->at);
        if (s->at >= s->len || s->text[s->at] == '"')
            break;
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

enum { DIGITS_EXACT = 15, DIGITS_FINITE = 300 }; /* so many digits are always exact; without an exponent, always finite */

/* Whether a double can hold what stands from `start` to s->at. */
static int number_kept(struct scan *s, const char *start, bool real)
{
    own_str char *text = xstrndup(start, (size_t)(s->text + s->at - start));
    long long whole = real ? 0 : strtoll(text, NULL, 10);
    if (isinf(strtod(text, NULL)) || whole > JSON_INT_MOST || whole < -JSON_INT_MOST)
        return fail(s, "number too large to be kept exactly");
    return 0;
}

/* .5 and e10, where they stand; 0: neither does, 1: at least one does, -1 */
static int number_tail(struct scan *s)
{
    size_t start = s->at;
    if (peek(s) == '.') {
        s->at++;
        if (!digits(s))
            return fail(s, "broken number");
    }
    if (peek(s) == 'e' || peek(s) == 'E') {
        s->at++;
        if (peek(s) == '+' || peek(s) == '-')
            s->at++;
        if (!digits(s))
            return fail(s, "broken number");
    }
    return s->at > start;
}

static int number(struct scan *s)
{
    const char *start = s->text + s->at;
    if (peek(s) == '-')
        s->at++;
    bool zero = peek(s) == '0';
    size_t whole = digits(s), behind = s->at;
    if (!whole || (zero && whole > 1))
        return fail(s, "not JSON");
    int real = number_tail(s);
    if (real < 0)
        return -1;
    if (real && s->twice)
        return fail(s, "a number that is not written as a whole one");
    bool exponent = real && (memchr(s->text + behind, 'e', s->at - behind) || memchr(s->text + behind, 'E', s->at - behind));
    if (real ? !exponent && whole <= DIGITS_FINITE : whole <= DIGITS_EXACT)
        return 0;
    return number_kept(s, start, real);
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

static int name_twice(struct scan *s, const struct name *name)
{
    return err_set(s->err, ERR_INPUT, "member '%.*s' stands twice in an object that ends at byte %zu", (int)name->len, name->text, s->at);
}

enum { FEW_NAMES = 48 };

static bool same_name(const struct name *a, const struct name *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

/* One of 64 places for a name: two that are equal have the same. */
static uint64_t name_place(const struct name *n)
{
    unsigned char first = n->len ? (unsigned char)n->text[0] : 0, last = n->len ? (unsigned char)n->text[n->len - 1] : 0;
    return 1ull << ((n->len * 5 + first * 3u + last * 11u) % 64);
}

static int name_again(struct scan *s, const struct name *name)
{
    if (!s->twice)
        return name_twice(s, name);
    *s->twice = true;
    return 0;
}

static int check_few(struct scan *s, const struct name *names, size_t count)
{
    uint64_t taken = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t place = name_place(&names[i]);
        for (size_t k = 0; taken & place && k < i; k++)
            if (same_name(&names[i], &names[k]))
                return name_again(s, &names[i]);
        taken |= place;
    }
    return 0;
}

/* The names gathered since `first` are one object's; drops them. */
static int check_names(struct scan *s, size_t first)
{
    size_t count = s->names_count - first;
    struct name *names = s->names + first;
    s->names_count = first;
    if (count <= FEW_NAMES)
        return check_few(s, names, count);
    qsort(names, count, sizeof *names, by_name);
    for (size_t i = 1; i < count; i++)
        if (by_name(&names[i - 1], &names[i]) == 0)
            return name_twice(s, &names[i]);
    return 0;
}

/* Notes a member of the outermost object. */
static void member_note(struct scan *s, const struct name *name, size_t from)
{
    struct json_members *m = s->members;
    if (m->count < JSON_MEMBERS)
        m->list[m->count] = (struct json_extent){name->text, name->len, s->text + from, s->at - from};
    m->count++;
}

static int member(struct scan *s)
{
    struct name name;
    skip_space(s);
    if (string(s, &name) < 0)
        return -1;
    name_add(s, &name);
    skip_space(s);
    if (peek(s) != ':')
        return fail(s, "':' was expected");
    s->at++;
    skip_space(s);
    size_t from = s->at;
    if (value(s) < 0)
        return -1;
    if (s->members && s->depth == 1)
        member_note(s, &name, from);
    return 0;
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

static int scan_all(struct scan *s)
{
    if (!utf8_valid(s->text, s->len))
        return err_set(s->err, ERR_INPUT, "not valid UTF-8");
    int rc = value(s);
    skip_space(s);
    if (rc == 0 && s->at != s->len)
        rc = fail(s, "something stands after the value");
    scan_end(s);
    return rc;
}

int json_scan_members(const char *text, size_t len, struct json_members *members, struct err *err)
{
    struct scan s;
    scan_begin(&s, text, len);
    s.err = err;
    s.members = members;
    if (members)
        members->count = 0;
    return scan_all(&s);
}

int json_scan_go(const char *text, size_t len, bool *twice, struct err *err)
{
    struct scan s;
    scan_begin(&s, text, len);
    s.err = err;
    s.twice = twice;
    *twice = false;
    return scan_all(&s);
}

int json_scan(const char *text, size_t len, struct err *err)
{
    return json_scan_members(text, len, NULL, err);
}

bool json_next_member(const char *text, size_t len, size_t *at, struct json_extent *m)
{
    struct scan s;
    struct name name;
    scan_begin(&s, text, len);
    s.at = *at;
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
    scan_end(&s);
    *m = (struct json_extent){name.text, name.len, text + start, s.at - start};
    *at = s.at;
    return rc == 0;
}
