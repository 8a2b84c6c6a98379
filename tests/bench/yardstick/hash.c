#include "lib/base/digest.h"

#include "tests/bench/common.h"
#include "tests/bench/yardstick/yardstick.h"

/* sha COUNT SIZE: events per second when there is nothing to do but to hash, each with 79 bytes in front as in the journal's chain */
int run_sha(char **argv)
{
    size_t count = strtoul(argv[0], NULL, 10), size = strtoul(argv[1], NULL, 10) + 79;
    uint8_t hash[SHA256_BYTES];
    size_t span = 64u << 20; /* larger than the processor's caches, as a journal is */
    own_str char *bytes = xcalloc(1, span + size);
    double start = now_us();
    for (size_t i = 0, at = 0; i < count; i++, at = at + size < span ? at + size : 0) {
        sha256(bytes + at, size, hash);
        bytes[at] = (char)hash[0];
    }
    printf("%.0f\n", (double)count * 1e6 / (now_us() - start));
    return 0;
}
