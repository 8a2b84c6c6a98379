#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* A member that must be there: a string that is not empty. */
static int required(const struct json *doc, const char *name, const char **out, struct err *err)
{
    const struct json *node = json_get(doc, name);
    const char *text = json_str(node);
    if (!text)
        return err_set(err, ERR_INPUT, node ? "'%s' is not a string" : "no event: '%s' is missing", name);
    if (!*text)
        return err_set(err, ERR_INPUT, "'%s' is empty", name);
    *out = text;
    return 0;
}

/* One that may be there; null is the same as absent. */
static int optional(const struct json *doc, const char *name, const char **out, struct err *err)
{
    enum json_kind kind = json_kind(json_get(doc, name));
    if (kind == JSON_ABSENT || kind == JSON_NULL)
        return 0;
    return required(doc, name, out, err);
}

static int instant(const struct json *doc, const char *name, struct moment *out, struct err *err)
{
    const char *text = NULL;
    if (optional(doc, name, &text, err) < 0)
        return -1;
    if (text && moment_parse(out, text, err) < 0)
        return err_wrap(err, "'%s'", name);
    return 0;
}

/* Attribute names are lower-case letters and digits (cloudevents/spec.md, "Naming Conventions"). */
static int check_names(const struct json *doc, struct err *err)
{
    json_each (member, doc) {
        const char *name = json_name(member);
        if (strcmp(name, "data_base64") == 0)
            continue;
        for (const char *c = name; *c; c++)
            if (!islower((unsigned char)*c) && !isdigit((unsigned char)*c))
                return err_set(err, ERR_INPUT, "'%s' is no name of an attribute: lower-case letters and digits only", name);
    }
    return 0;
}

static int fill(struct event *e, struct err *err)
{
    const char *version, *sequence = NULL;
    if (json_kind(e->doc) != JSON_OBJECT)
        return err_set(err, ERR_INPUT, "no event: not a JSON object");
    if (required(e->doc, "specversion", &version, err) < 0)
        return -1;
    if (strcmp(version, "1.0") != 0)
        return err_set(err, ERR_INPUT, "'specversion' is '%s', not '1.0'", version);
    if (required(e->doc, "id", &e->id, err) < 0 || required(e->doc, "source", &e->source, err) < 0 ||
        required(e->doc, "type", &e->type, err) < 0)
        return -1;
    if (optional(e->doc, "subject", &e->subject, err) < 0 || optional(e->doc, "causationid", &e->causation, err) < 0 ||
        optional(e->doc, "sequence", &sequence, err) < 0)
        return -1;
    if (instant(e->doc, "time", &e->time, err) < 0 || instant(e->doc, "recordedtime", &e->recorded, err) < 0)
        return -1;
    if (sequence && event_number_parse(sequence, &e->sequence) < 0)
        return err_set(err, ERR_INPUT, "'sequence' is '%s', not 20 digits", sequence);
    e->data = json_get(e->doc, "data");
    return check_names(e->doc, err);
}

int event_decode(struct event *e, const char *line, size_t len, struct err *err)
{
    *e = (struct event){.line = line, .line_len = len};
    if (len > EVENT_MAX_LINE)
        return err_set(err, ERR_INPUT, "line of %zu bytes, over 2 MiB", len);
    e->doc = json_parse(line, len, err);
    if (!e->doc)
        return -1;
    if (fill(e, err) == 0)
        return 0;
    event_release(e);
    return -1;
}

void event_release(struct event *e)
{
    json_free(e->doc);
    *e = (struct event){0};
}

void event_encode(struct buf *to, const struct event_head *head)
{
    char number[EVENT_NUMBER], time[MOMENT_TEXT];
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "specversion", "1.0");
    json_add_str(&o, "id", event_number_format(head->number, number));
    json_add_str(&o, "source", head->source);
    json_add_str(&o, "type", head->type);
    json_add_str(&o, "subject", head->subject);
    if (head->time.us)
        json_add_str(&o, "time", moment_format(head->time, time));
    json_add_str(&o, "causationid", head->causation);
    json_add_raw(&o, "data", head->data);
    json_close_object(&o);
    buf_add_char(to, '\n');
}

char *event_number_format(uint64_t number, char text[EVENT_NUMBER])
{
    for (size_t at = EVENT_NUMBER - 1; at-- > 0; number /= 10)
        text[at] = (char)('0' + number % 10);
    text[EVENT_NUMBER - 1] = '\0';
    return text;
}

int event_number_parse(const char *text, uint64_t *number)
{
    uint64_t n = 0;
    for (int i = 0; i < EVENT_NUMBER - 1; i++) {
        if (!isdigit((unsigned char)text[i]))
            return -1;
        if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, (uint64_t)(text[i] - '0'), &n))
            return -1;
    }
    if (text[EVENT_NUMBER - 1])
        return -1;
    *number = n;
    return 0;
}

char *event_reference(const struct event *e)
{
    return xasprintf("%s#%s", e->source, e->id);
}

struct moment event_clock(const struct event *e)
{
    return e->recorded.us ? e->recorded : e->time;
}
