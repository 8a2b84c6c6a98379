/* NAME     journal compact - take out old events that no state follows from any more
 * READS    the database in DIRECTORY; a journal may be serving it
 * WRITES   the database, in short transactions; journal.compacted, which says what was taken out; stdout: one line of figures
 * STATE    DIRECTORY/data.mdb: what stays, and of each range that went where it was and its last hash. Killed, it is begun again
 * OPTIONS  --directory DIRECTORY, --journal ENDPOINT, --journal-key FILE, --journal-server-key FILE, --keep TIME, --linger TIME,
 *          --until SEQUENCE, --dry-run
 * EXIT     0 done, or there was nothing to do; 100 no database that can be used, or a damaged one; 111 no room, or another one runs
 * EXAMPLE  journal compact --keep 30d --dry-run */

/* system */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* base */
#include "lib/base/log.h"
#include "lib/base/mem.h"

/* own */
#include "journal/command.h"
#include "journal/compact.h"
#include "journal/compact_note.h"
#include "journal/store.h"
#include "journal/store_removed.h"

#define KEEP   "30d"
#define LINGER "1d"

enum { KEY_KEEP = 0x100, KEY_LINGER, KEY_UNTIL, KEY_DRY_RUN };

struct compact_options {
    const char *directory, *endpoint;
    int64_t keep_ms, linger_ms;
    uint64_t until;
    bool dry_run;
};

static const struct argp_option options[] = {
    {"directory", 'd', "DIRECTORY", 0, "Where the database is (/var/lib/headgate/journal)", 0},
    OPTION_JOURNAL,
    {"keep", KEY_KEEP, "TIME", 0, "Everything that is not older than this stays: 30d, 12h (" KEEP ")", 0},
    {"linger", KEY_LINGER, "TIME", 0,
     "Ends, and what they ended, stay for so much longer: what follows from them must have happened by then (" LINGER ")", 0},
    {"until", KEY_UNTIL, "SEQUENCE", 0, "And everything behind this sequence stays", 0},
    {"dry-run", KEY_DRY_RUN, NULL, 0, "Say what would go, and take nothing out", 0},
    {0},
};

static int64_t duration(const char *name, const char *arg, struct argp_state *state)
{
    struct err err = {0};
    int64_t ms = 0;
    if (duration_parse(&ms, arg, &err))
        argp_error(state, "--%s: %s", name, err.text);
    return ms;
}

static error_t option(int key, char *arg, struct argp_state *state)
{
    struct compact_options *o = state->input;
    switch (key) {
    case 'd':
        o->directory = arg;
        return 0;
    case 'j':
        o->endpoint = arg;
        return 0;
    case KEY_KEEP:
        o->keep_ms = duration("keep", arg, state);
        return 0;
    case KEY_LINGER:
        o->linger_ms = duration("linger", arg, state);
        return 0;
    case KEY_UNTIL:
        o->until = strtoull(arg, NULL, 10);
        if (!o->until || strspn(arg, "0123456789") != strlen(arg))
            argp_error(state, "'%s' is no sequence", arg);
        return 0;
    case KEY_DRY_RUN:
        o->dry_run = true;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "'%s': compact takes no operands", arg);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* One at a time: the descriptor, held to the end. */
static int lock(const char *directory, struct err *err)
{
    own_str char *path = xasprintf("%s/compacting.lock", directory);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0)
        return err_set(err, ERR_CONFIG, "cannot open '%s': %s", path, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) == 0)
        return fd;
    close(fd);
    return err_set(err, ERR_AGAIN, "another compaction is under way in '%s'", directory);
}

static void tell(const char *what, const struct compact_plan *plan, uint64_t removed, const struct compact_note *n)
{
    printf("%s cut=%llu removed=%llu kept=%zu", what, (unsigned long long)plan->cut, (unsigned long long)removed, plan->kept_count);
    if (n)
        printf(" missing=%llu ranges=%llu sha256=%s longest=%lldms", (unsigned long long)n->missing, (unsigned long long)n->ranges,
               n->digest, (long long)plan->longest_ms);
    putchar('\n');
}

/* What is on record is what is there: after a compaction that ended early, too. */
static int note(struct store *s, const struct compact_options *o, const struct compact_plan *plan, uint64_t removed, struct err *err)
{
    struct compact_note n = {.removed = removed};
    struct store_compaction before;
    if (store_compaction(s, &before, err))
        return -1;
    if (before.removed && !before.seal && (compact_note_fill(&n, s, err) || compact_note_append(&n, s, command_endpoint(o->endpoint), err)))
        return err_wrap(err, "what was taken out is not on record yet: run it again");
    if (before.removed && before.seal && compact_note_fill(&n, s, err))
        return -1;
    tell("compacted", plan, removed, &n);
    return 0;
}

static int compact_with(struct store *s, const struct compact_options *o, struct compact_plan *plan, struct err *err)
{
    uint64_t removed = 0;
    struct compact_asked asked = {.until = moment_add_ms(moment_now(), -o->keep_ms), .sequence = o->until, .linger_ms = o->linger_ms};
    if (compact_plan(s, &asked, plan, err))
        return -1;
    if (plan->bound)
        log_warn("not as far as it might: %s", plan->bound);
    if (o->dry_run) {
        tell("would compact", plan, plan->there - plan->kept_count, NULL);
        return 0;
    }
    if (plan->cut && compact_remove(s, plan, &removed, err))
        return -1;
    return note(s, o, plan, removed, err);
}

static int compact(struct store *s, const struct compact_options *o)
{
    struct err err = {0};
    struct compact_plan plan = {0};
    int rc = compact_with(s, o, &plan, &err);
    compact_plan_release(&plan);
    return rc ? command_fail(&err) : EXIT_DONE;
}

int cmd_compact(int argc, char **argv)
{
    static const struct argp argp = {
        .options = options, .parser = option, .doc = "Take old events that no state follows from any more out of a journal's database."};
    struct compact_options o = {.directory = "/var/lib/headgate/journal"};
    struct err err = {0};
    duration_parse(&o.keep_ms, KEEP, NULL);
    duration_parse(&o.linger_ms, LINGER, NULL);
    command_parse(&argp, argc, argv, &o);
    umask(0027);
    int fd = lock(o.directory, &err);
    struct store *s =
        fd < 0 ? NULL : store_open(&(struct store_options){.directory = o.directory, .read_only = o.dry_run, .beside = true}, &err);
    int code = s ? compact(s, &o) : command_fail(&err);
    store_close(s);
    if (fd >= 0)
        close(fd);
    return code;
}
