/* Step 6: transforms.NAME, what is rewritten before a request goes on. */
#include "plan-rules/compile/build.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/limits.h"
#include "plan-rules/compile/shape.h"

static const struct {
    const char *type;
    const char *config; /* as users write it */
    const char *member; /* as AWS names it */
} kinds[] = {
    {"url-rewrite", "urlRewriteConfig", "UrlRewriteConfig"},
    {"host-header-rewrite", "hostHeaderRewriteConfig", "HostHeaderRewriteConfig"},
};

static int write_rewrite(const struct reader *r, const struct json *rewrite, struct json_out *o)
{
    const char *regex, *replace;
    if (want_object(r, rewrite) || read_str(r, rewrite, "regex", &regex) || read_str(r, rewrite, "replace", &replace))
        return -1;
    json_open_object(o, NULL);
    json_add_str(o, "Regex", regex ? regex : "");
    json_add_str(o, "Replace", replace ? replace : "");
    json_close_object(o);
    return 0;
}

static int write_config(const struct reader *r, const struct json *entry, size_t kind, struct json_out *o)
{
    const struct json *config, *rewrites;
    if (read_object(r, entry, kinds[kind].config, &config) || read_array(r, config, "rewrites", &rewrites))
        return -1;
    if (!json_count(rewrites))
        return reader_fault(r, "%s must have rewrites", kinds[kind].config);
    if (limit_transforms(rewrites, r->field, r->fault))
        return -1;
    json_open_object(o, NULL);
    json_add_str(o, "Type", kinds[kind].type);
    json_open_object(o, kinds[kind].member);
    json_open_array(o, "Rewrites");
    json_each (rewrite, rewrites) {
        if (write_rewrite(r, rewrite, o))
            return -1;
    }
    json_close_array(o);
    json_close_object(o);
    json_close_object(o);
    return 0;
}

static int write_entry(const struct reader *r, const struct json *entry, bool seen[COUNT_OF(kinds)], struct json_out *o)
{
    const char *type;
    if (want_object(r, entry) || shape_check(r, entry, SHAPED_TRANSFORM) || read_str(r, entry, "type", &type))
        return -1;
    for (size_t i = 0; type && i < COUNT_OF(kinds); i++) {
        if (strcmp(kinds[i].type, type) != 0)
            continue;
        if (seen[i])
            return reader_fault(r, "a rule takes one transform of type %s only", type);
        seen[i] = true;
        return write_config(r, entry, i, o);
    }
    return reader_fault(r, "type of a transform must be url-rewrite or host-header-rewrite, not '%s'", type ? type : "");
}

int transforms_read(struct member *m, const char *service, char **out)
{
    own_str char *suffix = xasprintf("transforms.%s", service);
    own_str char *field = xasprintf("%s%s", NOTE_PREFIX, suffix);
    own_json *list = NULL;
    own_buf text = {0};
    bool seen[COUNT_OF(kinds)] = {0};
    int got = notes_json(&m->notes, suffix, &list, &m->fault);
    if (got <= 0)
        return got;
    struct reader r = {field, notes_get(&m->notes, suffix), &m->fault};
    struct json_out o = json_out(&text);
    if (want_array(&r, list))
        return -1;
    json_open_array(&o, NULL);
    json_each (entry, list) {
        if (write_entry(&r, entry, seen, &o))
            return -1;
    }
    json_close_array(&o);
    if (json_count(list))
        *out = buf_take(&text);
    return 0;
}
