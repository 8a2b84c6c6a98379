/* The table tests/rules/diff.table: what a change of a listener's rules costs. */
/* links: plan-rules/ tests/unit/diff_model.o tests/unit/diff_calls.o tests/unit/diff_held.o */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/room.h"
#include "tests/unit/diff_model.h"

#define LISTENER "arn:aws:elasticloadbalancing:eu-west-1:111122223333:listener/app/web/1/1"

/* ---- the table's words ---- */

/* "blue*9,green*1" */
static void read_groups(struct rule *r, char *text)
{
    struct action *a = actions_add(&r->actions, "forward");
    for (char *save, *word = strtok_r(text, ",", &save); word; word = strtok_r(NULL, ",", &save)) {
        char *star = strchr(word, '*');
        if (star)
            *star = 0;
        struct group_weight *g = action_add_group(a, word);
        g->has_weight = star != NULL;
        g->weight = star ? atoi(star + 1) : 1;
    }
}

/* "HOST=GROUPS@PRIORITY"; gives the priority. */
static int read_rule(struct rule *r, const char *word)
{
    own_str char *text = xstrdup(word);
    char *at = strchr(text, '@'), *equals = strchr(text, '=');
    int priority = at ? atoi(at + 1) : 0;
    if (at)
        *at = 0;
    own_str char *groups = xstrdup(equals ? equals + 1 : "web");
    if (equals)
        *equals = 0;
    strs_add(&rule_add_condition(r, "host-header")->values, text);
    read_groups(r, groups);
    return priority;
}

static void tell_rule(struct model *m, const char *word)
{
    bool foreign = *word == '!';
    struct rule r = {0};
    int priority = read_rule(&r, word + foreign);
    own_buf data = {0}, value = {0};
    own_str char *arn = xasprintf("arn:rule/%s", r.conditions[0].values.items[0]);
    struct json_out o = json_out(&value);
    json_open_object(&o, NULL);
    json_add_str(&o, "RuleArn", arn);
    json_add_str(&o, "ListenerArn", LISTENER);
    own_str char *number = xasprintf("%d", priority);
    json_add_str(&o, "Priority", number);
    conditions_encode(&r, &o, "Conditions");
    actions_encode(&r.actions, &o, "Actions");
    if (foreign)
        json_add_raw(&o, "Tags", "[{\"Key\":\"elbv2.k8s.aws/cluster\",\"Value\":\"other\"}]");
    json_close_object(&o);
    observed_encode(&data, "elasticloadbalancing", "Rule", arn, buf_str(&value), NULL);
    model_say(m, "apply-aws", "aws.observed", arn, buf_str(&data));
    rule_release(&r);
}

static void each_word(const char *text, void (*fn)(void *context, const char *word), void *context)
{
    own_str char *copy = xstrdup(text);
    for (char *save, *word = strtok_r(copy, " \n", &save); word; word = strtok_r(NULL, " \n", &save))
        fn(context, word);
}

static void have_rule(void *context, const char *word)
{
    tell_rule(context, word);
}

static void want_rule(void *context, const char *word)
{
    read_rule(listener_add_rule(context), word);
}

/* ---- the calls in the table's words ---- */

static const char *host_of(const struct json *conditions)
{
    const struct json *config = json_get(json_first(conditions), "HostHeaderConfig");
    return json_str(json_first(json_get(config, "Values")));
}

static const char *short_name(const char *arn)
{
    return strrchr(arn, '/') + 1;
}

static void describe(const struct call *c, struct buf *to)
{
    own_json *p = json_parse(c->parameters, strlen(c->parameters), NULL);
    const char *arn = json_str(json_get(p, "RuleArn"));
    buf_addf(to, "%s%s", to->len ? "; " : "", c->action);
    if (strcmp(c->action, "CreateRule") == 0)
        buf_addf(to, " %s@%d", host_of(json_get(p, "Conditions")), (int)json_int_or(json_get(p, "Priority"), 0));
    if (arn)
        buf_addf(to, " %s", short_name(arn));
    for (size_t i = 0; strcmp(c->action, "CreateRule") == 0 && i < c->needs.count; i++)
        buf_addf(to, " behind %s", c->needs.items[i]);
    json_each (pair, json_get(p, "RulePriorities"))
        buf_addf(to, " %s@%d", short_name(json_str(json_get(pair, "RuleArn"))), (int)json_int_or(json_get(pair, "Priority"), 0));
    json_each (member, p)
        if (strcmp(c->action, "ModifyRule") == 0 && strcmp(json_name(member), "RuleArn") != 0)
            buf_addf(to, " %s", json_name(member));
}

static char *trimmed(const char *from, size_t len)
{
    while (len && (*from == ' ' || *from == '\n'))
        from++, len--;
    while (len && (from[len - 1] == ' ' || from[len - 1] == '\n'))
        len--;
    return xstrndup(from, len);
}

/* A load balancer that may have no more rules than it has: the line ends with "full". */
static bool ends_full(char *wanted)
{
    char *full = strstr(wanted, "| full");
    if (full)
        *full = 0;
    return full;
}

static bool check_line(char *line, int number)
{
    char *first = strchr(line, '|'), *second = first ? strchr(first + 1, '|') : NULL;
    if (!second)
        fail_msg("diff.table:%d: two '|' are needed", number);
    bool full = ends_full(second + 1);
    own_str char *expected = trimmed(line, (size_t)(first - line));
    own_str char *have = trimmed(first + 1, (size_t)(second - first - 1));
    struct model m;
    struct stack want = {.id = xstrdup("default/web")};
    struct listener *l = stack_add_listener(&want);
    l->port = 80;
    model_open(&m, "{}");
    each_word(have, have_rule, &m);
    each_word(second + 1, want_rule, l);

    struct aws aws;
    struct batch_make make = {0};
    char none[] = "";
    struct aws_item item = {.id = LISTENER, .parent = none};
    aws_init(&aws, &m.world);
    struct diff d = {.world = &m.world, .aws = &aws, .want = &want, .make = &make};
    room_open(&d);
    d.balancer = &item;
    size_t rules = d.standing.of[QUOTA_RULES] = aws.rules.count;
    d.limit.of[QUOTA_RULES] = full ? rules : d.limit.of[QUOTA_RULES];
    diff_rules(&d, l, &item, LISTENER);
    room_make(&d);
    diff_removals(&d);
    own_buf got = {0};
    for (size_t i = 0; i < make.batch.calls_count; i++)
        describe(&make.batch.calls[i], &got);
    if (strcmp(buf_str(&got), expected) != 0)
        print_error("diff.table:%d: expected \"%s\", got \"%s\"\n", number, expected, buf_str(&got));
    bool good = strcmp(buf_str(&got), expected) == 0;
    diff_release(&d);
    batch_make_release(&make);
    aws_release(&aws);
    stack_release(&want);
    model_close(&m);
    return good;
}

static void test_table(void **state)
{
    (void)state;
    own_buf text = {0};
    struct err err = {0};
    if (buf_read_file(&text, "tests/rules/diff.table", 1 << 20, &err))
        fail_msg("%s", err.text);
    int number = 0, checked = 0, wrong = 0;
    for (char *line = text.data, *end; line && *line; line = end ? end + 1 : NULL) {
        end = strchr(line, '\n');
        if (end)
            *end = 0;
        number++;
        if (*line == '#' || !*line)
            continue;
        wrong += !check_line(line, number);
        checked++;
    }
    assert_true(checked > 20);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
