#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/batch.h"
#include "lib/model/budget.h"
#include "lib/model/field.h"
#include "lib/model/fleet.h"
#include "lib/model/object.h"
#include "lib/model/observed.h"
#include "lib/model/plan.h"
#include "lib/model/records.h"
#include "lib/model/report.h"
#include "lib/model/taken.h"
#include "lib/model/traffic.h"
#include "lib/model/types.h"
#include "lib/model/wanted.h"

/* ---- what the skeleton writes (lib/base/stage) ---- */

struct said_by_stage {
    char *version;               /* stage.started */
    struct moment due;           /* timer.fired */
    char *where, *reason, *line; /* event.rejected */
};

static const struct field started_fields[] = {
    FIELD_IN(struct said_by_stage, version, "version", FIELD_STR, FIELD_NEEDED),
};
static const struct shape started_shape = SHAPE_OF(struct said_by_stage, started_fields);

static const struct field fired_fields[] = {
    FIELD_IN(struct said_by_stage, due, "due", FIELD_MOMENT, FIELD_NEEDED),
};
static const struct shape fired_shape = SHAPE_OF(struct said_by_stage, fired_fields);

static const struct field rejected_fields[] = {
    FIELD_IN(struct said_by_stage, where, "where", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct said_by_stage, reason, "reason", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct said_by_stage, line, "line", FIELD_STR, FIELD_OPTIONAL),
};
static const struct shape rejected_shape = SHAPE_OF(struct said_by_stage, rejected_fields);

/* ---- what the journal itself writes (journal/compact_note) ---- */

struct said_by_journal { /* journal.compacted */
    int64_t cut, removed, missing, ranges;
    char *sha256;
};

static const struct field compacted_fields[] = {
    FIELD_IN(struct said_by_journal, cut, "cut", FIELD_INT64, FIELD_NEEDED),
    FIELD_IN(struct said_by_journal, removed, "removed", FIELD_INT64, FIELD_NEEDED),
    FIELD_IN(struct said_by_journal, missing, "missing", FIELD_INT64, FIELD_NEEDED),
    FIELD_IN(struct said_by_journal, ranges, "ranges", FIELD_INT64, FIELD_NEEDED),
    FIELD_IN(struct said_by_journal, sha256, "sha256", FIELD_STR, FIELD_NEEDED),
};
static const struct shape compacted_shape = SHAPE_OF(struct said_by_journal, compacted_fields);

static int recode_compacted(const struct json *data, struct buf *to, struct err *err)
{
    struct said_by_journal said = {0};
    if (shape_decode(&compacted_shape, &said, data, err))
        return -1;
    shape_encode(&compacted_shape, &said, to);
    shape_release(&compacted_shape, &said);
    return 0;
}

static int recode_shape(const struct shape *shape, const struct json *data, struct buf *to, struct err *err)
{
    struct said_by_stage said = {0};
    if (shape_decode(shape, &said, data, err))
        return -1;
    shape_encode(shape, &said, to);
    shape_release(shape, &said);
    return 0;
}

static int recode_started(const struct json *data, struct buf *to, struct err *err)
{
    return recode_shape(&started_shape, data, to, err);
}

static int recode_fired(const struct json *data, struct buf *to, struct err *err)
{
    return recode_shape(&fired_shape, data, to, err);
}

static int recode_rejected(const struct json *data, struct buf *to, struct err *err)
{
    return recode_shape(&rejected_shape, data, to, err);
}

/* ---- the records ---- */

#define RECODE(noun, decode, encode, release)                                                                                              \
    static int recode_##decode(const struct json *data, struct buf *to, struct err *err)                                                   \
    {                                                                                                                                      \
        struct noun record = {0};                                                                                                          \
        if (decode(&record, data, err))                                                                                                    \
            return -1;                                                                                                                     \
        encode(&record, to);                                                                                                               \
        release(&record);                                                                                                                  \
        return 0;                                                                                                                          \
    }
#define RECODE_RECORD(noun) RECODE(noun, noun##_decode, noun##_encode, noun##_release)

RECODE_RECORD(fleet)
RECODE_RECORD(cluster_state)
RECODE_RECORD(podinfo)
RECODE_RECORD(service)
RECODE_RECORD(ingress)
RECODE_RECORD(node)
RECODE_RECORD(binding)
RECODE_RECORD(finalizers)
RECODE_RECORD(rejection)
RECODE_RECORD(traffic)
RECODE_RECORD(taken)
RECODE_RECORD(rising)
RECODE_RECORD(drained)
RECODE_RECORD(batch)
RECODE_RECORD(call_result)
RECODE_RECORD(batch_result)
RECODE_RECORD(target_health)
RECODE_RECORD(plan_state)
RECODE_RECORD(wanted)
RECODE_RECORD(budget_report)
RECODE_RECORD(report)
RECODE(ingress, ingress_accepted_decode, ingress_accepted_encode, ingress_release)

/* ---- what borrows from the tree ---- */

static int recode_object(const struct json *data, struct buf *to, struct err *err)
{
    struct object o;
    if (object_decode(&o, data, err))
        return -1;
    own_str char *text = json_text(o.object);
    object_encode(to, o.cluster, text, o.reason);
    return 0;
}

static int recode_observed(const struct json *data, struct buf *to, struct err *err)
{
    struct observed o;
    if (observed_decode(&o, data, err))
        return -1;
    own_str char *value = json_text(o.value);
    observed_encode(to, o.service, o.resource, o.id, value, o.asof);
    return 0;
}

static int recode_synced(const struct json *data, struct buf *to, struct err *err)
{
    struct synced s;
    if (synced_decode(&s, data, err))
        return -1;
    synced_encode(to, s.account, s.region);
    return 0;
}

/* ---- the table ---- */

const struct event_type event_types[] = {
    {"stage.started", "stage", recode_started},
    {"timer.fired", "stage", recode_fired},
    {"event.rejected", "stage", recode_rejected},

    {"journal.compacted", "journal", recode_compacted},

    {"fleet.configured", "plan-rules", recode_fleet_decode},

    {"object.put", "watch-k8s", recode_object},
    {"object.delete", "watch-k8s", recode_object},
    {"cluster.listing", "watch-k8s", recode_cluster_state_decode},
    {"cluster.synced", "watch-k8s", recode_cluster_state_decode},
    {"cluster.bookmark", "watch-k8s", recode_cluster_state_decode},
    {"cluster.stale", "watch-k8s", recode_cluster_state_decode},

    {"podinfo.put", "build-podinfo", recode_podinfo_decode},
    {"podinfo.delete", "build-podinfo", recode_podinfo_decode},
    {"service.put", "build-podinfo", recode_service_decode},
    {"service.delete", "build-podinfo", recode_service_decode},
    {"ingress.put", "build-podinfo", recode_ingress_decode},
    {"ingress.delete", "build-podinfo", recode_ingress_decode},
    {"node.put", "build-podinfo", recode_node_decode},
    {"node.delete", "build-podinfo", recode_node_decode},
    {"binding.put", "build-podinfo", recode_binding_decode},
    {"binding.delete", "build-podinfo", recode_binding_decode},
    {"finalizers.put", "build-podinfo", recode_finalizers_decode},
    {"finalizers.delete", "build-podinfo", recode_finalizers_decode},
    {"object.rejected", "build-podinfo", recode_rejection_decode},
    {"object.warning", "build-podinfo", recode_rejection_decode},

    {"traffic.weights", "shift-traffic", recode_traffic_decode},
    {"traffic.drain", "shift-traffic", recode_traffic_decode},
    {"traffic.resume", "shift-traffic", recode_traffic_decode},
    {"traffic.hold", "shift-traffic", recode_traffic_decode},
    {"traffic.release", "shift-traffic", recode_traffic_decode},
    {"traffic.forget", "shift-traffic", recode_traffic_decode},

    {"plan.batch", "plan-rules", recode_batch_decode},
    {"plan.rejected", "plan-rules", recode_rejection_decode},
    {"plan.held", "plan-rules", recode_plan_state_decode},
    {"plan.settled", "plan-rules", recode_plan_state_decode},
    {"traffic.taken", "plan-rules", recode_taken_decode},
    {"traffic.rising", "plan-rules", recode_rising_decode},
    {"traffic.drained", "plan-rules", recode_drained_decode},
    {"ingress.accepted", "plan-rules", recode_ingress_accepted_decode},
    {"aws.wanted", "plan-rules", recode_wanted_decode},

    {"aws.observed", "apply-aws", recode_observed},
    {"aws.gone", "apply-aws", recode_observed},
    {"aws.synced", "apply-aws", recode_synced},
    {"call.done", "apply-aws", recode_call_result_decode},
    {"call.failed", "apply-aws", recode_call_result_decode},
    {"batch.done", "apply-aws", recode_batch_result_decode},
    {"target.health", "apply-aws", recode_target_health_decode},
    {"budget.report", "apply-aws", recode_budget_report_decode},

    {"report.done", "report-k8s", recode_report_decode},
    {"report.failed", "report-k8s", recode_report_decode},
};

const size_t event_types_count = COUNT_OF(event_types);

const struct event_type *event_type_find(const char *name)
{
    for (size_t i = 0; i < event_types_count; i++) {
        if (strcmp(event_types[i].name, name) == 0)
            return &event_types[i];
    }
    return NULL;
}
