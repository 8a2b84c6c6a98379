/* The JSON 1.1 and REST-JSON protocols: what is sent and what is understood, by the tables of lib/aws. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/aws/wire.h"

static int encode(struct wire_request *r, const char *service, const char *action, const char *parameters, struct err *err)
{
    const struct service *s = service_find(service);
    own_json *tree = json_parse(parameters, strlen(parameters), NULL);
    assert_non_null(operation_find(s, action));
    return wire_encode(r, s, operation_find(s, action), tree, err);
}

static void requests(void **unused)
{
    (void)unused;
    static const struct {
        const char *service, *action, *parameters, *method, *target, *path, *body;
    } rows[] = {
        {"wafv2", "AssociateWebACL", "{\"WebACLArn\":\"a\",\"ResourceArn\":\"b\"}", "POST", "AWSWAF_20190729.AssociateWebACL", NULL,
         "{\"WebACLArn\":\"a\",\"ResourceArn\":\"b\"}"},
        {"wafv2", "ListWebACLs", "{\"Scope\":\"REGIONAL\",\"Limit\":100,\"NextMarker\":null}", "POST", "AWSWAF_20190729.ListWebACLs", NULL,
         "{\"Scope\":\"REGIONAL\",\"Limit\":100}"},
        {"acm", "ListCertificates", "{\"CertificateStatuses\":[\"ISSUED\"],\"Includes\":{\"keyTypes\":[\"RSA_2048\",\"EC_prime256v1\"]}}",
         "POST", "CertificateManager.ListCertificates", NULL,
         "{\"CertificateStatuses\":[\"ISSUED\"],\"Includes\":{\"keyTypes\":[\"RSA_2048\",\"EC_prime256v1\"]}}"},
        {"shield", "GetSubscriptionState", "{}", "POST", "AWSShield_20160616.GetSubscriptionState", NULL, "{}"},
        {"tagging", "GetResources", "{\"TagFilters\":[{\"Key\":\"elbv2.k8s.aws/cluster\",\"Values\":[\"shop\"]}]}", "POST",
         "ResourceGroupsTaggingAPI_20170126.GetResources", NULL,
         "{\"TagFilters\":[{\"Key\":\"elbv2.k8s.aws/cluster\",\"Values\":[\"shop\"]}]}"},
        {"eks", "DescribeCluster", "{\"name\":\"blue/1\"}", "GET", NULL, "/clusters/blue%2F1", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct wire_request r = {0};
        struct err err = {0};
        if (encode(&r, rows[i].service, rows[i].action, rows[i].parameters, &err))
            fail_msg("%s: %s", rows[i].action, err.text);
        assert_string_equal(r.method, rows[i].method);
        assert_true(str_equal(r.target, rows[i].target));
        assert_true(str_equal(r.path, rows[i].path));
        assert_string_equal(buf_str(&r.body), rows[i].body);
        wire_release(&r);
    }
}

static void bad_parameters(void **unused)
{
    (void)unused;
    static const struct {
        const char *service, *action, *parameters, *sentence;
    } rows[] = {
        {"wafv2", "AssociateWebACL", "{\"WebACLArn\":\"a\"}", "AssociateWebACL: parameter 'ResourceArn' is missing"},
        {"wafv2", "AssociateWebACL", "{\"WebACLArn\":7,\"ResourceArn\":\"b\"}", "AssociateWebACL: 'WebACLArn' must be text"},
        {"wafv2", "ListWebACLs", "{\"Scope\":\"REGIONAL\",\"Limit\":\"5\"}", "ListWebACLs: 'Limit' must be a whole number"},
        {"wafv2", "ListWebACLs", "{\"Scope\":\"REGIONAL\",\"Color\":\"red\"}", "ListWebACLs has no parameter 'Color'"},
        {"acm", "ListCertificates", "{\"Includes\":{\"keyTypes\":[1]}}", "ListCertificates: 'Includes.keyTypes' must be text"},
        {"acm", "ListCertificates", "{\"Includes\":{\"colors\":[]}}", "ListCertificates has no parameter 'Includes.colors'"},
        {"acm", "ListCertificates", "[]", "ListCertificates: 'the whole' must be an object"},
        {"eks", "DescribeCluster", "{}", "DescribeCluster: parameter 'name' is missing"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct wire_request r = {0};
        struct err err = {0};
        assert_int_equal(encode(&r, rows[i].service, rows[i].action, rows[i].parameters, &err), -1);
        assert_int_equal(err.kind, ERR_INPUT);
        assert_string_equal(err.text, rows[i].sentence);
        wire_release(&r);
    }
}

static int decode(const char *service, const char *action, const char *text, struct buf *json, struct err *err)
{
    const struct service *s = service_find(service);
    own_buf body = {0};
    own_str char *request_id = NULL;
    buf_add_str(&body, text);
    struct wire_answer a = {.body = &body, .request_id = "r-1"};
    int failed = wire_decode(json, &request_id, s, operation_find(s, action), &a, err);
    if (!failed)
        assert_string_equal(request_id, "r-1");
    return failed;
}

static void answers(void **unused)
{
    (void)unused;
    static const struct {
        const char *service, *action, *body, *answer;
    } rows[] = {
        {"wafv2", "GetWebACLForResource", "{\"WebACL\":{\"ARN\":\"a\",\"Name\":\"n\",\"Id\":\"i\",\"Rules\":[{\"Name\":\"x\"}]}}",
         "{\"WebACL\":{\"Name\":\"n\",\"Id\":\"i\",\"ARN\":\"a\"}}"},
        {"wafv2", "AssociateWebACL", "{}", "{}"},
        {"shield", "DeleteProtection", "", "{}"},
        {"acm", "DescribeCertificate",
         "{\"Certificate\":{\"CertificateArn\":\"c\",\"NotAfter\":1.7E9,\"Status\":\"ISSUED\",\"SubjectAlternativeNames\":[\"a\",\"*.b\"],"
         "\"Serial\":\"1\"}}",
         "{\"Certificate\":{\"CertificateArn\":\"c\",\"SubjectAlternativeNames\":[\"a\",\"*.b\"],\"Status\":\"ISSUED\",\"NotAfter\":1.7E9}"
         "}"},
        {"eks", "DescribeCluster",
         "{\"cluster\":{\"name\":\"blue\",\"endpoint\":\"https://"
         "x\",\"certificateAuthority\":{\"data\":\"Zm9v\"},\"tags\":{\"a\":\"b\"},\"logging\":{}}}",
         "{\"cluster\":{\"name\":\"blue\",\"endpoint\":\"https://"
         "x\",\"certificateAuthority\":{\"data\":\"Zm9v\"},\"tags\":{\"a\":\"b\"}}}"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        own_buf json = {0};
        struct err err = {0};
        if (decode(rows[i].service, rows[i].action, rows[i].body, &json, &err))
            fail_msg("%s: %s", rows[i].action, err.text);
        own_json *made = json_parse(buf_str(&json), json.len, NULL);
        own_json *wanted = json_parse(rows[i].answer, strlen(rows[i].answer), NULL);
        if (!json_equal(made, wanted))
            fail_msg("%s: %s", rows[i].action, buf_str(&json));
    }
}

static void bad_answers(void **unused)
{
    (void)unused;
    static const char *const bodies[] = {"", "<html>502</html>", "{\"WebACLs\":[", "[]", "7", "{\"a\":\"\xff\"}", "{\"a\":1,\"a\":2}"};
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        own_buf json = {0};
        struct err err = {0};
        assert_int_equal(decode("wafv2", "ListWebACLs", bodies[i], &json, &err), -1);
        assert_int_equal(err.kind, ERR_AGAIN);
        assert_true(str_starts(err.text, "the answer is no whole JSON object"));
    }
}

static void errors(void **unused)
{
    (void)unused;
    static const struct {
        const char *body, *type, *code, *message;
    } rows[] = {
        {"{\"__type\":\"WAFNonexistentItemException\",\"Message\":\"gone\"}", NULL, "WAFNonexistentItemException", "gone"},
        {"{\"__type\":\"com.amazonaws.acm#ThrottlingException\",\"message\":\"slow\"}", NULL, "ThrottlingException", "slow"},
        {"{\"message\":\"No cluster found\"}", "ResourceNotFoundException:http://internal.amazon.com/coral/", "ResourceNotFoundException",
         "No cluster found"},
        {"{\"code\":\"InternalError\"}", NULL, "InternalError", NULL},
        {"<html>", NULL, NULL, NULL},
        {"", NULL, NULL, NULL},
        {"{\"__type\":7}", "", NULL, NULL},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct aws_error e = {0};
        own_buf body = {0};
        buf_add_str(&body, rows[i].body);
        wire_error_decode(&e, service_find("eks"), &(struct wire_answer){.body = &body, .error_type = rows[i].type, .request_id = "r-2"});
        assert_true(str_equal(e.code, rows[i].code));
        assert_true(str_equal(e.message, rows[i].message));
        assert_string_equal(e.request_id, "r-2");
        aws_error_release(&e);
    }
}

static void no_protocol_mixes(void **unused)
{
    (void)unused;
    own_buf json = {0};
    struct err err = {0};
    assert_int_equal(decode("elasticloadbalancing", "DescribeRules", "{\"Rules\":[]}", &json, &err), -1);
    assert_int_equal(decode("acm", "ListCertificates", "<ListCertificatesResponse/>", &json, &err), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(requests),    cmocka_unit_test(bad_parameters), cmocka_unit_test(answers),
        cmocka_unit_test(bad_answers), cmocka_unit_test(errors),         cmocka_unit_test(no_protocol_mixes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
