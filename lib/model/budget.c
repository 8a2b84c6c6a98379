#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "lib/model/budget.h"
#include "lib/model/field.h"

const struct budget_bucket budget_buckets[BUDGET_CLASSES] = {
    [BUDGET_ACCOUNT] = {"account", 40, 600}, [BUDGET_READS] = {"reads", 40, 600}, [BUDGET_WRITES] = {"writes", 20, 180},
    [BUDGET_TARGETS] = {"targets", 20, 240}, [BUDGET_HEAVY] = {"heavy", 10, 12},  [BUDGET_TRUST_STORES] = {"trust-stores", 10, 12},
};

static const struct {
    const char *action;
    enum budget_class class;
} apart[] = {
    {"CreateLoadBalancer", BUDGET_HEAVY},
    {"SetSubnets", BUDGET_HEAVY},
    {"RegisterTargets", BUDGET_TARGETS},
    {"DeregisterTargets", BUDGET_TARGETS},
    {"CreateTrustStore", BUDGET_TRUST_STORES},
    {"ModifyTrustStore", BUDGET_TRUST_STORES},
    {"DeleteTrustStore", BUDGET_TRUST_STORES},
    {"AddTrustStoreRevocations", BUDGET_TRUST_STORES},
    {"RemoveTrustStoreRevocations", BUDGET_TRUST_STORES},
    {"DeleteSharedTrustStoreAssociation", BUDGET_TRUST_STORES},
};

enum budget_class budget_class_of(const char *action)
{
    for (size_t i = 0; i < COUNT_OF(apart); i++)
        if (strcmp(apart[i].action, action) == 0)
            return apart[i].class;
    return str_starts(action, "Describe") || str_starts(action, "Get") ? BUDGET_READS : BUDGET_WRITES;
}

static const struct field fields[] = {
    FIELD_IN(struct budget_report, class, "class", FIELD_STR, FIELD_NEEDED),
    FIELD_IN(struct budget_report, per_minute, "perMinute", FIELD_INT, FIELD_NEEDED),
    FIELD_IN(struct budget_report, full_per_minute, "fullPerMinute", FIELD_INT, FIELD_NEEDED),
    FIELD_IN(struct budget_report, throttled, "throttled", FIELD_INT, FIELD_OPTIONAL),
    FIELD_IN(struct budget_report, extra, "extra", FIELD_INT, FIELD_OPTIONAL),
};
static const struct shape shape = SHAPE_OF(struct budget_report, fields);

int budget_report_decode(struct budget_report *b, const struct json *data, struct err *err)
{
    return shape_decode(&shape, b, data, err);
}

void budget_report_encode(const struct budget_report *b, struct buf *to)
{
    shape_encode(&shape, b, to);
}

void budget_report_release(struct budget_report *b)
{
    shape_release(&shape, b);
}
