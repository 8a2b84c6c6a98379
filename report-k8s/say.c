#include "report-k8s/say.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

enum { NOTE_MOST = 1000 }; /* bytes of an Event's note: the API takes 1,024 */

#define CONTROLLER "headgate.io/report-k8s"

/* ---- Ingress status ---- */

static void say_status(struct saying *s, const struct report *r)
{
    struct buf body = {0};
    struct json_out o = json_out(&body);
    json_open_object(&o, NULL);
    json_open_object(&o, "status");
    json_open_object(&o, "loadBalancer");
    json_open_array(&o, "ingress");
    if (*r->value) {
        json_open_object(&o, NULL);
        json_add_str(&o, "hostname", r->value);
        json_close_object(&o);
    }
    json_close_array(&o);
    json_close_object(&o);
    json_close_object(&o);
    json_close_object(&o);
    s->path = xasprintf("/apis/networking.k8s.io/v1/namespaces/%s/ingresses/%s/status", r->namespace, r->name);
    s->body = buf_take(&body);
    s->patch = "application/merge-patch+json";
    s->verb = "patch";
    s->resource = "ingresses.networking.k8s.io/status";
}

/* ---- pod condition ---- */

/* "True", or "False REASON". */
static bool same_status(const char *before, const char *value)
{
    return before && strncmp(before, value, strcspn(value, " ")) == 0;
}

/* lastTransitionTime is said only where the status changes: the entry's other members stay as they are. */
static void add_condition(struct json_out *o, const struct note *n, struct moment now)
{
    const struct report *r = &n->report;
    const char *space = strchr(r->value, ' ');
    own_str char *status = xstrndup(r->value, strcspn(r->value, " "));
    char at[MOMENT_TEXT];
    moment_format(now, at);
    own_str char *seconds = xasprintf("%.19sZ", at);
    json_open_object(o, NULL);
    json_add_str(o, "type", r->what + strlen("condition/"));
    json_add_str(o, "status", status);
    json_add_str(o, "reason", space ? space + 1 : "");
    json_add_str(o, "message", space ? "the load balancer does not send requests to this pod yet" : "");
    if (!same_status(n->before, r->value))
        json_add_str(o, "lastTransitionTime", seconds);
    json_close_object(o);
}

static void say_condition(struct saying *s, const struct note *n, struct moment now)
{
    const struct report *r = &n->report;
    struct buf body = {0};
    struct json_out o = json_out(&body);
    json_open_object(&o, NULL);
    if (r->uid) {
        json_open_object(&o, "metadata");
        json_add_str(&o, "uid", r->uid);
        json_close_object(&o);
    }
    json_open_object(&o, "status");
    json_open_array(&o, "conditions");
    add_condition(&o, n, now);
    json_close_array(&o);
    json_close_object(&o);
    json_close_object(&o);
    s->path = xasprintf("/api/v1/namespaces/%s/pods/%s/status", r->namespace, r->name);
    s->body = buf_take(&body);
    s->patch = "application/strategic-merge-patch+json";
    s->verb = "patch";
    s->resource = "pods/status";
}

/* ---- Event ---- */

/* At most so many bytes, cut between two characters. */
static char *shortened(const char *text, size_t most)
{
    size_t len = strlen(text);
    if (len > most)
        for (len = most; len && ((unsigned char)text[len] & 0xc0) == 0x80;)
            len--;
    return xstrndup(text, len);
}

/* The same note has the same name: a second POST of it is refused by the server and changes nothing. */
static char *event_name(const struct note *n)
{
    char hash[SHA256_HEX];
    own_str char *text = xasprintf("%s %s %s", n->report.what, n->report.value, n->cause ? n->cause : "");
    sha256_hex(text, strlen(text), hash);
    own_str char *object = xstrndup(n->report.name, 200);
    return xasprintf("%s.%.16s", object, hash);
}

static void add_regarding(struct json_out *o, const struct report *r)
{
    json_open_object(o, "regarding");
    json_add_str(o, "apiVersion", "networking.k8s.io/v1");
    json_add_str(o, "kind", r->kind);
    json_add_str(o, "namespace", r->namespace);
    json_add_str(o, "name", r->name);
    json_add_str(o, "uid", r->uid);
    json_close_object(o);
}

static void say_event(struct saying *s, const struct note *n, struct moment now)
{
    const struct report *r = &n->report;
    bool rejected = strcmp(r->what, "event/rejected") == 0;
    own_str char *name = event_name(n);
    own_str char *note = shortened(r->value, NOTE_MOST);
    char at[MOMENT_TEXT];
    struct buf body = {0};
    struct json_out o = json_out(&body);
    json_open_object(&o, NULL);
    json_add_str(&o, "apiVersion", "events.k8s.io/v1");
    json_add_str(&o, "kind", "Event");
    json_open_object(&o, "metadata");
    json_add_str(&o, "name", name);
    json_add_str(&o, "namespace", r->namespace);
    json_close_object(&o);
    json_add_str(&o, "eventTime", moment_format(now, at));
    json_add_str(&o, "reportingController", CONTROLLER);
    json_add_str(&o, "reportingInstance", r->cluster);
    json_add_str(&o, "action", "Plan");
    json_add_str(&o, "reason", rejected ? "Rejected" : "Held");
    json_add_str(&o, "type", "Warning");
    json_add_str(&o, "note", note);
    add_regarding(&o, r);
    json_close_object(&o);
    s->path = xasprintf("/apis/events.k8s.io/v1/namespaces/%s/events", r->namespace);
    s->body = buf_take(&body);
    s->verb = "create";
    s->resource = "events.events.k8s.io";
}

/* ---- which ---- */

void saying_make(struct saying *s, const struct note *n, struct moment now)
{
    *s = (struct saying){0};
    if (strcmp(n->report.what, "status") == 0)
        say_status(s, &n->report);
    else if (strcmp(n->report.kind, "Pod") == 0)
        say_condition(s, n, now);
    else
        say_event(s, n, now);
}

void saying_release(struct saying *s)
{
    free(s->path);
    free(s->body);
}
