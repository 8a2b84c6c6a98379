#include "report-k8s/tell.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "lib/kube/kube.h"

#include "report-k8s/trickle.h"
#include "report-k8s/say.h"

enum { AT_ONCE = 8, TOTAL_MS = 30 * 1000, FIRST_MS = 1000, MOST_MS = 5 * 60 * 1000 };

struct task { /* one note, by its key */
    char *key;
    struct teller *teller;
    struct note note;             /* as it was sent; owned */
    struct kube_request *request; /* NULL: put off, until due */
    int failures;
    int64_t due; /* mono_ms */
    char *error; /* the newest, as it was reported */
    bool wanted; /* stands in the newest notes */
    bool told;   /* done, and the journal has not given it back yet */
    UT_hash_handle hh;
};

struct teller {
    struct stage *stage;
    struct kube *kube;
    struct task *tasks;
    int under_way;
    struct trickle *trickle; /* of Events */
    bool failed;
    struct loop_timer *timer;
    void (*due)(void *context);
    void *context;
};

/* ---- tasks ---- */

static void task_drop(struct task *t)
{
    HASH_DEL(t->teller->tasks, t);
    if (t->request) {
        kube_cancel(t->request);
        t->teller->under_way--;
    }
    note_release(&t->note);
    free(t->key);
    free(t->error);
    free(t);
}

static struct note note_copy(const struct note *n)
{
    const struct report *r = &n->report;
    return (struct note){
        .report = {.cluster = xstrdup(r->cluster),
                   .kind = xstrdup(r->kind),
                   .namespace = xstrdup(r->namespace),
                   .name = xstrdup(r->name),
                   .uid = xstrdup_or_null(r->uid),
                   .what = xstrdup(r->what),
                   .value = xstrdup(r->value)},
        .key = xstrdup(n->key),
        .cause = xstrdup_or_null(n->cause),
        .before = xstrdup_or_null(n->before),
        .times = n->times,
    };
}

/* ---- what came of it ---- */

static void report(struct task *t, const char *type)
{
    own_buf data = {0};
    report_encode(&t->note.report, &data);
    stage_emit(t->teller->stage,
               &(struct stage_event){.type = type, .subject = t->key, .causation = t->note.cause, .data = buf_str(&data)});
}

static bool is_event(const struct note *n)
{
    return str_starts(n->report.what, "event/");
}

/* The object is gone, or another pod of its name stands there; or this very Event is there already. A plain conflict is none of
 * these: it is tried again. */
static bool is_settled(const struct task *t, const struct kube_end *end)
{
    bool pod = strcmp(t->note.report.kind, "Pod") == 0 && !is_event(&t->note);
    bool refused = end->status == 409 || end->status == 422;
    return end->status == 404 || (end->status == 409 && is_event(&t->note)) ||
           (pod && refused && (strstr(end->err.text, "metadata.uid") || strstr(end->err.text, "UID in precondition")));
}

static int64_t put_off_ms(const struct task *t, const struct kube_end *end)
{
    int64_t wait = FIRST_MS;
    for (int i = 1; i < t->failures && wait < MOST_MS; i++)
        wait *= 2;
    if (end->err.kind == ERR_CONFIG) /* rights and credentials do not come in seconds */
        wait = wait < 60 * 1000 ? 60 * 1000 : wait;
    if (end->retry_after_ms > wait)
        wait = end->retry_after_ms;
    return wait < MOST_MS ? wait : MOST_MS;
}

static void failed(struct task *t, const struct kube_end *end)
{
    t->teller->failed = true;
    t->failures++;
    t->due = mono_ms() + put_off_ms(t, end);
    if (!str_equal(t->error, end->err.text)) {
        str_replace(&t->error, end->err.text);
        t->note.report.error = xstrdup(end->err.text);
        report(t, "report.failed");
        log_warn("could not be told, and is put off: %s what=%s", end->err.text, t->key);
    }
}

static void on_due(void *context)
{
    struct teller *t = context;
    t->due(t->context);
}

/* The next round begins with what is due first. */
static void set_timer(struct teller *t)
{
    int64_t first = -1, now = mono_ms();
    for (const struct task *k = t->tasks; k; k = k->hh.next)
        if (!k->request && !k->told && (first < 0 || k->due < first))
            first = k->due;
    loop_timer_in(t->timer, first < 0 ? -1 : first > now ? first - now : 0);
}

static void send_task(struct task *t);

/* An Event that was to be counted up has expired: it is a first one again. */
static bool is_over(const struct task *t, const struct kube_end *end)
{
    return end->status == 404 && is_event(&t->note) && t->note.times > 1;
}

static void on_done(void *context, const struct kube_end *end)
{
    struct task *t = context;
    struct teller *teller = t->teller;
    t->request = NULL;
    teller->under_way--;
    if (is_over(t, end)) {
        t->note.times = 1;
        send_task(t);
        return;
    }
    t->told = !end->err.kind || is_settled(t, end);
    if (!t->told)
        failed(t, end);
    else
        report(t, "report.done");
    set_timer(teller);
    if (t->told) /* there may be more to tell */
        loop_timer_in(teller->timer, 0);
}

/* The answer's body is of no interest. */
static int on_data(void *context, const char *bytes, size_t len, struct err *err)
{
    (void)context;
    (void)bytes;
    (void)len;
    (void)err;
    return 0;
}

/* ---- sending ---- */

static const struct kube_handlers handlers = {.data = on_data, .done = on_done};

static void send_task(struct task *t)
{
    struct saying s;
    struct kube_end end = {.retry_after_ms = -1};
    saying_make(&s, &t->note, moment_now());
    const struct kube_call call = {.path = s.path,
                                   .verb = s.verb,
                                   .resource = s.resource,
                                   .total_ms = TOTAL_MS,
                                   .idle_ms = TOTAL_MS,
                                   .body = s.body,
                                   .patch = s.patch};
    t->request = kube_get(t->teller->kube, &call, &handlers, t, &end.err);
    saying_release(&s);
    if (t->request)
        t->teller->under_way++;
    else
        failed(t, &end);
}

static struct task *task_for(struct teller *teller, const struct note *n)
{
    struct task *t = NULL;
    HASH_FIND_STR(teller->tasks, n->key, t);
    if (t)
        return t;
    t = xcalloc(1, sizeof *t);
    *t = (struct task){.key = xstrdup(n->key), .teller = teller, .note = note_copy(n)};
    HASH_ADD_KEYPTR(hh, teller->tasks, t->key, strlen(t->key), t);
    return t;
}

/* An Event is put off where there have been many; the newest words are sent then. */
static bool is_paced(struct task *t)
{
    const struct report *r = &t->note.report;
    if (!is_event(&t->note))
        return false;
    own_str char *object = xasprintf("%s/%s/%s", r->kind, r->namespace, r->name);
    int64_t now = mono_ms(), wait = trickle_take(t->teller->trickle, object, now);
    t->due = now + wait;
    return wait > 0;
}

static void consider(struct teller *teller, const struct note *n)
{
    struct task *t = task_for(teller, n);
    t->wanted = true;
    if (t->request)
        return;
    if (!str_equal(t->note.report.value, n->report.value) || !str_equal(t->note.report.uid, n->report.uid)) { /* news: not put off */
        note_release(&t->note);
        t->note = note_copy(n);
        t->due = 0;
        t->told = false;
    }
    if (!t->told && t->due <= mono_ms() && teller->under_way < AT_ONCE && !is_paced(t))
        send_task(t);
}

void teller_tell(struct teller *teller, const struct notes *n)
{
    struct task *t, *next;
    for (t = teller->tasks; t; t = t->hh.next)
        t->wanted = false;
    for (size_t i = 0; i < n->count; i++)
        consider(teller, &n->items[i]);
    HASH_ITER (hh, teller->tasks, t, next)
        if (!t->wanted && !t->request)
            task_drop(t);
    if (teller->under_way < AT_ONCE)
        set_timer(teller);
}

/* ---- life ---- */

struct teller *teller_new(struct stage *s, struct kube_access *access)
{
    struct teller *t = xcalloc(1, sizeof *t);
    t->stage = s;
    t->kube = kube_new(stage_loop(s), access, "headgate-report-k8s/" HEADGATE_VERSION);
    t->timer = loop_timer_add(stage_loop(s), on_due, t);
    t->trickle = trickle_new();
    return t;
}

void teller_free(struct teller *t)
{
    struct task *task, *next;
    if (!t)
        return;
    HASH_ITER (hh, t->tasks, task, next)
        task_drop(task);
    kube_free(t->kube);
    loop_timer_remove(t->timer);
    trickle_free(t->trickle);
    free(t);
}

bool teller_idle(const struct teller *t)
{
    return !t->under_way;
}

bool teller_failed(const struct teller *t)
{
    return t->failed;
}

void teller_on_due(struct teller *t, void (*due)(void *context), void *context)
{
    t->due = due;
    t->context = context;
}
