#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/aws/client.h"
#include "lib/aws/shapes.h"

struct pages {
    struct aws_client *client;
    char *service, *action, *parameters;
    int64_t deadline_ms;
    struct aws_page_handlers handlers;
    void *context;
};

static void pages_free(struct pages *p)
{
    free(p->service);
    free(p->action);
    free(p->parameters);
    free(p);
}

static void ask(struct pages *p, const char *parameters);

/* The parameters with the token of the next page; NULL after the last one. */
static char *next_page(const struct pages *p, const char *answer)
{
    const struct operation *op = operation_find(service_find(p->service), p->action);
    if (!op->page_out)
        return NULL;
    own_json *said = json_parse(answer, strlen(answer), NULL);
    own_json *asked = json_parse(p->parameters, strlen(p->parameters), NULL);
    const char *token = json_str(json_get(said, op->page_out));
    if (!token || !*token)
        return NULL;
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_each (member, asked)
        if (strcmp(json_name(member), op->page_in) != 0)
            json_add_node(&o, json_name(member), member);
    json_add_str(&o, op->page_in, token);
    json_close_object(&o);
    return buf_take(&out);
}

static void on_page(void *context, const struct aws_result *r)
{
    struct pages *p = context;
    if (r->answer)
        p->handlers.page(p->context, r->answer);
    own_str char *next = r->answer ? next_page(p, r->answer) : NULL;
    if (next) {
        ask(p, next);
        return;
    }
    p->handlers.done(p->context, r);
    pages_free(p);
}

static void on_dropped(void *context)
{
    struct pages *p = context;
    if (p->handlers.dropped)
        p->handlers.dropped(p->context);
    pages_free(p);
}

static void ask(struct pages *p, const char *parameters)
{
    struct aws_request r = {.service = p->service, .action = p->action, .parameters = parameters, .deadline_ms = p->deadline_ms};
    aws_when_dropped(aws_call(p->client, &r, on_page, p), on_dropped);
}

void aws_read_pages(struct aws_client *c, const struct aws_request *r, const struct aws_page_handlers *handlers, void *context)
{
    struct pages *p = xcalloc(1, sizeof *p);
    *p = (struct pages){.client = c,
                        .service = xstrdup(r->service),
                        .action = xstrdup(r->action),
                        .parameters = xstrdup(r->parameters ? r->parameters : "{}"),
                        .deadline_ms = r->deadline_ms,
                        .handlers = *handlers,
                        .context = context};
    ask(p, p->parameters);
}
