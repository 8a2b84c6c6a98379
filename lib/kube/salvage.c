#include "lib/kube/salvage.h"

#include <string.h>

#include "lib/base/mem.h"

static const char name_chars[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.:_";

static size_t spaces(const char *text, size_t len)
{
    size_t i = 0;

    while (i < len && memchr(" \t\r\n", text[i], 4))
        i++;
    return i;
}

/* The length of the string that begins here, with its quotes; up to the end when it has none. */
static size_t string_len(const char *text, size_t len)
{
    size_t i = 1;

    for (; i < len && text[i] != '"'; i++)
        i += text[i] == '\\';
    return i < len ? i + 1 : len;
}

/* The length of the value that begins here: up to what ends it outside of all brackets. */
static size_t value_len(const char *text, size_t len)
{
    size_t depth = 0, i = 0;

    while (i < len) {
        char c = text[i];

        if (c == '"') {
            i += string_len(text + i, len - i);
            continue;
        }
        if (!depth && (c == ',' || c == '}' || c == ']'))
            return i;
        if (c == '{' || c == '[')
            depth++;
        else if (c == '}' || c == ']')
            depth--;
        i++;
    }
    return len;
}

struct salvage salvage_member(struct salvage object, const char *name)
{
    const char *text = object.text;
    size_t len = text ? object.len : 0, i = spaces(text, len), want = strlen(name);

    if (i == len || text[i] != '{')
        return (struct salvage){0};
    for (i++; i < len; i++) { /* over the comma */
        i += spaces(text + i, len - i);
        if (i == len || text[i] != '"')
            break;
        size_t key = i, key_len = string_len(text + i, len - i);
        i += key_len;
        i += spaces(text + i, len - i);
        if (i == len || text[i] != ':')
            break;
        i++;
        i += spaces(text + i, len - i);
        size_t value = value_len(text + i, len - i);
        if (key_len == want + 2 && !memcmp(text + key + 1, name, want))
            return (struct salvage){text + i, value};
        i += value;
    }
    return (struct salvage){0};
}

char *salvage_name(struct salvage string)
{
    size_t len = string.text ? string.len : 0;

    while (len && memchr(" \t\r\n", string.text[len - 1], 4))
        len--;
    if (len < 3 || len > 255 || string.text[0] != '"' || string.text[len - 1] != '"')
        return NULL;
    for (size_t i = 1; i < len - 1; i++)
        if (!memchr(name_chars, string.text[i], sizeof name_chars - 1))
            return NULL;
    return xstrndup(string.text + 1, len - 2);
}
