/* CURVE keys as files. A key pair is a file of `public=` and `secret=` lines that only its owner may read; its public part is a file of
 * the same name with .pub behind it, to be handed over. Lines that begin with # are comments. */
#ifndef BASE_LINK_KEYS_H
#define BASE_LINK_KEYS_H

#include <stdbool.h>

struct err;

enum { LINK_KEY = 41 }; /* 40 characters of Z85 and a NUL */

struct link_pair {
    char public[LINK_KEY];
    char secret[LINK_KEY];
};

/* ERR_CONFIG: this libzmq has no CURVE. */
int link_pair_make(struct link_pair *p, struct err *err);
/* Writes PATH (mode 0600) and PATH.pub. ERR_CONFIG: they are there already, or cannot be written. */
int link_pair_save(const struct link_pair *p, const char *path, struct err *err);
/* ERR_CONFIG: it cannot be read, others may read it too, or what it says is no key pair. */
int link_pair_load(struct link_pair *p, const char *path, struct err *err);
/* The public= of a .pub file, or of a whole pair. */
int link_public_load(char key[LINK_KEY], const char *path, struct err *err);
bool link_key_valid(const char *text);
/* Overwrites what was secret. */
void link_pair_wipe(struct link_pair *p);

#endif
