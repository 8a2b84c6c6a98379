#include "apply-aws/words.h"

#include <string.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"

/* What the call is about: the first ARN or id among its parameters, or the name of what it would make. */
static const char *resource_of(const struct json *parameters)
{
    static const char *const members[] = {"RuleArn",       "ListenerArn", "TargetGroupArn", "LoadBalancerArn",
                                          "TrustStoreArn", "ResourceArn", "CertificateArn", "GroupId",
                                          "Name",          "GroupName"};
    const struct json *list = json_get(parameters, "ResourceArns");
    for (size_t i = 0; i < COUNT_OF(members); i++)
        if (json_str(json_get(parameters, members[i])))
            return json_str(json_get(parameters, members[i]));
    return json_str(json_first(list ? list : json_get(parameters, "Resources")));
}

/* IAM's name of a service where calls have another. */
static const char *iam_prefix(const char *service)
{
    return strcmp(service, "tagging") == 0 ? "tag" : service;
}

char *words_denied(const struct denied *d)
{
    own_json *tree = d->parameters ? json_parse(d->parameters, strlen(d->parameters), NULL) : NULL;
    const char *resource = resource_of(tree);
    return xasprintf("%s: %s; IAM action %s:%s%s%s%s is missing: allow it as docs/iam-policy.json does", d->code,
                     d->message ? d->message : "", iam_prefix(d->service), d->action, resource ? " on '" : "", resource ? resource : "",
                     resource ? "'" : "");
}
