/* Permissions of a security group: from EC2's lists, where several sources stand together, to one struct permission a
 * source, and which of them are the same. permissions_encode in elb.h is the way back. */
#ifndef MODEL_PERMISSION_H
#define MODEL_PERMISSION_H

#include "lib/model/elb.h"

/* Adds one permission for each source in a list of EC2's IpPermissions. */
void permissions_decode(struct security_group *g, const struct json *list);
/* EC2's identity of a permission: all but the description; of every protocol ("-1") also without the ports. */
bool permission_equal(const struct permission *a, const struct permission *b);
bool permissions_have(const struct security_group *g, const struct permission *p);
/* The one that EC2 holds for the same; NULL. */
const struct permission *permissions_find(const struct security_group *g, const struct permission *p);

/* The description of a rule that a fleet makes in the security groups of nodes and pods: "headgate.io/fleet=NAME". free with free(). */
char *permission_mark(const char *fleet);
/* The description (KEY=VALUE, with commas between) says that this fleet made it. */
bool permission_is_marked(const struct permission *p, const char *fleet);

#endif
