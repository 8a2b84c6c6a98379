#include <stdlib.h>

#include "lib/base/hub_options.h"
#include "lib/base/mem.h"
#include "lib/base/stage_inner.h"

const char *argp_program_version;

enum { KEY_REPLAY = 0x7000, KEY_REPLAY_FROM };

static const struct argp_option common_options[] = {
    {"journal", 'j', "ENDPOINT", 0,
     "Read from and append to the journal at ENDPOINT (ipc:///run/headgate/journal, tcp://HOST:PORT) instead of a pipe", -1},
    {0},
};

/* Of pure stages only. */
static const struct argp_option replay_options[] = {
    {"replay", KEY_REPLAY, "FILE", 0,
     "Fold what 'journal read' prints on stdin, and compare what follows with the own recorded lines in FILE; exit 1 where they differ",
     -1},
    {"replay-from", KEY_REPLAY_FROM, "SEQUENCE", 0,
     "With --replay: before this inputs were compacted; they make the state, and what followed from them is not compared", -1},
    {0},
};

struct parse {
    struct stage *stage;
    struct err *err;
    bool failed;
};

static error_t own_option(int key, char *arg, struct argp_state *state)
{
    struct parse *p = state->input;
    const struct stage_program *program = p->stage->program;
    for (const struct argp_option *o = program->options; o && (o->name || o->key); o++)
        if (o->key == key) {
            if (program->option(p->stage->state, key, arg, p->err) < 0)
                p->failed = true;
            return 0;
        }
    return ARGP_ERR_UNKNOWN;
}

static error_t replay_option(int key, char *arg, struct argp_state *state)
{
    struct parse *p = state->input;
    switch (key) {
    case KEY_REPLAY:
        str_replace(&p->stage->replay, arg);
        return 0;
    case KEY_REPLAY_FROM:
        p->stage->replay_from = strtoull(arg, NULL, 10);
        if (!p->stage->replay_from)
            argp_error(state, "'%s' is no sequence", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t common_option(int key, char *arg, struct argp_state *state)
{
    struct parse *p = state->input;
    struct stage *s = p->stage;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = p;
        state->child_inputs[1] = &s->keys;
        if (s->program->pure)
            state->child_inputs[2] = p;
        return 0;
    case 'j':
        str_replace(&s->journal, arg);
        return 0;
    case ARGP_KEY_ARG:
        if (!s->program->operands)
            argp_error(state, "'%s': this program takes no operands", arg);
        s->operands = xrealloc(s->operands, (s->operands_count + 1) * sizeof *s->operands);
        s->operands[s->operands_count++] = xstrdup(arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int stage_options(struct stage *s, int argc, char **argv, struct err *err)
{
    struct argp own = {.options = s->program->options, .parser = own_option};
    struct argp replay = {.options = replay_options, .parser = replay_option};
    struct argp_child children[] = {{&own, 0, NULL, 0}, {&hub_keys_argp, 0, NULL, 0}, {s->program->pure ? &replay : NULL, 0, NULL, 0}, {0}};
    struct argp argp = {
        .options = common_options,
        .parser = common_option,
        .args_doc = s->program->operands,
        .doc = s->program->manual,
        .children = children,
    };
    struct parse p = {.stage = s, .err = err};
    own_str char *version = xasprintf("%s (headgate) %s", s->program->name, HEADGATE_VERSION);
    argp_program_version = version;
    argp_err_exit_status = EXIT_ACT;
    argp_parse(&argp, argc, argv, 0, NULL, &p);
    argp_program_version = NULL;
    if (p.failed)
        return -1;
    if (s->journal && s->operands_count)
        return err_set(err, ERR_CONFIG, "operand '%s' together with --journal: events come from the one or the other", s->operands[0]);
    if (s->replay && (s->journal || s->operands_count))
        return err_set(err, ERR_CONFIG, "--replay together with --journal or operands: recorded inputs come from stdin");
    return 0;
}
