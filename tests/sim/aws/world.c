/* Accounts and Regions: each pair holds its own resources, quotas and token buckets. */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"

enum { NUMBERS_APART = 1000000 };

static struct aws *make(struct aws *last, const char *account, const char *region)
{
    struct aws *root = last->root, *w = xcalloc(1, sizeof *w);
    w->root = root;
    w->set = root->set;
    w->set.account = xstrdup(account);
    w->set.region = xstrdup(region);
    w->plane = root->plane;
    w->log = root->log;
    w->server = root->server;
    w->made = last->made / NUMBERS_APART * NUMBERS_APART + NUMBERS_APART; /* so that no two have the same id */
    limits_default(w);
    vpc_default(w);
    last->next = w;
    return w;
}

struct aws *world_of(struct aws *root, const char *account, const char *region)
{
    struct aws *last = root;
    world_each(w, root)
    {
        if (strcmp(w->set.account, account) == 0 && strcmp(w->set.region, region) == 0)
            return w;
        last = w;
    }
    return make(last, account, region);
}

static void release(struct aws *w)
{
    resource_free_all(w);
    stale_forget(w);
    security_groups_free(w);
    vpc_release(w);
    node_free(w->certificate_names);
    node_free(w->web_acls);
    node_free(w->clusters);
    node_free(w->interfaces);
}

void worlds_release(struct aws *root)
{
    union { /* names of our own making */
        const char *in;
        char *out;
    } account, region;
    for (struct aws *w = root->next, *next; w; w = next) {
        next = w->next;
        release(w);
        account.in = w->set.account;
        region.in = w->set.region;
        free(account.out);
        free(region.out);
        free(w);
    }
    node_free(root->set.more_keys);
    release(root);
}
