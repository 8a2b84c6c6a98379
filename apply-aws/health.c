#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/model/strs.h"

#include "apply-aws/effects.h"
#include "apply-aws/health.h"

enum { GROUPS_A_ROUND = 10, SOON_MS = 1000 };

struct health {
    struct apply *apply;
    struct loop_timer *timer;
    struct strs reading; /* ARNs of groups under way */
    char *turn;          /* the last quiet group that was read */
    bool soon;
    bool warned;
};

struct reading {
    struct health *health;
    char *arn;
};

static void reading_free(void *context)
{
    struct reading *r = context;
    free(r->arn);
    free(r);
}

static void strs_drop(struct strs *s, const char *text)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->items[i], text) == 0) {
            free(s->items[i]);
            s->items[i] = s->items[--s->count];
            return;
        }
}

static void on_health(void *context, const struct aws_result *r)
{
    struct reading *reading = context;
    struct health *h = reading->health;
    strs_drop(&h->reading, reading->arn);
    if (r->answer) {
        own_json *answer = json_parse(r->answer, strlen(r->answer), NULL);
        effects_say_health(h->apply, NULL, reading->arn, answer);
        h->warned = false;
    } else if (!h->warned) {
        log_warn("target health cannot be read group=%s code=%s: %s", reading->arn, r->code, r->message);
        h->warned = true;
    }
    reading_free(reading);
}

static void read_group(struct health *h, const char *arn)
{
    if (strs_has(&h->reading, arn))
        return;
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_add_str(&o, "TargetGroupArn", arn);
    json_close_object(&o);
    struct reading *r = xmalloc(sizeof *r);
    *r = (struct reading){h, xstrdup(arn)};
    strs_add(&h->reading, arn);
    struct aws_request ask = {
        .service = "elasticloadbalancing", .action = "DescribeTargetHealth", .parameters = buf_str(&out), .deadline_ms = 20000};
    aws_when_dropped(aws_call(h->apply->client, &ask, on_health, r), reading_free);
}

/* Groups with a target, those on their way and those at rest apart, each in order. */
static void sort_groups(struct health *h, struct strs *busy, struct strs *quiet)
{
    struct strs all = {0};
    for (struct held_target *t = h->apply->world.targets; t; t = t->hh.next) {
        const char *arn = t->health.group_arn;
        if (!arn)
            continue;
        strs_add(&all, arn);
        if (strcmp(t->health.state, "healthy") != 0 && strcmp(t->health.state, "unused") != 0)
            strs_add(busy, arn);
    }
    strs_sort_unique(&all);
    strs_sort_unique(busy);
    for (size_t i = 0; i < all.count; i++)
        if (!strs_has(busy, all.items[i]))
            strs_add(quiet, all.items[i]);
    strs_release(&all);
}

static void read_quiet(struct health *h, const struct strs *quiet, size_t places)
{
    size_t from = 0;
    while (h->turn && from < quiet->count && strcmp(quiet->items[from], h->turn) <= 0)
        from++;
    for (size_t i = 0; i < quiet->count && i < places; i++) {
        const char *arn = quiet->items[(from + i) % quiet->count];
        read_group(h, arn);
        str_replace(&h->turn, arn);
    }
}

static void round_of_reads(void *context)
{
    struct health *h = context;
    struct strs busy = {0}, quiet = {0};
    size_t left = GROUPS_A_ROUND;
    sort_groups(h, &busy, &quiet);
    for (size_t i = 0; i < busy.count && left; i++, left--)
        read_group(h, busy.items[i]);
    if (!h->soon)
        read_quiet(h, &quiet, left);
    strs_release(&busy);
    strs_release(&quiet);
    h->soon = false;
    loop_timer_in(h->timer, h->apply->settings.health_every_ms);
}

void health_start(struct apply *a)
{
    if (a->health || !a->settings.health_every_ms)
        return;
    a->health = xcalloc(1, sizeof *a->health);
    a->health->apply = a;
    a->health->timer = loop_timer_add(stage_loop(a->stage), round_of_reads, a->health);
    loop_timer_in(a->health->timer, a->settings.health_every_ms);
}

void health_soon(struct apply *a)
{
    if (!a->health || a->health->soon || a->settings.health_every_ms <= SOON_MS)
        return;
    a->health->soon = true;
    loop_timer_in(a->health->timer, SOON_MS);
}

void health_stop(struct apply *a)
{
    if (!a->health)
        return;
    loop_timer_remove(a->health->timer);
    strs_release(&a->health->reading);
    free(a->health->turn);
    free(a->health);
    a->health = NULL;
}
