#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/http.h"
#include "lib/base/mem.h"
#include "lib/aws/sigv4.h"

char *sigv4_date(struct moment at, char text[SIGV4_DATE])
{
    time_t seconds = (time_t)(at.us / 1000000);
    struct tm tm;
    gmtime_r(&seconds, &tm);
    strftime(text, SIGV4_DATE, "%Y%m%dT%H%M%SZ", &tm);
    return text;
}

/* ---- the path ---- */

/* RFC 3986 5.2.4 over "/a/./b/../c", and double slashes made one. */
static char *normalized(const char *path)
{
    own_buf out = {0};
    const char *p = path;
    while (*p) {
        const char *end = p + 1 + strcspn(p + 1, "/");
        size_t len = (size_t)(end - p) - 1;
        bool last = *end == '\0';
        if (len == 2 && memcmp(p, "/..", 3) == 0) {
            while (out.len && out.data[out.len - 1] != '/')
                out.len--;
            out.len -= out.len > 0;
        } else if (len > 0 && !(len == 1 && p[1] == '.')) {
            buf_add(&out, p, len + 1);
        }
        if (last && (len == 0 || (len <= 2 && strspn(p + 1, ".") == len)))
            buf_add_char(&out, '/');
        p = end;
    }
    if (out.len)
        out.data[out.len] = '\0';
    return out.len ? buf_take(&out) : xstrdup("/");
}

static void add_path(struct buf *to, const struct sigv4_request *r)
{
    own_str char *path = r->path_as_it_is ? xstrdup(*r->path ? r->path : "/") : normalized(*r->path ? r->path : "/");
    http_encode(to, path, true);
}

/* ---- the query string: decoded and encoded anew, sorted ---- */

struct field {
    char *name, *value;
};

static int hex_digit(char c)
{
    return isdigit((unsigned char)c) ? c - '0' : isxdigit((unsigned char)c) ? tolower((unsigned char)c) - 'a' + 10 : -1;
}

static char *decoded(const char *text, size_t len)
{
    own_buf out = {0};
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '%' && i + 2 < len + 0 && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0) {
            buf_add_char(&out, (char)(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])));
            i += 2;
        } else {
            buf_add_char(&out, text[i]);
        }
    }
    return buf_take(&out);
}

static char *recoded(const char *text, size_t len)
{
    own_str char *plain = decoded(text, len);
    own_buf out = {0};
    http_encode(&out, plain, false);
    return buf_take(&out);
}

static int field_compare(const void *a, const void *b)
{
    const struct field *x = a, *y = b;
    int names = strcmp(x->name, y->name);
    return names ? names : strcmp(x->value, y->value);
}

static void add_query(struct buf *to, const char *query)
{
    struct field *fields = NULL;
    size_t count = 0, cap = 0;
    for (const char *p = query ? query : ""; *p;) {
        size_t len = strcspn(p, "&");
        size_t name_len = (size_t)((const char *)memchr(p, '=', len) ? (const char *)memchr(p, '=', len) - p : (long)len);
        if (len) {
            ARRAY_GROW(fields, count, cap);
            fields[count++] = (struct field){.name = recoded(p, name_len),
                                             .value = name_len < len ? recoded(p + name_len + 1, len - name_len - 1) : xstrdup("")};
        }
        p += len + (p[len] == '&');
    }
    if (count)
        qsort(fields, count, sizeof *fields, field_compare);
    for (size_t i = 0; i < count; i++) {
        buf_addf(to, "%s%s=%s", i ? "&" : "", fields[i].name, fields[i].value);
        free(fields[i].name);
        free(fields[i].value);
    }
    free(fields);
}

/* ---- the headers ---- */

struct canonical_header {
    char *name; /* lower case */
    const char *value;
    size_t place;
};

static int header_compare(const void *a, const void *b)
{
    const struct canonical_header *x = a, *y = b;
    int names = strcmp(x->name, y->name);
    return names ? names : (x->place > y->place) - (x->place < y->place);
}

static struct canonical_header *sorted_headers(const struct sigv4_request *r)
{
    struct canonical_header *out = xcalloc(r->headers_count + 1, sizeof *out);
    for (size_t i = 0; i < r->headers_count; i++) {
        out[i] = (struct canonical_header){.name = xstrdup(r->headers[i].name), .value = r->headers[i].value, .place = i};
        for (char *c = out[i].name; *c; c++)
            *c = (char)tolower((unsigned char)*c);
    }
    qsort(out, r->headers_count, sizeof *out, header_compare);
    return out;
}

static void free_headers(struct canonical_header *h, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(h[i].name);
    free(h);
}

/* Trimmed, inner runs of white space made one blank. */
static void add_squeezed(struct buf *to, const char *value)
{
    bool blank = false, begun = false;
    for (const char *c = value; *c; c++) {
        if (isspace((unsigned char)*c)) {
            blank = begun;
            continue;
        }
        if (blank)
            buf_add_char(to, ' ');
        buf_add_char(to, *c);
        blank = false;
        begun = true;
    }
}

static void add_headers(struct buf *to, const struct canonical_header *h, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool again = i && strcmp(h[i].name, h[i - 1].name) == 0;
        buf_add_str(to, again ? "," : i ? "\n" : "");
        buf_add_str(to, again ? "" : h[i].name);
        buf_add_str(to, again ? "" : ":");
        add_squeezed(to, h[i].value);
    }
    buf_add_char(to, '\n');
}

static void add_names(struct buf *to, const struct canonical_header *h, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!i || strcmp(h[i].name, h[i - 1].name) != 0) {
            buf_add_str(to, i ? ";" : "");
            buf_add_str(to, h[i].name);
        }
}

static char *signed_names(const struct sigv4_request *r)
{
    own_buf names = {0};
    struct canonical_header *h = sorted_headers(r);
    add_names(&names, h, r->headers_count);
    free_headers(h, r->headers_count);
    return buf_take(&names);
}

/* ---- the steps ---- */

void sigv4_canonical(struct buf *to, const struct sigv4_request *r)
{
    struct canonical_header *h = sorted_headers(r);
    buf_addf(to, "%s\n", r->method);
    add_path(to, r);
    buf_add_char(to, '\n');
    add_query(to, r->query);
    buf_add_char(to, '\n');
    add_headers(to, h, r->headers_count);
    buf_add_char(to, '\n');
    add_names(to, h, r->headers_count);
    char hash[SHA256_HEX];
    buf_addf(to, "\n%s", sha256_hex(r->body ? r->body : "", r->body_len, hash));
    free_headers(h, r->headers_count);
}

static char *scope(const struct sigv4_keys *k, struct moment at)
{
    char date[SIGV4_DATE];
    return xasprintf("%.8s/%s/%s/aws4_request", sigv4_date(at, date), k->region, k->service);
}

void sigv4_string_to_sign(struct buf *to, const char *canonical, const struct sigv4_keys *k, struct moment at)
{
    char date[SIGV4_DATE], hash[SHA256_HEX];
    own_str char *in = scope(k, at);
    buf_addf(to, "AWS4-HMAC-SHA256\n%s\n%s\n%s", sigv4_date(at, date), in, sha256_hex(canonical, strlen(canonical), hash));
}

static void derive_key(uint8_t out[SHA256_BYTES], const char *day, const struct sigv4_keys *k)
{
    own_str char *first = xasprintf("AWS4%s", k->secret_key);
    uint8_t key[SHA256_BYTES];
    hmac_sha256(first, strlen(first), day, 8, key);
    hmac_sha256(key, sizeof key, k->region, strlen(k->region), key);
    hmac_sha256(key, sizeof key, k->service, strlen(k->service), key);
    hmac_sha256(key, sizeof key, "aws4_request", 12, out);
    explicit_bzero(first, strlen(first));
}

static const uint8_t *day_key(struct sigv4_cache *cache, const char *day, const struct sigv4_keys *k)
{
    uint8_t hash[SHA256_BYTES];
    own_str char *wanted = xasprintf("%.8s/%s/%s/%s", day, k->region, k->service, k->access_key);
    sha256(k->secret_key, strlen(k->secret_key), hash);
    if (strcmp(cache->scope, wanted) == 0 && memcmp(cache->secret_hash, hash, sizeof hash) == 0)
        return cache->key;
    derive_key(cache->key, day, k);
    memcpy(cache->secret_hash, hash, sizeof hash);
    cache->scope[0] = '\0';
    if (strlen(wanted) < sizeof cache->scope)
        strcpy(cache->scope, wanted);
    return cache->key;
}

void sigv4_signature(char out[SHA256_HEX], const char *string_to_sign, const struct sigv4_keys *k, struct sigv4_cache *cache)
{
    const char *date = strchr(string_to_sign, '\n') + 1;
    uint8_t mac[SHA256_BYTES];
    hmac_sha256(day_key(cache, date, k), SHA256_BYTES, string_to_sign, strlen(string_to_sign), mac);
    hex_encode(mac, sizeof mac, out);
}

static void sign(char signature[SHA256_HEX], const struct sigv4_request *r, const struct sigv4_keys *k, struct moment at,
                 struct sigv4_cache *cache)
{
    own_buf canonical = {0}, text = {0};
    sigv4_canonical(&canonical, r);
    sigv4_string_to_sign(&text, buf_str(&canonical), k, at);
    sigv4_signature(signature, buf_str(&text), k, cache);
}

void sigv4_authorization(struct buf *to, const struct sigv4_request *r, const struct sigv4_keys *k, struct moment at,
                         struct sigv4_cache *cache)
{
    char signature[SHA256_HEX];
    sign(signature, r, k, at, cache);
    own_str char *names = signed_names(r);
    own_str char *in = scope(k, at);
    buf_addf(to, "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s", k->access_key, in, names, signature);
}

void sigv4_presign(struct buf *to, const struct sigv4_request *r, const struct sigv4_keys *k, struct moment at, int64_t expires_s)
{
    char date[SIGV4_DATE], signature[SHA256_HEX];
    own_str char *in = scope(k, at);
    own_str char *credential = xasprintf("%s/%s", k->access_key, in);
    own_str char *names = signed_names(r);
    own_buf query = {0};
    buf_addf(&query, "%s%sX-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=", r->query ? r->query : "", r->query && *r->query ? "&" : "");
    http_encode(&query, credential, false);
    buf_addf(&query, "&X-Amz-Date=%s&X-Amz-Expires=%lld&X-Amz-SignedHeaders=", sigv4_date(at, date), (long long)expires_s);
    http_encode(&query, names, false);
    if (k->session_token) {
        buf_add_str(&query, "&X-Amz-Security-Token=");
        http_encode(&query, k->session_token, false);
    }
    struct sigv4_request whole = *r;
    whole.query = buf_str(&query);
    struct sigv4_cache cache = {0};
    sign(signature, &whole, k, at, &cache);
    buf_addf(to, "%s&X-Amz-Signature=%s", buf_str(&query), signature);
}
