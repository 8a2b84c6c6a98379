/* Points in time. A moment is wall time in microseconds since 1970 (UTC); zero is "never set".
 * Intervals inside one process use the monotonic milliseconds of mono_ms. */
#ifndef BASE_MOMENT_H
#define BASE_MOMENT_H

#include <stdint.h>

struct err;

struct moment {
    int64_t us;
};

enum { MOMENT_TEXT = 28 }; /* "2026-11-22T08:26:09.123456Z" and its NUL */

struct moment moment_now(void);
/* Exactly six fraction digits, UTC. Returns text. */
char *moment_format(struct moment m, char text[MOMENT_TEXT]);
/* RFC 3339 with any fraction and any offset. ERR_INPUT otherwise. */
int moment_parse(struct moment *m, const char *text, struct err *err);
struct moment moment_add_ms(struct moment m, int64_t ms);

int64_t mono_ms(void);

/* "30s", "5m", "2h", "30d", "500ms" or plain seconds, as milliseconds. ERR_CONFIG otherwise. */
int duration_parse(int64_t *ms, const char *text, struct err *err);

#endif
