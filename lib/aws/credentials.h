/* Who we are to AWS. The links of the chain are asked in the order of the table in credentials.c; what they give is
 * never logged, wiped when released, and the process that holds it leaves no core dump. */
#ifndef AWS_CREDENTIALS_H
#define AWS_CREDENTIALS_H

#include "lib/base/loop.h"
#include "lib/base/moment.h"

struct err;

struct credentials {
    char *access_key, *secret_key; /* NULL, both: requests go unsigned */
    char *session_token;           /* NULL: long-term keys */
    char *from;                    /* "the environment", "profile 'x' of '/root/.aws/credentials'" */
    struct moment expires;         /* zero: never */
};

/* Where STS is asked when a link needs it. Borrowed; NULL: by the environment. */
struct credentials_place {
    const char *region;
    const char *endpoint_url;
};

/* A walk along the chain. done is called once, from the loop, with found (which it may take by leaving it empty) or
 * with err: ERR_CONFIG says in a sentence what was looked for where, ERR_AGAIN that it was not to be had now. */
struct credentials_fetch;
typedef void credentials_done_fn(void *context, struct credentials *found, const struct err *err);
struct credentials_fetch *credentials_fetch(struct loop *loop, const struct credentials_place *where, credentials_done_fn *done,
                                            void *context);
void credentials_fetch_cancel(struct credentials_fetch *f); /* without done; NULL is fine */

/* The same, waiting for it. */
int credentials_find(struct credentials *c, const struct credentials_place *where, struct err *err);
void credentials_release(struct credentials *c);

/* When to read them anew, so that the new ones are there before the old ones end; -1: never. */
int64_t credentials_refresh_ms(const struct credentials *c, struct moment now);

/* AWS_REGION, AWS_DEFAULT_REGION, else the profile's region; heap text or NULL. */
char *credentials_region(void);
/* Where that gives none: the Region of the machine, by EC2's instance metadata, waiting for it (seconds, where nobody answers).
 * NULL and why not: ERR_CONFIG, or ERR_AGAIN where it was not to be had now. */
char *credentials_region_of_machine(struct err *err);

#endif
