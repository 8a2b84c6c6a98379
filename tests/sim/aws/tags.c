/* Tags and attributes of ELBv2's resources. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

enum { TAGS_MAX = 50, TAGS_PER_DESCRIBE = 20 };

/* ---- tags ---- */

static int check_tag(struct call *c, const struct node *to, const char *key)
{
    if (str_starts(key, "aws:"))
        return call_invalid(c, "Tag keys beginning with 'aws:' are reserved: '%s'", key);
    if (!node_get(to, key) && node_count(to) >= TAGS_MAX)
        return call_fail(c, "TooManyTags", "A resource can have at most %d tags", TAGS_MAX);
    return 0;
}

int tags_take(struct call *c, struct node *to, const struct node *list)
{
    own_node *seen = node_new("", NULL);
    node_each (tag, list) {
        const char *key = node_str_or(tag, "Key", ""), *value = node_str_or(tag, "Value", "");
        if (node_get(seen, key))
            return call_fail(c, "DuplicateTagKeys", "The tag key '%s' is given twice", key);
        if (check_tag(c, to, key))
            return -1;
        node_set(seen, key, "");
        node_set(to, key, value);
    }
    return 0;
}

static int missing_resource(struct call *c, const char *arn)
{
    const char *code = strstr(arn, ":listener-rule/") ? "RuleNotFound"
                       : strstr(arn, ":listener/")    ? "ListenerNotFound"
                       : strstr(arn, ":targetgroup/") ? "TargetGroupNotFound"
                       : strstr(arn, ":truststore/")  ? "TrustStoreNotFound"
                                                      : "LoadBalancerNotFound";
    return call_fail(c, code, "The resource '%s' was not found", arn);
}

static int each_resource(struct call *c, int (*fn)(struct call *, struct resource *))
{
    const struct node *arns = node_get(c->in, "ResourceArns");
    node_each (m, arns)
        if (!resource_by_arn(c->aws, m->value))
            return missing_resource(c, m->value);
    node_each (m, arns)
        if (fn(c, resource_by_arn(c->aws, m->value)))
            return -1;
    return 0;
}

static int add_to(struct call *c, struct resource *r)
{
    return tags_take(c, r->tags, node_get(c->in, "Tags"));
}

HANDLER(AddTags)
{
    return each_resource(c, add_to);
}

static int remove_from(struct call *c, struct resource *r)
{
    node_each (m, node_get(c->in, "TagKeys"))
        node_remove(r->tags, m->value);
    return 0;
}

HANDLER(RemoveTags)
{
    return each_resource(c, remove_from);
}

static int describe_one(struct call *c, struct resource *r)
{
    buf_add_str(&c->out, "<member>");
    xml_text(&c->out, "ResourceArn", r->arn);
    buf_add_str(&c->out, "<Tags>");
    node_each (tag, r->tags) {
        buf_add_str(&c->out, "<member>");
        xml_text(&c->out, "Key", tag->name);
        xml_text(&c->out, "Value", tag->value);
        buf_add_str(&c->out, "</member>");
    }
    buf_add_str(&c->out, "</Tags></member>");
    return 0;
}

HANDLER(DescribeTags)
{
    if (node_count(node_get(c->in, "ResourceArns")) > TAGS_PER_DESCRIBE)
        return call_invalid(c, "You cannot describe the tags of more than '%d' resources at a time", TAGS_PER_DESCRIBE);
    buf_add_str(&c->out, "<TagDescriptions>");
    int failed = each_resource(c, describe_one);
    buf_add_str(&c->out, "</TagDescriptions>");
    return failed;
}

/* ---- attributes ---- */

enum layer { ANY, SEVEN, FOUR }; /* of application load balancers, of network ones, and of what belongs to them */

struct attribute {
    enum resource_kind kind;
    enum layer layer;
    const char *name;
    const char *value; /* at the start */
};

static const struct attribute attributes[] = {
    {LOAD_BALANCER, ANY, "deletion_protection.enabled", "false"},
    {LOAD_BALANCER, SEVEN, "load_balancing.cross_zone.enabled", "true"},
    {LOAD_BALANCER, ANY, "access_logs.s3.enabled", "false"},
    {LOAD_BALANCER, ANY, "access_logs.s3.bucket", ""},
    {LOAD_BALANCER, ANY, "access_logs.s3.prefix", ""},
    {LOAD_BALANCER, ANY, "ipv6.deny_all_igw_traffic", "false"},
    {LOAD_BALANCER, ANY, "zonal_shift.config.enabled", "false"},
    {LOAD_BALANCER, SEVEN, "idle_timeout.timeout_seconds", "60"},
    {LOAD_BALANCER, SEVEN, "client_keep_alive.seconds", "3600"},
    {LOAD_BALANCER, SEVEN, "connection_logs.s3.enabled", "false"},
    {LOAD_BALANCER, SEVEN, "connection_logs.s3.bucket", ""},
    {LOAD_BALANCER, SEVEN, "connection_logs.s3.prefix", ""},
    {LOAD_BALANCER, SEVEN, "health_check_logs.s3.enabled", "false"},
    {LOAD_BALANCER, SEVEN, "health_check_logs.s3.bucket", ""},
    {LOAD_BALANCER, SEVEN, "health_check_logs.s3.prefix", ""},
    {LOAD_BALANCER, SEVEN, "routing.http.desync_mitigation_mode", "defensive"},
    {LOAD_BALANCER, SEVEN, "routing.http.drop_invalid_header_fields.enabled", "false"},
    {LOAD_BALANCER, SEVEN, "routing.http.preserve_host_header.enabled", "false"},
    {LOAD_BALANCER, SEVEN, "routing.http.x_amzn_tls_version_and_cipher_suite.enabled", "false"},
    {LOAD_BALANCER, SEVEN, "routing.http.xff_client_port.enabled", "false"},
    {LOAD_BALANCER, SEVEN, "routing.http.xff_header_processing.mode", "append"},
    {LOAD_BALANCER, SEVEN, "routing.http2.enabled", "true"},
    {LOAD_BALANCER, SEVEN, "waf.fail_open.enabled", "false"},
    {TARGET_GROUP, ANY, "deregistration_delay.timeout_seconds", "300"},
    {TARGET_GROUP, ANY, "stickiness.enabled", "false"},
    {TARGET_GROUP, SEVEN, "stickiness.type", "lb_cookie"},
    {TARGET_GROUP, SEVEN, "stickiness.app_cookie.cookie_name", ""},
    {TARGET_GROUP, SEVEN, "stickiness.app_cookie.duration_seconds", "86400"},
    {TARGET_GROUP, SEVEN, "stickiness.lb_cookie.duration_seconds", "86400"},
    {TARGET_GROUP, SEVEN, "slow_start.duration_seconds", "0"},
    {TARGET_GROUP, ANY, "load_balancing.cross_zone.enabled", "use_load_balancer_configuration"},
    {TARGET_GROUP, SEVEN, "load_balancing.algorithm.type", "round_robin"},
    {TARGET_GROUP, SEVEN, "load_balancing.algorithm.anomaly_mitigation", "off"},
    {TARGET_GROUP, ANY, "target_group_health.dns_failover.minimum_healthy_targets.count", "1"},
    {TARGET_GROUP, ANY, "target_group_health.dns_failover.minimum_healthy_targets.percentage", "off"},
    {TARGET_GROUP, ANY, "target_group_health.unhealthy_state_routing.minimum_healthy_targets.count", "1"},
    {TARGET_GROUP, ANY, "target_group_health.unhealthy_state_routing.minimum_healthy_targets.percentage", "off"},
    {LISTENER, SEVEN, "routing.http.request.x_amzn_mtls_clientcert_serial_number.header_name", ""},
    {LISTENER, SEVEN, "routing.http.request.x_amzn_mtls_clientcert_issuer.header_name", ""},
    {LISTENER, SEVEN, "routing.http.request.x_amzn_mtls_clientcert_subject.header_name", ""},
    {LISTENER, SEVEN, "routing.http.request.x_amzn_mtls_clientcert_validity.header_name", ""},
    {LISTENER, SEVEN, "routing.http.request.x_amzn_mtls_clientcert_leaf.header_name", ""},
    {LISTENER, SEVEN, "routing.http.request.x_amzn_mtls_clientcert.header_name", ""},
    {LISTENER, SEVEN, "routing.http.request.x_amzn_tls_version.header_name", ""},
    {LISTENER, SEVEN, "routing.http.request.x_amzn_tls_cipher_suite.header_name", ""},
    {LISTENER, SEVEN, "routing.http.response.server.enabled", "true"},
    {LISTENER, SEVEN, "routing.http.response.strict_transport_security.header_value", ""},
    {LISTENER, SEVEN, "routing.http.response.access_control_allow_origin.header_value", ""},
    {LISTENER, SEVEN, "routing.http.response.access_control_allow_methods.header_value", ""},
    {LISTENER, SEVEN, "routing.http.response.access_control_allow_headers.header_value", ""},
    {LISTENER, SEVEN, "routing.http.response.access_control_allow_credentials.header_value", ""},
    {LISTENER, SEVEN, "routing.http.response.access_control_expose_headers.header_value", ""},
    {LISTENER, SEVEN, "routing.http.response.access_control_max_age.header_value", ""},
    {LISTENER, SEVEN, "routing.http.response.content_security_policy.header_value", ""},
    {LISTENER, SEVEN, "routing.http.response.x_content_type_options.header_value", ""},
    {LISTENER, SEVEN, "routing.http.response.x_frame_options.header_value", ""},
    {LOAD_BALANCER, FOUR, "load_balancing.cross_zone.enabled", "false"},
    {LOAD_BALANCER, FOUR, "dns_record.client_routing_policy", "any_availability_zone"},
    {LOAD_BALANCER, FOUR, "secondary_ips.auto_assigned.per_subnet", "0"},
    {TARGET_GROUP, FOUR, "stickiness.type", "source_ip"},
    {TARGET_GROUP, FOUR, "deregistration_delay.connection_termination.enabled", "false"},
    {TARGET_GROUP, FOUR, "preserve_client_ip.enabled", "true"},
    {TARGET_GROUP, FOUR, "proxy_protocol_v2.enabled", "false"},
    {TARGET_GROUP, FOUR, "target_health_state.unhealthy.connection_termination.enabled", "true"},
    {LISTENER, FOUR, "tcp.idle_timeout.seconds", "350"},
};

static enum layer layer_of(const struct resource *r)
{
    return load_balancer_is_network(r) || str_equal(node_str(r->fields, "Protocol"), "TCP") ? FOUR : SEVEN;
}

void attributes_default(struct resource *r)
{
    for (size_t i = 0; i < COUNT_OF(attributes); i++)
        if (attributes[i].kind == r->kind && (attributes[i].layer == ANY || attributes[i].layer == layer_of(r)))
            node_set(r->attributes, attributes[i].name, attributes[i].value);
}

static void write_attribute(struct call *c, const char *key, const char *value)
{
    buf_add_str(&c->out, "<member>");
    xml_text(&c->out, "Key", key);
    xml_text(&c->out, "Value", value);
    buf_add_str(&c->out, "</member>");
}

void attributes_write(struct call *c, const struct resource *r)
{
    buf_add_str(&c->out, "<Attributes>");
    node_each (m, r->attributes)
        write_attribute(c, m->name, m->value);
    buf_add_str(&c->out, "</Attributes>");
}

int attributes_modify(struct call *c, struct resource *r)
{
    const struct node *list = node_get(c->in, "Attributes");
    node_each (m, list) {
        const char *key = node_str_or(m, "Key", "");
        if (!node_get(r->attributes, key))
            return call_fail(c, "InvalidConfigurationRequest", "Attribute key '%s' is not recognized", key);
    }
    node_each (m, list)
        node_set(r->attributes, node_str(m, "Key"), node_str_or(m, "Value", ""));
    attributes_write(c, r);
    return 0;
}
