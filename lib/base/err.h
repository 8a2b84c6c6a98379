/* An error is a sentence for the person who must act: lower case, no full stop, what failed first,
 * the subject in single quotes. It is passed last, stays untouched on success, and is printed once,
 * by the outermost caller. Its kind says what to do. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum err_kind {
    ERR_NONE = 0,
    ERR_INPUT,  /* reject this event or object, go on with the next */
    ERR_AGAIN,  /* try again later; exit code 111 */
    ERR_CONFIG, /* a person must change something; exit code 100 */
};

enum { EXIT_DONE = 0, EXIT_ACT = 100, EXIT_AGAIN = 111 };

struct err {
    enum err_kind kind;
    char text[1024];
};

/* Fills err (which may be NULL) and returns -1, so that `return err_set(...)` reads well. */
int err_set(struct err *err, enum err_kind kind, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Puts "context: " in front of the text that is there; returns -1. */
int err_wrap(struct err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* The exit code that belongs to the kind: 0, 100 or 111 (ERR_INPUT counts as 100). */
int err_exit_code(const struct err *err);

#endif
