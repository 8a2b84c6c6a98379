/* Who may do what: the table of endpoints and keys, each with the sources that it may append and those that it may read. One row a line:
 *
 *   NAME listen=ENDPOINT [mode=0660] [group=GROUP] append=SOURCE,… read=SOURCE,…
 *   NAME key=KEY append=SOURCE,… read=SOURCE,…
 *
 * A source that ends in '/' means all that start so, '*' means every one. A row at tcp:// has no rights of its own: each client
 * there has those of its key. */
#ifndef JOURNAL_ACCESS_H
#define JOURNAL_ACCESS_H

#include <stdbool.h>
#include <stddef.h>

struct err;

struct sources {
    char **names;
    size_t count, cap;
};

struct rights {
    char *name;
    char *listen; /* the endpoint, or NULL */
    unsigned mode;
    char *group; /* or NULL */
    char *key;   /* a public key, or NULL */
    struct sources append, read;
};

/* Zero is valid and empty: nobody may do anything. */
struct access {
    struct rights *rows;
    size_t count, cap;
};

/* Reads the file. ERR_CONFIG names file, line and word; or others than its owner may write it. */
int access_load(struct access *a, const char *path, struct err *err);
/* The same from text; `path` is for the sentences. */
int access_parse(struct access *a, const char *text, const char *path, struct err *err);
void access_release(struct access *a);

/* The row of an endpoint or of a key; NULL: none. */
const struct rights *access_endpoint(const struct access *a, const char *endpoint);
const struct rights *access_key(const struct access *a, const char *key);

/* Every right there is, for an endpoint that was given without a table. */
extern const struct rights rights_all;

bool rights_append(const struct rights *r, const char *source);
/* `source` as in a reading's filter: one that ends in '/' asks for all that start so. NULL asks for all that there are. */
bool rights_read(const struct rights *r, const char *source);

/* Fill err with a sentence, ERR_CONFIG; return -1. */
int rights_refuse_append(const struct rights *r, const char *source, struct err *err);
int rights_refuse_read(const struct rights *r, const char *source, struct err *err);

#endif
