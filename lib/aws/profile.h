/* AWS's shared files, ~/.aws/credentials and ~/.aws/config: sections of `key = value`. */
#ifndef AWS_PROFILE_H
#define AWS_PROFILE_H

#include <stdbool.h>
#include <stddef.h>

struct err;

/* The settings of one profile out of both files, the credentials file first; what is nested in one ("s3 =", then indented
 * "max = 1") as "s3.max". Zero is valid and empty. */
struct profile {
    char *name;
    bool services; /* set before profile_load: a section [services NAME] of the config file is read, and no profile */
    bool found;    /* one of the files has a section for it */
    char *credentials_path, *config_path;
    struct profile_setting {
        char *key, *value;
    } * settings;
    size_t count, cap;
};

/* Reads the profile `name`; NULL: the one that AWS_PROFILE names, or "default". A file that is not there is no error; one that
 * cannot be read or understood is ERR_CONFIG and says where. */
int profile_load(struct profile *p, const char *name, struct err *err);
const char *profile_get(const struct profile *p, const char *key); /* NULL when absent or empty */
void profile_release(struct profile *p);
#define own_profile __attribute__((cleanup(profile_release))) struct profile

#endif
