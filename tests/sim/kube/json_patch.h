/* A JSON patch (RFC 6902), of its operations those that are sent here: test and remove. */
#ifndef SIM_KUBE_JSON_PATCH_H
#define SIM_KUBE_JSON_PATCH_H

#include "lib/base/err.h"
#include "lib/base/json.h"
#include "tests/sim/kube/kinds.h"

enum patch_type { PATCH_UNKNOWN, PATCH_MERGE, PATCH_STRATEGIC, PATCH_JSON };
/* By its media type (NULL: none), and whether that kind takes it. */
enum patch_type patch_type(const char *media, const struct kind *kind);

/* The object as the patch leaves it (json_free); NULL and ERR_INPUT when an operation fails. */
struct json *object_json_patch(const struct json *old, const struct buf *patch, struct err *err);

#endif
