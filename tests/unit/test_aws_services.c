/* A profile's services section: where each service is reached, in botocore's order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/aws/endpoint.h"

static char path[] = "/tmp/test_aws_services.XXXXXX";

static const char config[] = "[profile there]\nservices = lab\nendpoint_url = http://all.test\n"
                             "[services other]\nec2 =\n  endpoint_url = http://other.test\n"
                             "[services lab]\nelastic_load_balancing_v2 =\n  endpoint_url = http://elb.test:81/x\n"
                             "  # endpoint_url = no\n  max = 1\n\n"
                             "ec2 =\n\tendpoint_url=http://ec2.test\nshield =\n  max = 2\n"
                             "[profile lab]\nendpoint_url = http://lab.test\n"
                             "[profile apart]\nservices = nowhere\n"
                             "[profile ignores]\nservices=lab\nignore_configured_endpoint_urls = true\n";

static int with_file(void **unused)
{
    (void)unused;
    int fd = mkstemp(path);
    if (fd < 0 || write(fd, config, sizeof config - 1) != (ssize_t)sizeof config - 1)
        return -1;
    setenv("AWS_CONFIG_FILE", path, 1);
    setenv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent/credentials", 1);
    unsetenv("AWS_ENDPOINT_URL");
    unsetenv("AWS_ENDPOINT_URL_EC2");
    unsetenv("AWS_ENDPOINT_URL_SHIELD");
    unsetenv("AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2");
    return close(fd);
}

static int without_file(void **unused)
{
    (void)unused;
    return unlink(path);
}

static void the_order(void **unused)
{
    (void)unused;
    static const struct {
        const char *profile;
        const struct service *service;
        const char *given, *everywhere, *ignore, *url;
    } rows[] = {
        {"there", &service_elbv2, NULL, "", "", "http://elb.test:81/x"},
        {"there", &service_ec2, NULL, "", "", "http://ec2.test/"},
        {"there", &service_shield, NULL, "", "", "http://all.test/"},
        {"there", &service_elbv2, "http://given.test", "", "", "http://given.test/"},
        {"there", &service_elbv2, NULL, "http://environment.test", "", "http://environment.test/"},
        {"there", &service_ec2, NULL, "", "true", "https://ec2.us-west-2.amazonaws.com/"},
        {"ignores", &service_ec2, NULL, "http://environment.test", "", "https://ec2.us-west-2.amazonaws.com/"},
        {"ignores", &service_ec2, NULL, "", "false", "http://ec2.test/"},
        {"lab", &service_elbv2, NULL, "", "", "http://lab.test/"}, /* a profile and a section may have one name */
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        own_buf url = {0};
        struct err err = {0};
        setenv("AWS_PROFILE", rows[i].profile, 1);
        setenv("AWS_ENDPOINT_URL", rows[i].everywhere, 1);
        setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", rows[i].ignore, 1);
        if (endpoint_url(&url, rows[i].service, "us-west-2", rows[i].given, &err))
            fail_msg("row %zu: %s", i, err.text);
        assert_string_equal(buf_str(&url), rows[i].url);
    }
}

static void a_section_that_is_not_there(void **unused)
{
    (void)unused;
    own_buf url = {0};
    struct err err = {0};
    setenv("AWS_PROFILE", "apart", 1);
    setenv("AWS_ENDPOINT_URL", "", 1);
    setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "", 1);
    assert_int_equal(endpoint_url(&url, &service_ec2, "us-west-2", NULL, &err), -1);
    assert_non_null(strstr(err.text, "profile 'apart' names the services section 'nowhere', and '"));
    assert_int_equal(err.kind, ERR_CONFIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_order),
        cmocka_unit_test(a_section_that_is_not_there),
    };
    return cmocka_run_group_tests(tests, with_file, without_file);
}
