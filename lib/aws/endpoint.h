/* Where a service is reached in a Region. */
#ifndef AWS_ENDPOINT_H
#define AWS_ENDPOINT_H

#include "lib/base/buf.h"
#include "lib/aws/shapes.h"

struct err;

/* Appends the URL: what the command line gave (may be NULL), else AWS_ENDPOINT_URL_<SERVICE>, else
 * AWS_ENDPOINT_URL, else `endpoint_url` of the service in the profile's `services` section, else that of the profile (none of
 * these where AWS_IGNORE_CONFIGURED_ENDPOINT_URLS or the profile's ignore_configured_endpoint_urls is true), else the Region's own in its
 * partition, as AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT (or the profile's use_fips_endpoint, use_dualstack_endpoint) want it.
 * ERR_CONFIG: the Region's name, the URL, the profile or its services section is none. */
int endpoint_url(struct buf *to, const struct service *s, const char *region, const char *given, struct err *err);
/* The Region that requests to url are signed for: Shield's own name is in one Region for all of them. */
const char *endpoint_signing_region(const struct service *s, const char *region, const char *url);
/* "aws", "aws-cn", "aws-us-gov" …, as in ARNs. */
const char *endpoint_partition(const char *region);
/* Appends the name of STS in that Region, whatever the environment says: who verifies a token knows no other. ERR_CONFIG. */
int endpoint_sts_host(struct buf *to, const char *region, struct err *err);
/* The file of CAs that AWS_CA_BUNDLE names, or the profile's ca_bundle; heap text, or NULL: the system's. */
char *endpoint_ca_bundle(void);

/* An endpoint URL taken apart for signing; both heap text. ERR_CONFIG when it is not http(s)://HOST[:PORT][/PATH]. */
int endpoint_split(const char *url, char **host, char **path, struct err *err);

#endif
