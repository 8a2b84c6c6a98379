/* Secrets are followed one by one, and only those that an Ingress or a Service names. */
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

#include "watch-k8s/cluster_inner.h"

/* {"secretName": …, …}, with the client's id and secret */
#define AUTH_IDP_OIDC "alb.ingress.kubernetes.io/auth-idp-oidc"

char *secrets_named_by(const struct kind *kind, const struct json *object)
{
    const char *text, *name, *namespace = json_str(json_path(object, "metadata", "namespace", NULL));

    if (strcmp(kind->kind, "Ingress") != 0 && strcmp(kind->kind, "Service") != 0)
        return NULL;
    text = json_str(json_path(object, "metadata", "annotations", AUTH_IDP_OIDC, NULL));
    if (!text || !namespace)
        return NULL;
    own_json *config = json_parse_go(text, strlen(text), NULL);
    name = json_str(json_get_fold(config, "secretName"));
    return name && *name && !strchr(name, '/') ? xasprintf("%s/%s", namespace, name) : NULL;
}

static struct follower *find(struct cluster *c, const char *secret)
{
    for (struct follower *f = c->followers; f; f = f->next) {
        if (f->watched->kind->by_name && follower_covers(f, secret))
            return f;
    }
    return NULL;
}

static void want(struct cluster *c, const char *secret)
{
    struct follower *f = find(c, secret);
    size_t len = strcspn(secret, "/");
    own_str char *namespace = xstrndup(secret, len);

    if (!f && !choice_wants(c->set->choice, cluster_watched(c, "Secret")->kind))
        return;
    if (!f)
        f = cluster_follow(c, cluster_watched(c, "Secret"), namespace, secret + len + 1);
    f->wanted++;
}

static void forget(struct cluster *c, const char *secret)
{
    struct watched *w = cluster_watched(c, "Secret");
    struct known_object *o = known_find(&w->known, secret);

    if (o)
        report_delete(c, w, o, NULL, NULL);
}

static void unwant(struct cluster *c, const char *secret)
{
    struct follower *f = find(c, secret);

    if (!f || --f->wanted)
        return;
    cluster_unfollow(f);
    forget(c, secret);
}

void secrets_refer(struct cluster *c, struct known_object *o, char *secret)
{
    char *old = o->secret;

    if (str_equal(old, secret)) {
        free(secret);
        return;
    }
    o->secret = secret;
    if (secret)
        want(c, secret);
    if (old)
        unwant(c, old);
    free(old);
}

void secrets_start(struct cluster *c)
{
    struct watched *w = cluster_watched(c, "Secret");

    for (size_t i = 0; i < c->watched_count; i++)
        known_each(o, &c->watched[i].known) if (o->secret) want(c, o->secret);
    known_each(o, &w->known) if (!find(c, o->text)) report_delete(c, w, o, NULL, NULL);
}
