/* Requests of the Query and EC2 protocols: parameters in, form body out, by the tables of shapes.h.
 * Parameters are JSON under AWS's names, as `aws … --cli-input-json` takes them. */
#ifndef AWS_QUERY_H
#define AWS_QUERY_H

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/aws/shapes.h"

struct err;

/* Appends the body: Action, Version, then the parameters in the table's order. A parameter that the
 * operation lacks, one of the wrong type or a required one left out is ERR_INPUT and named by its path.
 * A list that is empty is written as `Name=`, as both of AWS's own clients do; null counts as left out. */
int query_encode(struct buf *to, const struct service *s, const struct operation *op, const struct json *parameters, struct err *err);

#endif
