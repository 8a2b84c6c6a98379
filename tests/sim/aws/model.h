/* What a request may hold: names, types, what must be there, bounds, words, patterns. The tables in model_*.c are made
 * from AWS's service models by make-model. */
#ifndef SIM_AWS_MODEL_H
#define SIM_AWS_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum model_kind { MODEL_TEXT, MODEL_INTEGER, MODEL_NUMBER, MODEL_BOOLEAN, MODEL_STRUCTURE, MODEL_LIST, MODEL_MAP };

struct model_member;

struct model_shape {
    enum model_kind kind;
    int64_t least, most; /* of a number's value, of a text's or list's length */
    bool has_least, has_most;
    const char *const *words;           /* an enumeration; NULL: none */
    const char *pattern, *expression;   /* as AWS has it, and as regcomp(3) takes it; "words": letters, blanks, digits, _.:/=+-@ */
    const struct model_member *members; /* of a structure */
    size_t count;
    const struct model_shape *item; /* of a list, and the values of a map */
};

struct model_member {
    const char *name; /* as in the request */
    const struct model_shape *shape;
    bool required;
};

struct model_operation {
    const char *name; /* NULL: the last row */
    const struct model_shape *input;
};

extern const struct model_operation model_elbv2[], model_ec2[], model_sts[], model_acm[], model_wafv2[], model_shield[], model_eks[],
    model_tagging[];

#endif
