#include "plan-rules/compile/names.h"

#include <ctype.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/mem.h"

char *name_hash(const char *const *parts, size_t count)
{
    own_buf all = {0};
    char hex[SHA256_HEX];
    for (size_t i = 0; i < count; i++)
        buf_add_str(&all, parts[i]);
    sha256_hex(buf_str(&all), all.len, hex);
    return xstrndup(hex, 10);
}

static void add_plain(struct buf *to, const char *text, size_t most)
{
    for (; *text && most; text++) {
        if (!isalnum((unsigned char)*text) || (unsigned char)*text > 127)
            continue;
        buf_add_char(to, *text);
        most--;
    }
}

char *name_made(const char *a, const char *b, const char *hash)
{
    struct buf name = {0};
    buf_add_str(&name, "k8s-");
    add_plain(&name, a, b ? 8 : 17);
    if (b) {
        buf_add_char(&name, '-');
        add_plain(&name, b, 8);
    }
    buf_addf(&name, "-%s", hash);
    return buf_take(&name);
}

char *name_backend_group(const char *cluster)
{
    struct buf name = {0};
    own_str char *hash = name_hash(&cluster, 1);
    buf_add_str(&name, "k8s-traffic-");
    add_plain(&name, cluster, 232);
    buf_addf(&name, "-%s", hash);
    return buf_take(&name);
}
