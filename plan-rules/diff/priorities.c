#include "plan-rules/diff/priorities.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/mem.h"

struct numbers {
    bool used[PRIORITY_LAST + 1];
};

/* Marks in `keep` a longest run of rules whose numbers already rise. */
static void keep_rising(const struct priority *rules, size_t count, bool *keep)
{
    size_t *tail = xcalloc(count + 1, sizeof *tail);     /* rule that ends the best run of each length, plus one */
    size_t *before = xcalloc(count + 1, sizeof *before); /* its predecessor, plus one */
    size_t longest = 0;
    for (size_t i = 0; i < count; i++) {
        if (!rules[i].have)
            continue;
        size_t low = 0, high = longest;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (rules[tail[middle] - 1].have < rules[i].have)
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low ? tail[low - 1] : 0;
        tail[low] = i + 1;
        longest = low == longest ? longest + 1 : longest;
    }
    for (size_t at = longest ? tail[longest - 1] : 0; at; at = before[at - 1])
        keep[at - 1] = true;
    free(tail);
    free(before);
}

/* Spreads `count` rules evenly over the free numbers between low and high, both excluded. */
static int spread(struct priority *rules, size_t count, struct numbers *n, int low, int high)
{
    size_t room = 0, seen = 0, placed = 0;
    for (int p = low + 1; p < high; p++)
        room += !n->used[p];
    if (room < count)
        return -1;
    for (int p = low + 1; p < high && placed < count; p++) {
        if (n->used[p])
            continue;
        if (seen++ == (placed + 1) * room / (count + 1))
            rules[placed++].give = p;
    }
    for (size_t i = 0; i < count; i++)
        n->used[rules[i].give] = true;
    return 0;
}

/* The end of a gap that has no rule above it: no farther than the usual step needs. */
static int open_end(int low, size_t count)
{
    size_t end = (size_t)low + PRIORITY_STEP * (count + 1);
    return end <= PRIORITY_LAST ? (int)end : PRIORITY_LAST + 1;
}

static int fill_gaps(struct priority *rules, size_t count, const bool *keep, struct numbers *n)
{
    int low = 0;
    for (size_t i = 0; i < count;) {
        if (keep[i]) {
            low = rules[i].give = rules[i].have;
            i++;
            continue;
        }
        size_t end = i;
        while (end < count && !keep[end])
            end++;
        int high = end < count ? rules[end].have : open_end(low, end - i);
        if (spread(rules + i, end - i, n, low, high))
            return -1;
        i = end;
    }
    return 0;
}

static void take(struct numbers *n, const int *taken, size_t count)
{
    memset(n, 0, sizeof *n);
    for (size_t i = 0; i < count; i++)
        if (taken[i] > 0 && taken[i] <= PRIORITY_LAST)
            n->used[taken[i]] = true;
}

int priorities_assign(struct priority *rules, size_t count, const int *taken, size_t taken_count)
{
    struct numbers *n = xcalloc(1, sizeof *n);
    bool *keep = xcalloc(count + 1, sizeof *keep);
    keep_rising(rules, count, keep);
    take(n, taken, taken_count);
    for (size_t i = 0; i < count; i++)
        if (rules[i].have)
            n->used[rules[i].have] = true;
    int bad = fill_gaps(rules, count, keep, n);
    if (bad) { /* no gap: number all anew */
        take(n, taken, taken_count);
        bad = spread(rules, count, n, 0, open_end(0, count));
        if (bad)
            bad = spread(rules, count, n, 0, PRIORITY_LAST + 1);
    }
    free(keep);
    free(n);
    return bad;
}
