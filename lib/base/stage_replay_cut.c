#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"
#include "lib/base/stage_replay_cut.h"

/* ---- lines ---- */

char *replay_as_sent(const struct event *e)
{
    static const char mark[] = "{\"sequence\":\"", clock[] = "\"recordedtime\":\"";
    const char *second = str_starts(e->line, mark) ? strchr(e->line, ',') : NULL;
    const char *rest = second && str_starts(second + 1, clock) ? strchr(second + 1, ',') : NULL;
    return rest ? xasprintf("{%s", rest + 1) : xstrdup(e->line);
}

/* The running number is not the replay's to know: it is taken from the recorded line. */
bool replay_same_line(const char *recorded, char *made)
{
    static const char name[] = "\"id\":\"";
    const char *id = strstr(recorded, name);
    char *own = strstr(made, name);
    size_t digits = EVENT_NUMBER - 1;
    if (id && own && strlen(id) > sizeof name + digits)
        memcpy(own + sizeof name - 1, id + sizeof name - 1, digits);
    return strcmp(recorded, made) == 0;
}

/* ---- spans ---- */

void span_count(struct span *span, const struct event *e)
{
    span->first = span->count++ ? span->first : e->sequence;
    span->last = e->sequence;
}

void span_tell(const struct span *span, const char *source)
{
    const char *version = span->version ? span->version : "unknown";
    bool own = !span->version || strcmp(version, HEADGATE_VERSION) == 0;
    if (span->count)
        printf("span  source=%s version=%s first=%llu last=%llu events=%zu%s\n", source, version, (unsigned long long)span->first,
               (unsigned long long)span->last, span->count, own ? "" : " not compared: another version");
}

void span_tell_compacted(const struct span *span, const struct stage *s)
{
    if (span->count)
        printf(
            "span  source=%s first=%llu last=%llu events=%zu not compared: they followed from what was compacted, before sequence %llu\n",
            s->source, (unsigned long long)span->first, (unsigned long long)span->last, span->count, (unsigned long long)s->replay_from);
}

/* ---- what stands behind the cut ---- */

static struct since *since_of(struct since *since, const char *source, size_t len)
{
    while (since && (strlen(since->source) != len || memcmp(since->source, source, len) != 0))
        since = since->next;
    return since;
}

void since_note(struct since **since, const struct stage *s, const struct event *e)
{
    uint64_t number;
    if (!s->replay_from || event_number_parse(e->id, &number))
        return;
    struct since *known = since_of(*since, e->source, strlen(e->source));
    if (!known) {
        known = xcalloc(1, sizeof *known);
        *known = (struct since){.source = xstrdup(e->source), .next = *since};
        *since = known;
    }
    if (e->sequence < s->replay_from)
        known->last = number;
    else if (!known->first)
        known->first = number;
}

bool since_is_older(struct since *since, const struct event *e, uint64_t at)
{
    const char *hash = e->causation ? strrchr(e->causation, '#') : NULL;
    uint64_t number;
    if (!hash || event_number_parse(hash + 1, &number))
        return false;
    const struct since *known = since_of(since, e->causation, (size_t)(hash - e->causation));
    if (known && number <= known->last)
        return true;
    if (known && known->first)
        return number < known->first;
    return e->sequence <= at; /* if it is not older, it is still to come */
}

void since_release(struct since **since)
{
    while (*since) {
        struct since *first = *since;
        *since = first->next;
        free(first->source);
        free(first);
    }
}
