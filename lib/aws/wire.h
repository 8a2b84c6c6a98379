/* One call in the words of its service's protocol: Query, EC2, JSON 1.1 or REST-JSON. */
#ifndef AWS_WIRE_H
#define AWS_WIRE_H

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/aws/error.h"
#include "lib/aws/shapes.h"

struct err;

struct wire_request {
    const char *method, *content_type; /* constants */
    char *target;                      /* of X-Amz-Target; NULL: none */
    char *path;                        /* below the endpoint's own; NULL: none */
    struct buf body;
};

/* ERR_INPUT: the parameters are not those of the operation; the sentence names which. */
int wire_encode(struct wire_request *r, const struct service *s, const struct operation *op, const struct json *parameters,
                struct err *err);
void wire_release(struct wire_request *r);

/* What came; all borrowed. */
struct wire_answer {
    const struct buf *body;
    const char *error_type; /* headers x-amzn-errortype and x-amzn-requestid, or NULL */
    const char *request_id;
};

enum { WIRE_MAX_ANSWER = 16 * 1024 * 1024 };

/* Appends one JSON object under AWS's names, and gives the request id (NULL without one; free with free()). ERR_AGAIN: no
 * answer of that operation, whole and in its protocol. */
int wire_decode(struct buf *to, char **request_id, const struct service *s, const struct operation *op, const struct wire_answer *a,
                struct err *err);
void wire_error_decode(struct aws_error *e, const struct service *s, const struct wire_answer *a);

#endif
