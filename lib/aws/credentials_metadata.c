/* Credentials that the machine hands out: the container endpoint (EKS Pod Identity, ECS) and EC2's instance metadata
 * (IMDSv2 only: a token first; whoever answers without one is not asked), which tells the Region too. */
#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/base/mem.h"
#include "lib/aws/credentials_inner.h"
#include "lib/aws/endpoint.h"

enum { CONNECT_MS = 1000, TOTAL_MS = 5000, MAX_BODY = 256 * 1024, METADATA_TRIES = 2 };

/* ---- one request ---- */

static void on_data(void *context, const char *bytes, size_t len)
{
    struct credentials_fetch *f = context;
    if (f->body.len + len <= MAX_BODY)
        buf_add(&f->body, bytes, len);
}

static void on_done(void *context, const struct http_answer *a, const struct err *err)
{
    struct credentials_fetch *f = context;
    f->answered(f, err ? 0 : a->status, err ? err->text : buf_str(&f->body));
}

void fetch_http(struct credentials_fetch *f, const struct fetch_request *r)
{
    struct http_trust direct = {.proxy = ""};
    struct http_call call = {
        .method = r->method, .url = r->url, .headers = r->headers, .trust = &direct, .connect_ms = CONNECT_MS, .total_ms = TOTAL_MS};
    struct err err = {0};
    f->answered = r->answered;
    if (f->body.data)
        explicit_bzero(f->body.data, f->body.len);
    buf_clear(&f->body);
    if (!http_send(f->http, &call, &(struct http_handlers){.data = on_data, .done = on_done}, f, &err))
        fetch_failed(f, &err);
}

static void take(struct credentials_fetch *f, const char *text, const char *what)
{
    struct credentials c = {0};
    struct err err = {0};
    if (credentials_read_json(&c, text, what, &err))
        fetch_failed(f, &err);
    else
        fetch_got(f, &c);
}

/* ---- the container endpoint ---- */

static void on_container(struct credentials_fetch *f, int status, const char *text)
{
    struct err err = {0};
    own_str char *what = xasprintf("the container endpoint '%s'", f->role_name);
    if (status == 200) {
        take(f, text, what);
        return;
    }
    if (status)
        err_set(&err, status >= 500 || status == 429 ? ERR_AGAIN : ERR_CONFIG, "%s answered HTTP %d instead of credentials", what, status);
    else
        err_set(&err, ERR_AGAIN, "%s: %s", what, text);
    fetch_failed(f, &err);
}

static bool is_loopback(const char *host)
{
    struct in_addr v4;
    struct in6_addr v6;
    if (strcasecmp(host, "localhost") == 0)
        return true;
    if (inet_pton(AF_INET, host, &v4) == 1)
        return ntohl(v4.s_addr) >> 24 == 127;
    return inet_pton(AF_INET6, host, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}

/* https anywhere; http only to this machine, and to the addresses of ECS and EKS Pod Identity. */
bool container_url_is_allowed(const char *url)
{
    static const char *const known[] = {"169.254.170.2", "169.254.170.23", "fd00:ec2::23"};
    own_str char *authority = NULL, *path = NULL;
    if (endpoint_split(url, &authority, &path, NULL))
        return false;
    if (strncasecmp(url, "https://", 8) == 0)
        return true;
    const char *start = *authority == '[' ? authority + 1 : authority;
    own_str char *host = xstrndup(start, strcspn(start, *authority == '[' ? "]" : ":"));
    for (size_t i = 0; i < COUNT_OF(known); i++)
        if (strcasecmp(host, known[i]) == 0)
            return true;
    return is_loopback(host);
}

static int authorization(struct buf *to, struct err *err)
{
    const char *file = credentials_env("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"),
               *given = credentials_env("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    size_t start = to->len;
    if (file && buf_read_file(to, file, 64 * 1024, err))
        return err_wrap(err, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    if (!file && given)
        buf_add_str(to, given);
    while (to->len > start && isspace((unsigned char)to->data[to->len - 1]))
        to->data[--to->len] = '\0';
    if (strpbrk(buf_str(to), "\r\n"))
        return err_set(err, ERR_CONFIG, "the container authorization token in '%s' has more than one line",
                       file ? file : "AWS_CONTAINER_AUTHORIZATION_TOKEN");
    return 0;
}

int link_container(struct credentials_fetch *f, struct err *err)
{
    const char *relative = credentials_env("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"),
               *full = credentials_env("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    own_buf header = {0};
    if (!relative && !full)
        return 0;
    own_str char *url = relative ? xasprintf("http://169.254.170.2%s", relative) : xstrdup(full);
    if (!container_url_is_allowed(url))
        return err_set(err, ERR_CONFIG,
                       "AWS_CONTAINER_CREDENTIALS_FULL_URI '%s' is neither https nor on loopback, 169.254.170.2, 169.254.170.23 or"
                       " [fd00:ec2::23]: credentials are not asked for there",
                       url);
    buf_add_str(&header, "Authorization: ");
    size_t empty = header.len;
    if (authorization(&header, err))
        return -1;
    const char *headers[] = {header.len > empty ? buf_str(&header) : NULL, NULL};
    str_replace(&f->role_name, url);
    fetch_http(f, &(struct fetch_request){.method = "GET", .url = url, .headers = headers, .answered = on_container});
    explicit_bzero(header.data, header.len);
    return 1;
}

/* ---- instance metadata ---- */

static const char roles_path[] = "/latest/meta-data/iam/security-credentials/", region_path[] = "/latest/meta-data/placement/region";

static char *metadata_url(const char *path, const char *more)
{
    const char *given = credentials_env("AWS_EC2_METADATA_SERVICE_ENDPOINT"),
               *mode = credentials_env("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE");
    const char *base = given ? given : mode && strcasecmp(mode, "IPv6") == 0 ? "http://[fd00:ec2::254]" : "http://169.254.169.254";
    size_t len = strlen(base);
    return xasprintf("%.*s%s%s", (int)(len && base[len - 1] == '/' ? len - 1 : len), base, path, more);
}

static void nothing_found(struct credentials_fetch *f, const char *why)
{
    struct err err = {0};
    if (f->for_region)
        err_set(&err, ERR_CONFIG, "instance metadata: %s", why);
    else
        err_set(
            &err, ERR_CONFIG,
            "no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, put a profile into ~/.aws/credentials, or give the pod or"
            " the machine a role (instance metadata: %s)",
            why);
    fetch_failed(f, &err);
}

static void metadata_refused(struct credentials_fetch *f, const char *step, int status)
{
    struct err err = {0};
    err_set(&err, status >= 500 || status == 429 || status == 0 ? ERR_AGAIN : ERR_CONFIG, "instance metadata: %s: answered HTTP %d", step,
            status);
    fetch_failed(f, &err);
}

static void metadata_get(struct credentials_fetch *f, const char *path, const char *more, fetch_answer_fn *answered)
{
    own_str char *url = metadata_url(path, more);
    own_str char *header = xasprintf("X-aws-ec2-metadata-token: %s", f->token);
    const char *headers[] = {header, NULL};
    fetch_http(f, &(struct fetch_request){.method = "GET", .url = url, .headers = headers, .answered = answered});
}

static void on_keys(struct credentials_fetch *f, int status, const char *text)
{
    own_str char *what = xasprintf("instance metadata, role '%s'", f->role_name);
    if (status == 200)
        take(f, text, what);
    else
        metadata_refused(f, what, status);
}

static void on_role(struct credentials_fetch *f, int status, const char *text)
{
    if (status == 404 || (status == 200 && !*text)) {
        nothing_found(f, "this machine has no role");
        return;
    }
    if (status != 200) {
        metadata_refused(f, "the name of the role", status);
        return;
    }
    free(f->role_name);
    f->role_name = xstrndup(text, strcspn(text, "\r\n"));
    metadata_get(f, roles_path, f->role_name, on_keys);
}

static void on_region(struct credentials_fetch *f, int status, const char *text)
{
    if (status != 200) {
        metadata_refused(f, "the Region", status);
        return;
    }
    free(f->region);
    f->region = xstrndup(text, strcspn(text, "\r\n"));
    fetch_got(f, &(struct credentials){0});
}

static void ask_token(struct credentials_fetch *f);

static void on_token(struct credentials_fetch *f, int status, const char *text)
{
    if (status == 200 && *text && !strpbrk(text, "\r\n")) {
        str_replace(&f->token, text);
        metadata_get(f, f->for_region ? region_path : roles_path, "", f->for_region ? on_region : on_role);
    } else if ((status == 0 || status >= 500) && f->attempts < METADATA_TRIES) {
        ask_token(f);
    } else if (status >= 500) {
        metadata_refused(f, "the token", status);
    } else {
        bool late = !status && strstr(text, "timed out"); /* where the answer may take one hop only, it never comes into a container */
        own_str char *why = status ? xasprintf("no IMDSv2 token, HTTP %d; version 1 is not used", status)
                                   : xasprintf("%s%s", text, late ? "; in a container the instance's hop limit must be 2" : "");
        nothing_found(f, why);
    }
}

static void ask_token(struct credentials_fetch *f)
{
    static const char *const headers[] = {"X-aws-ec2-metadata-token-ttl-seconds: 21600", NULL};
    own_str char *url = metadata_url("/latest/api/token", "");
    f->attempts++;
    fetch_http(f, &(struct fetch_request){.method = "PUT", .url = url, .headers = headers, .answered = on_token});
}

/* The last link: it always has something to say. */
int link_metadata(struct credentials_fetch *f, struct err *err)
{
    const char *off = credentials_env("AWS_EC2_METADATA_DISABLED");
    (void)err;
    if (off && strcasecmp(off, "true") == 0)
        nothing_found(f, "switched off by AWS_EC2_METADATA_DISABLED");
    else
        ask_token(f);
    return 1;
}
