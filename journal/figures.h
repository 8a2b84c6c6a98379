/* Figures in the text format of Prometheus. */
#ifndef JOURNAL_FIGURES_H
#define JOURNAL_FIGURES_H

#include "lib/base/buf.h"

/* NAME="text" between the braces; text NULL: no such label. */
struct figure_label {
    const char *name;
    const char *text;
};
enum { FIGURE_LABELS = 2 };

/* `type_and_help`: "gauge The newest event." */
void figure_head(struct buf *to, const char *name, const char *type_and_help);
/* One value under the head; `labels` has FIGURE_LABELS, or is NULL. */
void figure_add(struct buf *to, const char *name, const struct figure_label *labels, double value);
/* A head and its only value. */
void figure_alone(struct buf *to, const char *name, const char *type_and_help, double value);

#define FIGURE_LABEL(name, text)               ((const struct figure_label[FIGURE_LABELS]){{(name), (text)}})
#define FIGURE_LABEL_TWO(name, text, two, its) ((const struct figure_label[FIGURE_LABELS]){{(name), (text)}, {(two), (its)}})

#endif
