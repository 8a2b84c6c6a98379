/* What an event adds to the index. */

/* system */
#include <endian.h>
#include <string.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/keep.h"
#include "journal/store_index_inner.h"
#include "journal/trace.h"

struct noting {
    struct index *ix;
    struct index_key self;
};

static void note_cause(void *context, const char *reference, bool held)
{
    struct noting *n = context;
    struct index *ix = n->ix;
    struct index_entry cause = {.what = 'C', .held = held}, effect = {.what = 'E', .other = n->self, .held = held};
    if (!index_key_of(ix, ix->txn, reference, &cause.other) || memcmp(&cause.other, &n->self, sizeof n->self) == 0)
        return;
    index_put(ix, ix->nodes, index_value(&n->self, sizeof n->self), index_value(&cause, sizeof cause), MDB_NODUPDATA);
    index_put(ix, ix->nodes, index_value(&cause.other, sizeof cause.other), index_value(&effect, sizeof effect), MDB_NODUPDATA);
}

static void note_name(struct index *ix, enum index_kind kind, const char *name, uint64_t sequence)
{
    uint8_t hash[SHA256_BYTES];
    uint64_t value = htobe64(sequence);
    index_name_hash(kind, name, hash);
    index_put(ix, ix->names, index_value(hash, INDEX_HASH), index_value(&value, sizeof value), MDB_NODUPDATA);
}

/* CLUSTER/NAMESPACE/KIND/NAME as CLUSTER/NAMESPACE/NAME. */
static void note_object(struct index *ix, const struct event *e)
{
    static const struct {
        const char *part;
        enum index_kind kind;
    } kinds[] = {{"/pod/", INDEX_POD}, {"/ingress/", INDEX_INGRESS}};
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        const char *at = strstr(e->subject, kinds[i].part);
        if (!at)
            continue;
        own_str char *name = xasprintf("%.*s/%s", (int)(at - e->subject), e->subject, at + strlen(kinds[i].part));
        note_name(ix, kinds[i].kind, name, e->sequence);
    }
}

static void note_subject(struct index *ix, const struct event *e)
{
    static const char rule[] = "elasticloadbalancing/rule/";
    const char *end = strrchr(e->subject, '/');
    note_object(ix, e);
    if (end && (str_starts(e->type, "podinfo.") || strcmp(e->type, "target.health") == 0))
        note_name(ix, INDEX_TARGET, end + 1, e->sequence);
    if (str_starts(e->subject, rule))
        note_name(ix, INDEX_RULE, e->subject + strlen(rule), e->sequence);
}

static void note_call(struct index *ix, const struct event *e)
{
    const struct json *parameters = json_get(e->data, "parameters");
    const char *rule = json_str(json_get(parameters, "RuleArn"));
    if (rule)
        note_name(ix, INDEX_RULE, rule, e->sequence);
    json_each (target, json_get(parameters, "Targets")) {
        const char *id = json_str(json_get(target, "Id"));
        own_str char *name = xasprintf("%s:%lld", id ? id : "", (long long)json_int_or(json_get(target, "Port"), 0));
        note_name(ix, INDEX_TARGET, name, e->sequence);
    }
}

/* ---- the newest of each key ---- */

struct newest {
    uint64_t sequence, bytes;
};

static void note_live(struct index *ix, const struct event *e)
{
    const char *subject = e->subject ? e->subject : "", *family = keep_family(e->type);
    struct index_share *share = &ix->state.share;
    struct newest now = {.sequence = e->sequence, .bytes = e->line_len}, before;
    uint8_t hash[SHA256_BYTES];
    sha256_parts((const struct digest_part[]){{e->source, strlen(e->source) + 1}, {family, strlen(family) + 1}, {subject, strlen(subject)}},
                 3, hash);
    MDB_val key = index_value(hash, INDEX_HASH), value;
    if (!ix->fault && mdb_get(ix->txn, ix->live, &key, &value) == 0 && value.mv_size == sizeof before) {
        memcpy(&before, value.mv_data, sizeof before);
        share->live_bytes -= before.bytes;
        share->live_events--;
    }
    index_put(ix, ix->live, key, index_value(&now, sizeof now), 0);
    share->live_bytes += now.bytes;
    share->live_events++;
    share->bytes += now.bytes;
    share->events++;
}

void index_note(struct index *ix, const struct event *e)
{
    index_begin(ix);
    own_str char *reference = event_reference(e);
    struct noting n = {.ix = ix};
    uint64_t sequence = htobe64(e->sequence);
    if (ix->fault || e->sequence <= ix->state.head)
        return;
    ix->state.head = e->sequence;
    note_live(ix, e);
    if (!index_key_of(ix, ix->txn, reference, &n.self))
        return;
    struct index_entry self = {.what = 'S', .sequence = sequence};
    index_put(ix, ix->order, index_value(&sequence, sizeof sequence), index_value(&n.self, sizeof n.self), MDB_APPEND);
    index_put(ix, ix->nodes, index_value(&n.self, sizeof n.self), index_value(&self, sizeof self), MDB_NODUPDATA);
    trace_causes(e, note_cause, &n);
    if (e->subject)
        note_subject(ix, e);
    if (str_starts(e->type, "call."))
        note_call(ix, e);
}
