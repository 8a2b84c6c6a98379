#include "report-k8s/trickle.h"

#include <stdlib.h>
#include <string.h>

#include <uthash.h>

#include "lib/base/mem.h"

enum { OBJECT_BURST = 5, OBJECT_EACH_MS = 60 * 1000, ALL_BURST = 50, ALL_EACH_MS = 1000, OBJECTS_MOST = 1000 };

struct bucket { /* counts up to a burst, and down by one for each so many ms */
    char *key;
    int64_t full_until; /* mono_ms: as if each had taken its time, one after the other */
    UT_hash_handle hh;
};

struct trickle {
    struct bucket all;
    struct bucket *objects;
};

struct trickle *trickle_new(void)
{
    return xcalloc(1, sizeof(struct trickle));
}

static void drop(struct trickle *p, struct bucket *b)
{
    HASH_DEL(p->objects, b);
    free(b->key);
    free(b);
}

void trickle_free(struct trickle *p)
{
    while (p && p->objects)
        drop(p, p->objects);
    free(p);
}

/* What has been quiet long enough is as good as never heard of. */
static void forget_quiet(struct trickle *p, int64_t now)
{
    struct bucket *b, *next;
    HASH_ITER (hh, p->objects, b, next)
        if (b->full_until <= now)
            drop(p, b);
}

static struct bucket *bucket_for(struct trickle *p, const char *object, int64_t now)
{
    struct bucket *b = NULL;
    HASH_FIND_STR(p->objects, object, b);
    if (b)
        return b;
    if (HASH_COUNT(p->objects) >= OBJECTS_MOST)
        forget_quiet(p, now);
    b = xcalloc(1, sizeof *b);
    b->key = xstrdup(object);
    HASH_ADD_KEYPTR(hh, p->objects, b->key, strlen(b->key), b);
    return b;
}

static int64_t wait_of(const struct bucket *b, int64_t now, int64_t burst, int64_t each_ms)
{
    int64_t room = now + (burst - 1) * each_ms - b->full_until;
    return room < 0 ? -room : 0;
}

static void count(struct bucket *b, int64_t now, int64_t each_ms)
{
    b->full_until = (b->full_until > now ? b->full_until : now) + each_ms;
}

int64_t trickle_take(struct trickle *p, const char *object, int64_t now)
{
    struct bucket *b = bucket_for(p, object, now);
    int64_t own = wait_of(b, now, OBJECT_BURST, OBJECT_EACH_MS), all = wait_of(&p->all, now, ALL_BURST, ALL_EACH_MS);
    if (own || all)
        return own > all ? own : all;
    count(b, now, OBJECT_EACH_MS);
    count(&p->all, now, ALL_EACH_MS);
    return 0;
}
