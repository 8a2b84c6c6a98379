#include "journal/figures.h"

/* system */
#include <stdbool.h>
#include <string.h>

void figure_head(struct buf *to, const char *name, const char *type_and_help)
{
    const char *help = strchr(type_and_help, ' ');
    buf_addf(to, "# HELP %s%s\n# TYPE %s %.*s\n", name, help, name, (int)(help - type_and_help), type_and_help);
}

/* Text as it may stand between a label's quotes. */
static void add_text(struct buf *to, const char *text)
{
    for (; *text; text++) {
        if (*text == '\\' || *text == '"')
            buf_add_char(to, '\\');
        if (*text == '\n')
            buf_add_str(to, "\\n");
        else
            buf_add_char(to, *text);
    }
}

void figure_add(struct buf *to, const char *name, const struct figure_label *labels, double value)
{
    bool some = false;
    buf_add_str(to, name);
    for (size_t i = 0; labels && i < FIGURE_LABELS; i++) {
        if (!labels[i].text)
            continue;
        buf_addf(to, "%c%s=\"", some ? ',' : '{', labels[i].name);
        add_text(to, labels[i].text);
        buf_add_char(to, '"');
        some = true;
    }
    buf_addf(to, "%s %.15g\n", some ? "}" : "", value);
}

void figure_alone(struct buf *to, const char *name, const char *type_and_help, double value)
{
    figure_head(to, name, type_and_help);
    figure_add(to, name, NULL, value);
}
