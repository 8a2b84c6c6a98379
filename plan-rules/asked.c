#include "plan-rules/asked.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "lib/model/wanted.h"

#include "plan-rules/diff/settle.h"
#include "plan-rules/world.h"

enum { PATIENT_TIMES = 10, LATER = 5 };

const struct asked *asked_find(const struct world *w, const char *subject)
{
    struct asked *found = NULL;
    HASH_FIND_STR(w->asked, subject, found);
    return found;
}

static struct asked *asked_get(struct world *w, const char *subject)
{
    struct asked *a = NULL;
    HASH_FIND_STR(w->asked, subject, a);
    if (a)
        return a;
    a = xcalloc(1, sizeof *a);
    a->subject = xstrdup(subject);
    HASH_ADD_KEYPTR(hh, w->asked, a->subject, strlen(a->subject), a);
    return a;
}

void asked_release(struct asked **all)
{
    struct asked *a, *next;
    HASH_ITER (hh, *all, a, next) {
        HASH_DEL(*all, a);
        strs_release(&a->ids);
        free(a->subject);
        free(a);
    }
}

int asked_fold_wanted(struct world *w, const struct event *e, struct err *err)
{
    struct wanted question = {0};
    if (wanted_decode(&question, e->data, err))
        return -1;
    own_str char *subject = wanted_subject(&question);
    struct asked *a = asked_get(w, subject);
    a->asked = event_clock(e);
    a->open = true;
    a->attempt = question.attempt;
    touched_add(&w->touched, TOUCHED_ASKED, subject);
    wanted_release(&question);
    return 0;
}

void asked_fold_answer(struct world *w, const struct event *e, const struct observed *seen)
{
    own_str char *subject = xasprintf("%s/%s", seen->service, seen->id);
    struct asked *a = asked_get(w, subject);
    struct strs ids = {0};
    if (strcmp(e->type, "aws.observed") == 0)
        strs_decode(&ids, json_get(seen->value, "Ids"));
    strs_sort_unique(&ids);
    a->news = !a->answered.us || !ids.count || !strs_equal(&a->ids, &ids);
    strs_release(&a->ids);
    a->ids = ids;
    a->found = ids.count > 0;
    a->open = false;
    a->answered = event_clock(e);
    touched_add(&w->touched, TOUCHED_ASKED, subject);
}

/* ---- times ---- */

int64_t asked_again_ms(const struct fleet *f, const struct asked *a)
{
    int64_t once = option_ms(f, "ask-again", 60 * 1000);
    return a->attempt < PATIENT_TIMES ? once : LATER * once;
}

int64_t asked_anew_ms(const struct fleet *f)
{
    return option_ms(f, "ask-anew", 60 * 60 * 1000);
}

int64_t asked_patience_ms(const struct fleet *f)
{
    return option_ms(f, "ask-patience", 30 * 1000);
}
