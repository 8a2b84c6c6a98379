#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/aws/endpoint.h"
#include "lib/aws/profile.h"

static const struct partition {
    const char *prefix, *name, *suffix, *dual; /* dual: where both IPv4 and IPv6 are answered */
} partitions[] = {
    {"cn-", "aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn"},
    {"us-gov-", "aws-us-gov", "amazonaws.com", "api.aws"},
    {"eusc-", "aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu"},
    {"us-iso-", "aws-iso", "c2s.ic.gov", "api.aws.ic.gov"},
    {"us-isob-", "aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud"},
    {"eu-isoe-", "aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"},
    {"us-isof-", "aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov"},
    {"eu-isof-", "aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov"},
    {"", "aws", "amazonaws.com", "api.aws"},
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

static bool is_on(const char *variable, const struct profile *p, const char *key)
{
    const char *text = getenv(variable);
    if (!text || !*text)
        text = profile_get(p, key);
    return text && strcasecmp(text, "true") == 0;
}

static const char *from_environment(const struct service *s)
{
    own_str char *name = xasprintf("AWS_ENDPOINT_URL_%s", s->id);
    const char *url = getenv(name);
    if (!url || !*url)
        url = getenv("AWS_ENDPOINT_URL");
    return url && *url ? url : NULL;
}

/* Of the section [services NAME] that the profile names, else the profile's for all services; heap text, or NULL: neither. */
static int from_profile(char **url, const struct profile *p, const struct service *s, struct err *err)
{
    own_profile services = {.services = true};
    own_str char *key = xasprintf("%s.endpoint_url", s->id);
    const char *section = profile_get(p, "services");
    for (char *c = key; *c; c++)
        *c = (char)tolower((unsigned char)*c);
    if (section && profile_load(&services, section, err))
        return -1;
    if (section && !services.found)
        return err_set(err, ERR_CONFIG, "profile '%s' names the services section '%s', and '%s' has no [services %s]", p->name, section,
                       p->config_path, section);
    const char *own = profile_get(&services, key);
    *url = xstrdup_or_null(own ? own : profile_get(p, "endpoint_url"));
    return 0;
}

/* Heap text, or NULL: the Region's own. */
static int configured(char **url, const struct profile *p, const struct service *s, struct err *err)
{
    if (is_on("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", p, "ignore_configured_endpoint_urls"))
        return 0;
    *url = xstrdup_or_null(from_environment(s));
    return *url ? 0 : from_profile(url, p, s, err);
}

/* ---- the Region's own names ---- */

struct choice {
    bool fips, dual;
};

static const char *home_region(const struct service *s, const char *region)
{
    bool one = s == &service_shield && strcmp(endpoint_partition(region), "aws") == 0;
    return one ? "us-east-1" : region;
}

const char *endpoint_signing_region(const struct service *s, const char *region, const char *url)
{
    const char *home = home_region(s, region);
    own_str char *part = xasprintf(".%s.%s/", home, partition_of(region)->suffix);
    return str_ends(url, part) ? home : region;
}

/* In GovCloud most names are FIPS endpoints as they stand. */
static bool is_fips_by_nature(const struct service *s, const char *region)
{
    bool apart = s == &service_wafv2 || s == &service_shield || s == &service_tagging;
    return !apart && strcmp(endpoint_partition(region), "aws-us-gov") == 0;
}

static void own_name(struct buf *to, const struct service *s, const char *region, const struct choice *c)
{
    const struct partition *p = partition_of(region);
    bool fips = c->fips && (c->dual || !is_fips_by_nature(s, region));
    bool before = fips && !c->dual && s == &service_eks && strcmp(p->name, "aws") == 0; /* fips.eks, not eks-fips */
    buf_addf(to, "https://%s%s%s.%s.%s/", before ? "fips." : "", s->name, fips && !before ? "-fips" : "",
             c->dual ? region : home_region(s, region), c->dual ? p->dual : p->suffix);
}

static int check_region(const char *region, struct err *err)
{
    if (region && *region && strspn(region, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(region))
        return 0;
    return err_set(err, ERR_CONFIG, "'%s' is no name of an AWS Region, one is like 'us-west-2'", region ? region : "");
}

int endpoint_sts_host(struct buf *to, const char *region, struct err *err)
{
    if (check_region(region, err))
        return -1;
    buf_addf(to, "sts.%s.%s", region, partition_of(region)->suffix);
    return 0;
}

int endpoint_url(struct buf *to, const struct service *s, const char *region, const char *given, struct err *err)
{
    own_profile profile = {0};
    own_str char *url = xstrdup_or_null(given);
    if (check_region(region, err))
        return -1;
    if (!url && (profile_load(&profile, NULL, err) || configured(&url, &profile, s, err)))
        return -1;
    if (!url) {
        struct choice c = {.fips = is_on("AWS_USE_FIPS_ENDPOINT", &profile, "use_fips_endpoint"),
                           .dual = is_on("AWS_USE_DUALSTACK_ENDPOINT", &profile, "use_dualstack_endpoint")};
        own_name(to, s, region, &c);
        return 0;
    }
    own_str char *host = NULL;
    own_str char *path = NULL;
    if (endpoint_split(url, &host, &path, err))
        return -1;
    buf_addf(to, "%.*s%s", (int)(strstr(url, host) + strlen(host) - url), url, path);
    return 0;
}

char *endpoint_ca_bundle(void)
{
    own_profile profile = {0};
    const char *file = getenv("AWS_CA_BUNDLE");
    if ((!file || !*file) && profile_load(&profile, NULL, NULL) == 0)
        file = profile_get(&profile, "ca_bundle");
    return file && *file ? xstrdup(file) : NULL;
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
