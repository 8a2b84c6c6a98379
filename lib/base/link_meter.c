/* system */
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* base */
#include "lib/base/link_meter.h"

enum {
    FDS = 16384,
    GREETING = 64,    /* bytes before the first frame (ZMTP 3, rfc.zeromq.org/spec/23) */
    FRAME_LARGE = 2,  /* the flag of a frame whose length has 8 bytes */
    FRAME_COST = 128, /* what libzmq needs beside a frame's bytes, however few they are */
    FRAME_PAID = 512, /* of each frame handed on: pays for the heartbeats between messages too */
};

/* Where in the stream of frames a connection is. */
struct place {
    uint64_t left;   /* bytes of greeting or frame to pass by */
    uint64_t length; /* as far as it was read */
    unsigned digits; /* of the length, still to come */
    bool begun;      /* the greeting is being passed or was */
};

struct meter {
    _Atomic ino_t socket; /* whose it is; 0: not metered */
    uint64_t held;
    struct place at;
    bool known; /* a message of it was handed on */
};

static struct {
    pthread_mutex_t lock;
    bool on;
    pthread_t loop; /* the thread that opened the server */
    struct meter of[FDS];
    int end; /* behind the highest that is metered */
    size_t clients, clients_max;
    uint64_t held, cut;
} all = {.lock = PTHREAD_MUTEX_INITIALIZER};

/* ---- under the lock ---- */

static ino_t socket_of(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISSOCK(st.st_mode) ? st.st_ino : 0;
}

static void drop(struct meter *m)
{
    if (!m->socket)
        return;
    all.held -= m->held;
    all.clients--;
    *m = (struct meter){0};
}

/* libzmq closes by itself, and tells nobody. */
static void drop_closed(void)
{
    for (int fd = 0; fd < all.end; fd++)
        if (all.of[fd].socket && all.of[fd].socket != socket_of(fd))
            drop(&all.of[fd]);
}

static bool enter(int fd)
{
    drop_closed();
    if (fd >= FDS || all.clients >= all.clients_max)
        return false;
    drop(&all.of[fd]);
    all.of[fd].socket = socket_of(fd);
    all.clients++;
    all.end = fd >= all.end ? fd + 1 : all.end;
    return true;
}

static void pass_by(struct place *p, const uint8_t **from, const uint8_t *to)
{
    uint64_t here = (uint64_t)(to - *from) < p->left ? (uint64_t)(to - *from) : p->left;
    *from += here;
    p->left -= here;
}

/* How many frames begin in these bytes. */
static size_t frames_in(struct place *p, const uint8_t *from, size_t len)
{
    size_t count = 0;
    if (!p->begun)
        *p = (struct place){.left = GREETING, .begun = true};
    for (const uint8_t *to = from + len; from < to;) {
        if (p->left) {
            pass_by(p, &from, to);
        } else if (p->digits) {
            p->length = p->length << 8 | *from++;
            p->left = --p->digits ? 0 : p->length;
        } else {
            p->digits = *from++ & FRAME_LARGE ? 8 : 1;
            p->length = 0;
            count++;
        }
    }
    return count;
}

/* True: what it holds is more than it may. */
static bool over(struct meter *m)
{
    if (m->held > (m->known ? (uint64_t)METER_CONNECTION_MAX : (uint64_t)METER_STRANGER_MAX))
        return true;
    if (all.held <= METER_ALL_MAX)
        return false;
    drop_closed();
    return all.held > METER_ALL_MAX && m->held > METER_ALL_MAX / all.clients;
}

static bool admits(int fd, const void *bytes, size_t len)
{
    struct meter *m = &all.of[fd];
    uint64_t cost = len + frames_in(&m->at, bytes, len) * FRAME_COST;
    m->held += cost;
    all.held += cost;
    if (!over(m))
        return true;
    drop(m);
    all.cut++;
    return false;
}

/* ---- the two calls ---- */

ssize_t link_meter_recv(int fd, void *to, size_t len, int flags) __asm__("recv");
int link_meter_accept4(int fd, struct sockaddr *address, socklen_t *len, int flags) __asm__("accept4");

ssize_t link_meter_recv(int fd, void *to, size_t len, int flags)
{
    ssize_t n = recvfrom(fd, to, len, flags, NULL, NULL);
    if (n <= 0 || fd >= FDS || !all.of[fd].socket)
        return n;
    pthread_mutex_lock(&all.lock);
    bool yes = !all.of[fd].socket || admits(fd, to, (size_t)n);
    pthread_mutex_unlock(&all.lock);
    return yes ? n : 0;
}

int link_meter_accept4(int fd, struct sockaddr *address, socklen_t *len, int flags)
{
    int got = (int)syscall(SYS_accept4, fd, address, len, flags); /* libc has no other name for it */
    if (got < 0 || !all.on || pthread_equal(pthread_self(), all.loop))
        return got;
    pthread_mutex_lock(&all.lock);
    bool yes = enter(got);
    pthread_mutex_unlock(&all.lock);
    if (yes)
        return got;
    close(got);
    errno = ECONNABORTED;
    return -1;
}

/* ---- for the link ---- */

/* Some descriptors are always left for the server itself. */
static size_t clients_max(void)
{
    struct rlimit r;
    rlim_t most = getrlimit(RLIMIT_NOFILE, &r) == 0 ? r.rlim_cur : 1024;
    return most > FDS ? FDS / 4 * 3 : (size_t)most / 4 * 3;
}

void link_meter_begin(void)
{
    pthread_mutex_lock(&all.lock);
    all.on = true;
    all.loop = pthread_self();
    all.clients_max = clients_max();
    pthread_mutex_unlock(&all.lock);
}

void link_meter_took(int fd, size_t bytes, size_t frames)
{
    uint64_t taken = bytes + frames * FRAME_PAID;
    if (fd < 0 || fd >= FDS || !all.of[fd].socket)
        return;
    pthread_mutex_lock(&all.lock);
    struct meter *m = &all.of[fd];
    if (m->socket) {
        taken = taken < m->held ? taken : m->held;
        m->held -= taken;
        all.held -= taken;
        m->known = true;
    }
    pthread_mutex_unlock(&all.lock);
}

struct link_meter_sums link_meter_sums(void)
{
    pthread_mutex_lock(&all.lock);
    struct link_meter_sums sums = {.held = all.held, .cut = all.cut, .clients = all.clients};
    pthread_mutex_unlock(&all.lock);
    return sums;
}
