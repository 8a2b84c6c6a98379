/* Where a service is reached in a Region. */
#ifndef AWS_ENDPOINT_H
#define AWS_ENDPOINT_H

#include "lib/base/buf.h"
#include "lib/aws/shapes.h"

struct err;

/* Appends the URL: what the command line gave (may be NULL), else AWS_ENDPOINT_URL_<SERVICE>, else
 * AWS_ENDPOINT_URL, else the Region's own name in its partition. ERR_CONFIG: the Region's name or the URL is none. */
int endpoint_url(struct buf *to, const struct service *s, const char *region, const char *given, struct err *err);
/* "aws", "aws-cn", "aws-us-gov" …, as in ARNs. */
const char *endpoint_partition(const char *region);

/* An endpoint URL taken apart for signing; both heap text. ERR_CONFIG when it is not http(s)://HOST[:PORT][/PATH]. */
int endpoint_split(const char *url, char **host, char **path, struct err *err);

#endif
