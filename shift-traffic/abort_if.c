#include "shift-traffic/abort_if.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "shift-traffic/route.h"

static const struct {
    const char *text;
    enum abort_kind kind;
} words[] = {{"stale", ABORT_STALE}, {"held", ABORT_HELD}, {"failed", ABORT_FAILED}};

static const char HEALTHY[] = "healthy<";

static int parse_healthy(struct abort_if *c, const char *number)
{
    size_t digits = strspn(number, "0123456789");
    bool share = strcmp(number + digits, "%") == 0;
    if (!digits || digits > 6 || (number[digits] && !share))
        return -1;
    *c = (struct abort_if){share ? ABORT_SHARE : ABORT_COUNT, atoi(number)};
    return c->least > 0 && (!share || c->least <= 100) ? 0 : -1;
}

int abort_if_parse(struct abort_if *c, const char *text, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (strcmp(words[i].text, text) == 0) {
            *c = (struct abort_if){words[i].kind, 0};
            return 0;
        }
    if (str_starts(text, HEALTHY) && parse_healthy(c, text + strlen(HEALTHY)) == 0)
        return 0;
    return err_set(err, ERR_CONFIG, "'%s' is no condition: write 'healthy<80%%', 'healthy<3', stale, held or failed", text);
}

struct cluster_targets cluster_targets(const struct view *v, const char *cluster)
{
    struct cluster_targets sum = {0};
    for (const struct view_group *g = v->groups; g; g = g->hh.next) {
        if (!str_equal(route_cluster(v, g->arn), cluster))
            continue;
        sum.healthy += g->healthy;
        sum.registered += g->active;
    }
    return sum;
}

static char *too_few(const struct abort_if *c, const struct view *v, const char *cluster)
{
    struct cluster_targets t = cluster_targets(v, cluster);
    bool enough = c->kind == ABORT_COUNT ? t.healthy >= c->least : t.registered && t.healthy * 100 >= t.registered * c->least;
    if (enough)
        return NULL;
    return xasprintf("%d of %d targets of %s are healthy, %d%s are needed", t.healthy, t.registered, cluster, c->least,
                     c->kind == ABORT_SHARE ? "%" : "");
}

static char *is_held(const struct view *v)
{
    for (const struct view_unit *u = v->units; u; u = u->hh.next)
        if (u->held && !str_starts(u->name, "cluster/"))
            return xasprintf("%s is held: %s", u->name, u->held);
    return NULL;
}

static char *has_failed(const struct view *v)
{
    for (const struct view_unit *u = v->units; u; u = u->hh.next)
        if (u->failed)
            return xasprintf("%s has failed: %s", u->name, u->failed);
    return NULL;
}

static char *is_stale(const struct view *v, const char *cluster)
{
    const char *stale = view_stale(v, cluster);
    return stale ? xasprintf("%s is not heard: %s", cluster, stale) : NULL;
}

char *abort_if_holds(const struct abort_if *c, const struct view *v, const char *cluster)
{
    if (c->kind == ABORT_STALE)
        return is_stale(v, cluster);
    if (c->kind == ABORT_HELD)
        return is_held(v);
    return c->kind == ABORT_FAILED ? has_failed(v) : too_few(c, v, cluster);
}
