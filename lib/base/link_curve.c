/* CURVE: keys put into sockets, and the question of each handshake, whether its key may connect (ZAP, rfc.zeromq.org/spec/27). */

/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/link_inner.h"
#include "lib/base/link_keys.h"

#define ZAP_ADDRESS "inproc://zeromq.zap.01"

/* The frames of a question, in their order. */
enum { Q_VERSION, Q_REQUEST, Q_DOMAIN, Q_ADDRESS, Q_IDENTITY, Q_MECHANISM, Q_KEY, QUESTION_FRAMES };
enum { KEY_BYTES = 32, ADDRESS_SHOWN = 128 };

struct question {
    zmq_msg_t frames[QUESTION_FRAMES];
    size_t count, extra;
};

/* False: none waits. */
static bool question_take(void *zap, struct question *q)
{
    struct link_taken t = link_frames_receive(zap, q->frames, QUESTION_FRAMES);
    q->count = t.count;
    q->extra = t.extra;
    return t.count;
}

static bool frame_is(struct question *q, size_t i, const char *text)
{
    return zmq_msg_size(&q->frames[i]) == strlen(text) && memcmp(zmq_msg_data(&q->frames[i]), text, strlen(text)) == 0;
}

/* The key in question as text; false when it is no question about one. */
static bool question_key(struct question *q, char key[LINK_KEY])
{
    bool whole = q->count == QUESTION_FRAMES && !q->extra && frame_is(q, Q_VERSION, "1.0") && frame_is(q, Q_MECHANISM, "CURVE");
    return whole && zmq_msg_size(&q->frames[Q_KEY]) == KEY_BYTES && zmq_z85_encode(key, zmq_msg_data(&q->frames[Q_KEY]), KEY_BYTES);
}

static bool admitted(struct link *k, struct question *q, char key[LINK_KEY])
{
    char address[ADDRESS_SHOWN] = {0};
    if (!question_key(q, key))
        return false;
    size_t len = zmq_msg_size(&q->frames[Q_ADDRESS]);
    memcpy(address, zmq_msg_data(&q->frames[Q_ADDRESS]), len < sizeof address ? len : sizeof address - 1);
    return k->admit(k->context, key, address);
}

/* The user id of an admitted connection is its key: it comes back with each of its messages. */
static void question_answer(struct link *k, struct question *q)
{
    char key[LINK_KEY] = {0};
    bool yes = admitted(k, q, key);
    const char *text[] = {"1.0", NULL, yes ? "200" : "400", yes ? "OK" : "no rights", yes ? key : "", ""};
    for (size_t i = 0; i < 6; i++) {
        bool id = i == 1 && q->count > Q_REQUEST;
        const void *data = id ? zmq_msg_data(&q->frames[Q_REQUEST]) : text[i] ? text[i] : "";
        size_t len = id ? zmq_msg_size(&q->frames[Q_REQUEST]) : text[i] ? strlen(text[i]) : 0;
        zmq_send(k->zap, data, len, ZMQ_DONTWAIT | (i < 5 ? ZMQ_SNDMORE : 0));
    }
}

static void on_question(void *context, int fd, unsigned ready)
{
    (void)fd;
    (void)ready;
    struct link *k = context;
    struct question q;
    do {
        while (question_take(k->zap, &q)) {
            question_answer(k, &q);
            link_frames_close(q.frames, q.count);
        }
    } while (link_readable(k->zap)); /* sending may have swallowed the descriptor's sign */
}

static int key_set(void *socket, int option, const char *key, struct err *err)
{
    if (key && zmq_setsockopt(socket, option, key, strlen(key) + 1) == 0)
        return 0;
    return err_set(err, ERR_CONFIG, "a CURVE key is missing or is not 40 characters of Z85");
}

int link_curve_serve(struct link *k, const struct link_door *door, struct err *err)
{
    k->admit = door->admit;
    k->zap = zmq_socket(k->zmq, ZMQ_REP);
    link_set_int(k->zap, ZMQ_LINGER, 0);
    if (zmq_bind(k->zap, ZAP_ADDRESS) != 0)
        return err_set(err, ERR_CONFIG, "cannot check keys: %s", zmq_strerror(zmq_errno()));
    k->zap_fd = loop_fd_add(k->loop, link_fd(k->zap), LOOP_READ, on_question, k);
    (void)link_readable(k->zap);
    link_set_int(k->socket, ZMQ_CURVE_SERVER, 1);
    zmq_setsockopt(k->socket, ZMQ_ZAP_DOMAIN, "link", strlen("link"));
    return key_set(k->socket, ZMQ_CURVE_SECRETKEY, door->secret, err);
}

int link_curve_connect(struct link *k, const struct link_keys *keys, struct err *err)
{
    k->keyed = true;
    if (key_set(k->socket, ZMQ_CURVE_SERVERKEY, keys->server_public, err) || key_set(k->socket, ZMQ_CURVE_PUBLICKEY, keys->own_public, err))
        return -1;
    return key_set(k->socket, ZMQ_CURVE_SECRETKEY, keys->own_secret, err);
}

void link_curve_close(struct link *k)
{
    if (!k->zap)
        return;
    if (k->zap_fd)
        loop_fd_remove(k->zap_fd);
    zmq_close(k->zap);
}
