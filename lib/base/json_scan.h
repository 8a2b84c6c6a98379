/* Looks a JSON text over before cJSON sees it, and finds extents without building a tree. */
#ifndef BASE_JSON_SCAN_H
#define BASE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/* 0 when the text is one JSON value that cJSON will read without changing it: valid UTF-8, nothing after
 * the value, no NUL, no raw control character in strings, at most 128 levels, no two equal names in one
 * object, no number that a double cannot hold. ERR_INPUT names the byte. */
int json_scan(const char *text, size_t len, struct err *err);
/* As Go's encoding/json takes what people write: an object of up to 48 members may name one twice (*twice is set), and a
 * number has neither fraction nor exponent, where only whole ones are asked for. */
int json_scan_go(const char *text, size_t len, bool *twice, struct err *err);

/* One member at the top of an object: its name without quotes and its value's text, both borrowed. */
struct json_extent {
    const char *name;
    size_t name_len;
    const char *value;
    size_t value_len;
};

enum { JSON_MEMBERS = 24 };

/* All members at the top of an object; count goes on where there are more than the list holds. */
struct json_members {
    struct json_extent list[JSON_MEMBERS];
    size_t count;
};
/* As json_scan, and gives the members of the object, none where it is something else. */
int json_scan_members(const char *text, size_t len, struct json_members *members, struct err *err);

/* Walks the members of the object that `text` (already scanned) holds: *at starts at 0. False at the end. */
bool json_next_member(const char *text, size_t len, size_t *at, struct json_extent *member);

#endif
