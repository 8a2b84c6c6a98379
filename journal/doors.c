/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/log.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "journal/doors.h"

enum {
    TOLD_MAX = 10,  /* refusals that are logged */
    TOLD_MS = 60000 /* in so long; the others are counted */
};

/* ---- rights ---- */

const struct rights *door_rights(const struct door *d, const char *key)
{
    const struct server *v = d->server;
    if (d->open_to_all)
        return &rights_all;
    if (!d->link)
        return NULL;
    return *key ? access_key(&v->access, key) : access_endpoint(&v->access, d->endpoint);
}

/* True while this minute's refusals may be logged. */
static bool may_tell(struct door *d)
{
    int64_t now = mono_ms();
    if (!d->barred.since_ms || now - d->barred.since_ms > TOLD_MS) {
        if (d->barred.untold)
            log_warn("more was refused than is told endpoint=%s refusals=%u", d->endpoint, d->barred.untold);
        d->barred = (struct barred){.since_ms = now};
    }
    bool tell = d->barred.told < TOLD_MAX;
    *(tell ? &d->barred.told : &d->barred.untold) += 1;
    return tell;
}

void door_refuse(struct server *v, const struct sender *to, uint64_t request, const struct err *why)
{
    v->refused++;
    if (may_tell(to->id.door))
        log_warn("not allowed: %s endpoint=%s%s%s", why->text, to->id.door->endpoint, *to->key ? " key=" : "", to->key);
    server_refuse(v, &to->id, request, why);
}

static bool on_admit(void *context, const char *key, const char *address)
{
    struct door *d = context;
    if (access_key(&d->server->access, key))
        return true;
    if (may_tell(d))
        log_warn("a client is not admitted, its key is in no row of the access file: endpoint=%s address=%s key=%s", d->endpoint, address,
                 key);
    return false;
}

/* ---- doors ---- */

static void on_message(void *context, const struct link_frame *frames, size_t count)
{
    struct door *d = context;
    const char *key = link_sender(d->link);
    struct sender from = {.id = {.door = d, .len = frames[0].len}, .key = key ? key : ""};
    if (count < 2 || from.id.len > PEER_ID_MAX)
        return;
    memcpy(from.id.bytes, frames[0].data, from.id.len);
    from.rights = door_rights(d, from.key);
    if (from.rights)
        words_take(d->server, &from, frames + 1, count - 1);
}

static struct door *door_find(const struct server *v, const char *endpoint)
{
    for (struct door *d = v->doors; d; d = d->next)
        if (strcmp(d->endpoint, endpoint) == 0)
            return d;
    return NULL;
}

static struct door *door_get(struct server *v, const char *endpoint)
{
    struct door *d = door_find(v, endpoint);
    if (d)
        return d;
    d = xcalloc(1, sizeof *d);
    d->server = v;
    d->endpoint = xstrdup(endpoint);
    d->next = v->doors;
    v->doors = d;
    return d;
}

int door_open(struct server *v, const struct rights *row, const char *secret, struct err *err)
{
    struct door *d = door_get(v, row->listen);
    struct link_door at = {.endpoint = row->listen, .mode = row->mode, .group = row->group, .secret = secret, .admit = on_admit};
    d->mode = row->mode;
    str_replace(&d->group, row->group);
    d->link = link_serve(v->loop, &at, on_message, d, err);
    return d->link ? 0 : -1;
}

static void door_close(struct server *v, struct door *d)
{
    struct peer *p, *next;
    HASH_ITER (hh, v->peers, p, next)
        if (p->id.door == d)
            server_peer_drop(v, p);
    link_close(d->link);
    d->link = NULL;
}

void doors_free(struct server *v)
{
    while (v->doors) {
        struct door *d = v->doors;
        v->doors = d->next;
        link_close(d->link);
        free(d->endpoint);
        free(d->group);
        free(d);
    }
    access_release(&v->access);
}

/* ---- the table, and another in its place ---- */

static bool is_as(const struct door *d, const struct rights *row)
{
    return row && d->mode == row->mode && str_equal(d->group, row->group);
}

/* Those that the table does not know, or knows otherwise. */
static void doors_shut(struct server *v, const struct access *a)
{
    for (struct door *d = v->doors; d; d = d->next) {
        if (!d->link || d->open_to_all || is_as(d, access_endpoint(a, d->endpoint)))
            continue;
        door_close(v, d);
        log_info("no longer listening endpoint=%s", d->endpoint);
    }
}

static int doors_open(struct server *v, const struct access *a, const char *secret, struct err *err)
{
    for (size_t i = 0; i < a->count; i++) {
        const struct door *d = a->rows[i].listen ? door_find(v, a->rows[i].listen) : NULL;
        if (!a->rows[i].listen || (d && d->link))
            continue;
        if (door_open(v, &a->rows[i], secret, err))
            return -1;
    }
    return 0;
}

/* What a client said when it still might: ERR_NONE where it still may. */
static void peer_check(const struct peer *p, const struct rights *r, struct err *err)
{
    if (!r)
        err_set(err, ERR_CONFIG, "key '%s' has no row in the access file any more", p->key);
    else if (p->source && !rights_append(r, p->source))
        rights_refuse_append(r, p->source, err);
    else if (p->reading)
        reading_permit(p->reading, r, err);
}

static void peers_check(struct server *v)
{
    struct peer *p, *next;
    HASH_ITER (hh, v->peers, p, next) {
        struct err err = {0};
        struct sender to = {.id = p->id, .key = p->key, .rights = door_rights(p->id.door, p->key)};
        peer_check(p, to.rights, &err);
        if (err.kind == ERR_NONE)
            continue;
        door_refuse(v, &to, 0, &err);
        server_peer_drop(v, p);
    }
}

int server_admit(struct server *v, struct access *a, const char *secret, struct err *err)
{
    doors_shut(v, a);
    access_release(&v->access);
    v->access = *a;
    *a = (struct access){0};
    int rc = doors_open(v, &v->access, secret, err);
    peers_check(v);
    return rc;
}
