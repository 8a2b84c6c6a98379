#include <string.h>

#include "lib/base/digest.h"

#include "build-podinfo/parts.h"

uint64_t say_hash(const char *data)
{
    uint8_t digest[SHA256_BYTES];
    uint64_t hash;
    sha256(data, strlen(data), digest);
    memcpy(&hash, digest, sizeof hash);
    return hash;
}

bool say_changed(struct cluster *c, struct said *said, const char *type, const char *subject, const char *data)
{
    uint64_t hash = say_hash(data);
    if (said->there && said->hash == hash)
        return false;
    *said = (struct said){true, hash};
    c->view->say(c->view->context, type, subject, data);
    return true;
}

void say_gone(struct cluster *c, struct said *said, const char *type, const char *subject, const char *data)
{
    if (said->there)
        c->view->say(c->view->context, type, subject, data);
    *said = (struct said){0};
}
