/* Who we are to AWS. Sources are asked in the SDKs' order; each is a row in the table of credentials.c.
 * Never logged, wiped when released. */
#ifndef AWS_CREDENTIALS_H
#define AWS_CREDENTIALS_H

struct err;

struct credentials {
    char *access_key, *secret_key;
    char *session_token; /* NULL: long-term keys */
    char *from;          /* "the environment", "profile 'x' of /root/.aws/credentials" */
};

/* ERR_CONFIG says in a sentence what was looked for where. */
int credentials_find(struct credentials *c, struct err *err);
void credentials_release(struct credentials *c);

/* AWS_REGION, AWS_DEFAULT_REGION, else the profile's region; heap text or NULL. */
char *credentials_region(void);

#endif
