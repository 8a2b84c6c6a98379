/* Eventual consistency: a read that a rule of kind stale meets sees what there was some time ago. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

enum { SNAPSHOTS_MAX = 64 };

struct snapshot {
    struct snapshot *next; /* a newer one */
    struct resource *resources;
    int64_t taken_ms; /* before a write */
};

static struct target clone_target(const struct target *t)
{
    struct target copy = *t;
    copy.id = xstrdup(t->id);
    copy.zone = xstrdup_or_null(t->zone);
    copy.forced = xstrdup_or_null(t->probe && !t->forced ? probe_state(t->probe) : t->forced);
    copy.reason = xstrdup_or_null(t->reason);
    copy.probe = NULL;
    return copy;
}

static struct resource *clone(const struct resource *r)
{
    struct resource *copy = xcalloc(1, sizeof *copy);
    *copy = *r;
    copy->next = NULL;
    copy->arn = xstrdup(r->arn);
    copy->fields = node_clone(r->fields);
    copy->attributes = node_clone(r->attributes);
    copy->tags = node_clone(r->tags);
    copy->certificates = node_clone(r->certificates);
    copy->web_acl = xstrdup_or_null(r->web_acl);
    copy->serving = NULL;
    copy->user_version = 0;
    copy->targets = r->target_count ? xcalloc(r->target_count, sizeof *r->targets) : NULL;
    copy->target_cap = r->target_count;
    for (size_t i = 0; i < r->target_count; i++)
        copy->targets[i] = clone_target(&r->targets[i]);
    return copy;
}

/* A copy stands where its original stands, so that parents are found by their place. */
static struct resource *clone_all(struct resource *from)
{
    struct resource *all = NULL, **at = &all;
    for (struct resource *r = from; r; r = r->next) {
        *at = clone(r);
        at = &(*at)->next;
    }
    for (struct resource *copy = all; copy; copy = copy->next)
        for (struct resource *r = from, *c = all; copy->parent && r; r = r->next, c = c->next)
            if (r == copy->parent) {
                copy->parent = c;
                break;
            }
    return all;
}

static void drop_oldest(struct aws *a)
{
    struct snapshot *s = a->snapshots;
    a->snapshots = s->next;
    resource_free_list(s->resources);
    free(s);
}

void stale_forget(struct aws *a)
{
    while (a->snapshots)
        drop_oldest(a);
}

static bool wanted(const struct aws *root)
{
    for (size_t i = 0; i < root->fault_count; i++)
        if (root->faults[i].kind == FAULT_STALE && root->faults[i].count != 0)
            return true;
    return false;
}

void stale_before_write(struct aws *a)
{
    struct snapshot *s, **at = &a->snapshots;
    size_t count = 0;
    if (!wanted(a->root))
        return;
    for (; *at; at = &(*at)->next)
        count++;
    s = *at = xcalloc(1, sizeof *s);
    s->taken_ms = mono_ms();
    s->resources = clone_all(a->resources);
    if (count >= SNAPSHOTS_MAX)
        drop_oldest(a);
}

/* The first write after that moment found things as they were then. */
struct resource *stale_look(struct aws *a, int64_t lag_ms)
{
    for (struct snapshot *s = a->snapshots; s; s = s->next)
        if (s->taken_ms > mono_ms() - lag_ms)
            return s->resources;
    return a->resources;
}
