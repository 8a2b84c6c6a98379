/* Step 6: what a rule does: forward to a Service, or what actions.NAME says. */
#include "plan-rules/compile/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"

#include "plan-rules/compile/arn.h"
#include "plan-rules/compile/limits.h"
#include "plan-rules/compile/shape.h"

/* What is needed while one action is read. */
struct reading {
    struct build *b;
    struct member *m;
    struct draft *d;
    struct reader r;
};

/* A forward to one Service, or one of several: what the user names. */
struct tuple {
    const char *arn, *name, *service;
    char *port; /* owned by who reads */
    bool port_is_name;
    int64_t weight;
    bool has_weight;
};

/* ---- what stands for something missing ---- */

static void substitute(struct draft *d, const char *body)
{
    own_buf text = {0};
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    json_add_str(&o, "ContentType", "text/plain");
    json_add_str(&o, "MessageBody", body);
    json_add_str(&o, "StatusCode", "503");
    json_close_object(&o);
    action_release(&d->action);
    d->action.type = xstrdup("fixed-response");
    d->action.config = xstrdup(buf_str(&text));
    d->substitute = true;
}

/* ---- forward ---- */

static const char *arn_by_name(const struct compiler *c, const char *name)
{
    size_t count;
    const char *arn = NULL;
    const struct world_observed **all = world_all(c->world, "elasticloadbalancing/targetgroup", &count);
    for (size_t i = 0; i < count && !arn; i++)
        if (str_equal(json_str(json_get(all[i]->value, "TargetGroupName")), name))
            arn = all[i]->id;
    free(all);
    return arn;
}

static void set_weight(struct reading *x, struct group_weight *g, const struct tuple *t)
{
    const struct object_name *id = &x->m->in->id;
    g->cluster = xstrdup(id->cluster);
    g->has_own = t->has_weight;
    g->own = t->has_weight ? (int)t->weight : 1;
    g->asked = asked_weight(x->b->c->world, x->b->group, x->m->name, id->cluster, x->m->cluster_weight);
}

static int add_known_group(struct reading *x, const struct tuple *t)
{
    const char *arn = t->arn && *t->arn ? t->arn : arn_by_name(x->b->c, t->name);
    if (!arn)
        return reader_fault(&x->r, "there is no target group named '%s'", t->name);
    if (arn_check(ARN_TARGET_GROUP, arn, x->r.field, x->r.fault))
        return -1;
    set_weight(x, action_add_group(&x->d->action, arn), t);
    return 0;
}

static int add_service_group(struct reading *x, const struct tuple *t, size_t of)
{
    const struct object_name *id = &x->m->in->id;
    const struct world_service *s = world_service(x->b->c->world, id->cluster, id->namespace, t->service);
    if (!s && of == 1 && x->b->c->set.tolerate_service) {
        substitute(x->d, "Backend service does not exist");
        return 0;
    }
    if (!s)
        return fault_set(x->r.fault, x->r.field, t->service, "Service '%s/%s' does not exist", id->namespace, t->service);
    if (of == 1)
        x->d->alone = s;
    const struct target_group *g = target_group_for(x->b, x->m, s, &(struct port_written){t->port, t->port_is_name});
    if (!g)
        return -1;
    own_str char *reference = xasprintf("@targetgroup/%s", g->name);
    set_weight(x, action_add_group(&x->d->action, reference), t);
    return 0;
}

static int add_tuple(struct reading *x, const struct tuple *t, size_t of)
{
    bool known = (t->arn && *t->arn) || (t->name && *t->name);
    bool service = t->service && *t->service;
    if (known == service)
        return reader_fault(&x->r, "a target group is named by either targetGroupARN, targetGroupName or serviceName");
    if (service && !t->port)
        return reader_fault(&x->r, "serviceName '%s' needs a servicePort", t->service);
    if (of > 1 && !t->has_weight)
        return reader_fault(&x->r, "each of several target groups needs a weight");
    return known ? add_known_group(x, t) : add_service_group(x, t, of);
}

/* A number, or a string; a string of digits is a number. */
static int read_port(const struct reader *r, const struct json *object, struct tuple *t)
{
    int64_t number;
    const struct json *port = json_get_fold(object, "servicePort");
    enum json_kind kind = json_kind(port);
    if (kind == JSON_ABSENT || kind == JSON_NULL)
        return 0;
    if (kind == JSON_NUMBER && json_int(port, &number) == 0) {
        t->port = xasprintf("%lld", (long long)number);
        return 0;
    }
    if (kind != JSON_STRING)
        return reader_fault(r, "servicePort must be a number or a name");
    t->port_is_name = parse_int(json_str(port), 32, &number) != 0;
    t->port = t->port_is_name ? xstrdup(json_str(port)) : xasprintf("%lld", (long long)number);
    return 0;
}

static int read_tuple(struct reading *x, const struct json *entry, size_t of)
{
    struct tuple t = {0};
    const struct reader *r = &x->r;
    int bad = want_object(r, entry) || read_str(r, entry, "targetGroupARN", &t.arn) || read_str(r, entry, "targetGroupName", &t.name) ||
                      read_str(r, entry, "serviceName", &t.service) || read_port(r, entry, &t) ||
                      read_int(r, entry, "weight", &t.weight, &t.has_weight) || add_tuple(x, &t, of)
                  ? -1
                  : 0;
    free(t.port);
    return bad;
}

static int read_stickiness(struct reading *x, const struct json *config)
{
    const struct json *sticky;
    bool has_seconds, has_enabled;
    struct action *a = &x->d->action;
    if (read_object(&x->r, config, "targetGroupStickinessConfig", &sticky) ||
        read_bool(&x->r, sticky, "enabled", &a->sticky, &has_enabled) ||
        read_int(&x->r, sticky, "durationSeconds", &a->sticky_seconds, &has_seconds))
        return -1;
    a->has_stickiness = sticky != NULL;
    if (has_seconds && (a->sticky_seconds < 1 || a->sticky_seconds > 604800))
        return reader_fault(&x->r, "durationSeconds must be from 1 to 604800");
    return 0;
}

static int read_forward_config(struct reading *x, const struct json *config)
{
    const struct json *groups;
    if (read_array(&x->r, config, "targetGroups", &groups))
        return -1;
    if (!json_count(groups))
        return reader_fault(&x->r, "forwardConfig must list targetGroups");
    if (json_count(groups) > 1 && !x->b->c->set.weighted)
        return reader_fault(&x->r, "several targetGroups need the fleet's gate WeightedTargetGroups, which is off");
    json_each (entry, groups) {
        if (read_tuple(x, entry, json_count(groups)))
            return -1;
    }
    return x->d->substitute ? 0 : read_stickiness(x, config);
}

static int read_forward(struct reading *x, const struct json *action)
{
    struct tuple top = {0};
    const struct json *config;
    if (read_str(&x->r, action, "targetGroupARN", &top.arn) || read_str(&x->r, action, "targetGroupName", &top.name) ||
        read_object(&x->r, action, "forwardConfig", &config))
        return -1;
    bool named = top.arn || top.name;
    if (named == (config != NULL))
        return reader_fault(&x->r, "a forward has either targetGroupARN, targetGroupName or forwardConfig");
    return config ? read_forward_config(x, config) : add_tuple(x, &top, 1);
}

/* ---- redirect and fixed-response ---- */

struct text_member {
    const char *name;   /* as users write it */
    const char *member; /* as AWS names it */
};

static int copy_texts(struct reading *x, const struct json *config, const struct text_member *members, size_t count)
{
    own_buf text = {0};
    struct json_out o = json_out(&text);
    json_open_object(&o, NULL);
    for (size_t i = 0; i < count; i++) {
        const char *value;
        if (read_str(&x->r, config, members[i].name, &value))
            return -1;
        if (i == 0 && (!value || !*value))
            return reader_fault(&x->r, "%s must be given", members[i].name);
        json_add_str(&o, members[i].member, value);
    }
    json_close_object(&o);
    x->d->action.config = xstrdup(buf_str(&text));
    return 0;
}

static int read_fixed(struct reading *x, const struct json *action)
{
    static const struct text_member members[] = {
        {"statusCode", "StatusCode"}, {"contentType", "ContentType"}, {"messageBody", "MessageBody"}};
    const struct json *config;
    if (read_object(&x->r, action, "fixedResponseConfig", &config))
        return -1;
    if (!config)
        return reader_fault(&x->r, "a fixed-response needs fixedResponseConfig");
    return copy_texts(x, config, members, COUNT_OF(members));
}

static int read_redirect(struct reading *x, const struct json *action)
{
    static const struct text_member members[] = {{"statusCode", "StatusCode"}, {"host", "Host"},  {"path", "Path"}, {"port", "Port"},
                                                 {"protocol", "Protocol"},     {"query", "Query"}};
    const struct json *config;
    if (read_object(&x->r, action, "redirectConfig", &config))
        return -1;
    if (!config)
        return reader_fault(&x->r, "a redirect needs redirectConfig");
    return copy_texts(x, config, members, COUNT_OF(members));
}

/* ---- actions.NAME ---- */

static int read_action(struct reading *x, const struct json *action)
{
    static const struct {
        const char *type;
        int (*read)(struct reading *, const struct json *);
    } types[] = {{"fixed-response", read_fixed}, {"redirect", read_redirect}, {"forward", read_forward}};
    const char *type;
    if (want_object(&x->r, action) || shape_check(&x->r, action, SHAPED_ACTION) || read_str(&x->r, action, "type", &type))
        return -1;
    for (size_t i = 0; type && i < COUNT_OF(types); i++) {
        if (strcmp(types[i].type, type) != 0)
            continue;
        x->d->action.type = xstrdup(type);
        return types[i].read(x, action);
    }
    return reader_fault(&x->r, "type of an action must be forward, redirect or fixed-response, not '%s'", type ? type : "");
}

static int read_note(struct reading *x, const char *name)
{
    own_str char *suffix = xasprintf("actions.%s", name);
    own_str char *field = xasprintf("%s%s", NOTE_PREFIX, suffix);
    own_json *action = NULL;
    struct fault *f = x->r.fault;
    int got = notes_json(&x->m->notes, suffix, &action, f);
    if (got < 0)
        return -1;
    if (!got && x->b->c->set.tolerate_action) {
        substitute(x->d, "Backend action does not exist");
        return 0;
    }
    if (!got)
        return fault_set(f, field, NULL, "the backend '%s' says use-annotation, but there is no annotation '%s'", name, field);
    x->r.field = field;
    x->r.raw = notes_get(&x->m->notes, suffix);
    return read_action(x, action) || limit_action(&x->d->action, field, f) ? -1 : 0;
}

static int read_service(struct reading *x, const struct backend *to)
{
    struct tuple t = {.service = to->service, .port = to->port, .port_is_name = to->port_is_name};
    x->r.field = "spec.rules.backend";
    if (!to->port || !*to->port)
        return fault_set(x->r.fault, "spec.rules.backend.service.port", NULL, "the backend '%s' must give a port, by number or name",
                         to->service);
    x->d->action.type = xstrdup("forward");
    return add_service_group(x, &t, 1);
}

int action_read(struct build *b, struct member *m, const struct backend *to, struct draft *d)
{
    struct reading x = {.b = b, .m = m, .d = d, .r = {.fault = &m->fault}};
    if (to->resource || !to->service || !*to->service)
        return fault_set(&m->fault, "spec.rules.backend", NULL, "a backend must name a service, not a resource");
    bool annotated = to->port_is_name && str_equal(to->port, "use-annotation");
    return annotated ? read_note(&x, to->service) : read_service(&x, to);
}
