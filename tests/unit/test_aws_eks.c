/* The tokens of EKS clusters, against those that AWS's own command made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/aws/credentials.h"
#include "lib/aws/eks.h"

static char *text_of(const struct json *v, const char *name)
{
    return xstrdup_or_null(json_str(json_get(v, name)));
}

static void tokens_are_those_of_the_aws_command(void **unused)
{
    (void)unused;
    own_buf file = {0};
    assert_int_equal(buf_read_file(&file, "tests/data/sigv4/eks-tokens.json", 1 << 20, NULL), 0);
    own_json *suite = json_parse(file.data, file.len, NULL);
    size_t count = 0;
    json_each (v, json_get(suite, "tokens")) {
        const char *url = json_str(json_get(v, "url"));
        struct moment at;
        struct err err = {0};
        own_buf token = {0};
        struct eks_cluster cluster = {text_of(v, "cluster"), text_of(v, "region")};
        struct credentials who = {.access_key = text_of(v, "accessKeyId"),
                                  .secret_key = text_of(v, "secretAccessKey"),
                                  .session_token = text_of(v, "sessionToken")};
        own_str char *host = xasprintf("https://sts.%s.amazonaws.com", cluster.region);
        bool ours = who.secret_key && url && str_starts(url, host) && strstr(url, "X-Amz-Expires=60") &&
                    !moment_parse(&at, json_str(json_get(v, "time")), NULL);
        if (ours) {
            assert_int_equal(eks_token(&token, &cluster, &who, at, &err), 0);
            assert_string_equal(buf_str(&token), json_str(json_get(v, "token")));
            count++;
        }
        credentials_release(&who);
        eks_cluster_release(&cluster);
    }
    assert_true(count >= 5);
}

static void a_cluster_by_name_or_arn(void **unused)
{
    (void)unused;
    struct eks_cluster c = {0};
    struct err err = {0};
    assert_int_equal(eks_cluster_parse(&c, "blue", "us-west-2", &err), 0);
    assert_string_equal(c.name, "blue");
    assert_string_equal(c.region, "us-west-2");
    eks_cluster_release(&c);
    assert_int_equal(eks_cluster_parse(&c, "arn:aws-cn:eks:cn-north-1:111122223333:cluster/green", "us-west-2", &err), 0);
    assert_string_equal(c.name, "green");
    assert_string_equal(c.region, "cn-north-1");
    eks_cluster_release(&c);
    assert_int_equal(eks_cluster_parse(&c, "arn:aws:eks:us-west-2:111122223333:nodegroup/x", NULL, &err), -1);
    assert_int_equal(err.kind, ERR_CONFIG);
    assert_int_equal(eks_cluster_parse(&c, "arn:aws", NULL, &err), -1);
    assert_int_equal(eks_cluster_parse(&c, "blue", NULL, &err), -1);
    assert_non_null(strstr(err.text, "AWS_REGION"));
}

static void no_token_for_what_is_no_region(void **unused)
{
    (void)unused;
    struct eks_cluster c = {.name = xstrdup("blue"), .region = xstrdup("evil.example/")};
    struct credentials who = {.access_key = xstrdup("A"), .secret_key = xstrdup("B")};
    struct err err = {0};
    own_buf token = {0};
    assert_int_equal(eks_token(&token, &c, &who, (struct moment){0}, &err), -1);
    assert_int_equal(err.kind, ERR_CONFIG);
    assert_int_equal(token.len, 0);
    credentials_release(&who);
    eks_cluster_release(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_those_of_the_aws_command),
        cmocka_unit_test(a_cluster_by_name_or_arn),
        cmocka_unit_test(no_token_for_what_is_no_region),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
