/* Retry, endpoints, credentials and shared files: everything of lib/aws that decides without a network. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/aws/credentials_inner.h"
#include "lib/aws/endpoint.h"
#include "lib/aws/pace.h"
#include "lib/aws/retry.h"

/* ---- retry ---- */

static void verdicts(void **unused)
{
    (void)unused;
    static const struct {
        const char *about;
        struct retry_case c;
        enum retry_verdict verdict;
        bool maybe;
    } rows[] = {
        {"throttled", {400, "Throttling", "Rate exceeded", true, false}, RETRY_LATER, false},
        {"throttled as EC2 says it", {503, "RequestLimitExceeded", "", true, false}, RETRY_LATER, false},
        {"429", {429, "PriorRequestNotComplete", "", true, false}, RETRY_LATER, false},
        {"refused", {400, "ValidationError", "", true, true}, RETRY_NO, false},
        {"quota", {400, "TooManyRules", "", true, true}, RETRY_NO, false},
        {"no capacity, with 500", {500, "InsufficientCapacity", "", true, true}, RETRY_NO, false},
        {"500 on a read", {500, "InternalFailure", "", true, true}, RETRY_LATER, true},
        {"500 on what must not be done twice", {500, "InternalFailure", "", true, false}, RETRY_NO, true},
        {"503 in HTML", {503, NULL, NULL, true, true}, RETRY_LATER, true},
        {"cut after sending, repeatable", {0, NULL, NULL, true, true}, RETRY_LATER, true},
        {"cut after sending, not repeatable", {0, NULL, NULL, true, false}, RETRY_NO, true},
        {"never sent", {0, NULL, NULL, false, false}, RETRY_LATER, false},
        {"200 that cannot be read", {200, NULL, NULL, true, false}, RETRY_NO, true},
        {"clock", {403, "SignatureDoesNotMatch", "Signature expired: 20260101T000000Z is now earlier", true, false}, RETRY_CLOCK, false},
        {"clock, EC2", {400, "RequestExpired", "", true, false}, RETRY_CLOCK, false},
        {"wrong key", {403, "SignatureDoesNotMatch", "The request signature we calculated does not match", true, true}, RETRY_NO, false},
        {"session over", {403, "ExpiredToken", "", true, false}, RETRY_CREDENTIALS, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (retry_judge(&rows[i].c) != rows[i].verdict || retry_maybe_done(&rows[i].c) != rows[i].maybe)
            fail_msg("%s", rows[i].about);
}

static void delays(void **unused)
{
    (void)unused;
    assert_int_equal(retry_delay_ms(0, true, 0), 0);
    assert_in_range(retry_delay_ms(0, true, UINT32_MAX), 999, 1000);
    assert_in_range(retry_delay_ms(2, true, UINT32_MAX), 3999, 4000);
    assert_in_range(retry_delay_ms(0, false, UINT32_MAX), 49, 50);
    assert_in_range(retry_delay_ms(60, false, UINT32_MAX), 19999, 20000);
    assert_in_range(retry_delay_ms(60, true, UINT32_MAX / 2), 9999, 10000);
}

static void repeatable(void **unused)
{
    (void)unused;
    static const char *const yes[] = {"DescribeRules", "ModifyRule", "RegisterTargets", "DeleteRule", "CreateTags", "SetRulePriorities"};
    static const char *const no[] = {"CreateRule", "CreateSecurityGroup", "CreateLoadBalancer", "AuthorizeSecurityGroupIngress"};
    for (size_t i = 0; i < COUNT_OF(yes); i++)
        assert_true(retry_is_repeatable(yes[i]));
    for (size_t i = 0; i < COUNT_OF(no); i++)
        assert_false(retry_is_repeatable(no[i]));
}

/* ---- endpoints ---- */

static void clear_environment(void)
{
    static const char *const names[] = {"AWS_ENDPOINT_URL",
                                        "AWS_ENDPOINT_URL_EC2",
                                        "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2",
                                        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
                                        "AWS_ACCESS_KEY_ID",
                                        "AWS_SECRET_ACCESS_KEY",
                                        "AWS_SESSION_TOKEN",
                                        "AWS_PROFILE",
                                        "AWS_REGION",
                                        "AWS_DEFAULT_REGION",
                                        "AWS_SHARED_CREDENTIALS_FILE",
                                        "AWS_CONFIG_FILE",
                                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                                        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"};
    setenv("AWS_EC2_METADATA_DISABLED", "true", 1);
    for (size_t i = 0; i < COUNT_OF(names); i++)
        unsetenv(names[i]);
}

static void assert_url(const struct service *s, const char *region, const char *given, const char *expected)
{
    own_buf url = {0};
    struct err err = {0};
    if (endpoint_url(&url, s, region, given, &err))
        fail_msg("%s", err.text);
    assert_string_equal(buf_str(&url), expected);
}

static void endpoints(void **unused)
{
    (void)unused;
    clear_environment();
    assert_url(&service_elbv2, "us-west-2", NULL, "https://elasticloadbalancing.us-west-2.amazonaws.com/");
    assert_url(&service_ec2, "cn-north-1", NULL, "https://ec2.cn-north-1.amazonaws.com.cn/");
    assert_url(&service_sts, "us-gov-west-1", NULL, "https://sts.us-gov-west-1.amazonaws.com/");
    assert_string_equal(endpoint_partition("us-gov-west-1"), "aws-us-gov");
    assert_string_equal(endpoint_partition("eu-central-1"), "aws");
    setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:5000", 1);
    assert_url(&service_ec2, "us-west-2", NULL, "http://127.0.0.1:5000/");
    setenv("AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2", "http://elb.test/base/", 1);
    assert_url(&service_elbv2, "us-west-2", NULL, "http://elb.test/base/");
    assert_url(&service_elbv2, "us-west-2", "https://given:8443", "https://given:8443/");
    setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true", 1);
    assert_url(&service_ec2, "us-west-2", NULL, "https://ec2.us-west-2.amazonaws.com/");
}

/* As botocore 1.43 resolves them. */
static void variants(void **unused)
{
    (void)unused;
    static const struct {
        const struct service *service;
        const char *region, *fips, *dual, *url;
    } rows[] = {
        {&service_elbv2, "us-west-2", "", "true", "https://elasticloadbalancing.us-west-2.api.aws/"},
        {&service_elbv2, "us-west-2", "true", "", "https://elasticloadbalancing-fips.us-west-2.amazonaws.com/"},
        {&service_elbv2, "us-west-2", "true", "true", "https://elasticloadbalancing-fips.us-west-2.api.aws/"},
        {&service_elbv2, "us-gov-west-1", "true", "", "https://elasticloadbalancing.us-gov-west-1.amazonaws.com/"},
        {&service_ec2, "us-gov-west-1", "true", "true", "https://ec2-fips.us-gov-west-1.api.aws/"},
        {&service_sts, "cn-north-1", "", "true", "https://sts.cn-north-1.api.amazonwebservices.com.cn/"},
        {&service_acm, "us-gov-west-1", "true", "", "https://acm.us-gov-west-1.amazonaws.com/"},
        {&service_wafv2, "us-gov-west-1", "true", "", "https://wafv2-fips.us-gov-west-1.amazonaws.com/"},
        {&service_wafv2, "us-west-2", "", "", "https://wafv2.us-west-2.amazonaws.com/"},
        {&service_shield, "us-west-2", "", "", "https://shield.us-east-1.amazonaws.com/"},
        {&service_shield, "us-west-2", "true", "", "https://shield-fips.us-east-1.amazonaws.com/"},
        {&service_shield, "us-west-2", "", "true", "https://shield.us-west-2.api.aws/"},
        {&service_shield, "cn-north-1", "", "", "https://shield.cn-north-1.amazonaws.com.cn/"},
        {&service_tagging, "us-west-2", "true", "", "https://tagging-fips.us-west-2.amazonaws.com/"},
        {&service_eks, "us-west-2", "true", "", "https://fips.eks.us-west-2.amazonaws.com/"},
        {&service_eks, "us-west-2", "true", "true", "https://eks-fips.us-west-2.api.aws/"},
        {&service_eks, "us-gov-west-1", "true", "", "https://eks.us-gov-west-1.amazonaws.com/"},
        {&service_eks, "us-iso-east-1", "true", "", "https://eks-fips.us-iso-east-1.c2s.ic.gov/"},
        {&service_elbv2, "eusc-de-east-1", "", "true", "https://elasticloadbalancing.eusc-de-east-1.api.amazonwebservices.eu/"},
    };
    clear_environment();
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        setenv("AWS_USE_FIPS_ENDPOINT", rows[i].fips, 1);
        setenv("AWS_USE_DUALSTACK_ENDPOINT", rows[i].dual, 1);
        assert_url(rows[i].service, rows[i].region, NULL, rows[i].url);
    }
    unsetenv("AWS_USE_FIPS_ENDPOINT");
    unsetenv("AWS_USE_DUALSTACK_ENDPOINT");
    assert_string_equal(endpoint_signing_region(&service_shield, "eu-west-1", "https://shield-fips.us-east-1.amazonaws.com/"), "us-east-1");
    assert_string_equal(endpoint_signing_region(&service_shield, "eu-west-1", "http://127.0.0.1:1/"), "eu-west-1");
    assert_string_equal(endpoint_signing_region(&service_elbv2, "eu-west-1", "https://elasticloadbalancing.us-east-1.amazonaws.com/"),
                        "eu-west-1");
}

/* ---- the pace of calls ---- */

static void paces(void **unused)
{
    (void)unused;
    struct pace p = pace_of(3, 20, 3);
    for (int i = 0; i < 20; i++)
        assert_int_equal(pace_take(&p, 1000), 0);
    assert_in_range(pace_take(&p, 1000), 333, 335);
    assert_in_range(pace_take(&p, 1000), 666, 668);
    assert_false(pace_is_lowered(&p, 9000));
    pace_refused(&p, 9000);
    pace_refused(&p, 9500); /* went out with the first */
    assert_true(pace_is_lowered(&p, 9500));
    assert_int_equal(p.throttled, 2);
    assert_true(pace_rate(&p, 9500) > 2.0 && pace_rate(&p, 9500) < 2.2);
    pace_take(&p, 9500);
    assert_in_range(pace_take(&p, 9500), 1, 1000);
    pace_refused(&p, 10600);
    assert_true(pace_rate(&p, 10600) < 1.6);
    assert_false(pace_is_lowered(&p, 10600 + 60000));
    assert_true(pace_rate(&p, 10600 + 60000) == 3.0);
    struct pace off = pace_of(0, 20, 10);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(pace_take(&off, 1000), 0);
    pace_refused(&off, 2000);
    assert_true(pace_rate(&off, 2000) == 7.0);
    assert_true(pace_take(&off, 2000) > 0);
    assert_true(pace_rate(&off, 2000 + 30000) == 0);
    struct pace slow = pace_of(0.2, 10, 0.2);
    for (int i = 0; i < 20; i++)
        pace_refused(&slow, 1000 + i * 2000);
    assert_true(pace_rate(&slow, 42000) > 0.1); /* never to a standstill */
}

static void assert_no_url(const char *region, const char *given, const char *sentence)
{
    own_buf url = {0};
    struct err err = {0};
    assert_int_equal(endpoint_url(&url, &service_elbv2, region, given, &err), -1);
    assert_int_equal(err.kind, ERR_CONFIG);
    assert_string_equal(err.text, sentence);
}

static void bad_endpoints(void **unused)
{
    (void)unused;
    clear_environment();
    assert_no_url("us-west-2.evil.com/", NULL, "'us-west-2.evil.com/' is no name of an AWS Region, one is like 'us-west-2'");
    assert_no_url("", NULL, "'' is no name of an AWS Region, one is like 'us-west-2'");
    assert_no_url("us-west-2", "ftp://x", "endpoint 'ftp://x' is no URL of the form http(s)://HOST[:PORT][/PATH]");
    assert_no_url("us-west-2", "http://u:p@x/", "endpoint 'http://u:p@x/' is no URL of the form http(s)://HOST[:PORT][/PATH]");
    assert_no_url("us-west-2", "http://", "endpoint 'http://' is no URL of the form http(s)://HOST[:PORT][/PATH]");
}

/* ---- credentials ---- */

static char folder[] = "/tmp/headgate-aws-XXXXXX";

static char *write_file(const char *name, const char *text)
{
    char *path = xasprintf("%s/%s", folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    return path;
}

static int with_files(void **unused)
{
    (void)unused;
    clear_environment();
    memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
    if (!mkdtemp(folder))
        return -1;
    own_str char *credentials =
        write_file("credentials", "# keys\n[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key=one=1\n\n"
                                  "[ci]\naws_access_key_id=ASIACI\naws_secret_access_key=two\naws_session_token=tok\n"
                                  "[half]\naws_access_key_id=AKIAHALF\n");
    own_str char *config =
        write_file("config", "[default]\nregion = eu-west-1\n[profile ci]\nregion=us-east-2\ns3 =\n  max = 1\n"
                             "[profile role]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=nobody\n"
                             "[profile lost]\nrole_arn=arn:aws:iam::1:role/x\n"
                             "[profile round]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=trip\n"
                             "[profile trip]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=round\n"
                             "[profile code]\nrole_arn=arn:aws:iam::1:role/x\nsource_profile=ci\nmfa_serial=x\n"
                             "[profile odd]\nrole_arn=arn:aws:iam::1:role/x\ncredential_source=Moon\n"
                             "[profile sso]\nsso_session=us\n"
                             "[profile run]\ncredential_process=echo '{\"Version\":1,\"AccessKeyId\":\"ASIAP\","
                             "\"SecretAccessKey\":\"p\",\"SessionToken\":\"pt\",\"Expiration\":\"2031-01-01T00:00:00Z\"}'\n"
                             "[profile old]\ncredential_process=echo '{\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\"}'\n"
                             "[profile ends]\ncredential_process=echo no; exit 3\n"
                             "[profile talks]\ncredential_process=echo no\n");
    setenv("AWS_SHARED_CREDENTIALS_FILE", credentials, 1);
    setenv("AWS_CONFIG_FILE", config, 1);
    return 0;
}

static int without_files(void **unused)
{
    (void)unused;
    static const char *const names[] = {"credentials", "config"};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        own_str char *path = xasprintf("%s/%s", folder, names[i]);
        unlink(path);
    }
    clear_environment();
    return rmdir(folder);
}

static void assert_keys(const char *access, const char *secret, const char *token)
{
    struct credentials c = {0};
    struct err err = {0};
    if (credentials_find(&c, NULL, &err))
        fail_msg("%s", err.text);
    assert_string_equal(c.access_key, access);
    assert_string_equal(c.secret_key, secret);
    assert_true(str_equal(c.session_token, token));
    credentials_release(&c);
}

static void assert_refused(const char *part, enum err_kind kind)
{
    struct credentials c = {0};
    struct err err = {0};
    assert_int_equal(credentials_find(&c, NULL, &err), -1);
    if (!strstr(err.text, part))
        fail_msg("'%s' does not say '%s'", err.text, part);
    assert_int_equal(err.kind, kind);
}

static void assert_no_keys(const char *part)
{
    assert_refused(part, ERR_CONFIG);
}

static void assert_region(const char *expected)
{
    own_str char *region = credentials_region();
    assert_string_equal(region, expected);
}

static void shared_files(void **unused)
{
    (void)unused;
    assert_keys("AKIADEFAULT", "one=1", NULL);
    assert_region("eu-west-1");
    setenv("AWS_PROFILE", "ci", 1);
    assert_keys("ASIACI", "two", "tok");
    assert_region("us-east-2");
    setenv("AWS_REGION", "ap-south-1", 1);
    assert_region("ap-south-1");
    setenv("AWS_PROFILE", "half", 1);
    assert_no_keys("profile 'half' of '");
    setenv("AWS_PROFILE", "role", 1);
    assert_no_keys("profile 'nobody', the source_profile of 'role', is in neither of the shared files");
    setenv("AWS_PROFILE", "none", 1);
    assert_no_keys("AWS_PROFILE names 'none', and neither '");
}

static void ways_of_a_profile(void **unused)
{
    (void)unused;
    static const struct {
        const char *profile, *sentence;
    } refused[] = {
        {"lost", "profile 'lost' has role_arn, but neither source_profile nor credential_source nor web_identity_token_file"},
        {"round", "source_profile leads from profile to profile without an end"},
        {"code", "profile 'code' asks for an MFA code"},
        {"odd", "credential_source 'Moon' is not one of Environment, EcsContainer, Ec2InstanceMetadata"},
        {"sso", "profile 'sso' signs in by SSO"},
        {"old", "printed JSON without \"Version\": 1"},
    };
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        setenv("AWS_PROFILE", refused[i].profile, 1);
        assert_refused(refused[i].sentence, ERR_CONFIG);
    }
    setenv("AWS_PROFILE", "ends", 1);
    assert_refused("credential_process 'echo no; exit 3' ended with exit code 3", ERR_AGAIN);
    setenv("AWS_PROFILE", "talks", 1);
    assert_refused("printed no JSON", ERR_CONFIG);
    setenv("AWS_PROFILE", "run", 1);
    assert_keys("ASIAP", "p", "pt");
    assert_int_equal(prctl(PR_GET_DUMPABLE), 0);
}

static void when_to_read_anew(void **unused)
{
    (void)unused;
    struct moment now = {.us = 1000000};
    struct credentials c = {0};
    assert_int_equal(credentials_refresh_ms(&c, now), -1);
    c.expires = moment_add_ms(now, 3600000);
    assert_int_equal(credentials_refresh_ms(&c, now), 2700000);
    c.expires = moment_add_ms(now, 8000);
    assert_int_equal(credentials_refresh_ms(&c, now), 6000);
    c.expires = moment_add_ms(now, -1);
    assert_int_equal(credentials_refresh_ms(&c, now), 60000);
}

static void where_a_container_may_ask(void **unused)
{
    (void)unused;
    static const char *const yes[] = {"https://example.com/x",      "http://127.0.0.1/x",       "http://localhost:1/x", "http://[::1]:80/x",
                                      "http://169.254.170.23/v1/c", "http://[fd00:ec2::23]/v1", "http://169.254.170.2/"};
    static const char *const no[] = {"http://example.com/x", "http://169.254.169.254/x", "http://127.0.0.1.example.com/",
                                     "http://10.0.0.1/",     "http://user@127.0.0.1/",   "file:///etc/passwd"};
    for (size_t i = 0; i < COUNT_OF(yes); i++)
        if (!container_url_is_allowed(yes[i]))
            fail_msg("%s", yes[i]);
    for (size_t i = 0; i < COUNT_OF(no); i++)
        if (container_url_is_allowed(no[i]))
            fail_msg("%s", no[i]);
}

static void the_environment_comes_first(void **unused)
{
    (void)unused;
    setenv("AWS_ACCESS_KEY_ID", "AKIAENV", 1);
    assert_no_keys("the environment has AWS_ACCESS_KEY_ID but no AWS_SECRET_ACCESS_KEY");
    setenv("AWS_SECRET_ACCESS_KEY", "three", 1);
    assert_keys("AKIAENV", "three", NULL);
    setenv("AWS_SESSION_TOKEN", "t", 1);
    assert_keys("AKIAENV", "three", "t");
}

static void nothing_anywhere_and_nonsense(void **unused)
{
    (void)unused;
    setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials", 1);
    setenv("AWS_CONFIG_FILE", "/nonexistent/config", 1);
    assert_no_keys("no AWS credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    own_str char *path = write_file("credentials", "[default]\nnonsense\n");
    setenv("AWS_SHARED_CREDENTIALS_FILE", path, 1);
    assert_no_keys("' line 2: neither [section] nor key = value");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(verdicts),
        cmocka_unit_test(delays),
        cmocka_unit_test(repeatable),
        cmocka_unit_test(endpoints),
        cmocka_unit_test(variants),
        cmocka_unit_test(paces),
        cmocka_unit_test(bad_endpoints),
        cmocka_unit_test_setup_teardown(shared_files, with_files, without_files),
        cmocka_unit_test_setup_teardown(ways_of_a_profile, with_files, without_files),
        cmocka_unit_test(when_to_read_anew),
        cmocka_unit_test(where_a_container_may_ask),
        cmocka_unit_test_setup_teardown(the_environment_comes_first, with_files, without_files),
        cmocka_unit_test_setup_teardown(nothing_anywhere_and_nonsense, with_files, without_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
