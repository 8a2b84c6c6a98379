/* Four databases in one LMDB file:
 *   nodes    source's number in `sources` and running number -> 'S' sequence, 'C' a cause, 'E' an effect
 *   order    sequence -> that key
 *   names    half a hash of kind and name -> sequences
 *   sources  name -> number, and back; "head" in `meta` of the same database */

/* system */
#include <endian.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <lmdb.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/store_index.h"
#include "journal/trace.h"

#define MAP_SIZE ((size_t)1 << 36) /* address space; the file grows as it is filled */

struct index {
    MDB_env *env;
    MDB_dbi nodes, order, names, sources;
    MDB_txn *txn; /* the writing one, while something is noted */
    uint64_t head;
    int fault; /* the first of the transaction */
};

struct key {
    uint32_t source; /* big end first, as is number: so they sort */
    uint64_t number;
} __attribute__((packed));

struct entry {
    char what; /* 'S', 'C', 'E' */
    union {
        uint64_t sequence;
        struct key other;
    } __attribute__((packed));
    uint8_t held;
} __attribute__((packed));

static const char head_name[] = "#head"; /* no source is called so: a reference has its '#' behind the source */

static MDB_val value_of(const void *data, size_t len)
{
    MDB_val v = {.mv_size = len};
    memcpy(&v.mv_data, &data, sizeof data);
    return v;
}

static void put(struct index *ix, MDB_dbi db, MDB_val key, MDB_val value, unsigned flags)
{
    int rc = ix->fault ? ix->fault : mdb_put(ix->txn, db, &key, &value, flags);
    if (rc && rc != MDB_KEYEXIST)
        ix->fault = rc;
}

static void head_read(struct index *ix, MDB_txn *txn)
{
    MDB_val key = value_of(head_name, sizeof head_name), value;
    if (mdb_get(txn, ix->sources, &key, &value) == 0 && value.mv_size == sizeof ix->head)
        memcpy(&ix->head, value.mv_data, sizeof ix->head);
}

static void begin(struct index *ix)
{
    if (ix->txn)
        return;
    ix->fault = mdb_txn_begin(ix->env, NULL, 0, &ix->txn);
    if (!ix->fault)
        head_read(ix, ix->txn); /* another process may have gone on */
}

/* ---- opening ---- */

static int open_databases(struct index *ix)
{
    int rc = mdb_env_create(&ix->env);
    if (rc)
        return rc;
    mdb_env_set_maxdbs(ix->env, 4);
    mdb_env_set_mapsize(ix->env, MAP_SIZE);
    return 0;
}

static int open_tables(struct index *ix)
{
    const unsigned dup = MDB_CREATE | MDB_DUPSORT;
    MDB_txn *txn;
    int rc = mdb_txn_begin(ix->env, NULL, 0, &txn);
    if (rc)
        return rc;
    if ((rc = mdb_dbi_open(txn, "nodes", dup, &ix->nodes)) || (rc = mdb_dbi_open(txn, "order", MDB_CREATE, &ix->order)) ||
        (rc = mdb_dbi_open(txn, "names", dup | MDB_DUPFIXED, &ix->names)) ||
        (rc = mdb_dbi_open(txn, "sources", MDB_CREATE, &ix->sources))) {
        mdb_txn_abort(txn);
        return rc;
    }
    head_read(ix, txn);
    return mdb_txn_commit(txn);
}

static int try_open(struct index *ix, const char *path)
{
    int rc = open_databases(ix);
    if (!rc)
        rc = mdb_env_open(ix->env, path, MDB_NOSUBDIR, 0600);
    if (!rc)
        rc = open_tables(ix);
    if (rc && ix->env) {
        mdb_env_close(ix->env);
        ix->env = NULL;
    }
    return rc;
}

struct index *index_open(const char *path, struct err *err)
{
    struct index *ix = xcalloc(1, sizeof *ix);
    int rc = try_open(ix, path);
    if (rc == MDB_INVALID || rc == MDB_VERSION_MISMATCH || rc == MDB_CORRUPTED || rc == MDB_PAGE_NOTFOUND) {
        unlink(path);
        rc = try_open(ix, path);
    }
    if (rc == 0)
        return ix;
    free(ix);
    err_set(err, ERR_CONFIG, "the index of trace '%s' cannot be opened: %s", path, mdb_strerror(rc));
    return NULL;
}

void index_close(struct index *ix)
{
    if (!ix)
        return;
    if (ix->txn)
        mdb_txn_abort(ix->txn);
    mdb_env_close(ix->env);
    free(ix);
}

uint64_t index_head(const struct index *ix)
{
    return ix->head;
}

/* ---- references as keys ---- */

/* The number of a source; with `make` a new one gets the next. 0: there is none. */
static uint32_t source_number(struct index *ix, MDB_txn *txn, const char *name, size_t len, bool make)
{
    MDB_val key = value_of(name, len), value;
    uint32_t number = 0;
    MDB_stat stat;
    if (!len || name[0] == '#' || len > (size_t)mdb_env_get_maxkeysize(ix->env))
        return 0;
    if (mdb_get(txn, ix->sources, &key, &value) == 0) {
        memcpy(&number, value.mv_data, sizeof number);
        return number;
    }
    if (!make || mdb_stat(txn, ix->sources, &stat))
        return 0;
    number = htobe32((uint32_t)stat.ms_entries + 1);
    put(ix, ix->sources, key, value_of(&number, sizeof number), 0);
    char back[1 + sizeof number] = {'#'};
    memcpy(back + 1, &number, sizeof number);
    put(ix, ix->sources, value_of(back, sizeof back), key, 0);
    return number;
}

static bool key_of(struct index *ix, MDB_txn *txn, const char *reference, struct key *key)
{
    const char *hash = strrchr(reference, '#');
    uint64_t number;
    if (!hash || event_number_parse(hash + 1, &number))
        return false;
    key->source = source_number(ix, txn, reference, (size_t)(hash - reference), txn == ix->txn);
    key->number = htobe64(number);
    return key->source;
}

static char *reference_of(struct index *ix, MDB_txn *txn, const struct key *key)
{
    char back[1 + sizeof key->source] = {'#'}, number[EVENT_NUMBER];
    memcpy(back + 1, &key->source, sizeof key->source);
    MDB_val at = value_of(back, sizeof back), name;
    if (mdb_get(txn, ix->sources, &at, &name))
        return NULL;
    return xasprintf("%.*s#%s", (int)name.mv_size, (const char *)name.mv_data, event_number_format(be64toh(key->number), number));
}

/* ---- noting ---- */

struct noting {
    struct index *ix;
    struct key self;
};

static void note_cause(void *context, const char *reference, bool held)
{
    struct noting *n = context;
    struct entry cause = {.what = 'C', .held = held}, effect = {.what = 'E', .other = n->self, .held = held};
    if (!key_of(n->ix, n->ix->txn, reference, &cause.other) || memcmp(&cause.other, &n->self, sizeof n->self) == 0)
        return;
    put(n->ix, n->ix->nodes, value_of(&n->self, sizeof n->self), value_of(&cause, sizeof cause), MDB_NODUPDATA);
    put(n->ix, n->ix->nodes, value_of(&cause.other, sizeof cause.other), value_of(&effect, sizeof effect), MDB_NODUPDATA);
}

static void name_key(enum index_kind kind, const char *name, uint8_t key[SHA256_BYTES])
{
    const char k = (char)kind;
    sha256_parts((const struct digest_part[]){{&k, 1}, {name, strlen(name)}}, 2, key);
}

enum { NAME_KEY = 16 };

static void note_name(struct index *ix, enum index_kind kind, const char *name, uint64_t sequence)
{
    uint8_t key[SHA256_BYTES];
    uint64_t value = htobe64(sequence);
    name_key(kind, name, key);
    put(ix, ix->names, value_of(key, NAME_KEY), value_of(&value, sizeof value), MDB_NODUPDATA);
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

void index_note(struct index *ix, const struct event *e)
{
    begin(ix);
    own_str char *reference = event_reference(e);
    struct noting n = {.ix = ix};
    uint64_t sequence = htobe64(e->sequence);
    if (ix->fault || e->sequence <= ix->head)
        return;
    ix->head = e->sequence;
    if (!key_of(ix, ix->txn, reference, &n.self))
        return;
    struct entry self = {.what = 'S', .sequence = sequence};
    put(ix, ix->order, value_of(&sequence, sizeof sequence), value_of(&n.self, sizeof n.self), MDB_APPEND);
    put(ix, ix->nodes, value_of(&n.self, sizeof n.self), value_of(&self, sizeof self), MDB_NODUPDATA);
    trace_causes(e, note_cause, &n);
    if (e->subject)
        note_subject(ix, e);
    if (str_starts(e->type, "call."))
        note_call(ix, e);
}

int index_commit(struct index *ix, struct err *err)
{
    if (!ix->txn)
        return 0;
    put(ix, ix->sources, value_of(head_name, sizeof head_name), value_of(&ix->head, sizeof ix->head), 0);
    int rc = ix->fault;
    if (rc)
        mdb_txn_abort(ix->txn);
    else
        rc = mdb_txn_commit(ix->txn);
    ix->txn = NULL;
    return rc ? err_set(err, ERR_CONFIG, "the index of trace cannot be written: %s", mdb_strerror(rc)) : 0;
}

/* ---- looking ---- */

struct looking {
    struct index *ix;
    MDB_txn *txn;
    const struct index_fns *fns;
    void *context;
};

static void look_entry(const struct looking *l, const struct entry *entry)
{
    if (entry->what == 'S') {
        l->fns->self(l->context, be64toh(entry->sequence));
        return;
    }
    struct key other = entry->other;
    own_str char *reference = reference_of(l->ix, l->txn, &other);
    if (reference && entry->what == 'C')
        l->fns->cause(l->context, reference, entry->held);
    else if (reference)
        l->fns->effect(l->context, reference, entry->held);
}

void index_look(struct index *ix, const char *reference, const struct index_fns *fns, void *context)
{
    struct looking l = {.ix = ix, .fns = fns, .context = context};
    struct key key;
    MDB_cursor *cursor;
    if (mdb_txn_begin(ix->env, NULL, MDB_RDONLY, &l.txn))
        return;
    if (key_of(ix, l.txn, reference, &key) && mdb_cursor_open(l.txn, ix->nodes, &cursor) == 0) {
        MDB_val at = value_of(&key, sizeof key), value;
        for (int rc = mdb_cursor_get(cursor, &at, &value, MDB_SET); !rc; rc = mdb_cursor_get(cursor, &at, &value, MDB_NEXT_DUP)) {
            struct entry entry;
            memcpy(&entry, value.mv_data, sizeof entry);
            look_entry(&l, &entry);
        }
        mdb_cursor_close(cursor);
    }
    mdb_txn_abort(l.txn);
}

char *index_reference(struct index *ix, uint64_t sequence)
{
    uint64_t at = htobe64(sequence);
    MDB_val key = value_of(&at, sizeof at), value;
    MDB_txn *txn;
    char *reference = NULL;
    if (mdb_txn_begin(ix->env, NULL, MDB_RDONLY, &txn))
        return NULL;
    if (mdb_get(txn, ix->order, &key, &value) == 0) {
        struct key found;
        memcpy(&found, value.mv_data, sizeof found);
        reference = reference_of(ix, txn, &found);
    }
    mdb_txn_abort(txn);
    return reference;
}

static size_t find_all(MDB_cursor *cursor, MDB_val key, uint64_t *sequences, size_t most)
{
    MDB_val value;
    size_t count = 0;
    if (mdb_cursor_get(cursor, &key, &value, MDB_SET_KEY) || mdb_cursor_get(cursor, &key, &value, MDB_LAST_DUP))
        return 0;
    do {
        memcpy(&sequences[count], value.mv_data, sizeof *sequences);
        sequences[count] = be64toh(sequences[count]);
        count++;
    } while (count < most && mdb_cursor_get(cursor, &key, &value, MDB_PREV_DUP) == 0);
    return count;
}

size_t index_find(struct index *ix, enum index_kind kind, const char *name, uint64_t *sequences, size_t most)
{
    uint8_t hash[SHA256_BYTES];
    MDB_txn *txn;
    MDB_cursor *cursor;
    size_t count = 0;
    name_key(kind, name, hash);
    if (!most || mdb_txn_begin(ix->env, NULL, MDB_RDONLY, &txn))
        return 0;
    if (mdb_cursor_open(txn, ix->names, &cursor) == 0) {
        count = find_all(cursor, value_of(hash, NAME_KEY), sequences, most);
        mdb_cursor_close(cursor);
    }
    mdb_txn_abort(txn);
    return count;
}
