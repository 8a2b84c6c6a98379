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

/* ---- the calendar: days since 1970-01-01, years that begin in March so that the leap day is the last ---- */

enum { DAYS_400Y = 146097, DAYS_TO_EPOCH = 719468 /* from 0000-03-01 */ };

static int64_t days_of(int64_t year, int month, int day)
{
    year -= month <= 2;
    int64_t era = (year >= 0 ? year : year - 399) / 400;
    int64_t of_era = year - era * 400;
    int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * DAYS_400Y + of_era * 365 + of_era / 4 - of_era / 100 + of_year - DAYS_TO_EPOCH;
}

static void date_of(int64_t days, int64_t *year, int *month, int *day)
{
    days += DAYS_TO_EPOCH;
    int64_t era = (days >= 0 ? days : days - DAYS_400Y + 1) / DAYS_400Y;
    int64_t of_era = days - era * DAYS_400Y;
    int64_t years = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int64_t of_year = of_era - (365 * years + years / 4 - years / 100);
    int64_t month_of = (5 * of_year + 2) / 153;
    *day = (int)(of_year - (153 * month_of + 2) / 5 + 1);
    *month = (int)(month_of < 10 ? month_of + 3 : month_of - 9);
    *year = years + era * 400 + (*month <= 2);
}

static void put_digits(char *to, int count, int64_t value)
{
    for (; count-- > 0; value /= 10)
        to[count] = (char)('0' + value % 10);
}

enum { DAY_S = 86400 };

/* Years 0000 to 9999: what lies outside is cut to them. */
char *moment_format(struct moment m, char text[MOMENT_TEXT])
{
    int64_t year, us = m.us % 1000000, seconds = m.us / 1000000;
    int month, day;
    if (us < 0) {
        us += 1000000;
        seconds--;
    }
    int64_t of_day = (seconds % DAY_S + DAY_S) % DAY_S;
    date_of((seconds - of_day) / DAY_S, &year, &month, &day);
    memcpy(text, "0000-00-00T00:00:00.000000Z", MOMENT_TEXT);
    put_digits(text, 4, year < 0 ? 0 : year > 9999 ? 9999 : year);
    put_digits(text + 5, 2, month);
    put_digits(text + 8, 2, day);
    put_digits(text + 11, 2, of_day / 3600);
    put_digits(text + 14, 2, of_day / 60 % 60);
    put_digits(text + 17, 2, of_day % 60);
    put_digits(text + 20, 6, us);
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
    int64_t days = days_of(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
    m->us = (days * DAY_S + tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec - offset) * 1000000 + us;
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
    } units[] = {{"", 1000}, {"s", 1000}, {"ms", 1}, {"m", 60000}, {"h", 3600000}, {"d", 86400000}};
    char *end;
    long long n = strtoll(text, &end, 10);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (isdigit((unsigned char)*text) && strcmp(end, units[i].unit) == 0 && n <= INT64_MAX / 86400000) {
            *ms = n * units[i].ms;
            return 0;
        }
    return err_set(err, ERR_CONFIG, "'%s' is no duration; write a number and ms, s, m, h or d", text);
}
