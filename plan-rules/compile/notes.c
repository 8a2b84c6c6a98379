/* The value grammars: bool, integer, list, map, JSON. */
#include "plan-rules/compile/notes.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

static void full_key(const char *suffix, char key[192])
{
    snprintf(key, 192, "%s%s", NOTE_PREFIX, suffix);
}

const char *notes_get(const struct notes *n, const char *suffix)
{
    own_buf key = {0};
    buf_add_str(&key, NOTE_PREFIX);
    buf_add_str(&key, suffix);
    const char *value = n->first ? pairs_get(n->first, buf_str(&key)) : NULL;
    if (!value && n->second)
        value = pairs_get(n->second, buf_str(&key));
    return value;
}

/* ---- bool and integers ---- */

int parse_bool(const char *text, bool *out)
{
    static const char *const yes[] = {"1", "t", "T", "TRUE", "true", "True"};
    static const char *const no[] = {"0", "f", "F", "FALSE", "false", "False"};
    for (size_t i = 0; i < COUNT_OF(yes); i++) {
        if (strcmp(text, yes[i]) == 0 || strcmp(text, no[i]) == 0) {
            *out = strcmp(text, yes[i]) == 0;
            return 0;
        }
    }
    return -1;
}

int parse_int(const char *text, unsigned bits, int64_t *out)
{
    const char *digits = text + (*text == '-' || *text == '+');
    unsigned __int128 value = 0, most = (unsigned __int128)1 << (bits - 1);
    if (!*digits)
        return -1;
    for (; *digits; digits++) {
        if (!isdigit((unsigned char)*digits))
            return -1;
        value = value * 10 + (unsigned)(*digits - '0');
        if (value > most)
            return -1;
    }
    if (*text != '-' && value == most)
        return -1;
    *out = *text == '-' ? (int64_t) - (__int128)value : (int64_t)value;
    return 0;
}

int notes_bool(const struct notes *n, const char *suffix, bool *out, struct fault *f)
{
    char key[192];
    const char *text = notes_get(n, suffix);
    if (!text)
        return 0;
    full_key(suffix, key);
    if (parse_bool(text, out))
        return fault_set(f, key, text, "annotation '%s' must be 'true' or 'false'", key);
    return 1;
}

static int notes_number(const struct notes *n, const char *suffix, unsigned bits, int64_t *out, struct fault *f)
{
    char key[192];
    const char *text = notes_get(n, suffix);
    if (!text)
        return 0;
    full_key(suffix, key);
    if (parse_int(text, bits, out))
        return fault_set(f, key, text, "annotation '%s' must be a whole number of at most %u bits, in digits only", key, bits);
    return 1;
}

int notes_int(const struct notes *n, const char *suffix, int64_t *out, struct fault *f)
{
    return notes_number(n, suffix, 32, out, f);
}

int notes_long(const struct notes *n, const char *suffix, int64_t *out, struct fault *f)
{
    return notes_number(n, suffix, 64, out, f);
}

/* ---- lists ---- */

/* White space beyond ASCII: what is copied from a web page may end in a no-break space. */
static const char *const wide_spaces[] = {
    "\xc2\x85", "\u00a0", "\u1680", "\u2000", "\u2001", "\u2002", "\u2003", "\u2004", "\u2005", "\u2006",
    "\u2007",   "\u2008", "\u2009", "\u200a", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000",
};

/* How many bytes of white space the text begins with, or (at_end) ends with: one character, or 0. */
static size_t space_at(const char *from, const char *to, bool at_end)
{
    size_t left = (size_t)(to - from);
    unsigned char edge = left ? (unsigned char)(at_end ? to[-1] : *from) : 'a';
    if (edge < 0x80)
        return isspace(edge) ? 1 : 0;
    for (size_t i = 0; i < COUNT_OF(wide_spaces); i++) {
        size_t len = strlen(wide_spaces[i]);
        if (len <= left && memcmp(at_end ? to - len : from, wide_spaces[i], len) == 0)
            return len;
    }
    return 0;
}

/* The part between from and to without white space around it, as Go's TrimSpace. */
static char *trimmed(const char *from, const char *to)
{
    size_t space;
    while ((space = space_at(from, to, false)))
        from += space;
    while ((space = space_at(from, to, true)))
        to -= space;
    return xstrndup(from, (size_t)(to - from));
}

void parse_list(const char *text, struct strs *out)
{
    for (;;) {
        const char *end = text + strcspn(text, ",");
        own_str char *item = trimmed(text, end);
        if (*item)
            strs_add(out, item);
        if (!*end)
            return;
        text = end + 1;
    }
}

int notes_list(const struct notes *n, const char *suffix, struct strs *out)
{
    const char *text = notes_get(n, suffix);
    if (!text)
        return 0;
    parse_list(text, out);
    return 1;
}

/* ---- maps ---- */

/* One item: trimmed, split at its first '='. */
static int add_item(const char *item, struct pairs *out)
{
    own_str char *whole = trimmed(item, item + strlen(item));
    const char *equals = strchr(whole, '=');
    if (!equals)
        return -1;
    own_str char *key = trimmed(whole, equals);
    own_str char *value = trimmed(equals + 1, whole + strlen(whole));
    if (!*key)
        return -1;
    pairs_set(out, key, value);
    return 0;
}

/* What an unescaped comma means: it ends the item when something follows, else it belongs to the value. */
enum comma { COMMA_ENDS, COMMA_ENDS_LAST, COMMA_STAYS };

static enum comma judge_comma(const char *rest)
{
    own_str char *text = trimmed(rest, rest + strlen(rest));
    if (strchr(text, '='))
        return COMMA_ENDS;
    return *text ? COMMA_ENDS_LAST : COMMA_STAYS;
}

int parse_map(const char *text, struct pairs *out)
{
    own_buf item = {0};
    if (!*text)
        return 0;
    for (; *text; text++) {
        if (*text == '\\' && text[1]) {
            buf_add_char(&item, *++text);
            continue;
        }
        enum comma comma = *text == ',' ? judge_comma(text + 1) : COMMA_STAYS;
        if (comma == COMMA_ENDS_LAST)
            return -1; /* what follows has no '=' */
        if (comma == COMMA_STAYS) {
            buf_add_char(&item, *text);
            continue;
        }
        if (add_item(buf_str(&item), out))
            return -1;
        buf_clear(&item);
    }
    return add_item(buf_str(&item), out);
}

int notes_map(const struct notes *n, const char *suffix, struct pairs *out, struct fault *f)
{
    char key[192];
    const char *text = notes_get(n, suffix);
    if (!text)
        return 0;
    full_key(suffix, key);
    if (parse_map(text, out))
        return fault_set(f, key, text,
                         "annotation '%s' must be a list of key=value separated by commas; a comma inside a value is written '\\,'", key);
    return 1;
}

/* ---- JSON ---- */

int notes_json(const struct notes *n, const char *suffix, struct json **out, struct fault *f)
{
    char key[192];
    struct err err = {0};
    const char *text = notes_get(n, suffix);
    if (!text)
        return 0;
    full_key(suffix, key);
    *out = json_parse_go(text, strlen(text), &err);
    if (!*out)
        return fault_set(f, key, text, "annotation '%s' must be JSON: %s", key, err.text);
    return 1;
}

int reader_fault(const struct reader *r, const char *fmt, ...)
{
    char text[700];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    return fault_set(r->fault, r->field, r->raw, "'%s': %s", r->field, text);
}

/* The member, NULL when absent or null; -1 when it is of another kind. */
static int member(const struct reader *r, const struct json *object, const char *name, enum json_kind kind, const struct json **out)
{
    static const char *const words[] = {"absent", "null", "true or false", "a number", "a string", "a list", "an object"};
    const struct json *node = json_get_fold(object, name);
    enum json_kind is = json_kind(node);
    *out = NULL;
    if (is == JSON_ABSENT || is == JSON_NULL)
        return 0;
    if (is != kind)
        return reader_fault(r, "member '%s' must be %s", name, words[kind]);
    *out = node;
    return 0;
}

int read_str(const struct reader *r, const struct json *object, const char *name, const char **out)
{
    const struct json *node;
    if (member(r, object, name, JSON_STRING, &node))
        return -1;
    *out = json_str(node);
    return 0;
}

int read_int(const struct reader *r, const struct json *object, const char *name, int64_t *out, bool *has)
{
    const struct json *node;
    if (member(r, object, name, JSON_NUMBER, &node))
        return -1;
    *has = node != NULL;
    if (node && (json_int(node, out) || *out > INT32_MAX || *out < INT32_MIN))
        return reader_fault(r, "member '%s' must be a whole number of 32 bits", name);
    return 0;
}

int read_bool(const struct reader *r, const struct json *object, const char *name, bool *out, bool *has)
{
    const struct json *node;
    if (member(r, object, name, JSON_BOOL, &node))
        return -1;
    *has = node != NULL;
    *out = json_bool_or(node, false);
    return 0;
}

int read_array(const struct reader *r, const struct json *object, const char *name, const struct json **out)
{
    return member(r, object, name, JSON_ARRAY, out);
}

int read_object(const struct reader *r, const struct json *object, const char *name, const struct json **out)
{
    return member(r, object, name, JSON_OBJECT, out);
}

int read_strs(const struct reader *r, const struct json *object, const char *name, struct strs *out)
{
    const struct json *list;
    if (read_array(r, object, name, &list))
        return -1;
    json_each (item, list) {
        if (json_kind(item) != JSON_STRING && json_kind(item) != JSON_NULL)
            return reader_fault(r, "member '%s' must be a list of strings", name);
        strs_add(out, json_str_or(item, ""));
    }
    return 0;
}

int want_array(const struct reader *r, const struct json *node)
{
    enum json_kind kind = json_kind(node);
    return kind == JSON_ARRAY || kind == JSON_NULL ? 0 : reader_fault(r, "must be a list");
}

int want_object(const struct reader *r, const struct json *node)
{
    enum json_kind kind = json_kind(node);
    return kind == JSON_OBJECT || kind == JSON_NULL ? 0 : reader_fault(r, "must be an object");
}
