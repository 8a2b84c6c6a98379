/* Between fleet.c (what a fleet is) and fleet_file.c (how the file writes it). */
#ifndef MODEL_FLEET_INNER_H
#define MODEL_FLEET_INNER_H

#include "lib/model/fleet.h"

/* ERR_INPUT unless the name can stand in AWS names, tags and subjects. */
int fleet_check_name(const char *what, const char *name, struct err *err);
/* Borrowed until the next one is added; NULL with ERR_INPUT for a bad or second name. */
struct fleet_cluster *fleet_add_cluster(struct fleet *f, const char *name, struct err *err);

#endif
