#include <stdlib.h>
#include <string.h>

#include "lib/base/digest.h"
#include "lib/base/http.h"
#include "lib/base/mem.h"
#include "lib/kube/kube.h"
#include "lib/reach/reach.h"

#include "apply-aws/secrets.h"

enum { READ_MS = 15000, MAX_SECRET = 4 * 1024 * 1024 };

static const char prefix[] = "@secret/";

/* One reference, cut at its slashes; value once it was read. */
struct secret {
    char *reference, *text;
    const char *cluster, *namespace, *name, *key; /* in text */
    char *value;
};

struct secrets {
    struct apply *apply;
    struct json *parameters;
    struct secret *items;
    size_t count, cap;
    struct reach *reach; /* of the reading under way */
    struct kube *kube;   /* once the cluster is reached */
    struct kube_request *request;
    struct buf body;
    struct err err;
    struct loop_timer *timer; /* the next step */
    secrets_done_fn *done;
    void *context;
};

bool secrets_are_named(const char *parameters)
{
    return strstr(parameters, "\"@secret/") != NULL;
}

static void wipe(char *text)
{
    if (text)
        explicit_bzero(text, strlen(text));
    free(text);
}

static void wipe_buf(struct buf *b)
{
    if (b->data)
        explicit_bzero(b->data, b->cap);
    buf_release(b);
}

static void close_cluster(struct secrets *s)
{
    if (s->kube)
        kube_free(s->kube);
    reach_free(s->reach);
    s->kube = NULL;
    s->reach = NULL;
}

void secrets_cancel(struct secrets *s)
{
    if (!s)
        return;
    kube_cancel(s->request);
    close_cluster(s);
    for (size_t i = 0; i < s->count; i++) {
        free(s->items[i].reference);
        free(s->items[i].text);
        wipe(s->items[i].value);
    }
    free(s->items);
    wipe_buf(&s->body);
    json_free(s->parameters);
    loop_timer_remove(s->timer);
    free(s);
}

/* ---- what is named ---- */

static struct secret *find(const struct secrets *s, const char *reference)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->items[i].reference, reference) == 0)
            return &s->items[i];
    return NULL;
}

static void add(struct secrets *s, const char *reference)
{
    struct secret item = {.reference = xstrdup(reference), .text = xstrdup(reference + strlen(prefix))};
    char *rest = item.text;
    item.cluster = strsep(&rest, "/");
    item.namespace = strsep(&rest, "/");
    item.name = strsep(&rest, "/");
    item.key = rest;
    ARRAY_GROW(s->items, s->count, s->cap);
    s->items[s->count++] = item;
    if (!item.key || !*item.namespace || !*item.name || !*item.key)
        err_set(&s->err, ERR_INPUT, "'%s' is not of the form @secret/CLUSTER/NAMESPACE/NAME/KEY", reference);
}

static void collect(struct secrets *s, const struct json *node)
{
    const char *text = json_str(node);
    if (text && str_starts(text, prefix) && !find(s, text))
        add(s, text);
    if (json_kind(node) == JSON_OBJECT || json_kind(node) == JSON_ARRAY)
        json_each (child, node)
            collect(s, child);
}

/* ---- one reading ---- */

/* The kubeconfig is read, or EKS is asked, anew for each Secret: calls that name one are rare. */
static int open_cluster(struct secrets *s, const struct secret *item, struct err *err)
{
    const struct fleet *f = &s->apply->members;
    int at = fleet_index(f, item->cluster);
    if (at < 0)
        return err_set(err, ERR_CONFIG, "'%s': cluster '%s' is in no file of --fleet, which is where it would say how it is reached",
                       item->reference, item->cluster);
    const struct fleet_cluster *member = &f->clusters[at];
    struct reach_choice choice = {
        .kube = {.kubeconfig = member->kubeconfig, .context = member->context, .in_cluster = member->in_cluster && !member->kubeconfig},
        .eks = member->eks};
    s->reach = reach_new(stage_loop(s->apply->stage), &choice, f->region, err);
    return s->reach ? 0 : -1;
}

/* Takes the keys that are wanted of this Secret out of its JSON. */
static void take(struct secrets *s, const struct secret *asked)
{
    own_json *tree = json_parse(buf_str(&s->body), s->body.len, NULL);
    for (size_t i = 0; i < s->count; i++) {
        struct secret *item = &s->items[i];
        bool same =
            !strcmp(item->cluster, asked->cluster) && !strcmp(item->namespace, asked->namespace) && !strcmp(item->name, asked->name);
        const char *text = same ? json_str(json_path(tree, "data", item->key, NULL)) : NULL;
        struct buf value = {0};
        if (!same)
            continue;
        if (!text || base64_decode(&value, text, strlen(text), NULL)) {
            err_set(&s->err, ERR_INPUT, "Secret '%s/%s' in cluster '%s' has no key '%s' that can be read", item->namespace, item->name,
                    item->cluster, item->key);
            return;
        }
        while (value.len && strchr("\r\n", value.data[value.len - 1])) /* as files end, and no secret does */
            value.data[--value.len] = '\0';
        item->value = buf_take(&value);
    }
}

static const struct secret *next_unread(const struct secrets *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (!s->items[i].value)
            return &s->items[i];
    return NULL;
}

static int on_data(void *context, const char *bytes, size_t len, struct err *err)
{
    struct secrets *s = context;
    if (s->body.len + len > MAX_SECRET)
        return err_set(err, ERR_AGAIN, "the answer is longer than any Secret");
    buf_add(&s->body, bytes, len);
    return 0;
}

static void on_read(void *context, const struct kube_end *end)
{
    struct secrets *s = context;
    const struct secret *item = next_unread(s);
    s->request = NULL;
    if (end->err.kind == ERR_NONE)
        take(s, item);
    else
        err_set(&s->err, end->err.kind, "Secret '%s/%s' in cluster '%s' cannot be read: %s", item->namespace, item->name, item->cluster,
                end->err.text);
    wipe_buf(&s->body);
    loop_timer_in(s->timer, 0);
}

static int ask(struct secrets *s, const struct secret *item, struct err *err)
{
    static const struct kube_handlers handlers = {.data = on_data, .done = on_read};
    own_buf path = {0};
    buf_add_str(&path, "/api/v1/namespaces/");
    http_encode(&path, item->namespace, false);
    buf_add_str(&path, "/secrets/");
    http_encode(&path, item->name, false);
    struct kube_call call = {.path = buf_str(&path), .verb = "get", .resource = "secrets", .total_ms = READ_MS};
    s->request = kube_get(s->kube, &call, &handlers, s, err);
    return s->request ? 0 : -1;
}

/* Not reached is an answer: the call fails, and is planned anew. */
static void on_reached(void *context, struct kube_access *access, const struct err *err)
{
    struct secrets *s = context;
    const struct secret *item = next_unread(s);
    if (access)
        s->kube = kube_new(stage_loop(s->apply->stage), access, "headgate/" HEADGATE_VERSION);
    else
        err_set(&s->err, err->kind, "Secret '%s/%s' in cluster '%s' cannot be read: %s", item->namespace, item->name, item->cluster,
                err->text);
    if (!access || ask(s, item, &s->err))
        loop_timer_in(s->timer, 0);
}

/* ---- all of them ---- */

static void fill(struct json_out *o, const char *name, const struct secrets *s, const struct json *node)
{
    const struct secret *item = json_str(node) ? find(s, json_str(node)) : NULL;
    bool object = json_kind(node) == JSON_OBJECT, array = json_kind(node) == JSON_ARRAY;
    if (item)
        json_add_str(o, name, item->value);
    else if (!object && !array)
        json_add_node(o, name, node);
    if (!object && !array)
        return;
    if (object)
        json_open_object(o, name);
    else
        json_open_array(o, name);
    json_each (child, node)
        fill(o, json_name(child), s, child);
    if (object)
        json_close_object(o);
    else
        json_close_array(o);
}

static void finish(struct secrets *s)
{
    struct buf filled = {0};
    struct json_out o = json_out(&filled);
    if (s->err.kind == ERR_NONE)
        fill(&o, NULL, s, s->parameters);
    s->done(s->context, filled.data, s->err.kind == ERR_NONE ? NULL : &s->err);
    wipe_buf(&filled);
    secrets_cancel(s);
}

/* From the loop: no request is under way. */
static void on_step(void *context)
{
    struct secrets *s = context;
    const struct secret *item = next_unread(s);
    close_cluster(s);
    if (s->err.kind == ERR_NONE && item && open_cluster(s, item, &s->err) == 0)
        reach_start(s->reach, on_reached, s);
    else
        finish(s);
}

struct secrets *secrets_fill(struct apply *a, const char *parameters, secrets_done_fn *done, void *context)
{
    struct secrets *s = xcalloc(1, sizeof *s);
    *s = (struct secrets){.apply = a, .done = done, .context = context};
    s->parameters = json_parse(parameters, strlen(parameters), &s->err);
    collect(s, s->parameters);
    s->timer = loop_timer_add(stage_loop(a->stage), on_step, s);
    loop_timer_in(s->timer, 0);
    return s;
}
