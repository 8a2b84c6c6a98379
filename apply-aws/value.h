/* An AWS value as JSON text, changed member by member. All give heap text. */
#ifndef APPLY_AWS_VALUE_H
#define APPLY_AWS_VALUE_H

#include "lib/base/json.h"

/* base with the member set to the JSON text raw, in its place or at the end; raw NULL takes it out. */
char *value_with(const struct json *base, const char *name, const char *raw);
/* base with every member of over in place of its own. */
char *value_merged(const struct json *base, const struct json *over);
/* A list of {Key, Value} with those of `set` put in and the keys in `unset` (array of text) taken out; each may be NULL. */
char *value_tags(const struct json *base, const struct json *set, const struct json *unset);

/* Whether `now` says all that `known` said, and only more: what answers to calls leave out, and only a reading tells. Which load balancers
 * use a target group follows from calls as well. */
bool value_completes(const struct json *now, const struct json *known);

/* {"ARN","Id","Name"} of one in ListWebACLs */
char *value_acl(const struct json *item);
/* {"ResourceArn","WebACLArn"} */
char *value_association(const char *resource, const char *acl);

/* IpPermissions of a security group with some put in or taken out, one source each. */
char *value_permissions_added(const struct json *base, const struct json *added);
char *value_permissions_removed(const struct json *base, const struct json *removed);
/* How many of `wanted`'s single permissions are in base; *total: how many there are. */
size_t value_permissions_present(const struct json *base, const struct json *wanted, size_t *total);

/* An instance's network interfaces with their security groups, the first device first; the addresses only where the groups of
 * one are not those of the others: then they tell which of them a pod is behind. value_network.c */
char *value_instance(const struct json *instance);
/* A network interface and its security groups. value_network.c */
char *value_interface(const struct json *interface);

#endif
