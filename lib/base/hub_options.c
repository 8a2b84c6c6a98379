/* system */
#include <stdlib.h>

/* base */
#include "lib/base/hub_options.h"

enum { KEY_OWN = 0x7100, KEY_SERVER };

static const struct argp_option options[] = {
    {"journal-key", KEY_OWN, "FILE", 0, "For tcp://: our own key pair, made by 'journal keygen FILE' (HEADGATE_JOURNAL_KEY)", -1},
    {"journal-server-key", KEY_SERVER, "FILE", 0, "For tcp://: the journal's public key (HEADGATE_JOURNAL_SERVER_KEY)", -1},
    {0},
};

/* What is set to nothing is not set. */
static const char *from_environment(const char *name)
{
    const char *value = getenv(name);
    return value && *value ? value : NULL;
}

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct hub_address *at = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        at->key_file = from_environment("HEADGATE_JOURNAL_KEY");
        at->server_file = from_environment("HEADGATE_JOURNAL_SERVER_KEY");
        return 0;
    case KEY_OWN:
        at->key_file = arg;
        return 0;
    case KEY_SERVER:
        at->server_file = arg;
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp hub_keys_argp = {.options = options, .parser = option};
