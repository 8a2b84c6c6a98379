/* A kubeconfig: read as a whole, or refused with a sentence that names the file, leaving nothing behind. */

/* system */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/mem.h"

/* kube */
#include "lib/kube/access.h"
#include "lib/kube/kubeconfig.h"

#include "tests/fuzz/fuzz.h"

/* Files that it names stand in an empty folder's place: nothing outside is opened. */
static bool names_files(const uint8_t *bytes, size_t len)
{
    return len && memmem(bytes, len, "/dev", 4) != NULL;
}

static void checked(const struct kube_access *a)
{
    FUZZ_HOLDS(a->where && a->server && !strncmp(a->server, "https://", 8));
    FUZZ_HOLDS(!a->client_cert_pem == !a->client_key_pem);
    FUZZ_HOLDS(!a->insecure);
    FUZZ_HOLDS(!a->token || !strpbrk(a->token, "\r\n"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct kube_access a = {0}, empty = {0};
    struct kube_choice choice = {0};
    struct err err = {0};
    int fd = names_files(bytes, len) ? -1 : memfd_create("kubeconfig", 0);
    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len) {
        if (fd >= 0)
            close(fd);
        return 0;
    }
    own_str char *path = xasprintf("/proc/self/fd/%d", fd);
    if (kubeconfig_load(&a, path, &choice, &err)) {
        FUZZ_HOLDS(err.kind && err.text[0]);
        FUZZ_HOLDS(!memcmp(&a, &empty, sizeof a));
    } else {
        checked(&a);
    }
    kube_access_release(&a);
    close(fd);
    return 0;
}
