/* Answers of the Query and EC2 protocols: XML in, JSON text under AWS's names out. The only place that
 * includes expat. Elements that the table does not name are skipped, their order does not matter, and
 * entities beyond XML's own five are refused. */
#ifndef AWS_XML_H
#define AWS_XML_H

#include "lib/base/buf.h"
#include "lib/aws/error.h"
#include "lib/aws/shapes.h"

struct err;

enum { XML_MAX_ANSWER = 16 * 1024 * 1024 };

/* Appends one JSON object and gives the request id (NULL without one; free with free()). ERR_AGAIN: this is
 * no answer of that operation, whole and in XML. */
int xml_decode(struct buf *to, char **request_id, const struct operation *op, const struct buf *body, struct err *err);

void xml_error_decode(struct aws_error *e, const struct buf *body);

#endif
