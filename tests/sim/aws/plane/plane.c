/* nginx's life: started with the first configuration, reloaded when another is wanted, asked which one it serves. */
#include <arpa/inet.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/http.h"
#include "lib/base/json.h"
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "tests/sim/aws/aws.h"
#include "tests/sim/aws/plane/plane.h"

enum { SOON_MS = 20, ASK_MS = 20, LOOK_MS = 200, AGAIN_MS = 2000, PATIENCE_MS = 20000, OTHER_PORTS = 20000, STATUS_PORT = 18080 };

/* ---- addresses: 127, then the load balancer's slot from 64 on, then the simulator's port ---- */

static void address(const struct plane *p, int slot, char to[32])
{
    snprintf(to, 32, "127.%d.%d.%d", 64 + slot, p->port >> 8, p->port & 255);
}

static bool can_listen(const char *ip, int64_t port)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    int one = 1, fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    inet_pton(AF_INET, ip, &in.sin_addr);
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    bool can = bind(fd, (struct sockaddr *)&in, sizeof in) == 0;
    close(fd);
    return can;
}

/* Whether the machine lets us listen on the listener's own port is asked once for each port, of an address that nobody uses. */
static int64_t real_port(const struct plane *p, int64_t port)
{
    static signed char known[65536];
    char ip[32];
    address(p, 61, ip);
    if (!known[port & 65535])
        known[port & 65535] = can_listen(ip, port) ? 1 : -1;
    return known[port & 65535] > 0 ? port : (port + OTHER_PORTS) % 65536;
}

char *plane_endpoint(const struct plane *p, const struct resource *lb, int64_t port)
{
    char ip[32];
    address(p, lb->slot, ip);
    return xasprintf("%s:%lld", ip, (long long)real_port(p, port));
}

/* ---- the process ---- */

static void become_nginx(const char *file, const char *log)
{
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (!freopen("/dev/null", "r", stdin) || !freopen(log, "a", stderr))
        _exit(1);
    setenv("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", 1);
    execlp("nginx", "nginx", "-c", file, "-e", log, (char *)NULL);
    _exit(127);
}

static void start(struct plane *p, const char *file)
{
    own_str char *log = xasprintf("%s/error.log", p->dir);
    p->master = fork();
    if (p->master == 0)
        become_nginx(file, log);
    if (p->master < 0)
        p->master = 0;
}

static int write_file(const struct plane *p, const char *path, const struct buf *text)
{
    char ip[32];
    own_str char *temporary = xasprintf("%s.new", path);
    FILE *f = fopen(temporary, "w");
    if (!f)
        return -1;
    address(p, 62, ip);
    fwrite(text->data, 1, text->len, f);
    fprintf(f,
            "server { listen %s:%d; access_log off; set $alb_name \"\"; set $alb_port 0; set $alb_rule \"\"; set $alb_group \"\"; "
            "return 200 \"%llu\"; }\n}\n",
            ip, STATUS_PORT, (unsigned long long)p->wanted);
    return fclose(f) == 0 && rename(temporary, path) == 0 ? 0 : -1;
}

/* A new configuration, where it differs from the last one. */
static void renew(struct plane *p)
{
    own_buf text = {0};
    p->dirty = false;
    config_write(p, &text);
    if (p->wanted && text.len == p->written.len && memcmp(text.data, p->written.data, text.len) == 0)
        return;
    own_str char *file = xasprintf("%s/nginx.conf", p->dir);
    p->wanted++;
    if (write_file(p, file, &text))
        log_error("cannot write '%s': %s", file, strerror(errno));
    buf_release(&p->written);
    p->written = text;
    text = (struct buf){0};
    if (p->master)
        kill(p->master, SIGHUP);
    else
        start(p, file);
    loop_timer_in(p->patience, PATIENCE_MS);
}

static void took_too_long(void *context)
{
    struct plane *p = context;
    log_error("nginx does not serve configuration %llu after %d s; see %s/error.log", (unsigned long long)p->wanted, PATIENCE_MS / 1000,
              p->dir);
}

/* ---- which configuration is served ---- */

static void took(void *context, const char *bytes, size_t len)
{
    struct plane *p = context;
    buf_add(&p->answer, bytes, len);
}

static void told(void *context, const struct http_answer *a, const struct err *err)
{
    struct plane *p = context;
    (void)err;
    p->asking = NULL;
    if (a->status == 200 && workers_are_new(p))
        p->serving = strtoull(buf_str(&p->answer), NULL, 10);
    if (p->serving == p->wanted)
        loop_timer_in(p->patience, -1);
    loop_timer_in(p->timer, p->serving == p->wanted ? (p->dirty ? 0 : LOOK_MS) : ASK_MS);
}

static void ask(struct plane *p)
{
    static const struct http_handlers handlers = {.data = took, .done = told};
    static const char *const headers[] = {"Connection: close", NULL};
    char ip[32];
    struct err err = {0};
    address(p, 62, ip);
    own_str char *url = xasprintf("http://%s:%d/", ip, STATUS_PORT);
    struct http_trust trust = {.proxy = ""};
    struct http_call call = {.method = "GET", .url = url, .headers = headers, .trust = &trust, .connect_ms = 1000, .total_ms = 2000};
    buf_clear(&p->answer);
    p->asking = http_send(p->http, &call, &handlers, p, &err);
    if (!p->asking)
        loop_timer_in(p->timer, ASK_MS);
}

/* Tells whether nginx lives, or never did yet. */
static bool lives(struct plane *p)
{
    if (p->master && waitpid(p->master, NULL, WNOHANG) == p->master) {
        log_error("nginx has ended; see %s/error.log", p->dir);
        p->master = 0;
        p->wanted = p->serving = 0;
        loop_timer_in(p->timer, AGAIN_MS);
        return false;
    }
    return true;
}

/* A load balancer that is not active yet, a target that time alone makes healthy: seen by nobody else. */
static bool restless_in(const struct aws *a)
{
    resource_each (r, a, RESOURCE_KINDS, NULL) {
        if (r->kind == LOAD_BALANCER && strcmp(load_balancer_state(a, r), "active") != 0)
            return true;
        for (size_t i = 0; r->kind == TARGET_GROUP && a->set.healthy_ms > 0 && i < r->target_count; i++)
            if (strcmp(target_state(a, r, &r->targets[i]), "initial") == 0)
                return true;
    }
    return false;
}

static void look(void *context)
{
    struct plane *p = context;
    if (p->asking || !lives(p))
        return;
    world_each(a, p->aws)
    {
        serving_settle(a);
        probes_follow(a);
    }
    if (p->wanted == p->serving && (p->dirty || p->restless || p->wanted == 0))
        renew(p);
    p->restless = false;
    world_each(a, p->aws) p->restless |= restless_in(a);
    if (p->wanted == p->serving)
        loop_timer_in(p->timer, LOOK_MS);
    else
        ask(p);
}

void plane_touch(struct plane *p)
{
    if (!p || p->dirty)
        return;
    p->dirty = true;
    if (p->master && !p->asking && p->wanted == p->serving)
        loop_timer_in(p->timer, SOON_MS);
}

/* ---- open and close ---- */

struct plane *plane_open(struct aws *a, const char *dir, struct err *err)
{
    if (mkdir(dir, 0700) != 0 && errno != EEXIST) {
        err_set(err, ERR_CONFIG, "cannot make folder '%s': %s", dir, strerror(errno));
        return NULL;
    }
    if (access("/usr/sbin/nginx", X_OK) != 0) {
        err_set(err, ERR_CONFIG, "the data plane needs nginx, which is not at /usr/sbin/nginx: apt-get install nginx-light");
        return NULL;
    }
    struct plane *p = xcalloc(1, sizeof *p);
    char *whole = realpath(dir, NULL);
    p->aws = a;
    p->dir = whole ? whole : xstrdup(dir);
    p->loop = sim_server_loop(a->server);
    p->port = sim_server_port(a->server);
    p->http = http_new(p->loop, "sim-aws");
    p->timer = loop_timer_add(p->loop, look, p);
    p->patience = loop_timer_add(p->loop, took_too_long, p);
    loop_timer_in(p->timer, 0);
    if (certs_make_ca(p, err) == 0)
        return p;
    plane_close(p);
    return NULL;
}

void plane_close(struct plane *p)
{
    if (!p)
        return;
    if (p->master) {
        kill(p->master, SIGTERM);
        waitpid(p->master, NULL, 0);
    }
    if (p->asking)
        http_cancel(p->asking);
    http_free(p->http);
    loop_timer_remove(p->timer);
    loop_timer_remove(p->patience);
    buf_release(&p->written);
    buf_release(&p->answer);
    free(p->dir);
    free(p);
}

void plane_json(const struct plane *p, struct json_out *o)
{
    bool pending = p->dirty || p->restless || p->wanted != p->serving;
    world_each(a, p->aws) resource_each (lb, a, LOAD_BALANCER, NULL) pending |=
        lb->edited_ms != 0 || strcmp(load_balancer_state(a, lb), "active") != 0;
    json_open_object(o, "dataPlane");
    json_add_bool(o, "settled", !pending);
    json_add_int(o, "configuration", (int64_t)p->serving);
    json_add_str(o, "folder", p->dir);
    json_close_object(o);
}
