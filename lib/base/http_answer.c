/* What curl says of a request under way: that it is sent, its headers, its body. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "lib/base/http_inner.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

static int before_request(void *context, char *to_ip, char *from_ip, int to_port, int from_port)
{
    struct http_request *r = context;

    (void)to_ip, (void)from_ip, (void)to_port, (void)from_port;
    if (r->answer.sent && !r->safe)
        return CURL_PREREQFUNC_ABORT; /* curl wants to send it once more; only the caller may decide that */
    r->answer.sent = true;
    return CURL_PREREQFUNC_OK;
}

/* Headers whose values are kept, and where. */
static const struct {
    const char *name;
    size_t at;
} kept[] = {
    {"date", offsetof(struct http_request, date)},
    {"content-type", offsetof(struct http_request, content_type)},
    {"x-amzn-errortype", offsetof(struct http_request, error_type)},
    {"x-amzn-requestid", offsetof(struct http_request, request_id)},
};

static int64_t retry_after(const char *text)
{
    char *end;
    long long seconds = strtoll(text, &end, 10);
    time_t at;

    if (end != text && seconds >= 0)
        return (seconds > 86400 ? 86400 : seconds) * 1000;
    at = curl_getdate(text, NULL);
    if (at < 0)
        return -1;
    return at > time(NULL) ? (int64_t)(at - time(NULL)) * 1000 : 0;
}

static void header_line(struct http_request *r, const char *line, size_t len)
{
    const char *colon = memchr(line, ':', len);
    size_t name_len = colon ? (size_t)(colon - line) : 0;
    const char *value = colon ? colon + 1 : line;

    while (len && (line[len - 1] == '\r' || line[len - 1] == '\n' || line[len - 1] == ' '))
        len--;
    while (value < line + len && *value == ' ')
        value++;
    size_t value_len = value < line + len ? (size_t)(line + len - value) : 0;

    own_str char *text = xstrndup(value, value_len);
    if (name_len == 11 && !strncasecmp(line, "retry-after", 11))
        r->answer.retry_after_ms = retry_after(text);
    for (size_t i = 0; i < COUNT_OF(kept); i++)
        if (strlen(kept[i].name) == name_len && !strncasecmp(line, kept[i].name, name_len))
            str_replace((char **)(void *)((char *)r + kept[i].at), text);
}

static void headers_end(struct http_request *r)
{
    long status = 0;

    curl_easy_getinfo(r->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status < 200)
        return; /* 100-continue and its like */
    r->answer.status = (int)status;
    r->answer.date = r->date;
    r->answer.content_type = r->content_type;
    r->answer.error_type = r->error_type;
    r->answer.request_id = r->request_id;
    if (r->handlers.head)
        r->handlers.head(r->context, &r->answer);
}

static size_t on_header(char *line, size_t size, size_t count, void *context)
{
    struct http_request *r = context;
    size_t len = size * count;

    if (r->dead)
        return 0;
    r->heard = mono_ms();
    if (r->answer.status)
        return len; /* trailers */
    if (len <= 2 && (line[0] == '\r' || line[0] == '\n'))
        headers_end(r);
    else
        header_line(r, line, len);
    return len;
}

static size_t on_data(char *bytes, size_t size, size_t count, void *context)
{
    struct http_request *r = context;
    size_t len = size * count;

    if (r->dead)
        return 0;
    r->heard = mono_ms();
    if (r->paused) {
        r->held = true;
        return CURL_WRITEFUNC_PAUSE; /* curl keeps these bytes and brings them again */
    }
    if (r->handlers.data)
        r->handlers.data(r->context, bytes, len);
    return r->dead ? 0 : len;
}

void http_listen(struct http_request *r)
{
    curl_easy_setopt(r->easy, CURLOPT_PRIVATE, r);
    curl_easy_setopt(r->easy, CURLOPT_ERRORBUFFER, r->error);
    curl_easy_setopt(r->easy, CURLOPT_HEADERFUNCTION, on_header);
    curl_easy_setopt(r->easy, CURLOPT_HEADERDATA, r);
    curl_easy_setopt(r->easy, CURLOPT_WRITEFUNCTION, on_data);
    curl_easy_setopt(r->easy, CURLOPT_WRITEDATA, r);
    curl_easy_setopt(r->easy, CURLOPT_PREREQFUNCTION, before_request);
    curl_easy_setopt(r->easy, CURLOPT_PREREQDATA, r);
}
