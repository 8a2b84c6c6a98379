/* Preloaded into `journal serve`: writes down, in one order, all that it asks of its database file, and all that it tells its
 * clients. A cut of the power can then be played at any place of that order (images.c).
 *   POWER_LOG=FILE    where to: records of struct power_record, each with its bytes behind
 *   POWER_NOSYNC=1    the database is opened with MDB_NOSYNC: a journal that lies
 *   POWER_FAULT=FILE  while the file is there, writes fail: EIO, ENOSPC, EDQUOT or EROFS as it says; "short": half is written */

/* system */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <lmdb.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/uio.h>
#include <unistd.h>

/* own */
#include "tests/power/power.h"

/* The function of the same name behind this one. */
#define NEXT(name) ((__typeof__(&name))(uintptr_t)dlsym(RTLD_NEXT, #name))

static const struct {
    const char *name;
    int error;
} faults[] = {{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EDQUOT", EDQUOT}, {"EROFS", EROFS}, {"short", 0}};

/* ---- what is written down ---- */

static bool is_database(int fd)
{
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(link, path, sizeof path - 1);
    if (len < 9)
        return false;
    return memcmp(path + len - 9, "/data.mdb", 9) == 0;
}

static void note(const struct power_record *r, const struct iovec *parts, int count)
{
    static int log = -1;
    const char *path = getenv("POWER_LOG");
    if (log < 0 && path)
        log = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log < 0)
        return;
    struct iovec all[65] = {{(void *)(uintptr_t)r, sizeof *r}};
    if (count > 64)
        abort(); /* LMDB writes 64 pages at once at most */
    for (int i = 0; i < count; i++)
        all[i + 1] = parts[i];
    if (NEXT(writev)(log, all, count + 1) != (ssize_t)(sizeof *r + r->len))
        abort();
}

static void note_write(int fd, const struct iovec *parts, int count, off_t at)
{
    struct power_record r = {.kind = fcntl(fd, F_GETFL) & O_DSYNC ? POWER_WRITE_THROUGH : POWER_WRITE, .offset = (uint64_t)at};
    for (int i = 0; i < count; i++)
        r.len += parts[i].iov_len;
    note(&r, parts, count);
}

/* ---- faults ---- */

enum fault { FAULT_NONE, FAULT_SHORT, FAULT_ERROR };

static enum fault fault_now(void)
{
    char text[16] = "";
    const char *path = getenv("POWER_FAULT");
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0)
        return FAULT_NONE;
    ssize_t len = read(fd, text, sizeof text - 1);
    close(fd);
    text[len > 0 ? strcspn(text, "\n") : 0] = '\0';
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        if (strcmp(faults[i].name, text) == 0) {
            errno = faults[i].error;
            return errno ? FAULT_ERROR : FAULT_SHORT;
        }
    return FAULT_NONE;
}

/* ---- in place of libc's ---- */

ssize_t pwrite(int fd, const void *data, size_t len, off_t at)
{
    if (is_database(fd)) {
        enum fault fault = fault_now();
        if (fault == FAULT_ERROR)
            return -1;
        if (fault == FAULT_SHORT)
            len /= 2;
        note_write(fd, &(struct iovec){(void *)(uintptr_t)data, len}, 1, at);
    }
    return NEXT(pwrite)(fd, data, len, at);
}

ssize_t pwrite64(int fd, const void *data, size_t len, off64_t at)
{
    return pwrite(fd, data, len, at);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at)
{
    if (is_database(fd)) {
        enum fault fault = fault_now();
        if (fault == FAULT_ERROR)
            return -1;
        if (fault == FAULT_SHORT)
            count = (count + 1) / 2;
        note_write(fd, parts, count, at);
    }
    return NEXT(pwritev)(fd, parts, count, at);
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at)
{
    return pwritev(fd, parts, count, at);
}

/* LMDB seeks and writes what follows each other in the file. */
ssize_t writev(int fd, const struct iovec *parts, int count)
{
    off_t at = is_database(fd) ? lseek(fd, 0, SEEK_CUR) : -1;
    if (at < 0)
        return NEXT(writev)(fd, parts, count);
    ssize_t n = pwritev(fd, parts, count, at);
    if (n > 0)
        lseek(fd, n, SEEK_CUR);
    return n;
}

static int noted_sync(int rc, int fd)
{
    if (rc == 0 && is_database(fd))
        note(&(struct power_record){.kind = POWER_SYNC}, NULL, 0);
    return rc;
}

int fdatasync(int fd)
{
    return noted_sync(NEXT(fdatasync)(fd), fd);
}

int fsync(int fd)
{
    return noted_sync(NEXT(fsync)(fd), fd);
}

int msync(void *at, size_t len, int flags)
{
    abort(); /* the journal does not write through the map; if it ever does, this test must learn it */
    return (int)len + flags + (at != NULL);
}

/* ---- in place of others' ---- */

int mdb_env_open(MDB_env *env, const char *path, unsigned flags, mdb_mode_t mode)
{
    const char *nosync = getenv("POWER_NOSYNC");
    return NEXT(mdb_env_open)(env, path, flags | (nosync && *nosync ? MDB_NOSYNC : 0), mode);
}

int zmq_send(void *socket, const void *data, size_t len, int flags);

/* What a client is told: acknowledged, or read out to it. The word's numbers are in its text. */
int zmq_send(void *socket, const void *data, size_t len, int flags)
{
    static const struct {
        const char *word, *number;
    } told[] = {{"\"word\":\"stored\"", "\"last\":"}, {"\"word\":\"events\"", "\"sequence\":"}};
    for (size_t i = 0; i < 2 && len < 1000 && len; i++) {
        const char *number =
            memmem(data, len, told[i].word, strlen(told[i].word)) ? memmem(data, len, told[i].number, strlen(told[i].number)) : NULL;
        if (number)
            note(&(struct power_record){.kind = POWER_TOLD, .offset = strtoull(number + strlen(told[i].number), NULL, 10)}, NULL, 0);
    }
    return ((int (*)(void *, const void *, size_t, int))(uintptr_t)dlsym(RTLD_NEXT, "zmq_send"))(socket, data, len, flags);
}
