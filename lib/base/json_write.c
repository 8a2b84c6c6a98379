#include <string.h>

#include "lib/base/bytes.h"
#include "lib/base/json.h"

struct json_out json_out(struct buf *to)
{
    return (struct json_out){.to = to};
}

static void add_escaped(struct buf *to, const char *s, size_t len)
{
    size_t start = 0;
    buf_add_char(to, '"');
    for (size_t i = 0; (i += bytes_plain(s + i, len - i)) < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(to, s + start, i - start);
        start = i + 1;
        static const char plain[] = "\b\f\n\r\t\"\\", letter[] = "bfnrt\"\\";
        const char *at = c ? strchr(plain, c) : NULL;
        if (at)
            buf_addf(to, "\\%c", letter[at - plain]);
        else
            buf_addf(to, "\\u%04x", c);
    }
    buf_add(to, s + start, len - start);
    buf_add_char(to, '"');
}

/* What comes before a value: the comma, the name. */
static void before(struct json_out *o, const char *name)
{
    if (o->comma)
        buf_add_char(o->to, ',');
    o->comma = true;
    if (name) {
        add_escaped(o->to, name, strlen(name));
        buf_add_char(o->to, ':');
    }
}

static void open_with(struct json_out *o, const char *name, char c)
{
    before(o, name);
    buf_add_char(o->to, c);
    o->comma = false;
}

static void close_with(struct json_out *o, char c)
{
    buf_add_char(o->to, c);
    o->comma = true;
}

void json_open_object(struct json_out *o, const char *name)
{
    open_with(o, name, '{');
}

void json_close_object(struct json_out *o)
{
    close_with(o, '}');
}

void json_open_array(struct json_out *o, const char *name)
{
    open_with(o, name, '[');
}

void json_close_array(struct json_out *o)
{
    close_with(o, ']');
}

void json_add_strn(struct json_out *o, const char *name, const char *value, size_t len)
{
    before(o, name);
    add_escaped(o->to, value, len);
}

void json_add_str(struct json_out *o, const char *name, const char *value)
{
    if (value)
        json_add_strn(o, name, value, strlen(value));
}

void json_add_int(struct json_out *o, const char *name, int64_t value)
{
    char digits[24];
    size_t at = sizeof digits;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do
        digits[--at] = (char)('0' + left % 10);
    while (left /= 10);
    if (value < 0)
        digits[--at] = '-';
    before(o, name);
    buf_add(o->to, digits + at, sizeof digits - at);
}

void json_add_bool(struct json_out *o, const char *name, bool value)
{
    before(o, name);
    buf_add_str(o->to, value ? "true" : "false");
}

void json_add_null(struct json_out *o, const char *name)
{
    before(o, name);
    buf_add_str(o->to, "null");
}

void json_add_raw(struct json_out *o, const char *name, const char *json)
{
    if (!json)
        return;
    before(o, name);
    buf_add_str(o->to, json);
}
