#include "journal/command.h"
int cmd_trace(int argc, char **argv)
{
    (void)argc;
    (void)argv;
    return EXIT_ACT;
}
