/* What AWS says instead of an answer. All NULL where the body says nothing. */
#ifndef AWS_ERROR_H
#define AWS_ERROR_H

struct aws_error {
    char *code;
    char *message;
    char *request_id;
};

void aws_error_release(struct aws_error *e);

#endif
