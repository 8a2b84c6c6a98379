/* Network interfaces that a test made: of instances, or of pods that have one to themselves; and whether a load balancer
 * comes through to what is behind them. Lists are texts with commas between. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

/* The next of a list, from *at on; NULL: no more. free with free(). */
static char *next_of(const char **at)
{
    if (!*at || !**at)
        return NULL;
    size_t len = strcspn(*at, ",");
    char *one = xstrndup(*at, len);
    *at += len + ((*at)[len] == ',');
    return one;
}

static bool is_listed(const char *list, const char *text)
{
    const char *at = list;
    bool found = false;
    for (char *one; (one = next_of(&at)); free(one))
        found = found || strcmp(one, text) == 0;
    return found;
}

void interface_addresses(struct node *to, const char *name, const struct node *interface, bool ipv6)
{
    const char *at = node_str(interface, "address");
    struct node *list = node_add(to, node_new(name, NULL));
    for (char *one; (one = next_of(&at)); free(one))
        if ((strchr(one, ':') != NULL) == ipv6)
            node_add(list, node_new("item", one));
}

static void write_addresses(struct call *c, const struct node *interface, bool ipv6)
{
    own_node *found = node_new("", NULL);
    interface_addresses(found, "list", interface, ipv6);
    buf_add_str(&c->out, ipv6 ? "<ipv6AddressesSet>" : "<privateIpAddressesSet>");
    node_each (one, node_get(found, "list")) {
        buf_add_str(&c->out, "<item>");
        xml_text(&c->out, ipv6 ? "ipv6Address" : "privateIpAddress", one->value);
        buf_add_str(&c->out, "</item>");
    }
    buf_add_str(&c->out, ipv6 ? "</ipv6AddressesSet>" : "</privateIpAddressesSet>");
}

void interface_write(struct call *c, const struct node *interface)
{
    const char *at = node_str(interface, "groups");
    buf_add_str(&c->out, "<item>");
    xml_text(&c->out, "networkInterfaceId", interface->name);
    xml_text(&c->out, "vpcId", c->aws->set.vpc);
    xml_text(&c->out, "status", "in-use");
    write_addresses(c, interface, false);
    write_addresses(c, interface, true);
    if (node_str(interface, "instance"))
        buf_addf(&c->out, "<attachment><deviceIndex>%s</deviceIndex><status>attached</status></attachment>",
                 node_str_or(interface, "device", "0"));
    buf_add_str(&c->out, "<groupSet>");
    for (char *group; (group = next_of(&at)); free(group)) {
        buf_add_str(&c->out, "<item>");
        xml_text(&c->out, "groupId", group);
        buf_add_str(&c->out, "</item>");
    }
    buf_add_str(&c->out, "</groupSet></item>");
}

/* ---- who comes through ---- */

static const struct node *interface_before(const struct aws *a, const char *id)
{
    node_each (interface, a->root->interfaces) {
        bool first = str_equal(node_str(interface, "instance"), id) && node_int_or(interface, "device", 0) == 0;
        if (first || is_listed(node_str(interface, "address"), id))
            return interface;
    }
    return NULL;
}

static bool lets_in(const struct security_group *g, const struct resource *lb, int64_t port)
{
    const struct node *groups = node_get(lb->fields, "SecurityGroups");
    for (size_t i = 0; g && i < g->permission_count; i++) {
        const struct permission *p = &g->permissions[i];
        bool all = strcmp(p->protocol, "-1") == 0;
        bool ports = all || (strcmp(p->protocol, "tcp") == 0 && p->from <= port && port <= p->to);
        if (ports && (strcmp(p->kind, "groupId") != 0 || node_has(groups, p->source)))
            return true;
    }
    return false;
}

bool target_is_reached(const struct aws *a, struct resource *group, const struct target *t)
{
    const struct node *interface = interface_before(a, t->id);
    const struct resource *lb = group_user(a, group);
    const char *at = interface ? node_str(interface, "groups") : NULL;
    bool in = !interface || !lb;
    for (char *one; (one = next_of(&at)); free(one))
        in = in || lets_in(security_group_find(a, one), lb, t->port);
    return in;
}
