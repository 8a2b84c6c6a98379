/* system */
#include <stdlib.h>
#include <string.h>

#include <uthash.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/keep.h"

struct row;
struct entry;
typedef void rule_fn(struct keep *k, const struct row *row, const struct record *r);

static rule_fn rule_newest, rule_end, rule_absent, rule_whole, rule_health, rule_stale, rule_vouched, rule_call, rule_done, rule_aws;

/* What an end takes with it besides its own family: the family at a source, the subject with something behind it. NULL: its own source. */
struct ends {
    const char *source, *family, *behind;
};

static const struct ends of_object[] = {{NULL, "object.rejected", "/rejected"}, {"build-podinfo", "object.warning", "/types"}, {0}};
static const struct ends of_ingress[] = {
    {NULL, "object.rejected", ""},
    {NULL, "object.warning", "/warning"},
    {"plan-rules", "ingress.accepted", ""},
    {"plan-rules", "plan.rejected", ""},
    {0},
};
static const struct ends of_binding[] = {{"plan-rules", "plan.rejected", ""}, {0}};

/* `paired`: an end of another type may take it away, so the newest of the type must not stay for its own sake. */
struct row {
    const char *type, *family;
    rule_fn *rule;
    const struct ends *ends;
    bool paired;
};

/* A type that is not here is a family of its own, of which the newest of each subject stays. */
static const struct row rows[] = {
    {"object.put", "object", rule_newest, NULL, true},
    {"object.delete", "object", rule_end, of_object, false},
    {"cluster.stale", "cluster.stale", rule_stale, NULL, false},
    {"cluster.synced", "cluster.synced", rule_vouched, NULL, false},
    {"cluster.bookmark", "cluster.bookmark", rule_vouched, NULL, false},
    {"podinfo.put", "podinfo", rule_newest, NULL, true},
    {"podinfo.delete", "podinfo", rule_end, NULL, false},
    {"node.put", "node", rule_newest, NULL, true},
    {"node.delete", "node", rule_end, NULL, false},
    {"service.put", "service", rule_newest, NULL, true},
    {"service.delete", "service", rule_absent, NULL, false},
    {"ingress.put", "ingress", rule_whole, NULL, true},
    {"ingress.delete", "ingress", rule_absent, of_ingress, false},
    {"binding.put", "binding", rule_newest, NULL, true},
    {"binding.delete", "binding", rule_absent, of_binding, false},
    {"finalizers.put", "finalizers", rule_newest, NULL, true},
    {"finalizers.delete", "finalizers", rule_end, NULL, false},
    {"object.rejected", "object.rejected", rule_newest, NULL, true},
    {"object.warning", "object.warning", rule_newest, NULL, true},
    {"ingress.accepted", "ingress.accepted", rule_newest, NULL, true},
    {"plan.rejected", "plan.rejected", rule_newest, NULL, true},
    {"traffic.weights", "traffic.weights", rule_whole, NULL, false},
    {"traffic.drain", "traffic.drain", rule_whole, NULL, false},
    {"traffic.resume", "traffic.resume", rule_whole, NULL, false},
    {"traffic.hold", "traffic.hold", rule_whole, NULL, false},
    {"traffic.release", "traffic.release", rule_whole, NULL, false},
    {"traffic.forget", "traffic.forget", rule_whole, NULL, false},
    {"target.health", "target.health", rule_health, NULL, false},
    {"call.done", "call", rule_call, NULL, false},
    {"call.failed", "call", rule_call, NULL, false},
    {"batch.done", "batch.done", rule_done, NULL, false},
    {"aws.observed", "aws", rule_aws, NULL, true},
    {"aws.gone", "aws", rule_aws, NULL, false},
};

enum { KEY = 16 };

struct entry {
    uint8_t key[KEY]; /* half a SHA-256: nobody meets another's */
    uint64_t newest;
    uint64_t before; /* end: what it ended; aws: the one with the highest asof; 0: none */
    uint64_t first;  /* run: its first; aws: the one in force */
    uint64_t state;  /* run: which; aws: the highest asof */
    uint64_t *list;  /* call, whole: all that stay besides */
    uint32_t list_count, list_cap;
    UT_hash_handle hh;
};

struct keep {
    struct moment young;
    struct entry *entries;
    struct entry *types; /* by source and type */
};

/* ---- entries ---- */

static void key_of(uint8_t key[KEY], const char *source, const char *family, const char *subject, const char *behind)
{
    uint8_t hash[SHA256_BYTES];
    const struct digest_part parts[] = {{source, strlen(source) + 1},
                                        {family, strlen(family) + 1},
                                        {subject ? subject : "", subject ? strlen(subject) : 0},
                                        {behind, strlen(behind)}};
    sha256_parts(parts, 4, hash);
    memcpy(key, hash, KEY);
}

static struct entry *entry_get(struct entry **table, const uint8_t key[KEY])
{
    struct entry *e;
    HASH_FIND(hh, *table, key, KEY, e);
    if (e)
        return e;
    e = xcalloc(1, sizeof *e);
    memcpy(e->key, key, KEY);
    HASH_ADD(hh, *table, key, KEY, e);
    return e;
}

static struct entry *entry_of(struct keep *k, const struct row *row, const struct record *r)
{
    uint8_t key[KEY];
    key_of(key, r->source, row->family, r->subject, "");
    return entry_get(&k->entries, key);
}

static void entry_drop(struct entry **table, struct entry *e)
{
    HASH_DEL(*table, e);
    free(e->list);
    free(e);
}

static void entry_forget(struct keep *k, const uint8_t key[KEY])
{
    struct entry *e;
    HASH_FIND(hh, k->entries, key, KEY, e);
    if (e)
        entry_drop(&k->entries, e);
}

static void list_add(struct entry *e, uint64_t sequence)
{
    ARRAY_GROW(e->list, e->list_count, e->list_cap);
    e->list[e->list_count++] = sequence;
}

static bool is_young(const struct keep *k, const struct record *r)
{
    return r->recorded.us >= k->young.us;
}

/* A text member of data, as a number that is the same for the same text; 0: there is none. */
static uint64_t member_mark(const struct record *r, const char *name)
{
    own_event e = {0};
    uint8_t hash[SHA256_BYTES];
    uint64_t mark;
    const char *text = event_decode(&e, r->line, r->line_len, NULL) ? NULL : json_str(json_get(e.data, name));
    if (!text)
        return 0;
    sha256(text, strlen(text), hash);
    memcpy(&mark, hash, sizeof mark);
    return mark | 1;
}

static bool member_is(const struct record *r, const char *name, const char *value)
{
    own_event e = {0};
    return event_decode(&e, r->line, r->line_len, NULL) == 0 && str_equal(json_str(json_get(e.data, name)), value);
}

/* ---- the rules ---- */

static void rule_newest(struct keep *k, const struct row *row, const struct record *r)
{
    struct entry *e = entry_of(k, row, r);
    e->newest = r->sequence;
    e->before = 0;
}

static void rule_whole(struct keep *k, const struct row *row, const struct record *r)
{
    struct entry *e = entry_of(k, row, r);
    e->newest = r->sequence;
    e->before = 0;
    if (is_young(k, r))
        list_add(e, r->sequence);
}

static void end_others(struct keep *k, const struct row *row, const struct record *r)
{
    uint8_t key[KEY];
    for (const struct ends *x = row->ends; x && x->family; x++) {
        key_of(key, x->source ? x->source : r->source, x->family, r->subject, x->behind);
        entry_forget(k, key);
    }
}

/* What it ends of other families stays for now: so must it, although the key may begin anew behind it. */
static void list_end(const struct keep *k, struct entry *e, const struct record *r)
{
    if (!is_young(k, r))
        return;
    if (e->newest)
        list_add(e, e->newest);
    list_add(e, r->sequence);
}

static void rule_end(struct keep *k, const struct row *row, const struct record *r)
{
    struct entry *e = entry_of(k, row, r);
    if (!is_young(k, r)) {
        end_others(k, row, r);
        entry_drop(&k->entries, e);
        return;
    }
    if (row->rule == rule_absent)
        list_end(k, e, r);
    if (!e->before) /* an end of what has ended ends nothing new */
        e->before = e->newest;
    e->newest = r->sequence;
}

/* What was only missing in a list is held until the operator says otherwise: neither goes, however old. */
static void rule_absent(struct keep *k, const struct row *row, const struct record *r)
{
    if (!member_is(r, "reason", "absent")) {
        rule_end(k, row, r);
        return;
    }
    struct entry *e = entry_of(k, row, r);
    list_end(k, e, r);
    if (!e->before)
        e->before = e->newest;
    e->newest = r->sequence;
}

static void run_go_on(struct entry *e, uint64_t state, uint64_t sequence)
{
    if (e->state != state)
        e->first = sequence;
    e->state = state;
    e->newest = sequence;
}

static void rule_health(struct keep *k, const struct row *row, const struct record *r)
{
    if (!is_young(k, r) && member_is(r, "state", "gone"))
        entry_drop(&k->entries, entry_of(k, row, r));
    else
        run_go_on(entry_of(k, row, r), member_mark(r, "state"), r->sequence);
}

static void rule_stale(struct keep *k, const struct row *row, const struct record *r)
{
    run_go_on(entry_of(k, row, r), 1, r->sequence);
}

/* Somebody vouches for the cluster again: the next cluster.stale begins a new run. */
static void rule_vouched(struct keep *k, const struct row *row, const struct record *r)
{
    static const struct row stale = {.family = "cluster.stale"};
    entry_of(k, row, r)->newest = r->sequence;
    entry_of(k, &stale, r)->state = 0;
}

static void rule_call(struct keep *k, const struct row *row, const struct record *r)
{
    list_add(entry_of(k, row, r), r->sequence);
}

static void rule_done(struct keep *k, const struct row *row, const struct record *r)
{
    static const struct row call = {.family = "call"};
    entry_of(k, row, r)->newest = r->sequence;
    entry_of(k, &call, r)->list_count = 0;
}

/* The number behind the '#' of `asof`; 0: there is none. */
static uint64_t asof_of(const struct record *r)
{
    own_event e = {0};
    uint64_t number = 0;
    const char *asof = event_decode(&e, r->line, r->line_len, NULL) ? NULL : json_str(json_get(e.data, "asof"));
    const char *hash = asof ? strrchr(asof, '#') : NULL;
    return hash && event_number_parse(hash + 1, &number) == 0 ? number : 0;
}

/* A reading that was sent before a call that touched the resource is not in force; one that does not say is. */
static void rule_aws(struct keep *k, const struct row *row, const struct record *r)
{
    struct entry *e = entry_of(k, row, r);
    uint64_t asof = asof_of(r);
    bool in_force = !asof || asof >= e->state;
    e->newest = r->sequence;
    if (in_force)
        e->first = r->sequence;
    if (asof && in_force) {
        e->state = asof;
        e->before = r->sequence;
    }
    if (strcmp(r->type, "aws.gone") == 0 && in_force && !is_young(k, r))
        entry_drop(&k->entries, e);
}

/* ---- all ---- */

static const struct row *row_of(const char *type, struct row *other)
{
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (strcmp(rows[i].type, type) == 0)
            return &rows[i];
    *other = (struct row){.type = type, .family = type, .rule = rule_newest};
    return other;
}

const char *keep_family(const char *type)
{
    struct row other;
    return row_of(type, &other)->family;
}

struct keep *keep_new(struct moment young)
{
    struct keep *k = xcalloc(1, sizeof *k);
    k->young = young;
    return k;
}

static void table_free(struct entry **table)
{
    struct entry *e, *next;
    HASH_ITER (hh, *table, e, next)
        entry_drop(table, e);
}

void keep_free(struct keep *k)
{
    if (!k)
        return;
    table_free(&k->entries);
    table_free(&k->types);
    free(k);
}

void keep_record(struct keep *k, const struct record *r)
{
    struct row other;
    const struct row *row = row_of(r->type, &other);
    uint8_t key[KEY];
    row->rule(k, row, r);
    if (row->paired)
        return;
    key_of(key, r->source, r->type, NULL, "");
    entry_get(&k->types, key)->newest = r->sequence;
}

struct sequences {
    uint64_t *list;
    size_t count, cap;
};

static void sequences_add(struct sequences *s, uint64_t sequence)
{
    if (!sequence)
        return;
    ARRAY_GROW(s->list, s->count, s->cap);
    s->list[s->count++] = sequence;
}

static void table_list(const struct entry *table, struct sequences *to)
{
    for (const struct entry *e = table; e; e = e->hh.next) {
        sequences_add(to, e->newest);
        sequences_add(to, e->before);
        sequences_add(to, e->first);
        for (uint32_t i = 0; i < e->list_count; i++)
            sequences_add(to, e->list[i]);
    }
}

static int by_number(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return *x < *y ? -1 : *x > *y;
}

uint64_t *keep_list(const struct keep *k, size_t *count)
{
    struct sequences all = {0};
    size_t once = 0;
    table_list(k->entries, &all);
    table_list(k->types, &all);
    if (all.count)
        qsort(all.list, all.count, sizeof *all.list, by_number);
    for (size_t i = 0; i < all.count; i++)
        if (!once || all.list[once - 1] != all.list[i])
            all.list[once++] = all.list[i];
    *count = once;
    return all.list;
}
