#include <stdlib.h>
#include <string.h>

#include "lib/base/err.h"
#include "lib/base/mem.h"

#include "apply-aws/refs.h"

enum { PARTS = 4 };

/* "NAME/80/7" cut at its slashes, from the right, as a name may not hold any. */
struct parts {
    char *text[PARTS];
    size_t count;
};

static void parts_cut(struct parts *p, const char *text)
{
    for (p->count = 0; p->count < PARTS && text; p->count++) {
        const char *slash = p->count + 1 < PARTS ? strchr(text, '/') : NULL;
        p->text[p->count] = slash ? xstrndup(text, (size_t)(slash - text)) : xstrdup(text);
        text = slash ? slash + 1 : NULL;
    }
}

static void parts_release(struct parts *p)
{
    for (size_t i = 0; i < p->count; i++)
        free(p->text[i]);
}

typedef const char *lookup_fn(const struct world *w, const struct parts *p);

static const char *id_of(const struct thing *t)
{
    return t ? t->id : NULL;
}

static const char *find_target_group(const struct world *w, const struct parts *p)
{
    return id_of(world_find(w, "TargetGroup", "TargetGroupName", p->text[0]));
}

static const char *find_load_balancer(const struct world *w, const struct parts *p)
{
    return id_of(world_find(w, "LoadBalancer", "LoadBalancerName", p->text[0]));
}

static const char *find_security_group(const struct world *w, const struct parts *p)
{
    return id_of(world_find(w, "SecurityGroup", "GroupName", p->text[0]));
}

static const char *find_listener(const struct world *w, const struct parts *p)
{
    const char *balancer = find_load_balancer(w, p);
    for (const struct thing *t = w->things; t && balancer && p->count > 1; t = t->hh.next)
        if (strcmp(t->resource, "Listener") == 0 && str_equal(json_str(json_get(world_value(w, t), "LoadBalancerArn")), balancer) &&
            json_int_or(json_get(world_value(w, t), "Port"), -1) == atoi(p->text[1]))
            return t->id;
    return NULL;
}

static const char *find_rule(const struct world *w, const struct parts *p)
{
    const char *listener = find_listener(w, p);
    for (const struct thing *t = w->things; t && listener && p->count > 2; t = t->hh.next)
        if (strcmp(t->resource, "Rule") == 0 && str_equal(json_str(json_get(world_value(w, t), "ListenerArn")), listener) &&
            str_equal(json_str(json_get(world_value(w, t), "Priority")), p->text[2]))
            return t->id;
    return NULL;
}

static const struct {
    const char *prefix;
    lookup_fn *find;
} kinds[] = {
    {"@targetgroup/", find_target_group},
    {"@loadbalancer/", find_load_balancer},
    {"@listener/", find_listener},
    {"@securitygroup/", find_security_group},
    {"@rule/", find_rule},
};

static int resolve(struct json_out *o, const char *name, const struct world *w, const struct json *node, struct err *err);

static int resolve_text(struct json_out *o, const char *name, const struct world *w, const struct json *node, struct err *err)
{
    const char *text = json_str(node);
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (!str_starts(text, kinds[i].prefix))
            continue;
        struct parts parts = {0};
        parts_cut(&parts, text + strlen(kinds[i].prefix));
        const char *id = kinds[i].find(w, &parts);
        parts_release(&parts);
        if (!id)
            return err_set(err, ERR_INPUT, "'%s' stands for nothing that was observed or made", text);
        json_add_str(o, name, id);
        return 0;
    }
    json_add_str(o, name, text);
    return 0;
}

static int resolve_children(struct json_out *o, const struct world *w, const struct json *node, struct err *err)
{
    json_each (child, node)
        if (resolve(o, json_name(child), w, child, err))
            return -1;
    return 0;
}

static int resolve(struct json_out *o, const char *name, const struct world *w, const struct json *node, struct err *err)
{
    int failed;
    switch (json_kind(node)) {
    case JSON_STRING:
        return resolve_text(o, name, w, node, err);
    case JSON_OBJECT:
        json_open_object(o, name);
        failed = resolve_children(o, w, node, err);
        json_close_object(o);
        return failed;
    case JSON_ARRAY:
        json_open_array(o, name);
        failed = resolve_children(o, w, node, err);
        json_close_array(o);
        return failed;
    case JSON_ABSENT:
    case JSON_NULL:
    case JSON_BOOL:
    case JSON_NUMBER:
        break;
    }
    json_add_node(o, name, node);
    return 0;
}

char *refs_resolve(const struct world *w, const char *parameters, struct err *err)
{
    own_json *tree = json_parse(parameters, strlen(parameters), err);
    own_buf out = {0};
    struct json_out o = json_out(&out);
    if (!tree || resolve(&o, NULL, w, tree, err))
        return NULL;
    return buf_take(&out);
}

/* ---- scope ---- */

static void add_once(struct strs *list, const char *text, size_t len)
{
    own_str char *name = xstrndup(text, len);
    if (*name && !strs_has(list, name))
        strs_add(list, name);
}

static void add_reference(struct scope *s, const char *text)
{
    static const struct {
        const char *prefix;
        size_t list; /* offset in struct scope */
    } places[] = {{"@targetgroup/", offsetof(struct scope, target_groups)},
                  {"@loadbalancer/", offsetof(struct scope, load_balancers)},
                  {"@listener/", offsetof(struct scope, load_balancers)},
                  {"@rule/", offsetof(struct scope, load_balancers)},
                  {"@securitygroup/", offsetof(struct scope, security_groups)}};
    for (size_t i = 0; i < COUNT_OF(places); i++)
        if (str_starts(text, places[i].prefix)) {
            const char *name = text + strlen(places[i].prefix);
            add_once((struct strs *)(void *)((char *)s + places[i].list), name, strcspn(name, "/"));
        }
}

static void add_text(struct scope *s, const char *text)
{
    add_reference(s, text);
    if (str_starts(text, "sg-"))
        add_once(&s->security_groups, text, strlen(text));
    own_str char *name = arn_name(text);
    if (name)
        add_once(strcmp(arn_resource(text), "TargetGroup") == 0 ? &s->target_groups : &s->load_balancers, name, strlen(name));
}

static void add_node(struct scope *s, const struct json *node)
{
    if (json_str(node))
        add_text(s, json_str(node));
    if (json_kind(node) == JSON_OBJECT || json_kind(node) == JSON_ARRAY)
        json_each (child, node)
            add_node(s, child);
}

void scope_add_call(struct scope *s, const char *action, const char *parameters)
{
    own_json *tree = json_parse(parameters, strlen(parameters), NULL);
    const char *name = json_str_or(json_get(tree, "Name"), ""), *group = json_str_or(json_get(tree, "GroupName"), "");
    add_node(s, tree);
    if (strcmp(action, "CreateLoadBalancer") == 0)
        add_once(&s->load_balancers, name, strlen(name));
    if (strcmp(action, "CreateTargetGroup") == 0)
        add_once(&s->target_groups, name, strlen(name));
    if (strcmp(action, "CreateSecurityGroup") == 0)
        add_once(&s->security_groups, group, strlen(group));
}

void scope_release(struct scope *s)
{
    strs_release(&s->load_balancers);
    strs_release(&s->target_groups);
    strs_release(&s->security_groups);
    strs_release(&s->instances);
}
