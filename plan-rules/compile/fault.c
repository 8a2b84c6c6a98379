#include "plan-rules/compile/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Copies what fits, never half a UTF-8 character. */
static void copy_cut(char *to, size_t size, const char *from)
{
    size_t len = strlen(from);
    if (len >= size) {
        len = size - 1;
        while (len && ((unsigned char)from[len] & 0xC0) == 0x80)
            len--;
    }
    memcpy(to, from, len);
    to[len] = '\0';
}

int fault_set(struct fault *f, const char *field, const char *value, const char *fmt, ...)
{
    char reason[4096];
    va_list args;
    va_start(args, fmt);
    vsnprintf(reason, sizeof reason, fmt, args);
    va_end(args);
    f->question[0] = '\0';
    copy_cut(f->field, sizeof f->field, field ? field : "");
    copy_cut(f->value, sizeof f->value, value ? value : "");
    copy_cut(f->reason, sizeof f->reason, reason);
    return -1;
}
