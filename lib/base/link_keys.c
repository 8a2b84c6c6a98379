/* system */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zmq.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/link_keys.h"
#include "lib/base/mem.h"

enum { FILE_MAX = 65536 };

bool link_key_valid(const char *text)
{
    uint8_t bytes[32];
    return text && strlen(text) == LINK_KEY - 1 && zmq_z85_decode(bytes, text);
}

int link_pair_make(struct link_pair *p, struct err *err)
{
    if (zmq_curve_keypair(p->public, p->secret) == 0)
        return 0;
    return err_set(err, ERR_CONFIG, "cannot make keys: %s: libzmq must be built with CURVE", zmq_strerror(zmq_errno()));
}

void link_pair_wipe(struct link_pair *p)
{
    explicit_bzero(p, sizeof *p);
}

/* ---- writing ---- */

static int bytes_write(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        bytes += n;
        len -= (size_t)n;
    }
    return fsync(fd);
}

/* A file that is there is never written over: a key that is lost locks its owner out. */
static int file_make(const char *path, const struct buf *text, mode_t mode, struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
    if (fd < 0 && errno == EEXIST)
        return err_set(err, ERR_CONFIG, "'%s' is there already: choose another name, or remove it when its key is no longer in use", path);
    if (fd < 0)
        return err_set(err, ERR_CONFIG, "cannot make '%s': %s", path, strerror(errno));
    bool bad = fchmod(fd, mode) != 0 || bytes_write(fd, text->data, text->len) != 0;
    int why = errno;
    close(fd);
    if (!bad)
        return 0;
    unlink(path);
    return err_set(err, ERR_CONFIG, "cannot write '%s': %s", path, strerror(why));
}

int link_pair_save(const struct link_pair *p, const char *path, struct err *err)
{
    own_buf secret = {0};
    own_buf public = {0};
    own_str char *beside = xasprintf("%s.pub", path);
    if (access(beside, F_OK) == 0)
        return err_set(err, ERR_CONFIG, "'%s' is there already: choose another name, or remove it when its key is no longer in use",
                       beside);
    buf_addf(&secret, "# a key pair of Headgate's journal: keep it to its owner\npublic=%s\nsecret=%s\n", p->public, p->secret);
    buf_addf(&public, "# the public part of '%s': hand it over\npublic=%s\n", path, p->public);
    int rc = file_make(path, &secret, 0600, err);
    explicit_bzero(secret.data, secret.len);
    if (rc || file_make(beside, &public, 0644, err) == 0)
        return rc;
    unlink(path);
    return -1;
}

/* ---- reading ---- */

/* The value of the line `name=`. */
static int key_find(const struct buf *text, const char *name, const char *path, char key[LINK_KEY], struct err *err)
{
    size_t name_len = strlen(name);
    for (const char *line = buf_str(text); *line;) {
        size_t len = strcspn(line, "\n");
        if (len > name_len && strncmp(line, name, name_len) == 0 && line[name_len] == '=') {
            own_str char *value = xstrndup(line + name_len + 1, len - name_len - 1);
            bool valid = link_key_valid(value);
            if (valid)
                memcpy(key, value, LINK_KEY);
            explicit_bzero(value, strlen(value));
            return valid ? 0 : err_set(err, ERR_CONFIG, "'%s': what stands behind %s= is no key of 40 characters of Z85", path, name);
        }
        line += len + (line[len] == '\n');
    }
    return err_set(err, ERR_CONFIG, "'%s' has no line %s=: is it a file that 'journal keygen' made?", path, name);
}

int link_public_load(char key[LINK_KEY], const char *path, struct err *err)
{
    own_buf text = {0};
    return buf_read_file(&text, path, FILE_MAX, err) || key_find(&text, "public", path, key, err) ? -1 : 0;
}

static int secrecy_check(const char *path, struct err *err)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return err_set(err, ERR_CONFIG, "cannot read key file '%s': %s", path, strerror(errno));
    if (st.st_mode & (S_IRWXO | S_IWGRP))
        return err_set(err, ERR_CONFIG, "key file '%s' is open to others (mode %04o): chmod 600, and make a new key if it may be known",
                       path, (unsigned)(st.st_mode & 07777));
    return 0;
}

int link_pair_load(struct link_pair *p, const char *path, struct err *err)
{
    own_buf text = {0};
    if (secrecy_check(path, err) || buf_read_file(&text, path, FILE_MAX, err))
        return -1;
    int rc = key_find(&text, "public", path, p->public, err) || key_find(&text, "secret", path, p->secret, err) ? -1 : 0;
    explicit_bzero(text.data, text.len);
    return rc;
}
