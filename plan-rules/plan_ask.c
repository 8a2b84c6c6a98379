/* What must be known of AWS and was not asked, or not for long: aws.wanted. Each question once, and not again while it is open. */
#include "plan-rules/plan_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "plan-rules/desired.h"

enum { HASTE_MS = 10 * 1000 };

/* ---- when a question is due ---- */

static bool in_vain(const struct ask_need *n, const struct asked *a)
{
    return n->lacking || (!a->found && !n->either);
}

/* Zero: it is open, and its answer is told. */
static struct moment due_at(const struct planner *p, const struct ask_need *n, const struct asked *a)
{
    const struct fleet *f = &p->world->fleet;
    bool changed = a && n->changed.us > a->answered.us;
    if (!a || (!a->open && !a->answered.us))
        return p->world->now;
    if (a->open)
        return (struct moment){0};
    if (in_vain(n, a))
        return changed ? p->world->now : moment_add_ms(a->answered, asked_again_ms(f, a));
    return moment_add_ms(a->answered, changed ? asked_again_ms(f, a) : asked_anew_ms(f));
}

/* So many answers in a row did not help, as long as nobody who needs it has changed. */
static int attempt_of(const struct ask_need *n, const struct asked *a)
{
    return a && a->answered.us && in_vain(n, a) && n->changed.us <= a->answered.us ? a->attempt + 1 : 0;
}

/* ---- asking ---- */

static int by_subject(const void *a, const void *b)
{
    return strcmp((*(const struct ask_need *const *)a)->subject, (*(const struct ask_need *const *)b)->subject);
}

/* One question that several need: all causes, and the newest of the changes. */
static void say_wanted(struct planner *p, const struct ask_need *const *same, size_t count)
{
    struct wanted question = same[0]->question;
    const struct asked *a = asked_find(p->world, same[0]->subject);
    own_buf data = {0};
    question.because = (struct strs){0};
    question.horizon = (int64_t)stage_horizon(p->stage);
    question.attempt = attempt_of(same[0], a);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < same[i]->question.because.count; k++)
            strs_add(&question.because, same[i]->question.because.items[k]);
    for (size_t i = 1; i < count; i++)
        question.attempt = attempt_of(same[i], a) < question.attempt ? attempt_of(same[i], a) : question.attempt;
    strs_sort_unique(&question.because);
    wanted_encode(&question, &data);
    stage_emit(p->stage, &(struct stage_event){
                             .type = "aws.wanted",
                             .subject = same[0]->subject,
                             .causation = question.because.count ? question.because.items[0] : NULL,
                             .data = buf_str(&data),
                         });
    strs_release(&question.because);
}

struct due {
    const struct ask_need **items;
    size_t count, cap;
};

static void gather(struct planner *p, const struct ask_needs *needs, struct due *due)
{
    for (size_t i = 0; i < needs->count; i++) {
        const struct ask_need *n = &needs->items[i];
        struct moment at = due_at(p, n, asked_find(p->world, n->subject));
        if (!at.us)
            continue;
        if (at.us > p->world->now.us) {
            settle_earlier(&p->memo->ask_due, at);
            continue;
        }
        ARRAY_GROW(due->items, due->count, due->cap);
        due->items[due->count++] = n;
    }
}

/* All that is needed: of what is compiled, of what stands before a load balancer, of the security groups before targets. */
static void gather_all(struct planner *p, struct due *due)
{
    const struct memo *m = p->memo;
    for (size_t i = 0; i < m->count; i++) {
        gather(p, &m->order[i]->rejected.needs, due);
        gather(p, &m->order[i]->guards, due);
        for (size_t k = 0; k < m->order[i]->doors_count; k++)
            gather(p, &m->order[i]->doors[k].needs, due);
    }
    gather(p, &m->doors.needs, due);
}

static void say_all(struct planner *p, struct due *due)
{
    size_t end;
    if (due->count)
        qsort(due->items, due->count, sizeof *due->items, by_subject);
    for (size_t i = 0; i < due->count; i = end) {
        for (end = i + 1; end < due->count && strcmp(due->items[end]->subject, due->items[i]->subject) == 0;)
            end++;
        say_wanted(p, due->items + i, end - i);
    }
}

/* ---- who waits in vain ---- */

/* The question that it waits for was asked, and is not answered: since when; zero: it does not wait. */
static struct moment waits_since(const struct planner *p, const struct rejected *r)
{
    const struct asked *a = r->question ? asked_find(p->world, r->question) : NULL;
    return a && a->open ? a->asked : (struct moment){0};
}

static void tell_overdue(struct planner *p, const struct part *part)
{
    struct rejections overdue = {0};
    for (size_t i = 0; i < part->rejected.count; i++) {
        struct moment since = waits_since(p, &part->rejected.items[i]);
        struct moment end = moment_add_ms(since, asked_patience_ms(&p->world->fleet));
        if (!since.us)
            continue;
        if (end.us > p->world->now.us) {
            settle_earlier(&p->memo->ask_due, end);
            continue;
        }
        ARRAY_GROW(overdue.items, overdue.count, overdue.cap);
        overdue.items[overdue.count] = part->rejected.items[i];
        overdue.items[overdue.count++].question = NULL;
    }
    rejections_emit(p->world, &overdue, p->stage);
    free(overdue.items);
}

/* A load balancer that is not there yet may become another one by what a member says that still waits. */
bool plan_asks_first(struct planner *p, const struct stack *s)
{
    const struct part *part = memo_part(p->memo, s->id);
    bool waits = false;
    if (p->in_pipe || !part || !s->has_load_balancer || diff_find_balancer(p->aws, s))
        return false;
    for (size_t i = 0; i < part->rejected.count; i++) {
        const struct rejected *r = &part->rejected.items[i];
        struct moment since = waits_since(p, r), end = moment_add_ms(since, HASTE_MS);
        bool hastes = r->question && (!since.us || end.us > p->world->now.us); /* zero: it is asked in this very look */
        waits = waits || hastes;
        if (hastes && since.us)
            settle_earlier(&p->wake, end);
    }
    return waits;
}

void plan_ask(struct planner *p)
{
    struct memo *m = p->memo;
    struct due due = {0};
    bool is_due = m->ask_due.us && m->ask_due.us <= p->world->now.us;
    if (p->in_pipe || p->shown)
        return;
    if (m->asks || is_due) {
        m->asks = false;
        m->ask_due = (struct moment){0};
        gather_all(p, &due);
        for (size_t i = 0; i < m->count; i++)
            tell_overdue(p, m->order[i]);
        say_all(p, &due);
        free(due.items);
    }
    settle_earlier(&p->wake, m->ask_due);
}
