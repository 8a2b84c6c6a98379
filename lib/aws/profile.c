#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/buf.h"
#include "lib/base/err.h"
#include "lib/base/mem.h"
#include "lib/aws/profile.h"

static char *home_path(const char *variable, const char *file)
{
    const char *given = getenv(variable);
    if (given && *given)
        return xstrdup(given);
    const char *home = getenv("HOME");
    return xasprintf("%s/.aws/%s", home ? home : "", file);
}

static char *trimmed(const char *text, size_t len)
{
    while (len && isspace((unsigned char)*text))
        text++, len--;
    while (len && isspace((unsigned char)text[len - 1]))
        len--;
    return xstrndup(text, len);
}

/* Where the reader of a file is. */
struct place {
    bool config; /* the file */
    bool inside; /* a section that is asked for */
    char *outer; /* the setting above, which indented lines belong to */
};

/* "[default]", "[NAME]" of the credentials file, "[profile NAME]" and "[services NAME]" of the config file. */
static bool is_section_of(const struct profile *p, const char *line, bool config)
{
    const char *kind = p->services ? "services" : "profile";
    own_str char *inside = trimmed(line + 1, strlen(line) - 2);
    size_t len = strlen(kind);
    if (config && str_starts(inside, kind) && isspace((unsigned char)inside[len])) {
        own_str char *word = trimmed(inside + len, strlen(inside + len));
        return strcmp(word, p->name) == 0;
    }
    return !p->services && strcmp(inside, p->name) == 0 && (!config || strcmp(p->name, "default") == 0);
}

/* Takes the key. */
static void add_setting(struct profile *p, char *key, const char *value)
{
    if (profile_get(p, key)) {
        free(key);
        return;
    }
    ARRAY_GROW(p->settings, p->count, p->cap);
    p->settings[p->count++] = (struct profile_setting){.key = key, .value = trimmed(value, strlen(value))};
}

static void read_nested(struct profile *p, const char *line, const struct place *at)
{
    const char *equals = strchr(line, '=');
    if (!at->inside || !at->outer || !equals || *line == '#' || *line == ';')
        return;
    own_str char *key = trimmed(line, (size_t)(equals - line));
    add_setting(p, xasprintf("%s.%s", at->outer, key), equals + 1);
}

static int read_line(struct profile *p, const char *line, struct place *at)
{
    if (*line == '\0' || *line == '#' || *line == ';')
        return 0;
    str_replace(&at->outer, NULL);
    if (*line == '[') {
        if (line[strlen(line) - 1] != ']')
            return -1;
        at->inside = is_section_of(p, line, at->config);
        p->found |= at->inside;
        return 0;
    }
    const char *equals = strchr(line, '=');
    if (!equals)
        return -1;
    at->outer = trimmed(line, (size_t)(equals - line));
    if (at->inside)
        add_setting(p, xstrdup(at->outer), equals + 1);
    return 0;
}

static int read_lines(struct profile *p, const char *text, struct place *place)
{
    int number = 0;
    for (const char *at = text, *end; *at; at = *end ? end + 1 : end) {
        end = strchrnul(at, '\n');
        number++;
        own_str char *line = trimmed(at, (size_t)(end - at));
        if (isspace((unsigned char)*at) && *line != '[')
            read_nested(p, line, place);
        else if (read_line(p, line, place))
            return number;
    }
    return 0;
}

static int read_file(struct profile *p, const char *path, bool config, struct err *err)
{
    own_buf text = {0};
    if (access(path, F_OK) && errno == ENOENT)
        return 0;
    if (buf_read_file(&text, path, 1 << 20, err))
        return -1;
    struct place place = {.config = config};
    int wrong = read_lines(p, buf_str(&text), &place);
    free(place.outer);
    return wrong ? err_set(err, ERR_CONFIG, "cannot understand '%s' line %d: neither [section] nor key = value", path, wrong) : 0;
}

int profile_load(struct profile *p, const char *name, struct err *err)
{
    const char *chosen = name ? name : getenv("AWS_PROFILE");
    p->name = xstrdup(chosen && *chosen ? chosen : "default");
    p->credentials_path = home_path("AWS_SHARED_CREDENTIALS_FILE", "credentials");
    p->config_path = home_path("AWS_CONFIG_FILE", "config");
    if (read_file(p, p->credentials_path, false, err) || read_file(p, p->config_path, true, err))
        return -1;
    return 0;
}

const char *profile_get(const struct profile *p, const char *key)
{
    for (size_t i = 0; i < p->count; i++)
        if (strcmp(p->settings[i].key, key) == 0 && *p->settings[i].value)
            return p->settings[i].value;
    return NULL;
}

void profile_release(struct profile *p)
{
    for (size_t i = 0; i < p->count; i++) {
        free(p->settings[i].key);
        explicit_bzero(p->settings[i].value, strlen(p->settings[i].value));
        free(p->settings[i].value);
    }
    free(p->settings);
    free(p->name);
    free(p->credentials_path);
    free(p->config_path);
    *p = (struct profile){0};
}
