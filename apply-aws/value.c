#include <string.h>

#include "lib/base/mem.h"
#include "lib/model/elb.h"
#include "lib/model/permission.h"
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

char *value_acl(const struct json *item)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_add_node(&o, "ARN", json_get(item, "ARN"));
    json_add_node(&o, "Id", json_get(item, "Id"));
    json_add_node(&o, "Name", json_get(item, "Name"));
    json_close_object(&o);
    return buf_take(&out);
}

char *value_association(const char *resource, const char *acl)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_add_str(&o, "ResourceArn", resource);
    json_add_str(&o, "WebACLArn", acl);
    json_close_object(&o);
    return buf_take(&out);
}

/* ---- permissions ---- */

static char *encode_and_release(struct security_group *g)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    permissions_encode(g, &o, NULL);
    security_group_release(g);
    return buf_take(&out);
}

char *value_permissions_added(const struct json *base, const struct json *added)
{
    struct security_group all = {0}, more = {0};
    permissions_decode(&all, base);
    permissions_decode(&more, added);
    for (size_t i = 0; i < more.permissions_count; i++)
        if (!permissions_have(&all, &more.permissions[i]))
            permission_copy(security_group_add_permission(&all), &more.permissions[i]);
    security_group_release(&more);
    return encode_and_release(&all);
}

char *value_permissions_removed(const struct json *base, const struct json *removed)
{
    struct security_group all = {0}, less = {0}, rest = {0};
    permissions_decode(&all, base);
    permissions_decode(&less, removed);
    for (size_t i = 0; i < all.permissions_count; i++)
        if (!permissions_have(&less, &all.permissions[i]))
            permission_copy(security_group_add_permission(&rest), &all.permissions[i]);
    security_group_release(&all);
    security_group_release(&less);
    return encode_and_release(&rest);
}

size_t value_permissions_present(const struct json *base, const struct json *wanted, size_t *total)
{
    struct security_group all = {0}, some = {0};
    size_t present = 0;
    permissions_decode(&all, base);
    permissions_decode(&some, wanted);
    for (size_t i = 0; i < some.permissions_count; i++)
        present += permissions_have(&all, &some.permissions[i]);
    *total = some.permissions_count;
    security_group_release(&all);
    security_group_release(&some);
    return present;
}

/* ---- what a reading adds ---- */

static bool list_completes(const struct json *now, const struct json *known)
{
    const struct json *n = json_first(now);
    if (json_count(now) != json_count(known))
        return false;
    json_each (k, known) {
        if (!value_completes(n, k))
            return false;
        n = json_next(n);
    }
    return true;
}

/* Of attributes, those that were set are known. */
static bool has_each(const struct json *now, const struct json *known)
{
    json_each (k, known) {
        const struct json *n = json_first(now);
        while (n && !json_equal(n, k))
            n = json_next(n);
        if (!n)
            return false;
    }
    return true;
}

static bool member_completes(const struct json *now, const struct json *known)
{
    if (strcmp(json_name(known), "LoadBalancerArns") == 0)
        return true;
    return strcmp(json_name(known), "Attributes") == 0 ? has_each(now, known) : value_completes(now, known);
}

bool value_completes(const struct json *now, const struct json *known)
{
    if (json_kind(known) != JSON_OBJECT || json_kind(now) != JSON_OBJECT)
        return json_kind(known) == JSON_ARRAY && json_kind(now) == JSON_ARRAY ? list_completes(now, known) : json_equal(now, known);
    json_each (k, known)
        if (!member_completes(json_get(now, json_name(k)), k))
            return false;
    return true;
}
