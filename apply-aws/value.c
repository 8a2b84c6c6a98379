#include <string.h>

#include "lib/base/mem.h"
#include "lib/model/elb.h"
#include "lib/model/strs.h"

#include "apply-aws/value.h"

char *value_with(const struct json *base, const char *name, const char *raw)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    bool placed = false;
    json_open_object(&o, NULL);
    json_each (member, base) {
        bool same = strcmp(json_name(member), name) == 0;
        if (same)
            json_add_raw(&o, name, raw);
        else
            json_add_node(&o, json_name(member), member);
        placed |= same;
    }
    if (!placed)
        json_add_raw(&o, name, raw);
    json_close_object(&o);
    return buf_take(&out);
}

char *value_merged(const struct json *base, const struct json *over)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_each (member, base) {
        const struct json *newer = json_get(over, json_name(member));
        json_add_node(&o, json_name(member), newer ? newer : member);
    }
    json_each (member, over)
        if (!json_get(base, json_name(member)))
            json_add_node(&o, json_name(member), member);
    json_close_object(&o);
    return buf_take(&out);
}

char *value_tags(const struct json *base, const struct json *set, const struct json *unset)
{
    struct pairs tags = {0}, more = {0};
    own_buf out = {0};
    struct json_out o = json_out(&out);
    pairs_decode_tags(&tags, base);
    pairs_decode_tags(&more, set);
    for (size_t i = 0; i < more.count; i++)
        pairs_set(&tags, more.items[i].key, more.items[i].value);
    json_each (key, unset)
        if (json_str(key))
            pairs_remove(&tags, json_str(key));
    pairs_encode_tags(&tags, &o, NULL);
    pairs_release(&tags);
    pairs_release(&more);
    return out.len ? buf_take(&out) : xstrdup("[]");
}

/* ---- permissions ---- */

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

static void decode_source(struct security_group *g, const struct json *permission, const struct source *s)
{
    json_each (entry, json_get(permission, s->list)) {
        const char *text = json_str(json_get(entry, s->member));
        if (!text)
            continue;
        struct permission *p = security_group_add_permission(g);
        p->protocol = xstrdup(json_str_or(json_get(permission, "IpProtocol"), "-1"));
        p->from_port = (int)json_int_or(json_get(permission, "FromPort"), -1);
        p->to_port = (int)json_int_or(json_get(permission, "ToPort"), -1);
        p->description = xstrdup_or_null(json_str(json_get(entry, "Description")));
        *source_of(p, s) = xstrdup(text);
    }
}

static void decode_permissions(struct security_group *g, const struct json *list)
{
    json_each (permission, list)
        for (size_t i = 0; i < COUNT_OF(sources); i++)
            decode_source(g, permission, &sources[i]);
}

/* EC2's identity of a permission: all but the description. */
static bool same_permission(const struct permission *a, const struct permission *b)
{
    return strcmp(a->protocol, b->protocol) == 0 && a->from_port == b->from_port && a->to_port == b->to_port &&
           str_equal(a->cidr, b->cidr) && str_equal(a->cidr_v6, b->cidr_v6) && str_equal(a->prefix_list, b->prefix_list) &&
           str_equal(a->group, b->group);
}

static bool has_permission(const struct security_group *g, const struct permission *p)
{
    for (size_t i = 0; i < g->permissions_count; i++)
        if (same_permission(&g->permissions[i], p))
            return true;
    return false;
}

static void copy_permission(struct security_group *to, const struct permission *from)
{
    struct permission *p = security_group_add_permission(to);
    *p = (struct permission){.protocol = xstrdup(from->protocol),
                             .from_port = from->from_port,
                             .to_port = from->to_port,
                             .cidr = xstrdup_or_null(from->cidr),
                             .cidr_v6 = xstrdup_or_null(from->cidr_v6),
                             .prefix_list = xstrdup_or_null(from->prefix_list),
                             .group = xstrdup_or_null(from->group),
                             .description = xstrdup_or_null(from->description)};
}

static void release_permissions(struct security_group *g)
{
    struct stack holder = {.groups = xmalloc(sizeof *g), .groups_count = 1, .groups_cap = 1};
    holder.groups[0] = *g;
    stack_release(&holder);
    *g = (struct security_group){0};
}

static char *encode_and_release(struct security_group *g)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    permissions_encode(g, &o, NULL);
    release_permissions(g);
    return buf_take(&out);
}

char *value_permissions_added(const struct json *base, const struct json *added)
{
    struct security_group all = {0}, more = {0};
    decode_permissions(&all, base);
    decode_permissions(&more, added);
    for (size_t i = 0; i < more.permissions_count; i++)
        if (!has_permission(&all, &more.permissions[i]))
            copy_permission(&all, &more.permissions[i]);
    release_permissions(&more);
    return encode_and_release(&all);
}

char *value_permissions_removed(const struct json *base, const struct json *removed)
{
    struct security_group all = {0}, less = {0}, rest = {0};
    decode_permissions(&all, base);
    decode_permissions(&less, removed);
    for (size_t i = 0; i < all.permissions_count; i++)
        if (!has_permission(&less, &all.permissions[i]))
            copy_permission(&rest, &all.permissions[i]);
    release_permissions(&all);
    release_permissions(&less);
    return encode_and_release(&rest);
}

size_t value_permissions_present(const struct json *base, const struct json *wanted, size_t *total)
{
    struct security_group all = {0}, some = {0};
    size_t present = 0;
    decode_permissions(&all, base);
    decode_permissions(&some, wanted);
    for (size_t i = 0; i < some.permissions_count; i++)
        present += has_permission(&all, &some.permissions[i]);
    *total = some.permissions_count;
    release_permissions(&all);
    release_permissions(&some);
    return present;
}
