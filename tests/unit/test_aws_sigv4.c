/* Signature Version 4 against the published cases in tests/data/sigv4. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/aws/sigv4.h"

enum { MOST_HEADERS = 16 };

static struct json *load(const char *path)
{
    own_buf text = {0};
    struct err err = {0};
    assert_int_equal(buf_read_file(&text, path, 1 << 24, &err), 0);
    struct json *tree = json_parse(buf_str(&text), text.len, &err);
    assert_non_null(tree);
    return tree;
}

static size_t take_headers(struct sigv4_header *to, const struct json *list)
{
    size_t count = 0;
    json_each (pair, list) {
        assert_true(count < MOST_HEADERS);
        to[count++] = (struct sigv4_header){json_str(json_first(pair)), json_str(json_next(json_first(pair)))};
    }
    return count;
}

static struct sigv4_keys keys_of(const struct json *suite)
{
    return (struct sigv4_keys){.access_key = json_str(json_get(suite, "accessKey")),
                               .secret_key = json_str(json_get(suite, "secretKey")),
                               .region = json_str(json_get(suite, "region")),
                               .service = json_str(json_get(suite, "service"))};
}

static struct sigv4_request request_of(const struct json *c, struct sigv4_header *headers, const struct json *list)
{
    const char *body = json_str_or(json_get(c, "body"), "");
    return (struct sigv4_request){.method = json_str(json_get(c, "method")),
                                  .path = json_str(json_get(c, "path")),
                                  .query = json_str(json_get(c, "query")),
                                  .headers = headers,
                                  .headers_count = take_headers(headers, list),
                                  .body = body,
                                  .body_len = strlen(body),
                                  .path_as_it_is = json_bool_or(json_get(c, "pathAsItIs"), false)};
}

static void check_header_form(const struct json *c, const struct sigv4_keys *k, struct moment at)
{
    const struct json *form = json_get(c, "header");
    struct sigv4_header headers[MOST_HEADERS];
    struct sigv4_request r = request_of(c, headers, json_get(form, "headers"));
    struct sigv4_cache cache = {0};
    own_buf canonical = {0}, text = {0}, authorization = {0};
    char signature[SHA256_HEX];
    sigv4_canonical(&canonical, &r);
    assert_string_equal(buf_str(&canonical), json_str(json_get(form, "canonical")));
    sigv4_string_to_sign(&text, buf_str(&canonical), k, at);
    assert_string_equal(buf_str(&text), json_str(json_get(form, "stringToSign")));
    sigv4_signature(signature, buf_str(&text), k, &cache);
    assert_string_equal(signature, json_str(json_get(form, "signature")));
    sigv4_authorization(&authorization, &r, k, at, &cache); /* this time with the key out of the cache */
    assert_true(str_ends(buf_str(&authorization), signature));
}

static void check_presigned_form(const struct json *c, const struct sigv4_keys *k, struct moment at)
{
    const struct json *form = json_get(c, "presigned");
    struct sigv4_header headers[MOST_HEADERS];
    struct sigv4_request r = request_of(c, headers, json_get(form, "headers"));
    struct sigv4_keys keys = *k;
    own_buf query = {0};
    keys.session_token = json_str(json_get(c, "sessionToken"));
    sigv4_presign(&query, &r, &keys, at, 3600);
    own_str char *expected = xasprintf("&X-Amz-Signature=%s", json_str(json_get(form, "signature")));
    assert_true(str_ends(buf_str(&query), expected));
}

static void published_cases(void **unused)
{
    (void)unused;
    own_json *suite = load("tests/data/sigv4/cases.json");
    struct sigv4_keys k = keys_of(suite);
    struct moment at;
    size_t header = 0, presigned = 0;
    assert_int_equal(moment_parse(&at, json_str(json_get(suite, "at")), NULL), 0);
    json_each (c, json_get(suite, "cases")) {
        check_header_form(c, &k, at);
        header++;
        if (json_get(c, "presigned")) {
            check_presigned_form(c, &k, at);
            presigned++;
        }
    }
    assert_int_equal(header, 72);
    assert_int_equal(presigned, 38);
}

static void eks_tokens(void **unused)
{
    (void)unused;
    own_json *suite = load("tests/data/sigv4/eks-tokens.json");
    size_t count = 0;
    json_each (v, json_get(suite, "tokens")) {
        const char *url = json_str(json_get(v, "url"));
        const char *at_text = json_str(json_get(v, "time"));
        struct moment at;
        if (!at_text || moment_parse(&at, at_text, NULL) || !json_str(json_get(v, "secretAccessKey")) || !url ||
            !strstr(url, "X-Amz-Expires=60"))
            continue;
        own_str char *host = xstrndup(url + 8, strcspn(url + 8, "/"));
        struct sigv4_header headers[] = {{"Host", host}, {"x-k8s-aws-id", json_str(json_get(v, "cluster"))}};
        struct sigv4_request r = {
            .method = "GET", .path = "/", .query = "Action=GetCallerIdentity&Version=2011-06-15", .headers = headers, .headers_count = 2};
        struct sigv4_keys k = {.access_key = json_str(json_get(v, "accessKeyId")),
                               .secret_key = json_str(json_get(v, "secretAccessKey")),
                               .session_token = json_str(json_get(v, "sessionToken")),
                               .region = json_str(json_get(v, "region")),
                               .service = "sts"};
        own_buf query = {0};
        sigv4_presign(&query, &r, &k, at, 60);
        assert_string_equal(strstr(buf_str(&query), "X-Amz-Signature="), strstr(url, "X-Amz-Signature="));
        count++;
    }
    assert_true(count >= 8);
}

static void key_is_made_anew_for_another_day_or_secret(void **unused)
{
    (void)unused;
    struct sigv4_cache cache = {0}, fresh = {0};
    struct sigv4_keys k = {.access_key = "A", .secret_key = "one", .region = "us-west-2", .service = "ec2"};
    char kept[SHA256_HEX], again[SHA256_HEX];
    sigv4_signature(kept, "AWS4-HMAC-SHA256\n20260101T000000Z\nx", &k, &cache);
    sigv4_signature(kept, "AWS4-HMAC-SHA256\n20260102T000000Z\nx", &k, &cache);
    sigv4_signature(again, "AWS4-HMAC-SHA256\n20260102T000000Z\nx", &k, &fresh);
    assert_string_equal(kept, again);
    k.secret_key = "two";
    fresh = (struct sigv4_cache){0};
    sigv4_signature(kept, "AWS4-HMAC-SHA256\n20260102T000000Z\nx", &k, &cache);
    sigv4_signature(again, "AWS4-HMAC-SHA256\n20260102T000000Z\nx", &k, &fresh);
    assert_string_equal(kept, again);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_cases),
        cmocka_unit_test(eks_tokens),
        cmocka_unit_test(key_is_made_anew_for_another_day_or_secret),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
