/* GET of one object and of collections, paged over one snapshot. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/kube/sim.h"

/* What a list request asks for. */
struct page {
    uint64_t rv;     /* of the snapshot */
    int64_t limit;   /* 0: none */
    char after[520]; /* the key before the first of this page; "" at the start */
    bool inconsistent;
    struct selector selector;
};

/* ---- continue tokens: base64url of {"v":"meta.k8s.io/v1","rv":N,"start":"KEY\0"} ---- */

static void swap(char *text, char from, char to)
{
    for (; *text; text++)
        if (*text == from)
            *text = to;
}

static char *token_make(int64_t rv, const char *key)
{
    own_buf text = {0}, encoded = {0};
    buf_addf(&text, "{\"v\":\"meta.k8s.io/v1\",\"rv\":%lld,\"start\":\"%s\\u0000\"}", (long long)rv, key);
    base64_encode(&encoded, text.data, text.len);
    char *token = buf_take(&encoded);
    swap(token, '+', '-');
    swap(token, '/', '_');
    token[strcspn(token, "=")] = '\0';
    return token;
}

/* The JSON reader refuses NUL in strings, so the key's end is cut off before it. */
static int token_read(const char *token, int64_t *rv, char key[520])
{
    own_buf text = {0};
    own_str char *standard = xstrdup(token);
    swap(standard, '-', '+');
    swap(standard, '_', '/');
    if (base64_decode(&text, standard, strlen(standard), NULL))
        return -1;
    long long number;
    int used = 0;
    if (sscanf(buf_str(&text), "{\"v\":\"meta.k8s.io/v1\",\"rv\":%lld,\"start\":\"%511[^\\\"]\\u0000\"}%n", &number, key, &used) != 2)
        return -1;
    *rv = number;
    return used == (int)text.len ? 0 : -1;
}

static void reply_expired(struct call *c, const char *token)
{
    const char *message = token ? "The provided continue parameter is too old to display a consistent list result. You can start a new "
                                  "list without the continue parameter, or use the continue token in this response to retrieve the "
                                  "remainder of the results. Continuing with the provided token results in an inconsistent list - "
                                  "objects that were created, modified, or deleted between the time the first chunk was returned "
                                  "and now may show up in the list."
                                : "The resourceVersion for the provided list is too old.";
    reply_status(c, &(struct status){.code = 410, .reason = "Expired", .message = message, .token = token});
}

static int read_token(struct call *c, struct page *p, const char *token)
{
    int64_t rv;
    const char *version = sim_query(c->r, "resourceVersion");
    if (version && *version && strcmp(version, "0") != 0) {
        reply_bad_request(c, "specifying resource version is not allowed when using continue");
        return -1;
    }
    if (token_read(token, &rv, p->after)) {
        reply_bad_request(c, "invalid continue token: continue key is not valid: invalid character 'i' looking for beginning of value");
        return -1;
    }
    p->rv = rv < 0 ? store_version(c->sim->store) : (uint64_t)rv;
    if (rv >= 0 && (p->rv < store_compacted(c->sim->store) || fault_take(c, FAULT_EXPIRE))) {
        own_str char *fresh = token_make(-1, p->after);
        reply_expired(c, fresh);
        return -1;
    }
    return 0;
}

void reply_too_large(struct call *c, uint64_t rv)
{
    own_str char *message = xasprintf("Timeout: Too large resource version: %llu, current: %llu", (unsigned long long)rv,
                                      (unsigned long long)store_version(c->sim->store));
    reply_status(c, &(struct status){.code = 504,
                                     .reason = "Timeout",
                                     .message = message,
                                     .causes = "[{\"reason\":\"ResourceVersionTooLarge\",\"message\":\"Too large resource version\"}]",
                                     .retry_after_s = 1});
}

/* resourceVersion and resourceVersionMatch decide which snapshot. */
static int read_version(struct call *c, struct page *p)
{
    const char *text = sim_query(c->r, "resourceVersion"), *match = sim_query(c->r, "resourceVersionMatch");
    uint64_t rv;
    p->rv = store_version(c->sim->store);
    if (match && (!text || !*text)) {
        reply_invalid_option(c, "resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        return -1;
    }
    if (parse_version(c, text, &rv))
        return -1;
    if (text && !strcmp(text, "0"))
        p->limit = 0;
    if (rv > p->rv) {
        reply_too_large(c, rv);
        return -1;
    }
    bool exact = match ? !strcmp(match, "Exact") : p->limit > 0;
    if (rv && exact && rv < store_compacted(c->sim->store)) {
        reply_expired(c, NULL);
        return -1;
    }
    p->rv = rv && exact ? rv : p->rv;
    return 0;
}

static int read_page(struct call *c, struct page *p)
{
    const char *limit = sim_query(c->r, "limit"), *token = sim_query(c->r, "continue");
    p->limit = limit ? strtoll(limit, NULL, 10) : 0;
    p->selector = (struct selector){sim_query(c->r, "labelSelector"), sim_query(c->r, "fieldSelector")};
    if (sim_query(c->r, "sendInitialEvents")) {
        reply_invalid_option(c, "sendInitialEvents", "sendInitialEvents is forbidden for list");
        return -1;
    }
    if (token && *token)
        return read_token(c, p, token);
    if (fault_take(c, FAULT_EXPIRE)) {
        reply_expired(c, NULL);
        return -1;
    }
    return read_version(c, p);
}

static bool in_namespace(const struct call *c, const char *key)
{
    size_t len = strlen(c->target.namespace);
    return len == 0 || (!strncmp(key, c->target.namespace, len) && key[len] == '/');
}

/* Built-in types leave kind and apiVersion out of a list's items. */
static void write_item(struct buf *to, const struct call *c, const struct version *v)
{
    char prefix[256], version[128];
    const struct kind *k = c->target.kind;
    if (c->metadata_only || k->flags & KIND_CUSTOM) {
        render_object(to, c, v->text);
        return;
    }
    int len = snprintf(prefix, sizeof prefix, "{\"kind\":\"%s\",\"apiVersion\":\"%s\",", k->name, kind_api_version(k, version));
    buf_add_char(to, '{');
    buf_add(to, v->text + len, v->len - (size_t)len);
}

/* The place of the first item behind that key. */
static size_t first_after(const struct snapshot *all, const char *key)
{
    size_t low = 0, high = all->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(all->items[middle]->key, key) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Items of the page go to `items`; gives the key of the last when more follow, and how many do. */
static const char *gather(const struct call *c, const struct page *p, const struct snapshot *all, struct buf *items, size_t *more)
{
    int64_t taken = 0;
    const char *last = NULL;
    *more = 0;
    for (size_t i = first_after(all, p->after); i < all->count; i++) {
        const struct version *v = all->items[i];
        if (!in_namespace(c, v->key))
            continue;
        if (p->limit && taken == p->limit) {
            ++*more;
            continue;
        }
        if (!selector_matches(&p->selector, v->text))
            continue;
        if (taken++)
            buf_add_char(items, ',');
        write_item(items, c, v);
        last = v->key;
    }
    return *more ? last : NULL;
}

static void write_list_head(struct buf *to, const struct call *c, const char *metadata)
{
    char version[128];
    const struct kind *k = c->target.kind;
    const char *api = c->metadata_only ? "meta.k8s.io/v1" : kind_api_version(k, version);
    const char *name = c->metadata_only ? "PartialObjectMetadata" : k->name;
    buf_addf(to, "{\"kind\":\"%sList\",\"apiVersion\":\"%s\",\"metadata\":{%s},\"items\":[", name, api, metadata);
}

static void write_list(struct call *c, const struct page *p, const struct snapshot *all)
{
    own_buf items = {0}, metadata = {0};
    struct buf body = {0};
    size_t more;
    const char *last = gather(c, p, all, &items, &more);
    buf_addf(&metadata, "\"resourceVersion\":\"%llu\"", (unsigned long long)p->rv);
    if (last) {
        own_str char *token = token_make((int64_t)p->rv, last);
        buf_addf(&metadata, ",\"continue\":\"%s\"", token);
        if (selector_empty(&p->selector))
            buf_addf(&metadata, ",\"remainingItemCount\":%zu", more);
    }
    write_list_head(&body, c, buf_str(&metadata));
    buf_add(&body, buf_str(&items), items.len);
    buf_add_str(&body, "]}");
    reply_json(c, 200, &body);
}

/* The pages of one list come from one snapshot, which is made once. */
static const struct snapshot *snapshot_for(struct call *c, const struct page *p)
{
    struct listed *l = &c->sim->listed;
    if (l->kind != c->target.kind || l->rv != p->rv) {
        snapshot_release(&l->all);
        store_snapshot(c->sim->store, c->target.kind, p->rv, &l->all);
        l->kind = c->target.kind;
        l->rv = p->rv;
    }
    return &l->all;
}

void answer_list(struct call *c)
{
    static const struct snapshot nothing;
    struct page p = {0};
    if (read_page(c, &p))
        return;
    write_list(c, &p, fault_take(c, FAULT_EMPTY) ? &nothing : snapshot_for(c, &p));
}

void answer_get(struct call *c)
{
    char key[520];
    const struct version *v = store_get(c->sim->store, c->target.kind, object_key(key, c->target.namespace, c->target.name));
    if (!v) {
        reply_not_found(c);
        return;
    }
    struct buf body = {0};
    render_object(&body, c, v->text);
    reply_json(c, 200, &body);
}
