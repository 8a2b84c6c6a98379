#include "report-k8s/say.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/digest.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

enum { NOTE_MOST = 1000 }; /* bytes of an Event's note: the API takes 1,024 */

#define CONTROLLER "headgate.io/report-k8s"

static const char *api_of(const char *kind)
{
    return strcmp(kind, "TargetGroupBinding") == 0 ? "elbv2.k8s.aws/v1beta1" : "networking.k8s.io/v1";
}

/* ---- Ingress status ---- */

static void say_status(struct saying *s, const struct report *r)
{
    struct buf body = {0};
    struct json_out o = json_out(&body);
    json_open_object(&o, NULL);
    json_open_object(&o, "status");
    json_open_object(&o, "loadBalancer");
    json_open_array(&o, "ingress");
    for (const char *at = r->value; *at; at += strspn(at, " ")) {
        own_str char *host = xstrndup(at, strcspn(at, " "));
        json_open_object(&o, NULL);
        json_add_str(&o, "hostname", host);
        json_close_object(&o);
        at += strlen(host);
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

/* ---- status of a TargetGroupBinding ---- */

static void say_generation(struct saying *s, const struct report *r)
{
    s->path = xasprintf("/apis/elbv2.k8s.aws/v1beta1/namespaces/%s/targetgroupbindings/%s/status", r->namespace, r->name);
    s->body = xasprintf("{\"status\":{\"observedGeneration\":%s}}", r->value);
    s->patch = "application/merge-patch+json"; /* custom resources know no strategic one */
    s->verb = "patch";
    s->resource = "targetgroupbindings.elbv2.k8s.aws/status";
}

/* ---- finalizers ---- */

static void add_operation(struct json_out *o, const char *op, const char *path, const char *value)
{
    json_open_object(o, NULL);
    json_add_str(o, "op", op);
    json_add_str(o, "path", path);
    json_add_str(o, "value", value);
    json_close_object(o);
}

/* The value is the whole list as it stood there: from its end on, each of the controller's goes from its place. Where the list is
 * another one by now, the test fails, and nothing is taken (RFC 6902; 422 Invalid). */
static void add_removals(struct json_out *o, const char *list)
{
    int at = 0;
    for (const char *c = list; *c; c++)
        at += *c == ' ';
    for (const char *end = list + strlen(list); at >= 0; at--) {
        const char *start = end;
        while (start > list && start[-1] != ' ')
            start--;
        own_str char *name = xstrndup(start, (size_t)(end - start));
        own_str char *path = xasprintf("/metadata/finalizers/%d", at);
        if (finalizer_is_known(name)) {
            add_operation(o, "test", path, name);
            add_operation(o, "remove", path, NULL);
        }
        end = start > list ? start - 1 : list;
    }
}

static void say_finalizers(struct saying *s, const struct report *r)
{
    bool ingress = strcmp(r->kind, "Ingress") == 0;
    const char *plural = ingress ? "ingresses" : "targetgroupbindings";
    struct buf body = {0};
    struct json_out o = json_out(&body);
    json_open_array(&o, NULL);
    if (r->uid)
        add_operation(&o, "test", "/metadata/uid", r->uid);
    add_removals(&o, r->value);
    json_close_array(&o);
    s->path = xasprintf("/apis/%s/namespaces/%s/%s/%s", api_of(r->kind), r->namespace, plural, r->name);
    s->body = buf_take(&body);
    s->patch = "application/json-patch+json";
    s->verb = "patch";
    s->resource = ingress ? "ingresses.networking.k8s.io" : "targetgroupbindings.elbv2.k8s.aws";
}

/* ---- pod condition ---- */

/* "True", "False REASON", or "True Drained". */
static bool same_status(const char *before, const char *value)
{
    return before && strncmp(before, value, strcspn(value, " ")) == 0;
}

static const char *message_of(const char *value)
{
    if (str_starts(value, "False"))
        return "the load balancer does not send requests to this pod yet";
    return strcmp(value, "True " GATE_DRAINED) == 0 ? "its cluster is drained: no load balancer sends requests here, so it waits for none"
                                                    : "";
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
    json_add_str(o, "message", message_of(r->value));
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

/* The same words about the same object are one Event: the second time it is made a series. */
static char *event_name(const struct note *n)
{
    char hash[SHA256_HEX];
    own_str char *text = xasprintf("%s %s %s", n->report.what, n->report.value, n->report.uid ? n->report.uid : "");
    sha256_hex(text, strlen(text), hash);
    own_str char *object = xstrndup(n->report.name, 200);
    return xasprintf("%s.%.16s", object, hash);
}

static void add_regarding(struct json_out *o, const struct report *r)
{
    json_open_object(o, "regarding");
    json_add_str(o, "apiVersion", api_of(r->kind));
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

static void say_again(struct saying *s, const struct note *n, struct moment now)
{
    own_str char *name = event_name(n);
    char at[MOMENT_TEXT];
    s->path = xasprintf("/apis/events.k8s.io/v1/namespaces/%s/events/%s", n->report.namespace, name);
    s->body = xasprintf("{\"series\":{\"count\":%lld,\"lastObservedTime\":\"%s\"}}", (long long)n->times, moment_format(now, at));
    s->patch = "application/merge-patch+json";
    s->verb = "patch";
    s->resource = "events.events.k8s.io";
}

/* ---- which ---- */

void saying_make(struct saying *s, const struct note *n, struct moment now)
{
    *s = (struct saying){0};
    if (strcmp(n->report.what, "status") == 0)
        (strcmp(n->report.kind, "Ingress") == 0 ? say_status : say_generation)(s, &n->report);
    else if (strcmp(n->report.what, "finalizers") == 0)
        say_finalizers(s, &n->report);
    else if (strcmp(n->report.kind, "Pod") == 0)
        say_condition(s, n, now);
    else if (n->times > 1)
        say_again(s, n, now);
    else
        say_event(s, n, now);
}

void saying_release(struct saying *s)
{
    free(s->path);
    free(s->body);
}
