/* Actions and rules: what is written can be read back, and what AWS writes otherwise is understood. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/elb.h"
#include "lib/model/permission.h"

static char *rule_text(const struct rule *r)
{
    struct buf text = {0};
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    conditions_encode(r, &o, "Conditions");
    actions_encode(&r->actions, &o, "Actions");
    json_add_raw(&o, "Transforms", r->transforms);
    json_close_object(&o);
    return buf_take(&text);
}

static char *read_back(const char *text)
{
    own_json *value = json_parse(text, strlen(text), NULL);
    struct rule r = {0};
    struct err err = {0};
    assert_non_null(value);
    if (rule_decode(&r, value, &err))
        fail_msg("%s", err.text);
    char *again = rule_text(&r);
    rule_release(&r);
    return again;
}

static void read_back_the_same(void **state)
{
    static const char *const rules[] = {
        "{\"Conditions\":[{\"Field\":\"host-header\",\"HostHeaderConfig\":{\"Values\":[\"a\",\"b\"]}},"
        "{\"Field\":\"http-header\",\"HttpHeaderConfig\":{\"HttpHeaderName\":\"X\",\"RegexValues\":[\"^1$\"]}},"
        "{\"Field\":\"query-string\",\"QueryStringConfig\":{\"Values\":[{\"Key\":\"k\",\"Value\":\"v\"},{\"Value\":\"w\"}]}}],"
        "\"Actions\":[{\"Type\":\"authenticate-cognito\",\"Order\":1,\"AuthenticateCognitoConfig\":{\"UserPoolArn\":\"p\"}},"
        "{\"Type\":\"forward\",\"Order\":2,\"ForwardConfig\":{\"TargetGroups\":[{\"TargetGroupArn\":\"x\",\"Weight\":0},"
        "{\"TargetGroupArn\":\"y\",\"Weight\":9}],\"TargetGroupStickinessConfig\":{\"Enabled\":true,\"DurationSeconds\":60}}}]}",
        "{\"Conditions\":[{\"Field\":\"source-ip\",\"SourceIpConfig\":{\"Values\":[\"10.0.0.0/8\"]}}],"
        "\"Actions\":[{\"Type\":\"redirect\",\"Order\":1,\"RedirectConfig\":{\"StatusCode\":\"HTTP_301\"}}],"
        "\"Transforms\":[{\"Type\":\"url-rewrite\",\"UrlRewriteConfig\":{\"Rewrites\":[{\"Regex\":\"a\",\"Replace\":\"b\"}]}}]}",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        own_str char *again = read_back(rules[i]);
        assert_string_equal(again, rules[i]);
    }
}

/* The old form of conditions, the short form of a forward, actions out of order. */
static void other_spellings(void **state)
{
    own_str char *again = read_back("{\"Conditions\":[{\"Field\":\"path-pattern\",\"Values\":[\"/a\"]}],"
                                    "\"Actions\":[{\"Type\":\"forward\",\"Order\":5,\"TargetGroupArn\":\"x\"},"
                                    "{\"Type\":\"jwt-validation\",\"Order\":2,\"JwtValidationConfig\":{\"Issuer\":\"i\"}}]}");
    (void)state;
    assert_string_equal(again, "{\"Conditions\":[{\"Field\":\"path-pattern\",\"PathPatternConfig\":{\"Values\":[\"/a\"]}}],"
                               "\"Actions\":[{\"Type\":\"jwt-validation\",\"Order\":1,\"JwtValidationConfig\":{\"Issuer\":\"i\"}},"
                               "{\"Type\":\"forward\",\"Order\":2,\"ForwardConfig\":{\"TargetGroups\":[{\"TargetGroupArn\":\"x\"}]}}]}");
}

static void unknown_words(void **state)
{
    static const char *const rules[] = {
        "{\"Actions\":[{\"Type\":\"teleport\"}]}",
        "{\"Actions\":[{\"Order\":1}]}",
        "{\"Conditions\":[{\"Field\":\"moon-phase\",\"Values\":[\"full\"]}]}",
        "{\"Conditions\":[{}]}",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        own_json *value = json_parse(rules[i], strlen(rules[i]), NULL);
        struct rule r = {0};
        struct err err = {0};
        assert_int_equal(rule_decode(&r, value, &err), -1);
        assert_int_equal(err.kind, ERR_INPUT);
        assert_true(strlen(err.text) > 0);
        rule_release(&r);
    }
}

/* AWS takes a group once: two clusters that name the same one share an entry. */
static void one_entry_for_one_group(void **state)
{
    struct rule r = {0};
    struct action *a = actions_add(&r.actions, "forward");
    (void)state;
    for (int i = 0; i < 3; i++) {
        struct group_weight *g = action_add_group(a, i == 1 ? "y" : "x");
        g->cluster = xstrdup(i == 0 ? "blue" : "green");
        g->has_weight = true;
        g->weight = 10 + i;
    }
    own_str char *text = rule_text(&r);
    assert_non_null(strstr(text, "[{\"TargetGroupArn\":\"x\",\"Weight\":22},{\"TargetGroupArn\":\"y\",\"Weight\":11}]"));
    rule_release(&r);
}

static void marks_of_a_fleet(void **state)
{
    static const struct {
        const char *description;
        bool ours;
    } cases[] = {{"headgate.io/fleet=shop", true},
                 {"headgate.io/fleet=shops", false},
                 {"headgate.io/fleet=sho", false},
                 {"a=b,headgate.io/fleet=shop,c=d", true},
                 {"x-headgate.io/fleet=shop", false},
                 {"elbv2.k8s.aws/targetGroupBinding=shared", false},
                 {"", false},
                 {NULL, false}};
    own_str char *mark = permission_mark("shop");
    (void)state;
    assert_string_equal(mark, "headgate.io/fleet=shop");
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct permission p = {.description = xstrdup_or_null(cases[i].description)};
        assert_int_equal(permission_is_marked(&p, "shop"), cases[i].ours);
        permission_release(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_back_the_same),      cmocka_unit_test(other_spellings),  cmocka_unit_test(unknown_words),
        cmocka_unit_test(one_entry_for_one_group), cmocka_unit_test(marks_of_a_fleet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
