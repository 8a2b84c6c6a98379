#include "plan-rules/compile/ask.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "plan-rules/compile/build.h"

/* ---- who needs what ---- */

char *ask_subject(const struct ask *q)
{
    own_str char *rest = xasprintf("%s/%s", q->by, q->value);
    return observed_subject(q->service, q->resource, rest);
}

static struct ask_need *find_need(struct ask_needs *all, const char *subject, const char *stack)
{
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->items[i].subject, subject) == 0 && str_equal(all->items[i].stack, stack))
            return &all->items[i];
    return NULL;
}

struct ask_need *ask_needs_get(struct ask_needs *all, const char *stack, const struct ask *q)
{
    own_str char *subject = ask_subject(q);
    struct ask_need *n = find_need(all, subject, stack);
    if (n)
        return n;
    ARRAY_GROW(all->items, all->count, all->cap);
    n = &all->items[all->count++];
    *n = (struct ask_need){.subject = xstrdup(subject), .stack = xstrdup_or_null(stack)};
    n->question.service = xstrdup(q->service);
    n->question.resource = xstrdup(q->resource);
    n->question.by = xstrdup(q->by);
    n->question.value = xstrdup(q->value);
    return n;
}

static void note_need(struct ask_needs *all, const struct asker *who, const struct ask *q)
{
    struct ask_need *n = ask_needs_get(all, who->stack, q);
    if (who->cause && !strs_has(&n->question.because, who->cause))
        strs_add(&n->question.because, who->cause);
    if (who->changed.us > n->changed.us)
        n->changed = who->changed;
    n->lacking = n->lacking || q->missing;
    n->either = q->either;
}

static int by_subject(const void *a, const void *b)
{
    return strcmp(((const struct ask_need *)a)->subject, ((const struct ask_need *)b)->subject);
}

void ask_needs_sort(struct ask_needs *n)
{
    if (n->count)
        qsort(n->items, n->count, sizeof *n->items, by_subject);
}

bool ask_needs_equal(const struct ask_needs *a, const struct ask_needs *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = strcmp(a->items[i].subject, b->items[i].subject) == 0;
    return same;
}

void ask_need_release(struct ask_need *n)
{
    wanted_release(&n->question);
    free(n->subject);
    free(n->stack);
}

void ask_needs_release(struct ask_needs *n)
{
    for (size_t i = 0; i < n->count; i++)
        ask_need_release(&n->items[i]);
    free(n->items);
    *n = (struct ask_needs){0};
}

/* ---- the answer ---- */

/* What AWS did not have, before who needs it was changed, says nothing about him as he is now. */
static enum answer judge(const struct asked *a, const struct asker *who, const struct ask *q)
{
    if (!a || !a->answered.us)
        return ANSWER_WAITS;
    if (a->found && !q->missing)
        return ANSWER_FOUND;
    return who->changed.us > a->answered.us ? ANSWER_WAITS : ANSWER_NONE;
}

enum answer ask_for(struct compiler *c, const struct asker *who, const struct ask *q, const struct strs **ids)
{
    own_str char *subject = ask_subject(q);
    const struct asked *a = asked_find(c->world, subject);
    if (ids)
        *ids = a ? &a->ids : NULL;
    if (!c->world->whole_only && (!a || !a->answered.us || q->missing))
        return ANSWER_UNASKED;
    if (c->needs)
        note_need(c->needs, who, q);
    return judge(a, who, q);
}

struct asker ask_of_member(const struct member *m)
{
    return (struct asker){m->group, m->cause, m->changed};
}

struct asker ask_of_group(const struct build *b)
{
    struct asker last = {.stack = b->group};
    for (size_t i = 0; i < b->count; i++)
        if (!b->members[i]->out && (!last.cause || b->members[i]->changed.us > last.changed.us))
            last = ask_of_member(b->members[i]);
    return last;
}

/* ---- waiting ---- */

int ask_waits(struct fault *f, const char *field, const struct ask *q)
{
    own_str char *subject = ask_subject(q);
    fault_set(f, field, q->value,
              "AWS was asked for it ('%s') and has not answered yet: apply-aws must run, and its log names a right that it lacks", subject);
    snprintf(f->question, sizeof f->question, "%s", subject);
    return -1;
}
