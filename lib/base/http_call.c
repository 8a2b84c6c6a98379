/* From a struct http_call to curl's options: address, trust, method, body. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/http_inner.h"
#include "lib/base/mem.h"

enum {
    CONNECT_MS = 10000,
    KEEPALIVE_S = 30,
    REUSE_S = 50,      /* a connection idle for longer is not used again; API servers close at 90 s, AWS earlier */
    REUSE_WRITE_S = 5, /* the same for what must not be sent twice */
};

/* The URL's host becomes the name that TLS asks for; the connection and the Host header stay with the real one. */
static char *renamed_url(struct http_request *r, CURLU *u, const char *server_name)
{
    char *host = NULL, *port = NULL, *url = NULL, *copy;

    curl_url_get(u, CURLUPART_HOST, &host, 0);
    curl_url_get(u, CURLUPART_PORT, &port, CURLU_DEFAULT_PORT);
    own_str char *connect = xasprintf("%s:%s:%s:%s", server_name, port, host, port);
    own_str char *header = xasprintf("Host: %s:%s", host, port);
    r->connect_to = curl_slist_append(NULL, connect);
    r->headers = curl_slist_append(r->headers, header);
    curl_url_set(u, CURLUPART_HOST, server_name, 0);
    curl_url_get(u, CURLUPART_URL, &url, 0);
    copy = xstrdup(url);
    curl_free(host);
    curl_free(port);
    curl_free(url);
    return copy;
}

static void set_blob(CURL *easy, CURLoption option, const char *pem)
{
    struct curl_blob blob = {.len = strlen(pem), .flags = CURL_BLOB_COPY};

    memcpy(&blob.data, &pem, sizeof pem); /* curl's struct has no const; COPY never writes there */
    curl_easy_setopt(easy, option, &blob);
}

static void set_trust(CURL *easy, const struct http_trust *t)
{
    if (t->ca_pem || t->ca_file)
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL); /* these CAs only, not the system's beside them */
    if (t->ca_pem)
        set_blob(easy, CURLOPT_CAINFO_BLOB, t->ca_pem);
    else if (t->ca_file)
        curl_easy_setopt(easy, CURLOPT_CAINFO, t->ca_file);
    if (t->client_cert_pem && t->client_key_pem) {
        set_blob(easy, CURLOPT_SSLCERT_BLOB, t->client_cert_pem);
        set_blob(easy, CURLOPT_SSLKEY_BLOB, t->client_key_pem);
        curl_easy_setopt(easy, CURLOPT_KEYPASSWD, ""); /* an encrypted key is an error, not a question on the terminal */
    }
    if (t->proxy) {
        curl_easy_setopt(easy, CURLOPT_PROXY, t->proxy);
        curl_easy_setopt(easy, CURLOPT_NOPROXY, "");
    }
    if (t->insecure) {
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 0L);
        curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 0L);
    }
}

static void set_body(struct http_request *r, const struct http_call *call)
{
    bool get = !strcmp(call->method, "GET");

    r->safe = get || !strcmp(call->method, "HEAD");
    if (!strcmp(call->method, "HEAD")) {
        curl_easy_setopt(r->easy, CURLOPT_NOBODY, 1L);
    } else if (call->body || !strcmp(call->method, "POST")) {
        curl_easy_setopt(r->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)(call->body ? call->body_len : 0));
        curl_easy_setopt(r->easy, CURLOPT_COPYPOSTFIELDS, call->body ? call->body : "");
        r->headers = curl_slist_append(r->headers, "Expect:");
    }
    if (!get)
        curl_easy_setopt(r->easy, CURLOPT_CUSTOMREQUEST, call->method);
    curl_easy_setopt(r->easy, CURLOPT_MAXAGE_CONN, r->safe ? (long)REUSE_S : (long)REUSE_WRITE_S);
}

static void set_call(struct http_request *r, const struct http_call *call)
{
    CURL *easy = r->easy;

    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2); /* or newer */
    curl_easy_setopt(easy, CURLOPT_USERAGENT, r->h->user_agent);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)(call->connect_ms ? call->connect_ms : CONNECT_MS));
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, (long)KEEPALIVE_S);
    curl_easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, (long)KEEPALIVE_S / 3);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, call->http2 ? (long)CURL_HTTP_VERSION_2TLS : (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, call->http2 ? 1L : 0L);
    if (call->gzip)
        curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip");
    for (const char *const *header = call->headers; header && *header; header++)
        r->headers = curl_slist_append(r->headers, *header);
    set_body(r, call);
    http_listen(r);
    if (call->trust)
        set_trust(easy, call->trust);
}

static int set_url(struct http_request *r, const struct http_call *call, struct err *err)
{
    const char *server_name = call->trust ? call->trust->server_name : NULL;
    CURLU *u = curl_url();
    char *host = NULL;
    CURLUcode code = curl_url_set(u, CURLUPART_URL, call->url, 0);

    if (!code)
        code = curl_url_get(u, CURLUPART_HOST, &host, 0);
    if (code) {
        curl_url_cleanup(u);
        return err_set(err, ERR_CONFIG, "address '%s' is not usable: %s", call->url, curl_url_strerror(code));
    }
    own_str char *url = server_name ? renamed_url(r, u, server_name) : xstrdup(call->url);
    r->host = xstrdup(host);
    curl_easy_setopt(r->easy, CURLOPT_URL, url);
    if (r->connect_to)
        curl_easy_setopt(r->easy, CURLOPT_CONNECT_TO, r->connect_to);
    curl_free(host);
    curl_url_cleanup(u);
    return 0;
}

int http_prepare(struct http_request *r, const struct http_call *call, struct err *err)
{
    if (set_url(r, call, err))
        return -1;
    set_call(r, call);
    curl_easy_setopt(r->easy, CURLOPT_HTTPHEADER, r->headers);
    return 0;
}

static bool is_plain(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~';
}

void http_encode(struct buf *to, const char *text, bool keep_slash)
{
    static const char digits[] = "0123456789ABCDEF";

    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (is_plain(c) || (c == '/' && keep_slash))
            buf_add_char(to, *text);
        else
            buf_add(to, (char[]){'%', digits[c >> 4], digits[c & 15]}, 3);
    }
}
