/* How a program is told its keys for a journal at tcp://: --journal-key and --journal-server-key, else the environment's
 * HEADGATE_JOURNAL_KEY and HEADGATE_JOURNAL_SERVER_KEY. */
#ifndef BASE_HUB_OPTIONS_H
#define BASE_HUB_OPTIONS_H

#include <argp.h>

#include "lib/base/hub.h"

/* For the children of a program's own argp; its input is a struct hub_address, of which it fills the two files (borrowed). */
extern const struct argp hub_keys_argp;

#endif
