#include "tests/unit/diff_model.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/unit/diff_calls.h"
#include "tests/unit/diff_held.h"

void model_say(struct model *m, const char *source, const char *type, const char *subject, const char *data)
{
    own_buf line = {0};
    struct err err = {0};
    struct event e = {0};
    struct event_head head = {.number = ++m->number, .source = source, .type = type, .subject = subject, .data = data};
    head.time.us = (1700000000 + ++m->second) * 1000000;
    event_encode(&line, &head);
    if (event_decode(&e, line.data, line.len - 1, &err) || world_fold(&m->world, &e, &err))
        fail_msg("%s %s: %s", type, subject, err.text);
    event_release(&e);
}

void model_open(struct model *m, const char *options)
{
    memset(m, 0, sizeof *m);
    own_buf fleet = {0};
    buf_addf(&fleet,
             "{\"fleet\":\"prod\",\"region\":\"eu-west-1\",\"account\":\"111122223333\",\"vpcId\":\"vpc-1\","
             "\"clusters\":[\"blue\",\"green\"],\"options\":%s}",
             options);
    model_say(m, "check", "fleet.configured", "prod", buf_str(&fleet));
    model_say(m, "build-podinfo", "cluster.synced", "blue", "{\"cluster\":\"blue\"}");
    model_say(m, "build-podinfo", "cluster.synced", "green", "{\"cluster\":\"green\"}");
    model_say(m, "apply-aws", "aws.synced", "eu-west-1", "{\"account\":\"111122223333\",\"region\":\"eu-west-1\"}");
}

void model_close(struct model *m)
{
    world_release(&m->world);
    pairs_release(&m->names);
}

/* Every "@…" becomes what it names. */
static char *filled_in(const struct model *m, const char *parameters)
{
    own_buf text = {0};
    const char *at = parameters, *next;
    while ((next = strstr(at, "\"@"))) {
        const char *end = strchr(next + 1, '"');
        own_str char *reference = xstrndup(next + 1, (size_t)(end - next - 1));
        const char *id = pairs_get(&m->names, reference);
        if (!id)
            fail_msg("nothing made %s", reference);
        buf_add(&text, at, (size_t)(next - at) + 1);
        buf_add_str(&text, id);
        at = end;
    }
    buf_add_str(&text, at);
    return buf_take(&text);
}

void model_apply(struct model *m, const struct batch *b)
{
    for (size_t i = 0; i < b->calls_count; i++) {
        own_str char *text = filled_in(m, b->calls[i].parameters);
        struct err err = {0};
        own_json *p = json_parse(text, strlen(text), &err);
        if (!p)
            fail_msg("%s: %s", text, err.text);
        call_carry_out(m, b->calls[i].action, p);
    }
}

void model_health(struct model *m, const char *name, const char *target, const char *state)
{
    const char *colon = strrchr(target, ':');
    own_str char *reference = xasprintf("@targetgroup/%s", name);
    own_str char *id = xstrndup(target, (size_t)(colon - target));
    own_buf data = {0};
    struct target_health h = {.group_arn = xstrdup_or_null(pairs_get(&m->names, reference)),
                              .group_name = xstrdup(name),
                              .id = xstrdup(id),
                              .port = atoi(colon + 1),
                              .state = xstrdup(state)};
    if (!h.group_arn)
        h.group_arn = xasprintf(MODEL_ARN "targetgroup/%s/0", name);
    target_health_encode(&h, &data);
    own_str char *subject = target_health_subject(&h);
    model_say(m, "apply-aws", "target.health", subject, buf_str(&data));
    target_health_release(&h);
}

char *model_actions(const struct batch *b)
{
    own_buf text = {0};
    for (size_t i = 0; i < b->calls_count; i++)
        buf_addf(&text, "%s%s", i ? "; " : "", b->calls[i].action);
    return buf_take(&text);
}
