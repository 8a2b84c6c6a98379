#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/permission.h"

/* Where each kind of source stands, and in which member of ours. */
static const struct source {
    const char *list, *member;
    size_t offset;
} sources[] = {
    {"IpRanges", "CidrIp", offsetof(struct permission, cidr)},
    {"Ipv6Ranges", "CidrIpv6", offsetof(struct permission, cidr_v6)},
    {"PrefixListIds", "PrefixListId", offsetof(struct permission, prefix_list)},
    {"UserIdGroupPairs", "GroupId", offsetof(struct permission, group)},
};

static char **source_of(struct permission *p, const struct source *s)
{
    return (char **)(void *)((char *)p + s->offset);
}

static void decode_source(struct security_group *g, const struct json *entry, const struct source *s)
{
    json_each (one, json_get(entry, s->list)) {
        const char *text = json_str(json_get(one, s->member));
        if (!text)
            continue;
        struct permission *p = security_group_add_permission(g);
        p->protocol = xstrdup(json_str_or(json_get(entry, "IpProtocol"), "-1"));
        p->from_port = (int)json_int_or(json_get(entry, "FromPort"), -1);
        p->to_port = (int)json_int_or(json_get(entry, "ToPort"), -1);
        p->description = xstrdup_or_null(json_str(json_get(one, "Description")));
        *source_of(p, s) = xstrdup(text);
    }
}

void permissions_decode(struct security_group *g, const struct json *list)
{
    json_each (entry, list)
        for (size_t i = 0; i < COUNT_OF(sources); i++)
            decode_source(g, entry, &sources[i]);
}

bool permission_equal(const struct permission *a, const struct permission *b)
{
    bool ports = strcmp(a->protocol, "-1") == 0 || (a->from_port == b->from_port && a->to_port == b->to_port);
    return strcmp(a->protocol, b->protocol) == 0 && ports && str_equal(a->cidr, b->cidr) && str_equal(a->cidr_v6, b->cidr_v6) &&
           str_equal(a->prefix_list, b->prefix_list) && str_equal(a->group, b->group);
}

const struct permission *permissions_find(const struct security_group *g, const struct permission *p)
{
    for (size_t i = 0; i < g->permissions_count; i++)
        if (permission_equal(&g->permissions[i], p))
            return &g->permissions[i];
    return NULL;
}

bool permissions_have(const struct security_group *g, const struct permission *p)
{
    return permissions_find(g, p) != NULL;
}

/* ---- whose a rule is ---- */

char *permission_mark(const char *fleet)
{
    return xasprintf("headgate.io/fleet=%s", fleet ? fleet : "");
}

bool permission_is_marked(const struct permission *p, const char *fleet)
{
    own_str char *mark = permission_mark(fleet);
    size_t len = strlen(mark);
    for (const char *at = p->description; at && *at; at += strcspn(at, ",")) {
        at += strspn(at, ", ");
        if (strncmp(at, mark, len) == 0 && (at[len] == ',' || !at[len]))
            return true;
    }
    return false;
}
