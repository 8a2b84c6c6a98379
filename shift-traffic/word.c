#include <errno.h>
#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/mem.h"

#include "shift-traffic/word.h"

/* ---- what stands behind the command ---- */

typedef int take_fn(struct traffic *t, const char *const *operands, size_t count, struct err *err);

static bool weight_there(const struct traffic *t, const char *cluster)
{
    for (size_t i = 0; i < t->weights_count; i++) {
        if (strcmp(t->weights[i].cluster, cluster) == 0)
            return true;
    }
    return false;
}

/* 0 to 100, digits only. -1 otherwise. */
static int weight_of(const char *text)
{
    if (!*text || strlen(text) > 3 || strspn(text, "0123456789") != strlen(text))
        return -1;
    int weight = atoi(text);
    return weight <= 100 ? weight : -1;
}

static int take_weight(struct traffic *t, const char *operand, struct err *err)
{
    const char *equals = strchr(operand, '=');
    if (!equals || equals == operand)
        return err_set(err, ERR_CONFIG, "'%s' is no weight: write CLUSTER=N, as in blue=90", operand);
    int weight = weight_of(equals + 1);
    if (weight < 0)
        return err_set(err, ERR_CONFIG, "weight in '%s' must be a whole number from 0 to 100", operand);
    own_str char *cluster = xstrndup(operand, (size_t)(equals - operand));
    if (weight_there(t, cluster))
        return err_set(err, ERR_CONFIG, "cluster '%s' is given two weights", cluster);
    ARRAY_GROW(t->weights, t->weights_count, t->weights_cap);
    t->weights[t->weights_count++] = (struct cluster_weight){xstrdup(cluster), weight};
    return 0;
}

static int take_weights(struct traffic *t, const char *const *operands, size_t count, struct err *err)
{
    if (!count)
        return err_set(err, ERR_CONFIG, "'weights' needs at least one CLUSTER=N, as in blue=90 green=10");
    for (size_t i = 0; i < count; i++) {
        if (take_weight(t, operands[i], err))
            return -1;
    }
    return 0;
}

static int take_cluster(struct traffic *t, const char *const *operands, size_t count, struct err *err)
{
    if (count != 1)
        return err_set(err, ERR_CONFIG, "one cluster must be named, as in 'drain green'; %zu are", count);
    t->cluster = xstrdup(operands[0]);
    return 0;
}

static int take_nothing(struct traffic *t, const char *const *operands, size_t count, struct err *err)
{
    (void)t;
    if (count)
        return err_set(err, ERR_CONFIG, "'%s' is one word too many: what to hold is said by --group or --ingress", operands[0]);
    return 0;
}

static const struct command {
    const char *name;
    const char *operands;
    const char *about;
    const char *type;
    take_fn *take;
    bool may_force;
    bool of_all; /* of the whole fleet only, and of clusters that were members once */
} commands[] = {
    {"weights", "CLUSTER=N...", "how much of the traffic each cluster gets, 0 to 100", "traffic.weights", take_weights, false, false},
    {"drain", "CLUSTER", "take all traffic from a cluster, then its targets", "traffic.drain", take_cluster, true, false},
    {"resume", "CLUSTER", "end a drain, or a forget", "traffic.resume", take_cluster, false, false},
    {"hold", "", "plan nothing until it is released", "traffic.hold", take_nothing, false, false},
    {"release", "", "end a hold, and let go what is held", "traffic.release", take_nothing, false, false},
    {"forget", "CLUSTER", "take out a cluster that exists no more, and all of it", "traffic.forget", take_cluster, true, true},
};

static const struct command *command_find(const char *name, struct err *err)
{
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        if (strcmp(commands[i].name, name) == 0)
            return &commands[i];
    }
    err_set(err, ERR_CONFIG, "'%s' is no command: weights, drain, resume, hold, release, forget, ramp and status are", name);
    return NULL;
}

char *word_usage(void)
{
    struct buf b = {0};
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        own_str char *form = xasprintf("%s %s", commands[i].name, commands[i].operands);
        buf_addf(&b, "  %-22s %s\n", form, commands[i].about);
    }
    return buf_take(&b);
}

/* ---- whom it holds for, and who says it ---- */

int word_scope(struct traffic *t, const struct asked *asked, struct err *err)
{
    const char *slash = asked->ingress ? strchr(asked->ingress, '/') : NULL;
    if (asked->group && asked->ingress)
        return err_set(err, ERR_CONFIG, "--group and --ingress exclude each other");
    if (asked->group && (!*asked->group || strchr(asked->group, '/')))
        return err_set(err, ERR_CONFIG, "group '%s' is no name of a group", asked->group);
    if (asked->ingress && (!slash || slash == asked->ingress || !slash[1] || strchr(slash + 1, '/')))
        return err_set(err, ERR_CONFIG, "ingress '%s' must be written NAMESPACE/NAME", asked->ingress);
    if (asked->group)
        t->scope = xasprintf("group/%s", asked->group);
    else if (asked->ingress)
        t->scope = xasprintf("ingress/%s", asked->ingress);
    else
        t->scope = xstrdup("fleet");
    return 0;
}

char *word_user(void)
{
    const struct passwd *who = getpwuid(getuid());
    return who ? xasprintf("uid %u (%s)", (unsigned)getuid(), who->pw_name) : xasprintf("uid %u", (unsigned)getuid());
}

static int fill(struct word *w, const struct asked *asked, struct err *err)
{
    const struct command *c = command_find(asked->operands[0], err);
    if (!c)
        return -1;
    if (asked->force && !c->may_force)
        return err_set(err, ERR_CONFIG, "--force has no meaning for '%s'", c->name);
    if (c->of_all && (asked->group || asked->ingress))
        return err_set(err, ERR_CONFIG, "'%s' is for the whole fleet, without --group and --ingress", c->name);
    if (asked->reason && !utf8_valid(asked->reason, strlen(asked->reason)))
        return err_set(err, ERR_CONFIG, "the reason is not valid UTF-8");
    w->type = c->type;
    w->any_cluster = c->of_all;
    w->traffic.force = asked->force;
    w->traffic.user = word_user();
    w->traffic.reason = xstrdup_or_null(asked->reason);
    if (word_scope(&w->traffic, asked, err))
        return -1;
    return c->take(&w->traffic, asked->operands + 1, asked->operands_count - 1, err);
}

int word_make(struct word *w, const struct asked *asked, struct err *err)
{
    *w = (struct word){0};
    if (!asked->operands_count)
        return err_set(err, ERR_CONFIG, "no command: weights, drain, resume, hold, release, forget, ramp or status");
    if (!fill(w, asked, err))
        return 0;
    word_release(w);
    return -1;
}

static int check_member(const char *cluster, const struct fleet *fleet, struct err *err)
{
    own_buf members = {0};
    if (fleet_index(fleet, cluster) >= 0)
        return 0;
    for (size_t i = 0; i < fleet->clusters_count; i++)
        buf_addf(&members, "%s%s", i ? ", " : "", fleet->clusters[i].name);
    return err_set(err, ERR_CONFIG, "cluster '%s' is no member of fleet '%s': %s", cluster, fleet->name, buf_str(&members));
}

int word_check(const struct word *w, const struct fleet *fleet, struct err *err)
{
    if (w->traffic.cluster && !w->any_cluster && check_member(w->traffic.cluster, fleet, err))
        return -1;
    for (size_t i = 0; i < w->traffic.weights_count; i++) {
        if (check_member(w->traffic.weights[i].cluster, fleet, err))
            return -1;
    }
    return 0;
}

void word_encode(const struct word *w, uint64_t number, struct moment now, struct buf *to)
{
    own_buf data = {0};
    own_str char *subject = traffic_subject(&w->traffic);
    traffic_encode(&w->traffic, &data);
    event_encode(to, &(struct event_head){
                         .number = number,
                         .source = "shift-traffic",
                         .type = w->type,
                         .subject = subject,
                         .time = now,
                         .data = buf_str(&data),
                     });
}

void word_release(struct word *w)
{
    traffic_release(&w->traffic);
}
