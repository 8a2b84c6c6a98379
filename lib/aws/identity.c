/* The client's credentials: found at the start, read anew before they end, or when AWS says that they have ended. */
#include "lib/base/log.h"
#include "lib/base/moment.h"
#include "lib/aws/client_inner.h"

enum { RETRY_LEAST_MS = 1000, RETRY_MOST_MS = 60000 };

static void wake_the_waiting(struct aws_client *c)
{
    for (struct aws_call *call = c->calls; call; call = call->next) {
        if (call->waiting)
            call_send_in(call, 0);
        call->waiting = false;
    }
}

/* Sooner, the less time is left. */
static int64_t retry_ms(const struct aws_client *c)
{
    int64_t quarter = c->credentials.expires.us ? (c->credentials.expires.us - moment_now().us) / 4000 : RETRY_MOST_MS;
    if (quarter < RETRY_LEAST_MS)
        return RETRY_LEAST_MS;
    return quarter < RETRY_MOST_MS ? quarter : RETRY_MOST_MS;
}

static void take(struct aws_client *c, struct credentials *found)
{
    credentials_release(&c->credentials);
    c->credentials = *found;
    *found = (struct credentials){0};
    if (c->stale)
        log_info("AWS credentials are fresh again from=\"%s\"", c->credentials.from);
    c->stale = false;
}

static void on_fetched(void *context, struct credentials *found, const struct err *err)
{
    struct aws_client *c = context;
    c->fetch = NULL;
    if (!err)
        take(c, found);
    else if (!c->stale)
        log_warn("AWS credentials could not be read anew, the old ones are used on: %s", err->text);
    c->stale = err != NULL;
    loop_timer_in(c->refresh, err ? retry_ms(c) : credentials_refresh_ms(&c->credentials, moment_now()));
    wake_the_waiting(c);
}

static void read_anew(void *context)
{
    struct aws_client *c = context;
    struct credentials_place where = {.region = c->region, .endpoint_url = c->endpoint_url};
    if (!c->fetch)
        c->fetch = credentials_fetch(c->loop, &where, on_fetched, c);
}

int identity_open(struct aws_client *c, struct err *err)
{
    struct credentials_place where = {.region = c->region, .endpoint_url = c->endpoint_url};
    if (credentials_find(&c->credentials, &where, err))
        return -1;
    c->refresh = loop_timer_add(c->loop, read_anew, c);
    loop_timer_in(c->refresh, credentials_refresh_ms(&c->credentials, moment_now()));
    return 0;
}

void identity_close(struct aws_client *c)
{
    credentials_fetch_cancel(c->fetch);
    loop_timer_remove(c->refresh);
    credentials_release(&c->credentials);
}

bool identity_read_again(struct aws_call *call)
{
    if (call->client->fixed || call->credentials_read)
        return false;
    call->credentials_read = call->waiting = true;
    read_anew(call->client);
    return true;
}
