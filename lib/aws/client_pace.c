/* The budgets of calls: ELBv2's by AWS's own buckets, the others free until AWS refuses. */
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/moment.h"
#include "lib/aws/client_inner.h"

enum { OTHERS_PER_S = 10, OTHERS_BURST = 20, PASS_MS = 50 };

static bool is_elb(const struct aws_call *call)
{
    return call->service == &service_elbv2;
}

void client_pace_init(struct aws_client *c, const struct aws_settings *settings)
{
    for (size_t i = 0; i < BUDGET_CLASSES; i++) {
        double full = budget_buckets[i].per_minute / 60.0;
        c->budgets[i] = pace_of(settings->rate > 0 ? full : 0, budget_counted_on(budget_buckets[i].burst), full);
    }
    if (settings->rate > 0)
        c->budgets[BUDGET_ACCOUNT] = pace_of(settings->rate, budget_counted_on(settings->burst), settings->rate);
    for (size_t i = 0; i < SERVICES; i++)
        c->others[i] = pace_of(0, OTHERS_BURST, OTHERS_PER_S);
}

void aws_client_set_budget(struct aws_client *c, const struct budget_numbers *n)
{
    for (size_t i = 0; i < BUDGET_CLASSES; i++) {
        double full = n->of[i].per_minute / 60.0;
        pace_set(&c->budgets[i], n->off ? 0 : full, budget_counted_on(n->of[i].burst), full);
    }
}

static struct pace *own_pace(struct aws_call *call)
{
    return is_elb(call) ? &call->client->budgets[budget_class_of(call->action)] : &call->client->others[service_index(call->service)];
}

int64_t client_pace_ms(struct aws_call *call)
{
    struct pace *own = own_pace(call);
    if (call->attempts || budget_class_of(call->action) == BUDGET_READS)
        own->extra++;
    return pace_take(own, mono_ms());
}

int64_t client_pace_account_ms(struct aws_call *call)
{
    return is_elb(call) ? pace_take(&call->client->budgets[BUDGET_ACCOUNT], mono_ms()) : 0;
}

/* Under way, and neither sent for the first time nor waiting for credentials: AWS has refused it for its rate, or it has no token yet. */
static bool waits_to_leave(const struct aws_call *call)
{
    return strcmp(call->action, "DeregisterTargets") == 0 && !call->waiting && (!call->request || call->attempts > 1);
}

bool client_pace_lets_pass(struct aws_call *call)
{
    struct aws_call *first = NULL;
    bool any = false;
    if (strcmp(call->action, "RegisterTargets") != 0)
        return false;
    for (struct aws_call *c = call->client->calls; c; c = c->next)
        if (waits_to_leave(c)) {
            first = c->request ? first : c; /* the oldest stands last */
            any = true;
        }
    if (first) {
        int64_t due_ms = first->due_ms;
        call_due_at(first, mono_ms());
        call_due_at(call, due_ms);
    } else if (any) {
        loop_timer_in(call->timer, PASS_MS);
    }
    return any;
}

void client_pace_refused(struct aws_call *call)
{
    pace_refused(own_pace(call), mono_ms());
    if (is_elb(call) && call->client->slowed)
        call->client->slowed(call->client->slowed_context);
}

struct aws_budget aws_client_budget(struct aws_client *c, enum budget_class which)
{
    struct pace *p = &c->budgets[which];
    int64_t now = mono_ms();
    struct aws_budget b = {
        .rate = pace_rate(p, now), .full = p->full, .lowered = pace_is_lowered(p, now), .throttled = p->throttled, .extra = p->extra};
    p->throttled = p->extra = 0;
    return b;
}

void aws_client_on_slowed(struct aws_client *c, aws_slowed_fn *slowed, void *context)
{
    c->slowed = slowed;
    c->slowed_context = context;
}
