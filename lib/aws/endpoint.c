#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/aws/endpoint.h"

static const struct partition {
    const char *prefix, *name, *suffix;
} partitions[] = {
    {"cn-", "aws-cn", "amazonaws.com.cn"},       {"us-gov-", "aws-us-gov", "amazonaws.com"},  {"eusc-", "aws-eusc", "amazonaws.eu"},
    {"us-iso-", "aws-iso", "c2s.ic.gov"},        {"us-isob-", "aws-iso-b", "sc2s.sgov.gov"},  {"eu-isoe-", "aws-iso-e", "cloud.adc-e.uk"},
    {"us-isof-", "aws-iso-f", "csp.hci.ic.gov"}, {"eu-isof-", "aws-iso-f", "csp.hci.ic.gov"}, {"", "aws", "amazonaws.com"},
};

static const struct partition *partition_of(const char *region)
{
    const struct partition *p = partitions;
    while (!str_starts(region, p->prefix))
        p++;
    return p;
}

const char *endpoint_partition(const char *region)
{
    return partition_of(region)->name;
}

static const char *from_environment(const struct service *s)
{
    const char *ignore = getenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
    if (ignore && strcasecmp(ignore, "true") == 0)
        return NULL;
    own_str char *name = xasprintf("AWS_ENDPOINT_URL_%s", s->id);
    const char *url = getenv(name);
    if (!url || !*url)
        url = getenv("AWS_ENDPOINT_URL");
    return url && *url ? url : NULL;
}

int endpoint_url(struct buf *to, const struct service *s, const char *region, const char *given, struct err *err)
{
    if (!region || !*region || strspn(region, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(region))
        return err_set(err, ERR_CONFIG, "'%s' is no name of an AWS Region, one is like 'us-west-2'", region ? region : "");
    const char *url = given ? given : from_environment(s);
    if (!url) {
        buf_addf(to, "https://%s.%s.%s/", s->name, region, partition_of(region)->suffix);
        return 0;
    }
    own_str char *host = NULL;
    own_str char *path = NULL;
    if (endpoint_split(url, &host, &path, err))
        return -1;
    buf_addf(to, "%.*s%s", (int)(strstr(url, host) + strlen(host) - url), url, path);
    return 0;
}

int endpoint_split(const char *url, char **host, char **path, struct err *err)
{
    const char *begin = str_starts(url, "https://") ? url + 8 : str_starts(url, "http://") ? url + 7 : NULL;
    size_t len = begin ? strcspn(begin, "/?#") : 0;
    if (!len || memchr(begin, '@', len) || strpbrk(begin, "?# \t"))
        return err_set(err, ERR_CONFIG, "endpoint '%s' is no URL of the form http(s)://HOST[:PORT][/PATH]", url);
    *host = xstrndup(begin, len);
    *path = xstrdup(begin[len] ? begin + len : "/");
    return 0;
}
