/* Endpoints: which are allowed, whose they are, and who may come in. */

/* system */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <string.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/link_inner.h"
#include "lib/base/link_meter.h"
#include "lib/base/mem.h"

enum {
    QUEUE_IN = 64, /* messages a peer may have waiting here */
    HANDSHAKE_MS = 10000,
    RECONNECT_MS = 50,
    RECONNECT_MAX_MS = 1000,
    MODE_USUAL = 0660,
};

static const char *ipc_path(const char *endpoint)
{
    return str_starts(endpoint, "ipc://") ? endpoint + strlen("ipc://") : NULL;
}

static int endpoint_check(const char *endpoint, bool keys, struct err *err)
{
    const char *path = ipc_path(endpoint);
    if (path && *path == '/')
        return 0;
    if (path)
        return err_set(err, ERR_CONFIG, "endpoint '%s' is no absolute path: write it as ipc:///DIRECTORY/NAME", endpoint);
    if (!str_starts(endpoint, "tcp://"))
        return err_set(err, ERR_CONFIG, "endpoint '%s' is neither ipc:///PATH nor tcp://HOST:PORT", endpoint);
    if (!keys)
        return err_set(err, ERR_CONFIG,
                       "endpoint '%s' is tcp:// and no CURVE keys are given: use ipc:// or give keys ('journal keygen' makes them)",
                       endpoint);
    return 0;
}

/* ---- a server's ---- */

/* Somebody who knows nothing of our lock file answers at the path, or it is no socket at all. */
static int path_check(const char *endpoint, const char *path, struct err *err)
{
    struct stat st;
    if (lstat(path, &st) != 0)
        return 0;
    if (!S_ISSOCK(st.st_mode))
        return err_set(err, ERR_CONFIG, "endpoint '%s' names a file that is no socket: remove it or choose another path", endpoint);
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    if (strlen(path) >= sizeof to.sun_path)
        return 0;
    memcpy(to.sun_path, path, strlen(path));
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int answered = fd >= 0 && connect(fd, (struct sockaddr *)&to, sizeof to) == 0;
    if (fd >= 0)
        close(fd);
    if (answered)
        return err_set(err, ERR_CONFIG, "endpoint '%s' is in use by another program: stop it or choose another path", endpoint);
    return 0;
}

/* libzmq takes an ipc path over without a word, so a lock file beside it says whose it is. */
static int endpoint_lock(struct link *k, const char *endpoint, struct err *err)
{
    const char *path = ipc_path(endpoint);
    if (!path)
        return 0;
    k->lock_path = xasprintf("%s.lock", path);
    k->lock = open(k->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (k->lock < 0)
        return err_set(err, ERR_CONFIG, "cannot listen at '%s': lock file '%s': %s", endpoint, k->lock_path, strerror(errno));
    if (flock(k->lock, LOCK_EX | LOCK_NB) != 0) {
        close(k->lock);
        k->lock = -1;
        return err_set(err, ERR_CONFIG, "endpoint '%s' is in use: another server holds '%s'", endpoint, k->lock_path);
    }
    return path_check(endpoint, path, err);
}

static int group_find(const struct link_door *door, gid_t *gid, struct err *err)
{
    *gid = (gid_t)-1;
    if (!door->group)
        return 0;
    errno = 0;
    const struct group *g = getgrnam(door->group);
    if (!g)
        return err_set(err, ERR_CONFIG, "endpoint '%s' is for group '%s', which there is not: make it (systemd-sysusers, groupadd)",
                       door->endpoint, door->group);
    *gid = g->gr_gid;
    return 0;
}

/* Until the mode is set nobody but the server's own user can connect. */
static int path_grant(const struct link_door *door, const char *path, gid_t gid, struct err *err)
{
    if (gid != (gid_t)-1 && chown(path, (uid_t)-1, gid) != 0)
        return err_set(err, ERR_CONFIG, "cannot give '%s' to group '%s': %s: who runs the journal must belong to it", path, door->group,
                       strerror(errno));
    if (chmod(path, door->mode ? door->mode : MODE_USUAL) != 0)
        return err_set(err, ERR_CONFIG, "cannot set the mode of '%s': %s", path, strerror(errno));
    return 0;
}

static int door_bind(struct link *k, const struct link_door *door, struct err *err)
{
    gid_t gid;
    const char *path = ipc_path(door->endpoint);
    if (path && group_find(door, &gid, err))
        return -1;
    mode_t before = umask(0177);
    int rc = zmq_bind(k->socket, door->endpoint);
    int why = zmq_errno();
    umask(before);
    if (rc != 0)
        return err_set(err, ERR_CONFIG, "cannot listen at '%s': %s", door->endpoint, zmq_strerror(why));
    k->path = xstrdup_or_null(path);
    return path ? path_grant(door, path, gid, err) : 0;
}

static bool door_has_keys(const struct link_door *door)
{
    return door->secret && door->admit;
}

struct link *link_serve(struct loop *l, const struct link_door *door, link_fn *fn, void *context, struct err *err)
{
    if (endpoint_check(door->endpoint, door_has_keys(door), err))
        return NULL;
    struct link *k = link_new(l, ZMQ_ROUTER, fn, context);
    k->metered = true;
    link_meter_begin();
    link_set_int(k->socket, ZMQ_ROUTER_MANDATORY, 1);
    link_set_int(k->socket, ZMQ_RCVHWM, QUEUE_IN);
    link_set_int(k->socket, ZMQ_HANDSHAKE_IVL, HANDSHAKE_MS);
    bool local = ipc_path(door->endpoint);
    if ((!local && link_curve_serve(k, door, err)) || endpoint_lock(k, door->endpoint, err) || door_bind(k, door, err)) {
        link_close(k);
        return NULL;
    }
    return k;
}

/* ---- a client's ---- */

struct link *link_connect(struct loop *l, const char *endpoint, const struct link_keys *keys, link_fn *fn, void *context, struct err *err)
{
    if (endpoint_check(endpoint, keys, err))
        return NULL;
    struct link *k = link_new(l, ZMQ_DEALER, fn, context);
    link_set_int(k->socket, ZMQ_IMMEDIATE, 1);
    link_set_int(k->socket, ZMQ_RECONNECT_IVL, RECONNECT_MS);
    link_set_int(k->socket, ZMQ_RECONNECT_IVL_MAX, RECONNECT_MAX_MS);
    if (!ipc_path(endpoint) && link_curve_connect(k, keys, err))
        goto fail;
    link_monitor_open(k);
    if (zmq_connect(k->socket, endpoint) != 0) {
        err_set(err, ERR_CONFIG, "cannot connect to '%s': %s", endpoint, zmq_strerror(zmq_errno()));
        goto fail;
    }
    return k;
fail:
    link_close(k);
    return NULL;
}
