/* bench-relay: a stage that does what stages do, and nothing else: each event of the one before is taken apart (relay.N-1 of
 * source relay-N-1, of the injector for the first), changed, and said again (relay.N). RELAY is N. */
#include <stdio.h>
#include <stdlib.h>

#include "lib/base/json.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

struct relay {
    struct buf data;
    char type[32];
};

static int open_relay(void *state, struct stage *s, struct err *err)
{
    (void)state;
    (void)err;
    own_str char *source = xasprintf("relay-%s", getenv("RELAY"));
    stage_set_source(s, source);
    return 0;
}

/* The data with one more member. */
static int fold(void *state, struct stage *s, const struct event *e, struct err *err)
{
    struct relay *r = state;
    (void)err;
    buf_clear(&r->data);
    struct json_out o = json_out(&r->data);
    json_open_object(&o, NULL);
    json_each (member, e->data)
        if (!str_equal(json_name(member), "relay"))
            json_add_node(&o, json_name(member), member);
    json_add_str(&o, "relay", r->type);
    json_close_object(&o);
    stage_emit(s, &(struct stage_event){.type = r->type, .subject = e->subject, .cause = e, .data = r->data.data});
    return 0;
}

int main(int argc, char **argv)
{
    static struct relay relay;
    static char from_type[32], from_source[32];
    const char *n = getenv("RELAY");
    if (!n)
        return 100;
    const char *folds[] = {from_type, NULL}, *reads[] = {from_source, NULL};
    snprintf(relay.type, sizeof relay.type, "relay.%d", atoi(n));
    snprintf(from_type, sizeof from_type, "relay.%d", atoi(n) - 1);
    snprintf(from_source, sizeof from_source, atoi(n) > 1 ? "relay-%d" : "bench/pods", atoi(n) - 1);
    const struct stage_program program = {.name = "relay",
                                          .manual = "Says again what it reads.",
                                          .operands = "[FILE...]",
                                          .folds = folds,
                                          .reads = reads,
                                          .pure = true,
                                          .open = open_relay,
                                          .fold = fold};
    return stage_run(&program, &relay, argc, argv);
}
