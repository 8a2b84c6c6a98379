#include "plan-rules/desired.h"

#include <stdlib.h>
#include <string.h>

#include "lib/base/buf.h"
#include "lib/base/mem.h"
#include "lib/base/stage.h"

#include "lib/model/plan.h"

#include "plan-rules/compile/compile.h"
#include "plan-rules/table.h"

static void emit_rejection(const struct rejected *r, struct stage *s)
{
    own_buf data = {0};
    own_str char *subject = rejection_subject(&r->what);
    rejection_encode(&r->what, &data);
    stage_emit(s, &(struct stage_event){.type = "plan.rejected", .subject = subject, .causation = r->cause, .data = buf_str(&data)});
}

/* On record already: the same reason for the same object. */
static bool on_record(const struct world *w, const struct rejected *r)
{
    own_str char *key = rejection_subject(&r->what);
    const struct world_rejection *known = world_rejection(w, key);
    return known && str_equal(known->reason, r->what.reason);
}

void rejections_emit(const struct world *w, const struct rejections *r, struct stage *s)
{
    for (size_t i = 0; i < r->count; i++)
        if (!r->items[i].question && !on_record(w, &r->items[i]))
            emit_rejection(&r->items[i], s);
}

/* ---- ingress.accepted ---- */

static bool is_rejected(const struct rejections *r, const struct object_name *id)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct rejection *what = &r->items[i].what;
        if (strcmp(what->kind, "Ingress") == 0 && strcmp(what->name, id->name) == 0 && strcmp(what->namespace, id->namespace) == 0 &&
            strcmp(what->cluster, id->cluster) == 0)
            return true;
    }
    return false;
}

static void emit_accepted(const struct world_ingress *i, struct stage *s)
{
    own_buf data = {0};
    ingress_accepted_encode(&i->record, &data);
    stage_emit(s, &(struct stage_event){.type = "ingress.accepted", .subject = i->key, .causation = i->cause, .data = buf_str(&data)});
}

/* Emitting folds, and folding changes the tables: first whom, then what. */
void accepted_emit(const struct world *w, const struct strs *keys, const struct rejections *r, struct stage *s)
{
    struct strs whom = {0};
    for (size_t k = 0; k < keys->count; k++) {
        const struct world_ingress *i = NULL;
        HASH_FIND_STR(w->ingresses, keys->items[k], i);
        if (i && (!i->accepted || world_rejection(w, i->key)) && world_counts(w, i->record.id.cluster) && !is_rejected(r, &i->record.id))
            strs_add(&whom, i->key);
    }
    for (size_t k = 0; k < whom.count; k++) {
        const struct world_ingress *i = NULL;
        HASH_FIND_STR(w->ingresses, whom.items[k], i);
        if (i)
            emit_accepted(i, s);
    }
    strs_release(&whom);
}

/* ---- --desired ---- */

/* Lines of a text that ends with a newline. */
void desired_print_lines(struct stage *s, char *text)
{
    for (char *line = text, *end; (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        stage_print(s, line);
    }
}

void rejections_show(const struct rejections *rejected, struct buf *to)
{
    for (size_t i = 0; i < rejected->count; i++) {
        const struct rejection *r = &rejected->items[i].what;
        buf_addf(to, "left out: %s %s/%s in %s: %s\n", r->kind, r->namespace, r->name, r->cluster, r->reason);
    }
}

static void print_table(const struct stacks *wanted, const struct rejections *rejected, struct stage *s)
{
    struct buf all = {0};
    for (size_t i = 0; i < wanted->count; i++)
        table_add(&wanted->items[i], &all);
    rejections_show(rejected, &all);
    own_str char *text = buf_take(&all);
    desired_print_lines(s, text);
}

static void print_stack(const struct stack *stack, struct stage *s)
{
    own_buf line = {0};
    stack_encode(stack, &line);
    stage_print(s, buf_str(&line));
}

static void print_json(const struct stacks *wanted, const struct rejections *rejected, struct stage *s)
{
    for (size_t i = 0; i < rejected->count; i++)
        emit_rejection(&rejected->items[i], s);
    for (size_t i = 0; i < wanted->count; i++) {
        print_stack(&wanted->items[i], s);
        if (wanted->items[i].front)
            print_stack(wanted->items[i].front, s);
    }
}

void desired_print(struct world *w, struct stage *s, enum desired_format format)
{
    struct stacks wanted = {0};
    struct rejections rejected = {0};
    compile_wanted(w, COMPILE_NEWEST_ONLY, &wanted, &rejected);
    if (format == DESIRED_TABLE)
        print_table(&wanted, &rejected, s);
    else
        print_json(&wanted, &rejected, s);
    stacks_release(&wanted);
    rejections_release(&rejected);
}
