/* A trace as it goes from who keeps the index to who asked. */

/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "journal/trace.h"

static const char *const roles[] = {"outside", "cause", "start", "effect"};

void trace_encode(const struct trace_node *n, const char *line, size_t len, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "role", roles[n->role]);
    json_add_str(&o, "reference", n->reference);
    json_add_int(&o, "sequence", (int64_t)n->sequence);
    json_open_array(&o, "causes");
    for (size_t i = 0; i < n->causes.count; i++)
        json_add_str(&o, NULL, n->causes.edges[i].to->reference);
    json_close_array(&o);
    if (len) {
        own_str char *event = xstrndup(line, len);
        json_add_raw(&o, "event", event);
    }
    json_close_object(&o);
    buf_add_char(to, '\n');
}

static int role_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(roles); i++)
        if (str_equal(name, roles[i]))
            return (int)i;
    return -1;
}

static int node_decode(struct trace *t, const char *line, size_t len, struct err *err)
{
    own_json *tree = json_parse(line, len, err);
    const char *reference = json_str(json_get(tree, "reference"));
    int role = role_find(json_str(json_get(tree, "role")));
    int64_t sequence = json_int_or(json_get(tree, "sequence"), 0);
    if (!tree || !reference || role < 0 || sequence <= 0)
        return err_set(err, ERR_INPUT, "a line of a trace that cannot be read");
    struct trace_node *n = trace_node(t, reference);
    if (n->sequence)
        return err_set(err, ERR_INPUT, "a trace that tells of '%s' twice", reference);
    n->sequence = (uint64_t)sequence;
    n->role = (enum trace_role)role;
    n->line = json_text(json_get(tree, "event"));
    HASH_ADD(order, t->selected, sequence, sizeof n->sequence, n);
    json_each (cause, json_get(tree, "causes")) {
        if (!json_str(cause))
            continue;
        struct trace_node *to = trace_node(t, json_str(cause));
        trace_edge_add(&n->causes, to, false);
        trace_edge_add(&to->effects, n, false);
    }
    return 0;
}

int trace_decode(struct trace *t, const char *lines, size_t len, struct err *err)
{
    const char *end = lines + len;
    while (lines < end) {
        const char *newline = memchr(lines, '\n', (size_t)(end - lines));
        if (!newline)
            return err_set(err, ERR_INPUT, "a trace whose last line does not end");
        if (node_decode(t, lines, (size_t)(newline - lines), err))
            return -1;
        lines = newline + 1;
    }
    return 0;
}
