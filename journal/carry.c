/* system */
#include <stdlib.h>
#include <string.h>

/* base */
#include "lib/base/err.h"
#include "lib/base/event.h"
#include "lib/base/json.h"
#include "lib/base/mem.h"

/* own */
#include "journal/carry.h"

static const char sequence_is[] = "{\"sequence\":\"", time_is[] = "\",\"recordedtime\":\"", hash_is[] = "\",\"hash\":\"",
                  event_is[] = "\",\"event\":";

/* ---- encode ---- */

static void add_hash(struct json_out *o, const uint8_t hash[SHA256_BYTES])
{
    char hex[SHA256_HEX];
    json_add_str(o, "hash", hex_encode(hash, SHA256_BYTES, hex));
}

static void end_line(struct json_out *o)
{
    json_close_object(o);
    buf_add_char(o->to, '\n');
}

void carry_head_encode(const struct carry_head *h, const char *journal, struct buf *to)
{
    struct json_out o = json_out(to);
    char time[MOMENT_TEXT];
    json_open_object(&o, NULL);
    json_add_int(&o, "export", CARRY_FORMAT);
    json_add_str(&o, "journal", journal);
    json_add_int(&o, "head", (int64_t)h->head.sequence);
    json_add_str(&o, "recordedtime", moment_format(h->head.recorded, time));
    add_hash(&o, h->head.hash);
    json_add_int(&o, "cut", (int64_t)h->compaction.cut);
    json_add_int(&o, "removed", (int64_t)h->compaction.removed);
    json_add_int(&o, "ranges", (int64_t)h->compaction.ranges);
    json_add_int(&o, "seal", (int64_t)h->compaction.seal);
    end_line(&o);
}

void carry_source_encode(const char *source, const struct store_source *known, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_str(&o, "source", source);
    json_add_int(&o, "last", (int64_t)known->last);
    json_add_int(&o, "upto", (int64_t)known->upto);
    json_add_int(&o, "epoch", (int64_t)known->epoch);
    end_line(&o);
}

void carry_event_encode(const struct record *r, struct buf *to)
{
    char number[EVENT_NUMBER], time[MOMENT_TEXT], hex[SHA256_HEX];
    buf_addf(to, "%s%s%s%s%s%s%s", sequence_is, event_number_format(r->sequence, number), time_is, moment_format(r->recorded, time),
             hash_is, hex_encode(r->hash, SHA256_BYTES, hex), event_is);
    buf_add(to, r->line, r->line_len);
    buf_add_str(to, "}\n");
}

void carry_range_encode(const struct store_range *range, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_int(&o, "gone", (int64_t)range->first);
    json_add_int(&o, "until", (int64_t)range->last);
    add_hash(&o, range->hash);
    end_line(&o);
}

void carry_end_encode(uint64_t lines, const char *hex, struct buf *to)
{
    struct json_out o = json_out(to);
    json_open_object(&o, NULL);
    json_add_int(&o, "end", (int64_t)lines);
    json_add_str(&o, "sha256", hex);
    end_line(&o);
}

void carry_digest(uint8_t digest[SHA256_BYTES], const char *lines, size_t len)
{
    for (const char *end = lines + len; lines < end;) {
        const char *newline = memchr(lines, '\n', (size_t)(end - lines));
        size_t line = newline ? (size_t)(newline - lines) + 1 : (size_t)(end - lines);
        uint8_t next[SHA256_BYTES];
        sha256_parts((const struct digest_part[]){{digest, SHA256_BYTES}, {lines, line}}, 2, next);
        memcpy(digest, next, SHA256_BYTES);
        lines += line;
    }
}

/* ---- decode ---- */

static int hash_parse(uint8_t hash[SHA256_BYTES], const char *hex)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < SHA256_BYTES; i++) {
        const char *high = hex && hex[2 * i] ? strchr(digits, hex[2 * i]) : NULL;
        const char *low = high && hex[2 * i + 1] ? strchr(digits, hex[2 * i + 1]) : NULL;
        if (!low)
            return -1;
        hash[i] = (uint8_t)((high - digits) << 4 | (low - digits));
    }
    return 0;
}

/* The text between two things that stand where they must; false where they do not. */
static bool take_text(const char **at, const char *end, const char *before, char *text, size_t len)
{
    size_t skip = strlen(before);
    if ((size_t)(end - *at) < skip + len || memcmp(*at, before, skip) != 0)
        return false;
    memcpy(text, *at + skip, len);
    text[len] = '\0';
    *at += skip + len;
    return true;
}

/* By places, not by a tree: the event's bytes are taken as they stand. */
static int event_decode_line(struct carry_line *l, const char *line, size_t len, struct err *err)
{
    char number[EVENT_NUMBER], time[MOMENT_TEXT], hex[SHA256_HEX];
    const char *at = line, *end = line + len;
    size_t tail = strlen(event_is);
    l->kind = CARRY_EVENT;
    bool whole = take_text(&at, end, sequence_is, number, sizeof number - 1) && take_text(&at, end, time_is, time, sizeof time - 1) &&
                 take_text(&at, end, hash_is, hex, sizeof hex - 1) && (size_t)(end - at) > tail && memcmp(at, event_is, tail) == 0 &&
                 end[-1] == '}';
    if (!whole || event_number_parse(number, &l->event.sequence) || moment_parse(&l->event.recorded, time, NULL) ||
        hash_parse(l->event.hash, hex))
        return err_set(err, ERR_INPUT, "an event's place, time or hash cannot be read");
    l->event.line = at + tail;
    l->event.len = (size_t)(end - 1 - l->event.line);
    return 0;
}

static uint64_t number_of(const struct json *from, const char *name)
{
    int64_t n = json_int_or(json_get(from, name), 0);
    return n > 0 ? (uint64_t)n : 0;
}

static int head_decode(struct carry_line *l, const struct json *tree, struct err *err)
{
    struct carry_head *h = &l->head;
    l->kind = CARRY_HEAD;
    if (json_int_or(json_get(tree, "export"), 0) != CARRY_FORMAT)
        return err_set(err, ERR_INPUT, "the export has format %lld, this version reads %d: use the version that wrote it",
                       (long long)json_int_or(json_get(tree, "export"), 0), CARRY_FORMAT);
    h->head.sequence = number_of(tree, "head");
    h->compaction = (struct store_compaction){.cut = number_of(tree, "cut"),
                                              .removed = number_of(tree, "removed"),
                                              .ranges = number_of(tree, "ranges"),
                                              .seal = number_of(tree, "seal")};
    if (hash_parse(h->head.hash, json_str(json_get(tree, "hash"))))
        return err_set(err, ERR_INPUT, "the head's hash cannot be read");
    return moment_parse(&h->head.recorded, json_str_or(json_get(tree, "recordedtime"), ""), err);
}

static int source_decode(struct carry_line *l, const struct json *tree, struct err *err)
{
    const char *name = json_str(json_get(tree, "source"));
    l->kind = CARRY_SOURCE;
    if (!name || !*name || strlen(name) > STORE_MAX_SOURCE)
        return err_set(err, ERR_INPUT, "a source without a name, or with one of more than %d bytes", STORE_MAX_SOURCE);
    l->name = xstrdup(name);
    l->source = (struct store_source){.last = number_of(tree, "last"), .upto = number_of(tree, "upto"), .epoch = number_of(tree, "epoch")};
    return 0;
}

static int range_decode(struct carry_line *l, const struct json *tree, struct err *err)
{
    l->kind = CARRY_RANGE;
    l->range = (struct store_range){.first = number_of(tree, "gone"), .last = number_of(tree, "until")};
    if (hash_parse(l->range.hash, json_str(json_get(tree, "hash"))))
        return err_set(err, ERR_INPUT, "a range's hash cannot be read");
    return 0;
}

static int end_decode(struct carry_line *l, const struct json *tree, struct err *err)
{
    const char *hex = json_str(json_get(tree, "sha256"));
    l->kind = CARRY_END;
    l->lines = number_of(tree, "end");
    if (!hex || strlen(hex) != SHA256_HEX - 1)
        return err_set(err, ERR_INPUT, "the end's digest cannot be read");
    memcpy(l->sha256, hex, SHA256_HEX);
    return 0;
}

static const struct {
    const char *member;
    int (*fn)(struct carry_line *l, const struct json *tree, struct err *err);
} kinds[] = {{"export", head_decode}, {"source", source_decode}, {"gone", range_decode}, {"end", end_decode}};

int carry_decode(struct carry_line *l, const char *line, size_t len, struct err *err)
{
    *l = (struct carry_line){0};
    if (len > strlen(sequence_is) && memcmp(line, sequence_is, strlen(sequence_is)) == 0)
        return event_decode_line(l, line, len, err);
    own_json *tree = json_parse(line, len, err);
    if (!tree)
        return -1;
    for (size_t i = 0; i < COUNT_OF(kinds); i++)
        if (json_kind(json_get(tree, kinds[i].member)) != JSON_ABSENT)
            return kinds[i].fn(l, tree, err);
    return err_set(err, ERR_INPUT, "it is no line of an export of a journal");
}

void carry_line_release(struct carry_line *l)
{
    free(l->name);
    *l = (struct carry_line){0};
}
