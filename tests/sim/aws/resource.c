/* What all resources of ELBv2 have in common: the list of them, ids, paged Describes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* own */
#include "tests/sim/aws/aws.h"

enum { PAGE_MAX = 400 };

void resource_id(char to[17], const char *kind, const char *name, uint64_t number)
{
    char hex[SHA256_HEX];
    own_str char *text = xasprintf("%s %s %llu", kind, name, (unsigned long long)number);
    sha256_hex(text, strlen(text), hex);
    snprintf(to, 17, "%.16s", hex);
}

struct resource *resource_new(struct aws *a, enum resource_kind kind, const char *arn, struct resource *parent)
{
    struct resource *r = xcalloc(1, sizeof *r), **at = &a->resources;
    r->kind = kind;
    r->arn = xstrdup(arn);
    r->parent = parent;
    r->number = ++a->made;
    r->fields = node_new("member", NULL);
    r->attributes = node_new("Attributes", NULL);
    r->tags = node_new("Tags", NULL);
    r->certificates = node_new("Certificates", NULL);
    r->made_ms = mono_ms();
    r->slot = -1;
    while (*at)
        at = &(*at)->next;
    *at = r;
    return r;
}

static void resource_free(struct resource *r)
{
    for (size_t i = 0; i < r->target_count; i++)
        target_release(&r->targets[i]);
    node_free(r->serving);
    free(r->targets);
    free(r->arn);
    node_free(r->fields);
    node_free(r->attributes);
    node_free(r->tags);
    node_free(r->certificates);
    free(r->web_acl);
    free(r);
}

void resource_remove(struct aws *a, struct resource *gone)
{
    struct resource *child;
    while ((child = resource_next(a, RESOURCE_KINDS, gone, NULL)))
        resource_remove(a, child);
    struct resource **at = &a->resources;
    while (*at != gone)
        at = &(*at)->next;
    *at = gone->next;
    structure_edited(a, NULL);
    resource_free(gone);
}

void resource_free_list(struct resource *first)
{
    while (first) {
        struct resource *r = first;
        first = r->next;
        resource_free(r);
    }
}

void resource_free_all(struct aws *a)
{
    resource_free_list(a->resources);
    a->resources = NULL;
}

struct resource *resource_next(const struct aws *a, enum resource_kind kind, const struct resource *parent, const struct resource *from)
{
    for (struct resource *r = from ? from->next : a->resources; r; r = r->next)
        if ((kind == RESOURCE_KINDS || r->kind == kind) && (!parent || r->parent == parent))
            return r;
    return NULL;
}

size_t resource_count(const struct aws *a, enum resource_kind kind, const struct resource *parent)
{
    size_t count = 0;
    resource_each (r, a, kind, parent)
        count++;
    return count;
}

static const char *const name_members[RESOURCE_KINDS] = {
    [LOAD_BALANCER] = "LoadBalancerName", [TARGET_GROUP] = "TargetGroupName", [TRUST_STORE] = "Name"};

struct resource *resource_by_arn(const struct aws *a, const char *arn)
{
    return arn ? resource_find(a, RESOURCE_KINDS, arn) : NULL;
}

struct resource *resource_find(const struct aws *a, enum resource_kind kind, const char *arn)
{
    resource_each (r, a, kind, NULL)
        if (str_equal(r->arn, arn))
            return r;
    return NULL;
}

struct resource *resource_by_name(const struct aws *a, enum resource_kind kind, const char *name)
{
    const char *member = name_members[kind];
    resource_each (r, a, kind, NULL)
        if (str_equal(node_str(r->fields, member), name))
            return r;
    return NULL;
}

/* ---- Describe ---- */

static bool wanted(const struct paging *p, const struct resource *r)
{
    if (p->parent && r->parent != p->parent)
        return false;
    if (!p->arns && !p->names)
        return true;
    const char *name = name_members[r->kind] ? node_str(r->fields, name_members[r->kind]) : NULL;
    return node_has(p->arns, r->arn) || (name && node_has(p->names, name));
}

/* Each ARN and name asked for must be there. */
static int check_named(struct call *c, const struct paging *p)
{
    node_each (m, p->arns)
        if (!resource_find(c->aws, p->kind, m->value))
            return call_fail(c, p->item, "One or more of the resources were not found: '%s'", m->value);
    node_each (m, p->names)
        if (!resource_by_name(c->aws, p->kind, m->value))
            return call_fail(c, p->item, "One or more of the resources were not found: '%s'", m->value);
    return 0;
}

/* Rules are shown by priority, the default one last; the others in the order of making. */
static int by_place(const void *a, const void *b)
{
    const struct resource *const *x = a, *const *y = b;
    int64_t p = (*x)->kind == RULE ? node_int_or((*x)->fields, "Priority", 0) : 0;
    int64_t q = (*y)->kind == RULE ? node_int_or((*y)->fields, "Priority", 0) : 0;
    p = (*x)->kind == RULE && p == 0 ? INT64_MAX : p;
    q = (*y)->kind == RULE && q == 0 ? INT64_MAX : q;
    if (p != q)
        return p < q ? -1 : 1;
    return (*x)->number < (*y)->number ? -1 : (*x)->number > (*y)->number;
}

/* Where the marker, a resource's number, says that the page starts. */
static size_t page_start(struct resource *const *all, size_t count, const char *marker)
{
    uint64_t number = marker ? strtoull(marker, NULL, 10) : 0;
    for (size_t i = 0; number && i < count; i++)
        if (all[i]->number == number)
            return i;
    return 0;
}

static int64_t page_size(const struct call *c)
{
    int64_t size = node_int_or(c->in, "PageSize", PAGE_MAX), own = c->aws->set.page_size;
    return own && own < size ? own : size;
}

static void write_page(struct call *c, const struct paging *p, struct resource **all, size_t count)
{
    char marker[24] = "";
    size_t from = page_start(all, count, node_str(c->in, "Marker")), to = from + (size_t)page_size(c);
    buf_addf(&c->out, "<%s>", p->list);
    for (size_t i = from; i < count && i < to; i++)
        p->write(c, all[i]);
    buf_addf(&c->out, "</%s>", p->list);
    if (to < count) {
        snprintf(marker, sizeof marker, "%llu", (unsigned long long)all[to]->number);
        xml_text(&c->out, "NextMarker", marker);
    }
}

struct resource **resources_sorted(const struct aws *a, enum resource_kind kind, const struct resource *parent, size_t *count)
{
    struct resource **all = NULL;
    size_t cap = 0;
    *count = 0;
    resource_each (r, a, kind, parent) {
        ARRAY_GROW(all, *count, cap);
        all[(*count)++] = r;
    }
    if (*count)
        qsort(all, *count, sizeof *all, by_place);
    return all;
}

int describe(struct call *c, const struct paging *p)
{
    struct resource **all = NULL;
    size_t count = 0, cap = 0;
    if (check_named(c, p))
        return -1;
    resource_each (r, c->aws, p->kind, NULL) {
        if (!wanted(p, r))
            continue;
        ARRAY_GROW(all, count, cap);
        all[count++] = r;
    }
    if (count)
        qsort(all, count, sizeof *all, by_place);
    write_page(c, p, all, count);
    free(all);
    return 0;
}
