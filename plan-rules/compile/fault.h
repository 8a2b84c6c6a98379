/* What is wrong with an object, for the person who wrote it: the field, what stands there, and a sentence. */
#ifndef PLAN_FAULT_H
#define PLAN_FAULT_H

struct fault {
    char field[192]; /* annotation or member; "" when none */
    char value[256]; /* shortened */
    char reason[768];
    char question[512]; /* it only waits for the answer to this one (ask.h); "" when it is wrong */
};

/* Always returns -1, so that `return fault_set(...)` reads well. value may be NULL. */
int fault_set(struct fault *f, const char *field, const char *value, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

#endif
