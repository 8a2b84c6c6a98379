#include "tests/sim/kube/strategic.h"

#include "lib/base/mem.h"

#include "tests/sim/kube/object.h"

static const struct json *of_type(const struct json *list, const char *type)
{
    json_each (one, list)
        if (str_equal(json_str(json_get(one, "type")), type))
            return one;
    return NULL;
}

static void add_merged(struct json_out *o, const struct json *old, const struct json *patch)
{
    own_buf text = {0};
    object_merge(&text, old, patch);
    json_add_raw(o, NULL, buf_str(&text));
}

/* What is there keeps its place, what is new comes last. */
static void add_conditions(struct json_out *o, const struct json *old, const struct json *patch)
{
    json_open_array(o, "conditions");
    json_each (one, old) {
        const struct json *change = of_type(patch, json_str(json_get(one, "type")));
        if (change)
            add_merged(o, one, change);
        else
            json_add_node(o, NULL, one);
    }
    json_each (one, patch)
        if (!of_type(old, json_str(json_get(one, "type"))))
            add_merged(o, NULL, one);
    json_close_array(o);
}

static void add_status(struct json_out *o, const struct json *old, const struct json *patch)
{
    json_open_object(o, "status");
    json_each (member, patch) {
        if (str_equal(json_name(member), "conditions"))
            add_conditions(o, json_get(old, "conditions"), member);
        else
            json_add_node(o, json_name(member), member);
    }
    json_close_object(o);
}

/* The merge patch (RFC 7386) that does the same to this object. */
static void to_merge(struct buf *to, const struct json *old, const struct json *patch)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_each (member, patch) {
        if (str_equal(json_name(member), "status"))
            add_status(&o, json_get(old, "status"), member);
        else
            json_add_node(&o, json_name(member), member);
    }
    json_close_object(&o);
}

struct json *object_merge_plain(const struct json *old, const struct json *patch)
{
    own_buf text = {0};
    object_merge(&text, old, patch);
    return json_parse(buf_str(&text), text.len, NULL);
}

struct json *object_merge_strategic(const struct json *old, const struct json *patch)
{
    own_buf text = {0};
    to_merge(&text, old, patch);
    own_json *plain = json_parse(buf_str(&text), text.len, NULL);
    return object_merge_plain(old, plain);
}
