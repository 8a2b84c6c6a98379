#include <stdlib.h>
#include <string.h>

#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/model/strs.h"

#include "apply-aws/effects.h"
#include "apply-aws/health.h"

/* At most so many groups in one go: moving ones every BUSY_MS, the others every --health-every. */
enum { BUSY_A_ROUND = 8, QUIET_A_ROUND = 5, SICK_A_ROUND = 2, BUSY_MS = 2000, SOON_MS = 500 };

/* What is read in turn, and where the turn is. */
struct turn {
    char *last;
};

/* The groups of one load balancer and cluster. */
struct quarter {
    char *key;
    struct turn turn;
    UT_hash_handle hh;
};

struct health {
    struct apply *apply;
    struct loop_timer *busy_timer, *quiet_timer;
    struct strs reading; /* ARNs of groups under way */
    struct strs alarmed; /* ARNs to be looked at next */
    struct turn busy, sick, around;
    struct quarter *quarters;
    struct strs places; /* "QUARTER\tARN" of each quiet group, in the round under way */
    bool warned;
};

struct reading {
    struct health *health;
    char *arn;
    uint64_t since;
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

/* ---- groups ---- */

enum mood { QUIET, SICK, BUSY };

static size_t healthy_of(const struct held_group *g)
{
    size_t healthy = 0;
    for (size_t i = 0; g && i < g->count; i++)
        healthy += strcmp(g->targets[i]->state, "healthy") == 0;
    return healthy;
}

static enum mood mood_of(const struct held_group *g)
{
    enum mood mood = QUIET;
    for (size_t i = 0; i < g->count; i++) {
        const char *state = g->targets[i]->state;
        if (strcmp(state, "initial") == 0 || strcmp(state, "draining") == 0)
            return BUSY;
        if (strcmp(state, "healthy") != 0 && strcmp(state, "unused") != 0)
            mood = SICK;
    }
    return mood;
}

/* "LOADBALANCERARN CLUSTER" */
static char *quarter_of(const struct apply *a, const char *arn)
{
    const struct json *value = world_by_arn(&a->world, arn);
    const char *balancer = json_str_or(json_first(json_get(value, "LoadBalancerArns")), "");
    const char *cluster = "";
    json_each (tag, json_get(value, "Tags"))
        if (str_equal(json_str(json_get(tag, "Key")), "elbv2.k8s.aws/cluster"))
            cluster = json_str_or(json_get(tag, "Value"), "");
    return xasprintf("%s %s", balancer, cluster);
}

/* ---- one reading ---- */

static void alarm_neighbours(struct health *h, const char *arn)
{
    own_str char *mine = quarter_of(h->apply, arn);
    for (const struct held_group *g = h->apply->world.groups; g; g = g->hh.next) {
        own_str char *theirs = g->arn ? quarter_of(h->apply, g->arn) : NULL;
        if (theirs && strcmp(theirs, mine) == 0 && strcmp(g->arn, arn) != 0 && !strs_has(&h->alarmed, g->arn))
            strs_add(&h->alarmed, g->arn);
    }
    loop_timer_in(h->busy_timer, 0);
}

static void take(struct health *h, const struct reading *r, const struct json *answer)
{
    own_str char *name = arn_name(r->arn);
    const struct held_group *g = name ? world_group(&h->apply->world, name) : NULL;
    bool was_quiet = g && mood_of(g) == QUIET;
    size_t before = healthy_of(g);
    effects_say_health(h->apply, NULL, &(struct health_read){r->arn, answer, r->since});
    g = name ? world_group(&h->apply->world, name) : NULL;
    if (was_quiet && g && mood_of(g) == SICK && healthy_of(g) < before)
        alarm_neighbours(h, r->arn);
}

static void on_health(void *context, const struct aws_result *r)
{
    struct reading *reading = context;
    struct health *h = reading->health;
    strs_drop(&h->reading, reading->arn);
    if (r->answer) {
        own_json *answer = json_parse(r->answer, strlen(r->answer), NULL);
        take(h, reading, answer);
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
    *r = (struct reading){h, xstrdup(arn), h->apply->world.clock};
    strs_add(&h->reading, arn);
    struct aws_request ask = {
        .service = "elasticloadbalancing", .action = "DescribeTargetHealth", .parameters = buf_str(&out), .deadline_ms = 20000};
    aws_when_dropped(aws_call(h->apply->client, &ask, on_health, r), reading_free);
}

/* ---- in turn ---- */

/* The next ones after the turn, at most `places`, all of them at most once; each is given to `visit`. */
static void go_on_in_turn(struct turn *turn, const struct strs *all, size_t places, void (*visit)(struct health *, const char *),
                          struct health *h)
{
    size_t from = 0;
    while (turn->last && from < all->count && strcmp(all->items[from], turn->last) <= 0)
        from++;
    for (size_t i = 0; i < all->count && i < places; i++) {
        const char *next = all->items[(from + i) % all->count];
        visit(h, next);
        str_replace(&turn->last, next);
    }
}

static void groups_of_mood(const struct health *h, enum mood mood, struct strs *to)
{
    for (const struct held_group *g = h->apply->world.groups; g; g = g->hh.next)
        if (g->arn && mood_of(g) == mood)
            strs_add(to, g->arn);
    strs_sort_unique(to);
}

static void read_alarmed(struct health *h)
{
    for (size_t i = 0; i < BUSY_A_ROUND && h->alarmed.count; i++) {
        own_str char *arn = xstrdup(h->alarmed.items[0]);
        strs_drop(&h->alarmed, arn);
        read_group(h, arn);
    }
}

static void busy_round(void *context)
{
    struct health *h = context;
    struct strs busy = {0};
    int64_t every = h->apply->settings.health_every_ms;
    groups_of_mood(h, BUSY, &busy);
    read_alarmed(h);
    go_on_in_turn(&h->busy, &busy, BUSY_A_ROUND, read_group, h);
    if (busy.count || h->alarmed.count)
        loop_timer_in(h->busy_timer, every < BUSY_MS ? every : BUSY_MS);
    strs_release(&busy);
}

static struct quarter *quarter_for(struct health *h, const char *key)
{
    struct quarter *q;
    HASH_FIND_STR(h->quarters, key, q);
    if (!q) {
        q = xcalloc(1, sizeof *q);
        q->key = xstrdup(key);
        HASH_ADD_KEYPTR(hh, h->quarters, q->key, strlen(q->key), q);
    }
    return q;
}

static void read_one_of(struct health *h, const char *key)
{
    struct quarter *q = quarter_for(h, key);
    struct strs here = {0};
    size_t len = strlen(key);
    for (size_t i = 0; i < h->places.count; i++)
        if (strncmp(h->places.items[i], key, len) == 0 && h->places.items[i][len] == '\t')
            strs_add(&here, h->places.items[i] + len + 1);
    go_on_in_turn(&q->turn, &here, 1, read_group, h);
    strs_release(&here);
}

static void quiet_round(void *context)
{
    struct health *h = context;
    struct strs sick = {0}, quiet = {0}, quarters = {0};
    groups_of_mood(h, SICK, &sick);
    groups_of_mood(h, QUIET, &quiet);
    for (size_t i = 0; i < quiet.count; i++) {
        own_str char *key = quarter_of(h->apply, quiet.items[i]);
        own_str char *place = xasprintf("%s\t%s", key, quiet.items[i]);
        strs_add(&quarters, key);
        strs_add(&h->places, place);
    }
    strs_sort_unique(&quarters);
    strs_sort_unique(&h->places);
    go_on_in_turn(&h->sick, &sick, SICK_A_ROUND, read_group, h);
    go_on_in_turn(&h->around, &quarters, QUIET_A_ROUND, read_one_of, h);
    strs_release(&sick);
    strs_release(&quiet);
    strs_release(&quarters);
    strs_release(&h->places);
    loop_timer_in(h->quiet_timer, h->apply->settings.health_every_ms);
    busy_round(h);
}

/* ---- the beginning and the end ---- */

void health_start(struct apply *a)
{
    if (a->health || !a->settings.health_every_ms)
        return;
    struct health *h = a->health = xcalloc(1, sizeof *a->health);
    h->apply = a;
    h->busy_timer = loop_timer_add(stage_loop(a->stage), busy_round, h);
    h->quiet_timer = loop_timer_add(stage_loop(a->stage), quiet_round, h);
    loop_timer_in(h->quiet_timer, a->settings.health_every_ms);
}

void health_soon(struct apply *a)
{
    int64_t every = a->settings.health_every_ms;
    if (a->health)
        loop_timer_in(a->health->busy_timer, every < SOON_MS ? every : SOON_MS);
}

void health_stop(struct apply *a)
{
    struct health *h = a->health;
    struct quarter *q, *next;
    if (!h)
        return;
    HASH_ITER (hh, h->quarters, q, next) {
        HASH_DEL(h->quarters, q);
        free(q->turn.last);
        free(q->key);
        free(q);
    }
    loop_timer_remove(h->busy_timer);
    loop_timer_remove(h->quiet_timer);
    strs_release(&h->reading);
    strs_release(&h->alarmed);
    free(h->busy.last);
    free(h->sick.last);
    free(h->around.last);
    free(h);
    a->health = NULL;
}
