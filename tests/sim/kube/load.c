/* Objects from files. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

enum { FILE_LIMIT = 256 * 1024 * 1024 };

/* ---- files ---- */

static int64_t load_array(struct sim *s, const struct json *array, struct err *err)
{
    int64_t count = 0;
    for (const struct json *o = json_first(array); o; o = json_next(o), count++)
        if (write_load(s, o, err))
            return err_wrap(err, "object %lld", (long long)count + 1);
    return count;
}

static int64_t load_value(struct sim *s, const struct json *value, struct err *err)
{
    if (json_kind(value) == JSON_ARRAY)
        return load_array(s, value, err);
    if (json_kind(json_get(value, "items")) == JSON_ARRAY)
        return load_array(s, json_get(value, "items"), err);
    return write_load(s, value, err) ? -1 : 1;
}

static int64_t load_lines(struct sim *s, const struct buf *text, struct err *err)
{
    int64_t count = 0, line = 0;
    const char *at = buf_str(text);
    while (*at) {
        size_t len = strcspn(at, "\n");
        line++;
        if (strspn(at, " \t\r") < len) {
            own_json *value = json_parse(at, len, err);
            int64_t got = value ? load_value(s, value, err) : -1;
            if (got < 0)
                return err_wrap(err, "line %lld", (long long)line);
            count += got;
        }
        at += len + (at[len] == '\n');
    }
    return count;
}

int64_t load_text(struct sim *s, const struct buf *text, struct err *err)
{
    own_json *whole = json_parse(buf_str(text), text->len, NULL);
    return whole ? load_value(s, whole, err) : load_lines(s, text, err);
}

int load_file(struct sim *s, const char *path, struct err *err)
{
    own_buf text = {0};
    if (buf_read_file(&text, path, FILE_LIMIT, err))
        return -1;
    return load_text(s, &text, err) < 0 ? err_wrap(err, "file '%s'", path) : 0;
}
