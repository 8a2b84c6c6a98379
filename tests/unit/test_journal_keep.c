/* links: journal/keep.o journal/record.o journal/line.o */
/* What compaction keeps: decisions as a table, each a little journal and the sequences of it that stay. */

/* system */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/keep.h"

enum { EVENTS_MAX = 8, YOUNG_FROM = 1000 };

/* "SOURCE TYPE SUBJECT [DATA]"; a line that begins with '~' is young. Sequences count from 1. */
struct story {
    const char *name;
    const char *events[EVENTS_MAX];
    const char *kept;
};

#define W "watch-k8s/blue "
#define B "build-podinfo "
#define P "plan-rules "
#define A "apply-aws "

static const struct story stories[] = {
    {"the newest of a subject stays", {W "object.put a", W "object.put b", W "object.put a"}, "2 3"},
    {"an old end goes with what it ended", {W "object.put a", W "object.delete a", W "object.put b", W "object.delete c"}, "3 4"},
    {"but the newest end stays, by itself", {W "object.put a", W "object.delete a"}, "2"},
    {"a young end stays with what it ended", {B "podinfo.put a", B "podinfo.put a", "~" B "podinfo.delete a", B "podinfo.put b"}, "2 3 4"},
    {"an end that was followed by a beginning goes",
     {B "podinfo.put a", B "podinfo.delete a", B "podinfo.put a", B "podinfo.delete b"},
     "3 4"},
    {"what was missing in a list stays, however old",
     {B "ingress.put i {\"n\":1}", B "ingress.delete i {\"reason\":\"absent\"}", B "ingress.delete k"},
     "1 2 3"},
    {"an old end of an Ingress takes its acceptance, rejection and warning",
     {B "ingress.put i", P "ingress.accepted i", P "plan.rejected i", B "object.warning i/warning", B "object.rejected i",
      B "ingress.delete i"},
     "6"},
    {"but not what came behind it", {P "ingress.accepted i", B "ingress.delete i", B "ingress.put i", P "ingress.accepted i"}, "2 3 4"},
    {"a young end of an Ingress stays although it began anew",
     {B "ingress.put i", P "ingress.accepted i", "~" B "ingress.delete i", "~" B "ingress.put i"},
     "1 2 3 4"},
    {"each young change of an Ingress stays", {B "ingress.put i", "~" B "ingress.put i", "~" B "ingress.put i"}, "2 3"},
    {"a rejected object: its last good state stays beside", {W "object.put a", W "object.rejected a/rejected"}, "1 2"},
    {"and goes with the object's end", {W "object.put a", W "object.rejected a/rejected", W "object.delete a"}, "3"},
    {"what was said of its fields' types goes with it too", {W "object.put a", B "object.warning a/types", W "object.delete a"}, "3"},
    {"health: the first of the state, and the newest",
     {A "target.health t {\"state\":\"healthy\"}", A "target.health t {\"state\":\"unhealthy\"}",
      A "target.health t {\"state\":\"unhealthy\",\"reason\":\"a\"}", A "target.health t {\"state\":\"unhealthy\",\"reason\":\"b\"}"},
     "2 4"},
    {"health: gone, long ago",
     {A "target.health t {\"state\":\"healthy\"}", A "target.health t {\"state\":\"gone\"}", A "target.health u {\"state\":\"healthy\"}"},
     "3"},
    {"stale: since it was vouched for last",
     {B "cluster.stale c", B "cluster.bookmark c", B "cluster.stale c", B "cluster.listing c", B "cluster.stale c", B "cluster.stale c"},
     "2 3 4 6"},
    {"calls of a batch that is under way",
     {A "call.done u", A "batch.done u", P "plan.batch u", A "call.done u", A "call.done u"},
     "2 3 4 5"},
    {"calls of a batch that has ended", {P "plan.batch u", A "call.done u", A "call.done u", A "batch.done u"}, "1 3 4"},
    {"aws: a reading that was older than a call is not in force, and the newest of all the same",
     {A "aws.observed r {\"asof\":\"apply-aws#00000000000000000009\"}", A "aws.observed r {\"asof\":\"apply-aws#00000000000000000005\"}"},
     "1 2"},
    {"aws: one without asof is in force, the highest asof is remembered",
     {A "aws.observed r {\"asof\":\"apply-aws#00000000000000000003\"}", A "aws.observed r {\"asof\":\"apply-aws#00000000000000000009\"}",
      A "aws.observed r"},
     "2 3"},
    {"aws: gone, long ago", {A "aws.observed r", A "aws.gone r", A "aws.gone s"}, "3"},
    {"traffic: each type by itself",
     {"shift-traffic traffic.release fleet", "shift-traffic traffic.hold fleet", "shift-traffic traffic.hold fleet"},
     "1 3"},
    {"a type that nobody knows", {P "new.thing a", P "new.thing b", P "new.thing a"}, "2 3"},
    {"of what has no subject the newest of each source", {P "timer.fired -", A "timer.fired -", P "timer.fired -"}, "2 3"},
    {"two sources are two keys", {"watch-k8s/blue object.put a", "watch-k8s/green object.put a"}, "1 2"},
};

static void feed(struct keep *k, const char *text, uint64_t sequence)
{
    char source[64], type[64], subject[64], data[128] = "{}";
    bool young = *text == '~';
    int given = sscanf(text + young, "%63s %63s %63s %127[^\n]", source, type, subject, data);
    assert_true(given >= 3);
    own_buf line = {0};
    event_encode(&line, &(struct event_head){.number = sequence, .source = source, .type = type, .data = data});
    struct record r = {.sequence = sequence,
                       .recorded = {young ? YOUNG_FROM : YOUNG_FROM - 1},
                       .source = source,
                       .type = type,
                       .subject = strcmp(subject, "-") == 0 ? NULL : subject,
                       .line = line.data,
                       .line_len = line.len - 1};
    keep_record(k, &r);
}

static void stories_hold(void **state)
{
    size_t wrong = 0;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(stories); i++) {
        struct keep *k = keep_new((struct moment){YOUNG_FROM});
        for (size_t e = 0; e < EVENTS_MAX && stories[i].events[e]; e++)
            feed(k, stories[i].events[e], e + 1);
        size_t count;
        uint64_t *kept = keep_list(k, &count);
        own_buf text = {0};
        for (size_t n = 0; n < count; n++)
            buf_addf(&text, "%s%llu", n ? " " : "", (unsigned long long)kept[n]);
        if (strcmp(buf_str(&text), stories[i].kept) != 0) {
            print_message("%s: kept '%s', not '%s'\n", stories[i].name, buf_str(&text), stories[i].kept);
            wrong++;
        }
        free(kept);
        keep_free(k);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(stories_hold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
