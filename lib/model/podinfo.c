#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/field.h"
#include "lib/model/records.h"

static const struct field port_fields[] = {
    FIELD_IN(struct container_port, container, "container", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct container_port, name, "name", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct container_port, protocol, "protocol", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct container_port, port, "port", FIELD_INT, FIELD_NEEDED),
};
static const struct shape port_shape = SHAPE_OF(struct container_port, port_fields);

static const struct field condition_fields[] = {
    FIELD_IN(struct pod_condition, type, "type", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct pod_condition, status, "status", FIELD_STR, FIELD_NEEDED),
};
static const struct shape condition_shape = SHAPE_OF(struct pod_condition, condition_fields);

static const struct field eni_fields[] = {
    FIELD_IN(struct eni_info, eni_id, "eniId", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct eni_info, private_ip, "privateIp", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct eni_info, ipv6_address, "ipv6Addr", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct eni_info, vlan_id, "vlanId", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct eni_info, subnet_cidr, "subnetCidr", FIELD_STR, FIELD_OPTIONAL),
};
static const struct shape eni_shape = SHAPE_OF(struct eni_info, eni_fields);

static const struct field fields[] = {
    FIELD_IN(struct podinfo, cluster, "cluster", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct podinfo, namespace, "namespace", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct podinfo, service, "service", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct podinfo, port_name, "portName", FIELD_TEXT, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, port, "port", FIELD_INT, FIELD_NEEDED),
    FIELD_IN(struct podinfo, address, "address", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct podinfo, family, "family", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, target_port, "targetPort", FIELD_INT, FIELD_NEEDED),
    FIELD_IN(struct podinfo, zone, "zone", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, ready, "ready", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, serving, "serving", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, terminating, "terminating", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, node, "node", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, pod, "pod", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, pod_uid, "podUid", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, pod_ip, "podIP", FIELD_STR, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, created, "created", FIELD_MOMENT, FIELD_OPTIONAL),
    FIELD_IN(struct podinfo, deleting, "deleting", FIELD_BOOL, FIELD_OPTIONAL),
    FIELD_MANY_IN(struct podinfo, ports, "containerPorts", &port_shape),
    FIELD_IN(struct podinfo, readiness_gates, "readinessGates", FIELD_STRS, FIELD_OPTIONAL),
    FIELD_MANY_IN(struct podinfo, conditions, "conditions", &condition_shape),
    FIELD_MANY_IN(struct podinfo, enis, "eniInfos", &eni_shape),
    FIELD_IN(struct podinfo, pod_labels, "labels", FIELD_PAIRS, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct podinfo, fields);

/* The rows from "node" on come from the pod, those before it from its endpoint. */
enum { ENDPOINT_ROWS = 12 };
static const struct shape pod_shape = {fields + ENDPOINT_ROWS, COUNT_OF(fields) - ENDPOINT_ROWS, sizeof(struct podinfo)};

int podinfo_decode(struct podinfo *p, const struct json *data, struct err *err)
{
    return shape_decode(&shape, p, data, err);
}

void podinfo_encode(const struct podinfo *p, struct buf *to)
{
    shape_encode(&shape, p, to);
}

void podinfo_release(struct podinfo *p)
{
    shape_release(&shape, p);
}

void podinfo_pod_encode(const struct podinfo *p, struct buf *to)
{
    shape_encode(&pod_shape, p, to);
}

char *podinfo_subject(const struct podinfo *p)
{
    return xasprintf("%s/%s/%s:%d/%s:%d", p->cluster, p->namespace, p->service, p->port, p->address, p->target_port);
}

const char *podinfo_condition(const struct podinfo *p, const char *type)
{
    for (size_t i = 0; i < p->conditions_count; i++) {
        if (strcmp(p->conditions[i].type, type) == 0)
            return p->conditions[i].status;
    }
    return NULL;
}
