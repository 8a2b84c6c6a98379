#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/aws/client_inner.h"
#include "lib/aws/endpoint.h"

enum { DEADLINE_MS = 60000 };

static struct aws_client *client_new(struct loop *loop, const struct aws_settings *settings)
{
    struct aws_client *c = xcalloc(1, sizeof *c);
    *c = (struct aws_client){.loop = loop,
                             .region = xstrdup(settings->region),
                             .endpoint_url = xstrdup_or_null(settings->endpoint_url),
                             .call_ms = settings->call_ms ? settings->call_ms : DEADLINE_MS,
                             .ca_file = endpoint_ca_bundle()};
    client_pace_init(c, settings);
    c->http = http_new(loop, "headgate/" HEADGATE_VERSION);
    return c;
}

struct aws_client *aws_client_new(struct loop *loop, const struct aws_settings *settings, struct err *err)
{
    struct aws_client *c = client_new(loop, settings);
    const struct service_place *elb = client_place(c, &service_elbv2, err);
    if (!elb || identity_open(c, err)) {
        aws_client_free(c);
        return NULL;
    }
    log_info("AWS credentials found from=\"%s\" region=%s endpoint=%s", c->credentials.from, c->region, elb->url);
    return c;
}

struct aws_client *aws_client_with(struct loop *loop, const struct aws_settings *settings, struct credentials *with)
{
    struct aws_client *c = client_new(loop, settings);
    c->credentials = *with;
    *with = (struct credentials){0};
    c->fixed = true;
    return c;
}

const char *aws_client_identity(const struct aws_client *c)
{
    return c->credentials.from;
}

const char *aws_client_region(const struct aws_client *c)
{
    return c->region;
}

void call_free(struct aws_call *call)
{
    *call->place = call->next;
    if (call->next)
        call->next->place = call->place;
    loop_timer_remove(call->timer);
    free(call->action);
    free(call->url);
    free(call->path);
    free(call->date);
    free(call->content_type);
    free(call->error_type);
    free(call->request_id);
    wire_release(&call->wire);
    buf_release(&call->answer);
    free(call);
}

void aws_when_dropped(struct aws_call *call, aws_dropped_fn *dropped)
{
    call->dropped = dropped;
}

void aws_cancel(struct aws_call *call)
{
    aws_dropped_fn *dropped = call->dropped;
    void *context = call->context;
    if (call->request)
        http_cancel(call->request);
    call_free(call);
    if (dropped)
        dropped(context);
}

void aws_client_free(struct aws_client *c)
{
    if (!c)
        return;
    while (c->calls)
        aws_cancel(c->calls);
    identity_close(c);
    http_free(c->http);
    client_places_free(c);
    free(c->ca_file);
    free(c->region);
    free(c->endpoint_url);
    free(c);
}
