/* Requests and answers of the JSON 1.1 and REST-JSON protocols, by the tables of shapes.h. */
#ifndef AWS_JSONWIRE_H
#define AWS_JSONWIRE_H

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/aws/error.h"
#include "lib/aws/shapes.h"

struct err;

enum { JSON_MAX_ANSWER = 16 * 1024 * 1024 };

/* Appends the body. As with query_encode: what the operation lacks, a wrong type or a required parameter left out is
 * ERR_INPUT and named by its path; null counts as left out. */
int jsonwire_encode(struct buf *to, const struct operation *op, const struct json *parameters, struct err *err);
/* The path of a REST operation, its labels filled in; those parameters do not go into the body. Heap text, or NULL with
 * ERR_INPUT where one is missing. */
char *jsonwire_path(const struct operation *op, const struct json *parameters, struct err *err);

/* Appends the answer as one JSON object, members as the table has them; those that it lacks are skipped. ERR_AGAIN: this
 * is no answer of that operation, whole and in JSON. */
int jsonwire_decode(struct buf *to, const struct operation *op, const struct buf *body, struct err *err);
/* type: of the header x-amzn-errortype, or NULL. */
void jsonwire_error_decode(struct aws_error *e, const struct buf *body, const char *type);

#endif
