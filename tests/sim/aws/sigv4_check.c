/* The request's signature, computed again from what arrived (Signature Version 4, header form). Written apart from
 * the product's signer, so that one mistake cannot hide in both. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

enum { TOLERANCE_S = 300 };

/* Authorization: AWS4-HMAC-SHA256 Credential=KEY/DAY/REGION/SERVICE/aws4_request, SignedHeaders=a;b, Signature=HEX */
struct claim {
    char key[160], day[16], region[64], service[64];
    char headers[2048];
    char signature[128];
    const char *time; /* X-Amz-Date */
};

static int unusable(struct call *c, const char *code, const char *message)
{
    if (c->service == EC2 && strcmp(code, "RequestExpired") != 0)
        return call_fail(c, "AuthFailure", "AWS was not able to validate the provided access credentials");
    return call_fail(c, code, "%s", message);
}

static int read_claim(struct call *c, struct claim *k)
{
    const char *text = sim_header(c->r, "Authorization");
    k->time = sim_header(c->r, "X-Amz-Date");
    if (!text)
        return call_fail(c, "MissingAuthenticationToken", "Request is missing Authentication Token");
    int got =
        sscanf(text, "AWS4-HMAC-SHA256 Credential=%159[^/]/%15[^/]/%63[^/]/%63[^/]/aws4_request, SignedHeaders=%2047[^,], Signature=%127s",
               k->key, k->day, k->region, k->service, k->headers, k->signature);
    if (got != 6 || !k->time)
        return call_fail(c, "IncompleteSignature",
                         "Authorization header requires 'Credential', 'Signature', 'SignedHeaders' and 'X-Amz-Date' parameters");
    return 0;
}

/* The account of a key that is not the first one's: "ACCOUNT:SECRET". */
static const char *other_key(const struct call *c, const char *key)
{
    return node_str(c->aws->root->set.more_keys, key);
}

static const char *secret_of(const struct call *c, const char *key)
{
    const char *other = other_key(c, key);
    return c->session ? c->session->secret_key : other ? strchr(other, ':') + 1 : c->aws->root->set.secret_key;
}

static bool is_region(const char *text)
{
    size_t letters = strspn(text, "abcdefghijklmnopqrstuvwxyz");
    const char *digits = text + strcspn(text, "0123456789");
    return letters == 2 && text[2] == '-' && digits[0] && digits[-1] == '-' && digits[strspn(digits, "0123456789")] == '\0';
}

/* From here on the call is one of this account and Region. */
static int enter_world(struct call *c, const struct claim *k)
{
    const char *other = other_key(c, k->key);
    own_str char *account = c->session ? xstrdup(session_account(c->session))
                            : other    ? xstrndup(other, strcspn(other, ":"))
                                       : xstrdup(c->aws->set.account);
    if (!is_region(k->region))
        return call_fail(c, "SignatureDoesNotMatch", "Credential should be scoped to a valid region, not '%s'.", k->region);
    bool global = c->service == SHIELD; /* answers in us-east-1 for all Regions */
    c->aws = world_of(c->aws->root, account, global ? c->aws->root->set.region : k->region);
    return 0;
}

static int check_scope(struct call *c, const struct claim *k)
{
    c->session = session_find(c->aws, k->key);
    const char *token = sim_header(c->r, "X-Amz-Security-Token"), *wanted = c->session ? c->session->token : c->aws->set.session_token;
    if (other_key(c, k->key))
        wanted = NULL;
    if ((!c->session && !other_key(c, k->key) && strcmp(k->key, c->aws->set.access_key) != 0) || !str_equal(token, wanted))
        return unusable(c, "InvalidClientTokenId", "The security token included in the request is invalid.");
    if (c->session && session_is_over(c->aws, c->session))
        return call_fail(c, c->service == EC2 ? "RequestExpired" : "ExpiredToken", "The security token included in the request is expired");
    if (enter_world(c, k))
        return -1;
    if (strcmp(k->service, services[c->service].signing) != 0)
        return call_fail(c, "SignatureDoesNotMatch", "Credential should be scoped to correct service: '%s'.", services[c->service].signing);
    if (strncmp(k->day, k->time, 8) != 0)
        return call_fail(c, "SignatureDoesNotMatch",
                         "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
    return 0;
}

static void time_text(time_t t, char to[20])
{
    struct tm tm;
    gmtime_r(&t, &tm);
    strftime(to, 20, "%Y%m%dT%H%M%SZ", &tm);
}

static int check_time(struct call *c, const struct claim *k)
{
    struct tm tm = {0};
    char now_text[20], edge_text[20];
    const char *rest = strptime(k->time, "%Y%m%dT%H%M%SZ", &tm);
    if (!rest || *rest)
        return call_fail(c, "IncompleteSignature", "Date must be in ISO-8601 'basic format'. Got '%s'.", k->time);
    time_t then = timegm(&tm), now = time(NULL) + c->skew_s;
    if (then >= now - TOLERANCE_S && then <= now + TOLERANCE_S)
        return 0;
    if (c->service == EC2)
        return call_fail(c, "RequestExpired", "Request has expired.");
    time_text(now, now_text);
    time_text(then < now ? now - TOLERANCE_S : now + TOLERANCE_S, edge_text);
    if (then < now)
        return call_fail(c, "SignatureDoesNotMatch", "Signature expired: %s is now earlier than %s (%s - 5 min.)", k->time, edge_text,
                         now_text);
    return call_fail(c, "SignatureDoesNotMatch", "Signature not yet current: %s is still later than %s (%s + 5 min.)", k->time, edge_text,
                     now_text);
}

/* ---- the canonical request ---- */

/* Without blanks at the ends, runs of blanks as one. */
static void add_trimmed(struct buf *to, const char *value)
{
    while (*value == ' ')
        value++;
    for (; *value; value++)
        if (*value != ' ' || (value[1] != ' ' && value[1] != '\0'))
            buf_add_char(to, *value);
}

static bool add_headers(struct buf *to, const struct call *c, const char *headers)
{
    own_str char *copy = xstrdup(headers);
    char *rest = NULL;
    for (char *name = strtok_r(copy, ";", &rest); name; name = strtok_r(NULL, ";", &rest)) {
        const char *value = sim_header(c->r, name);
        if (!value)
            return false;
        buf_addf(to, "%s:", name);
        add_trimmed(to, value);
        buf_add_char(to, '\n');
    }
    return true;
}

static int by_text(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* The query as it came, sorted; clients send it encoded in the canonical way. */
static void add_query(struct buf *to, const char *uri)
{
    const char *mark = strchr(uri, '?');
    if (!mark)
        return;
    own_str char *copy = xstrdup(mark + 1);
    const char *parts[256] = {0};
    size_t count = 0;
    char *rest = NULL;
    for (char *part = strtok_r(copy, "&", &rest); part && count < COUNT_OF(parts); part = strtok_r(NULL, "&", &rest))
        parts[count++] = part;
    qsort(parts, count, sizeof *parts, by_text);
    for (size_t i = 0; i < count; i++)
        buf_addf(to, "%s%s%s", i ? "&" : "", parts[i], strchr(parts[i], '=') ? "" : "=");
}

static int canonical(struct call *c, const struct claim *k, struct buf *to)
{
    char hash[SHA256_HEX];
    const char *said = sim_header(c->r, "X-Amz-Content-Sha256");
    own_str char *path = xstrndup(c->r->uri, strcspn(c->r->uri, "?"));
    sha256_hex(buf_str(&c->r->body), c->r->body.len, hash);
    buf_addf(to, "%s\n%s\n", c->r->method, path);
    add_query(to, c->r->uri);
    buf_add_char(to, '\n');
    if (!add_headers(to, c, k->headers) || !strstr(k->headers, "host"))
        return call_fail(c, "SignatureDoesNotMatch", "'Host' and every header in SignedHeaders must be in the request");
    if (said && strcmp(said, hash) != 0)
        return call_fail(c, "SignatureDoesNotMatch", "The value of x-amz-content-sha256 does not match the body");
    buf_addf(to, "\n%s\n%s", k->headers, hash);
    return 0;
}

static void sign(const struct call *c, const struct claim *k, const struct buf *request, char signature[SHA256_HEX])
{
    uint8_t key[SHA256_BYTES];
    char hash[SHA256_HEX];
    own_buf text = {0};
    own_str char *secret = xasprintf("AWS4%s", secret_of(c, k->key));
    const char *const scope[] = {k->day, k->region, k->service, "aws4_request"};
    hmac_sha256(secret, strlen(secret), scope[0], strlen(scope[0]), key);
    for (size_t i = 1; i < COUNT_OF(scope); i++)
        hmac_sha256(key, sizeof key, scope[i], strlen(scope[i]), key);
    buf_addf(&text, "AWS4-HMAC-SHA256\n%s\n%s/%s/%s/aws4_request\n%s", k->time, k->day, k->region, k->service,
             sha256_hex(request->data, request->len, hash));
    hmac_sha256(key, sizeof key, text.data, text.len, key);
    hex_encode(key, sizeof key, signature);
}

int sigv4_check(struct call *c)
{
    struct claim k = {0};
    own_buf request = {0};
    char signature[SHA256_HEX];
    if (c->aws->set.unsigned_too)
        return 0;
    if (read_claim(c, &k) || check_scope(c, &k) || check_time(c, &k) || canonical(c, &k, &request))
        return -1;
    sign(c, &k, &request, signature);
    if (!strcmp(signature, k.signature))
        return 0;
    return unusable(c, "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access "
                    "Key and signing method. Consult the service documentation for details.");
}
