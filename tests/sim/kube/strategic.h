/* Objects as a patch leaves them. Strategic, as far as it is sent here: status.conditions is merged by `type` (PodStatus,
 * patchMergeKey). Both give a tree (json_free). */
#ifndef SIM_KUBE_STRATEGIC_H
#define SIM_KUBE_STRATEGIC_H

#include "lib/base/json.h"

struct json *object_merge_plain(const struct json *old, const struct json *patch);
struct json *object_merge_strategic(const struct json *old, const struct json *patch);

#endif
