#include <stdarg.h>
#include <stdio.h>

#include "lib/base/err.h"

int err_set(struct err *err, enum err_kind kind, const char *fmt, ...)
{
    if (!err)
        return -1;
    err->kind = kind;
    va_list args;
    va_start(args, fmt);
    vsnprintf(err->text, sizeof err->text, fmt, args);
    va_end(args);
    return -1;
}

int err_wrap(struct err *err, const char *fmt, ...)
{
    if (!err)
        return -1;
    struct err inner = *err;
    va_list args;
    va_start(args, fmt);
    int len = vsnprintf(err->text, sizeof err->text, fmt, args);
    va_end(args);
    size_t used = len < 0 ? 0 : (size_t)len;
    if (used < sizeof err->text && snprintf(err->text + used, sizeof err->text - used, ": %s", inner.text) < 0)
        err->text[used] = '\0';
    return -1;
}

int err_exit_code(const struct err *err)
{
    if (err->kind == ERR_NONE)
        return EXIT_DONE;
    return err->kind == ERR_AGAIN ? EXIT_AGAIN : EXIT_ACT;
}
