/* Step 4: listeners, one for each port. Another protocol on the same port is a change, not a new listener. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

#include "plan-rules/diff/diff.h"
#include "plan-rules/diff/retain.h"
#include "plan-rules/diff/same.h"
#include "plan-rules/diff/takeover.h"

static void add_certificate(struct json_out *o, const char *arn)
{
    json_open_array(o, "Certificates");
    json_open_object(o, NULL);
    json_add_str(o, "CertificateArn", arn);
    json_close_object(o);
    json_close_array(o);
}

/* Everything but actions, port and load balancer. */
static void add_protocol(struct json_out *o, const struct listener *l)
{
    json_add_str(o, "Protocol", l->protocol);
    json_add_str(o, "SslPolicy", l->ssl_policy);
    if (l->certificates.count)
        add_certificate(o, l->certificates.items[0]);
    if (strcmp(l->protocol, "HTTPS") == 0)
        json_add_raw(o, "MutualAuthentication", l->mutual_authentication);
}

/* ---- certificates beside the default one ---- */

/* The default certificate and the others, as observed. */
static const char *observed_certificates(const struct json *value, struct strs *others)
{
    const char *first = NULL;
    json_each (c, json_get(value, "Certificates")) {
        const char *arn = json_str_or(json_get(c, "CertificateArn"), "");
        bool is_default = json_bool_or(json_get(c, "IsDefault"), !first);
        if (is_default && !first)
            first = arn;
        else
            strs_add(others, arn);
    }
    return first;
}

static void diff_certificates(struct diff *d, const struct listener *l, const struct aws_item *have, const char *reference)
{
    struct strs others = {0};
    const char *now = have ? observed_certificates(have->value, &others) : NULL;
    for (size_t i = 1; i < l->certificates.count; i++) {
        const char *arn = l->certificates.items[i];
        if (strs_has(&others, arn))
            continue;
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "AddListenerCertificates", LANE_RULES);
        json_add_str(o, "ListenerArn", reference);
        add_certificate(o, arn);
        call_end(d->make, &l->because, "certificate %s for listener %d of %s", arn, l->port, d->want->id);
    }
    for (size_t i = 0; i < others.count; i++)
        if (!strs_has(&l->certificates, others.items[i]) && !str_equal(now, others.items[i]))
            doom(&d->certificates, have, "%s", others.items[i]);
    strs_release(&others);
}

/* ---- one listener ---- */

static void set_attributes(struct diff *d, const struct listener *l, const char *reference, const struct json *have)
{
    struct pairs change = {0};
    diff_attributes(&l->attributes, have, &change);
    if (change.count) {
        struct json_out *o = call_begin(d->make, SERVICE_ELB, "ModifyListenerAttributes", LANE_RULES);
        json_add_str(o, "ListenerArn", reference);
        pairs_encode_tags(&change, o, "Attributes");
        call_end(d->make, &l->because, "attributes of listener %d of %s", l->port, d->want->id);
    }
    pairs_release(&change);
}

static void create(struct diff *d, const struct listener *l, const char *reference)
{
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "CreateListener", LANE_RULES);
    json_add_str(o, "LoadBalancerArn", d->balancer_reference);
    json_add_int(o, "Port", l->port);
    add_protocol(o, l);
    actions_encode(&l->default_actions, o, "DefaultActions");
    if (l->tags.count)
        pairs_encode_tags(&l->tags, o, "Tags");
    call_end(d->make, &l->because, "listener %s %d of %s is wanted and not there", l->protocol, l->port, d->want->id);
    call_makes(d->make, reference);
    call_routes(d->make);
}

static bool same_protocol(const struct listener *l, const struct json *have)
{
    struct strs others = {0};
    const char *first = observed_certificates(have, &others);
    strs_release(&others);
    bool https = strcmp(l->protocol, "HTTPS") == 0;
    if (strcmp(l->protocol, json_str_or(json_get(have, "Protocol"), "")) != 0)
        return false;
    if (!https)
        return true;
    const char *policy = json_str(json_get(have, "SslPolicy"));
    return str_equal(l->certificates.count ? l->certificates.items[0] : NULL, first) &&
           (!l->ssl_policy || str_equal(l->ssl_policy, policy)) &&
           same_mutual_authentication(l->mutual_authentication, json_get(have, "MutualAuthentication"));
}

static void modify(struct diff *d, struct listener *l, const struct aws_item *have)
{
    struct actions now = {0};
    bool readable = actions_decode(&now, json_get(have->value, "DefaultActions"), NULL) == 0;
    if (readable)
        retain_groups(d, &l->default_actions, &now);
    takeover_keep(d, have->id, &l->default_actions);
    bool protocol = same_protocol(l, have->value);
    bool actions = readable && same_actions(&l->default_actions, &now);
    bool weights = protocol && readable && same_but_weights(&l->default_actions, &now);
    own_buf numbers = {0};
    if (weights)
        diff_weights_text(&l->default_actions, &now, &numbers);
    actions_release(&now);
    if (protocol && actions)
        return;
    struct json_out *o = call_begin(d->make, SERVICE_ELB, "ModifyListener", weights ? LANE_WEIGHTS : LANE_RULES);
    json_add_str(o, "ListenerArn", have->id);
    if (!protocol) {
        add_protocol(o, l);
        if (!l->mutual_authentication && json_get(have->value, "MutualAuthentication") && strcmp(l->protocol, "HTTPS") == 0)
            json_add_raw(o, "MutualAuthentication", "{\"Mode\":\"off\"}");
    }
    if (!actions)
        actions_encode(&l->default_actions, o, "DefaultActions");
    call_end(d->make, &l->because, "%s%s of listener %d of %s", weights ? "weight of " : "",
             weights    ? buf_str(&numbers)
             : protocol ? "default action"
                        : "protocol",
             l->port, d->want->id);
    call_routes(d->make);
}

static const struct aws_item *find_port(const struct aws_item *all, size_t count, int port)
{
    for (size_t i = 0; i < count; i++)
        if (json_int_or(json_get(all[i].value, "Port"), 0) == port)
            return &all[i];
    return NULL;
}

static void diff_listener(struct diff *d, struct listener *l, const struct aws_item *have)
{
    const char *name = d->balancer ? aws_text(d->balancer, "LoadBalancerName") : d->want->name;
    own_str char *reference = have ? xstrdup(have->id) : xasprintf("@listener/%s/%d", name, l->port);
    own_str char *what = xasprintf("listener %d of %s", l->port, d->want->id);
    if (!have) {
        create(d, l, reference);
    } else {
        if (l->tags.count) /* else the gate ListenerRulesTagging is off: whoever tagged it, its tags stay */
            diff_tags(d, have->id, &l->tags, &have->tags, what);
        modify(d, l, have);
    }
    diff_certificates(d, l, have, reference);
    set_attributes(d, l, reference, have ? json_get(have->value, "Attributes") : NULL);
    diff_rules(d, l, have, reference);
}

static bool is_wanted(const struct diff *d, const struct aws_item *item)
{
    for (size_t i = 0; i < d->want->listeners_count; i++)
        if (d->want->listeners[i].port == json_int_or(json_get(item->value, "Port"), 0))
            return true;
    return false;
}

void diff_listeners(struct diff *d)
{
    size_t count = 0;
    const struct aws_item *all = d->balancer ? aws_children(&d->aws->listeners, d->balancer->id, &count) : NULL;
    for (size_t i = 0; i < d->want->listeners_count; i++)
        diff_listener(d, &d->want->listeners[i], find_port(all, count, d->want->listeners[i].port));
    for (size_t i = 0; i < count; i++)
        if (!is_wanted(d, &all[i]))
            doom(&d->listeners, &all[i], "listener %d of %s", (int)json_int_or(json_get(all[i].value, "Port"), 0), d->want->id);
}
