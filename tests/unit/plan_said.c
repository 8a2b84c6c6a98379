#include "tests/unit/plan_said.h"

#include <stdlib.h>

#include "lib/base/mem.h"
#include "lib/base/stage.h"

void stage_emit(struct stage *s, const struct stage_event *e)
{
    ARRAY_GROW(s->items, s->count, s->cap);
    s->items[s->count++] = (struct said){xstrdup(e->type), xstrdup(e->subject), xstrdup(e->data)};
}

void stage_print(struct stage *s, const char *line)
{
    (void)s, (void)line;
}

bool stage_in_pipe(const struct stage *s)
{
    (void)s;
    return false;
}

uint64_t stage_horizon(const struct stage *s)
{
    return s->horizon;
}

void stage_wake_at(struct stage *s, struct moment at)
{
    s->wake = at;
}

void said_clear(struct stage *s)
{
    for (size_t i = 0; i < s->count; i++) {
        free(s->items[i].type);
        free(s->items[i].subject);
        free(s->items[i].data);
    }
    free(s->items);
    *s = (struct stage){0};
}
