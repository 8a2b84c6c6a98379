/* One reading of AWS for all questions of a kind that it can answer. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/aws/retry.h"

#include "apply-aws/answer_inner.h"
#include "apply-aws/words.h"

/* ---- what was found ---- */

static void tell_once(struct reading *r, const struct question *q, const char *id, const char *value)
{
    struct observed what = {.service = r->kind->service, .resource = r->kind->resource, .id = id, .asof = r->asof};
    own_json *tree = json_parse(value, strlen(value), NULL);
    if (!json_equal(tree, world_get(&r->apply->world, what.service, what.resource, id)))
        say_observed(r->apply, q->ref, &what, value);
}

static char *value_of(const struct question *q, const struct json *item)
{
    const struct kind *k = q->kind;
    return k->value ? k->value(item) : k->about ? k->about(q, item) : json_text(item);
}

void reading_tell(struct reading *r, const struct json *item, kind_fits_fn *fits)
{
    for (size_t i = 0; i < r->count && item; i++) {
        struct question *q = r->items[i];
        const char *id = r->kind->id ? json_str(json_get(item, r->kind->id)) : q->wanted.value;
        if (!id || (fits && !fits(q, item)))
            continue;
        own_str char *value = value_of(q, item);
        tell_once(r, q, id, value);
        strs_add(&q->found, id);
    }
}

static bool answers_any(const struct reading *r, const struct json *item)
{
    for (size_t i = 0; i < r->count; i++)
        if (!r->kind->fits || r->kind->fits(r->items[i], item))
            return true;
    return false;
}

static void take(struct reading *r, const struct json *item)
{
    const struct kind *k = r->kind;
    if (json_kind(item) != JSON_OBJECT)
        return;
    if (!k->look)
        reading_tell(r, item, k->fits);
    else if (answers_any(r, item))
        k->look(r, item);
}

static void on_page(void *context, const char *answer)
{
    struct reading *r = context;
    const struct kind *k = r->kind;
    own_json *tree = json_parse(answer, strlen(answer), NULL);
    const struct json *found = k->member ? json_get(tree, k->member) : tree;
    bool list = json_kind(found) == JSON_ARRAY;
    for (const struct json *item = list ? json_first(found) : found; item; item = list ? json_next(item) : NULL) {
        if (!k->inner)
            take(r, item);
        json_each (thing, k->inner ? json_get(item, k->inner) : NULL)
            take(r, thing);
    }
}

/* ---- what went wrong ---- */

/* What cannot be the name of anything names nothing. */
static bool is_no_name(const struct reading *r, const char *code)
{
    bool is_sent = r->kind->parameters && (strstr(r->kind->parameters, "@value") || strstr(r->kind->parameters, "@head"));
    return is_sent && (strstr(code, "Validation") || strstr(code, "InvalidParameter") || str_ends(code, ".Malformed"));
}

void reading_judge(struct reading *r, const char *action, const struct aws_result *result)
{
    const char *code = result->code;
    if (!code || r->problem)
        return;
    if (retry_is_not_found(code) || is_no_name(r, code)) {
        r->refused = r->refused || (r->count > 1 && strcmp(action, r->kind->action) == 0);
        return;
    }
    const struct denied d = {r->kind->service, action, NULL, code, result->message};
    r->problem = retry_is_denied(code) ? words_denied(&d) : xasprintf("%s: %s: %s", action, code, result->message ? result->message : "");
}

/* ---- asking ---- */

void reading_end_one(struct reading *r)
{
    if (--r->reads == 0)
        answer_end(r);
}

static void on_read(void *context, const struct aws_result *result)
{
    struct reading *r = context;
    reading_judge(r, r->kind->action, result);
    reading_end_one(r);
}

static void add_quoted(struct buf *to, const char *text)
{
    struct json_out o = json_out(to);
    json_add_str(&o, NULL, text);
}

static void add_values(struct buf *to, const struct reading *r, bool heads)
{
    struct strs values = {0};
    for (size_t i = 0; i < r->count; i++) {
        const char *value = r->items[i]->wanted.value;
        own_str char *text = xstrndup(value, heads ? strcspn(value, "/") : strlen(value));
        strs_add(&values, text);
    }
    strs_sort_unique(&values);
    for (size_t i = 0; i < values.count; i++) {
        buf_add_str(to, i ? "," : "");
        add_quoted(to, values.items[i]);
    }
    strs_release(&values);
}

/* parameters with their words filled in, as JSON texts. */
static char *fill_in(const struct reading *r)
{
    enum { VALUES, HEADS, VALUE, VPC, WORDS };
    static const char *const words[WORDS] = {"@values", "@heads", "@value", "@vpc"}; /* the longer first */
    own_buf out = {0};
    for (const char *at = r->kind->parameters; *at;) {
        int which = 0;
        while (which < WORDS && !str_starts(at, words[which]))
            which++;
        if (which == WORDS)
            buf_add(&out, at, 1);
        else if (which == VPC)
            add_quoted(&out, r->apply->fleet.vpc_id ? r->apply->fleet.vpc_id : "");
        else
            add_values(&out, r, which == HEADS);
        at += which < WORDS ? strlen(words[which]) : 1;
    }
    return buf_take(&out);
}

void reading_start(struct reading *r)
{
    static const struct aws_page_handlers handlers = {on_page, on_read, NULL};
    own_str char *parameters = r->kind->start ? NULL : fill_in(r);
    r->reads = 1;
    if (r->kind->start) {
        r->kind->start(r);
        return;
    }
    aws_read_pages(r->apply->client,
                   &(struct aws_request){.service = r->kind->service, .action = r->kind->action, .parameters = parameters}, &handlers, r);
}
