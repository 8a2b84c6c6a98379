/* AWS's operations as tables: what goes in, what comes out, under which names on the wire. The tables in
 * shapes_*.c were made by make-shapes from the services' own models; nothing here is written per call. */
#ifndef AWS_SHAPES_H
#define AWS_SHAPES_H

#include <stdbool.h>
#include <stddef.h>

enum shape_kind {
    SHAPE_STRING,
    SHAPE_INTEGER, /* integer and long */
    SHAPE_DOUBLE,
    SHAPE_BOOLEAN,
    SHAPE_TIMESTAMP, /* text as it comes, ISO 8601 */
    SHAPE_BLOB,      /* base64 text */
    SHAPE_STRUCTURE,
    SHAPE_LIST,
    SHAPE_MAP,
};

struct shape;

struct shape_member {
    const char *name;          /* AWS's name, as in the command line's --cli-input-json */
    const char *wire;          /* in a request */
    const char *xml;           /* in an answer */
    const struct shape *shape; /* never NULL */
    bool required;
};

struct shape {
    enum shape_kind kind;
    const struct shape_member *members; /* of a structure */
    size_t count;
    const struct shape *item; /* of a list; the value of a map */
    const char *item_name;    /* of a list that is not flat: "member" where NULL; the key's of a map: "key" where NULL */
    const char *value_name;   /* of a map: "value" where NULL */
    bool flat;                /* a list or map without an element of its own around it */
};

struct operation {
    const char *name;
    const struct shape *input;  /* a structure, never NULL */
    const struct shape *output; /* NULL: nothing of interest */
    const char *wrapper;        /* the element inside the answer that holds the members; NULL: none */
    const char *page_in;        /* the parameter that asks for the next page; NULL: not paged */
    const char *page_out;       /* the member of the answer that goes there */
    const char *method, *uri;   /* of REST: GET, /clusters/{name}; NULL otherwise */
};

enum protocol { PROTOCOL_QUERY, PROTOCOL_EC2, PROTOCOL_JSON, PROTOCOL_REST_JSON };

struct service {
    const char *name;    /* as calls in a batch name it, and as it is signed: elasticloadbalancing, ec2, sts, wafv2, … */
    const char *id;      /* as in AWS_ENDPOINT_URL_<ID> */
    const char *version; /* 2015-12-01 */
    enum protocol protocol;
    const struct operation *operations; /* sorted by name */
    size_t count;
    const char *target, *content_type; /* of JSON 1.1: before the operation's name in X-Amz-Target */
};

enum { SERVICES = 8 };
extern const struct service service_elbv2, service_ec2, service_sts, service_acm, service_wafv2, service_shield, service_tagging,
    service_eks;

/* What the tables share. */
extern const struct shape shape_string, shape_integer, shape_double, shape_boolean, shape_timestamp, shape_blob;

/* NULL when we have no table for it. */
const struct service *service_find(const char *name);
size_t service_index(const struct service *s); /* below SERVICES */
const struct operation *operation_find(const struct service *s, const char *name);
const struct shape_member *shape_member_find(const struct shape *structure, const char *name);

#endif
