/* How much of AWS's quotas is used and left: counted from what AWS was observed to hold. */

/* system */
#include <stdlib.h>
#include <string.h>

#include <uthash.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "journal/figures.h"
#include "journal/passing_parts.h"

enum kind { RULE, LISTENER, GROUP, TARGET, BALANCER, GROUP_OF_REGION, KINDS };

/* Names of DescribeAccountLimits; the numbers, of the Elastic Load Balancing user guide, hold until that was answered. */
static const struct {
    const char *quota;
    double usual;
    bool of_region;
} kinds[KINDS] = {
    [RULE] = {"rules-per-application-load-balancer", 100, false},
    [LISTENER] = {"listeners-per-application-load-balancer", 50, false},
    [GROUP] = {"target-groups-per-application-load-balancer", 100, false},
    [TARGET] = {"targets-per-application-load-balancer", 1000, false},
    [BALANCER] = {"application-load-balancers", 50, true},
    [GROUP_OF_REGION] = {"target-groups", 3000, true},
};

/* Something that AWS holds. */
struct held {
    char *subject; /* of its events */
    enum kind kind;
    char *balancer; /* its name, or NULL */
    char *group;    /* of a target and of a group: the group's name */
    UT_hash_handle hh;
};

struct quotas {
    struct held *all;
    double limit[KINDS];
};

static void *make(void)
{
    struct quotas *s = xcalloc(1, sizeof *s);
    for (size_t i = 0; i < KINDS; i++)
        s->limit[i] = kinds[i].usual;
    return s;
}

static void held_remove(struct quotas *s, struct held *h)
{
    HASH_DEL(s->all, h);
    free(h->subject);
    free(h->balancer);
    free(h->group);
    free(h);
}

static struct held *held_find(const struct quotas *s, const char *subject)
{
    struct held *h;
    HASH_FIND_STR(s->all, subject, h);
    return h;
}

static struct held *held_put(struct quotas *s, const char *subject, enum kind kind)
{
    struct held *h = held_find(s, subject);
    if (!h) {
        h = xcalloc(1, sizeof *h);
        h->subject = xstrdup(subject);
        HASH_ADD_KEYPTR(hh, s->all, h->subject, strlen(h->subject), h);
    }
    h->kind = kind;
    return h;
}

/* The part of an ARN behind `before`, up to the next slash; NULL where it is not there. free with free(). */
static char *part_of(const char *arn, const char *before)
{
    const char *at = arn ? strstr(arn, before) : NULL;
    return at ? xstrndup(at + strlen(before), strcspn(at + strlen(before), "/")) : NULL;
}

static void take_limits(struct quotas *s, const struct json *value)
{
    json_each (limit, json_get(value, "Limits"))
        for (size_t i = 0; i < KINDS; i++) {
            const struct json *max = json_get(limit, "Max");
            if (str_equal(json_str(json_get(limit, "Name")), kinds[i].quota))
                s->limit[i] = json_str(max) ? strtod(json_str(max), NULL) : (double)json_int_or(max, (int64_t)s->limit[i]);
        }
}

static void take_observed(struct quotas *s, struct passed *p, const char *what)
{
    static const char balancer[] = "loadbalancer/", group[] = "targetgroup/", listener[] = "listener/", rule[] = "rule/";
    const char *subject = p->record->subject;
    const struct json *value = json_get(passed_data(p), "value");
    if (str_starts(what, "accountlimits/")) {
        take_limits(s, value);
    } else if (str_starts(what, balancer) && strstr(what, ":loadbalancer/app/")) {
        held_put(s, subject, BALANCER);
    } else if (str_starts(what, group)) {
        struct held *h = held_put(s, subject, GROUP);
        free(h->balancer);
        free(h->group);
        h->balancer = part_of(json_str(json_first(json_get(value, "LoadBalancerArns"))), "/app/");
        h->group = part_of(what, ":targetgroup/");
    } else if (str_starts(what, listener) || (str_starts(what, rule) && !json_bool_or(json_get(value, "IsDefault"), false))) {
        struct held *h = held_put(s, subject, str_starts(what, rule) ? RULE : LISTENER);
        free(h->balancer);
        h->balancer = part_of(what, "/app/");
    }
}

/* Subject GROUP/ID:PORT. */
static void take_health(struct quotas *s, struct passed *p)
{
    const char *subject = p->record->subject, *state = json_str_or(json_get(passed_data(p), "state"), "gone");
    struct held *h = held_find(s, subject);
    bool counts = strcmp(state, "gone") != 0 && strcmp(state, "unused") != 0;
    if (!counts && h)
        held_remove(s, h);
    if (!counts || h)
        return;
    h = held_put(s, subject, TARGET);
    h->group = xstrndup(subject, strcspn(subject, "/"));
}

static void take(void *state, struct passed *p)
{
    const char *type = p->record->type, *what = passed_subject(p, "elasticloadbalancing/");
    struct held *h;
    if (what && strcmp(type, "aws.observed") == 0)
        take_observed(state, p, what);
    else if (what && strcmp(type, "aws.gone") == 0 && (h = held_find(state, p->record->subject)))
        held_remove(state, h);
    else if (p->record->subject && strcmp(type, "target.health") == 0)
        take_health(state, p);
}

/* ---- the page ---- */

struct used {
    char *balancer;
    double of[KINDS];
    UT_hash_handle hh;
};

static struct used *used_get(struct used **all, const char *balancer)
{
    struct used *u;
    HASH_FIND_STR(*all, balancer, u);
    if (u)
        return u;
    u = xcalloc(1, sizeof *u);
    u->balancer = xstrdup(balancer);
    HASH_ADD_KEYPTR(hh, *all, u->balancer, strlen(u->balancer), u);
    return u;
}

/* By balancer; "" stands for the Region. */
static struct used *count(const struct quotas *s)
{
    struct used *all = NULL, *region = used_get(&all, "");
    struct group {
        const char *name, *balancer;
        UT_hash_handle hh;
    } *groups = NULL, *g, *next;
    for (const struct held *h = s->all; h; h = h->hh.next) {
        region->of[BALANCER] += h->kind == BALANCER;
        region->of[GROUP_OF_REGION] += h->kind == GROUP;
        if (h->balancer)
            used_get(&all, h->balancer)->of[h->kind]++;
        if (h->kind != GROUP || !h->group || !h->balancer)
            continue;
        g = xcalloc(1, sizeof *g);
        *g = (struct group){.name = h->group, .balancer = h->balancer};
        HASH_ADD_KEYPTR(hh, groups, g->name, strlen(g->name), g);
    }
    for (const struct held *h = s->all; h; h = h->hh.next) {
        if (h->kind != TARGET)
            continue;
        HASH_FIND_STR(groups, h->group, g);
        if (g)
            used_get(&all, g->balancer)->of[TARGET]++;
    }
    HASH_ITER (hh, groups, g, next) {
        HASH_DEL(groups, g);
        free(g);
    }
    return all;
}

static void add_rows(const struct quotas *s, const struct used *all, struct buf *to)
{
    static const char used[] = "headgate_quota_used", left[] = "headgate_quota_headroom";
    for (int headroom = 0; headroom < 2; headroom++) {
        figure_head(to, headroom ? left : used, headroom ? "gauge What the quota leaves." : "gauge What AWS was seen to hold of it.");
        for (const struct used *u = all; u; u = u->hh.next)
            for (size_t i = 0; i < KINDS; i++)
                if (kinds[i].of_region == !*u->balancer)
                    figure_add(to, headroom ? left : used,
                               FIGURE_LABEL_TWO("quota", kinds[i].quota, "loadbalancer", *u->balancer ? u->balancer : NULL),
                               headroom ? s->limit[i] - u->of[i] : u->of[i]);
    }
}

static void page(const void *state, struct moment now, struct buf *to)
{
    struct used *all = count(state), *u, *next;
    (void)now;
    add_rows(state, all, to);
    HASH_ITER (hh, all, u, next) {
        HASH_DEL(all, u);
        free(u->balancer);
        free(u);
    }
}

static void drop(void *state)
{
    struct quotas *s = state;
    struct held *h, *next;
    HASH_ITER (hh, s->all, h, next)
        held_remove(s, h);
    free(s);
}

const struct passing_part passing_quotas = {make, take, page, drop};
