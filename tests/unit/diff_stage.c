#include "tests/unit/diff_stage.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "plan-rules/compile/compile.h"
#include "plan-rules/desired.h"
#include "plan-rules/memo.h"
#include "plan-rules/plan.h"
#include "tests/unit/diff_wanted.h"

/* ---- a stage that gathers what is emitted, and a compiler that wants what the test says ---- */

static struct stage *the_stage;

void stage_emit(struct stage *s, const struct stage_event *e)
{
    buf_addf(&s->said, "%s %s\n", e->type, e->subject);
    if (strcmp(e->type, "plan.batch") == 0)
        strs_add(&s->batches, e->data);
    model_say(&s->model, "plan-rules", e->type, e->subject, e->data);
}

bool stage_in_pipe(const struct stage *s)
{
    return s->in_pipe;
}

uint64_t stage_horizon(const struct stage *s)
{
    return s->model.number;
}

void stage_wake_at(struct stage *s, struct moment at)
{
    s->wake = at;
}

static const char *type_of(const struct stage *st, const char *cluster)
{
    return st->retyped && strcmp(st->retyped, cluster) != 0 ? NULL : st->type;
}

/* Another target type needs another group, under another name. */
static char *group_name(const struct stage *st, const char *cluster)
{
    const char *type = type_of(st, cluster);
    return xasprintf("tg-%s%s%s", cluster, type ? "-" : "", type ? type : "");
}

static void add_group(const struct stage *st, struct stack *s, size_t which)
{
    const char *cluster = st->wants[which];
    own_str char *name = group_name(st, cluster);
    struct target_group *g = wanted_group(s, name, cluster, str_equal(cluster, st->empty) ? 0 : st->pods);
    str_replace(&g->target_type, type_of(st, cluster) ? type_of(st, cluster) : "ip");
    str_replace(&g->ingress, st->ingress);
    g->source.backend = xasprintf("%s/default/web:80", cluster);
    pairs_set(&g->tags, "ingress.k8s.aws/resource", "default/web-web:80");
    strs_add(&g->because, "build-podinfo#1");
    wanted_share(s, name, cluster, st->asked[which]);
}

static void add_shared(struct stack *s)
{
    struct security_group *g = stack_add_security_group(s);
    g->name = xstrdup("k8s-traffic-prod");
    g->description = xstrdup("[k8s] Shared Backend SecurityGroup for LoadBalancer");
    g->shared = true;
    pairs_set(&g->tags, "elbv2.k8s.aws/cluster", "prod");
    pairs_set(&g->tags, "elbv2.k8s.aws/resource", "backend-sg");
    strs_add(&s->security_groups, "@securitygroup/k8s-traffic-prod");
}

static struct stack web(const struct stage *st)
{
    struct stack s = wanted_stack();
    strs_add(&s.because, "build-podinfo#2");
    add_shared(&s);
    for (size_t i = 0; i < 2 && st->wants[i]; i++)
        add_group(st, &s, i);
    return s;
}

void compile_wanted(struct world *w, enum compile_memory memory, struct stacks *wanted, struct rejections *rejected)
{
    (void)w;
    if (the_stage->held_by_compiler) {
        rejected->items = xcalloc(1, sizeof *rejected->items);
        rejected->items[rejected->count++] = (struct rejected){.stack = (char *)(uintptr_t) "default/web", .held = true};
    }
    assert_int_equal(memory, COMPILE_LAST_GOOD);
    if (!the_stage->wants[0])
        return;
    wanted->items = xcalloc(1, sizeof *wanted->items);
    wanted->count = 1;
    wanted->items[0] = web(the_stage);
}

void stacks_release(struct stacks *s)
{
    for (size_t i = 0; i < s->count; i++)
        stack_release(&s->items[i]);
    free(s->items);
    *s = (struct stacks){0};
}

void compile_some(struct world *w, const struct strs *keys, struct stacks *wanted, struct rejections *rejected)
{
    (void)w, (void)keys, (void)wanted, (void)rejected;
    fail_msg("the memo is empty each time: all is compiled at once");
}

void compile_bindings(struct world *w, struct stacks *wanted, struct rejections *rejected)
{
    (void)w, (void)wanted, (void)rejected;
}

char *compile_group(const struct world *w, const struct ingress *in)
{
    (void)w, (void)in;
    return NULL;
}

void compile_targets(struct world *w, struct target_group *g)
{
    (void)w, (void)g;
}

bool compile_has_room(const struct world *w, size_t balancers, size_t fronts)
{
    (void)w, (void)balancers, (void)fronts;
    return true;
}

void rejections_emit(const struct world *w, const struct rejections *r, struct stage *s)
{
    (void)w, (void)r, (void)s;
}

void accepted_emit(const struct world *w, const struct strs *keys, const struct rejections *r, struct stage *s)
{
    (void)w, (void)keys, (void)r, (void)s;
}

void rejections_show(const struct rejections *r, struct buf *to)
{
    (void)r, (void)to;
}

void desired_print_lines(struct stage *s, char *text)
{
    (void)s, (void)text;
}

void rejections_release(struct rejections *r)
{
    free(r->items);
    *r = (struct rejections){0};
}

bool rejections_hold(const struct rejections *r, const char *stack)
{
    (void)stack;
    return r->count > 0;
}

/* ---- the words of the tests ---- */

/* Plans once, and compares what was said. */
void stage_reacts(struct stage *s, const char *said)
{
    the_stage = s;
    buf_clear(&s->said);
    strs_release(&s->batches);
    struct memo memo = {0};
    plan_react(&s->model.world, &memo, s);
    memo_forget(&memo);
    assert_string_equal(buf_str(&s->said), said);
}

/* apply-aws does the batch of that number of the last look, and says how it ended. */
void stage_ends(struct stage *s, size_t number, const char *outcome)
{
    struct batch b = {0};
    own_json *data = json_parse(s->batches.items[number], strlen(s->batches.items[number]), NULL);
    assert_int_equal(batch_decode(&b, data, NULL), 0);
    own_str char *reference = xstrdup(unit_find(s->model.world.units, b.unit)->batch);
    if (strcmp(outcome, "done") == 0)
        model_apply(&s->model, &b);
    own_str char *result = xasprintf("{\"batch\":\"%s\",\"unit\":\"%s\",\"outcome\":\"%s\"}", reference, b.unit, outcome);
    model_say(&s->model, "apply-aws", "batch.done", b.unit, result);
    batch_release(&b);
}

void stage_time_passes(struct stage *s, int seconds)
{
    s->model.second += seconds;
    model_say(&s->model, "plan-rules", "timer.fired", NULL, "{}");
}

int64_t stage_wakes_in_s(const struct stage *s)
{
    return s->wake.us ? (s->wake.us - s->model.world.now.us) / 1000000 : -1;
}

bool stage_last_batch_has(const struct stage *s, const char *text)
{
    return s->batches.count && strstr(s->batches.items[s->batches.count - 1], text);
}

void stage_does_and_reacts(struct stage *s, const char *said)
{
    stage_ends(s, 0, "done");
    stage_reacts(s, said);
}

void stage_until_blue_stands(struct stage *s)
{
    s->wants[1] = NULL;
    stage_reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    stage_does_and_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\nplan.batch targets/tg-blue\n");
    stage_ends(s, 0, "done");
}

/* Everything made, registered and healthy. */
void stage_until_settled(struct stage *s)
{
    stage_reacts(s, "plan.batch securitygroup/k8s-traffic-prod\n");
    stage_does_and_reacts(s, "plan.batch loadbalancer/default/web\n");
    stage_does_and_reacts(s, "plan.settled loadbalancer/default/web\nplan.batch targets/tg-blue\nplan.batch targets/tg-green\n");
    stage_ends(s, 0, "done");
    stage_ends(s, 1, "done");
    model_health(&s->model, "tg-blue", "10.1.0.1:8080", "healthy");
    model_health(&s->model, "tg-green", "10.2.0.1:8080", "healthy");
    stage_reacts(s, "");
    assert_int_equal(s->wake.us, 0);
}

int diff_stage_setup(void **state)
{
    struct stage *s = xcalloc(1, sizeof *s);
    model_open(&s->model, "{\"healthy-after\":0}"); /* the gate's own times: test_diff_gate */
    s->wants[0] = "blue";
    s->wants[1] = "green";
    s->asked[0] = s->asked[1] = 100;
    s->pods = 1;
    *state = s;
    return 0;
}

int diff_stage_teardown(void **state)
{
    struct stage *s = *state;
    model_close(&s->model);
    buf_release(&s->said);
    strs_release(&s->batches);
    free(s);
    return 0;
}
