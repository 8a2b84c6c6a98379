/* AWS's documented token buckets for ELBv2, one account and Region: which call takes from which, and how fast each is
 * filled; and budget.report, by which apply-aws says that AWS gives less, or that more was taken than was planned. */
#ifndef MODEL_BUDGET_H
#define MODEL_BUDGET_H

#include <stdbool.h>

#include "lib/base/buf.h"
#include "lib/base/json.h"

struct err;

enum budget_class {
    BUDGET_ACCOUNT,      /* over all of them */
    BUDGET_READS,        /* non-mutating */
    BUDGET_WRITES,       /* mutating */
    BUDGET_TARGETS,      /* registration */
    BUDGET_HEAVY,        /* resource-intensive */
    BUDGET_TRUST_STORES, /* what makes and changes trust stores */
    BUDGET_CLASSES,
};

struct budget_bucket {
    const char *name; /* as in budget.report */
    int burst;        /* tokens that it holds */
    int per_minute;   /* tokens that come back */
};

/* By class. Elastic Load Balancing user guide, "Request throttling". */
extern const struct budget_bucket budget_buckets[BUDGET_CLASSES];

/* The bucket of an ELBv2 action beside the account's. */
enum budget_class budget_class_of(const char *action);

/* ---- the fleet's option `budget`: off, or {CLASS: "RATE:BURST", share: PERCENT} ---- */
struct budget_number {
    int burst, per_minute;
};

struct budget_numbers {
    bool off;  /* no budget is kept to */
    int share; /* percent of the account's bucket that stay for apply-aws' own reads and retries */
    struct budget_number of[BUDGET_CLASSES];
};

/* How many of them are counted on: one stays, for requests that overtake each other on the way to AWS. */
int budget_counted_on(int burst);

/* What is not said, or cannot be read, is as AWS documents it; ERR_CONFIG says what is wrong. */
int budget_numbers_read(struct budget_numbers *n, const struct json *option, struct err *err);

/* ---- budget.report, subject the class's name ---- */
struct budget_report {
    char *class;    /* account, reads, writes, targets, heavy, trust-stores */
    int per_minute; /* what apply-aws takes at most from now on */
    int full_per_minute;
    int throttled; /* answers that refused for the rate since the last report */
    int extra;     /* requests since the last report that no batch named: reads and repeated attempts */
};

int budget_report_decode(struct budget_report *b, const struct json *data, struct err *err);
void budget_report_encode(const struct budget_report *b, struct buf *to);
void budget_report_release(struct budget_report *b);

#endif
