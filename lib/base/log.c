#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/log.h"

static struct {
    const char *name;
    enum log_level quietest;
    bool journald;
} log_state = {.name = "headgate", .quietest = LOG_LEVEL_INFO};

void log_open(const char *name, enum log_level quietest)
{
    log_state.name = name;
    log_state.quietest = quietest;
    log_state.journald = getenv("JOURNAL_STREAM") && !isatty(STDERR_FILENO);
}

void log_at(enum log_level level, const char *fmt, ...)
{
    if (level > log_state.quietest)
        return;
    char line[4096];
    va_list args;
    va_start(args, fmt);
    vsnprintf(line, sizeof line, fmt, args);
    va_end(args);
    for (char *c = line; (c = strchr(c, '\n'));)
        *c = ' ';
    if (log_state.journald)
        fprintf(stderr, "<%d>%s: %s\n", (int)level, log_state.name, line);
    else
        fprintf(stderr, "%s: %s\n", log_state.name, line);
}
