/* Endpoints: a table of them behind each Service port. */
#include "plan-rules/fold.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"

static void backend_key(const struct podinfo *p, struct buf *key)
{
    buf_addf(key, "%s/%s/%s:%d", p->cluster, p->namespace, p->service, p->port);
}

static struct world_backend *backend_slot(struct world *w, const char *key)
{
    struct world_backend *b = NULL;
    HASH_FIND_STR(w->backends, key, b);
    if (b)
        return b;
    b = xcalloc(1, sizeof *b);
    b->key = xstrdup(key);
    HASH_ADD_KEYPTR(hh, w->backends, b->key, strlen(b->key), b);
    return b;
}

/* What nothing here reads: of tens of thousands of endpoints that is most of what is said. */
static void forget_unread(struct podinfo *p)
{
    char **texts[] = {&p->namespace, &p->service, &p->port_name, &p->zone, &p->pod_ip};
    size_t kept = 0;
    for (size_t i = 0; i < COUNT_OF(texts); i++)
        str_replace(texts[i], NULL);
    for (size_t i = 0; i < p->ports_count; i++)
        str_replace(&p->ports[i].container, NULL);
    for (size_t i = 0; i < p->conditions_count; i++) {
        struct pod_condition *c = &p->conditions[i];
        if (strcmp(c->type, "ContainersReady") == 0) {
            p->conditions[kept++] = *c;
            continue;
        }
        free(c->type);
        free(c->status);
    }
    p->conditions_count = kept;
    strs_release(&p->readiness_gates);
    pairs_release(&p->pod_labels);
}

int fold_podinfo_put(struct world *w, const struct event *e, struct err *err)
{
    struct podinfo record = {0};
    if (podinfo_decode(&record, e->data, err)) {
        podinfo_release(&record);
        return -1;
    }
    own_buf at = {0};
    backend_key(&record, &at);
    own_str char *key = podinfo_subject(&record);
    struct world_pod *slot = SLOT(pod, backend_slot(w, buf_str(&at))->pods, key, e, podinfo_release);
    forget_unread(&record);
    slot->record = record;
    slot->at = event_clock(e);
    slot->absent = (struct moment){0};
    touched_add(&w->touched, TOUCHED_BACKEND, buf_str(&at));
    return 0;
}

/* The key of the backend stands before the last slash of the subject. */
int fold_podinfo_delete(struct world *w, const struct event *e, struct err *err)
{
    const char *slash = e->subject ? strrchr(e->subject, '/') : NULL;
    if (!slash)
        return err_set(err, ERR_INPUT, "'podinfo.delete' without a subject of the form CLUSTER/NS/SERVICE:PORT/ADDRESS:PORT");
    own_str char *key = xstrndup(e->subject, (size_t)(slash - e->subject));
    struct world_backend *b = NULL;
    HASH_FIND_STR(w->backends, key, b);
    if (!b)
        return 0;
    touched_add(&w->touched, TOUCHED_BACKEND, key);
    struct world_pod *slot = NULL;
    HASH_FIND_STR(b->pods, e->subject, slot);
    if (slot && fold_absence(w, e, &slot->absent))
        return 0;
    DROP(pod, b->pods, e->subject, podinfo_release);
    world_drop_empty(w, b);
    return 0;
}
