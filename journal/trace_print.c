/* system */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/event.h"
#include "lib/base/mem.h"

/* own */
#include "journal/trace.h"

/* The reference as a person writes it: without the zeroes in front. */
static void print_reference(const char *reference)
{
    const char *number = strrchr(reference, '#');
    if (!number) {
        printf("%s", reference);
        return;
    }
    const char *digits = number + 1;
    while (*digits == '0' && digits[1])
        digits++;
    printf("%.*s%s", (int)(number + 1 - reference), reference, digits);
}

/* The selected cause under which an event is shown: the newest. */
static struct trace_node *parent_of(const struct trace_node *n)
{
    struct trace_node *parent = NULL;
    for (size_t i = 0; i < n->causes.count; i++) {
        struct trace_node *cause = n->causes.edges[i].to;
        bool earlier = cause->role != TRACE_OUTSIDE && cause->sequence && cause->sequence < n->sequence;
        if (earlier && (!parent || cause->sequence > parent->sequence))
            parent = cause;
    }
    return parent;
}

static void print_note(const char *before, const char *text)
{
    if (text && *text)
        printf("%s%s", before, text);
}

static void print_data(const struct json *data)
{
    print_note("  ", json_str(json_get(data, "action")));
    print_note("  ", json_str(json_get(data, "reason")));
    print_note("  ", json_str(json_get(data, "error")));
    print_note("  request ", json_str(json_get(data, "requestId")));
}

static void print_node(const struct trace_node *n, int depth)
{
    own_event e = {0};
    char time[MOMENT_TEXT] = "";
    printf("%s%*s", n->role == TRACE_START ? "> " : "  ", depth * 2, "");
    if (n->line && event_decode(&e, n->line, strlen(n->line), NULL) == 0) {
        printf("%s  %s", e.recorded.us ? moment_format(e.recorded, time) : "", e.type);
        print_note("  ", e.subject);
        print_data(e.data);
    }
    if (!n->line)
        printf("(taken out by compact)");
    printf("  [");
    print_reference(n->reference);
    printf(" @%llu]\n", (unsigned long long)n->sequence);
}

static void print_under(struct trace_node *n, int depth);

static int by_sequence(const void *a, const void *b)
{
    const struct trace_node *one = ((const struct trace_edge *)a)->to, *two = ((const struct trace_edge *)b)->to;
    return one->sequence < two->sequence ? -1 : one->sequence > two->sequence;
}

static void print_effects(struct trace_node *n, int depth)
{
    if (n->effects.count)
        qsort(n->effects.edges, n->effects.count, sizeof *n->effects.edges, by_sequence);
    for (size_t i = 0; i < n->effects.count; i++) {
        struct trace_node *effect = n->effects.edges[i].to;
        if (effect->role == TRACE_OUTSIDE || !effect->sequence)
            continue;
        if (parent_of(effect) == n) {
            print_under(effect, depth + 1);
        } else {
            printf("  %*s... also led to @%llu\n", depth * 2 + 2, "", (unsigned long long)effect->sequence);
        }
    }
}

static void print_under(struct trace_node *n, int depth)
{
    if (n->shown)
        return;
    n->shown = true;
    print_node(n, depth);
    print_effects(n, depth);
}

void trace_print_tree(struct trace *t)
{
    for (struct trace_node *n = t->selected; n; n = n->order.next)
        if (!parent_of(n))
            print_under(n, 0);
}
