/* The tokens of EKS, as the verifier on its side looks at them (aws-iam-authenticator): a presigned GetCallerIdentity of STS that
 * names this cluster, not older than allowed, and signed by the one key pair that is known here. */
#include <stdio.h>
#include <string.h>

/* base */
#include "lib/base/digest.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/base/moment.h"

/* aws */
#include "lib/aws/credentials.h"
#include "lib/aws/eks.h"

/* own */
#include "tests/sim/kube/sim.h"

#define PREFIX "k8s-aws-v1."

enum { TOKEN_MAX = 4096 };

/* base64url without padding. */
static int decode(struct buf *url, const char *token)
{
    own_str char *standard = xstrdup(token);
    for (char *c = standard; *c; c++)
        *c = *c == '-' ? '+' : *c == '_' ? '/' : *c;
    return strlen(token) > TOKEN_MAX || strchr(token, '=') ? -1 : base64_decode(url, standard, strlen(standard), NULL);
}

/* The moment of X-Amz-Date, 20260102T030405Z. */
static int date_of(const char *url, struct moment *at)
{
    char y[5], mo[3], d[3], h[3], mi[3], s[3];
    const char *date = strstr(url, "X-Amz-Date=");
    if (!date || sscanf(date, "X-Amz-Date=%4[0-9]%2[0-9]%2[0-9]T%2[0-9]%2[0-9]%2[0-9]Z", y, mo, d, h, mi, s) != 6)
        return -1;
    own_str char *text = xasprintf("%s-%s-%sT%s:%s:%sZ", y, mo, d, h, mi, s);
    return moment_parse(at, text, NULL);
}

bool eks_accepts(const struct sim *s, const char *token)
{
    const struct eks_settings *e = &s->set.eks;
    struct moment at;
    own_buf url = {0}, again = {0};
    if (!e->cluster || !str_starts(token, PREFIX) || decode(&url, token + strlen(PREFIX)) || date_of(buf_str(&url), &at))
        return false;
    int64_t age_ms = (moment_now().us - at.us) / 1000;
    if (age_ms < -60000 || age_ms > e->token_ms)
        return false;
    /* what its owner would have made then is the same to the last letter, or it is not his */
    char name[256], region[] = "us-west-2", access[128], secret[128];
    snprintf(name, sizeof name, "%s", e->cluster);
    snprintf(access, sizeof access, "%s", e->access_key);
    snprintf(secret, sizeof secret, "%s", e->secret_key);
    struct eks_cluster cluster = {name, region};
    struct credentials who = {.access_key = access, .secret_key = secret};
    return !eks_token(&again, &cluster, &who, at, NULL) && !strcmp(buf_str(&again), token);
}
