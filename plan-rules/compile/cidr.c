#include "plan-rules/compile/cidr.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "plan-rules/compile/notes.h"

struct block {
    int family;
    unsigned char bytes[16];
    int bits;
};

static bool block_parse(struct block *b, const char *cidr)
{
    char address[64];
    const char *slash = cidr ? strchr(cidr, '/') : NULL;
    if (!slash || (size_t)(slash - cidr) >= sizeof address)
        return false;
    memcpy(address, cidr, (size_t)(slash - cidr));
    address[slash - cidr] = '\0';
    b->family = strchr(address, ':') ? AF_INET6 : AF_INET;
    b->bits = atoi(slash + 1);
    return inet_pton(b->family, address, b->bytes) == 1;
}

static bool block_has(const struct block *b, const char *address)
{
    unsigned char bytes[16];
    int family = strchr(address, ':') ? AF_INET6 : AF_INET;
    if (family != b->family || inet_pton(family, address, bytes) != 1)
        return false;
    for (int bit = 0; bit < b->bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((bytes[bit / 8] & mask) != (b->bytes[bit / 8] & mask))
            return false;
    }
    return true;
}

bool cidr_has(const char *cidr, const char *address)
{
    struct block b;
    return block_parse(&b, cidr) && block_has(&b, address);
}

bool cidr_good(const char *text)
{
    char address[64];
    unsigned char bytes[16];
    int64_t length;
    bool six = strchr(text, ':') != NULL;
    const char *slash = strchr(text, '/');
    if (!slash || (size_t)(slash - text) >= sizeof address)
        return false;
    memcpy(address, text, (size_t)(slash - text));
    address[slash - text] = '\0';
    if (inet_pton(six ? AF_INET6 : AF_INET, address, bytes) != 1)
        return false;
    if (strspn(slash + 1, "0123456789") != strlen(slash + 1) || parse_int(slash + 1, 32, &length))
        return false;
    return length <= (six ? 128 : 32);
}
