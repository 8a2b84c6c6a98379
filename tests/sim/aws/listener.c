/* Listeners and their certificates. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

#define DEFAULT_POLICY "ELBSecurityPolicy-2016-08"

static struct resource *find(struct call *c)
{
    const char *arn = node_str(c->in, "ListenerArn");
    struct resource *l = resource_find(c->aws, LISTENER, arn);
    if (!l)
        call_fail(c, "ListenerNotFound", "Listener '%s' not found", arn ? arn : "");
    return l;
}

/* ---- checks ---- */

static int check_certificate(struct call *c, const struct node *list)
{
    const char *arn = list && list->first ? node_str_or(list->first, "CertificateArn", "") : "";
    if (node_count(list) != 1)
        return call_fail(c, "TooManyCertificates", "Exactly one certificate must be specified");
    if (!str_starts(arn, "arn:aws:acm:") && !str_starts(arn, "arn:aws:iam:"))
        return call_fail(c, "CertificateNotFound", "Certificate ARN '%s' is not valid", arn);
    return 0;
}

static int check_mutual(struct call *c, const struct node *mutual)
{
    static const char *const modes[] = {"off", "passthrough", "verify"};
    const char *mode = node_str_or(mutual, "Mode", "off"), *store = node_str(mutual, "TrustStoreArn");
    size_t i = 0;
    while (i < COUNT_OF(modes) && strcmp(modes[i], mode) != 0)
        i++;
    if (i == COUNT_OF(modes))
        return call_invalid(c, "Mutual authentication mode '%s' must be off, passthrough or verify", mode);
    if (strcmp(mode, "verify") != 0)
        return store ? call_invalid(c, "A trust store can only be given for the mutual authentication mode 'verify'") : 0;
    if (!resource_find(c->aws, TRUST_STORE, store))
        return call_fail(c, "TrustStoreNotFound", "Trust store '%s' not found", store ? store : "");
    return 0;
}

static int check_kind(struct call *c, const char *protocol, const struct resource *lb)
{
    bool network = load_balancer_is_network(lb);
    if (network ? !strcmp(protocol, "TCP") : !strcmp(protocol, "HTTP") || !strcmp(protocol, "HTTPS"))
        return 0;
    return call_fail(c, "UnsupportedProtocol", "Listener protocol '%s' must be %s", protocol,
                     network ? "'TCP' (others are not simulated)" : "one of 'HTTPS, HTTP'");
}

static int check_protocol(struct call *c, const struct node *fields, const struct resource *lb)
{
    const char *protocol = node_str_or(fields, "Protocol", "");
    bool secure = !strcmp(protocol, "HTTPS");
    int64_t port = node_int_or(fields, "Port", 0);
    if (check_kind(c, protocol, lb))
        return -1;
    if (port == 0)
        return call_invalid(c, "A listener port must be specified");
    if (secure && !node_get(fields, "Certificates"))
        return call_invalid(c, "A certificate must be specified for HTTPS listeners");
    if (!secure && (node_get(c->in, "Certificates") || node_get(c->in, "SslPolicy")))
        return call_invalid(c, "Certificates and SslPolicy are for HTTPS listeners only");
    if (node_get(c->in, "Certificates") && check_certificate(c, node_get(fields, "Certificates")))
        return -1;
    const char *policy = node_str(fields, "SslPolicy");
    if (check_mutual(c, node_get(fields, "MutualAuthentication")))
        return -1;
    if (secure && policy && !ssl_policy_exists(policy))
        return call_fail(c, "SSLPolicyNotFound", "SSL policy '%s' not found", policy);
    return 0;
}

static struct resource *on_port(const struct aws *a, const struct resource *lb, int64_t port, const struct resource *but)
{
    resource_each (l, a, LISTENER, lb)
        if (l != but && node_int_or(l->fields, "Port", 0) == port)
            return l;
    return NULL;
}

/* ---- create and modify ---- */

static void copy(struct node *to, const struct node *from, const char *name)
{
    if (node_get(from, name))
        node_put(to, node_clone(node_get(from, name)));
}

static void settle_tls(struct node *fields)
{
    bool secure = str_equal(node_str(fields, "Protocol"), "HTTPS");
    static const char *const only_tls[] = {"Certificates", "SslPolicy", "MutualAuthentication", "AlpnPolicy"};
    for (size_t i = 0; !secure && i < COUNT_OF(only_tls); i++)
        node_remove(fields, only_tls[i]);
    if (!secure)
        return;
    if (!node_get(fields, "SslPolicy"))
        node_set(fields, "SslPolicy", DEFAULT_POLICY);
    if (!node_get(fields, "MutualAuthentication"))
        node_set(node_add(fields, node_new("MutualAuthentication", NULL)), "Mode", "off");
}

/* What the listener will be: `from` with what the call gives. NULL: call_fail. */
static struct node *next_fields(struct call *c, const struct node *from, const struct resource *lb)
{
    static const char *const members[] = {"Port", "Protocol", "SslPolicy", "Certificates", "AlpnPolicy", "MutualAuthentication"};
    own_node *fields = node_clone(from);
    for (size_t i = 0; i < COUNT_OF(members); i++)
        copy(fields, c->in, members[i]);
    if (check_protocol(c, fields, lb))
        return NULL;
    settle_tls(fields);
    if (node_get(c->in, "DefaultActions")) {
        struct node *actions = actions_take(c, node_get(c->in, "DefaultActions"), lb, node_str(fields, "Protocol"));
        if (!actions)
            return NULL;
        node_put(fields, actions);
    }
    return node_clone(fields);
}

static void write_one(struct call *c, const struct resource *l)
{
    node_xml(&c->out, l->fields);
}

static int write_created(struct call *c, const struct resource *l)
{
    buf_add_str(&c->out, "<Listeners>");
    write_one(c, l);
    buf_add_str(&c->out, "</Listeners>");
    return 0;
}

/* Every listener has one rule that cannot go. It shares the default actions, which are written from there. */
static void make_default_rule(struct aws *a, struct resource *l)
{
    char id[17];
    resource_id(id, "rule", l->arn, a->made + 1);
    const char *tail = strstr(l->arn, ":listener/") + strlen(":listener/");
    own_str char *arn = xasprintf("arn:aws:elasticloadbalancing:%s:%s:listener-rule/%s/%s", a->set.region, a->set.account, tail, id);
    struct resource *rule = resource_new(a, RULE, arn, l);
    node_set(rule->fields, "RuleArn", arn);
    node_set(rule->fields, "Priority", "default");
    node_set(rule->fields, "IsDefault", "true");
}

static struct resource *make(struct call *c, struct resource *lb, const struct node *fields)
{
    char id[17];
    struct settings *s = &c->aws->set;
    resource_id(id, "listener", lb->arn, c->aws->made + 1);
    const char *tail = strstr(lb->arn, ":loadbalancer/") + strlen(":loadbalancer/");
    own_str char *arn = xasprintf("arn:aws:elasticloadbalancing:%s:%s:listener/%s/%s", s->region, s->account, tail, id);
    struct resource *l = resource_new(c->aws, LISTENER, arn, lb);
    node_set(l->fields, "ListenerArn", arn);
    node_set(l->fields, "LoadBalancerArn", lb->arn);
    node_each (m, fields)
        node_add(l->fields, node_clone(m));
    attributes_default(l);
    make_default_rule(c->aws, l);
    structure_edited(c->aws, lb);
    return l;
}

/* Settings of an existing listener that a repeated call gives again. */
static bool same_settings(const struct resource *l, const struct node *fields)
{
    node_each (m, fields)
        if (!node_equal(m, node_get(l->fields, m->name)))
            return false;
    return true;
}

HANDLER(CreateListener)
{
    const char *arn = node_str(c->in, "LoadBalancerArn");
    struct resource *lb = resource_find(c->aws, LOAD_BALANCER, arn);
    if (!lb)
        return call_fail(c, "LoadBalancerNotFound", "Load balancer '%s' not found", arn);
    own_node *empty = node_new("member", NULL), *fields = next_fields(c, empty, lb), *tags = node_new("", NULL);
    if (!fields || tags_take(c, tags, node_get(c->in, "Tags")))
        return -1;
    struct resource *l = on_port(c->aws, lb, node_int_or(fields, "Port", 0), NULL);
    if (l && same_settings(l, fields))
        return write_created(c, l);
    if (l)
        return call_fail(c, "DuplicateListener", "A listener already exists on this port for this load balancer '%s'", lb->arn);
    int64_t max =
        limit_get(c->aws, load_balancer_is_network(lb) ? "listeners-per-network-load-balancer" : "listeners-per-application-load-balancer");
    if ((int64_t)resource_count(c->aws, LISTENER, lb) >= max)
        return call_fail(c, "TooManyListeners", "The maximum number of listeners per load balancer '%lld' has been reached",
                         (long long)max);
    l = make(c, lb, fields);
    node_each (t, tags)
        node_set(l->tags, t->name, t->value);
    return write_created(c, l);
}

HANDLER(ModifyListener)
{
    struct resource *l = find(c);
    own_node *fields = l ? next_fields(c, l->fields, l->parent) : NULL;
    if (!fields)
        return -1;
    if (on_port(c->aws, l->parent, node_int_or(fields, "Port", 0), l))
        return call_fail(c, "DuplicateListener", "A listener already exists on this port for this load balancer '%s'", l->parent->arn);
    node_free(l->fields);
    l->fields = node_clone(fields);
    structure_edited(c->aws, l->parent);
    return write_created(c, l);
}

HANDLER(DeleteListener)
{
    struct resource *l = find(c);
    if (!l)
        return -1;
    int64_t port = node_int_or(l->fields, "Port", 0);
    if (group_leading_to(c->aws, l->parent, port))
        return call_fail(c, "ResourceInUse", "Listener port '%lld' is in use by registered target '%s' and cannot be removed.",
                         (long long)port, l->parent->arn);
    structure_edited(c->aws, l->parent);
    resource_remove(c->aws, l);
    return 0;
}

HANDLER(DescribeListeners)
{
    const char *arn = node_str(c->in, "LoadBalancerArn");
    const struct node *arns = node_get(c->in, "ListenerArns");
    struct resource *lb = resource_find(c->aws, LOAD_BALANCER, arn);
    if (!arn == !arns)
        return call_invalid(c, "You must specify either listener ARNs or a load balancer ARN");
    if (arn && !lb)
        return call_fail(c, "LoadBalancerNotFound", "Load balancer '%s' not found", arn);
    return describe(c,
                    &(struct paging){
                        .kind = LISTENER, .parent = lb, .list = "Listeners", .item = "ListenerNotFound", .arns = arns, .write = write_one});
}

HANDLER(DescribeListenerAttributes)
{
    struct resource *l = find(c);
    if (!l)
        return -1;
    attributes_write(c, l);
    return 0;
}

HANDLER(ModifyListenerAttributes)
{
    struct resource *l = find(c);
    return l ? attributes_modify(c, l) : -1;
}

/* ---- certificates ---- */

static const char *default_certificate(const struct resource *l)
{
    const struct node *list = node_get(l->fields, "Certificates");
    return list && list->first ? node_str(list->first, "CertificateArn") : NULL;
}

static int64_t certificates_of(const struct aws *a, const struct resource *lb)
{
    int64_t count = 0;
    resource_each (l, a, LISTENER, lb)
        count += (int64_t)node_count(l->certificates);
    return count;
}

static void write_certificate(struct call *c, const char *arn, const char *is_default)
{
    buf_add_str(&c->out, "<member>");
    xml_text(&c->out, "CertificateArn", arn);
    xml_text(&c->out, "IsDefault", is_default);
    buf_add_str(&c->out, "</member>");
}

HANDLER(AddListenerCertificates)
{
    struct resource *l = find(c);
    const struct node *list = node_get(c->in, "Certificates");
    int64_t max = limit_get(c->aws, "certificates-per-application-load-balancer");
    if (!l || check_certificate(c, list))
        return -1;
    const char *arn = node_str(list->first, "CertificateArn");
    if (!default_certificate(l))
        return call_fail(c, "UnsupportedProtocol", "Certificates can only be added to HTTPS listeners");
    if (!node_get(l->certificates, arn) && certificates_of(c->aws, l->parent) >= max)
        return call_fail(c, "TooManyCertificates", "The maximum number of certificates per load balancer '%lld' has been reached",
                         (long long)max);
    node_set(l->certificates, arn, arn);
    structure_edited(c->aws, l->parent);
    buf_add_str(&c->out, "<Certificates>");
    write_certificate(c, arn, "false");
    buf_add_str(&c->out, "</Certificates>");
    return 0;
}

HANDLER(RemoveListenerCertificates)
{
    struct resource *l = find(c);
    const struct node *list = node_get(c->in, "Certificates");
    if (!l || check_certificate(c, list))
        return -1;
    const char *arn = node_str(list->first, "CertificateArn");
    if (!node_get(l->certificates, arn) && str_equal(arn, default_certificate(l)))
        return call_fail(c, "OperationNotPermitted", "The default certificate '%s' cannot be removed", arn);
    node_remove(l->certificates, arn);
    structure_edited(c->aws, l->parent);
    return 0;
}

HANDLER(DescribeListenerCertificates)
{
    struct resource *l = find(c);
    if (!l)
        return -1;
    if (!default_certificate(l))
        return call_fail(c, "UnsupportedProtocol", "Listener '%s' has no certificates", l->arn);
    buf_add_str(&c->out, "<Certificates>");
    write_certificate(c, default_certificate(l), "true");
    node_each (m, l->certificates)
        write_certificate(c, m->value, "false");
    buf_add_str(&c->out, "</Certificates>");
    return 0;
}
