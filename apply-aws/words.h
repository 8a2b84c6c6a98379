/* Sentences about what AWS refused. */
#ifndef APPLY_AWS_WORDS_H
#define APPLY_AWS_WORDS_H

/* "AccessDenied: …; IAM action elasticloadbalancing:CreateRule on 'arn:…' is missing: allow it as docs/iam-policy.json does".
 * parameters: JSON text of the call, or NULL. Heap text. */
struct denied {
    const char *service, *action, *parameters, *code, *message;
};

char *words_denied(const struct denied *d);

#endif
