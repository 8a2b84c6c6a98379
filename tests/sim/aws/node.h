/* Parameters and resources as trees. A node is text, or has children: of a structure by their names, of a
 * list all named "member" (EC2: "item"), of a map all named "entry". So a list that came by the form
 * Actions.member.2.Type=forward goes out as <Actions>…<member><Type>forward</Type></member></Actions>. */
#ifndef SIM_AWS_NODE_H
#define SIM_AWS_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buf.h"

struct err;
struct json_out;

struct node {
    char *name;
    char *value; /* NULL: a structure, list or map */
    struct node *first, *next;
};

struct node *node_new(const char *name, const char *value);
void node_free(struct node *n);
void node_cleanup(struct node **n);
#define own_node __attribute__((cleanup(node_cleanup))) struct node
struct node *node_clone(const struct node *n);

/* A form body, decoded: percent and plus, dots, numbers. ERR_INPUT says what is wrong. */
struct node *node_from_form(const char *body, size_t len, struct err *err);

/* NULL for a node is absent everywhere. */
const struct node *node_get(const struct node *n, const char *name);
const char *node_str(const struct node *n, const char *name); /* the child's text or NULL */
const char *node_str_or(const struct node *n, const char *name, const char *fallback);
int64_t node_int_or(const struct node *n, const char *name, int64_t fallback);
size_t node_count(const struct node *n);
bool node_has(const struct node *list, const char *text); /* an element with this text */
/* As JSON would compare them: the same names and texts, lists in order, members in any. */
bool node_equal(const struct node *a, const struct node *b);

/* Appends child (taken over) last. Gives it. */
struct node *node_add(struct node *n, struct node *child);
/* Replaces or appends; NULL as value removes. */
void node_set(struct node *n, const char *name, const char *value);
void node_set_int(struct node *n, const char *name, int64_t value);
void node_put(struct node *n, struct node *child); /* taken over; replaces one of its name */
void node_remove(struct node *n, const char *name);

/* Elements, escaped. node_xml_inner leaves out the node's own. */
void node_xml(struct buf *to, const struct node *n);
void node_xml_inner(struct buf *to, const struct node *n);
void xml_text(struct buf *to, const char *name, const char *value); /* NULL writes nothing */
void xml_int(struct buf *to, const char *name, int64_t value);
void xml_escape(struct buf *to, const char *text);

/* As JSON: lists as arrays, every value a string. */
void node_json(struct json_out *o, const char *name, const struct node *n);

#define node_each(child, parent) for (const struct node *child = (parent) ? (parent)->first : NULL; child; child = child->next)

#endif
