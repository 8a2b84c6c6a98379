/* Network interfaces, cut down to what says which security groups stand before a pod or node. */
#include "apply-aws/value.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "lib/model/strs.h"

static void group_ids(const struct json *interface, struct strs *ids)
{
    json_each (group, json_get(interface, "Groups"))
        strs_add(ids, json_str_or(json_get(group, "GroupId"), ""));
    strs_sort_unique(ids);
}

static bool same_groups(const struct json *a, const struct json *b)
{
    struct strs x = {0}, y = {0};
    group_ids(a, &x);
    group_ids(b, &y);
    bool same = x.count == y.count;
    for (size_t i = 0; same && i < x.count; i++)
        same = strcmp(x.items[i], y.items[i]) == 0;
    strs_release(&x);
    strs_release(&y);
    return same;
}

static bool all_same(const struct json *interfaces)
{
    json_each (interface, interfaces)
        if (!same_groups(interface, json_first(interfaces)))
            return false;
    return true;
}

static void write_groups(struct json_out *o, const struct json *interface)
{
    struct strs ids = {0};
    group_ids(interface, &ids);
    json_open_array(o, "Groups");
    for (size_t i = 0; i < ids.count; i++) {
        json_open_object(o, NULL);
        json_add_str(o, "GroupId", ids.items[i]);
        json_close_object(o);
    }
    json_close_array(o);
    strs_release(&ids);
}

/* The lists of addresses and blocks, and the member of each element that holds one. */
static void write_addresses(struct json_out *o, const struct json *interface)
{
    static const char *const lists[][2] = {{"PrivateIpAddresses", "PrivateIpAddress"},
                                           {"Ipv6Addresses", "Ipv6Address"},
                                           {"Ipv4Prefixes", "Ipv4Prefix"},
                                           {"Ipv6Prefixes", "Ipv6Prefix"}};
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        const struct json *list = json_get(interface, lists[i][0]);
        if (!json_count(list))
            continue;
        json_open_array(o, lists[i][0]);
        json_each (one, list) {
            json_open_object(o, NULL);
            json_add_str(o, lists[i][1], json_str(json_get(one, lists[i][1])));
            json_close_object(o);
        }
        json_close_array(o);
    }
}

static int64_t device_of(const struct json *interface)
{
    return json_int_or(json_path(interface, "Attachment", "DeviceIndex", NULL), 0);
}

static int by_device(const void *a, const void *b)
{
    const struct json *x = *(const struct json *const *)a, *y = *(const struct json *const *)b;
    int order = (device_of(x) > device_of(y)) - (device_of(x) < device_of(y));
    return order ? order : strcmp(json_str_or(json_get(x, "NetworkInterfaceId"), ""), json_str_or(json_get(y, "NetworkInterfaceId"), ""));
}

static void write_interfaces(struct json_out *o, const struct json *interfaces)
{
    const struct json **order = xcalloc(json_count(interfaces) + 1, sizeof *order);
    bool addresses = !all_same(interfaces);
    size_t count = 0;
    json_each (interface, interfaces)
        order[count++] = interface;
    if (count)
        qsort(order, count, sizeof *order, by_device);
    json_open_array(o, "NetworkInterfaces");
    for (size_t i = 0; i < count; i++) {
        json_open_object(o, NULL);
        json_add_node(o, "NetworkInterfaceId", json_get(order[i], "NetworkInterfaceId"));
        write_groups(o, order[i]);
        if (addresses)
            write_addresses(o, order[i]);
        json_close_object(o);
    }
    json_close_array(o);
    free(order);
}

char *value_instance(const struct json *instance)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_add_node(&o, "InstanceId", json_get(instance, "InstanceId"));
    write_interfaces(&o, json_get(instance, "NetworkInterfaces"));
    json_close_object(&o);
    return buf_take(&out);
}

char *value_interface(const struct json *interface)
{
    own_buf out = {0};
    struct json_out o = json_out(&out);
    json_open_object(&o, NULL);
    json_add_node(&o, "NetworkInterfaceId", json_get(interface, "NetworkInterfaceId"));
    write_groups(&o, interface);
    json_close_object(&o);
    return buf_take(&out);
}
