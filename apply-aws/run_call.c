/* The life of one call: sent, looked after, repeated, done or failed. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"
#include "lib/aws/retry.h"

#include "apply-aws/check.h"
#include "apply-aws/effects.h"
#include "apply-aws/guard.h"
#include "apply-aws/health.h"
#include "apply-aws/provision.h"
#include "apply-aws/refs.h"
#include "apply-aws/run_inner.h"
#include "apply-aws/secrets.h"
#include "apply-aws/words.h"

enum {
    IN_USE_MS = 300000,  /* load balancers keep their groups' interfaces for minutes */
    FOLLOWER_MS = 30000, /* what was just made is not everywhere at once */
    PROVISION_MS = 600000,
    MOST_LOOKS = 3,
};

/* ---- how it ended ---- */

static void fill_result(struct call_result *to, const struct run_call *c)
{
    *to = (struct call_result){.batch = c->run->pending->ref,
                               .call = c->call->id,
                               .service = c->call->service,
                               .action = c->call->action,
                               .parameters = c->parameters ? c->parameters : c->call->parameters,
                               .request_id = c->request_id,
                               .attempts = c->attempts,
                               .because = c->call->because,
                               .duration_ms = c->begun_ms ? mono_ms() - c->begun_ms : 0};
}

static void leave(struct run_call *c, enum call_state state)
{
    c->state = state;
    loop_timer_remove(c->timer);
    c->timer = NULL;
    run_left(c);
}

/* answer is JSON text, or NULL where the thing to be removed was gone already. */
static void done(struct run_call *c, const char *answer)
{
    struct call_result result;
    own_json *tree = answer ? json_parse(answer, strlen(answer), NULL) : NULL;
    struct effect e = {.apply = c->run->apply,
                       .cause = c->run->pending->ref,
                       .service = c->call->service,
                       .action = c->call->action,
                       .parameters = c->tree,
                       .answer = tree};
    effects_say(&e);
    fill_result(&result, c);
    result.answer = e.made;
    say_call(c->run->apply, &result);
    free(e.made);
    c->run->incomplete |= e.incomplete;
    if (str_ends(c->call->action, "Targets"))
        health_soon(c->run->apply);
    if (strcmp(c->call->action, "CreateLoadBalancer") == 0 && !stage_in_pipe(c->run->apply->stage))
        provision_watch(c->run->apply);
    leave(c, CALL_DONE);
}

struct failure {
    const char *code, *text;
    bool maybe_done;
};

static void fail(struct run_call *c, const struct failure *f)
{
    struct call_result result;
    union {
        const char *in;
        char *out;
    } code = {f->code}, text = {f->text};
    fill_result(&result, c);
    result.error_code = code.out;
    result.error = text.out;
    result.maybe_done = f->maybe_done;
    say_call(c->run->apply, &result);
    if (!c->run->reason)
        c->run->reason = xasprintf("%s failed: %s: %s", c->call->action, f->code, f->text);
    c->run->failed = true;
    leave(c, CALL_FAILED);
}

/* ---- what an error means ---- */

static bool is_removing(const char *action)
{
    return str_starts(action, "Delete") || str_starts(action, "Deregister") || str_starts(action, "Remove") ||
           str_starts(action, "Disassociate");
}

static bool is_exists_already(const char *code)
{
    static const char *const codes[] = {
        "DuplicateLoadBalancerName", "DuplicateTargetGroupName",    "DuplicateListener",          "PriorityInUse",
        "InvalidGroup.Duplicate",    "InvalidPermission.Duplicate", "InvalidPermission.NotFound", "ResourceAlreadyExistsException",
        "DuplicateTrustStoreName"};
    for (size_t i = 0; i < COUNT_OF(codes); i++)
        if (strcmp(codes[i], code) == 0)
            return true;
    return false;
}

static bool is_in_use(const struct run_call *c, const char *code)
{
    bool deletes = strcmp(c->call->action, "DeleteTargetGroup") == 0 || strcmp(c->call->action, "DeleteSecurityGroup") == 0;
    return deletes && (strcmp(code, "ResourceInUse") == 0 || strcmp(code, "DependencyViolation") == 0);
}

/* A call that names what an earlier one of this batch made can come too soon. */
static bool is_too_soon(const struct run_call *c, const char *code)
{
    if (strcmp(code, "WAFUnavailableEntityException") == 0)
        return true; /* WAF does not know the load balancer yet */
    return retry_is_not_found(code) && c->call->needs.count && !is_removing(c->call->action);
}

/* Whether it comes again by itself. */
static bool back_off(struct run_call *c, int64_t limit_ms)
{
    int64_t passed = mono_ms() - c->begun_ms;
    int64_t wait = passed / 2 < 500 ? 500 : passed / 2 > 15000 ? 15000 : passed / 2;
    if (passed + wait > limit_ms)
        return false;
    c->state = CALL_BACKOFF;
    run_call_wake_in(c, wait);
    return true;
}

static void on_looked(void *context, const struct check_result *r)
{
    struct run_call *c = context;
    if (r->verdict == CHECK_THERE)
        done(c, r->answer);
    else if (r->verdict == CHECK_ABSENT && c->looks < MOST_LOOKS)
        run_call_send(c);
    else if (r->verdict == CHECK_ABSENT)
        fail(c, &(struct failure){"Unreachable", "no answer came, several times, and nothing was made", false});
    else
        fail(c, &(struct failure){r->verdict == CHECK_FOREIGN ? "Exists" : "Unknown", r->text, r->verdict == CHECK_UNKNOWN});
}

static void look(struct run_call *c)
{
    c->state = CALL_LOOKING;
    c->looks++;
    check_start(c->run->apply, c->call->action, c->parameters, on_looked, c);
}

static void fail_denied(struct run_call *c, const struct aws_result *r)
{
    const struct denied d = {c->call->service, c->call->action, c->parameters, r->code, r->message};
    own_str char *text = words_denied(&d);
    fail(c, &(struct failure){r->code, text + strlen(r->code) + 2, false});
}

/* Who finds fault with a parameter may repeat it. */
static const char *words_of(const struct run_call *c, const struct aws_result *r)
{
    bool may_repeat = strstr(r->code, "Validation") || strstr(r->code, "Invalid") || strstr(r->code, "Malformed");
    return may_repeat && secrets_are_named(c->parameters) ? "AWS's words are left out, as they may repeat what stands in a Secret"
                                                          : r->message;
}

static void on_answer(void *context, const struct aws_result *r)
{
    struct run_call *c = context;
    c->attempts += r->attempts;
    if (r->request_id)
        str_replace(&c->request_id, r->request_id);
    if (!r->code)
        done(c, r->answer);
    else if (is_removing(c->call->action) && retry_is_not_found(r->code))
        done(c, NULL);
    else if (retry_is_denied(r->code))
        fail_denied(c, r);
    else if ((r->maybe_done || is_exists_already(r->code)) && check_can(c->call->action) && c->looks < MOST_LOOKS)
        look(c);
    else if (is_in_use(c, r->code) && back_off(c, IN_USE_MS))
        log_info("still in use, comes again action=%s: %s", c->call->action, r->message);
    else if (!(is_too_soon(c, r->code) && back_off(c, FOLLOWER_MS)))
        fail(c, &(struct failure){r->code, words_of(c, r), r->maybe_done});
}

/* ---- the sending ---- */

static void send(struct run_call *c, const struct aws_request *parameters)
{
    struct aws_request r = *parameters;
    r.service = c->call->service;
    r.action = c->call->action;
    aws_call(c->run->apply->client, &r, on_answer, c);
}

static void on_secrets(void *context, const char *filled, const struct err *err)
{
    struct run_call *c = context;
    c->secrets = NULL;
    if (err)
        fail(c, &(struct failure){"NoSecret", err->text, false});
    else
        send(c, &(struct aws_request){.parameters = filled});
}

/* An earlier batch of another unit may be about to make what the reference names. */
static bool has_earlier_batch(const struct run_call *c)
{
    return c->run->apply->pending != c->run->pending;
}

/* A load balancer that is not active yet is looked at by provision.c; anything else that stands against it ends the call. */
static bool may_go(struct run_call *c)
{
    struct guard why = {0};
    enum guard_verdict verdict = guard_judge(c->run->apply, c->call->action, c->tree, &why);
    if (verdict == GUARD_WAIT) {
        provision_watch(c->run->apply);
        if (!back_off(c, PROVISION_MS))
            fail(c, &(struct failure){"Provisioning", "the load balancer has not become active in ten minutes", false});
    }
    if (verdict == GUARD_REFUSE)
        fail(c, &(struct failure){why.code, why.text, false});
    if (verdict == GUARD_GONE)
        done(c, NULL);
    free(why.text);
    return verdict == GUARD_GO;
}

static void go(struct run_call *c)
{
    if (secrets_are_named(c->parameters))
        c->secrets = secrets_fill(c->run->apply, c->parameters, on_secrets, c);
    else
        send(c, &(struct aws_request){.tree = c->tree});
}

static int resolve(struct run_call *c, struct err *err)
{
    if (!c->parameters)
        c->parameters = refs_resolve(&c->run->apply->world, c->call->parameters, err);
    if (c->parameters && !c->tree)
        c->tree = json_parse(c->parameters, strlen(c->parameters), err);
    return c->tree ? 0 : -1;
}

void run_call_send(struct run_call *c)
{
    struct err err = {0};
    if (!c->begun_ms)
        c->begun_ms = mono_ms();
    c->state = CALL_SENT;
    bool resolved = resolve(c, &err) == 0;
    if (!resolved && has_earlier_batch(c) && back_off(c, IN_USE_MS))
        return;
    if (!resolved)
        fail(c, &(struct failure){"BadReference", err.text, false});
    else if (may_go(c))
        go(c);
}

void run_call_release(struct run_call *c)
{
    loop_timer_remove(c->timer);
    secrets_cancel(c->secrets);
    free(c->followers);
    free(c->parameters);
    json_free(c->tree);
    free(c->request_id);
}
