/* Memory that is never refused. Out of memory ends the process: the journal makes that safe.
 * What these give, the caller frees with free(). */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

/* own_str char *s: freed when it leaves its scope. */
#define own_str __attribute__((cleanup(mem_free_str)))

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *p, size_t size);
char *xstrdup(const char *s);
char *xstrdup_or_null(const char *s); /* NULL stays NULL */
char *xstrndup(const char *s, size_t len);
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Frees *dst, then makes it a copy of src (which may be NULL). */
void str_replace(char **dst, const char *src);
/* Equal, where NULL equals only NULL. */
int str_equal(const char *a, const char *b);
int str_starts(const char *s, const char *prefix);
int str_ends(const char *s, const char *suffix);

void mem_free_str(char **s);

/* First of all in a daemon: what is kept for years and what a burst takes for a moment are kept apart as far as malloc can, so that
 * mem_trim finds whole pages. */
void mem_settle(void);

/* Gives back to the kernel what a beginning took for a moment: free memory, and the pages of libraries that only their
 * initialisation read. When a process is ready, and after bursts. */
void mem_trim(void);

/* Grows an open array so that one more element fits: array, its count and its capacity are lvalues. */
#define ARRAY_GROW(array, count, cap)                                                                                                      \
    do {                                                                                                                                   \
        if ((count) == (cap)) {                                                                                                            \
            (cap) = (cap) ? (cap)*2 : 4;                                                                                                   \
            (array) = xrealloc((array), (cap) * sizeof *(array));                                                                          \
        }                                                                                                                                  \
    } while (0)

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

#endif
