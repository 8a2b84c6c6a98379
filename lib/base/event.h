/* One event, one line: CloudEvents 1.0 in JSON (cloudevents/formats/json-format.md). The envelope only;
 * what stands in `data` is lib/model's. */
#ifndef BASE_EVENT_H
#define BASE_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"
#include "lib/base/moment.h"

struct err;

enum {
    EVENT_MAX_LINE = 2 * 1024 * 1024, /* bytes, without the newline */
    EVENT_NUMBER = 21,                /* 20 digits and a NUL */
};

/* An event taken apart. All text is borrowed from doc; event_release frees it. */
struct event {
    const char *id;      /* never NULL; 20 digits when one of ours */
    const char *source;  /* never NULL */
    const char *type;    /* never NULL */
    const char *subject; /* may be NULL, as all below */
    const char *causation;
    struct moment time;     /* zero where absent */
    struct moment recorded; /* recordedtime, zero before the journal had it */
    uint64_t sequence;      /* 0 before the journal had it */
    const struct json *data;
    struct json *doc;
    const char *line; /* the bytes as they came, borrowed from the caller */
    size_t line_len;
};

/* ERR_INPUT says what is wrong with the line, in words that can stand in event.rejected. */
int event_decode(struct event *e, const char *line, size_t len, struct err *err);
void event_release(struct event *e);
#define own_event __attribute__((cleanup(event_release))) struct event

/* An event's envelope, read off its text: several times as fast as event_decode, which has the same opinion of every line. There
 * is no tree: data and doc stay NULL (or not: then the line was an unusual one). */
struct event_glance {
    struct event event; /* borrows from text and the line */
    struct buf text;
    bool marked;  /* the line brings sequence or recordedtime, of whatever value */
    bool escaped; /* an attribute's name is written with escapes */
};
/* Zero is valid; may be used again and again. */
int event_glance(struct event_glance *g, const char *line, size_t len, struct err *err);
void event_glance_release(struct event_glance *g);
#define own_glance __attribute__((cleanup(event_glance_release))) struct event_glance

/* What is needed to write one. data is JSON text or NULL; subject and causation may be NULL. */
struct event_head {
    uint64_t number;
    const char *source;
    const char *type;
    const char *subject;
    const char *causation;
    struct moment time;
    const char *data;
};

/* Appends the line with its newline. */
void event_encode(struct buf *to, const struct event_head *head);

/* 20 digits. Returns text. */
char *event_number_format(uint64_t number, char text[EVENT_NUMBER]);
/* 0 and the number when the text is exactly 20 digits that fit, else -1. */
int event_number_parse(const char *text, uint64_t *number);
/* "SOURCE#ID" of an event, the form of causationid and of `because`. free with free(). */
char *event_reference(const struct event *e);
/* The clock of pure stages: recordedtime, in a pipe time. */
struct moment event_clock(const struct event *e);

#endif
