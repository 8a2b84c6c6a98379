/* Where each service is reached: found once, at its first call. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/aws/client_inner.h"
#include "lib/aws/endpoint.h"

static char *without_slash(const char *text)
{
    size_t len = strlen(text);
    return xstrndup(text, len && text[len - 1] == '/' ? len - 1 : len);
}

struct service_place *client_place(struct aws_client *c, const struct service *s, struct err *err)
{
    struct service_place *p = &c->places[service_index(s)];
    own_buf url = {0};
    own_str char *path = NULL;
    if (p->url)
        return p;
    if (endpoint_url(&url, s, c->region, c->endpoint_url, err) || endpoint_split(buf_str(&url), &p->host, &path, err))
        return NULL;
    p->signing_region = endpoint_signing_region(s, c->region, buf_str(&url));
    p->path = without_slash(path);
    p->url = without_slash(buf_str(&url));
    return p;
}

void client_places_free(struct aws_client *c)
{
    for (size_t i = 0; i < SERVICES; i++) {
        free(c->places[i].url);
        free(c->places[i].host);
        free(c->places[i].path);
    }
}
