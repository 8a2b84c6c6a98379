/* system */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* base */
#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/link_keys.h"
#include "lib/base/mem.h"

/* own */
#include "journal/access.h"

enum { FILE_MAX = 4 * 1024 * 1024 };

static char every_source[] = "*", all[] = "all";
static char *every[] = {every_source};
const struct rights rights_all = {.name = all, .append = {.names = every, .count = 1}, .read = {.names = every, .count = 1}};

/* ---- one row ---- */

/* Where in the file; each failure begins with it. */
struct place {
    const char *path;
    size_t line;
    struct err *err;
};

#define PLACE_FAIL(at, fmt, ...) err_set((at)->err, ERR_CONFIG, "%s:%zu: " fmt, (at)->path, (at)->line, __VA_ARGS__)

static int sources_parse(struct sources *s, const char *text, const struct place *at)
{
    while (*text) {
        size_t len = strcspn(text, ",");
        if (!len)
            return PLACE_FAIL(at, "'%s' begins with a comma, or has two in a row", text);
        ARRAY_GROW(s->names, s->count, s->cap);
        s->names[s->count++] = xstrndup(text, len);
        text += len;
        if (*text == ',' && !*++text)
            return PLACE_FAIL(at, "a list of sources ends in a comma%s", "");
    }
    return 0;
}

static int take_text(char **to, const char *value, const char *name, const struct place *at)
{
    if (*to)
        return PLACE_FAIL(at, "%s= stands twice", name);
    if (!*value)
        return PLACE_FAIL(at, "%s= is empty", name);
    *to = xstrdup(value);
    return 0;
}

static int take_listen(struct rights *r, const char *value, const struct place *at)
{
    return take_text(&r->listen, value, "listen", at);
}

static int take_group(struct rights *r, const char *value, const struct place *at)
{
    return take_text(&r->group, value, "group", at);
}

static int take_key(struct rights *r, const char *value, const struct place *at)
{
    if (!link_key_valid(value))
        return PLACE_FAIL(at, "key=%s is no public key of 40 characters: 'journal keygen' prints one", value);
    return take_text(&r->key, value, "key", at);
}

/* Never more than owner and group: who else may connect is a group. */
static int take_mode(struct rights *r, const char *value, const struct place *at)
{
    char *end;
    unsigned long mode = strtoul(value, &end, 8);
    if (*end || end == value || !mode || (mode & ~0660ul))
        return PLACE_FAIL(at, "mode=%s is none of 0600 and 0660: others get in by a group", value);
    r->mode = (unsigned)mode;
    return 0;
}

static int take_append(struct rights *r, const char *value, const struct place *at)
{
    return sources_parse(&r->append, value, at);
}

static int take_read(struct rights *r, const char *value, const struct place *at)
{
    return sources_parse(&r->read, value, at);
}

static const struct {
    const char *name;
    int (*take)(struct rights *r, const char *value, const struct place *at);
} words[] = {
    {"listen=", take_listen}, {"mode=", take_mode},     {"group=", take_group},
    {"key=", take_key},       {"append=", take_append}, {"read=", take_read},
};

static int word_take(struct rights *r, const char *word, const struct place *at)
{
    for (size_t i = 0; i < COUNT_OF(words); i++)
        if (str_starts(word, words[i].name))
            return words[i].take(r, word + strlen(words[i].name), at);
    return PLACE_FAIL(at, "'%s' is none of listen=, mode=, group=, key=, append=, read=", word);
}

/* What does not go together, and what another row says already. */
static int row_check(const struct access *a, const struct rights *r, const struct place *at)
{
    bool tcp = r->listen && str_starts(r->listen, "tcp://");
    if (!r->listen == !r->key)
        return PLACE_FAIL(at, "'%s' needs either listen= or key=", r->name);
    if ((r->key || tcp) && (r->mode || r->group))
        return PLACE_FAIL(at, "'%s': mode= and group= are for ipc:// only", r->name);
    if (tcp && (r->append.count || r->read.count))
        return PLACE_FAIL(at, "'%s' is at tcp://: rights there belong to keys, give them in rows with key=", r->name);
    for (size_t i = 0; i < a->count; i++) {
        const struct rights *o = &a->rows[i];
        if (strcmp(o->name, r->name) == 0)
            return PLACE_FAIL(at, "'%s' stands twice", r->name);
        if ((r->listen && str_equal(o->listen, r->listen)) || (r->key && str_equal(o->key, r->key)))
            return PLACE_FAIL(at, "'%s' has the same endpoint or key as '%s'", r->name, o->name);
    }
    return 0;
}

static void sources_release(struct sources *s)
{
    for (size_t i = 0; i < s->count; i++)
        free(s->names[i]);
    free(s->names);
}

static void rights_release(struct rights *r)
{
    free(r->name);
    free(r->listen);
    free(r->group);
    free(r->key);
    sources_release(&r->append);
    sources_release(&r->read);
}

static int row_parse(struct access *a, char *line, const struct place *at)
{
    static const char blank[] = " \t\r";
    struct rights r = {0};
    char *rest = NULL;
    int bad = 0;
    for (char *word = strtok_r(line, blank, &rest); word && *word != '#' && !bad; word = strtok_r(NULL, blank, &rest)) {
        if (r.name)
            bad = word_take(&r, word, at);
        else
            r.name = xstrdup(word);
    }
    if (!bad && r.name)
        bad = row_check(a, &r, at);
    if (bad || !r.name) {
        rights_release(&r);
        return bad;
    }
    ARRAY_GROW(a->rows, a->count, a->cap);
    a->rows[a->count++] = r;
    return 0;
}

/* ---- the table ---- */

int access_parse(struct access *a, const char *text, const char *path, struct err *err)
{
    struct place at = {.path = path, .err = err};
    for (int bad = 0; *text && !bad;) {
        size_t len = strcspn(text, "\n");
        own_str char *line = xstrndup(text, len);
        at.line++;
        text += len + (text[len] == '\n');
        bad = row_parse(a, line, &at);
        if (bad) {
            access_release(a);
            return -1;
        }
    }
    return 0;
}

int access_load(struct access *a, const char *path, struct err *err)
{
    struct stat st;
    own_buf text = {0};
    if (stat(path, &st) != 0)
        return err_set(err, ERR_CONFIG, "cannot read access file '%s': %s", path, strerror(errno));
    if (st.st_mode & S_IWOTH)
        return err_set(err, ERR_CONFIG, "access file '%s' can be written by anybody: chmod o-w", path);
    if (buf_read_file(&text, path, FILE_MAX, err))
        return -1;
    return access_parse(a, buf_str(&text), path, err);
}

void access_release(struct access *a)
{
    for (size_t i = 0; i < a->count; i++)
        rights_release(&a->rows[i]);
    free(a->rows);
    *a = (struct access){0};
}

const struct rights *access_endpoint(const struct access *a, const char *endpoint)
{
    for (size_t i = 0; i < a->count; i++)
        if (str_equal(a->rows[i].listen, endpoint))
            return &a->rows[i];
    return NULL;
}

const struct rights *access_key(const struct access *a, const char *key)
{
    for (size_t i = 0; i < a->count; i++)
        if (a->rows[i].key && strcmp(a->rows[i].key, key) == 0)
            return &a->rows[i];
    return NULL;
}

/* ---- rights ---- */

static bool covers(const char *granted, const char *source)
{
    if (strcmp(granted, "*") == 0)
        return true;
    return str_ends(granted, "/") ? str_starts(source, granted) : strcmp(granted, source) == 0;
}

static bool sources_cover(const struct sources *s, const char *source)
{
    for (size_t i = 0; i < s->count; i++)
        if (covers(s->names[i], source))
            return true;
    return false;
}

bool rights_append(const struct rights *r, const char *source)
{
    return sources_cover(&r->append, source);
}

bool rights_read(const struct rights *r, const char *source)
{
    return sources_cover(&r->read, source ? source : "*");
}

/* "a, b and c", or "nothing". */
static void sources_list(const struct sources *s, struct buf *to)
{
    for (size_t i = 0; i < s->count; i++)
        buf_addf(to, "%s'%.80s'", !i ? "" : i + 1 < s->count ? ", " : " and ", s->names[i]);
    if (!s->count)
        buf_add_str(to, "nothing");
}

int rights_refuse_append(const struct rights *r, const char *source, struct err *err)
{
    own_buf may = {0};
    sources_list(&r->append, &may);
    return err_set(err, ERR_CONFIG,
                   "'%s' may not append as '%.80s', only as %.600s: use another endpoint or key, or change the access file", r->name,
                   source, buf_str(&may));
}

int rights_refuse_read(const struct rights *r, const char *source, struct err *err)
{
    own_buf may = {0};
    sources_list(&r->read, &may);
    if (!source)
        return err_set(err, ERR_CONFIG, "'%s' may not read all sources, only %.600s: name them, or use another endpoint or key", r->name,
                       buf_str(&may));
    return err_set(err, ERR_CONFIG, "'%s' may not read '%.80s', only %.600s: use another endpoint or key, or change the access file",
                   r->name, source, buf_str(&may));
}
