/* Step 3, listeners: what one Ingress says about ports, certificates, sources and mutual TLS. */
#include "plan-rules/compile/member.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"
#include "lib/model/wanted.h"

#include "plan-rules/compile/arn.h"
#include "plan-rules/compile/cidr.h"
#include "plan-rules/compile/limits.h"

/* ---- listen-ports ---- */

static struct port_wish *port_slot(struct member *m, int port)
{
    for (size_t i = 0; i < m->ports_count; i++)
        if (m->ports[i].port == port)
            return &m->ports[i];
    ARRAY_GROW(m->ports, m->ports_count, m->ports_cap);
    struct port_wish *new = &m->ports[m->ports_count++];
    *new = (struct port_wish){.port = port};
    return new;
}

static int read_port(const struct reader *r, struct member *m, const struct json *pair)
{
    int64_t port = 0;
    const char *protocol = json_name(pair);
    if (json_kind(pair) != JSON_NUMBER || json_int(pair, &port) || port < 1 || port > 65535)
        return reader_fault(r, "a port must be a number from 1 to 65535");
    if (strcmp(protocol, "HTTP") != 0 && strcmp(protocol, "HTTPS") != 0)
        return reader_fault(r, "the protocol must be HTTP or HTTPS, not '%s'", protocol);
    port_slot(m, (int)port)->https = strcmp(protocol, "HTTPS") == 0;
    return 0;
}

static int read_port_list(const struct reader *r, struct member *m, const struct json *list)
{
    if (want_array(r, list))
        return -1;
    if (!json_count(list))
        return reader_fault(r, "at least one port must be listed, as [{\"HTTP\": 80}]");
    json_each (entry, list) {
        if (want_object(r, entry))
            return -1;
        json_each (pair, entry) {
            if (read_port(r, m, pair))
                return -1;
        }
    }
    return 0;
}

static int read_ports(struct member *m, struct fault *f)
{
    own_json *list = NULL;
    int got = notes_json(&m->notes, "listen-ports", &list, f);
    if (got < 0)
        return -1;
    if (got) {
        struct reader r = {NOTE_PREFIX "listen-ports", notes_get(&m->notes, "listen-ports"), f};
        return read_port_list(&r, m, list);
    }
    bool https = m->certificates.count > 0;
    port_slot(m, https ? 443 : 80)->https = https;
    return 0;
}

static int by_port(const void *a, const void *b)
{
    const struct port_wish *x = a, *y = b;
    return x->port - y->port;
}

/* ---- certificates ---- */

static bool has_https(const struct member *m)
{
    for (size_t i = 0; i < m->ports_count; i++)
        if (m->ports[i].https)
            return true;
    return false;
}

static bool certificate_covers(const struct json *certificate, const char *host)
{
    json_each (name, json_get(certificate, "SubjectAlternativeNames")) {
        if (json_str(name) && certificate_name_covers(json_str(name), host))
            return true;
    }
    return false;
}

static bool certificate_usable(const struct settings *s, const struct json *certificate)
{
    const char *authority = json_str_or(json_get(certificate, "CertificateAuthorityArn"), "");
    if (strcmp(json_str_or(json_get(certificate, "Status"), "ISSUED"), "ISSUED") != 0)
        return false;
    return !s->certificate_authorities.count || strs_has(&s->certificate_authorities, authority);
}

static size_t take_known(struct compiler *c, struct member *m, const char *host)
{
    size_t count, found = 0;
    const struct world_observed **all = world_all(c->world, "acm/certificate", &count);
    for (size_t i = 0; i < count; i++) {
        if (!certificate_usable(&c->set, all[i]->value) || !certificate_covers(all[i]->value, host))
            continue;
        strs_add(&m->certificates, all[i]->id);
        found++;
    }
    free(all);
    return found;
}

static size_t take_answered(struct compiler *c, struct member *m, const struct strs *ids)
{
    size_t found = 0;
    for (size_t i = 0; ids && i < ids->count; i++) {
        const struct world_observed *certificate = world_observed(c->world, "acm/certificate", ids->items[i]);
        if (!certificate || !certificate_usable(&c->set, certificate->value))
            continue;
        strs_add(&m->certificates, certificate->id);
        found++;
    }
    return found;
}

static int find_certificates(struct compiler *c, struct member *m, const char *host, struct fault *f)
{
    struct ask q = {.service = "acm", .resource = "Certificate", .by = "host", .value = host};
    const struct asker who = ask_of_member(m);
    const struct strs *ids;
    enum answer answer = ask_for(c, &who, &q, &ids);
    if (answer == ANSWER_FOUND && take_answered(c, m, ids))
        return 0;
    if (answer == ANSWER_UNASKED && take_known(c, m, host))
        return 0;
    q.missing = answer == ANSWER_FOUND; /* they are there, and may not be used */
    if (answer == ANSWER_WAITS || (q.missing && ask_for(c, &who, &q, NULL) == ANSWER_WAITS))
        return ask_waits(f, "spec.rules.host", &q);
    return fault_set(f, "spec.rules.host", host,
                     "no issued certificate in ACM covers host '%s': request one, or name one in " NOTE_PREFIX "certificate-arn%s", host,
                     answer == ANSWER_UNASKED ? "; in a pipe, 'apply-aws --observe' reads those of ACM" : "");
}

/* All hosts are asked for at once; who waits for one and lacks another is rejected. */
static int find_all(struct compiler *c, struct member *m, const struct strs *hosts, struct fault *f)
{
    struct fault one = {0};
    int bad = 0;
    for (size_t i = 0; i < hosts->count; i++) {
        if (!find_certificates(c, m, hosts->items[i], &one))
            continue;
        if (!bad || (*f->question && !*one.question))
            *f = one;
        bad = -1;
    }
    return bad;
}

static int discover_certificates(struct compiler *c, struct member *m, struct fault *f)
{
    struct strs hosts = {0};
    for (size_t i = 0; i < m->in->rules_count; i++)
        if (m->in->rules[i].host && *m->in->rules[i].host)
            strs_add(&hosts, m->in->rules[i].host);
    for (size_t i = 0; i < m->in->tls_hosts.count; i++)
        strs_add(&hosts, m->in->tls_hosts.items[i]);
    strs_sort_unique(&hosts);
    int bad = find_all(c, m, &hosts, f);
    strs_release(&hosts);
    strs_sort_unique(&m->certificates);
    return bad;
}

static int read_certificates(struct member *m, struct fault *f)
{
    const struct json *class_list = json_get(m->params, "certificateArn");
    if (json_count(class_list))
        strs_decode(&m->certificates, class_list);
    else
        notes_list(&m->notes, "certificate-arn", &m->certificates);
    for (size_t i = 0; i < m->certificates.count; i++)
        if (arn_check(ARN_CERTIFICATE, m->certificates.items[i], NOTE_PREFIX "certificate-arn", f))
            return -1;
    return 0;
}

/* ---- sources ---- */

static int read_cidrs(struct member *m, struct fault *f)
{
    struct strs list = {0};
    int bad = 0;
    if (json_count(json_get(m->params, "inboundCIDRs")))
        strs_decode(&list, json_get(m->params, "inboundCIDRs"));
    else
        notes_list(&m->notes, "inbound-cidrs", &list);
    for (size_t i = 0; i < list.count && !bad; i++) {
        if (!cidr_good(list.items[i]))
            bad = fault_set(f, NOTE_PREFIX "inbound-cidrs", list.items[i],
                            "'%s' is no address block: write it as 10.0.0.0/8 or 2001:db8::/32", list.items[i]);
        else
            strs_add(strchr(list.items[i], ':') ? &m->cidrs_v6 : &m->cidrs, list.items[i]);
    }
    strs_release(&list);
    strs_sort_unique(&m->cidrs);
    strs_sort_unique(&m->cidrs_v6);
    return bad;
}

static void read_prefix_lists(struct member *m)
{
    const struct json *now = json_get(m->params, "prefixListsIDs");
    const struct json *old = json_get(m->params, "PrefixListsIDs");
    if (json_count(now))
        strs_decode(&m->prefix_lists, now);
    else if (json_count(old))
        strs_decode(&m->prefix_lists, old);
    else
        notes_list(&m->notes, "security-group-prefix-lists", &m->prefix_lists);
    strs_sort_unique(&m->prefix_lists);
}

/* ---- mutual TLS ---- */

struct mutual {
    int64_t port;
    const char *mode, *trust_store, *advertise;
    bool ignore_expiry, has_ignore;
};

/* NULL with the fault. */
static const char *trust_store_arn(struct compiler *c, const struct reader *r, const struct member *m, const char *name)
{
    const struct ask q = {.service = "elasticloadbalancing", .resource = "TrustStore", .by = "name", .value = name};
    const struct asker who = ask_of_member(m);
    const struct strs *ids;
    const char *arn = NULL;
    enum answer answer = ask_for(c, &who, &q, &ids);
    if (answer == ANSWER_WAITS) {
        ask_waits(r->fault, r->field, &q);
        return NULL;
    }
    if (answer == ANSWER_FOUND)
        arn = ids->items[0];
    else if (answer == ANSWER_UNASKED)
        arn = world_named(c->world, "elasticloadbalancing/truststore", "Name", name);
    if (!arn)
        reader_fault(r, "there is no trust store named '%s'", name);
    return arn;
}

static int check_mutual(const struct reader *r, const struct mutual *e)
{
    bool verify = e->mode && strcmp(e->mode, "verify") == 0;
    if (e->port < 1 || e->port > 65535)
        return reader_fault(r, "port must be from 1 to 65535");
    if (!e->mode || (!verify && strcmp(e->mode, "off") != 0 && strcmp(e->mode, "passthrough") != 0))
        return reader_fault(r, "mode of port %d must be off, passthrough or verify", (int)e->port);
    if (verify && (!e->trust_store || !*e->trust_store))
        return reader_fault(r, "mode verify of port %d needs a trustStore", (int)e->port);
    if (!verify && e->trust_store && *e->trust_store)
        return reader_fault(r, "trustStore of port %d goes with mode verify only", (int)e->port);
    if (!verify && e->has_ignore)
        return reader_fault(r, "ignoreClientCertificateExpiry of port %d goes with mode verify only", (int)e->port);
    if (e->advertise && *e->advertise && !verify)
        return reader_fault(r, "advertiseTrustStoreCaNames of port %d goes with mode verify only", (int)e->port);
    if (e->advertise && *e->advertise && strcmp(e->advertise, "on") != 0 && strcmp(e->advertise, "off") != 0)
        return reader_fault(r, "advertiseTrustStoreCaNames of port %d must be on or off", (int)e->port);
    return 0;
}

/* NULL with a fault when the trust store is not known. */
static char *mutual_text(struct compiler *c, const struct reader *r, const struct member *m, const struct mutual *e)
{
    struct buf text = {0};
    struct json_out o = json_out(&text);
    bool verify = strcmp(e->mode, "verify") == 0;
    const char *arn = verify ? e->trust_store : NULL;
    if (arn && !str_starts(arn, "arn:"))
        arn = trust_store_arn(c, r, m, arn);
    if (verify && (!arn || arn_check(ARN_TRUST_STORE, arn, r->field, r->fault)))
        return NULL;
    json_open_object(&o, NULL);
    json_add_str(&o, "Mode", e->mode);
    json_add_str(&o, "TrustStoreArn", arn);
    if (verify) {
        json_add_bool(&o, "IgnoreClientCertificateExpiry", e->ignore_expiry);
        json_add_str(&o, "AdvertiseTrustStoreCaNames", e->advertise && *e->advertise ? e->advertise : "off");
    }
    json_close_object(&o);
    return buf_take(&text);
}

static int read_mutual_entry(struct compiler *c, const struct reader *r, struct member *m, const struct json *entry)
{
    struct mutual e = {0};
    bool has_port;
    if (want_object(r, entry) || read_int(r, entry, "port", &e.port, &has_port) || read_str(r, entry, "mode", &e.mode) ||
        read_str(r, entry, "trustStore", &e.trust_store) ||
        read_bool(r, entry, "ignoreClientCertificateExpiry", &e.ignore_expiry, &e.has_ignore) ||
        read_str(r, entry, "advertiseTrustStoreCaNames", &e.advertise) || check_mutual(r, &e))
        return -1;
    const struct port_wish *known = member_port(m, (int)e.port);
    char *text = mutual_text(c, r, m, &e);
    if (!text)
        return -1;
    if (!known || !known->https) { /* a port that it does not serve with TLS */
        free(text);
        return 0;
    }
    struct port_wish *port = port_slot(m, (int)e.port);
    free(port->mutual_authentication);
    port->mutual_authentication = text;
    return 0;
}

static int read_mutual(struct compiler *c, struct member *m, struct fault *f)
{
    own_json *list = NULL;
    int got = notes_json(&m->notes, "mutual-authentication", &list, f);
    if (got <= 0)
        return got;
    struct reader r = {NOTE_PREFIX "mutual-authentication", notes_get(&m->notes, "mutual-authentication"), f};
    if (want_array(&r, list))
        return -1;
    if (!json_count(list))
        return reader_fault(&r, "at least one port must be listed");
    json_each (entry, list) {
        if (read_mutual_entry(c, &r, m, entry))
            return -1;
    }
    return 0;
}

/* ---- attributes ---- */

static int read_attributes(struct member *m, struct fault *f)
{
    for (size_t i = 0; i < m->ports_count; i++) {
        struct port_wish *p = &m->ports[i];
        char suffix[64], key[128];
        snprintf(suffix, sizeof suffix, "listener-attributes.%s-%d", p->https ? "HTTPS" : "HTTP", p->port);
        snprintf(key, sizeof key, "%s%s", NOTE_PREFIX, suffix);
        if (notes_map(&m->notes, suffix, &p->attributes, f) < 0 || limit_attributes(&p->attributes, key, f))
            return -1;
    }
    return 0;
}

int listen_read(struct compiler *c, struct member *m, struct fault *f)
{
    const char *policy = params_str(m, "sslPolicy");
    if (read_certificates(m, f) || read_ports(m, f))
        return -1;
    if (m->ports_count)
        qsort(m->ports, m->ports_count, sizeof *m->ports, by_port);
    if (!m->certificates.count && has_https(m) && discover_certificates(c, m, f))
        return -1;
    m->ssl_policy = xstrdup_or_null(policy && *policy ? policy : notes_get(&m->notes, "ssl-policy"));
    if (m->ssl_policy && !*m->ssl_policy && has_https(m))
        return fault_set(f, NOTE_PREFIX "ssl-policy", "",
                         "ssl-policy must name a TLS policy, as ELBSecurityPolicy-TLS13-1-2-2021-06, or be left out");
    read_prefix_lists(m);
    if (read_cidrs(m, f) || read_mutual(c, m, f))
        return -1;
    return read_attributes(m, f);
}
