/* links: plan-rules/compile/pack.o plan-rules/compile/limits.o plan-rules/compile/fault.o */
/* docs/RULES.md step 13: a packed list of rules answers every request as the unpacked one. Random lists, and for each
 * random requests, half of them made to meet one of its rules; the seed is fixed. */
#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/limits.h"
#include "plan-rules/compile/pack.h"

enum { LISTS = 4000, REQUESTS = 250, RULES_MOST = 10 };

/* ---- chance ---- */

static uint64_t state_of_chance;

static unsigned chance(unsigned below)
{
    state_of_chance ^= state_of_chance << 13;
    state_of_chance ^= state_of_chance >> 7;
    state_of_chance ^= state_of_chance << 17;
    return (unsigned)(state_of_chance >> 33) % below;
}

#define ANY(list) ((list)[chance(COUNT_OF(list))])

/* ---- a request, and what a rule says to it ---- */

struct request {
    const char *host, *path, *method, *header_a, *header_b, *key, *value;
    unsigned source;
};

static const char *const hosts[] = {"a.example.com", "b.example.com", "www.a.org", "x"};
static const char *const host_patterns[] = {"a.example.com", "b.example.com", "*.example.com", "www.?.org", "x"};
static const char *const paths[] = {"/", "/a", "/a/b", "/b", "/b/c", "/v1", "/v22"};
static const char *const path_patterns[] = {"/a", "/a/*", "/b", "/b/*", "/*", "/v?", "/"};
static const char *const path_expressions[] = {"^/v[0-9]+$", "^/a", "b$"};
static const char *const methods[] = {"GET", "POST", "PUT"};
static const char *const words[] = {"one", "two", "three"};
static const char *const word_patterns[] = {"one", "t*", "?wo", "three"};
static const char *const blocks[] = {"10.0.0.0/8", "10.1.0.0/16", "192.168.0.0/16"};
static const unsigned sources[] = {0x0a010203, 0x0a020304, 0xc0a80101, 0x01020304};

static bool glob(const char *pattern, const char *text)
{
    for (; *pattern; pattern++, text++) {
        if (*pattern == '*')
            return glob(pattern + 1, text) || (*text && glob(pattern, text + 1));
        if (!*text || (*pattern != '?' && *pattern != *text))
            return false;
    }
    return !*text;
}

static bool expression(const char *pattern, const char *text)
{
    static regex_t compiled[COUNT_OF(path_expressions)];
    static bool ready;
    for (size_t i = 0; !ready && i < COUNT_OF(path_expressions); i++)
        assert_int_equal(regcomp(&compiled[i], path_expressions[i], REG_EXTENDED | REG_NOSUB), 0);
    ready = true;
    for (size_t i = 0; i < COUNT_OF(path_expressions); i++)
        if (strcmp(pattern, path_expressions[i]) == 0)
            return regexec(&compiled[i], text, 0, NULL, 0) == 0;
    fail_msg("expression '%s' is not among those known", pattern);
    return false;
}

static bool in_block(const char *block, unsigned address)
{
    unsigned a, b, c, d, bits;
    assert_int_equal(sscanf(block, "%u.%u.%u.%u/%u", &a, &b, &c, &d, &bits), 5);
    return (address >> (32 - bits)) == ((a << 24 | b << 16 | c << 8 | d) >> (32 - bits));
}

static const char *subject_of(const struct condition *c, const struct request *q)
{
    if (strcmp(c->field, "host-header") == 0)
        return q->host;
    if (strcmp(c->field, "path-pattern") == 0)
        return q->path;
    if (strcmp(c->field, "http-request-method") == 0)
        return q->method;
    return strcasecmp(c->header_name, "x-a") == 0 ? q->header_a : q->header_b;
}

static bool meets_query(const struct condition *c, const struct request *q)
{
    for (size_t i = 0; i < c->query.count; i++)
        if ((!*c->query.items[i].key || strcmp(c->query.items[i].key, q->key) == 0) && glob(c->query.items[i].value, q->value))
            return true;
    return false;
}

static bool meets(const struct condition *c, const struct request *q)
{
    if (strcmp(c->field, "query-string") == 0)
        return meets_query(c, q);
    for (size_t i = 0; i < c->values.count; i++)
        if (strcmp(c->field, "source-ip") == 0 ? in_block(c->values.items[i], q->source) : glob(c->values.items[i], subject_of(c, q)))
            return true;
    for (size_t i = 0; i < c->regex_values.count; i++)
        if (expression(c->regex_values.items[i], subject_of(c, q)))
            return true;
    return false;
}

static bool answers(const struct rule *r, const struct request *q)
{
    for (size_t i = 0; i < r->conditions_count; i++)
        if (!meets(&r->conditions[i], q))
            return false;
    return true;
}

/* The first rule that the request meets; its number, or the count when none. */
static size_t first_met(const struct listener *l, const struct request *q)
{
    for (size_t i = 0; i < l->rules_count; i++)
        if (answers(&l->rules[i], q))
            return i;
    return l->rules_count;
}

static const char *answer(const struct listener *l, const struct request *q)
{
    size_t met = first_met(l, q);
    return met < l->rules_count ? l->rules[met].actions.items[0].groups[0].group : "default";
}

/* ---- chance makes rules and requests ---- */

static void add_any(struct strs *to, const char *const *from, unsigned count)
{
    for (unsigned i = 1 + chance(2); i > 0; i--) {
        const char *value = from[chance(count)];
        if (!strs_has(to, value))
            strs_add(to, value);
    }
}

static void add_conditions(struct rule *r)
{
    if (chance(8) == 0)
        add_any(&rule_add_condition(r, "http-request-method")->values, methods, COUNT_OF(methods));
    if (chance(8) == 0)
        add_any(&rule_add_condition(r, "source-ip")->values, blocks, COUNT_OF(blocks));
    if (chance(6) == 0)
        condition_add_query(rule_add_condition(r, "query-string"), chance(2) ? "k" : "", ANY(word_patterns));
    if (chance(6) == 0) {
        struct condition *c = rule_add_condition(r, "http-header");
        c->header_name = xstrdup(chance(3) ? "x-a" : chance(2) ? "X-A" : "x-b");
        add_any(&c->values, word_patterns, COUNT_OF(word_patterns));
    }
    if (chance(2))
        add_any(&rule_add_condition(r, "host-header")->values, host_patterns, COUNT_OF(host_patterns));
    if (chance(6) == 0)
        add_any(&rule_add_condition(r, "path-pattern")->regex_values, path_expressions, COUNT_OF(path_expressions));
    else if (chance(4) || !r->conditions_count)
        add_any(&rule_add_condition(r, "path-pattern")->values, path_patterns, COUNT_OF(path_patterns));
}

static struct request any_request(void)
{
    return (struct request){
        .host = ANY(hosts),
        .path = ANY(paths),
        .method = ANY(methods),
        .header_a = ANY(words),
        .header_b = ANY(words),
        .key = chance(2) ? "k" : "m",
        .value = ANY(words),
        .source = ANY(sources),
    };
}

/* A request that this rule answers, and no earlier one; false when chance finds none. */
static bool request_for(const struct listener *l, size_t rule, struct request *q)
{
    for (int tries = 0; tries < 60; tries++) {
        *q = any_request();
        if (first_met(l, q) == rule)
            return true;
    }
    return false;
}

struct list {
    struct listener whole;
    struct request own[RULES_MOST]; /* one that each rule answers */
};

/* Neighbours often are alike, as those of one Ingress; what is never met is no part of the list. */
static void make_list(struct list *l)
{
    static const char *const groups[] = {"one", "two", "three"};
    const char *group = groups[0];
    for (int tries = 0; tries < 2 * RULES_MOST && l->whole.rules_count < RULES_MOST; tries++) {
        size_t at = l->whole.rules_count;
        struct rule *r = listener_add_rule(&l->whole);
        struct rule *before = at ? &l->whole.rules[at - 1] : NULL;
        if (chance(3) == 0)
            group = ANY(groups);
        if (before && chance(2))
            conditions_copy(r, before);
        else
            add_conditions(r);
        if (before && r->conditions_count && chance(2)) {
            struct condition *last = &r->conditions[r->conditions_count - 1];
            if (last->values.count && strcmp(last->field, "path-pattern") == 0) {
                strs_release(&last->values);
                add_any(&last->values, path_patterns, COUNT_OF(path_patterns));
            }
        }
        action_add_group(actions_add(&r->actions, "forward"), group);
        if (rule_values(r) > 5 || rule_wildcards(r) > 5 || !request_for(&l->whole, at, &l->own[at])) {
            rule_release(r);
            l->whole.rules_count--;
        }
    }
}

static void copy_list(struct listener *to, const struct listener *from)
{
    for (size_t i = 0; i < from->rules_count; i++) {
        struct rule *r = listener_add_rule(to);
        struct action *a = actions_add(&r->actions, "");
        conditions_copy(r, &from->rules[i]);
        action_release(a);
        action_copy(a, &from->rules[i].actions.items[0]);
    }
}

/* ---- the comparison ---- */

struct found {
    size_t pairs, met, different, packed, missed;
};

typedef void packer_fn(struct listener *l);

static void compare(const struct list *l, packer_fn *pack, struct found *f)
{
    struct listener packed = {0};
    size_t hits[RULES_MOST] = {0};
    copy_list(&packed, &l->whole);
    pack(&packed);
    f->packed += l->whole.rules_count - packed.rules_count;
    for (size_t i = 0; i < REQUESTS; i++) {
        bool aimed = l->whole.rules_count && i % 2 == 0;
        struct request q = aimed ? l->own[i / 2 % l->whole.rules_count] : any_request();
        size_t met = first_met(&l->whole, &q);
        if (met < l->whole.rules_count)
            hits[met]++;
        f->met += met < l->whole.rules_count;
        f->different += strcmp(answer(&l->whole, &q), answer(&packed, &q)) != 0;
        f->pairs++;
    }
    for (size_t i = 0; i < l->whole.rules_count; i++)
        f->missed += hits[i] == 0;
    listener_release(&packed);
}

static struct found try_all(packer_fn *pack)
{
    struct found f = {0};
    state_of_chance = 20261122;
    for (int i = 0; i < LISTS; i++) {
        struct list l = {0};
        make_list(&l);
        compare(&l, pack, &f);
        listener_release(&l.whole);
    }
    return f;
}

static void pack_well(struct listener *l)
{
    size_t owners[RULES_MOST] = {0};
    rules_pack(l, owners, RULES_MOST);
    for (size_t i = 0; i < l->rules_count; i++)
        assert_true(rule_values(&l->rules[i]) <= 5 && rule_wildcards(&l->rules[i]) <= 5);
}

/* The bugs that come to mind: over one that stands between, and with two conditions that differ. */
static void pack_over(struct listener *l)
{
    for (size_t i = 0; i + 2 < l->rules_count; i++)
        if (rule_absorb(&l->rules[i], &l->rules[i + 2])) {
            rule_release(&l->rules[i + 2]);
            l->rules_count--;
            memmove(&l->rules[i + 2], &l->rules[i + 3], (l->rules_count - i - 2) * sizeof *l->rules);
        }
}

static void pack_loosely(struct listener *l)
{
    for (size_t i = 0; i + 1 < l->rules_count; i++) {
        struct rule *a = &l->rules[i], *b = &l->rules[i + 1];
        if (a->conditions_count != b->conditions_count ||
            strcmp(a->actions.items[0].groups[0].group, b->actions.items[0].groups[0].group) != 0)
            continue;
        for (size_t k = 0; k < a->conditions_count; k++)
            for (size_t v = 0; v < b->conditions[k].values.count; v++)
                if (strcmp(a->conditions[k].field, b->conditions[k].field) == 0)
                    strs_add(&a->conditions[k].values, b->conditions[k].values.items[v]);
    }
}

static void packed_answers_the_same(void **unused)
{
    (void)unused;
    struct found f = try_all(pack_well);
    assert_true(f.pairs >= 1000000);
    assert_true(f.met * 2 >= f.pairs);
    assert_int_equal(f.missed, 0);
    assert_true(f.packed > LISTS / 2);
    assert_int_equal(f.different, 0);
}

static void planted_bugs_are_found(void **unused)
{
    (void)unused;
    assert_true(try_all(pack_over).different > 0);
    assert_true(try_all(pack_loosely).different > 0);
}

/* ---- what is packed ---- */

static void add_rule(struct listener *l, const char *path, const char *group)
{
    struct rule *r = listener_add_rule(l);
    strs_add(&rule_add_condition(r, "path-pattern")->values, path);
    action_add_group(actions_add(&r->actions, "forward"), group);
}

static void only_as_many_as_needed_from_the_end(void **unused)
{
    (void)unused;
    struct listener l = {0};
    size_t owners[] = {0, 1, 2, 3};
    add_rule(&l, "/a", "one");
    add_rule(&l, "/b", "one");
    add_rule(&l, "/c", "one");
    add_rule(&l, "/d", "one");
    assert_int_equal(rules_pack(&l, owners, 1), 1);
    assert_int_equal(l.rules_count, 3);
    assert_int_equal(l.rules[2].conditions[0].values.count, 2);
    assert_int_equal(owners[2], 2);
    assert_int_equal(rules_pack(&l, owners, 9), 2);
    assert_int_equal(l.rules[0].conditions[0].values.count, 4);
    assert_int_equal(owners[0], 0);
    listener_release(&l);
}

static void never_past_five_values(void **unused)
{
    (void)unused;
    static const char *const six[] = {"/a", "/b", "/c", "/d", "/e", "/f"};
    struct listener l = {0};
    size_t owners[COUNT_OF(six)] = {0};
    for (size_t i = 0; i < COUNT_OF(six); i++)
        add_rule(&l, six[i], "one");
    assert_int_equal(rules_pack(&l, owners, 9), 4);
    assert_int_equal(l.rules_count, 2);
    assert_int_equal(l.rules[0].conditions[0].values.count, 1);
    listener_release(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(packed_answers_the_same),
        cmocka_unit_test(planted_bugs_are_found),
        cmocka_unit_test(only_as_many_as_needed_from_the_end),
        cmocka_unit_test(never_past_five_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
