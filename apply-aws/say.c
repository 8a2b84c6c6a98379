/* WRITES of apply-aws. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"

#include "apply-aws/apply.h"

static void emit(struct apply *a, const char *type, const char *subject, const char *cause, const struct buf *data)
{
    if (a->settings.check) /* its lines are for a person */
        return;
    stage_emit(a->stage, &(struct stage_event){.type = type, .subject = subject, .causation = cause, .data = buf_str(data)});
}

void say_observed(struct apply *a, const char *cause, const struct observed *what, const char *value)
{
    own_buf data = {0};
    own_str char *subject = observed_subject(what->service, what->resource, what->id);
    observed_encode(&data, what->service, what->resource, what->id, value, what->asof);
    world_put(&a->world, what, value);
    emit(a, "aws.observed", subject, cause, &data);
}

void say_missing(struct apply *a, const char *cause, const struct observed *what)
{
    own_buf data = {0};
    own_str char *subject = observed_subject(what->service, what->resource, what->id);
    observed_encode(&data, what->service, what->resource, what->id, NULL, what->asof);
    emit(a, "aws.gone", subject, cause, &data);
    world_drop(&a->world, what->service, what->resource, what->id);
}

void say_gone(struct apply *a, const char *cause, const char *service, const char *resource, const char *id)
{
    say_missing(a, cause, &(struct observed){.service = service, .resource = resource, .id = id});
}

void say_budget(struct apply *a, const struct budget_report *r)
{
    own_buf data = {0};
    budget_report_encode(r, &data);
    emit(a, "budget.report", r->class, NULL, &data);
}

static bool same_health(const struct target_health *a, const struct target_health *b)
{
    return strcmp(a->state, b->state) == 0 && str_equal(a->reason, b->reason) && str_equal(a->zone, b->zone) &&
           str_equal(a->group_arn, b->group_arn);
}

void say_health(struct apply *a, const char *cause, const struct target_health *t)
{
    own_str char *subject = target_health_subject(t);
    struct target_health held;
    if (world_health(&a->world, t, &held) ? same_health(&held, t) : strcmp(t->state, "gone") == 0)
        return;
    own_buf data = {0};
    target_health_encode(t, &data);
    emit(a, "target.health", subject, cause, &data);
    world_put_health(&a->world, t);
}

void say_synced(struct apply *a, const char *account)
{
    own_buf data = {0};
    const char *region = aws_client_region(a->client);
    synced_encode(&data, account, region);
    emit(a, "aws.synced", region, NULL, &data);
    a->synced = true;
}

void say_call(struct apply *a, const struct call_result *r)
{
    own_buf data = {0};
    bool done = !r->error_code;
    const char *unit = NULL;
    for (struct pending *p = a->pending; p; p = p->next)
        if (str_equal(p->ref, r->batch))
            unit = p->batch.unit;
    call_result_encode(r, &data);
    emit(a, done ? "call.done" : "call.failed", unit, r->batch, &data);
    a->failed |= !done;
    if (!done)
        log_warn("call failed action=%s unit=%s code=%s: %s", r->action, unit ? unit : "", r->error_code, r->error ? r->error : "");
}

void say_batch_done(struct apply *a, const struct batch_result *r)
{
    own_buf data = {0};
    batch_result_encode(r, &data);
    emit(a, "batch.done", r->unit, r->batch, &data);
    a->failed |= strcmp(r->outcome, "done") != 0;
    if (strcmp(r->outcome, "done") != 0)
        log_warn("batch %s unit=%s batch=%s: %s", r->outcome, r->unit, r->batch, r->reason ? r->reason : "");
}
