/* Which of nginx's workers take connections. After a reload the new configuration's worker and those of the old ones listen side by
 * side for a moment; an old one says in its process title that it takes no more. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/plane/plane.h"

static size_t read_whole(const char *path, char *to, size_t size)
{
    FILE *f = fopen(path, "r");
    size_t len = f ? fread(to, 1, size - 1, f) : 0;
    to[len] = '\0';
    if (f)
        fclose(f);
    return len;
}

static bool accepts(long pid)
{
    char title[256];
    own_str char *path = xasprintf("/proc/%ld/cmdline", pid);
    return read_whole(path, title, sizeof title) > 0 && !strstr(title, "shutting down");
}

bool workers_are_new(const struct plane *p)
{
    char children[4096];
    int accepting = 0;
    own_str char *path = xasprintf("/proc/%d/task/%d/children", p->master, p->master);
    read_whole(path, children, sizeof children);
    for (char *at = children, *end; accepting < 2; at = end) {
        long pid = strtol(at, &end, 10);
        if (end == at)
            break;
        accepting += accepts(pid);
    }
    return accepting < 2;
}
