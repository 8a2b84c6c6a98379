/* links: plan-rules/ */
/* What tables cannot show: the last good form of an Ingress (docs/RULES.md step 12), causes, and that no order of
 * arrival reaches the output. */
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

#include "lib/model/plan.h"

#include "plan-rules/compile/compile.h"

static uint64_t number;

static void say(struct world *w, const char *type, const char *subject, const char *data)
{
    struct event_head head = {.number = ++number, .source = "s", .type = type, .subject = subject, .time = {1}, .data = data};
    own_buf line = {0};
    own_event e = {0};
    struct err err = {0};
    event_encode(&line, &head);
    if (event_decode(&e, line.data, line.len - 1, &err) || world_fold(w, &e, &err))
        fail_msg("%s: %s", type, err.text);
}

static void say_subnet(struct world *w, const char *id, const char *zone)
{
    own_buf data = {0};
    own_str char *subject = xasprintf("ec2/subnet/%s", id);
    buf_addf(&data,
             "{\"service\":\"ec2\",\"resource\":\"Subnet\",\"id\":\"%s\",\"value\":{\"SubnetId\":\"%s\",\"VpcId\":\"vpc-1\","
             "\"AvailabilityZone\":\"%s\",\"AvailableIpAddressCount\":99,\"Tags\":[{\"Key\":\"kubernetes.io/role/"
             "internal-elb\",\"Value\":\"1\"}]}}",
             id, id, zone);
    say(w, "aws.observed", subject, buf_str(&data));
}

static void say_ground(struct world *w)
{
    say(w, "fleet.configured", "shop",
        "{\"fleet\":\"shop\",\"region\":\"r\",\"vpcId\":\"vpc-1\",\"clusters\":[\"blue\",\"green\"],\"options\":{}}");
    say_subnet(w, "subnet-a", "a");
    say_subnet(w, "subnet-b", "b");
}

static void say_service(struct world *w, const char *cluster)
{
    own_str char *subject = xasprintf("%s/default/service/web", cluster);
    own_str char *data = xasprintf("{\"cluster\":\"%s\",\"namespace\":\"default\",\"name\":\"web\",\"uid\":\"u\",\"type\":\"ClusterIP\","
                                   "\"ports\":[{\"name\":\"\",\"protocol\":\"TCP\",\"port\":80,\"targetPort\":\"8080\"}]}",
                                   cluster);
    say(w, "service.put", subject, data);
}

static void say_pod(struct world *w, const char *cluster, const char *address)
{
    own_str char *subject = xasprintf("%s/default/web:80/%s:8080", cluster, address);
    own_str char *data =
        xasprintf("{\"cluster\":\"%s\",\"namespace\":\"default\",\"service\":\"web\",\"portName\":\"\",\"port\":80,\"address\":\"%s\","
                  "\"family\":\"ipv4\",\"targetPort\":8080,\"ready\":true,\"serving\":true,\"terminating\":false,\"pod\":\"p\"}",
                  cluster, address);
    say(w, "podinfo.put", subject, data);
}

/* An Ingress for /PATH of the Service web; annotations is JSON members with a comma behind. */
static char *ingress_data(const char *cluster, const char *name, const char *path, const char *annotations)
{
    return xasprintf("{\"cluster\":\"%s\",\"namespace\":\"default\",\"name\":\"%s\",\"annotations\":{%s"
                     "\"alb.ingress.kubernetes.io/target-type\":\"ip\"},\"rules\":[{\"http\":true,\"paths\":[{\"path\":\"%s\","
                     "\"pathType\":\"Exact\",\"backend\":{\"service\":\"web\",\"port\":\"80\"}}]}]}",
                     cluster, name, annotations, path);
}

static void say_ingress(struct world *w, const char *cluster, const char *name, const char *path, const char *annotations)
{
    own_str char *subject = xasprintf("%s/default/ingress/%s", cluster, name);
    own_str char *data = ingress_data(cluster, name, path, annotations);
    say(w, "ingress.put", subject, data);
}

static void accept(struct world *w, const char *key)
{
    struct world_ingress *i = NULL;
    own_buf data = {0};
    HASH_FIND_STR(w->ingresses, key, i);
    assert_non_null(i);
    ingress_accepted_encode(&i->record, &data);
    say(w, "ingress.accepted", key, buf_str(&data));
}

/* The wanted stacks as --desired prints them, then who is rejected. */
static char *compiled(struct world *w, enum compile_memory memory)
{
    struct stacks wanted = {0};
    struct rejections rejected = {0};
    struct buf out = {0};
    compile_wanted(w, memory, &wanted, &rejected);
    for (size_t i = 0; i < wanted.count; i++) {
        stack_encode(&wanted.items[i], &out);
        buf_add_char(&out, '\n');
    }
    for (size_t i = 0; i < rejected.count; i++)
        buf_addf(&out, "rejected %s/%s%s%s\n", rejected.items[i].what.cluster, rejected.items[i].what.name,
                 rejected.items[i].served ? " served" : "", rejected.items[i].held ? " held" : "");
    stacks_release(&wanted);
    rejections_release(&rejected);
    return buf_take(&out);
}

static void has(const char *text, const char *part)
{
    if (!strstr(text, part))
        fail_msg("'%s' is not in %s", part, text);
}

static void has_not(const char *text, const char *part)
{
    if (strstr(text, part))
        fail_msg("'%s' is in %s", part, text);
}

#define BAD "\"alb.ingress.kubernetes.io/backend-protocol\":\"tcp\","

static void bad_one_keeps_its_last_good_form(void **state)
{
    struct world w = {0};
    (void)state;
    say_ground(&w);
    say_service(&w, "blue");
    say_ingress(&w, "blue", "web", "/old", "");
    accept(&w, "blue/default/ingress/web");
    say_ingress(&w, "blue", "web", "/new", BAD);
    own_str char *remembered = compiled(&w, COMPILE_LAST_GOOD);
    own_str char *newest = compiled(&w, COMPILE_NEWEST_ONLY);
    has(remembered, "\"/old\"");
    has_not(remembered, "\"/new\"");
    has(remembered, "rejected blue/web served\n");
    assert_string_equal(newest, "rejected blue/web\n");
    say_ingress(&w, "blue", "web", "/new", "");
    own_str char *mended = compiled(&w, COMPILE_LAST_GOOD);
    has(mended, "\"/new\"");
    has_not(mended, "rejected");
    world_release(&w);
}

/* What AWS no longer has spoils the form on record too: then nothing of the stack may go. */
static void held_when_even_the_last_good_form_fails(void **state)
{
    struct world w = {0};
    struct stacks wanted = {0};
    struct rejections rejected = {0};
    (void)state;
    say_ground(&w);
    say_service(&w, "blue");
    say_ingress(&w, "blue", "web", "/a", "");
    accept(&w, "blue/default/ingress/web");
    say(&w, "aws.gone", "ec2/subnet/subnet-a", "{\"service\":\"ec2\",\"resource\":\"Subnet\",\"id\":\"subnet-a\"}");
    compile_wanted(&w, COMPILE_LAST_GOOD, &wanted, &rejected);
    assert_int_equal(wanted.count, 0);
    assert_true(rejections_hold(&rejected, "default/web"));
    assert_false(rejections_hold(&rejected, "default/other"));
    stacks_release(&wanted);
    rejections_release(&rejected);
    world_release(&w);
}

static void a_bad_one_never_accepted_holds_nothing(void **state)
{
    struct world w = {0};
    (void)state;
    say_ground(&w);
    say_ingress(&w, "blue", "web", "/a", BAD);
    say_service(&w, "blue");
    own_str char *out = compiled(&w, COMPILE_LAST_GOOD);
    assert_string_equal(out, "rejected blue/web\n");
    world_release(&w);
}

static void gone_with_its_ingress(void **state)
{
    struct world w = {0};
    (void)state;
    say_ground(&w);
    say_service(&w, "blue");
    say_ingress(&w, "blue", "web", "/a", "");
    accept(&w, "blue/default/ingress/web");
    say(&w, "ingress.delete", "blue/default/ingress/web", "{\"cluster\":\"blue\",\"namespace\":\"default\",\"name\":\"web\"}");
    own_str char *out = compiled(&w, COMPILE_LAST_GOOD);
    assert_string_equal(out, "");
    assert_null(w.accepted);
    world_release(&w);
}

static void targets_name_their_cause(void **state)
{
    struct world w = {0};
    struct stacks wanted = {0};
    struct rejections rejected = {0};
    (void)state;
    number = 0;
    say_ground(&w); /* 1 to 3 */
    say_service(&w, "blue");
    say_ingress(&w, "blue", "web", "/a", "");
    say_pod(&w, "blue", "10.0.0.2");
    say_pod(&w, "blue", "10.0.0.1");
    compile_wanted(&w, COMPILE_NEWEST_ONLY, &wanted, &rejected);
    assert_int_equal(wanted.count, 1);
    const struct target_group *g = &wanted.items[0].target_groups[0];
    assert_int_equal(g->targets_count, 2);
    assert_string_equal(g->targets[0].id, "10.0.0.1");
    assert_string_equal(g->targets[0].cause, "s#00000000000000000007");
    assert_string_equal(g->targets[1].cause, "s#00000000000000000006");
    assert_string_equal(wanted.items[0].listeners[0].rules[0].because.items[0], "s#00000000000000000005");
    assert_string_equal(wanted.items[0].clusters.items[0], "blue");
    stacks_release(&wanted);
    rejections_release(&rejected);
    world_release(&w);
}

/* Eight things said in many orders, some of them twice: one result. */
static void say_step(struct world *w, size_t step)
{
    static const char group[] = "\"alb.ingress.kubernetes.io/group.name\":\"g\",";
    switch (step) {
    case 0:
        say_service(w, "blue");
        break;
    case 1:
        say_service(w, "green");
        break;
    case 2:
        say_ingress(w, "blue", "web", "/a", group);
        break;
    case 3:
        say_ingress(w, "green", "web", "/a", group);
        break;
    case 4:
        say_ingress(w, "green", "api", "/b", group);
        break;
    case 5:
        say_ingress(w, "blue", "bad", "/c", BAD);
        break;
    case 6:
        say_pod(w, "blue", "10.0.0.1");
        break;
    default:
        say_pod(w, "green", "10.0.0.2");
        break;
    }
}

static void no_order_of_arrival_shows(void **state)
{
    own_str char *first = NULL;
    unsigned seed = 7;
    (void)state;
    for (int round = 0; round < 50; round++) {
        size_t order[8] = {0, 1, 2, 3, 4, 5, 6, 7};
        struct world w = {0};
        say_ground(&w);
        for (size_t i = 8; i > 1; i--) {
            seed = seed * 1103515245 + 12345;
            size_t k = (seed >> 16) % i, kept = order[k];
            order[k] = order[i - 1];
            order[i - 1] = kept;
        }
        for (size_t i = 0; i < 8; i++)
            say_step(&w, order[i]);
        say_step(&w, order[round % 8]);
        own_str char *out = compiled(&w, COMPILE_LAST_GOOD);
        if (!first)
            first = xstrdup(out);
        assert_string_equal(out, first);
        world_release(&w);
    }
    has(first, "\"10.0.0.2\"");
    has(first, "rejected blue/bad\n");
}

/* ---- step 13: who is served already keeps its place ---- */

#define GROUP(order) "\"alb.ingress.kubernetes.io/group.name\":\"g\",\"alb.ingress.kubernetes.io/group.order\":\"" order "\","

static void say_limit(struct world *w, const char *name, const char *most)
{
    own_str char *data = xasprintf("{\"service\":\"elasticloadbalancing\",\"resource\":\"AccountLimits\",\"id\":\"r\",\"value\":"
                                   "{\"Limits\":[{\"Name\":\"%s-per-application-load-balancer\",\"Max\":\"%s\"}]}}",
                                   name, most);
    say(w, "aws.observed", "elasticloadbalancing/accountlimits/r", data);
}

static void a_newcomer_pushes_nobody_out(void **state)
{
    struct world w = {0};
    (void)state;
    say_ground(&w);
    say_service(&w, "blue");
    say_limit(&w, "rules", "1");
    say_ingress(&w, "blue", "old", "/old", GROUP("5"));
    accept(&w, "blue/default/ingress/old");
    say_ingress(&w, "blue", "new", "/new", GROUP("1"));
    own_str char *remembered = compiled(&w, COMPILE_LAST_GOOD);
    own_str char *newest = compiled(&w, COMPILE_NEWEST_ONLY);
    has(remembered, "\"/old\"");
    has(remembered, "rejected blue/new\n");
    has(newest, "\"/new\"");
    has(newest, "rejected blue/old\n");
    say(&w, "ingress.delete", "blue/default/ingress/old", "{\"cluster\":\"blue\",\"namespace\":\"default\",\"name\":\"old\"}");
    own_str char *alone = compiled(&w, COMPILE_LAST_GOOD);
    has(alone, "\"/new\"");
    has_not(alone, "rejected");
    world_release(&w);
}

/* More pods are no reason to stop serving; to let somebody in with too many is. */
static void targets_count_for_newcomers_only(void **state)
{
    struct world w = {0};
    (void)state;
    say_ground(&w);
    say_service(&w, "blue");
    say_limit(&w, "targets", "1");
    say_pod(&w, "blue", "10.0.0.1");
    say_pod(&w, "blue", "10.0.0.2");
    say_ingress(&w, "blue", "web", "/web", GROUP("1"));
    own_str char *anew = compiled(&w, COMPILE_LAST_GOOD);
    assert_string_equal(anew, "rejected blue/web\n");
    accept(&w, "blue/default/ingress/web");
    own_str char *known = compiled(&w, COMPILE_LAST_GOOD);
    has(known, "\"10.0.0.2\"");
    has_not(known, "rejected");
    world_release(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_one_keeps_its_last_good_form),
        cmocka_unit_test(held_when_even_the_last_good_form_fails),
        cmocka_unit_test(a_bad_one_never_accepted_holds_nothing),
        cmocka_unit_test(gone_with_its_ingress),
        cmocka_unit_test(targets_name_their_cause),
        cmocka_unit_test(no_order_of_arrival_shows),
        cmocka_unit_test(a_newcomer_pushes_nobody_out),
        cmocka_unit_test(targets_count_for_newcomers_only),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
