/* shift-traffic status: fleet → load balancers → rules → clusters, with the weight in force, targets, and why. */
#ifndef SHIFT_STATUS_H
#define SHIFT_STATUS_H

#include "lib/base/buf.h"

#include "lib/base/hub.h"

#include "shift-traffic/view.h"

enum status_form { STATUS_TABLE, STATUS_JSON };
enum status_how { STATUS_ONCE, STATUS_WATCH };

/* Prints it to stdout, once or each time it changes. Gives the exit code; -1: ERR_AGAIN, no journal answers. */
int status_run(const struct hub_address *at, enum status_form form, enum status_how how, struct err *err);

/* Appends the view in one of the forms, with its newline. */
void status_write(const struct view *v, enum status_form form, struct buf *to);

#endif
