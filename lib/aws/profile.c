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

/* "[default]", "[NAME]" of the credentials file, "[profile NAME]" of the config file. */
static bool is_section_of(const char *line, const char *name, bool config)
{
    size_t len = strlen(line);
    own_str char *inside = trimmed(line + 1, len - 2);
    if (config && str_starts(inside, "profile") && isspace((unsigned char)inside[7])) {
        own_str char *word = trimmed(inside + 8, strlen(inside + 8));
        return strcmp(word, name) == 0;
    }
    return strcmp(inside, name) == 0 && (!config || strcmp(name, "default") == 0);
}

static void add_setting(struct profile *p, const char *line, const char *equals)
{
    char *key = trimmed(line, (size_t)(equals - line));
    if (profile_get(p, key)) {
        free(key);
        return;
    }
    ARRAY_GROW(p->settings, p->count, p->cap);
    p->settings[p->count++] = (struct profile_setting){.key = key, .value = trimmed(equals + 1, strlen(equals + 1))};
}

static int read_line(struct profile *p, const char *line, bool config, bool *inside)
{
    if (*line == '\0' || *line == '#' || *line == ';')
        return 0;
    if (*line == '[') {
        if (line[strlen(line) - 1] != ']')
            return -1;
        *inside = is_section_of(line, p->name, config);
        p->found |= *inside;
        return 0;
    }
    const char *equals = strchr(line, '=');
    if (!equals)
        return -1;
    if (*inside)
        add_setting(p, line, equals);
    return 0;
}

static int read_file(struct profile *p, const char *path, bool config, struct err *err)
{
    own_buf text = {0};
    if (access(path, F_OK) && errno == ENOENT)
        return 0;
    if (buf_read_file(&text, path, 1 << 20, err))
        return -1;
    bool inside = false;
    int number = 0;
    for (const char *at = buf_str(&text), *end; *at; at = *end ? end + 1 : end) {
        end = strchrnul(at, '\n');
        number++;
        own_str char *line = trimmed(at, (size_t)(end - at));
        bool nested = isspace((unsigned char)*at); /* of a setting above: "s3 =\n  key = value" */
        if (!(nested && *line != '[') && read_line(p, line, config, &inside))
            return err_set(err, ERR_CONFIG, "cannot understand '%s' line %d: neither [section] nor key = value", path, number);
    }
    return 0;
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
