/* NAME     journal stat - what the journal knows of itself
 * READS    the journal
 * WRITES   stdout: a short table, or with --json one object
 * STATE    none
 * OPTIONS  --journal, --journal-key FILE, --journal-server-key FILE, --json
 * EXIT     0 told, 100 refused or a wrong option, 111 no journal answers
 * EXAMPLE  journal stat --json | jq .head */

/* system */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "journal/client.h"
#include "journal/command.h"

struct asker {
    struct client client;
    const char *endpoint;
    bool json;
};

static const struct argp_option options[] = {
    OPTION_JOURNAL,
    {"json", 'J', NULL, 0, "One JSON object, for machines", 0},
    {0},
};

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct asker *a = state->input;
    switch (key) {
    case 'j':
        a->endpoint = arg;
        return 0;
    case 'J':
        a->json = true;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s': stat takes no operands", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static long long number(const struct json *from, const char *name)
{
    return (long long)json_int_or(json_get(from, name), 0);
}

/* PART of WHOLE, for people: "-" where there is no whole. */
static void print_share(const char *before, long long part, long long whole)
{
    if (whole)
        printf("%s%lld of %lld (%.1f %%)", before, part, whole, 100.0 * (double)part / (double)whole);
    else
        printf("%s-", before);
}

static void print_live(const struct json *share)
{
    print_share("live      ", number(share, "liveevents"), number(share, "events"));
    print_share(" events, ", number(share, "livebytes"), number(share, "bytes"));
    printf(" bytes, up to %lld\n", number(share, "at"));
}

static void print_compaction(const struct json *c)
{
    if (c)
        printf("compacted up to %lld, %lld events were taken out, the last time at %s\n", number(c, "cut"), number(c, "removed"),
               json_str_or(json_get(c, "time"), "(it did not end)"));
    else
        printf("compacted never\n");
}

static void print_head(const struct json *s)
{
    long long commits = number(s, "commits");
    own_str char *rate = json_text(json_get(s, "rate"));
    printf("journal   %s  format %lld\n", json_str_or(json_get(s, "journal"), ""), number(s, "format"));
    printf("head      %lld  %s\n", number(s, "head"), json_str_or(json_get(s, "recordedtime"), "empty"));
    printf("hash      %s\n", json_str_or(json_get(s, "hash"), ""));
    printf("size      %lld bytes of %lld\n", number(s, "bytes"), number(s, "maxbytes"));
    print_live(json_get(s, "share"));
    printf("rate      %.1f events a second\n", rate ? strtod(rate, NULL) : 0);
    print_compaction(json_get(s, "compaction"));
    printf("this run  %lld s, %lld events in %lld commits of %lld us, %lld refused\n", number(s, "uptimems") / 1000, number(s, "appended"),
           commits, commits ? number(s, "commitus") / commits : 0, number(s, "refused"));
}

static void print_client(const struct json *client)
{
    printf("%-32s %-12s ", json_str_or(json_get(client, "source"), "(reader)"), json_str_or(json_get(client, "by"), ""));
    if (json_get(client, "lag"))
        printf("%12lld %9.1f s\n", number(client, "lag"), (double)number(client, "lagms") / 1000);
    else
        printf("%12s %11s\n", "-", "-");
}

static void print_table(const struct json *s)
{
    print_head(s);
    printf("\n%-32s %12s %12s %7s\n", "SOURCE", "LAST", "UPTO", "EPOCH");
    json_each (source, json_get(s, "sources"))
        printf("%-32s %12lld %12lld %7lld\n", json_str_or(json_get(source, "source"), ""), number(source, "last"), number(source, "upto"),
               number(source, "epoch"));
    printf("\n%-32s %-12s %12s %11s\n", "CLIENT", "BY", "LAG", "BEHIND");
    json_each (client, json_get(s, "clients"))
        print_client(client);
}

static void on_stat(void *context, const char *json, size_t len)
{
    struct asker *a = context;
    own_json *tree = json_parse(json, len, NULL);
    if (a->json)
        printf("%.*s\n", (int)len, json);
    else
        print_table(tree);
    client_stop(&a->client, EXIT_DONE);
}

static void on_welcome(void *context, const struct hub_welcome *w)
{
    struct asker *a = context;
    (void)w;
    hub_stat(a->client.hub, on_stat);
}

static void on_refused(void *context, const struct err *err)
{
    struct asker *a = context;
    client_stop(&a->client, command_fail(err));
}

int cmd_stat(int argc, char **argv)
{
    static const struct argp argp = {.options = options, .parser = option, .doc = "Print what the journal knows of itself."};
    static const struct hub_handlers handlers = {.welcome = on_welcome, .refused = on_refused};
    struct asker a = {0};
    command_parse(&argp, argc, argv, &a);
    int code = client_open(&a.client, command_endpoint(a.endpoint), &handlers, &a);
    if (!code)
        code = client_run(&a.client);
    client_close(&a.client);
    return code;
}
