/* system */
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"

/* own */
#include "journal/record.h"

enum { HAS_SUBJECT = 1, IS_MARKED = 2 };

/* Native byte order, as LMDB's own files. */
struct record_head {
    uint8_t hash[SHA256_BYTES];
    int64_t recorded_us;
    uint64_t sequence;
    uint32_t line_len;
    uint32_t subject_len;
    uint32_t type_len;
    uint16_t source_len;
    uint16_t flags;
};

void record_encode(struct buf *to, const struct event_glance *g)
{
    const struct event *e = &g->event;
    const char *subject = e->subject ? e->subject : "";
    struct record_head head = {
        .line_len = (uint32_t)e->line_len,
        .source_len = (uint16_t)strlen(e->source),
        .type_len = (uint32_t)strlen(e->type),
        .subject_len = (uint32_t)strlen(subject),
        .flags = (uint16_t)((e->subject ? HAS_SUBJECT : 0) | (g->marked ? IS_MARKED : 0)),
    };
    buf_add(to, &head, sizeof head);
    buf_add(to, e->source, head.source_len + 1u);
    buf_add(to, e->type, head.type_len + 1u);
    buf_add(to, subject, head.subject_len + 1u);
    buf_add(to, e->line, e->line_len);
}

/* The text of len bytes and a NUL at *at, which moves on; NULL when it does not fit or has no NUL. */
static const char *text_at(const char **at, const char *end, uint32_t len)
{
    const char *text = *at;
    if ((size_t)(end - text) <= len || text[len] != '\0')
        return NULL;
    *at = text + len + 1;
    return text;
}

int record_decode(struct record *r, uint64_t sequence, const void *rest, size_t len, struct err *err)
{
    struct record_head head;
    const char *at = rest;
    const char *end = at + len;
    if (len < sizeof head)
        return err_set(err, ERR_CONFIG, "record %llu is damaged: %zu bytes only", (unsigned long long)sequence, len);
    memcpy(&head, rest, sizeof head);
    at += sizeof head;
    *r = (struct record){.sequence = head.sequence, .recorded = {head.recorded_us}, .hash = rest, .marked = head.flags & IS_MARKED};
    r->source = text_at(&at, end, head.source_len);
    r->type = r->source ? text_at(&at, end, head.type_len) : NULL;
    r->subject = r->type ? text_at(&at, end, head.subject_len) : NULL;
    if (!r->subject || (size_t)(end - at) < head.line_len)
        return err_set(err, ERR_CONFIG, "record %llu is damaged: its lengths do not fit", (unsigned long long)sequence);
    if (!(head.flags & HAS_SUBJECT))
        r->subject = NULL;
    r->line = at;
    r->line_len = head.line_len;
    r->size = (size_t)(at - (const char *)rest) + head.line_len;
    return 0;
}

void record_hash(const struct record *r, const uint8_t previous[SHA256_BYTES], uint8_t hash[SHA256_BYTES])
{
    char front[SHA256_BYTES + EVENT_NUMBER - 1 + MOMENT_TEXT];
    char *number = front + SHA256_BYTES, *time = number + EVENT_NUMBER - 1;
    memcpy(front, previous, SHA256_BYTES);
    event_number_format(r->sequence, number); /* the time takes the place of its NUL */
    moment_format(r->recorded, time);
    const struct digest_part parts[] = {{front, sizeof front - 1}, {r->line, r->line_len}};
    sha256_parts(parts, 2, hash);
}

int record_check(const struct record *r, struct err *err)
{
    uint8_t hash[SHA256_BYTES];
    if (r->held)
        return 0;
    record_hash(r, r->previous, hash);
    if (memcmp(hash, r->hash, sizeof hash) == 0)
        return 0;
    return err_set(err, ERR_CONFIG, "sequence %llu is not what was hashed", (unsigned long long)r->sequence);
}

void record_seal(void *value, size_t len, uint64_t sequence, struct moment recorded, uint8_t hash[SHA256_BYTES])
{
    struct record_head head;
    struct record r;
    uint8_t next[SHA256_BYTES];
    memcpy(&head, value, sizeof head);
    head.recorded_us = recorded.us;
    head.sequence = sequence;
    memcpy(value, &head, sizeof head);
    if (record_decode(&r, sequence, value, len, NULL))
        return;
    record_hash(&r, hash, next);
    memcpy(hash, next, sizeof next);
    memcpy(value, next, sizeof next); /* the hash is the head's first member */
}
