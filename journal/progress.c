#include "journal/progress.h"

/* system */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

/* base */
#include "lib/base/moment.h"

enum { FIRST_MS = 1000, EVERY_MS = 200 };

void progress_begin(struct progress *p, const char *what, uint64_t total)
{
    *p = (struct progress){.what = what, .total = total, .began_ms = mono_ms(), .terminal = isatty(STDERR_FILENO)};
}

static void tell(struct progress *p, uint64_t done, int64_t now)
{
    char rest[64] = "";
    if (p->total && done && done <= p->total) {
        uint64_t left_ms = (uint64_t)((double)(now - p->began_ms) * (double)(p->total - done) / (double)done);
        snprintf(rest, sizeof rest, " of %" PRIu64 "  %" PRIu64 " %%  %" PRIu64 " s left", p->total, done * 100 / p->total,
                 (left_ms + 999) / 1000);
    }
    fprintf(stderr, "\r%s  %" PRIu64 "%s\033[K", p->what, done, rest);
    fflush(stderr);
    p->shown = true;
    p->told_ms = now;
}

void progress_at(struct progress *p, uint64_t done)
{
    if (!p->terminal)
        return;
    int64_t now = mono_ms();
    if (now - p->began_ms >= FIRST_MS && now - p->told_ms >= EVERY_MS)
        tell(p, done, now);
}

void progress_end(struct progress *p)
{
    if (p->shown)
        fputs("\r\033[K", stderr);
    p->shown = false;
}
