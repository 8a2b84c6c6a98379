#include "lib/kube/scan.h"

#include <string.h>

#include "lib/base/err.h"

/* Where objects begin: inside `items`, or at the top of a stream. */
static int item_depth(const struct kube_scan *s)
{
    return s->kind == KUBE_SCAN_LIST ? 2 : 0;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* The text so far ends with "items" and a colon: what opens now are the items. */
static bool after_items(const struct buf *rest)
{
    static const char name[] = "\"items\"";
    size_t len = rest->len;

    while (len && is_space(rest->data[len - 1]))
        len--;
    if (!len || rest->data[len - 1] != ':')
        return false;
    len--;
    while (len && is_space(rest->data[len - 1]))
        len--;
    if (len < sizeof name || memcmp(rest->data + len - (sizeof name - 1), name, sizeof name - 1) != 0)
        return false;
    return rest->data[len - sizeof name] != '\\'; /* and not the end of a longer name */
}

static int open_items(struct kube_scan *s, struct err *err)
{
    own_buf head = {0};

    s->in_items = true;
    if (!s->head)
        return 0;
    buf_add(&head, s->rest.data, s->rest.len);
    buf_add_str(&head, "[]}");
    return s->head(s->context, head.data, head.len, err);
}

/* The length of string content up to its end (included) or to the end of the piece. */
static size_t string_run(struct kube_scan *s, const char *bytes, size_t len)
{
    size_t i = 0;

    for (; i < len; i++) {
        if (s->escaped)
            s->escaped = false;
        else if (bytes[i] == '\\')
            s->escaped = true;
        else if (bytes[i] == '"') {
            s->in_string = false;
            return i + 1;
        }
    }
    return i;
}

/* ---- inside one object ---- */

static int hand_over(struct kube_scan *s, const char *bytes, size_t len, struct err *err)
{
    int failed;

    s->in_item = false;
    if (!s->part.len)
        return s->item(s->context, bytes, len, err);
    buf_add(&s->part, bytes, len);
    failed = s->item(s->context, s->part.data, s->part.len, err);
    if (s->part.cap > KUBE_SCAN_REST_MAX)
        buf_release(&s->part);
    else
        buf_clear(&s->part);
    return failed;
}

/* Takes what belongs to the object under way; *used says how much that was. */
static int item_bytes(struct kube_scan *s, const char *bytes, size_t len, size_t *used, struct err *err)
{
    size_t i = 0;

    while (i < len) {
        char c = bytes[i];

        if (s->in_string) {
            i += string_run(s, bytes + i, len - i);
            continue;
        }
        i++;
        if (c == '"') {
            s->in_string = true;
        } else if (c == '{' || c == '[') {
            s->depth++;
        } else if ((c == '}' || c == ']') && --s->depth == item_depth(s)) {
            *used = i;
            return hand_over(s, bytes, i, err);
        }
    }
    *used = i;
    if (s->part.len + len > KUBE_SCAN_ITEM_MAX)
        return err_set(err, ERR_AGAIN, "an object in the answer is longer than %d bytes", KUBE_SCAN_ITEM_MAX);
    buf_add(&s->part, bytes, len);
    return 0;
}

/* One byte between objects. */
static int between(struct kube_scan *s, char c, struct err *err)
{
    if (c == '{') {
        s->in_item = true; /* item_bytes takes the brace itself */
        return 0;
    }
    if (is_space(c) || (s->in_items && c == ','))
        return 0;
    if (s->in_items && c == ']') {
        s->in_items = false;
        s->depth--;
        buf_add_char(&s->rest, c);
        return 0;
    }
    return err_set(err, ERR_AGAIN, "the answer is no JSON of an API server: '%c' where an object should begin", c);
}

/* ---- around the items of a list ---- */

static int list_byte(struct kube_scan *s, char c, struct err *err)
{
    if (s->ended)
        return is_space(c) ? 0 : err_set(err, ERR_AGAIN, "the answer goes on after its end");
    if (!s->depth && c != '{')
        return is_space(c) ? 0 : err_set(err, ERR_AGAIN, "the answer is no JSON of an API server: it begins with '%c'", c);
    bool items = c == '[' && s->depth == 1 && after_items(&s->rest);

    if (c == '"')
        s->in_string = true;
    else if (c == '{' || c == '[')
        s->depth++;
    else if (c == '}' || c == ']')
        s->ended = --s->depth == 0;
    if (items && open_items(s, err))
        return -1;
    buf_add_char(&s->rest, c);
    return 0;
}

static int rest_bytes(struct kube_scan *s, const char *bytes, size_t len, size_t *used, struct err *err)
{
    if (s->rest.len > KUBE_SCAN_REST_MAX)
        return err_set(err, ERR_AGAIN, "the answer is longer than %d bytes beside its items", KUBE_SCAN_REST_MAX);
    if (!s->in_string) {
        *used = 1;
        return list_byte(s, bytes[0], err);
    }
    *used = string_run(s, bytes, len);
    buf_add(&s->rest, bytes, *used);
    return 0;
}

int kube_scan_feed(struct kube_scan *s, const char *bytes, size_t len, struct err *err)
{
    while (len) {
        size_t used = 1;
        int failed;

        if (s->in_item) {
            failed = item_bytes(s, bytes, len, &used, err);
        } else if (s->kind == KUBE_SCAN_STREAM || s->in_items) {
            failed = between(s, bytes[0], err);
            used = s->in_item ? 0 : 1;
        } else {
            failed = rest_bytes(s, bytes, len, &used, err);
        }
        if (failed)
            return -1;
        bytes += used;
        len -= used;
    }
    return 0;
}

int kube_scan_end(const struct kube_scan *s, struct err *err)
{
    bool whole = s->kind == KUBE_SCAN_LIST ? s->ended : !s->in_item;

    return whole ? 0 : err_set(err, ERR_AGAIN, "the answer ended in the middle");
}

const char *kube_scan_rest(const struct kube_scan *s)
{
    return buf_str(&s->rest);
}

void kube_scan_clear(struct kube_scan *s)
{
    struct kube_scan fresh = {.kind = s->kind, .item = s->item, .head = s->head, .context = s->context};

    buf_release(&s->part);
    buf_release(&s->rest);
    *s = fresh;
}
