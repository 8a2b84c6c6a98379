/* The doors of each part (diff/doors.h): which of them an event concerns. */
#include "plan-rules/memo_inner.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

void memo_doors_stale(struct part *p)
{
    for (size_t i = 0; i < p->doors_count; i++)
        door_release(&p->doors[i]);
    free(p->doors);
    p->doors = NULL;
    p->doors_count = 0;
    p->doors_made = false;
}

void memo_doors_drop(struct part *p)
{
    memo_doors_stale(p);
    door_rules_release(&p->doors_want);
}

static bool is_said(const struct world *w, const char *word)
{
    struct touched_word *found = NULL;
    HASH_FIND_STR(w->touched.words[TOUCHED_DOORS], word, found);
    return found != NULL;
}

bool memo_only_rules(const struct world *w, const char *kind, const char *id)
{
    own_str char *rules = xasprintf("rules %s", id), *group = xasprintf("group %s", id);
    return strcmp(kind, "ec2/securitygroup") == 0 && is_said(w, rules) && !is_said(w, group);
}

void memo_touch_doors(struct memo *m, const struct world *w)
{
    struct memo_doors *d = &m->doors;
    d->all = d->all || is_said(w, "all");
    d->asked = d->asked || is_said(w, "asked");
    d->dirty = d->dirty || w->touched.words[TOUCHED_DOORS] || (d->waits && w->touched.words[TOUCHED_HEALTH]);
    touched_each(subject, &w->touched, TOUCHED_ASKED) if (str_starts(subject->text, "ec2/")) d->asked = d->dirty = true;
    touched_each(unit, &w->touched, TOUCHED_UNIT) d->dirty = d->dirty || str_starts(unit->text, "targetsecurity/");
}
