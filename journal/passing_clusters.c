/* Which clusters are heard of: from what watch-k8s/NAME says. */

/* system */
#include <stdlib.h>
#include <string.h>

#include <uthash.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "journal/figures.h"
#include "journal/passing_parts.h"

struct cluster {
    char *name;
    bool stale;
    struct moment heard;
    UT_hash_handle hh;
};

struct clusters {
    struct cluster *all;
};

static void *make(void)
{
    return xcalloc(1, sizeof(struct clusters));
}

static void take(void *state, struct passed *p)
{
    static const char watch[] = "watch-k8s/";
    struct clusters *s = state;
    const struct record *r = p->record;
    struct cluster *k;
    if (!str_starts(r->source, watch))
        return;
    const char *name = r->source + strlen(watch);
    HASH_FIND_STR(s->all, name, k);
    if (!k) {
        k = xcalloc(1, sizeof *k);
        k->name = xstrdup(name);
        HASH_ADD_KEYPTR(hh, s->all, k->name, strlen(k->name), k);
    }
    k->heard = r->recorded;
    if (str_starts(r->type, "cluster."))
        k->stale = strcmp(r->type, "cluster.stale") == 0;
}

/* ---- the page ---- */

static double stale(const struct cluster *k, struct moment now)
{
    (void)now;
    return k->stale;
}

static double silent_for(const struct cluster *k, struct moment now)
{
    return passing_seconds(k->heard, now);
}

static const struct {
    const char *name, *type_and_help;
    double (*value)(const struct cluster *k, struct moment now);
} rows[] = {
    {"headgate_cluster_stale", "gauge 1: the newest word about the cluster is that nothing is heard of it.", stale},
    {"headgate_cluster_silent_seconds", "gauge Since the newest event of its watch-k8s.", silent_for},
};

static void page(const void *state, struct moment now, struct buf *to)
{
    const struct clusters *s = state;
    unsigned count = 0;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        figure_head(to, rows[i].name, rows[i].type_and_help);
        for (const struct cluster *k = s->all; k; k = k->hh.next)
            figure_add(to, rows[i].name, FIGURE_LABEL("cluster", k->name), rows[i].value(k, now));
    }
    for (const struct cluster *k = s->all; k; k = k->hh.next)
        count += k->stale;
    figure_alone(to, "headgate_clusters_stale", "gauge How many clusters are stale.", count);
}

static void drop(void *state)
{
    struct clusters *s = state;
    struct cluster *k, *next;
    HASH_ITER (hh, s->all, k, next) {
        HASH_DEL(s->all, k);
        free(k->name);
        free(k);
    }
    free(s);
}

const struct passing_part passing_clusters = {make, take, page, drop};
