/* What the journal knows of itself: for the word `stat`, and for Prometheus. */

/* system */
#include <time.h>

/* base */
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "journal/doors.h"
#include "journal/server_inner.h"
#include "journal/store_removed.h"

/* ---- how long commits take ---- */

static const double bounds[STAT_BOUNDS] = {0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1};

double stat_bound(size_t i)
{
    return bounds[i];
}

int64_t stat_clock_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void stat_commit(struct server *v, int64_t began_us)
{
    double took = (double)(stat_clock_us() - began_us) / 1e6;
    v->commits++;
    v->took.seconds += took;
    for (size_t i = 0; i < STAT_BOUNDS; i++)
        v->took.within[i] += took <= bounds[i];
}

/* ---- how many events come ---- */

void stat_sample(struct server *v)
{
    v->samples[v->sampled++ % STAT_SAMPLES] = (struct stat_sample){.ms = mono_ms(), .sequence = store_head(v->store).sequence};
}

double stat_rate(const struct server *v)
{
    const struct stat_sample *oldest = &v->samples[v->sampled < STAT_SAMPLES ? 0 : v->sampled % STAT_SAMPLES];
    int64_t ms = mono_ms() - oldest->ms;
    return ms > 0 ? (double)(store_head(v->store).sequence - oldest->sequence) * 1000 / (double)ms : 0;
}

/* ---- how far readers are behind ---- */

static bool take_time(void *context, const struct record *r)
{
    struct moment *at = context;
    *at = r->recorded;
    return false;
}

struct stat_lag stat_lag(const struct server *v, const struct peer *p)
{
    uint64_t head = store_head(v->store).sequence, at = reading_at(p->reading);
    struct stat_lag lag = {.events = head > at ? head - at : 0};
    struct moment next = {0}, now = moment_now();
    if (lag.events && store_read(v->store, at + 1, take_time, &next, NULL) == 0 && next.us && now.us > next.us)
        lag.ms = (now.us - next.us) / 1000;
    return lag;
}

/* ---- the word ---- */

static void add_source(void *context, const char *source, const struct store_source *known)
{
    struct json_out *o = context;
    json_open_object(o, NULL);
    json_add_str(o, "source", source);
    json_add_int(o, "last", (int64_t)known->last);
    json_add_int(o, "upto", (int64_t)known->upto);
    json_add_int(o, "epoch", (int64_t)known->epoch);
    json_close_object(o);
}

static void add_clients(struct server *v, struct json_out *o)
{
    json_open_array(o, "clients");
    for (struct peer *p = v->peers; p; p = p->hh.next) {
        const struct rights *r = door_rights(p->id.door, p->key);
        json_open_object(o, NULL);
        json_add_str(o, "source", p->source);
        json_add_str(o, "by", r ? r->name : NULL);
        if (p->reading) {
            struct stat_lag lag = stat_lag(v, p);
            json_add_int(o, "lag", (int64_t)lag.events);
            json_add_int(o, "lagms", lag.ms);
        }
        json_add_int(o, "sentbytes", (int64_t)p->sent);
        json_close_object(o);
    }
    json_close_array(o);
}

/* As the index last said; it is a little behind. */
static void add_share(const struct server *v, struct json_out *o)
{
    json_open_object(o, "share");
    json_add_int(o, "at", (int64_t)v->share_at);
    json_add_int(o, "events", (int64_t)v->share.events);
    json_add_int(o, "bytes", (int64_t)v->share.bytes);
    json_add_int(o, "liveevents", (int64_t)v->share.live_events);
    json_add_int(o, "livebytes", (int64_t)v->share.live_bytes);
    json_close_object(o);
}

/* Left out where there was none. */
static void add_compaction(struct server *v, struct json_out *o)
{
    struct store_compaction c;
    struct moment at = {0};
    char time[MOMENT_TEXT];
    if (store_compaction(v->store, &c, NULL) || !c.removed)
        return;
    json_open_object(o, "compaction");
    json_add_int(o, "cut", (int64_t)c.cut);
    json_add_int(o, "removed", (int64_t)c.removed);
    json_add_int(o, "ranges", (int64_t)c.ranges);
    if (c.seal && store_read(v->store, c.seal, take_time, &at, NULL) == 0)
        json_add_str(o, "time", moment_format(at, time));
    json_close_object(o);
}

static void add_head(struct server *v, struct json_out *o)
{
    char hex[SHA256_HEX], time[MOMENT_TEXT];
    struct store_head head = store_head(v->store);
    own_str char *rate = xasprintf("%.1f", stat_rate(v));
    json_add_str(o, "journal", store_id(v->store));
    json_add_int(o, "format", STORE_FORMAT);
    json_add_int(o, "head", (int64_t)head.sequence);
    json_add_str(o, "hash", hex_encode(head.hash, SHA256_BYTES, hex));
    if (head.sequence)
        json_add_str(o, "recordedtime", moment_format(head.recorded, time));
    json_add_int(o, "bytes", (int64_t)store_size(v->store));
    json_add_int(o, "maxbytes", (int64_t)store_max_size(v->store));
    json_add_raw(o, "rate", rate);
    json_add_int(o, "uptimems", mono_ms() - v->opened_ms);
    json_add_int(o, "commits", (int64_t)v->commits);
    json_add_int(o, "commitus", (int64_t)(v->took.seconds * 1e6));
    json_add_int(o, "appended", (int64_t)v->appended);
    json_add_int(o, "refused", (int64_t)v->refused);
}

int stat_fill(struct server *v, struct json_out *o, struct err *err)
{
    add_head(v, o);
    add_share(v, o);
    add_compaction(v, o);
    json_open_array(o, "sources");
    int rc = store_sources(v->store, add_source, o, err);
    json_close_array(o);
    add_clients(v, o);
    return rc;
}
