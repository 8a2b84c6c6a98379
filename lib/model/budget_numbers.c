/* The fleet's option `budget`: what AWS's token buckets give, where it is not what AWS documents. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/budget.h"

enum { SHARE = 20, MOST = 10000, MANY = 5 };

int budget_counted_on(int burst)
{
    return burst >= MANY ? burst - 1 : burst;
}

static int wrong(struct err *err, const char *name, const char *right)
{
    return err_set(err, ERR_CONFIG, "option 'budget': '%s' must be %s", name, right);
}

/* "RATE:BURST", calls a second and at once. */
static int read_bucket(struct budget_number *n, const struct json *value, struct err *err)
{
    const char *text = json_str_or(value, "");
    char *end;
    double rate = strtod(text, &end);
    bool split = end != text && *end == ':';
    const char *burst = split ? end + 1 : "";
    long most = strtol(burst, &end, 10);
    if (!split || end == burst || *end || !(rate > 0.01 && rate <= MOST) || most < 1 || most > MOST)
        return wrong(err, json_name(value), "RATE:BURST, calls a second and at once, like '3:20'");
    *n = (struct budget_number){.burst = (int)most, .per_minute = (int)(rate * 60 + 0.5)};
    return 0;
}

/* "20%", or a number of percent. */
static int read_share(int *share, const struct json *value, struct err *err)
{
    const char *text = json_str(value);
    char *end = NULL;
    int64_t percent = text ? strtol(text, &end, 10) : json_int_or(value, -1);
    if ((text && (end == text || strcmp(end, "%") != 0)) || percent < 0 || percent > 90)
        return wrong(err, json_name(value), "a share of 0% to 90%");
    *share = (int)percent;
    return 0;
}

static int read_member(struct budget_numbers *n, const struct json *member, struct err *err)
{
    if (strcmp(json_name(member), "share") == 0)
        return read_share(&n->share, member, err);
    for (size_t i = 0; i < BUDGET_CLASSES; i++)
        if (strcmp(budget_buckets[i].name, json_name(member)) == 0)
            return read_bucket(&n->of[i], member, err);
    return err_set(err, ERR_CONFIG,
                   "option 'budget' has no member '%s': it has account, reads, writes, targets, heavy, trust-stores and share",
                   json_name(member));
}

/* "off", which YAML may take for false. */
static bool is_off(const struct json *option)
{
    return str_equal(json_str(option), "off") || (json_kind(option) == JSON_BOOL && !json_bool_or(option, true));
}

int budget_numbers_read(struct budget_numbers *n, const struct json *option, struct err *err)
{
    int bad = 0;
    *n = (struct budget_numbers){.off = is_off(option), .share = SHARE};
    for (size_t i = 0; i < BUDGET_CLASSES; i++)
        n->of[i] = (struct budget_number){budget_buckets[i].burst, budget_buckets[i].per_minute};
    if (n->off || json_kind(option) == JSON_ABSENT)
        return 0;
    if (json_kind(option) != JSON_OBJECT)
        return err_set(err, ERR_CONFIG, "option 'budget' must be off, or a mapping like {writes: '3:20', share: 20%%}");
    json_each (member, option)
        bad = read_member(n, member, err) || bad;
    return bad ? -1 : 0;
}
