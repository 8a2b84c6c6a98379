#include "tests/unit/diff_planned.h"

#include <string.h>

const struct batch *plan_with(struct planned *p, struct model *m, struct stack *want, enum diff_mode mode)
{
    memset(p, 0, sizeof *p);
    aws_init(&p->aws, &m->world);
    diff_resolve(want, &p->aws);
    p->diff = (struct diff){.world = &m->world, .aws = &p->aws, .want = want, .mode = mode, .settle_ms = 10000, .make = &p->make};
    diff_stack(&p->diff);
    return &p->make.batch;
}

void planned_close(struct planned *p)
{
    diff_release(&p->diff);
    batch_make_release(&p->make);
    aws_release(&p->aws);
}
