/* Requests and answers of the Query and EC2 protocols against published cases in tests/data/aws. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/model/strs.h"
#include "lib/aws/query.h"
#include "lib/aws/xml.h"

static struct json *load(const char *path)
{
    own_buf text = {0};
    struct err err = {0};
    assert_int_equal(buf_read_file(&text, path, 1 << 24, &err), 0);
    struct json *tree = json_parse(buf_str(&text), text.len, &err);
    assert_non_null(tree);
    return tree;
}

/* ---- models of the protocol cases, made into tables as they are read ---- */

struct models {
    const struct json *shapes;
    bool ec2;
    struct made {
        const char *name;
        struct shape *shape;
    } made[64];
    size_t count;
};

static const struct shape *shape_of(struct models *m, const char *name, const struct json *ref);

static char *upper_first(const char *text)
{
    char *out = xstrdup(text);
    if (out[0] >= 'a' && out[0] <= 'z')
        out[0] = (char)(out[0] - 'a' + 'A');
    return out;
}

static const char *wire_name(const struct models *m, const struct json *member)
{
    const char *plain = json_str_or(json_get(member, "locationName"), json_name(member));
    const char *query = json_str(json_get(member, "queryName"));
    if (!m->ec2)
        return xstrdup(plain);
    return query ? xstrdup(query) : upper_first(plain);
}

static bool flattened(const struct json *node)
{
    return json_bool_or(json_get(node, "flattened"), false);
}

static void make_structure(struct models *m, struct shape *s, const struct json *model)
{
    const struct json *members = json_get(model, "members");
    struct shape_member *rows = xcalloc(json_count(members) + 1, sizeof *rows);
    size_t i = 0;
    json_each (member, members) {
        rows[i++] = (struct shape_member){.name = json_name(member),
                                          .wire = wire_name(m, member),
                                          .xml = xstrdup(json_str_or(json_get(member, "locationName"), json_name(member))),
                                          .shape = shape_of(m, json_str(json_get(member, "shape")), member)};
    }
    s->members = rows;
    s->count = i;
}

static void make_shape(struct models *m, struct shape *s, const char *name)
{
    static const struct {
        const char *word;
        enum shape_kind kind;
    } kinds[] = {{"string", SHAPE_STRING},       {"integer", SHAPE_INTEGER}, {"long", SHAPE_INTEGER}, {"float", SHAPE_DOUBLE},
                 {"double", SHAPE_DOUBLE},       {"boolean", SHAPE_BOOLEAN}, {"blob", SHAPE_BLOB},    {"timestamp", SHAPE_TIMESTAMP},
                 {"structure", SHAPE_STRUCTURE}, {"list", SHAPE_LIST},       {"map", SHAPE_MAP}};
    const struct json *model = json_get(m->shapes, name);
    const char *type = json_str_or(json_get(model, "type"), "string");
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (strcmp(kinds[i].word, type) == 0)
            s->kind = kinds[i].kind;
    s->flat = flattened(model);
    if (s->kind == SHAPE_STRUCTURE)
        make_structure(m, s, model);
    const struct json *item = json_get(model, s->kind == SHAPE_MAP ? "value" : "member");
    if (s->kind == SHAPE_LIST || s->kind == SHAPE_MAP)
        s->item = shape_of(m, json_str(json_get(item, "shape")), NULL);
    if (s->kind == SHAPE_LIST)
        s->item_name = json_str(json_get(item, "locationName"));
    if (s->kind == SHAPE_MAP) {
        s->item_name = json_str(json_path(model, "key", "locationName", NULL));
        s->value_name = json_str(json_get(item, "locationName"));
    }
}

static const struct shape *shape_of(struct models *m, const char *name, const struct json *ref)
{
    for (size_t i = 0; i < m->count; i++)
        if (strcmp(m->made[i].name, name) == 0 && !flattened(ref))
            return m->made[i].shape;
    struct shape *s = xcalloc(1, sizeof *s);
    assert_true(m->count < COUNT_OF(m->made));
    m->made[m->count++] = (struct made){name, s};
    make_shape(m, s, name);
    s->flat |= flattened(ref);
    return s;
}

static void models_free(struct models *m)
{
    for (size_t i = 0; i < m->count; i++) {
        struct shape *s = m->made[i].shape;
        for (size_t k = 0; k < s->count; k++) {
            free((void *)(uintptr_t)s->members[k].wire);
            free((void *)(uintptr_t)s->members[k].xml);
        }
        free((void *)(uintptr_t)s->members);
        free(s);
    }
}

/* ---- comparing ---- */

static void pairs_of_body(struct strs *pairs, const char *body)
{
    for (const char *p = body; *p; p += strcspn(p, "&"), p += *p == '&') {
        own_buf plain = {0};
        for (const char *c = p; *c && *c != '&'; c++) {
            unsigned byte;
            if (*c == '%' && sscanf(c + 1, "%2x", &byte) == 1) {
                buf_add_char(&plain, (char)byte);
                c += 2;
            } else {
                buf_add_char(&plain, *c == '+' ? ' ' : *c);
            }
        }
        strs_add(pairs, buf_str(&plain));
    }
    strs_sort_unique(pairs);
}

static void assert_same_body(const char *id, const char *made, const char *expected)
{
    struct strs a = {0}, b = {0};
    pairs_of_body(&a, made);
    pairs_of_body(&b, expected);
    if (a.count != b.count)
        fail_msg("%s:\n made     %s\n expected %s", id, made, expected);
    for (size_t i = 0; i < a.count; i++)
        if (strcmp(a.items[i], b.items[i]) != 0)
            fail_msg("%s: '%s' instead of '%s'", id, a.items[i], b.items[i]);
    strs_release(&a);
    strs_release(&b);
}

static const struct shape nothing = {.kind = SHAPE_STRUCTURE};

static void run_input(struct models *m, const struct json *c, const char *version)
{
    const char *id = json_str(json_get(c, "id")), *root = json_str(json_get(c, "root"));
    struct operation op = {.name = json_str(json_get(c, "operation")), .input = root ? shape_of(m, root, NULL) : &nothing};
    struct service s = {.version = version, .protocol = m->ec2 ? PROTOCOL_EC2 : PROTOCOL_QUERY};
    struct err err = {0};
    own_buf body = {0};
    if (query_encode(&body, &s, &op, json_get(c, "params"), &err))
        fail_msg("%s: %s", id, err.text);
    assert_same_body(id, buf_str(&body), json_str(json_get(c, "body")));
}

static void run_output(struct models *m, const struct json *c)
{
    const char *id = json_str(json_get(c, "id")), *root = json_str(json_get(c, "root"));
    struct operation op = {.name = json_str(json_get(c, "operation")),
                           .input = &nothing,
                           .output = root ? shape_of(m, root, NULL) : NULL,
                           .wrapper = json_str(json_get(c, "wrapper"))};
    struct err err = {0};
    own_buf body = {0}, json = {0};
    own_str char *request_id = NULL;
    own_str char *result = xasprintf("%sResult", op.name);
    buf_add_str(&body, json_str_or(json_get(c, "body"), ""));
    if (!op.wrapper && strstr(buf_str(&body), result))
        op.wrapper = result; /* some of the models leave it out */
    if (!body.len)
        buf_addf(&body, "<%sResponse/>", op.name);
    if (xml_decode(&json, &request_id, &op, &body, &err))
        fail_msg("%s: %s", id, err.text);
    own_json *made = json_parse(buf_str(&json), json.len, &err);
    const struct json *expected = json_get(c, "result");
    own_json *empty = json_parse("{}", 2, &err);
    if (!json_equal(made, json_kind(expected) == JSON_OBJECT ? expected : empty)) {
        own_str char *text = json_text(expected);
        fail_msg("%s:\n made     %s\n expected %s", id, buf_str(&json), text);
    }
}

static void run_suite(const char *path, bool ec2, size_t least)
{
    own_json *suite = load(path);
    size_t count = 0;
    static const char *const ways[] = {"input", "output"};
    for (size_t w = 0; w < COUNT_OF(ways); w++)
        json_each (group, json_get(suite, ways[w])) {
            struct models m = {.shapes = json_get(group, "shapes"), .ec2 = ec2};
            json_each (c, json_get(group, "cases")) {
                if (w == 0)
                    run_input(&m, c, json_str(json_get(group, "version")));
                else
                    run_output(&m, c);
                count++;
            }
            models_free(&m);
        }
    assert_true(count >= least);
}

static void protocol_query(void **unused)
{
    (void)unused;
    run_suite("tests/data/aws/protocol-query.json", false, 45);
}

static void protocol_ec2(void **unused)
{
    (void)unused;
    run_suite("tests/data/aws/protocol-ec2.json", true, 30);
}

static void elbv2_requests(void **unused)
{
    (void)unused;
    own_json *suite = load("tests/data/aws/elbv2-requests.json");
    size_t count = 0;
    json_each (v, json_get(suite, "vectors")) {
        const char *id = json_str(json_get(v, "id"));
        const struct operation *op = operation_find(&service_elbv2, json_str(json_get(v, "operation")));
        own_buf body = {0};
        struct err err = {0};
        assert_non_null(op);
        if (query_encode(&body, &service_elbv2, op, json_get(v, "input"), &err))
            fail_msg("%s: %s", id, err.text);
        assert_same_body(id, buf_str(&body), json_str(json_get(v, "body")));
        count++;
    }
    assert_int_equal(count, 58);
}

/* ---- what is refused before sending ---- */

static void assert_refused(const struct service *s, const char *action, const char *parameters, const char *sentence)
{
    own_json *p = json_parse(parameters, strlen(parameters), NULL);
    own_buf body = {0};
    struct err err = {0};
    assert_int_equal(query_encode(&body, s, operation_find(s, action), p, &err), -1);
    assert_int_equal(err.kind, ERR_INPUT);
    assert_string_equal(err.text, sentence);
}

static void bad_parameters(void **unused)
{
    (void)unused;
    assert_refused(&service_elbv2, "CreateRule", "{\"ListenerArn\":\"l\",\"Conditions\":[],\"Actions\":[],\"Priority\":\"7\"}",
                   "CreateRule: parameter 'Priority' must be a whole number");
    assert_refused(&service_elbv2, "CreateRule", "{\"ListenerArn\":\"l\",\"Conditions\":[],\"Priority\":7}",
                   "CreateRule: parameter 'Actions' is missing");
    assert_refused(&service_elbv2, "DeleteRule", "{\"RuleArn\":\"r\",\"Force\":true}", "DeleteRule has no parameter 'Force'");
    assert_refused(&service_elbv2, "RegisterTargets", "{\"TargetGroupArn\":\"t\",\"Targets\":[{\"Id\":\"i\",\"port\":1}]}",
                   "RegisterTargets has no parameter 'Targets.member.1.port'");
    assert_refused(&service_ec2, "DescribeVpcs", "{\"VpcIds\":\"vpc-1\"}", "DescribeVpcs: parameter 'VpcId' must be a list");
    assert_refused(&service_elbv2, "DeleteRule", "[]", "DeleteRule: parameter '' must be an object");
}

static void ec2_request(void **unused)
{
    (void)unused;
    static const char text[] =
        "{\"GroupId\":\"sg-1\",\"IpPermissions\":[{\"IpProtocol\":\"tcp\",\"FromPort\":80,\"ToPort\":80,"
        "\"IpRanges\":[{\"CidrIp\":\"0.0.0.0/0\",\"Description\":\"\"}],\"UserIdGroupPairs\":[{\"GroupId\":\"sg-2\"}]}]}";
    own_json *p = json_parse(text, strlen(text), NULL);
    own_buf body = {0};
    assert_int_equal(query_encode(&body, &service_ec2, operation_find(&service_ec2, "AuthorizeSecurityGroupIngress"), p, NULL), 0);
    assert_same_body("authorize", buf_str(&body),
                     "Action=AuthorizeSecurityGroupIngress&Version=2016-11-15&GroupId=sg-1&IpPermissions.1.IpProtocol=tcp"
                     "&IpPermissions.1.FromPort=80&IpPermissions.1.ToPort=80&IpPermissions.1.IpRanges.1.CidrIp=0.0.0.0%2F0"
                     "&IpPermissions.1.IpRanges.1.Description=&IpPermissions.1.Groups.1.GroupId=sg-2");
}

/* ---- answers ---- */

/* What botocore reads as an empty list or text may be absent with us, and the other way round. */
static void assert_answer(const struct json *a)
{
    const char *action = json_str(json_get(a, "operation"));
    const struct operation *op = operation_find(service_find(json_str(json_get(a, "service"))), action);
    own_buf body = {0}, json = {0};
    own_str char *request_id = NULL;
    struct err err = {0};
    assert_non_null(op);
    buf_add_str(&body, json_str(json_get(a, "xml")));
    if (xml_decode(&json, &request_id, op, &body, &err))
        fail_msg("%s: %s", action, err.text);
    own_json *made = json_parse(buf_str(&json), json.len, &err);
    assert_non_null(made);
    if (!json_equal(made, json_get(a, "answer"))) {
        own_str char *text = json_text(json_get(a, "answer"));
        fail_msg("%s:\n made     %s\n expected %s", action, buf_str(&json), text);
    }
    const char *expected_id = json_str(json_get(a, "requestId"));
    if (expected_id)
        assert_string_equal(request_id, expected_id);
}

static void answers(void **unused)
{
    (void)unused;
    own_json *data = load("tests/data/aws/answers.json");
    size_t count = 0;
    json_each (a, json_get(data, "answers")) {
        assert_answer(a);
        count++;
    }
    assert_int_equal(count, 33);
}

static void errors(void **unused)
{
    (void)unused;
    own_json *data = load("tests/data/aws/answers.json");
    json_each (e, json_get(data, "errors")) {
        own_buf body = {0};
        struct aws_error error = {0};
        buf_add_str(&body, json_str(json_get(e, "xml")));
        xml_error_decode(&error, &body);
        assert_string_equal(error.code, json_str(json_get(e, "code")));
        assert_string_equal(error.message, json_str(json_get(e, "message")));
        assert_string_equal(error.request_id, json_str(json_get(e, "requestId")));
        aws_error_release(&error);
    }
}

static void assert_no_answer(const char *text)
{
    own_buf body = {0}, json = {0};
    own_str char *request_id = NULL;
    struct err err = {0};
    struct aws_error error = {0};
    buf_add_str(&body, text);
    assert_int_equal(xml_decode(&json, &request_id, operation_find(&service_elbv2, "DescribeRules"), &body, &err), -1);
    assert_int_equal(err.kind, ERR_AGAIN);
    assert_true(strlen(err.text) > 10);
    xml_error_decode(&error, &body);
    assert_null(error.code);
    aws_error_release(&error);
}

static void bad_answers(void **unused)
{
    (void)unused;
    assert_no_answer("");
    assert_no_answer("<html><body>502 Bad Gateway</body></html>");
    assert_no_answer("<DescribeRulesResponse><DescribeRulesResult><Rules>");
    assert_no_answer("{\"Rules\":[]}");
    assert_no_answer(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><DescribeRulesResponse>&b;</DescribeRulesResponse>");
    own_buf deep = {0};
    for (int i = 0; i < 100000; i++)
        buf_add_str(&deep, "<a>");
    assert_no_answer(buf_str(&deep));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(protocol_query), cmocka_unit_test(protocol_ec2), cmocka_unit_test(elbv2_requests),
        cmocka_unit_test(bad_parameters), cmocka_unit_test(ec2_request),  cmocka_unit_test(answers),
        cmocka_unit_test(errors),         cmocka_unit_test(bad_answers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
