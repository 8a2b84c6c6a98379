#include "tests/sim/kube/json_patch.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

/* Custom resources have no strategic merge (api-concepts: "Patch"). */
enum patch_type patch_type(const char *media, const struct kind *kind)
{
    if (media && str_starts(media, "application/strategic-merge-patch+json"))
        return kind->flags & KIND_CUSTOM ? PATCH_UNKNOWN : PATCH_STRATEGIC;
    if (media && str_starts(media, "application/json-patch+json"))
        return PATCH_JSON;
    return media && str_starts(media, "application/merge-patch+json") ? PATCH_MERGE : PATCH_UNKNOWN;
}

static const struct json *element(const struct json *array, const char *index)
{
    char *end;
    unsigned long at = strtoul(index, &end, 10);
    const struct json *found = json_first(array);
    if (!*index || *end)
        return NULL;
    while (found && at--)
        found = json_next(found);
    return found;
}

/* A token of a JSON pointer, with ~1 and ~0 as what they stand for (RFC 6901). */
static char *token(const char *at, size_t len)
{
    char *text = xstrndup(at, len), *to = text;
    for (const char *from = text; *from; from++) {
        bool escaped = *from == '~' && (from[1] == '0' || from[1] == '1');
        *to++ = !escaped ? *from : from[1] == '0' ? '~' : '/';
        from += escaped;
    }
    *to = '\0';
    return text;
}

static const struct json *pointed_at(const struct json *tree, const char *pointer)
{
    while (tree && *pointer == '/') {
        size_t len = strcspn(++pointer, "/");
        own_str char *name = token(pointer, len);
        tree = json_kind(tree) == JSON_ARRAY ? element(tree, name) : json_get(tree, name);
        pointer += len;
    }
    return tree;
}

static void write_without(struct json_out *o, const char *name, const struct json *node, const struct json *gone)
{
    enum json_kind kind = json_kind(node);
    if (node == gone)
        return;
    if (kind != JSON_OBJECT && kind != JSON_ARRAY) {
        json_add_node(o, name, node);
        return;
    }
    (kind == JSON_OBJECT ? json_open_object : json_open_array)(o, name);
    json_each (child, node)
        write_without(o, json_name(child), child, gone);
    (kind == JSON_OBJECT ? json_close_object : json_close_array)(o);
}

static char *operate(const char *text, const struct json *operation, struct err *err)
{
    own_json *tree = json_parse(text, strlen(text), NULL);
    const char *op = json_str_or(json_get(operation, "op"), ""), *path = json_str_or(json_get(operation, "path"), "");
    const struct json *node = pointed_at(tree, path);
    own_buf next = {0};
    struct json_out o = json_out(&next);
    bool test = strcmp(op, "test") == 0, removal = strcmp(op, "remove") == 0;
    if (!test && !removal)
        err_set(err, ERR_INPUT, "the simulator knows 'test' and 'remove' only");
    else if (test && !json_equal(node, json_get(operation, "value")))
        err_set(err, ERR_INPUT, "the server rejected our request due to an error in our request: testing value %s failed", path);
    else if (!node || node == tree)
        err_set(err, ERR_INPUT, "the server rejected our request due to an error in our request: nothing at %s", path);
    else
        write_without(&o, NULL, tree, removal ? node : NULL);
    return next.len ? buf_take(&next) : NULL;
}

struct json *object_json_patch(const struct json *old, const struct buf *body, struct err *err)
{
    own_json *patch = json_parse(buf_str(body), body->len, err);
    char *text = patch ? json_text(old) : NULL;
    json_each (operation, patch) {
        char *next = text ? operate(text, operation, err) : NULL;
        free(text);
        text = next;
    }
    struct json *after = text ? json_parse(text, strlen(text), NULL) : NULL;
    free(text);
    return after;
}
