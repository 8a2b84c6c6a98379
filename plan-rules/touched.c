#include "plan-rules/touched.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

void touched_add(struct touched *t, enum touched_kind kind, const char *text)
{
    struct touched_word *w = NULL;
    HASH_FIND_STR(t->words[kind], text, w);
    if (w || t->all)
        return;
    w = xcalloc(1, sizeof *w);
    w->text = xstrdup(text);
    HASH_ADD_KEYPTR(hh, t->words[kind], w->text, strlen(w->text), w);
}

/* Whether a target's endpoint has ended is known by its address alone, which several backends may share. */
void touched_trace(struct touched *t, const struct event *e)
{
    const char *slash = e->subject ? strrchr(e->subject, '/') : NULL;
    bool gone = strcmp(e->type, "target.health") == 0 && str_equal(json_str(json_get(e->data, "state")), "gone");
    if (slash && (gone || str_starts(e->type, "podinfo.")))
        touched_add(t, TOUCHED_TRACE, slash + 1);
}

void touched_clear(struct touched *t)
{
    for (int k = 0; k < TOUCHED_KINDS; k++) {
        struct touched_word *w, *next;
        HASH_ITER (hh, t->words[k], w, next) {
            HASH_DEL(t->words[k], w);
            free(w->text);
            free(w);
        }
    }
    t->all = false;
}
