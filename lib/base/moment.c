#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "lib/base/err.h"
#include "lib/base/moment.h"

struct moment moment_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (struct moment){(int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000};
}

int64_t mono_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

char *moment_format(struct moment m, char text[MOMENT_TEXT])
{
    int64_t us = m.us % 1000000;
    time_t seconds = (time_t)(m.us / 1000000);
    if (us < 0) {
        us += 1000000;
        seconds--;
    }
    struct tm tm;
    gmtime_r(&seconds, &tm);
    size_t len = strftime(text, MOMENT_TEXT, "%Y-%m-%dT%H:%M:%S", &tm);
    snprintf(text + len, MOMENT_TEXT - len, ".%06dZ", (int)us);
    return text;
}

/* Exactly `count` digits at *at. */
static int digits(const char **at, int count, int *value)
{
    *value = 0;
    for (int i = 0; i < count; i++, (*at)++) {
        if (!isdigit((unsigned char)**at))
            return -1;
        *value = *value * 10 + (**at - '0');
    }
    return 0;
}

static int expect(const char **at, char c)
{
    if (toupper((unsigned char)**at) != c)
        return -1;
    (*at)++;
    return 0;
}

static int64_t fraction_us(const char **at)
{
    int64_t us = 0, unit = 100000;
    if (**at != '.')
        return 0;
    for ((*at)++; isdigit((unsigned char)**at); (*at)++, unit /= 10)
        us += unit * (**at - '0');
    return us;
}

static int offset_s(const char **at, int *seconds)
{
    int hours, minutes, sign = **at == '-' ? -1 : 1;
    *seconds = 0;
    if (expect(at, 'Z') == 0)
        return 0;
    if (**at != '+' && **at != '-')
        return -1;
    (*at)++;
    if (digits(at, 2, &hours) || expect(at, ':') || digits(at, 2, &minutes))
        return -1;
    *seconds = sign * (hours * 3600 + minutes * 60);
    return 0;
}

static int date_and_time(const char **at, struct tm *tm)
{
    if (digits(at, 4, &tm->tm_year) || expect(at, '-') || digits(at, 2, &tm->tm_mon) || expect(at, '-') || digits(at, 2, &tm->tm_mday))
        return -1;
    if (expect(at, 'T') || digits(at, 2, &tm->tm_hour) || expect(at, ':') || digits(at, 2, &tm->tm_min) || expect(at, ':') ||
        digits(at, 2, &tm->tm_sec))
        return -1;
    if (tm->tm_mon < 1 || tm->tm_mon > 12 || tm->tm_mday < 1 || tm->tm_mday > 31 || tm->tm_hour > 23 || tm->tm_min > 59 || tm->tm_sec > 60)
        return -1;
    tm->tm_year -= 1900;
    tm->tm_mon -= 1;
    return 0;
}

int moment_parse(struct moment *m, const char *text, struct err *err)
{
    struct tm tm = {0};
    const char *at = text;
    int offset;
    if (date_and_time(&at, &tm) < 0)
        return err_set(err, ERR_INPUT, "'%s' is no RFC 3339 time", text);
    int64_t us = fraction_us(&at);
    if (offset_s(&at, &offset) < 0 || *at)
        return err_set(err, ERR_INPUT, "'%s' is no RFC 3339 time", text);
    m->us = ((int64_t)timegm(&tm) - offset) * 1000000 + us;
    return 0;
}

struct moment moment_add_ms(struct moment m, int64_t ms)
{
    return (struct moment){m.us + ms * 1000};
}

int duration_parse(int64_t *ms, const char *text, struct err *err)
{
    static const struct {
        const char *unit;
        int64_t ms;
    } units[] = {{"", 1000}, {"s", 1000}, {"ms", 1}, {"m", 60000}, {"h", 3600000}};
    char *end;
    long long n = strtoll(text, &end, 10);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (isdigit((unsigned char)*text) && strcmp(end, units[i].unit) == 0 && n <= INT64_MAX / 3600000) {
            *ms = n * units[i].ms;
            return 0;
        }
    return err_set(err, ERR_CONFIG, "'%s' is no duration; write a number and ms, s, m or h", text);
}
